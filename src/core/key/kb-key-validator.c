/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/key/kb-key-validator.h"

/* How long a person pauses before bad news is welcome. */
#define PAUSE_MS 700

struct _KbKeyValidator
{
  GObject parent_instance;

  KbKeyReading *reading; /* nullable before the first text and after clear() */
  gboolean checking;
  guint pause_id;
};

typedef enum
{
  PROP_STATE = 1,
  PROP_SUMMARY,
  PROP_REMOVED,
  PROP_USABLE
} KbKeyValidatorProperty;

static GParamSpec *properties[PROP_USABLE + 1];

G_DEFINE_FINAL_TYPE (KbKeyValidator, kb_key_validator, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (KbKeyState,
                    kb_key_state,
                    G_DEFINE_ENUM_VALUE (KB_KEY_STATE_EMPTY, "empty"),
                    G_DEFINE_ENUM_VALUE (KB_KEY_STATE_CHECKING, "checking"),
                    G_DEFINE_ENUM_VALUE (KB_KEY_STATE_GOOD, "good"),
                    G_DEFINE_ENUM_VALUE (KB_KEY_STATE_ODD, "odd"),
                    G_DEFINE_ENUM_VALUE (KB_KEY_STATE_BAD, "bad"))

static char *
dup_summary (KbKeyValidator *self)
{
  KbKeyReading *reading = kb_key_validator_get_reading (self);

  if (kb_key_validator_get_state (self) == KB_KEY_STATE_EMPTY)
    return NULL;
  return reading != NULL ? kb_key_reading_dup_summary (reading) : NULL;
}

static char *
dup_removed (KbKeyValidator *self)
{
  KbKeyReading *reading = kb_key_validator_get_reading (self);

  return reading != NULL ? kb_key_reading_dup_removed (reading) : NULL;
}

/* Takes @reading and tells about what differs by it. */
static void
change (KbKeyValidator *self, KbKeyReading *reading, gboolean checking)
{
  KbKeyState old_state = kb_key_validator_get_state (self);
  gboolean old_usable = kb_key_validator_get_usable (self);
  g_autofree char *old_summary = dup_summary (self);
  g_autofree char *old_removed = dup_removed (self);
  g_autofree char *summary = NULL;
  g_autofree char *removed = NULL;
  g_autoptr (KbKeyReading) old_reading = g_steal_pointer (&self->reading);

  self->reading = reading;
  self->checking = checking;
  summary = dup_summary (self);
  removed = dup_removed (self);

  g_object_freeze_notify (G_OBJECT (self));
  if (kb_key_validator_get_state (self) != old_state)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  if (g_strcmp0 (summary, old_summary) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUMMARY]);
  if (g_strcmp0 (removed, old_removed) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REMOVED]);
  if (kb_key_validator_get_usable (self) != old_usable)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_USABLE]);
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
pause_over_cb (gpointer user_data)
{
  KbKeyValidator *self = KB_KEY_VALIDATOR (user_data);

  g_assert (self->reading != NULL);

  self->pause_id = 0;
  change (self, kb_key_reading_ref (self->reading), FALSE);
  return G_SOURCE_REMOVE;
}

static void
kb_key_validator_dispose (GObject *object)
{
  KbKeyValidator *self = KB_KEY_VALIDATOR (object);

  g_clear_handle_id (&self->pause_id, g_source_remove);
  g_clear_pointer (&self->reading, kb_key_reading_unref);

  G_OBJECT_CLASS (kb_key_validator_parent_class)->dispose (object);
}

