/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-unsaved.h"

G_BEGIN_DECLS

#define KB_TYPE_KEY_OFFER (kb_key_offer_get_type ())
G_DECLARE_FINAL_TYPE (KbKeyOffer, kb_key_offer, KB, KEY_OFFER, GObject)

/* Reveals @banner where the page in front of @view is one of the set-up and another program has put a key on
 * the clipboard. Its button pastes that; nothing is taken unasked, or offered that was pasted already. The
 * window owns all of them and this. */
KbKeyOffer *kb_key_offer_new (GtkWindow *window,
                              AdwBanner *banner,
                              AdwNavigationView *view,
                              KbUnsaved *unsaved);

G_END_DECLS
