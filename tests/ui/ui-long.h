/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From now on every text of the program is looked up as a third longer, as in a language of long words. */
void ui_set_long_words (gboolean longer);

G_END_DECLS
