/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-step-page.h"

G_BEGIN_DECLS

#define KB_TYPE_RESULT_PAGE (kb_result_page_get_type ())
G_DECLARE_FINAL_TYPE (KbResultPage, kb_result_page, KB, RESULT_PAGE, KbStepPage)

G_END_DECLS
