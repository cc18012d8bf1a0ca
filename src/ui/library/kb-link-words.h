/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a web page is called; @link is a fact id. The page's address where nobody gave it a name. static */
const char *kb_link_get_name (const char *link);
gboolean kb_link_has_name (const char *link);

G_END_DECLS
