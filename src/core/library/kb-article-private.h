/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words with one space between them, as xgettext takes them out of an article. transfer full */
char *kb_article_collapse (const char *text);
void kb_article_parse (const GMarkupParser *parser, GBytes *xml, gpointer user_data);

G_END_DECLS
