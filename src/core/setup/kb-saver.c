/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/setup/kb-saver.h"

#include "core/found/kb-find.h"

struct _KbSaver
{
  GObject parent_instance;

  KbSetup *setup;
  KbKeyValidator *validator;
  KbStoreState keyring;
  KbSaverState state;
  GPtrArray *saved_keys; /* KbSavedKey; what the keyring holds already, NULL until known */
  char **twins;          /* names that items of other programs have, NULL until known */
  char *renamed;         /* what the key was called before another name was suggested, NULL: it was not */
  char *suggested;
  char *digest;              /* of the key that was saved last, NULL: none was */
  GCancellable *cancellable; /* of the save */
  GError *error;
  guint n_unwritten; /* files */
  gboolean waiting;
  gboolean for_now; /* is what was saved kept */
  gboolean name_suggested;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KbSaver, kb_saver, G_TYPE_OBJECT)

static KbKeys *
get_keys (KbSaver *self)
{
  return kb_setup_get_keys (self->setup);
}

static KbChoices *
get_choices (KbSaver *self)
{
  return kb_setup_get_choices (self->setup);
}

static void
changed_cb (KbSaver *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
set_state (KbSaver *self, KbSaverState state, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  /* The next key is another one: it gets a free name too. */
  if (self->state == KB_SAVER_SAVED)
    self->name_suggested = FALSE;
  self->state = state;
  self->waiting = FALSE;
  changed_cb (self);
}

static char *
dup_label (KbSaver *self)
{
  return g_strstrip (g_strdup (kb_choices_get_key_name (get_choices (self))));
}

static char *
dup_name (KbSaver *self)
{
  g_autofree char *label = dup_label (self);

  return *label != '\0' ? kb_key_store_dup_name_for (label) : NULL;
}

static gboolean
is_taken (KbSaver *self, const char *name)
{
  return name != NULL && ((self->saved_keys != NULL && kb_saved_keys_have_name (self->saved_keys, name)) ||
                          kb_keys_is_for_now (get_keys (self), name));
}

/* A second key gets a name of its own unless the person wants to replace the first. */
static void
suggest_free_name (KbSaver *self)
{
  g_autofree char *name = dup_name (self);
  g_autofree char *label = NULL;

  if (self->name_suggested || self->state != KB_SAVER_EDITING)
    return;
  self->name_suggested = TRUE;
  if (!is_taken (self, name))
    return;
  label = kb_saved_keys_dup_free_label (self->saved_keys, kb_choices_get_key_name (get_choices (self)));
  if (label == NULL)
    return;
  g_set_str (&self->renamed, kb_choices_get_key_name (get_choices (self)));
  g_set_str (&self->suggested, label);
  g_object_set (get_choices (self), "key-name", label, NULL);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbSaver) self = KB_SAVER (user_data);
  GPtrArray *keys = kb_key_store_list_finish (KB_KEY_STORE (source), result, NULL);

  if (keys == NULL)
    return;
  g_clear_pointer (&self->saved_keys, g_ptr_array_unref);
  self->saved_keys = keys;
  suggest_free_name (self);
  changed_cb (self);
}

static void
twins_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbSaver) self = KB_SAVER (user_data);
  char **twins = kb_find_twins_finish (result);

  if (twins == NULL)
    return;
  g_strfreev (self->twins);
  self->twins = twins;
  changed_cb (self);
}

/* It would be found instead of the one in the keyring; in memory, and done at once. */
static void
forget_for_now (KbSaver *self, KbKeyStore *store, const char *name)
{
  KbKeyStore *store_for_now = kb_keys_get_store_for_now (get_keys (self));

  if (store != store_for_now && kb_keys_is_for_now (get_keys (self), name))
    kb_key_store_forget_async (store_for_now, name, NULL, NULL, NULL);
}

static char *
dup_digest (const char *key)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
}

