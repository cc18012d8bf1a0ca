/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_HEADER (kb_header_get_type ())
G_DECLARE_FINAL_TYPE (KbHeader, kb_header, KB, HEADER, GtkWidget)

/* The bar above a page or in a dialog, with children of the types "start" and "end". Its title is never cut:
 * where it has no room between the buttons, it stands below them. Properties: title; menu (construct-only,
 * with the main menu unless FALSE). */

G_END_DECLS
