/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

GPtrArray *kb_practice_stream_response (JsonObject *response);
GPtrArray *kb_practice_stream_response_failing (JsonObject *begun, JsonObject *failed);
GPtrArray *kb_practice_stream_chat (JsonObject *completion, gboolean with_usage);
GPtrArray *kb_practice_stream_chat_failing (JsonObject *begun, JsonObject *error);

G_END_DECLS
