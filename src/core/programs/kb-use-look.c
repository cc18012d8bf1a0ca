/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/programs/kb-use-private.h"

#include "core/base/kb-file.h"
#include "core/programs/kb-config-reader.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

/* Bytes: settings that are longer are no settings. */
#define LIMIT (1024 * 1024)

typedef struct
{
  KbProgram *program;
  const KbUseSight *sight;
  KbUse *use;
  char *named; /* nullable: the variable that a place before named, and that others may hold */
} Look;

/* variables */

static char **
get_variables (Look *look)
{
  return kb_program_is_window (look->program) && look->sight->session ? look->sight->session
                                                                      : look->sight->environment;
}

static const char *
get_variable (char **variables, const char *name)
{
  const char *value = variables ? g_environ_getenv (variables, name) : NULL;

  return value != NULL && *value != '\0' ? value : NULL;
}

static void
set_key (KbUsePlace *use, const char *value)
{
  g_autoptr (KbKeyReading) reading = kb_key_read (value, -1);

  use->state = KB_USE_KEY;
  use->finding = kb_finding_new (use->source, use->where, 0, reading);
}

static void
look_at_variable (Look *look, const char *name, char **variables, KbUsePlace *use)
{
  const char *value = get_variable (variables, name);

  use->source = variables == look->sight->session ? KB_FINDING_SESSION : KB_FINDING_ENVIRONMENT;
  use->where = g_strdup (name);
  kb_use_add_looked (look->use, name);
  if (value != NULL)
    set_key (use, value);
}

/* What starts it gives it the key, whatever the variable holds outside. FALSE: nothing does. */
static gboolean
look_at_start (Look *look, const char *name, KbUsePlace *use)
{
  g_autofree char *path = kb_use_find_start (look->program, name);

  if (path == NULL)
    return FALSE;
  use->source = KB_FINDING_FILE;
  use->where = kb_program_dup_shown (path);
  use->state = KB_USE_COMMAND;
  use->detail = g_strdup ("keybearer");
  kb_use_add_looked (look->use, name);
  return TRUE;
}

/* what a value means */

static char *
dup_match (const char *value, const char *pattern)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, value, G_REGEX_MATCH_DEFAULT, &match) ? g_match_info_fetch (match, 1) : NULL;
}

/* Indexed by KbNames. */
static const char *const variable_patterns[] = {
  [KB_NAMES_NOTHING] = NULL,
  [KB_NAMES_SHELL] = "^\\$\\{?([A-Za-z_][A-Za-z0-9_]*)\\}?$",
  [KB_NAMES_OPENCODE] = "^\\{env:([A-Za-z_][A-Za-z0-9_]*)\\}$",
  [KB_NAMES_CONTINUE] = "^\\$\\{\\{ *secrets\\.([A-Za-z_][A-Za-z0-9_]*) *\\}\\}$",
};

static void
set_command (KbUsePlace *use, const char *command)
{
  use->state = KB_USE_COMMAND;
  use->detail = strstr (command, "keybearer") ? g_strdup ("keybearer") : NULL;
}

static void
set_variable (Look *look, KbUsePlace *use, const char *name)
{
  const char *value = get_variable (get_variables (look), name);

  use->detail = g_strdup (name);
  if (value != NULL)
    set_key (use, value);
  else
    use->state = KB_USE_UNSET;
}

static void
set_value (Look *look, const KbPlace *place, KbUsePlace *use, const char *value)
{
  g_autofree char *variable = place->names ? dup_match (value, variable_patterns[place->names]) : NULL;

  if (variable != NULL && place->names == KB_NAMES_CONTINUE)
    /* Looked for in the places that follow. */
    look->named = g_steal_pointer (&variable);
  else if (variable != NULL)
    set_variable (look, use, variable);
  else if (place->names == KB_NAMES_SHELL && g_str_has_prefix (value, "$("))
    set_command (use, value);
  else if (place->names && strpbrk (value, "${"))
    use->state = KB_USE_NOT_UNDERSTOOD;
  else
    set_key (use, value);
}

static void
take (Look *look, const KbPlace *place, KbUsePlace *use, const char *value)
{
  switch (place->holds)
    {
    case KB_HOLDS_COMMAND:
      set_command (use, value);
      break;
    case KB_HOLDS_VARIABLE:
      set_variable (look, use, value);
      break;
    case KB_HOLDS_SIGN_IN:
      use->state = KB_USE_SIGN_IN;
      break;
    case KB_HOLDS_SERVICE:
      use->state = KB_USE_SERVICE;
      use->detail = kb_key_redact (value);
      break;
    case KB_HOLDS_KEY:
    default:
      set_value (look, place, use, value);
    }
}

/* files */

