/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-reply.h"

G_BEGIN_DECLS

/* Reading JSON that strangers send. Every argument but names may be NULL, a member of the wrong type is as if
 * absent. */
#define KB_TEXT_MAX_BYTES 4096

JsonNode *kb_json_parse (GBytes *bytes, KbBody *kind);
JsonObject *kb_json_get_object (JsonObject *object, const char *name);
JsonArray *kb_json_get_array (JsonObject *object, const char *name);
JsonObject *kb_json_array_get_object (JsonArray *array, guint index);
const char *kb_json_get_string (JsonObject *object, const char *name);
char *kb_json_dup_text (JsonObject *object, const char *name);
gint64 kb_json_get_count (JsonObject *object, const char *name);
char *kb_text_clean (const char *text);

G_END_DECLS
