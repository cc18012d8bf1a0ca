/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How settings of programs are written. */
typedef enum
{
  KB_CONFIG_JSON, /* also with comments, and a comma behind the last */
  KB_CONFIG_TOML,
  KB_CONFIG_YAML,
  KB_CONFIG_ENV,     /* NAME=value, as .env files have it */
  KB_CONFIG_KEYFILE, /* GLib's, in which GSettings keeps values where it has nothing better */
  KB_CONFIG_NETRC,
} KbConfigFormat;

/* What a value has to be; @values may hold "*", which is what the "*" of the member stands for. */
typedef struct
{
  char **path;
  char **values;
  gboolean or_absent;
  gboolean is_not; /* it is there and none of @values */
} KbConfigCondition;

GPtrArray *kb_config_read (KbConfigFormat format, const char *text, gsize length);
const char *kb_config_find (GPtrArray *entries, char **path, GPtrArray *conditions);
gboolean kb_config_all_hold (GPtrArray *entries, GPtrArray *conditions);

G_END_DECLS
