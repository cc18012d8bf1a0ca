/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/key/kb-key-validator.h"
#include "kb-step-page.h"

G_BEGIN_DECLS

#define KB_TYPE_SAVE_PAGE (kb_save_page_get_type ())
G_DECLARE_FINAL_TYPE (KbSavePage, kb_save_page, KB, SAVE_PAGE, KbStepPage)

/* Where a key is pasted, named and saved; then its test begins, and the next page shows it. Signal saved: a
 * handler that returns TRUE has gone elsewhere, and nothing is tested. */

/* As if the person had pasted @key, to be named and saved. */
void kb_save_page_offer (KbSavePage *self, SecretValue *key);
/* What is on the clipboard; beside a key that was saved, another one. */
void kb_save_page_paste (KbSavePage *self);
/* Whether there is something in the entry that is saved nowhere yet. */
gboolean kb_save_page_holds_key (KbSavePage *self);
/* Whether nobody need be told of @key any more: it was saved, or something is in the entry. */
gboolean kb_save_page_knows (KbSavePage *self, SecretValue *key);
/* Of what is in the entry. */
KbKeyValidator *kb_save_page_get_validator (KbSavePage *self);
void kb_save_page_throw_away (KbSavePage *self);
/* As if the person had pressed the button; what it needs first has the focus and is said. */
void kb_save_page_save (KbSavePage *self);

G_END_DECLS
