/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Variables that other programs look at, and a test does not. */
typedef struct
{
  const char *name;  /* "OPENAI_ORG_ID" */
  const char *words; /* marked with N_(): what programs do with it */
} KbVariable;

const KbVariable *kb_environment_get_table (gsize *n_rows);
char **kb_environment_dup_notes (void);

G_END_DECLS
