/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/programs/kb-program-private.h"

#include "core/base/kb-enum.h"
#include "core/base/kb-json.h"
#include "core/base/kb-sandbox.h"
#include "core/snippets/kb-quote.h"

/* What "keybearer run" sets unless it is told otherwise */
#define USUAL_VARIABLE "OPENAI_API_KEY"

static JsonObject *
get_way (KbProgram *self, guint way)
{
  return kb_json_array_get_object (kb_json_get_array (kb_program_get_json (self), "connect"), way);
}

guint
kb_program_get_n_ways (KbProgram *self)
{
  return json_array_get_length (kb_json_get_array (kb_program_get_json (self), "connect"));
}

KbConnect
kb_program_get_way (KbProgram *self, guint way)
{
  int how = KB_CONNECT_SETTINGS;

  kb_enum_find (KB_TYPE_CONNECT, kb_json_get_string (get_way (self, way), "how"), &how);
  return (KbConnect) how;
}

/**
 * kb_program_dup_way_place:
 * @way: from 0
 *
 * Returns: (transfer full) (nullable): the file that the lines belong into, as people write it, the variable,
 * or the way through its settings; %NULL for lines of a person's own program
 */
char *
kb_program_dup_way_place (KbProgram *self, guint way)
{
  g_auto (GStrv) environment = g_get_environ ();
  const char *file = kb_program_get_way_file (self, way);
  g_autofree char *path = file ? kb_program_expand (file, NULL, environment) : NULL;
  const char *place = kb_program_get_way_variable (self, way);

  if (path != NULL)
    return kb_program_dup_shown (path);
  return g_strdup (place ? place : kb_json_get_string (get_way (self, way), "where"));
}

const char *
kb_program_get_way_file (KbProgram *self, guint way)
{
  return kb_json_get_string (get_way (self, way), "file");
}

const char *
kb_program_get_way_format (KbProgram *self, guint way)
{
  return kb_json_get_string (get_way (self, way), "format");
}

const char *
kb_program_get_way_variable (KbProgram *self, guint way)
{
  return kb_json_get_string (get_way (self, way), "name");
}

/* what a program starts */

/**
 * kb_program_dup_token:
 * @name: the short name of a saved key
 *
 * Returns: (transfer full): words of a shell that print the key; the same for any program
 */
char *
kb_program_dup_token (const char *name)
{
  g_autofree char *quoted = kb_quote_shell (name);

  return g_strconcat (kb_sandbox_get_command (), " token ", quoted, NULL);
}

/**
 * kb_program_dup_run:
 * @name: the short name of a saved key
 * @variable: that holds it then
 *
 * Returns: (transfer full): words of a shell that start the command behind them with the key
 */
char *
kb_program_dup_run (const char *name, const char *variable)
{
  g_autofree char *quoted = kb_quote_shell (name);
  gboolean is_usual = g_str_equal (variable, USUAL_VARIABLE);

  return g_strconcat (kb_sandbox_get_command (), " run ", is_usual ? "" : "--as=", is_usual ? "" : variable,
                      is_usual ? "" : " ", quoted, " --", NULL);
}

/* For lists of words: the program, and what follows it. */
static void
fill_words (GString *text, const char *name)
{
  g_auto (GStrv) words = g_strsplit (kb_sandbox_get_command (), " ", -1);
  g_autofree char *first = kb_quote_json (words[0]);
  g_autofree char *quoted = kb_quote_json (name);
  GString *rest = g_string_new (NULL);

  for (gsize i = 1; words[i] != NULL; i++)
    g_string_append_printf (rest, "\"%s\", ", words[i]);
  g_string_append_printf (rest, "\"token\", %s", quoted);
  g_string_replace (text, "{first}", first, 0);
  g_string_replace (text, "{rest}", rest->str, 0);
  g_string_free (rest, TRUE);
}

/**
 * kb_program_dup_way_lines:
 * @way: from 0
 * @name: the short name of a saved key
 *
 * Returns: (transfer full): what its settings need, for a hook; "" for another way
 */
char *
kb_program_dup_way_lines (KbProgram *self, guint way, const char *name)
{
  JsonArray *lines = kb_json_get_array (get_way (self, way), "lines");
  g_autofree char *token = kb_program_dup_token (name);
  GString *text = g_string_new (NULL);

  for (guint i = 0; lines != NULL && i < json_array_get_length (lines); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", json_array_get_string_element (lines, i));
  g_string_replace (text, "{token}", token, 0);
  fill_words (text, name);
  return g_string_free_and_steal (text);
}

/**
 * kb_program_has_variable:
 *
 * Returns: whether it can be given the key in a variable, and so in one folder alone
 */
gboolean
kb_program_has_variable (KbProgram *self)
{
  for (guint i = 0; i < kb_program_get_n_ways (self); i++)
    if (kb_program_get_way (self, i) == KB_CONNECT_VARIABLE)
      return TRUE;
  return FALSE;
}