/* Files that cannot be written say so themselves. */
static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbSaver) self = KB_SAVER (user_data);

  kb_state_file_save_finish (KB_STATE_FILE (source), result, NULL);
  self->n_unwritten--;
  /* Unless another save has begun. */
  if (self->n_unwritten == 0 && self->state == KB_SAVER_SAVING && self->cancellable == NULL)
    set_state (self, KB_SAVER_SAVED, NULL);
}

/* @file: nullable: what is in memory only */
static void
write_out (KbSaver *self, KbStateFile *file)
{
  if (file == NULL)
    return;
  self->n_unwritten++;
  kb_state_file_save_async (file, NULL, written_cb, g_object_ref (self));
}

/* It is said to be saved when a sudden end loses nothing about it any more. */
static void
take_saved (KbSaver *self, KbKeyStore *store)
{
  g_autofree char *name = dup_name (self);

  g_free (self->digest);
  self->digest = dup_digest (secret_value_get_text (kb_key_validator_get_key (self->validator)));
  self->for_now = store == kb_keys_get_store_for_now (get_keys (self));
  forget_for_now (self, store, name);
  kb_setup_put_note (self->setup, name);
  g_object_set (get_choices (self), "saved-for-now", self->for_now, "saved-name", name, NULL);
  write_out (self, kb_notes_get_file (kb_keys_get_notes_for (get_keys (self), name)));
  write_out (self, kb_choices_get_file (get_choices (self)));
  if (self->n_unwritten == 0)
    set_state (self, KB_SAVER_SAVED, NULL);
}

/* Another Keybearer is saving or changing a key; its keyring may be asking somebody for a password. */
static void
waiting_cb (KbSaver *self, gboolean waiting)
{
  if (self->state != KB_SAVER_SAVING || self->waiting == waiting)
    return;
  self->waiting = waiting;
  changed_cb (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbSaver) self = KB_SAVER (user_data);
  GError *error = NULL;
  gboolean saved = kb_key_store_save_finish (KB_KEY_STORE (source), result, &error);

  g_signal_handlers_disconnect_by_func (source, waiting_cb, self);
  if (self->state != KB_SAVER_SAVING)
    {
      g_clear_error (&error);
      return;
    }
  g_clear_object (&self->cancellable);
  if (saved)
    take_saved (self, KB_KEY_STORE (source));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (&error);
      set_state (self, KB_SAVER_EDITING, NULL);
    }
  else
    set_state (self, KB_SAVER_FAILED, error);
}

static void
kb_saver_finalize (GObject *object)
{
  KbSaver *self = KB_SAVER (object);

  g_clear_object (&self->setup);
  g_clear_object (&self->validator);
  g_clear_pointer (&self->saved_keys, g_ptr_array_unref);
  g_clear_pointer (&self->twins, g_strfreev);
  g_clear_pointer (&self->renamed, g_free);
  g_clear_pointer (&self->suggested, g_free);
  g_clear_pointer (&self->digest, g_free);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (kb_saver_parent_class)->finalize (object);
}

