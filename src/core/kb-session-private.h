/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-session.h"

G_BEGIN_DECLS

/* What became of a text that should hold a session. */
typedef enum
{
  KB_SESSION_TEXT_READ,
  KB_SESSION_TEXT_BROKEN,
  KB_SESSION_TEXT_NEWER, /* of a version of the program that this one does not know */
} KbSessionText;

/* Marks the properties that are stored. */
#define KB_SESSION_PARAM_STORED (1 << G_PARAM_USER_SHIFT)

/* In kb-session.c. What is to be stored of @pspec, a stored property; FALSE when nothing is: a value that
 * follows the advice is left out, so that it goes on following it. */
gboolean kb_session_get_stored (KbSession *self, GParamSpec *pspec, GValue *value);

/* In kb-session-file.c. */
GBytes *kb_session_to_json (KbSession *self);
KbSessionText kb_session_apply_json (KbSession *self, const char *json, gsize size);

G_END_DECLS
