/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-step-page.h"

G_BEGIN_DECLS

#define KB_TYPE_CREATE_PAGE (kb_create_page_get_type ())
G_DECLARE_FINAL_TYPE (KbCreatePage, kb_create_page, KB, CREATE_PAGE, KbStepPage)

G_END_DECLS
