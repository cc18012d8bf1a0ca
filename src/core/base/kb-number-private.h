/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In kb-number.c: what the locale writes, in UTF-8; the separator may be "". transfer full */
char *kb_number_dup_decimal_point (void);
char *kb_number_dup_separator (void);

G_END_DECLS
