/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-page.h"

G_BEGIN_DECLS

#define KB_TYPE_ACCESS_PAGE (kb_access_page_get_type ())
G_DECLARE_FINAL_TYPE (KbAccessPage, kb_access_page, KB, ACCESS_PAGE, KbPage)

/* What This Key May Do: asks OpenAI when it is told to. Properties, both construct-only: setup; name, by
 * which the store knows the key. */

G_END_DECLS