/* @state: what it is when there are none. transfer full, nullable */
static char *
read_file (const char *path, gsize *length, KbUseState *state)
{
  g_autoptr (GError) error = NULL;
  char *text = kb_file_read (path, LIMIT, length, &error);

  if (text != NULL)
    return text;
  *state = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
                   g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY)
               ? KB_USE_ABSENT
               : KB_USE_UNREADABLE;
  return NULL;
}

static GPtrArray *
read_entries (const char *path, KbConfigFormat format, KbUseState *state)
{
  gsize length = 0;
  char *text = read_file (path, &length, state);
  GPtrArray *entries;

  if (text == NULL)
    return NULL;
  entries = kb_config_read (format, text, length);
  explicit_bzero (text, length);
  g_free (text);
  *state = entries ? KB_USE_ABSENT : KB_USE_NOT_UNDERSTOOD;
  return entries;
}

/* KB_USE_KEY when the condition holds. With none of the files there, all that it names is absent. */
static KbUseState
check_condition (Look *look, const KbSpot *spot, char **where)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  for (gsize i = 0; spot->files[i] != NULL; i++)
    {
      g_autofree char *path =
          kb_program_expand (spot->files[i], look->sight->folder, look->sight->environment);
      KbUseState state = KB_USE_ABSENT;
      g_autoptr (GPtrArray) entries = path ? read_entries (path, spot->format, &state) : NULL;

      if (state != KB_USE_ABSENT)
        *where = kb_program_dup_shown (path);
      if (entries != NULL)
        return kb_config_all_hold (entries, spot->conditions) ? KB_USE_KEY : KB_USE_ABSENT;
      if (state != KB_USE_ABSENT)
        return state;
    }
  return kb_config_all_hold (nothing, spot->conditions) ? KB_USE_KEY : KB_USE_ABSENT;
}

/* Whether there is nothing more to look at. */
static gboolean
look_at_file (Look *look, const KbPlace *place, const char *path, KbUsePlace *use)
{
  KbUseState state = KB_USE_ABSENT;
  g_autoptr (GPtrArray) entries = read_entries (path, place->spot.format, &state);
  const char *value = NULL;
  char *member[] = { look->named, NULL };

  g_free (use->where);
  use->where = kb_program_dup_shown (path);
  kb_use_add_looked (look->use, use->where);
  use->state = state;
  if (entries != NULL)
    value = kb_config_find (entries, place->is_named ? member : place->spot.member, place->spot.conditions);
  if (value == NULL || *value == '\0')
    return state != KB_USE_ABSENT;
  take (look, place, use, value);
  return TRUE;
}

static void
look_at_files (Look *look, const KbPlace *place, KbUsePlace *use)
{
  use->source = KB_FINDING_FILE;
  for (gsize i = 0; place->spot.files[i] != NULL; i++)
    {
      g_autofree char *path =
          kb_program_expand (place->spot.files[i], look->sight->folder, look->sight->environment);

      if (path != NULL && look_at_file (look, place, path, use))
        return;
    }
}

static gboolean
mentions (const char *text, gsize length, char **words)
{
  for (gsize i = 0; words[i] != NULL; i++)
    if (g_strstr_len (text, (gssize) length, words[i]))
      return TRUE;
  return words[0] == NULL;
}

static void
look_for_file (Look *look, const KbPlace *place, KbUsePlace *use)
{
  for (gsize i = 0; place->spot.files[i] != NULL && use->state == KB_USE_ABSENT; i++)
    {
      g_autofree char *path =
          kb_program_expand (place->spot.files[i], look->sight->folder, look->sight->environment);
      gsize length = 0;
      char *text;

      if (path == NULL)
        continue;
      g_free (use->where);
      use->where = kb_program_dup_shown (path);
      kb_use_add_looked (look->use, use->where);
      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      use->state = KB_USE_NOT_READ;
      /* Without words to look for there is nothing to read. */
      text = place->mentions[0] ? read_file (path, &length, &use->state) : NULL;
      if (text != NULL && !mentions (text, length, place->mentions))
        use->state = KB_USE_ABSENT;
      if (text != NULL)
        explicit_bzero (text, length);
      g_free (text);
    }
}

/* the keyring and the desktop's settings */

static void
take_text (Look *look, const KbPlace *place, KbUsePlace *use, KbConfigFormat format, const char *text)
{
  g_autoptr (GPtrArray) entries = kb_config_read (format, text, strlen (text));
  const char *value = entries ? kb_config_find (entries, place->spot.member, place->spot.conditions) : NULL;

  if (entries == NULL)
    use->state = KB_USE_NOT_UNDERSTOOD;
  else if (value != NULL && *value != '\0')
    take (look, place, use, value);
}

