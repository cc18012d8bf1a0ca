/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @text as one literal of a language, so that the language reads exactly @text. All pure, @text is UTF-8. */
typedef char *(*KbQuote) (const char *text);

char *kb_quote_shell (const char *text);
char *kb_quote_fish (const char *text);
char *kb_quote_json (const char *text);
char *kb_quote_systemd (const char *text);
char *kb_quote_systemd_run (const char *text);
char *kb_quote_desktop (const char *text); /* Exec in a desktop entry */
char *kb_quote_powershell (const char *text);

G_END_DECLS
