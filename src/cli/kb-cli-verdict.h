/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "cli/kb-cli-call.h"

G_BEGIN_DECLS

int kb_cli_get_exit_code (KbOutcome outcome);
/* The name of an aspect for people. static. */
const char *kb_cli_get_aspect_title (KbAspect aspect);
void kb_cli_print_verdict (KbVerdict *verdict);
/* @name: nullable, of the key that was tested; @client: whom it asked. */
void kb_cli_print_verdict_json (KbCli *cli, KbVerdict *verdict, const char *name, KbClient *client);

G_END_DECLS
