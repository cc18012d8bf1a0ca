/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/programs/kb-program-private.h"
#include "core/programs/kb-use.h"

G_BEGIN_DECLS

/* What one place of a program holds. */
typedef struct
{
  KbUseState state;
  KbPayer payer;
  gboolean is_elsewhere; /* found there only when the program is started otherwise */
  KbFindingSource source;
  char *where;        /* a file as people write it, a variable */
  char *detail;       /* nullable: the variable or the service that it names; whether a command is ours */
  guint line;         /* of a file, from 1; 0 where that is not known */
  char *origin;       /* nullable: the file and line that set the variable */
  KbFinding *finding; /* nullable: what stands there */
} KbUsePlace;

/* An item of the keyring that a place asks for. */
typedef struct
{
  KbUseState state; /* KB_USE_KEY when there is one */
  char *text;       /* nullable: for kb_config_wipe() */
} KbUseSecret;

/* What there is to look at. */
typedef struct
{
  char **environment;
  char **session;      /* nullable: of the session */
  const char *folder;  /* nullable */
  GHashTable *secrets; /* nullable: KbPlace → KbUseSecret */
} KbUseSight;

/* Reads files: for a thread. transfer full. */
KbUse *kb_use_look (KbProgram *program, const KbUseSight *sight);
KbUse *kb_use_new (KbProgram *program);
/* @place: transfer full */
void kb_use_add (KbUse *self, KbUsePlace *place);
void kb_use_add_looked (KbUse *self, const char *where);
/* The variable @name has what it holds from a line of a file. */
void kb_use_set_origin (KbUse *self, const char *name, const char *path, guint line);
char *kb_use_find_start (KbProgram *program, const char *variable);
/* Looks where @place, a variable, is set. */
void kb_use_look_in_shells (KbUse *use, const KbPlace *place, const KbUseSight *sight);
void kb_use_place_free (gpointer place);
const KbUsePlace *kb_use_get_place (KbUse *self, guint place);

G_END_DECLS
