/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-setup.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* From now on @banner tells what is not kept of @setup, and where what was kept is. */
void kb_trouble_banner_watch (AdwBanner *banner, KbSetup *setup);

G_END_DECLS
