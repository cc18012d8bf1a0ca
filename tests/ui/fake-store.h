/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keyring/kb-key-store.h"

G_BEGIN_DECLS

#define FAKE_TYPE_STORE (fake_store_get_type ())
G_DECLARE_FINAL_TYPE (FakeStore, fake_store, FAKE, STORE, GObject)

/* A keyring that does what a test says. It keeps one key and the names of those that were there before. */
FakeStore *fake_store_new (void);
void fake_store_set_state (FakeStore *self, KbStoreState state);
void fake_store_set_provider (FakeStore *self, KbStoreProvider provider);
/* What the next calls end with; -1: they go well. */
void fake_store_set_error (FakeStore *self, int error);
/* While it is held, saving, loading and unlocking wait, to be cancelled or released. */
void fake_store_hold (FakeStore *self, gboolean hold);
/* Lists too, which then can only be cancelled. */
void fake_store_hold_lists (FakeStore *self);
gboolean fake_store_is_held (FakeStore *self);
guint fake_store_get_n_cancelled (FakeStore *self);
/* As if it had been saved earlier. */
void fake_store_add (FakeStore *self, const char *name);
const char *fake_store_get_saved_name (FakeStore *self); /* nullable, as below */
const char *fake_store_get_saved_label (FakeStore *self);
const char *fake_store_get_saved_key (FakeStore *self);
guint fake_store_get_n_saves (FakeStore *self);
guint fake_store_get_n_unlocks (FakeStore *self);
guint fake_store_get_n_probes (FakeStore *self);
guint fake_store_get_n_lists (FakeStore *self);

G_END_DECLS
