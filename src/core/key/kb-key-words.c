/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/key/kb-key-private.h"

#include "core/base/kb-words.h"

#include <glib/gi18n.h>

/**
 * kb_key_kind_get_label:
 * @kind: a kind
 *
 * Returns: its translated name, as a heading
 */
const char *
kb_key_kind_get_label (KbKeyKind kind)
{
  switch (kind)
    {
    case KB_KEY_KIND_USER:
      /* TRANSLATORS: A secret key that belongs to a person and to no project, as OpenAI made them until 2024.
       */
      return _ ("User key");
    case KB_KEY_KIND_PROJECT:
      /* TRANSLATORS: A secret key that belongs to one of the person's projects at OpenAI. */
      return _ ("Project key");
    case KB_KEY_KIND_SERVICE_ACCOUNT:
      /* TRANSLATORS: A secret key of a service account, which is an account for a program, not for a person.
       */
      return _ ("Service account key");
    case KB_KEY_KIND_ADMIN:
      /* TRANSLATORS: A key that manages an organization at OpenAI. */
      return _ ("Admin key");
    case KB_KEY_KIND_OTHER:
      /* TRANSLATORS: A secret key of which it is not known what it belongs to. */
      return _ ("Secret key");
    case KB_KEY_KIND_UNKNOWN:
    default:
      return _ ("Unknown");
    }
}

static char *
say_kind (const KbKeyReading *self)
{
  guint length = self->length;

  /* TRANSLATORS: %s is the kind of a key, such as "Project key"; %u counts its letters, digits and signs. */
  return g_strdup_printf (ngettext ("%s, %u character", "%s, %u characters", length),
                          kb_key_kind_get_label (self->kind), length);
}

static char *
say_odd_length (const KbKeyReading *self)
{
  g_autofree char *kind = say_kind (self);

  if (self->hint == KB_KEY_HINT_ONE_MORE)
    return g_strdup_printf (
        /* TRANSLATORS: %s is a kind of key and its length, such as “Project key, 165 characters” */
        _ ("%s. Most keys of this kind are one character shorter: check the last one."), kind);
  return g_strdup_printf (
      /* TRANSLATORS: %s is a kind of key and its length, such as “Project key, 30 characters” */
      _ ("%s. Most keys of this kind have another length: check that all of it was copied."), kind);
}

static char *
say_no_marker (const KbKeyReading *self)
{
  g_autofree char *kind = say_kind (self);

  return g_strdup_printf (
      /* TRANSLATORS: %s is a kind of key and its length, such as “User key, 51 characters” */
      _ ("%s. Nothing in it shows that it is OpenAI’s, and other services have keys like it: use it here "
         "only "
         "if it comes from OpenAI’s website."),
      kind);
}

static char *
say_unusual_prefix (const KbKeyReading *self)
{
  g_autofree char *kind = say_kind (self);

  return g_strdup_printf (
      /* TRANSLATORS: %s is a kind of key and its length, such as “Project key, 30 characters” */
      _ ("%s. It begins in a way that is rare for OpenAI keys: check where it comes from."), kind);
}

static char *
say_likely_provider (const KbKeyReading *self)
{
  /* TRANSLATORS: %s is the name of a company, such as DeepSeek. */
  return g_strdup_printf (_ ("This may be a key for %s. Use it here only if it comes from OpenAI’s website."),
                          self->provider);
}

static char *
say_provider (const KbKeyReading *self)
{
  if (self->place == NULL)
    return g_strdup_printf (
        /* TRANSLATORS: both %s are the name of a company, such as Anthropic */
        _ ("This is a key for %s, not for OpenAI. It belongs where a program asks for a key of %s."),
        self->provider, self->provider);
  /* TRANSLATORS: The first %s is the name of a company, such as Anthropic; the second is a whole sentence
   * that says where such a key belongs. */
  return g_strdup_printf (_ ("This is a key for %s, not for OpenAI. %s"), self->provider, _ (self->place));
}

static char *
say_too_short (const KbKeyReading *self)
{
  guint length = self->length;

  /* TRANSLATORS: of a key that is cut off; %u is how many characters there are */
  return g_strdup_printf (ngettext ("Only %u character: the end is missing. Copy the whole key again.",
                                    "Only %u characters: the end is missing. Copy the whole key again.",
                                    length),
                          length);
}

static const char *
get_hint_sentence (KbKeyHint hint)
{
  switch (hint)
    {
    case KB_KEY_HINT_CUT_START:
      return _ (
          "The beginning is missing: a key starts with “sk-”. Copy it again, from the first letter on.");
    case KB_KEY_HINT_CAPITALS:
      return _ ("Small letters have become capitals: a key starts with “sk-” in small letters. Copy it again "
                "from where it was created.");
    case KB_KEY_HINT_UNDERSCORES:
      return _ ("A key starts with “sk-”, with a hyphen where this has an underscore. "
                "Copy it again from where it was created.");
    case KB_KEY_HINT_ONE_MORE:
    case KB_KEY_HINT_NONE:
    default:
      return _ ("This is not an OpenAI key. A key starts with “sk-” and is much longer than a password.");
    }
}

