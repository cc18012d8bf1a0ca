/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/snippets/kb-snippet.h"

#include "core/base/kb-sandbox.h"
#include "core/facts/kb-facts.h"

#include <string.h>

/* Starts a line that is needed only where the address is not the usual one. */
#define OWN_ADDRESS "@OWN@"

/* What "keybearer run" does, where that would start what is inside the sandbox. The name of the key is its
 * $0. */
static const char fetch[] =
    "OPENAI_API_KEY=\"$(" KB_SANDBOX_COMMAND " token \"$0\")\" || exit; export OPENAI_API_KEY; exec \"$@\"";

typedef struct
{
  const char *mark;
  char *value;
} Replacement;

static char *
dup_body (const char *model)
{
  g_autofree char *quoted = kb_quote_json (model);

  return g_strdup_printf ("{\"model\": %s, \"input\": \"Say hello.\"}", quoted);
}

static char *
dup_address (const KbSnippetValues *values)
{
  gsize length = strlen (values->address);

  while (length > 0 && values->address[length - 1] == '/')
    length--;

  return g_strndup (values->address, length);
}

/* The word that gives one command another address; "" where it is the usual one. */
static char *
dup_word (const char *option, const char *address, gboolean own, KbQuote quote)
{
  g_autofree char *quoted = quote (address);

  return own ? g_strconcat (option, "OPENAI_BASE_URL=", quoted, " ", NULL) : g_strdup ("");
}

/* @quote is that of any language with words on a line. */
static char *
dup_run (const char *name, gboolean sandboxed, KbQuote quote)
{
  g_autofree char *quoted = quote (name);
  g_autofree char *script = quote (fetch);

  return sandboxed ? g_strconcat ("sh -c ", script, " ", quoted, NULL)
                   : g_strconcat ("keybearer run ", quoted, " --", NULL);
}

/* As the elements of a list. */
static char *
dup_words (const char *command, KbQuote quote)
{
  g_auto (GStrv) words = g_strsplit (command, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = g_steal_pointer (&words[i]);

      words[i] = quote (word);
    }

  return g_strjoinv (", ", words);
}

static const Replacement *
find_mark (const Replacement *replacements, const char *at)
{
  for (const Replacement *row = replacements; row->mark != NULL; row++)
    if (g_str_has_prefix (at, row->mark))
      return row;

  return NULL;
}

/* In one pass, so that a value that looks like a mark stays what it is. */
static char *
replace (const char *template, const Replacement *replacements, gboolean own)
{
  GString *out = g_string_new (NULL);

  for (const char *p = template; *p != '\0';)
    {
      const Replacement *found = find_mark (replacements, p);

      if (!own && g_str_has_prefix (p, OWN_ADDRESS))
        {
          p = strchrnul (p, '\n');
          p += *p == '\n';
        }
      else if (found != NULL)
        {
          g_string_append (out, found->value);
          p += strlen (found->mark);
        }
      else
        g_string_append_c (out, *p++);
    }

  return g_string_free_and_steal (out);
}

/**
 * kb_snippet_dup_text:
 * @values: what to put in
 *
 * Puts the values into the text, each quoted as its language wants it. Pure.
 *
 * Returns: (transfer full) (nullable): the text to copy; %NULL for a row that is advice only
 */
char *
kb_snippet_dup_text (const KbSnippet *self, const KbSnippetValues *values)
{
  g_autofree char *address = dup_address (values);
  g_autofree char *url = g_strconcat (address, "/responses", NULL);
  g_autofree char *body = dup_body (values->model);
  gboolean own = !g_str_equal (address, kb_facts_get_string (kb_facts_get_default (), "api.base"));
  const char *command = values->sandboxed ? KB_SANDBOX_COMMAND : "keybearer";
  char *text = NULL;

  if (self->text != NULL)
    {
      const Replacement replacements[] = {
        { "@NAME@", self->quote (values->name) },
        { "@ADDRESS@", self->quote (address) },
        { "@URL@", self->quote (url) },
        { "@MODEL@", self->quote (values->model) },
        { "@BODY@", self->quote (body) },
        { "@KEYBEARER@", g_strdup (command) },
        { "@WORDS@", dup_words (command, self->quote) },
        { "@RUN@", dup_run (values->name, values->sandboxed, self->quote) },
        { "@BASE@", dup_word ("", address, own, self->quote) },
        { "@SETENV@", dup_word ("--setenv=", address, own, self->quote) },
        { OWN_ADDRESS, g_strdup ("") },
        { NULL, NULL },
      };

      text = replace (self->text, replacements, own);
      for (const Replacement *row = replacements; row->mark != NULL; row++)
        g_free (row->value);
    }

  return text;
}

/**
 * kb_snippet_dup_outside:
 * @name: the `username` attribute of a key
 * @command: (array zero-terminated=1): a command with its arguments
 *
 * Returns: (transfer full): a line for a terminal outside of a sandbox that gives @command the key
 */
char *
kb_snippet_dup_outside (const char *name, char *const *command)
{
  g_autofree char *run = dup_run (name, TRUE, kb_quote_shell);
  GString *line = g_string_new (run);

  for (guint i = 0; command[i] != NULL; i++)
    {
      g_autofree char *word = kb_quote_shell (command[i]);

      g_string_append_printf (line, " %s", word);
    }

  return g_string_free_and_steal (line);
}
