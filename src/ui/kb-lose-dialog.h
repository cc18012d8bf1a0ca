/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks whether the window may close although it holds so many keys that no keyring has. Response: close. */
AdwDialog *kb_lose_dialog_new (guint n_keys);

G_END_DECLS
