/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-page.h"

G_BEGIN_DECLS

#define KB_TYPE_ESTIMATE_PAGE (kb_estimate_page_get_type ())
G_DECLARE_FINAL_TYPE (KbEstimatePage, kb_estimate_page, KB, ESTIMATE_PAGE, KbPage)

/* What a use would cost, with each model, and what credit and limit do to it. Property setup
 * (construct-only). Its tag is "estimate". */

G_END_DECLS
