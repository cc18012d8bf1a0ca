/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/setup/kb-choices-private.h"

#include "core/setup/kb-choice-values.h"

#define MAX_DOLLARS 1000000

/* The ids up to here are those of KbChoice. */
typedef enum
{
  PROP_PREFLIGHT = KB_N_CHOICES,
  PROP_SAVED_FOR_NOW,
} KbChoicesProperty;
#define N_PROPS (PROP_SAVED_FOR_NOW + 1)

struct _KbChoices
{
  GObject parent_instance;

  KbChoiceValues values;
  gboolean saved_for_now;
  KbStateFile *file; /* nullable */
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KbChoices, kb_choices, G_TYPE_OBJECT)

/* Everything has its new value before the first handler runs. */
static void
notify_changes (KbChoices *self)
{
  gboolean *changed = self->values.changed;

  g_object_freeze_notify (G_OBJECT (self));

  for (int choice = KB_CHOICE_STEP; choice < KB_N_CHOICES; choice++)
    {
      if (!changed[choice])
        continue;

      changed[choice] = FALSE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[choice]);
      if ((choice >= KB_CHOICE_HAS_ACCOUNT && choice <= KB_CHOICE_EVERY_STEP) || choice == KB_CHOICE_HOLDER)
        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PREFLIGHT]);
    }

  g_object_thaw_notify (G_OBJECT (self));
}

static void
apply_json (KbChoices *self, JsonObject *json)
{
  g_object_freeze_notify (G_OBJECT (self));

  kb_choices_reset (self);
  self->values.loading = TRUE;
  kb_choices_apply_json (self, json);
  self->values.loading = FALSE;

  g_object_thaw_notify (G_OBJECT (self));
}

static void
set_saved_for_now (KbChoices *self, gboolean for_now)
{
  if (self->saved_for_now == for_now)
    return;

  self->saved_for_now = for_now;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED_FOR_NOW]);
}

static KbStateText
take_cb (gpointer owner, const char *text, gsize length, gboolean loading)
{
  g_autoptr (JsonObject) json = NULL;
  KbStateText kind = kb_choices_read_json (text, length, &json);

  if (loading)
    apply_json (owner, json);
  return kind;
}

static GBytes *
give_cb (gpointer owner)
{
  return kb_choices_to_json (owner);
}

static const KbStateUse use = { take_cb, give_cb, NULL, FALSE };

