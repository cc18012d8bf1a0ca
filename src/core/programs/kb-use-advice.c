/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/programs/kb-use-private.h"

#include "core/base/kb-words.h"

#include <glib/gi18n.h>

static const KbUsePlace *
get_now (KbUse *self)
{
  if (kb_use_get_n_places (self) == 0 || kb_use_is_elsewhere (self, 0))
    return NULL;
  return kb_use_get_place (self, 0);
}

static gboolean
has_plan (KbUse *self)
{
  for (guint i = 1; i < kb_use_get_n_places (self); i++)
    if (kb_use_get_state (self, i) == KB_USE_SIGN_IN && !kb_use_is_elsewhere (self, i))
      return TRUE;
  return FALSE;
}

static gboolean
is_settings_only (KbUse *self)
{
  return kb_program_get_way (kb_use_get_program (self), 0) == KB_CONNECT_SETTINGS;
}

static char *
dup_variable_advice (KbUse *self, const KbUsePlace *now)
{
  if (has_plan (self))
    /* TRANSLATORS: %s is the name of a variable */
    return g_strdup_printf (_ ("Remove the variable %s: its key is used instead of your ChatGPT plan."),
                            now->where);
  if (kb_finding_get_key (now->finding) == NULL)
    /* TRANSLATORS: %s is the name of a variable */
    return g_strdup_printf (_ ("Remove the variable %s: it is used as the key, but is not a key."),
                            now->where);
  if (kb_finding_get_same (now->finding) == NULL)
    return g_strdup_printf (
        /* TRANSLATORS: %s is the name of a variable */
        _ ("Remove the variable %s: its key is not one of your saved keys, and is used before them."),
        now->where);
  /* TRANSLATORS: %s is the name of a variable */
  return g_strdup_printf (_ ("Connect it, and remove the variable %s: every program can read the key there."),
                          now->where);
}

/* Two whole sentences: what is in the keyring has no name that fits in one.
 * @of_file: translated, with "%s" for the file */
static char *
say (KbUse *self, const char *of_file, const char *of_item)
{
  g_autofree char *title = kb_use_dup_title (self, 0);

  return kb_use_get_place (self, 0)->source == KB_FINDING_KEYRING ? g_strdup (of_item)
                                                                  : kb_words_fill (of_file, title);
}

static char *
dup_key_advice (KbUse *self, const KbUsePlace *now)
{
  if (is_settings_only (self))
    return g_strdup (_ ("Leave it as it is: Keybearer knows no way for it to get the key from the keyring."));
  if (kb_finding_get_key (now->finding) == NULL)
    /* TRANSLATORS: %s is a file, perhaps with a line */
    return say (self, _ ("What it uses as the key is not a key. Look at this place: %s"),
                _ ("Look at its item in the keyring: it is used as the key, but is not a key."));
  if (kb_finding_get_same (now->finding) == NULL)
    /* TRANSLATORS: %s is a file, perhaps with a line */
    return say (self, _ ("Save its key in Keybearer, and connect the program with it. The key is here: %s"),
                _ ("Save its key in Keybearer, and connect the program with it."));
  /* TRANSLATORS: %s is a file, perhaps with a line */
  return say (self, _ ("Connect it, and remove the key from this place: %s"),
              _ ("Connect it, and remove its own item from the keyring."));
}

static char *
dup_trouble_advice (KbUse *self, const KbUsePlace *now)
{
  if (now->state == KB_USE_LOCKED)
    return g_strdup (_ ("Unlock the keyring, and look again."));
  if (now->state == KB_USE_UNREADABLE)
    /* TRANSLATORS: %s is a file */
    return say (self, _ ("Give yourself permission to read this file, and look again: %s"),
                _ ("Unlock the keyring, and look again."));
  return say (
      self,
      /* TRANSLATORS: %s is a file */
      _ ("The program looks at this place first, and Keybearer cannot tell what it finds there. Look "
         "yourself: %s"),
      _ ("Look at its item in the keyring yourself: the program looks there first, and Keybearer cannot "
         "tell what it finds."));
}

/**
 * kb_use_dup_advice:
 *
 * Returns: (transfer full): the one thing to change, translated; also when that is nothing
 */
char *
kb_use_dup_advice (KbUse *self)
{
  const KbUsePlace *now = get_now (self);

  if (now == NULL)
    return g_strdup (is_settings_only (self)
                         ? _ ("Type a key into its own settings, if you want it to use one.")
                         : _ ("Connect it with a saved key."));
  switch (now->state)
    {
    case KB_USE_KEY:
      return now->source == KB_FINDING_ENVIRONMENT || now->source == KB_FINDING_SESSION
                 ? dup_variable_advice (self, now)
                 : dup_key_advice (self, now);
    case KB_USE_COMMAND:
      return g_strdup (_ ("Leave it as it is: it asks for the key when it needs it."));
    case KB_USE_SIGN_IN:
      return g_strdup (_ ("Leave it as it is: your plan pays."));
    case KB_USE_SERVICE:
      return g_strdup (
          _ ("Leave it as it is, unless you want it to use OpenAI: choose that in its own settings."));
    case KB_USE_UNSET:
      /* TRANSLATORS: %s is the name of a variable */
      return g_strdup_printf (_ ("Connect it: the variable %s that its settings name is not set."),
                              now->detail);
    case KB_USE_ABSENT:
    case KB_USE_NOT_UNDERSTOOD:
    case KB_USE_NOT_READ:
    case KB_USE_UNREADABLE:
    case KB_USE_LOCKED:
    default:
      return dup_trouble_advice (self, now);
    }
}

/**
 * kb_use_has_keyring_trouble:
 *
 * Returns: whether the keyring does not tell what the program takes from it, so that it helps to look at that
 */
gboolean
kb_use_has_keyring_trouble (KbUse *self)
{
  const KbUsePlace *now = get_now (self);

  return now != NULL && now->source == KB_FINDING_KEYRING &&
         (now->state == KB_USE_LOCKED || now->state == KB_USE_UNREADABLE);
}
