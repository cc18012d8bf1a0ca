/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "cli/kb-cli-call.h"

G_BEGIN_DECLS

/* What the keyring is opened for. */
typedef enum
{
  KB_CLI_LOOK,  /* at names only: never asks anybody */
  KB_CLI_READ,  /* keys */
  KB_CLI_WRITE, /* keys */
} KbCliNeed;

/* The keyring and the notes, or the practice store with a key for every verdict. */
gboolean kb_cli_open_keyring (KbCli *cli, KbCliNeed need);
void kb_cli_fail_keyring (KbCli *cli, const GError *error);
GPtrArray *kb_cli_list_keys (KbCli *cli);
/* By the short name or else by the label. transfer full. */
KbSavedKey *kb_cli_find_key (KbCli *cli, const char *text);
SecretValue *kb_cli_load_key (KbCli *cli, KbSavedKey *saved);
/* The key that a command is about: named, the only one, or from the standard input. */
SecretValue *kb_cli_take_key (KbCli *cli, int argc, char *argv[], gboolean from_stdin, KbSavedKey **saved);
void kb_cli_say_twins (KbCli *cli, const char *const *names);
gboolean kb_cli_write_notes (KbCli *cli);
/* Translated, transfer full: a day, and when a key was tested with what came of it; @note: nullable. */
char *kb_cli_dup_date (gint64 unix_seconds);
char *kb_cli_dup_test (const KbNote *note);

G_END_DECLS
