/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-step-page.h"

G_BEGIN_DECLS

#define KB_TYPE_GUIDE_PAGE (kb_guide_page_get_type ())
G_DECLARE_FINAL_TYPE (KbGuidePage, kb_guide_page, KB, GUIDE_PAGE, KbStepPage)

/* A step of the set-up that is done on the web: what its guide says, and the web page drawn beside it. */

G_END_DECLS