static void
kb_choices_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  KbChoices *self = KB_CHOICES (object);

  if (property_id < KB_N_CHOICES)
    {
      kb_choice_values_get (&self->values, (KbChoice) property_id, value);
      return;
    }

  switch ((KbChoicesProperty) property_id)
    {
    case PROP_PREFLIGHT:
      g_value_set_flags (value, kb_choices_get_preflight (self));
      break;
    case PROP_SAVED_FOR_NOW:
      g_value_set_boolean (value, self->saved_for_now);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
kb_choices_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  KbChoices *self = KB_CHOICES (object);

  if (property_id < KB_N_CHOICES)
    {
      kb_choice_values_set (&self->values, (KbChoice) property_id, value);
      notify_changes (self);
      return;
    }

  switch ((KbChoicesProperty) property_id)
    {
    case PROP_SAVED_FOR_NOW:
      set_saved_for_now (self, g_value_get_boolean (value));
      break;
    case PROP_PREFLIGHT:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

/* What was reached is not done twice: a key that is saved is not found again by its name alone. */
static gboolean
is_milestone (GParamSpec *pspec)
{
  return pspec == properties[KB_CHOICE_SAVED_NAME] || pspec == properties[KB_CHOICE_STEP];
}

/* Here and not in the setters, so that no property can be forgotten. */
static void
kb_choices_notify (GObject *object, GParamSpec *pspec)
{
  KbChoices *self = KB_CHOICES (object);

  if (!(pspec->flags & KB_CHOICES_PARAM_STORED) || self->file == NULL)
    return;
  kb_state_file_queue (self->file);
  if (is_milestone (pspec))
    kb_state_file_flush (self->file);
}

static void
kb_choices_finalize (GObject *object)
{
  KbChoices *self = KB_CHOICES (object);

  g_clear_object (&self->file);
  kb_choice_values_clear (&self->values);

  G_OBJECT_CLASS (kb_choices_parent_class)->finalize (object);
}

static void
install_ticks (GParamFlags flags)
{
  static const char *const names[KB_N_TICKS] = { "has-account", "has-key", "every-step" };

  for (int i = 0; i < KB_N_TICKS; i++)
    properties[KB_CHOICE_HAS_ACCOUNT + i] = g_param_spec_boolean (names[i], NULL, NULL, FALSE, flags);
}

static void
install_texts (GParamFlags flags)
{
  properties[KB_CHOICE_KEY_NAME] = g_param_spec_string ("key-name", NULL, NULL, "", flags);
  properties[KB_CHOICE_PROJECT_NAME] = g_param_spec_string ("project-name", NULL, NULL, "", flags);
  properties[KB_CHOICE_SAVED_NAME] = g_param_spec_string ("saved-name", NULL, NULL, "", flags);
  properties[KB_CHOICE_REPLACES] = g_param_spec_string ("replaces", NULL, NULL, "", flags);
  properties[KB_CHOICE_ESTIMATE] = g_param_spec_string ("estimate", NULL, NULL, "", flags);
  properties[KB_CHOICE_DONE] = g_param_spec_string ("done", NULL, NULL, "", flags);
  properties[KB_CHOICE_EXPIRES] = g_param_spec_string ("expires", NULL, NULL, "", flags);
}

static void
install_choices (GParamFlags flags)
{
  properties[KB_CHOICE_STEP] = g_param_spec_enum ("step", NULL, NULL, KB_TYPE_STEP, KB_STEP_WELCOME, flags);
  properties[KB_CHOICE_PURPOSE] =
      g_param_spec_enum ("purpose", NULL, NULL, KB_TYPE_PURPOSE, KB_PURPOSE_LEARNING, flags);
  properties[KB_CHOICE_HOLDER] =
      g_param_spec_enum ("holder", NULL, NULL, KB_TYPE_HOLDER, KB_HOLDER_ME, flags);
  properties[KB_CHOICE_CALLS] = g_param_spec_flags ("calls", NULL, NULL, KB_TYPE_CALLS, KB_CALLS_TEXT, flags);
  properties[KB_CHOICE_CREDIT] = g_param_spec_uint ("credit", NULL, NULL, 0, MAX_DOLLARS, 0, flags);
  properties[KB_CHOICE_HARD_LIMIT] = g_param_spec_uint ("hard-limit", NULL, NULL, 0, MAX_DOLLARS, 0, flags);
  properties[KB_CHOICE_ALERT] = g_param_spec_uint ("alert", NULL, NULL, 0, MAX_DOLLARS, 0, flags);
  properties[KB_CHOICE_OWNER] = g_param_spec_enum ("owner", NULL, NULL, KB_TYPE_OWNER, KB_OWNER_YOU, flags);
  properties[KB_CHOICE_PERMISSION] =
      g_param_spec_enum ("permission", NULL, NULL, KB_TYPE_PERMISSION, KB_PERMISSION_ALL, flags);
}

static void
kb_choices_class_init (KbChoicesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = kb_choices_get_property;
  object_class->set_property = kb_choices_set_property;
  object_class->notify = kb_choices_notify;
  object_class->finalize = kb_choices_finalize;

  install_choices (flags | KB_CHOICES_PARAM_STORED);
  install_ticks (flags | KB_CHOICES_PARAM_STORED);
  install_texts (flags | KB_CHOICES_PARAM_STORED);
  properties[PROP_SAVED_FOR_NOW] = g_param_spec_boolean ("saved-for-now", NULL, NULL, FALSE, flags);
  properties[PROP_PREFLIGHT] = g_param_spec_flags ("preflight", NULL, NULL, KB_TYPE_PREFLIGHT, 0,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kb_choices_init (KbChoices *self)
{
  kb_choice_values_init (&self->values);
}

/**
 * kb_choices_new:
 *
 * Returns: (transfer full): a new set-up, with the recommendations for learning
 */
KbChoices *
kb_choices_new (void)
{
  return g_object_new (KB_TYPE_CHOICES, NULL);
}

/**
 * kb_choices_get_stored:
 * @self: choices
 * @pspec: a property with %KB_CHOICES_PARAM_STORED
 * @value: an initialized value of the type of @pspec
 *
 * Fills @value with what is to be stored of a property.
 *
 * Returns: whether anything is: what follows the advice is not stored, so that it goes on following
 */
gboolean
kb_choices_get_stored (KbChoices *self, GParamSpec *pspec, GValue *value)
{
  if (pspec == properties[KB_CHOICE_SAVED_NAME] && self->saved_for_now)
    return FALSE;

  return kb_choice_values_get_stored (&self->values, (KbChoice) pspec->param_id, value);
}

KbPreflight
kb_choices_get_preflight (KbChoices *self)
{
  g_return_val_if_fail (KB_IS_CHOICES (self), KB_PREFLIGHT_NONE);

  return kb_choice_values_get_preflight (&self->values);
}

KbStep
kb_choices_get_step (KbChoices *self)
{
  g_return_val_if_fail (KB_IS_CHOICES (self), KB_STEP_WELCOME);

  return self->values.step;
}

/**
 * kb_choices_set_step:
 * @self: choices
 * @step: where the person is now
 */
void
kb_choices_set_step (KbChoices *self, KbStep step)
{
  g_return_if_fail (KB_IS_CHOICES (self));

  g_object_set (self, "step", step, NULL);
}

/**
 * kb_choices_get_advice:
 * @self: choices
 *
 * Returns: the advice for the purpose, holder and calls of @self, whatever owner and permission were chosen
 */
KbAdvice
kb_choices_get_advice (KbChoices *self)
{
  g_assert (KB_IS_CHOICES (self));

  return kb_advice_for (self->values.purpose, self->values.holder, self->values.calls);
}

/**
 * kb_choices_get_key_name:
 * @self: choices
 *
 * Returns: (transfer none): the name of the key on the web page
 */
const char *
kb_choices_get_key_name (KbChoices *self)
{
  g_return_val_if_fail (KB_IS_CHOICES (self), "");

  return self->values.texts[KB_CHOICE_KEY_NAME - KB_CHOICE_KEY_NAME];
}

/**
 * kb_choices_get_project_name:
 * @self: choices
 *
 * Returns: (transfer none): the name of the project on the web page, "" when it was not given
 */
const char *
kb_choices_get_project_name (KbChoices *self)
{
  g_return_val_if_fail (KB_IS_CHOICES (self), "");

  return self->values.texts[KB_CHOICE_PROJECT_NAME - KB_CHOICE_KEY_NAME];
}

/**
 * kb_choices_get_expires:
 * @self: choices
 *
 * Returns: (transfer none): the ISO date on which the key ends, "" for none
 */
const char *
kb_choices_get_expires (KbChoices *self)
{
  g_return_val_if_fail (KB_IS_CHOICES (self), "");

  return self->values.texts[KB_CHOICE_EXPIRES - KB_CHOICE_KEY_NAME];
}

/**
 * kb_choices_get_saved_name:
 * @self: choices
 *
 * Returns: (transfer none): the store's name of the key that this set-up saved, "" before it did
 */
const char *
kb_choices_get_saved_name (KbChoices *self)
{
  g_return_val_if_fail (KB_IS_CHOICES (self), "");

  return self->values.texts[KB_CHOICE_SAVED_NAME - KB_CHOICE_KEY_NAME];
}

/**
 * kb_choices_get_replaces:
 * @self: choices
 *
 * Returns: (transfer none): the store's name of the key in whose place a new one is made, "" when there is
 * none
 */
const char *
kb_choices_get_replaces (KbChoices *self)
{
  g_return_val_if_fail (KB_IS_CHOICES (self), NULL);

  return self->values.texts[KB_CHOICE_REPLACES - KB_CHOICE_KEY_NAME];
}

/**
 * kb_choices_is_done:
 * @self: choices
 * @id: of something to do on the web, as a guide has it
 *
 * Returns: whether the person did it
 */
gboolean
kb_choices_is_done (KbChoices *self, const char *id)
{
  g_auto (GStrv) done = NULL;

  g_return_val_if_fail (KB_IS_CHOICES (self), FALSE);

  done = g_strsplit (self->values.texts[KB_CHOICE_DONE - KB_CHOICE_KEY_NAME], " ", -1);
  return g_strv_contains ((const char *const *) done, id);
}

/**
 * kb_choices_set_done:
 * @self: choices
 * @id: of something to do on the web, as a guide has it
 *
 * Remembers that the person did it.
 */
void
kb_choices_set_done (KbChoices *self, const char *id)
{
  const char *before = self->values.texts[KB_CHOICE_DONE - KB_CHOICE_KEY_NAME];
  g_autofree char *done = *before ? g_strconcat (before, " ", id, NULL) : g_strdup (id);

  if (!kb_choices_is_done (self, id))
    g_object_set (self, "done", done, NULL);
}

/**
 * kb_choices_undo:
 * @self: choices
 * @step: a step of the set-up
 *
 * Forgets what was done on the web at @step: it is to be done once more.
 */
void
kb_choices_undo (KbChoices *self, KbStep step)
{
  g_autofree char *prefix = g_strconcat (kb_step_get_name (step), ".", NULL);
  g_auto (GStrv) done = g_strsplit (self->values.texts[KB_CHOICE_DONE - KB_CHOICE_KEY_NAME], " ", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) left = NULL;
  g_autofree char *text = NULL;

  for (char **id = done; *id; id++)
    if (!g_str_has_prefix (*id, prefix))
      g_strv_builder_add (builder, *id);
  left = g_strv_builder_end (builder);
  text = g_strjoinv (" ", left);
  g_object_set (self, "done", text, NULL);
}

KbPurpose
kb_choices_get_purpose (KbChoices *self)
{
  g_return_val_if_fail (KB_IS_CHOICES (self), KB_PURPOSE_LEARNING);

  return self->values.purpose;
}

KbOwner
kb_choices_get_owner (KbChoices *self)
{
  g_return_val_if_fail (KB_IS_CHOICES (self), KB_OWNER_YOU);

  return self->values.owner;
}

/**
 * kb_choices_get_permission:
 * @self: choices
 *
 * Returns: the permission that the person chose, or else the recommended one for the owner; always
 *   %KB_PERMISSION_ALL for a service account
 */
KbPermission
kb_choices_get_permission (KbChoices *self)
{
  g_return_val_if_fail (KB_IS_CHOICES (self), KB_PERMISSION_ALL);

  return self->values.permission;
}

/**
 * kb_choices_reset:
 * @self: choices
 *
 * Goes back to a new set-up.
 */
void
kb_choices_reset (KbChoices *self)
{
  g_return_if_fail (KB_IS_CHOICES (self));

  kb_choice_values_reset (&self->values);
  set_saved_for_now (self, FALSE);
  notify_changes (self);
}

/**
 * kb_choices_open:
 * @self: a new session
 * @file: where the choices are kept; its folder need not exist
 *
 * Reads the choices of an earlier run, if there are any, and writes every change from now on: a milestone at
 * once, what else is chosen half a second after the last change. What the file does not know, or has a wrong
 * value for, is as in a new set-up.
 */
void
kb_choices_open (KbChoices *self, GFile *file)
{
  g_autoptr (KbStateFile) state = NULL;

  g_return_if_fail (KB_IS_CHOICES (self));
  g_return_if_fail (G_IS_FILE (file));

  state = kb_state_file_new (file, &use, self);
  kb_state_file_load (state);
  g_set_object (&self->file, state);
}

/**
 * kb_choices_get_file:
 * @self: choices
 *
 * Returns: (transfer none) (nullable): where it is kept
 */
KbStateFile *
kb_choices_get_file (KbChoices *self)
{
  g_return_val_if_fail (KB_IS_CHOICES (self), NULL);

  return self->file;
}

/**
 * kb_choices_flush:
 * @self: choices
 *
 * Begins to write what has changed now, and does not wait for it.
 */
void
kb_choices_flush (KbChoices *self)
{
  g_return_if_fail (KB_IS_CHOICES (self));

  if (self->file != NULL)
    kb_state_file_flush (self->file);
}
