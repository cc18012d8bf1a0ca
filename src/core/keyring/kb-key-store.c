/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/keyring/kb-key-store.h"

#include "core/base/kb-text.h"

#include <string.h>

#define NAME_MAX_LENGTH 64
#define NAME_MARK_LENGTH 8

G_DEFINE_INTERFACE (KbKeyStore, kb_key_store, G_TYPE_OBJECT)

G_DEFINE_QUARK (kb_store_error, kb_store_error)

G_DEFINE_ENUM_TYPE (KbStoreState,
                    kb_store_state,
                    G_DEFINE_ENUM_VALUE (KB_STORE_STATE_CHECKING, "checking"),
                    G_DEFINE_ENUM_VALUE (KB_STORE_STATE_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (KB_STORE_STATE_LOCKED, "locked"),
                    G_DEFINE_ENUM_VALUE (KB_STORE_STATE_NO_COLLECTION, "no-collection"),
                    G_DEFINE_ENUM_VALUE (KB_STORE_STATE_NO_SERVICE, "no-service"),
                    G_DEFINE_ENUM_VALUE (KB_STORE_STATE_DENIED, "denied"),
                    G_DEFINE_ENUM_VALUE (KB_STORE_STATE_NOT_RESPONDING, "not-responding"))

static void
kb_key_store_default_init (KbKeyStoreInterface *iface)
{
  /**
   * KbKeyStore::waiting:
   * @self: a store
   * @waiting: whether another Keybearer is changing keys, so that ours has to wait
   *
   * Told while an operation that changes something is under way, so that the wait can be shown.
   */
  g_signal_new ("waiting", KB_TYPE_KEY_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_BOOLEAN);
}

static void
request_free (gpointer data)
{
  KbStoreRequest *request = data;

  g_free (request->name);
  g_free (request->label);
  g_clear_pointer (&request->key, secret_value_unref);
  g_free (request);
}

static KbStoreRequest *
request_new (KbStoreVerb verb, const char *name, const char *label)
{
  KbStoreRequest *request = g_new0 (KbStoreRequest, 1);

  request->verb = verb;
  request->name = g_strdup (name);
  request->label = g_strdup (label);

  return request;
}

static void
start (KbKeyStore *self,
       KbStoreRequest *request,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, request, request_free);
  KB_KEY_STORE_GET_IFACE (self)->start (self, task);
}

