/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-page.h"

G_BEGIN_DECLS

#define KB_TYPE_SIGN_IN_PAGE (kb_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (KbSignInPage, kb_sign_in_page, KB, SIGN_IN_PAGE, KbPage)

G_END_DECLS
