/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/base/kb-words.h"
#include "core/found/kb-find-private.h"

#include <glib/gi18n.h>

/* More lines than these are not read by anybody. */
#define MAX_LINES 6

/* What programs do with a variable that lies beside the key. */
static const struct
{
  const char *name;
  const char *effect;
} variables[] = {
  { "OPENAI_ORG_ID", N_ ("Programs send this organization with each request. A key of another one is then "
                         "refused, even if it works without the variable.") },
  { "OPENAI_ORGANIZATION", N_ ("Older programs send this organization with each request. A key of another "
                               "one is then refused, even if it works without the variable.") },
  { "OPENAI_PROJECT_ID", N_ ("Programs send this project with each request. A key of another one is then "
                             "refused, even if it works without the variable.") },
  { "OPENAI_BASE_URL",
    N_ ("Programs send the key to the address in this variable, and not to OpenAI’s own.") },
  { "OPENAI_API_BASE",
    N_ ("Older programs send the key to the address in this variable, and not to OpenAI’s own.") },
};

static const char *
find_effect (KbFinding *self)
{
  for (gsize i = 0; kb_finding_is_variable (self) && i < G_N_ELEMENTS (variables); i++)
    if (g_str_equal (variables[i].name, kb_finding_get_place (self)))
      return _ (variables[i].effect);
  return NULL;
}

guint
kb_findings_count_keys (GPtrArray *findings)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += find_effect (findings->pdata[i]) == NULL;
  return n;
}

static char *
list_lines (const guint *lines, guint n)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < MIN (n, MAX_LINES); i++)
    g_ptr_array_add (list, g_strdup_printf ("%u", lines[i]));
  if (n > MAX_LINES)
    g_ptr_array_add (list, g_strdup ("…"));
  return kb_words_join (list, FALSE);
}

/**
 * kb_finding_dup_title:
 *
 * Returns: (transfer full): where it was found, translated
 */
char *
kb_finding_dup_title (KbFinding *self)
{
  const char *place = kb_finding_get_place (self);
  guint n;
  const guint *lines = kb_finding_get_lines (self, &n);
  g_autofree char *list = NULL;

  switch (kb_finding_get_source (self))
    {
    case KB_FINDING_ENVIRONMENT:
      if (!find_effect (self))
        return g_strdup (_ ("Variable of This Program"));
      /* TRANSLATORS: %s is the name of a variable, such as OPENAI_ORG_ID */
      return g_strdup_printf (_ ("Variable %s of This Program"), place);
    case KB_FINDING_SESSION:
      if (!find_effect (self))
        return g_strdup (_ ("Variable of Your Session"));
      /* TRANSLATORS: %s is the name of a variable, such as OPENAI_ORG_ID */
      return g_strdup_printf (_ ("Variable %s of Your Session"), place);
    case KB_FINDING_FILE:
      if (n < 2)
        /* TRANSLATORS: where a key was found; %s is a file */
        return g_strdup_printf (_ ("%s, line %u"), place, n > 0 ? lines[0] : 1);
      list = list_lines (lines, n);
      /* TRANSLATORS: where a key was found; the first %s is a file, the second a list such as "3, 9, 12" */
      return g_strdup_printf (_ ("%s, lines %s"), place, list);
    case KB_FINDING_KEYRING:
    default:
      return g_strdup (place && *place ? place : _ ("Item Without a Name"));
    }
}

static const char *
get_place (KbFinding *self)
{
  switch (kb_finding_get_source (self))
    {
    case KB_FINDING_ENVIRONMENT:
      /* TRANSLATORS: keep the name of the variable */
      return _ ("OPENAI_API_KEY was set where Keybearer was started");
    case KB_FINDING_SESSION:
      /* TRANSLATORS: keep the name of the variable */
      return _ ("OPENAI_API_KEY is set for your session");
    case KB_FINDING_FILE:
      return _ ("A plain file, which all your programs can read");
    case KB_FINDING_KEYRING:
    default:
      return _ ("In the keyring, stored by another program");
    }
}

/**
 * kb_finding_dup_key_words:
 * @self: a finding with a key
 *
 * Returns: (transfer full): what key it is and whether it is saved, translated
 */
