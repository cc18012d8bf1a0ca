/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define KB_JSON_MAX_BYTES (4 * 1024 * 1024)
#define KB_JSON_MAX_DEPTH 64

/* What was wrong with a body. */
typedef enum
{
  KB_BODY_OBJECT, /* a JSON object, readable */
  KB_BODY_LIST,   /* a JSON array, readable */
  KB_BODY_EMPTY,
  KB_BODY_HTML,
  KB_BODY_NOT_JSON, /* anything else, cut JSON too */
  KB_BODY_NOT_TEXT, /* not UTF-8, control characters */
  KB_BODY_TOO_DEEP,
  KB_BODY_NOT_OBJECT, /* JSON, but a bare value */
} KbBody;

/* Reading JSON that strangers send. Every argument but names may be NULL, a member of the wrong type is as if
 * absent. */
JsonNode *kb_json_parse (GBytes *bytes, KbBody *kind);
JsonObject *kb_json_get_object (JsonObject *object, const char *name);
JsonArray *kb_json_get_array (JsonObject *object, const char *name);
char **kb_json_dup_strings (JsonArray *array);
JsonObject *kb_json_array_get_object (JsonArray *array, guint index);
const char *kb_json_node_get_string (JsonNode *node);
const char *kb_json_get_string (JsonObject *object, const char *name);
gint64 kb_json_get_int (JsonObject *object, const char *name, gint64 fallback);
gint64 kb_json_get_count (JsonObject *object, const char *name);

G_END_DECLS
