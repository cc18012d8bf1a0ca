/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "cli/kb-cli.h"
#include "core/setup/kb-setup.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What a command is and takes. */
typedef struct
{
  const char *name;
  const char *arguments; /* N_(), nullable */
  const char *summary;   /* N_() */
  const GOptionEntry *options;
  gboolean has_json;
  gboolean has_practice;
  guint person_seconds; /* that the keyring may wait for a person at most; 0 for as long as it takes */
} KbCliCommand;

/* One call of a command, from its arguments to its exit code. Its functions that can fail say why to the
 * person, set the status and return FALSE or NULL: whoever called them has only to return. */
typedef struct
{
  const KbCliCommand *command;
  gboolean json;
  gboolean practice;
  KbSetup *setup;
  KbStoreState keyring; /* as it was found */
  int status;

  /*< private >*/
  GAsyncResult *result;
  gboolean late;
  gboolean waiting; /* for another Keybearer */
  gboolean waited;  /* since it was last looked whether it is late */
} KbCli;

gboolean kb_cli_begin (KbCli *cli, const KbCliCommand *command, int *argc, char ***argv);
void kb_cli_clear (KbCli *cli);

void kb_cli_fail (KbCli *cli, int status, const char *id, const char *message, const char *advice);
void kb_cli_fail_for_list (KbCli *cli, int status, const char *id, const char *message);
gboolean kb_cli_take_name (KbCli *cli, const char *text);

/* To be given to a call as callback and the KbCli with it; then kb_cli_wait(). */
void kb_cli_done_cb (GObject *source, GAsyncResult *result, gpointer user_data);
/* transfer none; good until the next. */
GAsyncResult *kb_cli_wait (KbCli *cli);
/* The same for a call that may be waiting for a person whom nobody can ask: NULL, and failed, when it takes
 * too long. */
GAsyncResult *kb_cli_wait_for_person (KbCli *cli);

/* For the signal "waiting" of a store, which is that another Keybearer changes keys. */
void kb_cli_waiting_cb (KbCli *cli, gboolean waiting);

/* Whether a window of the keyring can come up. */
gboolean kb_cli_has_display (void);
/* Something that passes, for those who watch. NULL takes it away. */
void kb_cli_show_progress (KbCli *cli, const char *text);
char *kb_cli_dup_plain (const char *text);

/* An object with the members that each has; kb_cli_print_json() closes it. */
JsonBuilder *kb_cli_new_json (KbCli *cli);
void kb_cli_print_json (JsonBuilder *builder);
/* NULL, a time of 0 and a negative count are null. */
void kb_cli_add_string (JsonBuilder *builder, const char *name, const char *value);
void kb_cli_add_count (JsonBuilder *builder, const char *name, gint64 value);
void kb_cli_add_time (JsonBuilder *builder, const char *name, gint64 unix_seconds);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KbCli, kb_cli_clear)

G_END_DECLS
