/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/guide/kb-session.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Marks the properties that are stored. */
#define KB_SESSION_PARAM_STORED (1 << G_PARAM_USER_SHIFT)

/* In kb-session.c. What is to be stored of @pspec, a stored property; FALSE when nothing is: a value that
 * follows the advice is left out, so that it goes on following it. */
gboolean kb_session_get_stored (KbSession *self, GParamSpec *pspec, GValue *value);

/* In kb-session-file.c. */
GBytes *kb_session_to_json (KbSession *self);
KbStateText kb_session_read_json (const char *text, gsize length, JsonObject **json);
void kb_session_apply_json (KbSession *self, JsonObject *json);

G_END_DECLS
