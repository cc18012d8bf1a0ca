/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-base-address.h"

#include "core/base/kb-address.h"
#include "core/base/kb-settings.h"
#include "core/facts/kb-facts.h"

#include <glib/gi18n.h>

#define VARIABLE "OPENAI_BASE_URL"

/* Without the schema nothing can have been chosen. */
static char *
dup_chosen (void)
{
  g_autoptr (GSettings) settings = kb_settings_new ();

  return settings ? g_settings_get_string (settings, KB_BASE_ADDRESS_KEY) : NULL;
}

/* NULL when @text names nothing: blanks count as not set. */
static char *
take (const char *text, gboolean *mended)
{
  g_autofree char *clean = text ? kb_address_clean (text, mended) : NULL;

  return clean && *clean != '\0' ? g_steal_pointer (&clean) : NULL;
}

/**
 * kb_base_address_dup:
 * @source: (out) (optional): who says so
 * @mended: (out) (optional): whether quotes or blanks were taken off
 *
 * The variable `OPENAI_BASE_URL` wins against what was chosen in the preferences, and that against OpenAI's
 * own. It is looked at each time: a preference may have changed.
 *
 * Returns: (transfer full): where requests go; it may be one that kb_address_is_allowed() refuses
 */
char *
kb_base_address_dup (KbBaseSource *source, gboolean *mended)
{
  g_autofree char *chosen = dup_chosen ();
  const char *const texts[] = { [KB_BASE_CHOSEN] = chosen, [KB_BASE_VARIABLE] = g_getenv (VARIABLE) };

  for (KbBaseSource from = KB_BASE_VARIABLE; from > KB_BASE_STANDARD; from--)
    {
      gboolean was_mended = FALSE;
      char *address = take (texts[from], &was_mended);

      if (address == NULL)
        continue;
      if (source != NULL)
        *source = from;
      if (mended != NULL)
        *mended = was_mended;
      return address;
    }

  if (source != NULL)
    *source = KB_BASE_STANDARD;
  if (mended != NULL)
    *mended = FALSE;
  return g_strdup (kb_facts_get_string (kb_facts_get_default (), "api.base"));
}

/**
 * kb_base_address_dup_words:
 *
 * Whoever set an address may have forgotten, and the key goes there.
 *
 * Returns: (transfer full) (nullable): a sentence, translated; %NULL when keys go to OpenAI, or nowhere
 */
char *
kb_base_address_dup_words (void)
{
  KbBaseSource source;
  g_autofree char *address = kb_base_address_dup (&source, NULL);
  g_autofree char *host = kb_address_dup_host (address);

  if (!kb_address_is_allowed (address))
    return NULL;

  switch (source)
    {
    case KB_BASE_VARIABLE:
      /* TRANSLATORS: %s is the name of a server */
      return g_strdup_printf (_ ("The key is sent to %s, because OPENAI_BASE_URL is set."), host);
    case KB_BASE_CHOSEN:
      /* TRANSLATORS: %s is the name of a server */
      return g_strdup_printf (_ ("The key is sent to %s, because that address is set in the preferences."),
                              host);
    case KB_BASE_STANDARD:
    default:
      return NULL;
    }
}

/**
 * kb_base_address_dup_mended_words:
 *
 * Returns: (transfer full) (nullable): a sentence, translated, about quotes or blanks that were taken off
 */
char *
kb_base_address_dup_mended_words (void)
{
  KbBaseSource source;
  gboolean mended;
  g_autofree char *address = kb_base_address_dup (&source, &mended);

  if (!mended || source != KB_BASE_VARIABLE)
    return NULL;

  return g_strdup (_ ("The address in OPENAI_BASE_URL has quotes or spaces around it. Keybearer ignores "
                      "them, but other programs may not."));
}
