/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keyring/kb-key-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_UNLOCK_BAR (kb_unlock_bar_get_type ())
G_DECLARE_FINAL_TYPE (KbUnlockBar, kb_unlock_bar, KB, UNLOCK_BAR, AdwBin)

/* Asks a keyring to be unlocked and shows that, until it has answered or is out of sight. Signal: unlocked.
 */
void kb_unlock_bar_start (KbUnlockBar *self, KbKeyStore *store);
void kb_unlock_bar_stop (KbUnlockBar *self);

G_END_DECLS
