/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "cli/kb-cli-call.h"

G_BEGIN_DECLS

/* The key that comes on the standard input: to its end, or what is pasted into a terminal up to Enter, which
 * is not shown. Says what was cleaned away. transfer full; NULL after a failure. */
SecretValue *kb_cli_read_key (KbCli *cli);

G_END_DECLS
