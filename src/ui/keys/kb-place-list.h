/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keys/kb-rotation.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Adds to @row the places where a key may be used, to be ticked when they have the new one, and an entry for
 * places of the person's own. */
void kb_place_list_fill (AdwExpanderRow *row, KbRotation *rotation);

G_END_DECLS
