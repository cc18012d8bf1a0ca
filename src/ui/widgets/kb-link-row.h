/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_LINK_ROW (kb_link_row_get_type ())
G_DECLARE_FINAL_TYPE (KbLinkRow, kb_link_row, KB, LINK_ROW, AdwActionRow)

/* A web page to open or to copy the address of. Property: link (id of a fact). */

G_END_DECLS
