/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/kb-setup.h"

#include "core/base/kb-file.h"
#include "core/keyring/kb-memory-store.h"
#include "core/keyring/kb-rotation.h"
#include "core/keyring/kb-secret-store.h"
#include "core/practice/kb-practice.h"

/* Milliseconds */
#define PRACTICE_CONNECT_TIMEOUT 3000
#define PRACTICE_TOTAL_TIMEOUT 6000

struct _KbSetup
{
  GObject parent_instance;

  gboolean is_practice;
  KbSession *session;
  KbKeyStore *store;
  KbNotes *notes;
  KbTrash *trash;
  KbKeyStore *session_store;
  KbNotes *session_notes;
  KbTester *tester;
  KbPractice *practice; /* NULL outside practice mode */
};

enum
{
  PROP_PRACTICE = 1,
  PROP_SESSION,
  PROP_STORE,
  PROP_NOTES,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KbSetup, kb_setup, G_TYPE_OBJECT)

static void
open_real (KbSetup *self)
{
  g_autofree char *state_path = kb_file_dup_state_path ("setup.json");
  g_autofree char *notes_path = kb_file_dup_data_path ("notes.json");
  g_autoptr (GFile) state = g_file_new_for_path (state_path);
  g_autoptr (GFile) notes = g_file_new_for_path (notes_path);

  if (!self->store)
    self->store = kb_secret_store_new ();
  self->notes = kb_notes_new (notes);
  kb_session_open (self->session, state);
}

static void
open_practice (KbSetup *self)
{
  g_autoptr (GError) error = NULL;

  if (!self->store)
    self->store = kb_memory_store_new ();
  self->notes = kb_notes_new (NULL);
  self->practice = kb_practice_new ();
  if (!kb_practice_start (self->practice, 0, &error))
    g_warning ("Practice service: %s", error->message);
}

/* What is saved anew under a name is not what was forgotten. */
static void
saved_name_cb (KbSetup *self)
{
  const char *name = kb_session_get_saved_name (self->session);
  const char *replaces = kb_session_get_replaces (self->session);
  g_autoptr (KbRotation) rotation = NULL;

  kb_trash_take_back (self->trash, name);
  if (*name == '\0' || *replaces == '\0')
    return;
  rotation = kb_rotation_new (self->notes, replaces);
  kb_rotation_set_replacement (rotation, name);
}

static void
kb_setup_constructed (GObject *object)
{
  KbSetup *self = KB_SETUP (object);

  G_OBJECT_CLASS (kb_setup_parent_class)->constructed (object);
  self->session = kb_session_new ();
  self->session_store = kb_memory_store_new ();
  self->session_notes = kb_notes_new (NULL);
  if (self->is_practice)
    open_practice (self);
  else
    open_real (self);
  self->trash = kb_trash_new (self->store, self->notes);
  g_signal_connect_object (self->session, "notify::saved-name", G_CALLBACK (saved_name_cb), self,
                           G_CONNECT_SWAPPED);
  self->tester = kb_tester_new (self);
}

static void
kb_setup_dispose (GObject *object)
{
  KbSetup *self = KB_SETUP (object);

  /* A page may hold it longer. */
  if (self->tester)
    kb_tester_reset (self->tester);
  g_clear_object (&self->tester);
  g_clear_object (&self->trash);
  g_clear_object (&self->session);
  g_clear_object (&self->store);
  g_clear_object (&self->notes);
  g_clear_object (&self->session_store);
  g_clear_object (&self->session_notes);
  g_clear_object (&self->practice);
  G_OBJECT_CLASS (kb_setup_parent_class)->dispose (object);
}

