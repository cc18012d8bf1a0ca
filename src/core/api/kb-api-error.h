/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What a server gives as its reason. Any of it may be NULL; all of it is plain text of one line, redacted. */
typedef struct
{
  char *code; /* a number as its digits */
  char *type;
  char *param; /* the part of the request that it complains of */
  char *message;
} KbApiError;

void kb_api_error_read (KbApiError *error, JsonNode *root);
void kb_api_error_take_text (KbApiError *error, const char *text, gsize length);
gboolean kb_api_error_is_page (const KbApiError *error);
void kb_api_error_clear (KbApiError *error);

G_END_DECLS
