/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/programs/kb-use-private.h"

#include <glib/gi18n.h>

/**
 * kb_use_dup_title:
 * @place: from 0
 *
 * Returns: (transfer full): what a person calls the place, translated
 */
char *
kb_use_dup_title (KbUse *self, guint place)
{
  const KbUsePlace *found = kb_use_get_place (self, place);

  switch (found->source)
    {
    case KB_FINDING_ENVIRONMENT:
      if (found->origin)
        /* TRANSLATORS: the first %s is the name of a variable, the second the file and line that set it */
        return g_strdup_printf (_ ("The variable %s, which is set in %s"), found->where, found->origin);
      /* TRANSLATORS: %s is the name of a variable, such as OPENAI_API_KEY */
      return g_strdup_printf (_ ("The variable %s where Keybearer was started"), found->where);
    case KB_FINDING_SESSION:
      /* TRANSLATORS: %s is the name of a variable, such as OPENAI_API_KEY; a session is what begins when one
       * signs in to the desktop */
      return g_strdup_printf (_ ("The variable %s of your session"), found->where);
    case KB_FINDING_KEYRING:
      return g_strdup (_ ("Its item in the keyring"));
    case KB_FINDING_FILE:
    default:
      if (found->line > 0)
        /* TRANSLATORS: the first %s is a file, the number that of a line in it */
        return g_strdup_printf (_ ("%s, line %u"), found->where, found->line);
      return g_strdup (found->where);
    }
}

static char *
dup_key_words (const KbUsePlace *found)
{
  g_autofree char *summary = NULL;

  if (kb_finding_get_key (found->finding) != NULL)
    return kb_finding_dup_key_words (found->finding);
  summary = kb_key_reading_dup_summary (kb_finding_get_reading (found->finding));
  return g_strdup (*summary ? summary : _ ("It is not an OpenAI key"));
}

/* Indexed by KbUseState: what no %s belongs into. */
static const char *const state_words[] = {
  [KB_USE_SIGN_IN] = N_ ("Signed in with ChatGPT"),
  [KB_USE_NOT_UNDERSTOOD] = N_ ("Keybearer does not understand it"),
  [KB_USE_NOT_READ] = N_ ("It may contain a key, but Keybearer does not read its format"),
  [KB_USE_UNREADABLE] = N_ ("It cannot be read"),
  [KB_USE_LOCKED] = N_ ("The keyring is locked"),
};

/**
 * kb_use_dup_words:
 * @place: from 0
 *
 * Returns: (transfer full): what it holds, translated
 */
char *
kb_use_dup_words (KbUse *self, guint place)
{
  const KbUsePlace *found = kb_use_get_place (self, place);

  switch (found->state)
    {
    case KB_USE_KEY:
      return dup_key_words (found);
    case KB_USE_COMMAND:
      return g_strdup (found->detail ? _ ("It gets the key from the keyring, through Keybearer")
                                     : _ ("It runs a command that prints the key"));
    case KB_USE_SERVICE:
      /* TRANSLATORS: %s is the name of a service that is not OpenAI, as a program's settings write it */
      return g_strdup_printf (_ ("It is set to another service, %s"), found->detail);
    case KB_USE_UNSET:
      /* TRANSLATORS: %s is the name of a variable */
      return g_strdup_printf (_ ("It names the variable %s, which is not set"), found->detail);
    case KB_USE_ABSENT:
    case KB_USE_SIGN_IN:
    case KB_USE_NOT_UNDERSTOOD:
    case KB_USE_NOT_READ:
    case KB_USE_UNREADABLE:
    case KB_USE_LOCKED:
    default:
      return g_strdup (_ (state_words[found->state]));
    }
}

/**
 * kb_use_get_payer_words:
 * @place: from 0
 *
 * Returns: (nullable): who pays, translated; %NULL where that cannot be told
 */
const char *
kb_use_get_payer_words (KbUse *self, guint place)
{
  KbPayer payer;

  if (!kb_use_get_payer (self, place, &payer))
    return NULL;
  switch (payer)
    {
    case KB_PAYER_PLAN:
      return _ ("Your ChatGPT plan pays");
    case KB_PAYER_OTHER:
      return _ ("Paid at that service");
    case KB_PAYER_API:
    default:
      return _ ("Your API credit pays");
    }
}
