/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-page.h"

G_BEGIN_DECLS

#define KB_TYPE_KEY_PAGE (kb_key_page_get_type ())
G_DECLARE_FINAL_TYPE (KbKeyPage, kb_key_page, KB, KEY_PAGE, KbPage)

/* One saved key: how it is, and all that can be done with it. */
AdwNavigationPage *kb_key_page_new (KbSetup *setup, KbSavedKey *key);

G_END_DECLS