/* The sentences that need nothing put into them. */
static const char *
get_sentence (const KbKeyReading *self)
{
  switch (self->problem)
    {
    case KB_KEY_PROBLEM_ADMIN_KEY:
      return _ ("This is an admin key. It manages an organization and cannot be used by apps. "
                "Create a secret key in a project instead.");
    case KB_KEY_PROBLEM_MASKED:
      return _ ("Part of this key is hidden. OpenAI shows a key in full only once, when it is created. If "
                "you did not keep it, create a new one.");
    case KB_KEY_PROBLEM_PLACEHOLDER:
      return _ ("This text only stands in the place of a key. Paste the key that OpenAI’s website showed.");
    case KB_KEY_PROBLEM_VARIABLE:
      /* TRANSLATORS: "variable" as in a program or in the command line. */
      return _ ("This is the name of a variable that may hold a key. The key itself is needed here.");
    case KB_KEY_PROBLEM_ORGANIZATION_ID:
      return _ ("This is the ID of an organization. It belongs in settings that ask for one; "
                "a key starts with “sk-”.");
    case KB_KEY_PROBLEM_PROJECT_ID:
      return _ (
          "This is the ID of a project. It belongs in settings that ask for one; a key starts with “sk-”.");
    case KB_KEY_PROBLEM_KEY_ID:
      return _ ("This is the ID of a key, not the key. The key itself starts with “sk-” and is shown only "
                "when it is created.");
    case KB_KEY_PROBLEM_USER_ID:
      return _ ("This is the ID of a user. A key starts with “sk-”.");
    case KB_KEY_PROBLEM_CHATGPT_TOKEN:
      return _ (
          "This looks like what a browser uses to stay signed in to ChatGPT. It is not a key, and it opens "
          "the account: do not share it.");
    case KB_KEY_PROBLEM_SESSION_TOKEN:
      return _ ("This is what a browser uses to stay signed in to OpenAI. It is not a key, and it opens "
                "the account: do not share it.");
    case KB_KEY_PROBLEM_SHORT_LIVED:
      return _ ("This is a short-lived key for use in a web page: it ends after a few minutes. Create a "
                "secret key in a project instead.");
    case KB_KEY_PROBLEM_WEBHOOK_SECRET:
      return _ ("This is the secret of a webhook, with which a server tells who sent it a message. It is not "
                "a key; a key starts with “sk-”.");
    case KB_KEY_PROBLEM_REFERENCE:
      return _ ("This names the place where a password manager keeps a key. The key itself is needed here: "
                "copy it from there.");
    case KB_KEY_PROBLEM_WEB_ADDRESS:
      return _ ("This is a web address. Open it in a browser; the key is on the page where it is created.");
    case KB_KEY_PROBLEM_EMAIL:
      return _ ("This is an e-mail address. A key starts with “sk-”.");
    case KB_KEY_PROBLEM_SEVERAL_KEYS:
      return _ ("There is more than one key in this text. Copy the one that you want.");
    case KB_KEY_PROBLEM_TOO_LONG:
      return _ ("This is much longer than a key. Copy only the key.");
    case KB_KEY_PROBLEM_BAD_CHARACTERS:
      return _ ("It contains a character that no key has. Copy the key again from where it was created.");
    case KB_KEY_PROBLEM_NOT_A_KEY:
      return get_hint_sentence (self->hint);
    case KB_KEY_PROBLEM_NONE:
    case KB_KEY_PROBLEM_ODD_LENGTH:
    case KB_KEY_PROBLEM_NO_MARKER:
    case KB_KEY_PROBLEM_LIKELY_DEEPSEEK:
    case KB_KEY_PROBLEM_UNUSUAL_PREFIX:
    case KB_KEY_PROBLEM_OTHER_PROVIDER:
    case KB_KEY_PROBLEM_TOO_SHORT:
    default:
      g_return_val_if_reached ("");
    }
}

/**
 * kb_key_reading_dup_summary:
 *
 * Says what was read, or what is wrong with it and where such a thing belongs. Made of numbers and fixed
 * words: no part of the text that was read can get into it.
 *
 * Returns: (transfer full): one or two translated sentences; empty when @self is
 */
char *
kb_key_reading_dup_summary (const KbKeyReading *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->state == KB_KEY_STATE_EMPTY)
    return g_strdup ("");
  if (self->problem == KB_KEY_PROBLEM_NONE)
    return say_kind (self);
  if (self->problem == KB_KEY_PROBLEM_ODD_LENGTH)
    return say_odd_length (self);
  if (self->problem == KB_KEY_PROBLEM_NO_MARKER)
    return say_no_marker (self);
  if (self->problem == KB_KEY_PROBLEM_UNUSUAL_PREFIX)
    return say_unusual_prefix (self);
  if (self->problem == KB_KEY_PROBLEM_LIKELY_DEEPSEEK)
    return say_likely_provider (self);
  if (self->problem == KB_KEY_PROBLEM_OTHER_PROVIDER)
    return say_provider (self);
  if (self->problem == KB_KEY_PROBLEM_TOO_SHORT)
    return say_too_short (self);
  return g_strdup (get_sentence (self));
}

