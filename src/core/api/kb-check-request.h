/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What some models or servers do not take. */
typedef enum
{
  KB_TEST_OPTIONS_NONE = 0,
  KB_TEST_OPTIONS_REASONING = 1 << 0, /* asks not to reason */
  KB_TEST_OPTIONS_STORE = 1 << 1,     /* asks not to store */
  KB_TEST_OPTIONS_NEW_LIMIT = 1 << 2, /* the limit of chat/completions by its newer name */
  KB_TEST_OPTIONS_LIMIT = 1 << 3,     /* the limit of responses */
} KbTestOptions;
#define KB_TEST_OPTIONS_EVERY ((KbTestOptions) ((1 << 4) - 1))

GBytes *kb_check_request_new_responses (const char *model, KbTestOptions options);
GBytes *kb_check_request_new_chat (const char *model, KbTestOptions options);
KbTestOptions kb_check_request_find_option (const char *param, const char *message);

G_END_DECLS
