/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KB_KEY_STATE_EMPTY,
  KB_KEY_STATE_CHECKING,
  KB_KEY_STATE_GOOD,
  KB_KEY_STATE_ODD,
  KB_KEY_STATE_BAD
} KbKeyState;

typedef enum
{
  KB_KEY_KIND_UNKNOWN,
  KB_KEY_KIND_USER,            /* sk- and 48 characters, before projects */
  KB_KEY_KIND_PROJECT,         /* sk-proj- */
  KB_KEY_KIND_SERVICE_ACCOUNT, /* sk-svcacct- */
  KB_KEY_KIND_ADMIN,           /* sk-admin- */
  KB_KEY_KIND_OTHER,           /* sk- something rare */
} KbKeyKind;

/* Why a text is odd or bad. One at most: the one worth saying. */
typedef enum
{
  KB_KEY_PROBLEM_NONE,
  /* odd: may be a key */
  KB_KEY_PROBLEM_ODD_LENGTH,
  KB_KEY_PROBLEM_NO_MARKER, /* nothing shows that it is OpenAI's */
  KB_KEY_PROBLEM_LIKELY_DEEPSEEK,
  KB_KEY_PROBLEM_UNUSUAL_PREFIX,
  /* bad: cannot be an OpenAI API key */
  KB_KEY_PROBLEM_ADMIN_KEY,
  KB_KEY_PROBLEM_OTHER_PROVIDER, /* the reading says whose */
  KB_KEY_PROBLEM_MASKED,         /* sk-...abcd, sk-proj-**** */
  KB_KEY_PROBLEM_PLACEHOLDER,    /* YOUR_API_KEY, sk-proj-xxxx, undefined */
  KB_KEY_PROBLEM_VARIABLE,       /* $OPENAI_API_KEY */
  KB_KEY_PROBLEM_ORGANIZATION_ID,
  KB_KEY_PROBLEM_PROJECT_ID,
  KB_KEY_PROBLEM_KEY_ID,
  KB_KEY_PROBLEM_USER_ID,
  KB_KEY_PROBLEM_CHATGPT_TOKEN, /* eyJ… */
  KB_KEY_PROBLEM_SESSION_TOKEN, /* sess-… */
  KB_KEY_PROBLEM_SHORT_LIVED,   /* ek_…, for a browser */
  KB_KEY_PROBLEM_WEBHOOK_SECRET,
  KB_KEY_PROBLEM_REFERENCE, /* op://…, to a password manager */
  KB_KEY_PROBLEM_WEB_ADDRESS,
  KB_KEY_PROBLEM_EMAIL,
  KB_KEY_PROBLEM_SEVERAL_KEYS,
  KB_KEY_PROBLEM_TOO_SHORT,
  KB_KEY_PROBLEM_TOO_LONG, /* more than any text that holds a key, such as a whole page */
  KB_KEY_PROBLEM_BAD_CHARACTERS,
  KB_KEY_PROBLEM_NOT_A_KEY,
} KbKeyProblem;

G_END_DECLS
