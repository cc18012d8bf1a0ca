/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A value that stands in a file, and the way to it: names of members, and numbers in lists. What held a value
 * is wiped. */
typedef struct
{
  char **path;
  char *value;
} KbConfigEntry;

/* A function that reads returns FALSE for what it does not understand. */
typedef struct
{
  const char *at;
  const char *end;
  GPtrArray *path;    /* to what is being read */
  GPtrArray *entries; /* KbConfigEntry */
} KbConfigReader;

gboolean kb_config_read_json (KbConfigReader *reader);
gboolean kb_config_read_toml (KbConfigReader *reader);
gboolean kb_config_read_yaml (KbConfigReader *reader);
gboolean kb_config_read_env (KbConfigReader *reader);
gboolean kb_config_read_keyfile (KbConfigReader *reader);
gboolean kb_config_read_netrc (KbConfigReader *reader);

gboolean kb_config_next_line (KbConfigReader *reader, const char **line, gsize *length);
gboolean kb_config_take (KbConfigReader *reader, const char *text);
void kb_config_skip_blanks (KbConfigReader *reader);
/* From its quotation mark on. transfer full: for kb_config_wipe(). */
char *kb_config_read_quoted (KbConfigReader *reader, gboolean has_escapes);
void kb_config_wipe (char *text);
void kb_config_push (KbConfigReader *reader, const char *name, gsize length);
void kb_config_push_number (KbConfigReader *reader, guint number);
void kb_config_pop (KbConfigReader *reader, guint length);
/* @value: what the path leads to */
void kb_config_add (KbConfigReader *reader, const char *value, gsize length);
/* From its quotation mark on, of which the double one has escapes. */
gboolean kb_config_push_quoted (KbConfigReader *reader);
gboolean kb_config_add_quoted (KbConfigReader *reader);

G_END_DECLS