static gboolean
finish (KbKeyStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gpointer
finish_pointer (KbKeyStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Indexed by KbStoreError. A service that is there and cannot do its work counts as one that does not answer.
 */
static const KbStoreState error_states[] = {
  [KB_STORE_ERROR_NO_SERVICE] = KB_STORE_STATE_NO_SERVICE,
  [KB_STORE_ERROR_NO_COLLECTION] = KB_STORE_STATE_NO_COLLECTION,
  [KB_STORE_ERROR_LOCKED] = KB_STORE_STATE_LOCKED,
  [KB_STORE_ERROR_DISMISSED] = KB_STORE_STATE_LOCKED,
  [KB_STORE_ERROR_DENIED] = KB_STORE_STATE_DENIED,
  [KB_STORE_ERROR_NOT_RESPONDING] = KB_STORE_STATE_NOT_RESPONDING,
  [KB_STORE_ERROR_NOT_FOUND] = KB_STORE_STATE_NOT_RESPONDING,
  [KB_STORE_ERROR_MISMATCH] = KB_STORE_STATE_NOT_RESPONDING,
  [KB_STORE_ERROR_MISMATCH_LEFT] = KB_STORE_STATE_NOT_RESPONDING,
  [KB_STORE_ERROR_NAME_TAKEN] = KB_STORE_STATE_NOT_RESPONDING,
  [KB_STORE_ERROR_BUSY] = KB_STORE_STATE_NOT_RESPONDING,
  [KB_STORE_ERROR_FAILED] = KB_STORE_STATE_NOT_RESPONDING,
};

/**
 * kb_key_store_probe_async:
 * @cancellable: (nullable): to stop waiting
 *
 * Finds out whether a key could be stored now. Never opens a prompt and always answers.
 */
void
kb_key_store_probe_async (KbKeyStore *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (KB_IS_KEY_STORE (self));

  start (self, request_new (KB_STORE_PROBE, NULL, NULL), cancellable, callback, user_data);
}

/**
 * kb_key_store_probe_finish:
 * @collection: (out) (optional) (nullable) (transfer full): what the keyring calls itself
 * @error: only %G_IO_ERROR_CANCELLED
 *
 * Returns: the state, or %KB_STORE_STATE_CHECKING with @error set
 */
KbStoreState
kb_key_store_probe_finish (KbKeyStore *self, GAsyncResult *result, char **collection, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *label = finish_pointer (self, result, &local_error);

  if (collection != NULL)
    *collection = g_steal_pointer (&label);
  if (local_error == NULL)
    return KB_STORE_STATE_READY;
  if (local_error->domain == KB_STORE_ERROR)
    {
      g_debug ("The keyring is not ready: %s", local_error->message);
      return error_states[local_error->code];
    }

  g_propagate_error (error, g_steal_pointer (&local_error));

  return KB_STORE_STATE_CHECKING;
}

/**
 * kb_key_store_unlock_async:
 * @cancellable: (nullable): to stop waiting; the desktop's prompt stays until it is answered
 *
 * Opens the desktop's own prompt to unlock the default keyring, or to create it where there is none, and
 * waits for the person without a time limit.
 */
void
kb_key_store_unlock_async (KbKeyStore *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (KB_IS_KEY_STORE (self));

  start (self, request_new (KB_STORE_UNLOCK, NULL, NULL), cancellable, callback, user_data);
}

/**
 * kb_key_store_unlock_finish:
 * @error: %KB_STORE_ERROR_DISMISSED when the prompt was closed, another #KbStoreError, or
 * %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the keyring is open
 */
gboolean
kb_key_store_unlock_finish (KbKeyStore *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

/**
 * kb_key_store_list_async:
 * @cancellable: (nullable): to stop
 *
 * Lists what Keybearer saved, the locked keys too. Never opens a prompt.
 */
void
kb_key_store_list_async (KbKeyStore *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (KB_IS_KEY_STORE (self));

  start (self, request_new (KB_STORE_LIST, NULL, NULL), cancellable, callback, user_data);
}

/**
 * kb_key_store_list_finish:
 * @error: a #KbStoreError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type KbSavedKey): newest first, or %NULL with @error set
 */
GPtrArray *
kb_key_store_list_finish (KbKeyStore *self, GAsyncResult *result, GError **error)
{
  return finish_pointer (self, result, error);
}

/**
 * kb_key_store_save_async:
 * @name: the stable short name, not empty
 * @label: what the person reads
 * @key: the key
 * @replace: whether a key of the same @name is to go when this one is proved; otherwise nothing is stored
 *   where there is one
 * @cancellable: (nullable): to stop
 * @callback: called when the key is stored and compared
 *
 * Stores @key, reads it back and compares. May prompt, and waits while another Keybearer changes keys.
 */
void
kb_key_store_save_async (KbKeyStore *self,
                         const char *name,
                         const char *label,
                         SecretValue *key,
                         gboolean replace,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  KbStoreRequest *request;

  g_return_if_fail (KB_IS_KEY_STORE (self));
  g_return_if_fail (name != NULL && *name != '\0');
  g_return_if_fail (label != NULL);
  g_return_if_fail (key != NULL);

  request = request_new (KB_STORE_SAVE, name, label);
  request->key = secret_value_ref (key);
  request->replace = replace;
  start (self, request, cancellable, callback, user_data);
}

/**
 * kb_key_store_save_finish:
 * @error: %KB_STORE_ERROR_NAME_TAKEN, %KB_STORE_ERROR_MISMATCH when another key was read back, another
 *   #KbStoreError, or %G_IO_ERROR_CANCELLED, after which the key may or may not be stored
 *
 * Returns: whether the key is in the store and the same
 */
gboolean
kb_key_store_save_finish (KbKeyStore *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

/**
 * kb_key_store_load_async:
 * @name: the short name
 * @cancellable: (nullable): to stop
 *
 * Reads a key. Prompts when it is locked.
 */
void
kb_key_store_load_async (KbKeyStore *self,
                         const char *name,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (KB_IS_KEY_STORE (self));
  g_return_if_fail (name != NULL);

  start (self, request_new (KB_STORE_LOAD, name, NULL), cancellable, callback, user_data);
}

/**
 * kb_key_store_load_finish:
 * @error: %KB_STORE_ERROR_NOT_FOUND, another #KbStoreError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the key, in non-pageable memory, or %NULL with @error set
 */
SecretValue *
kb_key_store_load_finish (KbKeyStore *self, GAsyncResult *result, GError **error)
{
  return finish_pointer (self, result, error);
}

/**
 * kb_key_store_rename_async:
 * @name: the short name, which stays
 * @label: the new label
 * @cancellable: (nullable): to stop
 *
 * Changes what the person reads. What other programs look the key up by stays. May prompt when locked.
 */
void
kb_key_store_rename_async (KbKeyStore *self,
                           const char *name,
                           const char *label,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (KB_IS_KEY_STORE (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (label != NULL);

  start (self, request_new (KB_STORE_RENAME, name, label), cancellable, callback, user_data);
}

/**
 * kb_key_store_rename_finish:
 * @error: %KB_STORE_ERROR_NOT_FOUND, another #KbStoreError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the label was changed
 */
gboolean
kb_key_store_rename_finish (KbKeyStore *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

/**
 * kb_key_store_forget_async:
 * @name: the short name
 * @cancellable: (nullable): to stop
 *
 * Removes every copy that Keybearer saved under @name from this computer; at OpenAI the key stays valid. May
 * prompt when locked.
 */
void
kb_key_store_forget_async (KbKeyStore *self,
                           const char *name,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (KB_IS_KEY_STORE (self));
  g_return_if_fail (name != NULL);

  start (self, request_new (KB_STORE_FORGET, name, NULL), cancellable, callback, user_data);
}

/**
 * kb_key_store_forget_finish:
 * @error: %KB_STORE_ERROR_NOT_FOUND, another #KbStoreError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the key is gone
 */
gboolean
kb_key_store_forget_finish (KbKeyStore *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

/**
 * kb_key_store_get_provider:
 *
 * Returns: who answered its last operation, as far as it is known
 */
KbStoreProvider
kb_key_store_get_provider (KbKeyStore *self)
{
  KbKeyStoreInterface *iface = NULL;

  g_return_val_if_fail (KB_IS_KEY_STORE (self), KB_STORE_PROVIDER_UNKNOWN);

  iface = KB_KEY_STORE_GET_IFACE (self);

  return iface->get_provider != NULL ? iface->get_provider (self) : KB_STORE_PROVIDER_UNKNOWN;
}

static gboolean
has_lost_letters (const char *label, const char *ascii)
{
  gsize before = 0;
  gsize after = 0;

  for (const char *at = label; *at != '\0'; at = g_utf8_next_char (at))
    before += g_unichar_isalnum (g_utf8_get_char (at));
  for (const char *at = ascii; *at != '\0'; at++)
    after += g_ascii_isalnum (*at);

  return after < before;
}

/**
 * kb_key_store_dup_name_for:
 * @label: (nullable): what the person typed
 *
 * Makes a short name of lower case letters, digits and dashes, 1 to 64 characters, that other programs can
 * look the key up by. The same label always gives the same name. Where letters have no Latin form a mark made
 * of the whole label follows, so that two such labels do not share a name; two labels that differ in case or
 * punctuation only do.
 *
 * Returns: (transfer full): the name
 */
char *
kb_key_store_dup_name_for (const char *label)
{
  g_autofree char *valid = g_utf8_make_valid (label != NULL ? label : "", -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_autofree char *ascii = g_str_to_ascii (composed, "C");
  gboolean marked = has_lost_letters (composed, ascii);
  g_autofree char *words =
      kb_text_slug (ascii, marked ? NAME_MAX_LENGTH - NAME_MARK_LENGTH - 1 : NAME_MAX_LENGTH);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, composed, -1);
  const char *name = *words != '\0' ? words : "key";

  return marked ? g_strdup_printf ("%s-%.*s", name, NAME_MARK_LENGTH, sum) : g_strdup (name);
}
