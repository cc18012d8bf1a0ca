/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-page.h"

G_BEGIN_DECLS

#define KB_TYPE_KEYS_PAGE (kb_keys_page_get_type ())
G_DECLARE_FINAL_TYPE (KbKeysPage, kb_keys_page, KB, KEYS_PAGE, KbPage)

/* My Keys: what the keyring holds of ours. Property setup (construct-only). */
/* As soon as it is known which there are. */
void kb_keys_page_test_all (KbKeysPage *self);

G_END_DECLS
