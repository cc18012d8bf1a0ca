/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KB_TYPE_WALLETS (kb_wallets_get_type ())
G_DECLARE_FINAL_TYPE (KbWallets, kb_wallets, KB, WALLETS, GtkWidget)

/* A picture of what pays for what: ChatGPT Plus, apart from it API credit, and what happens to requests.
 * Takes the focus, so that a screen reader comes by and reads it as sentences. Property: narrow (all below
 * one another). */

G_END_DECLS
