/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KB_TYPE_WALLETS_LAYOUT (kb_wallets_layout_get_type ())
G_DECLARE_FINAL_TYPE (KbWalletsLayout, kb_wallets_layout, KB, WALLETS_LAYOUT, GtkLayoutManager)

/* Of the children the first three stand beside one another, the outer two equally wide; the fourth stands
 * below the third, and the rest in a row below all. Where there is no room for that, each has a line of its
 * own. */

G_END_DECLS
