/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-setup.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* From My Keys on to where the new key was asked for, unless the person goes elsewhere meanwhile. @name: the
 * store's name of the key that is replaced. */
void kb_rotation_return (AdwNavigationView *view, KbSetup *setup, const char *name);

G_END_DECLS
