/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-step-page.h"

G_BEGIN_DECLS

#define KB_TYPE_BILLING_PAGE (kb_billing_page_get_type ())
G_DECLARE_FINAL_TYPE (KbBillingPage, kb_billing_page, KB, BILLING_PAGE, KbStepPage)

G_END_DECLS