char *
kb_finding_dup_key_words (KbFinding *self)
{
  KbKeyReading *reading = kb_finding_get_reading (self);
  const char *kind = kb_key_kind_get_label (kb_key_reading_get_kind (reading));
  const char *same = kb_finding_get_same (self);

  if (same)
    /* TRANSLATORS: a key found elsewhere; the first %s is its kind, "Project key", the second the name of a
     * saved key */
    return g_strdup_printf (_ ("%s, the same as your saved “%s”"), kind, same);
  /* TRANSLATORS: a key found elsewhere; %s is its kind, "Project key" */
  return g_strdup_printf (_ ("%s, not one of your saved keys"), kind);
}

/**
 * kb_finding_dup_words:
 *
 * Returns: (transfer full): lines that say where it lies and what it is, translated
 */
char *
kb_finding_dup_words (KbFinding *self)
{
  KbKeyReading *reading = kb_finding_get_reading (self);
  const char *effect = find_effect (self);
  g_autofree char *summary = kb_key_reading_dup_summary (reading);
  g_autofree char *known = NULL;

  if (effect)
    return g_strdup (effect);
  if (!kb_finding_get_key (self))
    return g_strdup_printf ("%s\n%s", get_place (self),
                            *summary ? summary : _ ("It is empty, but programs still use it as the key."));
  known = kb_finding_dup_key_words (self);
  if (kb_key_reading_get_state (reading) == KB_KEY_STATE_ODD)
    return g_strdup_printf ("%s\n%s\n%s", get_place (self), known, summary);
  return g_strdup_printf ("%s\n%s", get_place (self), known);
}

/* The test goes where the variable says that was there when it was started. */
static gboolean
is_heeded (KbFinding *self)
{
  return kb_finding_get_source (self) == KB_FINDING_ENVIRONMENT &&
         g_str_equal (kb_finding_get_place (self), "OPENAI_BASE_URL");
}

const char *
kb_finding_get_effect (KbFinding *self)
{
  if (!kb_finding_is_variable (self) || is_heeded (self))
    return NULL;
  if (find_effect (self))
    return _ ("Keybearer’s test does not use this variable. If the test works and a program is refused, look "
              "here first.");
  if (!kb_finding_get_key (self))
    return _ ("Programs use this variable before they look anywhere else. As long as it is set, they do not "
              "use a key that you saved.");
  if (kb_finding_get_same (self))
    return _ ("Programs use this variable before they look anywhere else. It is the same key now, but when "
              "you replace the saved one, they keep using this one until it is removed.");
  return _ ("Programs use this variable before they look anywhere else. As long as it is set, they use its "
            "key and not one that you saved.");
}

/**
 * kb_find_dup_looked:
 * @looked: what could be looked at
 *
 * Returns: (transfer full): sentences, translated
 */
char *
kb_find_dup_looked (KbFindPlaces looked)
{
  const char *choices =
      looked & KB_FIND_SESSION
          ? _ ("The variables of this program and of your session were looked at.")
          : _ ("The variables of this program were looked at, but those of your session could not be read.");
  const char *keyring =
      looked & KB_FIND_KEYRING
          ? _ ("In the open keyring, items that mention OpenAI were looked at. Locked ones were not.")
          : _ ("No keyring could be looked at.");

  return g_strdup_printf ("%s\n%s", choices, keyring);
}

/**
 * kb_find_error_get_words:
 * @error: of kb_find_in_file_finish()
 *
 * Returns: why the file was not looked at, translated
 */
const char *
kb_find_error_get_words (const GError *error)
{
  if (error->domain != KB_FIND_ERROR)
    return _ ("It could not be read");
  switch ((KbFindError) error->code)
    {
    case KB_FIND_ERROR_NOT_A_FILE:
      return _ ("It is not an ordinary file");
    case KB_FIND_ERROR_TOO_BIG:
      return _ ("It is too big: Keybearer looks at files of up to 16 MB");
    case KB_FIND_ERROR_NOT_TEXT:
      return _ ("It is not a text file");
    case KB_FIND_ERROR_TOO_SLOW:
      return _ ("It could not be read within ten seconds");
    case KB_FIND_ERROR_UNREADABLE:
    default:
      return _ ("It could not be read");
    }
}
