/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/programs/kb-config-file.h"
#include "core/programs/kb-program.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  KB_FROM_VARIABLE,
  KB_FROM_FILE,
  KB_FROM_SECRET,
  KB_FROM_GSETTINGS,
  KB_FROM_SEEN, /* a file in a format that is not read: it may hold a credential */
} KbFrom;

typedef enum
{
  KB_HOLDS_KEY,
  KB_HOLDS_COMMAND,  /* that prints the key */
  KB_HOLDS_VARIABLE, /* the name of one */
  KB_HOLDS_SIGN_IN,  /* what "Continue with ChatGPT" left */
  KB_HOLDS_SERVICE,  /* the name of another one, which is asked instead of OpenAI */
} KbHolds;

/* How a value names where the key is, instead of holding it. */
typedef enum
{
  KB_NAMES_NOTHING,
  KB_NAMES_SHELL,    /* $NAME, $(command) */
  KB_NAMES_OPENCODE, /* {env:NAME} */
  KB_NAMES_CONTINUE, /* ${{ secrets.NAME }} */
} KbNames;

typedef struct
{
  char **files; /* as kb_program_expand() takes them; "." begins the folder that is looked at */
  KbConfigFormat format;
  char **member;
  GPtrArray *conditions; /* KbConfigCondition */
} KbSpot;

/* One place that a program takes its credential from. */
typedef struct
{
  KbFrom from;
  KbHolds holds;
  KbNames names;
  KbPayer payer;
  gboolean is_named; /* only when a place before it names it */
  char *name;        /* of a variable, or a schema */
  KbSpot spot;
  KbSpot *only_if;
  GHashTable *attributes; /* of an item */
  char **mentions;
} KbPlace;

GPtrArray *kb_program_get_places (KbProgram *self);
/* Started from a menu rather than in a terminal: it has the variables of the session. */
gboolean kb_program_is_window (KbProgram *self);
JsonObject *kb_program_get_json (KbProgram *self);
const char *kb_program_find_command (KbProgram *self);
char *kb_program_find_entry (KbProgram *self);
const char *kb_program_get_way_file (KbProgram *self, guint way);     /* nullable */
const char *kb_program_get_way_format (KbProgram *self, guint way);   /* of a hook */
const char *kb_program_get_way_variable (KbProgram *self, guint way); /* nullable */
char *kb_program_dup_token (const char *name);
char *kb_program_dup_run (const char *name, const char *variable);
/* A file as people write it. transfer full */
char *kb_program_dup_shown (const char *path);
char *kb_program_expand (const char *path, const char *folder, char **environment);

KbPlace *kb_place_new (gpointer json);
void kb_place_free (gpointer place);

G_END_DECLS
