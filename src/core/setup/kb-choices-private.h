/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-choices.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Marks the properties that are stored. */
#define KB_CHOICES_PARAM_STORED (1 << G_PARAM_USER_SHIFT)

/* In kb-choices.c. What is to be stored of @pspec, a stored property; FALSE when nothing is: a value that
 * follows the advice is left out, so that it goes on following it. */
gboolean kb_choices_get_stored (KbChoices *self, GParamSpec *pspec, GValue *value);

/* In kb-choices-file.c. */
GBytes *kb_choices_to_json (KbChoices *self);
KbStateText kb_choices_read_json (const char *text, gsize length, JsonObject **json);
void kb_choices_apply_json (KbChoices *self, JsonObject *json);

G_END_DECLS
