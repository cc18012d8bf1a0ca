/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/key/kb-key-validator.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_KEY_ENTRY (kb_key_entry_get_type ())
G_DECLARE_FINAL_TYPE (KbKeyEntry, kb_key_entry, KB, KEY_ENTRY, GtkBox)

/* Where a key is pasted, or typed by who unfolds that: says what the text is. What is shown leaves it only as
 * a secret does. Property usable (read-only): there is a key to save. */
KbKeyValidator *kb_key_entry_get_check (KbKeyEntry *self);
/* As if @text had been pasted. */
void kb_key_entry_set_text (KbKeyEntry *self, const char *text);
/* Wipes what was entered. */
void kb_key_entry_clear (KbKeyEntry *self);
/* What is on the clipboard, in place of what is there. */
void kb_key_entry_paste (KbKeyEntry *self);
void kb_key_entry_leave (KbKeyEntry *self);
void kb_key_entry_focus (KbKeyEntry *self);
GtkWidget *kb_key_entry_get_paste_button (KbKeyEntry *self);

G_END_DECLS
