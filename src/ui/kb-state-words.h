/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/base/kb-state-file.h"

G_BEGIN_DECLS

typedef enum
{
  KB_STATE_OF_NOTES,
  KB_STATE_OF_CHOICES,
} KbStateOf;

/* What is the matter with the file, translated; NULL when nothing is. */
const char *kb_state_get_trouble (KbStateFile *file, KbStateOf of);
/* The same in three words; only when something is the matter. */
const char *kb_state_get_heading (KbStateFile *file);
/* What comes of it, and where the file is, translated; only when something is the matter. transfer full */
char *kb_state_dup_outcome (KbStateFile *file, KbStateOf of);

G_END_DECLS