static char *
name_removed (const KbKeyDirt *dirt, KbKeyRemoved flag)
{
  switch (flag)
    {
    case KB_KEY_REMOVED_SPACES:
      /* TRANSLATORS: Stands in a list after "Removed:". */
      return g_strdup_printf (ngettext ("a space", "%u spaces", dirt->spaces), dirt->spaces);
    case KB_KEY_REMOVED_LINE_BREAKS:
      /* TRANSLATORS: Stands in a list after "Removed:". */
      return g_strdup_printf (ngettext ("a line break", "%u line breaks", dirt->line_breaks),
                              dirt->line_breaks);
    case KB_KEY_REMOVED_QUOTES:
      /* TRANSLATORS: Quotation marks. Stands in a list after "Removed:". */
      return g_strdup (_ ("quotes"));
    case KB_KEY_REMOVED_INVISIBLE:
      /* TRANSLATORS: Stands in a list after "Removed:". */
      return g_strdup (_ ("invisible characters"));
    case KB_KEY_REMOVED_VARIABLE:
      /* TRANSLATORS: As in "OPENAI_API_KEY=". Stands in a list after "Removed:". */
      return g_strdup (_ ("the name of a variable"));
    case KB_KEY_REMOVED_HEADER:
      /* TRANSLATORS: "Authorization: Bearer" or a part of it, which programs send before a key. Stands in a
       * list after "Removed:". */
      return g_strdup (_ ("“Bearer” and what belongs to it"));
    case KB_KEY_REMOVED_PUNCTUATION:
      /* TRANSLATORS: Stands in a list after "Removed:". */
      return g_strdup (_ ("punctuation"));
    case KB_KEY_REMOVED_WRAPPING:
      /* TRANSLATORS: Stands in a list after "Removed:". */
      return g_strdup (_ ("other text around the key"));
    case KB_KEY_REMOVED_DASHES:
      /* TRANSLATORS: Stands in a list after "Changed:". */
      return g_strdup (_ ("dashes into plain hyphens"));
    case KB_KEY_REMOVED_REPEATED:
      /* TRANSLATORS: "sk-proj-" that was there twice. Stands in a list after "Removed:". */
      return g_strdup (_ ("a beginning that stood there twice"));
    case KB_KEY_REMOVED_ESCAPES:
      /* TRANSLATORS: What programs write in the place of a sign, such as "%2D" for a hyphen. Stands in a
       * list after "Changed:". */
      return g_strdup (_ ("written-out signs into the signs themselves"));
    case KB_KEY_REMOVED_WIDE:
      /* TRANSLATORS: Full-width letters, as used in East Asia. Stands in a list after "Changed:". */
      return g_strdup (_ ("wide letters into ordinary ones"));
    case KB_KEY_REMOVED_NOTHING:
    default:
      g_return_val_if_reached (NULL);
    }
}

static char *
list_removed (const KbKeyDirt *dirt, const KbKeyRemoved *flags, gsize n_flags)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < n_flags; i++)
    if (dirt->removed & flags[i])
      g_ptr_array_add (items, name_removed (dirt, flags[i]));
  return items->len > 0 ? kb_words_join (items, TRUE) : NULL;
}

/**
 * kb_key_reading_dup_removed:
 *
 * Says what was taken away or changed to get at the key.
 *
 * Returns: (transfer full) (nullable): one or two translated sentences, %NULL when the text was the key alone
 */
char *
kb_key_reading_dup_removed (const KbKeyReading *self)
{
  static const KbKeyRemoved away[] = {
    KB_KEY_REMOVED_LINE_BREAKS, KB_KEY_REMOVED_SPACES,   KB_KEY_REMOVED_QUOTES,
    KB_KEY_REMOVED_INVISIBLE,   KB_KEY_REMOVED_VARIABLE, KB_KEY_REMOVED_HEADER,
    KB_KEY_REMOVED_PUNCTUATION, KB_KEY_REMOVED_WRAPPING, KB_KEY_REMOVED_REPEATED,
  };
  static const KbKeyRemoved changed[] = { KB_KEY_REMOVED_DASHES, KB_KEY_REMOVED_WIDE,
                                          KB_KEY_REMOVED_ESCAPES };
  g_autofree char *removed = NULL;
  g_autofree char *replaced = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  removed = list_removed (&self->dirt, away, G_N_ELEMENTS (away));
  replaced = list_removed (&self->dirt, changed, G_N_ELEMENTS (changed));
  if (removed != NULL && replaced != NULL)
    /* TRANSLATORS: The first %s is a list such as "a line break and quotes", the second such as "dashes into
     * plain hyphens". */
    return g_strdup_printf (_ ("Removed: %s. Changed: %s."), removed, replaced);
  if (removed != NULL)
    /* TRANSLATORS: %s is a list such as "a line break and quotes". */
    return g_strdup_printf (_ ("Removed: %s"), removed);
  if (replaced != NULL)
    /* TRANSLATORS: %s is "dashes into plain hyphens" or the like. */
    return g_strdup_printf (_ ("Changed: %s"), replaced);
  return NULL;
}
