/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_CODE (kb_code_get_type ())
G_DECLARE_FINAL_TYPE (KbCode, kb_code, KB, CODE, GtkBox)

/* Lines to copy, with the button for it. They run from left to right, whatever is spoken. @title: what the
 * button copies, for a screen reader. */
GtkWidget *kb_code_new (const char *text, const char *title);

G_END_DECLS
