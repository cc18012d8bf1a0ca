/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Reading JSON that somebody's accident has been at. */
JsonNode *kb_mend_parse (const char *text);
GPtrArray *kb_mend_find_objects (const char *text, const char *member);
JsonNode *kb_mend_find_member (const char *text, const char *member);

G_END_DECLS
