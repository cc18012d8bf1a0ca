/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/programs/kb-connection.h"
#include "core/programs/kb-program-private.h"

G_BEGIN_DECLS

typedef enum
{
  KB_VIA_HOOK,    /* lines in its settings */
  KB_VIA_FOLDER,  /* what direnv reads in a folder */
  KB_VIA_WRAPPER, /* a command of the same name that comes first */
  KB_VIA_ALIAS,   /* a line for the shell */
  KB_VIA_ENTRY,   /* an entry of the menu */
  KB_VIA_SETTINGS,
} KbVia;

struct _KbConnection
{
  GObject parent_instance;

  KbProgram *program;
  char *name;
  KbVia via;
  KbConnectionState state;
  gboolean is_at_top;  /* where its lines belong */
  char *path;          /* nullable */
  char *place;         /* nullable: the same, as people write it */
  char *before;        /* nullable: what the file holds; wiped */
  gsize before_length; /* bytes */
  char *after;         /* nullable: what it is to hold; wiped */
  int mode;            /* of the file, where it is new */
  char *lines;         /* nullable: to copy */
  char *variable;      /* nullable: in which the program gets the key */
  const char *trouble; /* nullable: why it is by hand, translated */
};

/* Reads files: for a thread. transfer full */
KbConnection *kb_connection_plan (KbProgram *program,
                                  const char *name,
                                  const char *folder,
                                  char **environment);
KbConnection *kb_connection_new (KbProgram *program, const char *name);

/* Notes of what is connected; both wait for the disk. */
GPtrArray *kb_connection_notes_read (GError **error);
gboolean kb_connection_notes_write (GPtrArray *notes, GError **error);
char *kb_connection_keep_original (const char *program, const char *data, gsize length, GError **error);
void kb_connection_notes_drop (GPtrArray *notes, const char *program, const char *path);

G_END_DECLS
