/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Articles that belong together, in order of reading. */
typedef struct
{
  char *title; /* translated */
  GPtrArray *ids;
} KbLibraryGroup;

GPtrArray *kb_library_index_new_from_xml (GBytes *xml);

G_END_DECLS
