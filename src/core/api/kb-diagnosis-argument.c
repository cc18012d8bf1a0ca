/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-diagnosis-argument.h"

#include "core/api/kb-retry-after.h"
#include "core/base/kb-address.h"
#include "core/base/kb-words.h"
#include "core/key/kb-permission.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define SCOPES_MARK "missing scopes:"
#define MAX_SCOPES 32
/* Longer words of a server are for the technical line only. */
#define MAX_QUOTE 200
#define OPENAI_DOMAIN ".openai.com"

/* ---- permissions ---- */

/* The first part of a scope that names what the dashboard lists as one line; -1 for one that is new. */
static int
find_resource (const char *scope)
{
  static const struct
  {
    const char *prefix;
    KbResource resource;
  } scopes[] = {
    { "api.model.read", KB_RESOURCE_LIST_MODELS },
    { "model.request", KB_RESOURCE_MODEL_CAPABILITIES },
    { "api.responses.", KB_RESOURCE_RESPONSES },
    { "api.assistants.", KB_RESOURCE_ASSISTANTS },
    { "api.threads.", KB_RESOURCE_THREADS },
    { "api.evals.", KB_RESOURCE_EVALS },
    { "api.fine_tuning.", KB_RESOURCE_FINE_TUNING },
    { "api.files.", KB_RESOURCE_FILES },
    { "api.vector_stores.", KB_RESOURCE_VECTOR_STORES },
    { "api.prompts.", KB_RESOURCE_PROMPTS },
    { "api.datasets.", KB_RESOURCE_DATASETS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (scopes); i++)
    if (g_str_has_prefix (scope, scopes[i].prefix))
      return (int) scopes[i].resource;

  return -1;
}

/* How a scope ends says what to choose on that line. */
static KbLevel
get_level (const char *scope)
{
  if (g_str_has_suffix (scope, ".write"))
    return KB_LEVEL_WRITE;

  return g_str_has_suffix (scope, ".request") ? KB_LEVEL_REQUEST : KB_LEVEL_READ;
}

/* One scope of "api.model.read, model.request. Check that…"; NULL at the end of the list. */
static char *
take_scope (const char **text)
{
  const char *start = *text + strspn (*text, " ,");
  gsize length = strspn (start, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");

  *text = start[length] == ',' ? start + length : "";
  while (length > 0 && start[length - 1] == '.')
    length--;

  return length > 0 ? g_strndup (start, length) : NULL;
}

/* What one line of the dashboard lacks. */
typedef struct
{
  int resource; /* -1: what the dashboard calls it is not known */
  char *scope;  /* when @resource is -1 */
  KbLevel level;
} Lack;

static void
clear_lack (gpointer data)
{
  g_free (((Lack *) data)->scope);
}

/* A line that lacks both reading and writing is one setting. */
static void
add_lack (GArray *lacks, const char *scope)
{
  int resource = find_resource (scope);
  Lack lack = { resource, resource < 0 ? g_strdup (scope) : NULL, get_level (scope) };

  for (guint i = 0; i < lacks->len; i++)
    {
      Lack *known = &g_array_index (lacks, Lack, i);

      if (known->resource != resource || g_strcmp0 (known->scope, lack.scope) != 0)
        continue;
      known->level = MAX (known->level, lack.level);
      clear_lack (&lack);
      return;
    }
  g_array_append_val (lacks, lack);
}

static char *
write_lack (const Lack *lack)
{
  if (lack->resource < 0)
    return g_strdup (lack->scope);
  /* TRANSLATORS: what a key lacks; both %s are labels of the web page, as in "List models (Read)" */
  return g_strdup_printf (C_ ("permission", "%s (%s)"), kb_resource_get_label ((KbResource) lack->resource),
                          kb_level_get_label (lack->level));
}

static char *
write_lacks (GArray *lacks)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < lacks->len; i++)
    g_ptr_array_add (words, write_lack (&g_array_index (lacks, Lack, i)));
  return kb_words_join (words, FALSE);
}

/* With the level to set, in the dashboard's words where it has some: "List models (Read), Responses (Write)".
 */
static char *
dup_missing_scopes (KbResponse *reply)
{
  const char *message = kb_response_get_error (reply)->message;
  g_autofree char *lower = message ? g_ascii_strdown (message, -1) : NULL;
  const char *mark = lower ? strstr (lower, SCOPES_MARK) : NULL;
  g_autoptr (GArray) lacks = g_array_new (FALSE, FALSE, sizeof (Lack));

  g_array_set_clear_func (lacks, clear_lack);
  for (const char *text = mark ? message + (mark - lower) + strlen (SCOPES_MARK) : "";
       *text != '\0' && lacks->len < MAX_SCOPES;)
    {
      g_autofree char *scope = take_scope (&text);

      if (scope != NULL)
        add_lack (lacks, scope);
    }

  return lacks->len > 0 ? write_lacks (lacks) : NULL;
}

