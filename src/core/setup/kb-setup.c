/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/setup/kb-setup.h"

#include "core/base/kb-file.h"
#include "core/keyring/kb-memory-store.h"
#include "core/keyring/kb-secret-store.h"
#include "core/keys/kb-rotation.h"

struct _KbSetup
{
  GObject parent_instance;

  gboolean is_practice;
  KbChoices *choices;
  KbKeyStore *store; /* nullable: what it was made with */
  KbKeys *keys;
  KbService *service;
  KbKeyCheck *key_check;
};

enum
{
  PROP_PRACTICE = 1,
  PROP_CHOICES,
  PROP_STORE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KbSetup, kb_setup, G_TYPE_OBJECT)

/* Reads two small files; the keyring is not asked. */
static KbNotes *
open_files (KbSetup *self)
{
  g_autofree char *state_path = kb_file_dup_state_path ("setup.json");
  g_autofree char *notes_path = kb_file_dup_data_path ("notes.json");
  g_autoptr (GFile) state = g_file_new_for_path (state_path);
  g_autoptr (GFile) notes = g_file_new_for_path (notes_path);

  kb_choices_open (self->choices, state);
  return kb_notes_new (notes);
}

/* What is saved anew under a name is another key: not what was checked, and not what was forgotten. */
static void
saved_name_cb (KbSetup *self)
{
  const char *name = kb_choices_get_saved_name (self->choices);
  const char *replaces = kb_choices_get_replaces (self->choices);
  g_autoptr (KbRotation) rotation = NULL;

  if (*name != '\0')
    kb_key_check_reset (self->key_check);
  kb_trash_take_back (kb_keys_get_trash (self->keys), name);
  if (*name == '\0' || *replaces == '\0')
    return;
  rotation = kb_rotation_new (kb_keys_get_notes (self->keys), replaces);
  kb_rotation_set_replacement (rotation, name);
}

static void
kb_setup_constructed (GObject *object)
{
  KbSetup *self = KB_SETUP (object);
  g_autoptr (KbNotes) notes = NULL;

  G_OBJECT_CLASS (kb_setup_parent_class)->constructed (object);
  self->choices = kb_choices_new ();
  notes = self->is_practice ? kb_notes_new (NULL) : open_files (self);
  if (self->store == NULL)
    self->store = self->is_practice ? kb_memory_store_new () : kb_secret_store_new ();
  self->keys = kb_keys_new (self->store, notes, self->is_practice);
  self->service = kb_service_new (self->is_practice);
  self->key_check = kb_key_check_new (self->keys, self->service);
  g_signal_connect_object (self->choices, "notify::saved-name", G_CALLBACK (saved_name_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
kb_setup_dispose (GObject *object)
{
  KbSetup *self = KB_SETUP (object);

  /* A page may hold it longer. */
  if (self->key_check != NULL)
    kb_key_check_reset (self->key_check);
  g_clear_object (&self->key_check);
  g_clear_object (&self->service);
  g_clear_object (&self->keys);
  g_clear_object (&self->choices);
  g_clear_object (&self->store);
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
    case PROP_CHOICES:
      g_value_set_object (value, self->choices);
      break;
    case PROP_STORE:
      g_value_set_object (value, self->store);
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
  props[PROP_CHOICES] =
      g_param_spec_object ("choices", NULL, NULL, KB_TYPE_CHOICES, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_STORE] =
      g_param_spec_object ("store", NULL, NULL, KB_TYPE_KEY_STORE,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
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

KbChoices *
kb_setup_get_choices (KbSetup *self)
{
  g_return_val_if_fail (KB_IS_SETUP (self), NULL);
  return self->choices;
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
  note = kb_notes_find (kb_keys_get_notes (self->keys), name);
  kb_choices_reset (self->choices);
  if (note != NULL)
    g_object_set (self->choices, "purpose", note->purpose, "project-name", note->project, NULL);
  if (note != NULL && note->chosen)
    g_object_set (self->choices, "owner", note->owner, "permission", note->permission, NULL);
  g_object_set (self->choices, "key-name", next, "replaces", name, NULL);
}

/**
 * kb_setup_put_note:
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

  notes = kb_keys_get_notes_for (self->keys, name);
  g_set_str (&note->project, kb_choices_get_project_name (self->choices));
  g_set_str (&note->expires, kb_choices_get_expires (self->choices));
  note->purpose = kb_choices_get_purpose (self->choices);
  note->chosen = kb_choices_has_chosen (self->choices);
  note->owner = kb_choices_get_owner (self->choices);
  note->permission = kb_choices_get_permission (self->choices);
  g_object_get (self->choices, "calls", &note->calls, NULL);
  note->created = g_get_real_time () / G_USEC_PER_SEC;
  kb_notes_put (notes, note);
  kb_notes_flush (notes);
}

/**
 * kb_setup_flush:
 *
 * Begins to write what was chosen and noted and is not in the files yet. It keeps the application alive.
 */
void
kb_setup_flush (KbSetup *self)
{
  g_return_if_fail (KB_IS_SETUP (self));
  kb_choices_flush (self->choices);
  kb_notes_flush (kb_keys_get_notes (self->keys));
}

KbKeys *
kb_setup_get_keys (KbSetup *self)
{
  g_return_val_if_fail (KB_IS_SETUP (self), NULL);
  return self->keys;
}

KbService *
kb_setup_get_service (KbSetup *self)
{
  g_return_val_if_fail (KB_IS_SETUP (self), NULL);
  return self->service;
}

KbKeyCheck *
kb_setup_get_key_check (KbSetup *self)
{
  g_return_val_if_fail (KB_IS_SETUP (self), NULL);
  return self->key_check;
}
