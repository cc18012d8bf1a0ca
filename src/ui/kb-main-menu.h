/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_MAIN_MENU (kb_main_menu_get_type ())
G_DECLARE_FINAL_TYPE (KbMainMenu, kb_main_menu, KB, MAIN_MENU, AdwBin)

/* The button of the main menu, which is the same on every page that has one. */

G_END_DECLS
