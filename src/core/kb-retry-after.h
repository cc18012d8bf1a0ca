/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-reply.h"

G_BEGIN_DECLS

double kb_retry_after_parse_reset (const char *text);
double kb_retry_after_read (KbReply *reply);

G_END_DECLS
