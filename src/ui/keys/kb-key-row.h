/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/check/kb-check-all.h"
#include "core/setup/kb-setup.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_KEY_ROW (kb_key_row_get_type ())
G_DECLARE_FINAL_TYPE (KbKeyRow, kb_key_row, KB, KEY_ROW, AdwActionRow)

/* A saved key in a list. */
KbKeyRow *kb_key_row_new (KbSavedKey *key);
KbSavedKey *kb_key_row_get_key (KbKeyRow *self);
/* Says anew what is known, and what @round is about to find out. */
void kb_key_row_update (KbKeyRow *self, KbSetup *setup, KbCheckAll *round);

/* A row of the same list that is about something else. */
GtkWidget *kb_plain_row_new (const char *icon, const char *title, const char *subtitle);
/* @data is freed with the button. */
void kb_row_add_button (GtkWidget *row,
                        const char *label,
                        GCallback callback,
                        gpointer data,
                        GClosureNotify destroy);

G_END_DECLS
