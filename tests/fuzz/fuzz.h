/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>
#include <stdint.h>

/* What libFuzzer and the replay call with one input. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