/* ---- the rest ---- */

static char *
dup_quote (KbResponse *reply)
{
  const char *message = kb_response_get_error (reply)->message;
  g_autofree char *start = NULL;

  if (message == NULL || *message == '\0')
    return NULL;
  if (g_utf8_strlen (message, -1) <= MAX_QUOTE)
    return g_strdup (message);

  start = g_utf8_substring (message, 0, MAX_QUOTE);
  return g_strconcat (start, "…", NULL);
}

static char *
dup_issuer (KbResponse *reply)
{
  const char *issuer = kb_response_get_tls_issuer (reply);

  return issuer && *issuer != '\0' ? g_strdup (issuer) : NULL;
}

/* As the clock of this computer shows it, in its own zone. */
static char *
dup_date (KbResponse *reply)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (kb_response_get_date (reply));

  /* TRANSLATORS: a date, "21 November 2026"; see the manual of g_date_time_format() */
  return date ? g_date_time_format (date, C_ ("date", "%-e %B %Y")) : NULL;
}

/* The service names the host of the region that it wants to be asked at. One of another domain is never
 * offered: whoever answers could have the key sent anywhere. */
static char *
dup_regional_address (KbResponse *reply)
{
  const char *message = kb_response_get_error (reply)->message;
  g_auto (GStrv) words = NULL;

  if (message == NULL)
    return NULL;

  words = g_strsplit_set (message, " \t/'\"`,;()<>[]“”‘’", -1);
  for (gsize i = 0; words[i] != NULL; i++)
    {
      char *word = words[i];

      while (*word != '\0' && strchr (".:!?", word[strlen (word) - 1]))
        word[strlen (word) - 1] = '\0';
      if (g_str_has_suffix (word, OPENAI_DOMAIN) && kb_address_is_plain_host (word))
        return g_strconcat ("https://", word, "/v1", NULL);
    }

  return NULL;
}

static char *
dup_wait (KbResponse *reply)
{
  double seconds = kb_retry_after_read (reply);
  guint minutes = (guint) ceil (seconds / 60);
  guint hours = (guint) ceil (seconds / 3600);

  if (seconds < 0)
    return NULL;
  if (seconds <= 90)
    /* TRANSLATORS: how long a server asks to wait */
    return g_strdup_printf (ngettext ("%u second", "%u seconds", (guint) ceil (seconds)),
                            (guint) ceil (seconds));
  if (minutes <= 90)
    /* TRANSLATORS: how long a server asks to wait */
    return g_strdup_printf (ngettext ("%u minute", "%u minutes", minutes), minutes);

  /* TRANSLATORS: how long a server asks to wait */
  return g_strdup_printf (ngettext ("%u hour", "%u hours", hours), hours);
}

/**
 * kb_diagnosis_dup_argument:
 * @reply: a reply
 * @argument: what of it
 *
 * Returns: (transfer full) (nullable): what stands in the place of an explanation's %s, as far as @reply
 * tells it; plain text that may hold words of the server
 */
char *
kb_diagnosis_dup_argument (KbResponse *reply, KbArgument argument)
{
  g_return_val_if_fail (KB_IS_RESPONSE (reply), NULL);

  switch (argument)
    {
    case KB_ARGUMENT_MESSAGE:
      return dup_quote (reply);
    case KB_ARGUMENT_SCOPES:
      return dup_missing_scopes (reply);
    case KB_ARGUMENT_ISSUER:
      return dup_issuer (reply);
    case KB_ARGUMENT_DATE:
      return dup_date (reply);
    case KB_ARGUMENT_ADDRESS:
      return dup_regional_address (reply);
    case KB_ARGUMENT_WAIT:
      return dup_wait (reply);
    case KB_ARGUMENT_NONE:
    case KB_ARGUMENT_MODEL:
    case KB_ARGUMENT_END:
    default:
      return NULL;
    }
}

/**
 * kb_diagnosis_get_missing:
 * @argument: what a reply does not tell
 *
 * Returns: (transfer none): what stands in its place
 */
const char *
kb_diagnosis_get_missing (KbArgument argument)
{
  switch (argument)
    {
    case KB_ARGUMENT_MESSAGE:
      /* TRANSLATORS: stands between quotation marks in place of a server's words when it said none. */
      return _ ("no reason given");
    case KB_ARGUMENT_SCOPES:
      /* TRANSLATORS: in place of the names of permissions when the server named none. */
      return _ ("not named");
    case KB_ARGUMENT_ISSUER:
      /* TRANSLATORS: in place of who issued a certificate that names nobody. */
      return _ ("someone unnamed");
    case KB_ARGUMENT_NONE:
    case KB_ARGUMENT_MODEL:
    case KB_ARGUMENT_DATE:
    case KB_ARGUMENT_ADDRESS:
    case KB_ARGUMENT_WAIT:
    case KB_ARGUMENT_END:
    default:
      return "–";
    }
}
