/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The key of the preferences that holds it; "" for OpenAI's own. */
#define KB_BASE_ADDRESS_KEY "base-address"

/* Who says where requests go; the later one wins. */
typedef enum
{
  KB_BASE_STANDARD, /* the facts: OpenAI's own address */
  KB_BASE_CHOSEN,   /* the preferences */
  KB_BASE_VARIABLE  /* OPENAI_BASE_URL */
} KbBaseSource;

char *kb_base_address_dup (KbBaseSource *source, gboolean *mended);
char *kb_base_address_dup_words (void);
char *kb_base_address_dup_mended_words (void);

G_END_DECLS
