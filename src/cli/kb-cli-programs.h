/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/programs/kb-program.h"

G_BEGIN_DECLS

/* The least permissions of a key for @program, as the dashboard calls them. transfer full */
char *kb_cli_dup_needs (KbProgram *program);

G_END_DECLS
