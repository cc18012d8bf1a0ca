/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/programs/kb-use-private.h"

#include "core/base/kb-file.h"
#include "core/programs/kb-config-reader.h"

#include <glib/gi18n.h>
#include <string.h>

/* Where a variable is set: the files that shells and sessions read when they begin, and the one that direnv
 * reads in a folder. */

/* Bytes */
#define LIMIT (1024 * 1024)

static const char *const files[] = {
  "~/.profile",
  "~/.bash_profile",
  "~/.bash_login",
  "~/.bashrc",
  "${ZDOTDIR:-~}/.zshenv",
  "${ZDOTDIR:-~}/.zprofile",
  "${ZDOTDIR:-~}/.zshrc",
  "${ZDOTDIR:-~}/.zlogin",
  "${XDG_CONFIG_HOME:-~/.config}/fish/config.fish",
  "${XDG_CONFIG_HOME:-~/.config}/fish/fish_variables",
  "~/.pam_environment",
  "/etc/environment",
  "./.envrc",
};
#define SESSION_FOLDER "${XDG_CONFIG_HOME:-~/.config}/environment.d"

/* NAME=value, with what stands in front of it; as fish and csh write it; as fish keeps it */
#define PATTERN \
  "^\\s*(?:(?:export\\s+|typeset\\s+-x\\s+|declare\\s+-x\\s+)?%1$s=|set\\s+(?:-\\S+\\s+)*%1$s\\s+|" \
  "setenv\\s+%1$s\\s+|SETUVAR\\s+(?:--\\S+\\s+)*%1$s:)\\s*(.*?)\\s*$"

typedef struct
{
  KbUse *use;
  const KbPlace *place;
  GRegex *regex;
  const char *path;
  const char *here; /* nullable: what the variable holds where Keybearer was started */
} Search;

/* Without quotation marks, and what follows the second. */
static char *
dup_value (const char *text)
{
  char quote = *text == '"' || *text == '\'' ? *text : '\0';
  const char *end = quote ? strchr (text + 1, quote) : strpbrk (text, " \t;#");

  if (quote)
    text++;
  return end ? g_strndup (text, (gsize) (end - text)) : g_strdup (text);
}

static void
add_place (Search *search, guint line, const char *value)
{
  KbUsePlace *found = g_new0 (KbUsePlace, 1);
  g_autoptr (KbKeyReading) reading = NULL;

  found->payer = search->place->payer;
  found->is_elsewhere = TRUE;
  found->source = KB_FINDING_FILE;
  found->where = kb_program_dup_shown (search->path);
  found->line = line;
  if (strpbrk (value, "$`"))
    {
      found->state = g_str_has_prefix (value, "$(") || *value == '`' ? KB_USE_COMMAND : KB_USE_NOT_UNDERSTOOD;
      found->detail = strstr (value, "keybearer") ? g_strdup ("keybearer") : NULL;
    }
  else
    {
      reading = kb_key_read (value, -1);
      found->state = KB_USE_KEY;
      found->finding = kb_finding_new (KB_FINDING_FILE, found->where, line, reading);
    }
  kb_use_add (search->use, found);
}

static void
look_at_line (Search *search, const char *line, guint number)
{
  g_autoptr (GMatchInfo) match = NULL;
  char *rest, *value;

  if (!g_regex_match (search->regex, line, G_REGEX_MATCH_DEFAULT, &match))
    return;
  rest = g_match_info_fetch (match, 1);
  value = dup_value (rest);
  /* What is there already has only come from somewhere. */
  if (g_strcmp0 (value, search->here) == 0)
    kb_use_set_origin (search->use, search->place->name, search->path, number);
  else if (*value != '\0')
    add_place (search, number, value);
  kb_config_wipe (rest);
  kb_config_wipe (value);
}

static void
look_at_file (Search *search, const char *path)
{
  gsize length = 0;
  char *text = kb_file_read (path, LIMIT, &length, NULL);
  KbConfigReader reader = { text, text ? text + length : NULL, NULL, NULL };
  const char *begin;
  gsize bytes;

  search->path = path;
  for (guint number = 1; text && kb_config_next_line (&reader, &begin, &bytes); number++)
    {
      char *line = g_strndup (begin, bytes);

      if (g_utf8_validate (line, -1, NULL))
        look_at_line (search, line, number);
      kb_config_wipe (line);
    }
  if (text != NULL)
    explicit_bzero (text, length);
  g_free (text);
}

static void
look_in_folder (Search *search, const char *folder)
{
  g_autoptr (GDir) entries = g_dir_open (folder, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ".conf"))
        look_at_file (search, path);
    }
}

void
kb_use_look_in_shells (KbUse *use, const KbPlace *place, const KbUseSight *sight)
{
  g_autofree char *pattern = g_strdup_printf (PATTERN, place->name);
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autofree char *folder = kb_program_expand (SESSION_FOLDER, NULL, sight->environment);
  Search search = { use, place, regex, NULL, g_environ_getenv (sight->environment, place->name) };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = kb_program_expand (files[i], sight->folder, sight->environment);

      if (path != NULL)
        look_at_file (&search, path);
    }
  look_in_folder (&search, folder);
  kb_use_add_looked (use, _ ("the startup files of shells and sessions"));
}