static void
kb_saver_class_init (KbSaverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kb_saver_finalize;
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", KB_TYPE_SAVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kb_saver_init (KbSaver *self)
{
  self->keyring = KB_STORE_STATE_CHECKING;
}

/**
 * kb_saver_new:
 * @setup: whose choices say what the key is called, and which takes it
 * @validator: of what was pasted
 *
 * Returns: (transfer full): what brings one key into the keyring; it follows both
 */
KbSaver *
kb_saver_new (KbSetup *setup, KbKeyValidator *validator)
{
  KbSaver *self = g_object_new (KB_TYPE_SAVER, NULL);

  self->setup = g_object_ref (setup);
  self->validator = g_object_ref (validator);
  g_signal_connect_object (validator, "notify::usable", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_choices (self), "notify::key-name", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * kb_saver_set_keyring:
 * @self: a saver
 * @state: how the keyring is, as far as is known
 */
void
kb_saver_set_keyring (KbSaver *self, KbStoreState state)
{
  g_return_if_fail (KB_IS_SAVER (self));

  self->keyring = state;
  changed_cb (self);
}

/**
 * kb_saver_list:
 * @self: a saver
 * @cancellable: of the listing
 *
 * Asks the keyring which names are taken, and for each key suggests once one that is free. Also which of them
 * items of other programs have, unless this is a practice run.
 */
void
kb_saver_list (KbSaver *self, GCancellable *cancellable)
{
  g_return_if_fail (KB_IS_SAVER (self));

  kb_key_store_list_async (kb_keys_get_store (get_keys (self)), cancellable, listed_cb, g_object_ref (self));
  if (!kb_setup_get_practice (self->setup))
    kb_find_twins_async (cancellable, twins_cb, g_object_ref (self));
}

KbSaverState
kb_saver_get_state (KbSaver *self)
{
  g_return_val_if_fail (KB_IS_SAVER (self), KB_SAVER_EDITING);

  return self->state;
}

/**
 * kb_saver_get_lack:
 * @self: a saver
 * @for_now: whether the key is to be kept in memory only
 *
 * Returns: what must be seen to first before the key can be saved
 */
KbSaverLack
kb_saver_get_lack (KbSaver *self, gboolean for_now)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (KB_IS_SAVER (self), KB_SAVER_LACKS_KEY);

  name = dup_name (self);
  if (!kb_key_validator_get_usable (self->validator))
    return KB_SAVER_LACKS_KEY;
  if (name == NULL)
    return KB_SAVER_LACKS_NAME;
  /* While one key takes the place of another, both are needed: the old one goes last. */
  if (g_str_equal (name, kb_choices_get_replaces (get_choices (self))))
    return KB_SAVER_LACKS_OTHER_NAME;
  /* Where it is locked, saving asks for the password. */
  if (for_now || self->keyring == KB_STORE_STATE_READY || self->keyring == KB_STORE_STATE_LOCKED)
    return KB_SAVER_LACKS_NOTHING;

  return KB_SAVER_LACKS_KEYRING;
}

/**
 * kb_saver_get_taken:
 * @self: a saver
 *
 * Returns: whether there is a key of this name, which saving replaces
 */
gboolean
kb_saver_get_taken (KbSaver *self)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (KB_IS_SAVER (self), FALSE);

  name = dup_name (self);

  return is_taken (self, name);
}

/**
 * kb_saver_get_twin:
 * @self: a saver
 *
 * Returns: whether another program has an item of this name, which programs may find instead of ours
 */
gboolean
kb_saver_get_twin (KbSaver *self)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (KB_IS_SAVER (self), FALSE);

  name = dup_name (self);

  return name != NULL && self->twins != NULL && g_strv_contains ((const char *const *) self->twins, name);
}

/**
 * kb_saver_get_renamed:
 * @self: a saver
 *
 * Returns: (transfer none) (nullable): what the key was to be called, which a saved one is called already, as
 *   long as it has the name that was suggested instead
 */
const char *
kb_saver_get_renamed (KbSaver *self)
{
  g_return_val_if_fail (KB_IS_SAVER (self), NULL);

  return g_strcmp0 (kb_choices_get_key_name (get_choices (self)), self->suggested) == 0 ? self->renamed
                                                                                        : NULL;
}

/**
 * kb_saver_get_waiting:
 * @self: a saver
 *
 * Returns: whether another Keybearer is saving and this one waits for it
 */
gboolean
kb_saver_get_waiting (KbSaver *self)
{
  g_return_val_if_fail (KB_IS_SAVER (self), FALSE);

  return self->waiting;
}

/**
 * kb_saver_get_offers_for_now:
 * @self: a saver
 *
 * Returns: whether the key may be kept in memory: where the keyring can be had, it is to have the key
 */
gboolean
kb_saver_get_offers_for_now (KbSaver *self)
{
  g_return_val_if_fail (KB_IS_SAVER (self), FALSE);

  if (self->keyring == KB_STORE_STATE_CHECKING || kb_setup_get_practice (self->setup))
    return FALSE;

  return self->state == KB_SAVER_FAILED ||
         (self->state == KB_SAVER_EDITING && self->keyring != KB_STORE_STATE_READY &&
          self->keyring != KB_STORE_STATE_LOCKED);
}

