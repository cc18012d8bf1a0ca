/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-page.h"

G_BEGIN_DECLS

#define KB_TYPE_USE_PAGE (kb_use_page_get_type ())
G_DECLARE_FINAL_TYPE (KbUsePage, kb_use_page, KB, USE_PAGE, KbPage)

/* How programs get the key of the page from the keyring while they run. Writes nothing. */

G_END_DECLS
