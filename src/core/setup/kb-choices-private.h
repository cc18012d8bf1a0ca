/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-choices.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Marks the properties that are stored. */
#define KB_CHOICES_PARAM_STORED (1 << G_PARAM_USER_SHIFT)

gboolean kb_choices_get_stored (KbChoices *self, GParamSpec *pspec, GValue *value);

/* In kb-choices-file.c. */
GBytes *kb_choices_to_json (KbChoices *self);
KbStateText kb_choices_read_json (const char *text, gsize length, JsonObject **json);
void kb_choices_apply_json (KbChoices *self, JsonObject *json);

G_END_DECLS