/**
 * kb_saver_get_for_now:
 * @self: a saver
 *
 * Returns: whether what was saved is in memory only
 */
gboolean
kb_saver_get_for_now (KbSaver *self)
{
  g_return_val_if_fail (KB_IS_SAVER (self), FALSE);

  return self->for_now;
}

/**
 * kb_saver_has_saved:
 * @self: a saver
 * @text: a key with what may stand around it
 *
 * Returns: whether this is the key that @self saved last
 */
gboolean
kb_saver_has_saved (KbSaver *self, const char *text)
{
  g_autoptr (KbKeyReading) reading = NULL;
  SecretValue *key;
  g_autofree char *digest = NULL;

  g_return_val_if_fail (KB_IS_SAVER (self), FALSE);

  reading = kb_key_read (text, -1);
  key = kb_key_reading_get_key (reading);
  digest = key != NULL ? dup_digest (secret_value_get_text (key)) : NULL;

  return digest != NULL && g_strcmp0 (digest, self->digest) == 0;
}

/**
 * kb_saver_get_error:
 * @self: a saver
 *
 * Returns: (nullable): of %KB_STORE_ERROR: why the last save failed
 */
const GError *
kb_saver_get_error (KbSaver *self)
{
  g_return_val_if_fail (KB_IS_SAVER (self), NULL);

  return self->error;
}

/**
 * kb_saver_save:
 * @self: a saver that lacks nothing
 * @for_now: whether the key is to be kept in memory only
 *
 * Replaces only what it has told to be taken. Goes on whatever the person looks at, until it ends or is
 * cancelled.
 */
void
kb_saver_save (KbSaver *self, gboolean for_now)
{
  g_autofree char *name = NULL, *label = NULL;
  KbKeyStore *store;

  g_return_if_fail (KB_IS_SAVER (self));
  g_return_if_fail (self->state != KB_SAVER_SAVING);

  name = dup_name (self);
  label = dup_label (self);
  store = for_now ? kb_keys_get_store_for_now (get_keys (self)) : kb_keys_get_store (get_keys (self));
  self->cancellable = g_cancellable_new ();
  self->state = KB_SAVER_SAVING;
  g_signal_connect_object (store, "waiting", G_CALLBACK (waiting_cb), self, G_CONNECT_SWAPPED);
  kb_key_store_save_async (store, name, label, kb_key_validator_get_key (self->validator),
                           is_taken (self, name), self->cancellable, saved_cb, g_object_ref (self));
  set_state (self, KB_SAVER_SAVING, NULL);
}

/**
 * kb_saver_cancel:
 * @self: a saver
 *
 * Ends a save; the state changes when the keyring has heard of it.
 */
void
kb_saver_cancel (KbSaver *self)
{
  g_return_if_fail (KB_IS_SAVER (self));

  g_cancellable_cancel (self->cancellable);
}

/**
 * kb_saver_edit:
 * @self: a saver
 *
 * Begins anew, with another key. What is being saved is given up.
 */
void
kb_saver_edit (KbSaver *self)
{
  g_return_if_fail (KB_IS_SAVER (self));

  kb_saver_cancel (self);
  g_clear_object (&self->cancellable);
  set_state (self, KB_SAVER_EDITING, NULL);
}

/**
 * kb_saver_follow:
 * @self: a saver
 *
 * Takes up what the choices say by now: that there is a saved key, or none any more.
 */
void
kb_saver_follow (KbSaver *self)
{
  const char *saved;

  g_return_if_fail (KB_IS_SAVER (self));

  saved = kb_choices_get_saved_name (get_choices (self));
  if (*saved != '\0' && self->state != KB_SAVER_SAVED)
    {
      self->for_now = kb_keys_is_for_now (get_keys (self), saved);
      set_state (self, KB_SAVER_SAVED, NULL);
    }
  else if (*saved == '\0' && self->state == KB_SAVER_SAVED)
    set_state (self, KB_SAVER_EDITING, NULL);
}
