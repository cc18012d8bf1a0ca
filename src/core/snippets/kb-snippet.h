/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/snippets/kb-snippet-table.h"

G_BEGIN_DECLS

/* What is put into the texts. */
typedef struct
{
  const char *name;    /* the `username` attribute of the key */
  const char *address; /* the base address in use */
  const char *model;
  gboolean sandboxed; /* kb_sandbox_is_inside() */
} KbSnippetValues;

char *kb_snippet_dup_text (const KbSnippet *self, const KbSnippetValues *values);
char *kb_snippet_dup_outside (const char *name, char *const *command);

G_END_DECLS
