/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/keyring/kb-stored-key.h"

#include <glib/gi18n.h>

typedef struct
{
  KbKeyReading *reading; /* of what is stored; nullable */
  char *words;
} KbStoredErrorPrivate;

static void
kb_stored_error_private_init (KbStoredErrorPrivate *self)
{
  *self = (KbStoredErrorPrivate) { 0 };
}

static void
kb_stored_error_private_copy (const KbStoredErrorPrivate *from, KbStoredErrorPrivate *to)
{
  to->reading = from->reading != NULL ? kb_key_reading_ref (from->reading) : NULL;
  to->words = g_strdup (from->words);
}

static void
kb_stored_error_private_clear (KbStoredErrorPrivate *self)
{
  g_clear_pointer (&self->reading, kb_key_reading_unref);
  g_clear_pointer (&self->words, g_free);
}

G_DEFINE_EXTENDED_ERROR (KbStoredError, kb_stored_error)

static KbStoredError
find_code (KbKeyReading *reading)
{
  if (kb_key_reading_get_key (reading) != NULL)
    return KB_STORED_ERROR_UNCLEAN;
  return kb_key_reading_get_state (reading) == KB_KEY_STATE_EMPTY ? KB_STORED_ERROR_EMPTY
                                                                  : KB_STORED_ERROR_NO_KEY;
}

static char *
dup_words (KbKeyReading *reading)
{
  g_autofree char *summary = NULL;

  switch (find_code (reading))
    {
    case KB_STORED_ERROR_UNCLEAN:
      return g_strdup (_ ("Something besides the key is stored under this name, so it was not used. It can "
                          "be cleaned up: only the key is kept."));
    case KB_STORED_ERROR_EMPTY:
      return g_strdup (_ ("What is stored under this name is empty. Forget it, and save the key again."));
    case KB_STORED_ERROR_NO_KEY:
    default:
      summary = kb_key_reading_dup_summary (reading);
      /* TRANSLATORS: of what was found in the keyring; %s is one or two sentences about it, such as “This is
       * a key for Anthropic, not for OpenAI.” */
      return g_strdup_printf (_ ("What is stored under this name was not used. %s"), summary);
    }
}

static gboolean
is_bare (KbKeyReading *reading)
{
  return kb_key_reading_get_key (reading) != NULL &&
         kb_key_reading_get_removed (reading) == KB_KEY_REMOVED_NOTHING;
}

/**
 * kb_stored_key_load_finish:
 * @store: where it was loaded from
 * @result: what the callback of kb_key_store_load_async() got
 * @error: of KB_STORED_ERROR when what is stored is not a bare key; else as of kb_key_store_load_finish()
 *
 * The one way to a stored key that is to be tested, copied, shown or given to a program: nothing but a key
 * comes out of it.
 *
 * Returns: (transfer full) (nullable): the key
 */
SecretValue *
kb_stored_key_load_finish (KbKeyStore *store, GAsyncResult *result, GError **error)
{
  SecretValue *stored = kb_key_store_load_finish (store, result, error);
  g_autoptr (KbKeyReading) reading = NULL;
  const char *text;
  gsize length;

  if (stored == NULL)
    return NULL;
  text = secret_value_get (stored, &length);
  reading = kb_key_read (text, (gssize) length);
  if (is_bare (reading))
    return stored;

  secret_value_unref (stored);
  if (error != NULL)
    {
      KbStoredErrorPrivate *private;

      *error = g_error_new_literal (KB_STORED_ERROR, (int) find_code (reading), "Not a bare key");
      private = kb_stored_error_get_private (*error);
      private->words = dup_words (reading);
      private->reading = g_steal_pointer (&reading);
    }
  return NULL;
}

/**
 * kb_stored_error_get_clean_key:
 * @error: (nullable): any error
 *
 * Returns: (transfer none) (nullable): the key that is among what is stored
 */
SecretValue *
kb_stored_error_get_clean_key (const GError *error)
{
  if (error == NULL || error->domain != KB_STORED_ERROR)
    return NULL;
  return kb_key_reading_get_key (kb_stored_error_get_private (error)->reading);
}

/**
 * kb_stored_error_get_words:
 * @error: of KB_STORED_ERROR
 *
 * Returns: what is stored and that it was not used, translated; no part of it
 */
const char *
kb_stored_error_get_words (const GError *error)
{
  return kb_stored_error_get_private (error)->words;
}