static void
kb_key_validator_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  KbKeyValidator *self = KB_KEY_VALIDATOR (object);

  switch ((KbKeyValidatorProperty) property_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, kb_key_validator_get_state (self));
      break;
    case PROP_SUMMARY:
      g_value_take_string (value, dup_summary (self));
      break;
    case PROP_REMOVED:
      g_value_take_string (value, dup_removed (self));
      break;
    case PROP_USABLE:
      g_value_set_boolean (value, kb_key_validator_get_usable (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
kb_key_validator_class_init (KbKeyValidatorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = kb_key_validator_dispose;
  object_class->get_property = kb_key_validator_get_property;

  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, KB_TYPE_KEY_STATE, KB_KEY_STATE_EMPTY, flags);
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL, flags);
  properties[PROP_REMOVED] = g_param_spec_string ("removed", NULL, NULL, NULL, flags);
  properties[PROP_USABLE] = g_param_spec_boolean ("usable", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
kb_key_validator_init (KbKeyValidator *self)
{
}

KbKeyValidator *
kb_key_validator_new (void)
{
  return g_object_new (KB_TYPE_KEY_VALIDATOR, NULL);
}

static gboolean
has_same_key (KbKeyReading *a, KbKeyReading *b)
{
  SecretValue *key_a = a != NULL ? kb_key_reading_get_key (a) : NULL;
  SecretValue *key_b = kb_key_reading_get_key (b);

  return key_a != NULL && key_b != NULL && kb_key_equal (key_a, key_b);
}

/**
 * kb_key_validator_set_text:
 * @text: (nullable): what the entry holds
 *
 * Reads @text. What is good or empty settles at once, and so does a doubtful key that was settled already;
 * other news waits until nothing was set for 700 ms. @text is not kept.
 */
void
kb_key_validator_set_text (KbKeyValidator *self, const char *text)
{
  KbKeyReading *reading;
  KbKeyState state;
  gboolean known;

  g_return_if_fail (KB_IS_KEY_VALIDATOR (self));

  reading = kb_key_read (text, -1);
  state = kb_key_reading_get_state (reading);
  known = !self->checking && has_same_key (self->reading, reading);
  g_clear_handle_id (&self->pause_id, g_source_remove);

  if (state == KB_KEY_STATE_EMPTY || state == KB_KEY_STATE_GOOD || known)
    {
      change (self, reading, FALSE);
      return;
    }
  self->pause_id = g_timeout_add (PAUSE_MS, pause_over_cb, self);
  change (self, reading, TRUE);
}

/**
 * kb_key_validator_settle:
 *
 * Ends the wait for a pause: for a paste and for Enter, when the person is done.
 */
void
kb_key_validator_settle (KbKeyValidator *self)
{
  g_return_if_fail (KB_IS_KEY_VALIDATOR (self));

  if (!self->checking)
    return;
  g_clear_handle_id (&self->pause_id, g_source_remove);
  change (self, kb_key_reading_ref (self->reading), FALSE);
}

/**
 * kb_key_validator_get_state:
 *
 * Returns: `CHECKING` while bad or doubtful news waits, else the state of the reading
 */
KbKeyState
kb_key_validator_get_state (KbKeyValidator *self)
{
  g_return_val_if_fail (KB_IS_KEY_VALIDATOR (self), KB_KEY_STATE_EMPTY);

  if (self->checking)
    return KB_KEY_STATE_CHECKING;
  return self->reading != NULL ? kb_key_reading_get_state (self->reading) : KB_KEY_STATE_EMPTY;
}

/**
 * kb_key_validator_get_usable:
 *
 * Returns: whether there is a settled key, good or odd
 */
gboolean
kb_key_validator_get_usable (KbKeyValidator *self)
{
  g_return_val_if_fail (KB_IS_KEY_VALIDATOR (self), FALSE);

  return kb_key_validator_get_key (self) != NULL;
}

/**
 * kb_key_validator_get_key:
 *
 * Returns: (transfer none) (nullable): the key while @self is usable
 */
SecretValue *
kb_key_validator_get_key (KbKeyValidator *self)
{
  KbKeyReading *reading;

  g_return_val_if_fail (KB_IS_KEY_VALIDATOR (self), NULL);

  reading = kb_key_validator_get_reading (self);
  return reading != NULL ? kb_key_reading_get_key (reading) : NULL;
}

/**
 * kb_key_validator_get_reading:
 *
 * Returns: (transfer none) (nullable): the settled reading; %NULL while checking and before the first text
 */
KbKeyReading *
kb_key_validator_get_reading (KbKeyValidator *self)
{
  g_return_val_if_fail (KB_IS_KEY_VALIDATOR (self), NULL);

  return self->checking ? NULL : self->reading;
}

/**
 * kb_key_validator_clear:
 *
 * Goes back to empty. The key is wiped unless somebody else holds a reference on it.
 */
void
kb_key_validator_clear (KbKeyValidator *self)
{
  g_return_if_fail (KB_IS_KEY_VALIDATOR (self));

  g_clear_handle_id (&self->pause_id, g_source_remove);
  change (self, NULL, FALSE);
}
