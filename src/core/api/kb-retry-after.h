/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/api/kb-response.h"

G_BEGIN_DECLS

double kb_retry_after_read (KbResponse *reply);

G_END_DECLS
