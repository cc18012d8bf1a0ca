/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Exit codes of every command; they stand in the manual page. */
enum
{
  KB_EXIT_WORKS = 0,
  KB_EXIT_KEY_REFUSED = 1,
  KB_EXIT_BLOCKED = 2,
  KB_EXIT_NOT_CHECKED = 3,
  KB_EXIT_KEYRING = 4,
  KB_EXIT_USAGE = 64,
  KB_EXIT_NO_INPUT = 66,    /* what was to be looked at could not be read */
  KB_EXIT_OUTPUT = 74,      /* what was to be said could not be written */
  KB_EXIT_CANNOT_RUN = 126, /* this and the next as in a shell */
  KB_EXIT_COMMAND_NOT_FOUND = 127,
};

/* The exit code, unless the window's program takes the place of this one. */
int kb_cli_main (int argc, char *argv[]);
int kb_cli_open_window (char *argv[]);
/* A line on the standard error, behind the name of the program. @format: translated. */
void kb_cli_say (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* One file a command; argv[0] is its name. */
int kb_cli_check (int argc, char *argv[]);
int kb_cli_connect (int argc, char *argv[]);
int kb_cli_cost (int argc, char *argv[]);
int kb_cli_doctor (int argc, char *argv[]);
int kb_cli_find (int argc, char *argv[]);
int kb_cli_forget (int argc, char *argv[]);
int kb_cli_list (int argc, char *argv[]);
int kb_cli_permissions (int argc, char *argv[]);
int kb_cli_practice (int argc, char *argv[]);
int kb_cli_remind (int argc, char *argv[]);
int kb_cli_run (int argc, char *argv[]);
int kb_cli_save (int argc, char *argv[]);
int kb_cli_token (int argc, char *argv[]);

G_END_DECLS
