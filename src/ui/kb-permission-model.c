/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-permission-model.h"

#include "core/setup/kb-advice-words.h"
#include "kb-permission-words.h"

#include <glib/gi18n.h>

struct _KbPermissionModel
{
  GObject parent_instance;

  KbChoices *choices;
};

typedef enum
{
  PROP_TITLE = 1,
  PROP_TEXT,
  PROP_RECOMMENDED,
  PROP_REASON,
  PROP_SETTINGS,
  PROP_DIFFERS,
  PROP_OWNED,
  PROP_RESTRICTED,
  PROP_SERVICE,
  PROP_LACKS_PROJECT
} KbPermissionModelProperty;
#define N_PROPS (PROP_LACKS_PROJECT + 1)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KbPermissionModel, kb_permission_model, G_TYPE_OBJECT)

static gboolean
differs (KbPermissionModel *self)
{
  KbAdvice advice = kb_permission_model_get_advice (self), chosen = kb_permission_model_get_chosen (self);

  return chosen.owner != advice.owner || chosen.permission != advice.permission;
}

static char *
dup_recommended (KbPermissionModel *self)
{
  KbAdvice advice = kb_permission_model_get_advice (self);
  g_autofree char *choice = kb_permission_dup_choice (advice.owner, advice.permission);

  /* TRANSLATORS: %s is what is recommended, in the words of the web page: "You, Restricted" */
  return g_strdup_printf (_ ("Recommended: %s"), choice);
}

static char *
dup_text (KbPermissionModel *self)
{
  KbAdvice advice = kb_permission_model_get_advice (self);

  return differs (self) ? kb_permission_dup_difference (self->choices) : kb_permission_dup_reason (&advice);
}

static void
kb_permission_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KbPermissionModel *self = KB_PERMISSION_MODEL (object);
  KbAdvice advice = { 0 }, chosen = { 0 };

  if (!self->choices)
    return;
  advice = kb_permission_model_get_advice (self);
  chosen = kb_permission_model_get_chosen (self);
  switch ((KbPermissionModelProperty) id)
    {
    case PROP_TITLE:
      g_value_set_string (value, differs (self) ? _ ("Your Choice") : _ ("Recommended for You"));
      break;
    case PROP_TEXT:
      g_value_take_string (value, dup_text (self));
      break;
    case PROP_RECOMMENDED:
      g_value_take_string (value, dup_recommended (self));
      break;
    case PROP_REASON:
      g_value_take_string (value, kb_permission_dup_reason (&advice));
      break;
    case PROP_SETTINGS:
      g_value_take_string (value, kb_advice_dup_settings (&chosen));
      break;
    case PROP_DIFFERS:
      g_value_set_boolean (value, differs (self));
      break;
    case PROP_OWNED:
      g_value_set_boolean (value, chosen.owner == KB_OWNER_YOU);
      break;
    case PROP_RESTRICTED:
      g_value_set_boolean (value,
                           chosen.owner == KB_OWNER_YOU && chosen.permission == KB_PERMISSION_RESTRICTED);
      break;
    case PROP_SERVICE:
      g_value_set_boolean (value, advice.owner == KB_OWNER_SERVICE_ACCOUNT ||
                                      chosen.owner == KB_OWNER_SERVICE_ACCOUNT);
      break;
    case PROP_LACKS_PROJECT:
      g_value_set_boolean (
          value, kb_advice_lacks_project (chosen.owner, kb_choices_get_project_name (self->choices)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_permission_model_dispose (GObject *object)
{
  g_clear_object (&KB_PERMISSION_MODEL (object)->choices);
  G_OBJECT_CLASS (kb_permission_model_parent_class)->dispose (object);
}

static void
kb_permission_model_class_init (KbPermissionModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = kb_permission_model_dispose;
  object_class->get_property = kb_permission_model_get_property;
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  props[PROP_RECOMMENDED] = g_param_spec_string ("recommended", NULL, NULL, NULL, flags);
  props[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  props[PROP_SETTINGS] = g_param_spec_string ("settings", NULL, NULL, NULL, flags);
  props[PROP_DIFFERS] = g_param_spec_boolean ("differs", NULL, NULL, FALSE, flags);
  props[PROP_OWNED] = g_param_spec_boolean ("owned", NULL, NULL, FALSE, flags);
  props[PROP_RESTRICTED] = g_param_spec_boolean ("restricted", NULL, NULL, FALSE, flags);
  props[PROP_SERVICE] = g_param_spec_boolean ("service", NULL, NULL, FALSE, flags);
  props[PROP_LACKS_PROJECT] = g_param_spec_boolean ("lacks-project", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", KB_TYPE_PERMISSION_MODEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
kb_permission_model_init (KbPermissionModel *self)
{
}

static void
choices_cb (KbPermissionModel *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  for (guint prop = PROP_TITLE; prop < N_PROPS; prop++)
    g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
  g_object_thaw_notify (G_OBJECT (self));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
kb_permission_model_set_choices (KbPermissionModel *self, KbChoices *choices)
{
  static const char *const watched[] = { "notify::holder", "notify::calls",      "notify::purpose",
                                         "notify::owner",  "notify::permission", "notify::project-name" };

  g_return_if_fail (KB_IS_PERMISSION_MODEL (self) && !self->choices);

  self->choices = g_object_ref (choices);
  for (gsize i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (choices, watched[i], G_CALLBACK (choices_cb), self, G_CONNECT_SWAPPED);
  choices_cb (self);
}

KbAdvice
kb_permission_model_get_advice (KbPermissionModel *self)
{
  g_assert (KB_IS_PERMISSION_MODEL (self));
  return kb_choices_get_advice (self->choices);
}

KbAdvice
kb_permission_model_get_chosen (KbPermissionModel *self)
{
  KbAdvice chosen = kb_permission_model_get_advice (self);

  chosen.owner = kb_choices_get_owner (self->choices);
  chosen.permission = kb_choices_get_permission (self->choices);
  return chosen;
}

KbCalls
kb_permission_model_get_calls (KbPermissionModel *self)
{
  KbCalls calls;

  g_assert (KB_IS_PERMISSION_MODEL (self));
  g_object_get (self->choices, "calls", &calls, NULL);
  return calls;
}

void
kb_permission_model_follow (KbPermissionModel *self)
{
  KbAdvice advice = kb_permission_model_get_advice (self);

  g_object_set (self->choices, "owner", advice.owner, NULL);
  /* A service account keeps a permission that was chosen before, for the day the owner changes back. */
  if (advice.owner == KB_OWNER_YOU)
    g_object_set (self->choices, "permission", advice.permission, NULL);
}
