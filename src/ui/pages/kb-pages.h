/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-route.h"

G_BEGIN_DECLS

/* The steps of the wizard: adding one is a row there and a file pair here. */
GType kb_pages_get_type_of (KbStep step);

G_END_DECLS