static void
kb_setup_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KbSetup *self = KB_SETUP (object);

  switch (id)
    {
    case PROP_PRACTICE:
      g_value_set_boolean (value, self->is_practice);
      break;
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    case PROP_NOTES:
      g_value_set_object (value, self->notes);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_setup_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KbSetup *self = KB_SETUP (object);

  switch (id)
    {
    case PROP_PRACTICE:
      self->is_practice = g_value_get_boolean (value);
      break;
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_setup_class_init (KbSetupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = kb_setup_constructed;
  object_class->dispose = kb_setup_dispose;
  object_class->get_property = kb_setup_get_property;
  object_class->set_property = kb_setup_set_property;

  props[PROP_PRACTICE] = g_param_spec_boolean (
      "practice", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, KB_TYPE_SESSION, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_STORE] =
      g_param_spec_object ("store", NULL, NULL, KB_TYPE_KEY_STORE,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_NOTES] =
      g_param_spec_object ("notes", NULL, NULL, KB_TYPE_NOTES, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
kb_setup_init (KbSetup *self)
{
}

/**
 * kb_setup_new:
 * @practice: whether to stay on this machine: keys in memory, the built-in service as server
 *
 * Opens what a set-up works with. Outside practice mode this reads two small files, the choices of an
 * earlier set-up and the notes on saved keys; the keyring is not asked.
 *
 * Returns: (transfer full): a new set-up
 */
KbSetup *
kb_setup_new (gboolean practice)
{
  return g_object_new (KB_TYPE_SETUP, "practice", practice, NULL);
}

gboolean
kb_setup_get_practice (KbSetup *self)
{
  g_return_val_if_fail (KB_IS_SETUP (self), FALSE);
  return self->is_practice;
}

KbSession *
kb_setup_get_session (KbSetup *self)
{
  g_return_val_if_fail (KB_IS_SETUP (self), NULL);
  return self->session;
}

KbKeyStore *
kb_setup_get_store (KbSetup *self)
{
  g_return_val_if_fail (KB_IS_SETUP (self), NULL);
  return self->store;
}

KbNotes *
kb_setup_get_notes (KbSetup *self)
{
  g_return_val_if_fail (KB_IS_SETUP (self), NULL);
  return self->notes;
}

KbTrash *
kb_setup_get_trash (KbSetup *self)
{
  g_return_val_if_fail (KB_IS_SETUP (self), NULL);
  return self->trash;
}

/* "bench" → "bench-2" → "bench-3" */
static char *
dup_next_label (const char *label)
{
  const char *dash = strrchr (label, '-');
  guint64 number = 1;
  gsize length = strlen (label);

  if (dash != NULL && g_ascii_string_to_unsigned (dash + 1, 10, 1, 999, &number, NULL))
    length = (gsize) (dash - label);
  return g_strdup_printf ("%.*s-%u", (int) length, label, (guint) number + 1);
}

/**
 * kb_setup_begin_replacement:
 * @self: a set-up
 * @name: the store's name of a key
 * @label: what the person calls it
 *
 * Begins a set-up anew, with what the notes say of that key as choices. When a key is saved in it, the
 * rotation of @name hears of it.
 */
void
kb_setup_begin_replacement (KbSetup *self, const char *name, const char *label)
{
  const KbNote *note;
  g_autofree char *next = NULL;

  g_return_if_fail (KB_IS_SETUP (self));
  g_return_if_fail (name != NULL && *name != '\0');

  next = dup_next_label (label);
  note = kb_notes_find (self->notes, name);
  kb_session_reset (self->session);
  if (note != NULL)
    g_object_set (self->session, "purpose", note->purpose, "owner", note->owner, "permission",
                  note->permission, "project-name", note->project, NULL);
  g_object_set (self->session, "key-name", next, "replaces", name, NULL);
}

/**
 * kb_setup_get_session_store:
 * @self: a set-up
 *
 * Returns: (transfer none): where keys are kept that no keyring can take
 */
KbKeyStore *
kb_setup_get_session_store (KbSetup *self)
{
  g_return_val_if_fail (KB_IS_SETUP (self), NULL);
  return self->session_store;
}

/**
 * kb_setup_is_for_session:
 * @self: a set-up
 * @name: the store's name of a key
 *
 * Returns: whether that key is kept in memory, for want of a keyring, and gone when the program ends. Never
 * in practice mode, which has but one store.
 */
gboolean
kb_setup_is_for_session (KbSetup *self, const char *name)
{
  g_return_val_if_fail (KB_IS_SETUP (self), FALSE);
  return !self->is_practice && kb_memory_store_has (KB_MEMORY_STORE (self->session_store), name);
}

/**
 * kb_setup_count_session_keys:
 * @self: a set-up
 *
 * Returns: how many keys are lost when the program ends
 */
guint
kb_setup_count_session_keys (KbSetup *self)
{
  g_return_val_if_fail (KB_IS_SETUP (self), 0);
  return kb_memory_store_get_count (KB_MEMORY_STORE (self->session_store));
}

/**
 * kb_setup_get_store_for:
 * @self: a set-up
 * @name: the store's name of a key
 *
 * Returns: (transfer none): the store that has it, or may have it
 */
KbKeyStore *
kb_setup_get_store_for (KbSetup *self, const char *name)
{
  g_return_val_if_fail (KB_IS_SETUP (self), NULL);
  return kb_setup_is_for_session (self, name) ? self->session_store : self->store;
}

/**
 * kb_setup_get_notes_for:
 * @self: a set-up
 * @name: the store's name of a key
 *
 * Returns: (transfer none): the notes that it belongs in; those on keys of this session are never written
 */
KbNotes *
kb_setup_get_notes_for (KbSetup *self, const char *name)
{
  g_return_val_if_fail (KB_IS_SETUP (self), NULL);
  return kb_setup_is_for_session (self, name) ? self->session_notes : self->notes;
}

/**
 * kb_setup_put_note:
 * @self: a set-up
 * @name: the store's name of a key that was just saved
 *
 * Notes on it what was chosen for it, over what was noted before, and begins to write that.
 */
void
kb_setup_put_note (KbSetup *self, const char *name)
{
  g_autoptr (KbNote) note = kb_note_new (name);
  KbNotes *notes = NULL;

  g_return_if_fail (KB_IS_SETUP (self));

  notes = kb_setup_get_notes_for (self, name);
  g_set_str (&note->project, kb_session_get_project_name (self->session));
  note->purpose = kb_session_get_purpose (self->session);
  note->owner = kb_session_get_owner (self->session);
  note->permission = kb_session_get_permission (self->session);
  note->created = g_get_real_time () / G_USEC_PER_SEC;
  kb_notes_put (notes, note);
  kb_notes_flush (notes);
}

/**
 * kb_setup_flush:
 * @self: a set-up
 *
 * Begins to write what was chosen and noted and is not in the files yet. It keeps the application alive.
 */
void
kb_setup_flush (KbSetup *self)
{
  g_return_if_fail (KB_IS_SETUP (self));
  kb_session_flush (self->session);
  kb_notes_flush (self->notes);
}

/**
 * kb_setup_share_session_keys:
 * @self: a set-up
 * @from: another one, which is about to go
 *
 * Keeps the keys that are in memory alive, also through a practice run, which does not see them.
 */
void
kb_setup_share_session_keys (KbSetup *self, KbSetup *from)
{
  g_return_if_fail (KB_IS_SETUP (self));
  g_return_if_fail (KB_IS_SETUP (from));
  g_set_object (&self->session_store, from->session_store);
  g_set_object (&self->session_notes, from->session_notes);
}

KbTester *
kb_setup_get_tester (KbSetup *self)
{
  g_return_val_if_fail (KB_IS_SETUP (self), NULL);
  return self->tester;
}

/**
 * kb_setup_new_checker:
 * @key: (nullable): the key that will be tested; in practice mode it decides which address is asked
 *
 * Returns: (transfer full): a checker for the server of this set-up
 */
KbChecker *
kb_setup_new_checker (KbSetup *self, SecretValue *key)
{
  g_autofree char *base_uri = NULL;
  g_autoptr (KbClient) client = NULL;

  g_return_val_if_fail (KB_IS_SETUP (self), NULL);

  if (self->practice)
    base_uri = key ? kb_practice_dup_uri_for (self->practice, secret_value_get_text (key))
                   : g_strdup (kb_practice_get_base_uri (self->practice));
  client = kb_client_new (base_uri);
  /* A practice key is asked of a practice service only, which may also run beside this program. */
  kb_client_set_plays_openai (client,
                              self->practice || (key && kb_practice_find (secret_value_get_text (key))));
  /* Nobody learns more from a silent service by waiting a minute for it. */
  if (self->practice)
    {
      kb_client_set_date (client, key ? kb_practice_get_date_for (secret_value_get_text (key)) : 0);
      g_object_set (client, "connect-timeout", PRACTICE_CONNECT_TIMEOUT, "total-timeout",
                    PRACTICE_TOTAL_TIMEOUT, NULL);
    }
  return kb_checker_new (client);
}
