/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-page.h"

G_BEGIN_DECLS

#define KB_TYPE_PROJECT_PAGE (kb_project_page_get_type ())
G_DECLARE_FINAL_TYPE (KbProjectPage, kb_project_page, KB, PROJECT_PAGE, KbPage)

G_END_DECLS