static void
look_at_secret (Look *look, const KbPlace *place, KbUsePlace *use)
{
  KbUseSecret *secret =
      look->sight->secrets ? g_hash_table_lookup (look->sight->secrets, (gpointer) place) : NULL;

  use->source = KB_FINDING_KEYRING;
  if (secret == NULL)
    return;
  kb_use_add_looked (look->use, _ ("the keyring"));
  if (secret->state != KB_USE_KEY)
    use->state = secret->state;
  else if (place->spot.member[0] != NULL)
    take_text (look, place, use, KB_CONFIG_JSON, secret->text);
  else
    take (look, place, use, secret->text);
}

static char *
print_setting (GSettings *settings, const char *key)
{
  g_autoptr (GVariant) value = g_settings_get_value (settings, key);

  return g_variant_print (value, FALSE);
}

/* As the file of settings would be that GLib writes where it has nothing better. */
static void
look_at_settings (Look *look, const KbPlace *place, KbUsePlace *use)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source ? g_settings_schema_source_lookup (source, place->name, TRUE) : NULL;
  g_autoptr (GSettings) settings = NULL;
  g_auto (GStrv) keys = NULL;
  g_autoptr (GString) text = g_string_sized_new (LIMIT);

  use->source = KB_FINDING_FILE;
  use->where = g_strdup (place->name);
  kb_use_add_looked (look->use, use->where);
  if (schema == NULL || g_settings_schema_get_path (schema) == NULL)
    return;
  settings = g_settings_new_full (schema, NULL, NULL);
  keys = g_settings_schema_list_keys (schema);
  g_string_append_printf (text, "[%s]\n", place->spot.member[0]);
  for (gsize i = 0; keys[i] != NULL; i++)
    {
      char *value = print_setting (settings, keys[i]);

      g_string_append_printf (text, "%s=%s\n", keys[i], value);
      kb_config_wipe (value);
    }
  take_text (look, place, use, KB_CONFIG_KEYFILE, text->str);
  explicit_bzero (text->str, text->len);
}

/* all of it */

static void
look_at_place (Look *look, const KbPlace *place, KbUsePlace *use)
{
  KbUseState applies = place->only_if ? check_condition (look, place->only_if, &use->where) : KB_USE_KEY;

  if (applies != KB_USE_KEY || (place->is_named && look->named == NULL))
    {
      use->state = applies == KB_USE_KEY ? KB_USE_ABSENT : applies;
      use->source = KB_FINDING_FILE;
      return;
    }
  switch (place->from)
    {
    case KB_FROM_VARIABLE:
      if (!look_at_start (look, place->is_named ? look->named : place->name, use))
        look_at_variable (look, place->is_named ? look->named : place->name, get_variables (look), use);
      break;
    case KB_FROM_SECRET:
      look_at_secret (look, place, use);
      break;
    case KB_FROM_GSETTINGS:
      look_at_settings (look, place, use);
      break;
    case KB_FROM_SEEN:
      use->source = KB_FINDING_FILE;
      look_for_file (look, place, use);
      break;
    case KB_FROM_FILE:
    default:
      look_at_files (look, place, use);
    }
}

/* A program in a terminal does not have the variables of the session when that one is older than they are,
 * and one from the menu has none of the terminal's. */
static void
look_elsewhere (Look *look, const KbPlace *place, KbUse *use)
{
  char **here = get_variables (look);
  char **other = here == look->sight->environment ? look->sight->session : look->sight->environment;
  const char *value = get_variable (other, place->name);
  KbUsePlace *found;

  if (value == NULL || g_strcmp0 (value, get_variable (here, place->name)) == 0)
    return;
  found = g_new0 (KbUsePlace, 1);
  found->payer = place->payer;
  found->is_elsewhere = TRUE;
  look_at_variable (look, place->name, other, found);
  kb_use_add (use, found);
}

KbUse *
kb_use_look (KbProgram *program, const KbUseSight *sight)
{
  KbUse *use = kb_use_new (program);
  Look look = { program, sight, use, NULL };
  GPtrArray *places = kb_program_get_places (program);

  for (guint i = 0; i < places->len; i++)
    {
      const KbPlace *place = places->pdata[i];
      KbUsePlace *found = g_new0 (KbUsePlace, 1);

      found->payer = place->payer;
      look_at_place (&look, place, found);
      kb_use_add (use, found);
    }
  for (guint i = 0; i < places->len; i++)
    {
      const KbPlace *place = places->pdata[i];

      if (place->from != KB_FROM_VARIABLE || place->is_named)
        continue;
      look_elsewhere (&look, place, use);
      kb_use_look_in_shells (use, place, sight);
    }
  g_free (look.named);
  return use;
}
