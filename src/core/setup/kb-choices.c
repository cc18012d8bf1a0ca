/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/setup/kb-choices-private.h"

#include "core/key/kb-key.h"

#define MAX_DOLLARS 1000000

typedef enum
{
  PROP_STEP = 1,
  PROP_HAS_ACCOUNT,
  PROP_HAS_KEY,
  PROP_EVERY_STEP,
  PROP_PURPOSE,
  PROP_HOLDER,
  PROP_CALLS,
  PROP_CREDIT, /* from here those that follow the advice until somebody edits them */
  PROP_HARD_LIMIT,
  PROP_ALERT,
  PROP_OWNER,
  PROP_PERMISSION,
  PROP_KEY_NAME, /* up to here */
  PROP_PROJECT_NAME,
  PROP_SAVED_NAME,
  PROP_REPLACES,
  PROP_ESTIMATE,
  PROP_DONE,
  PROP_EXPIRES,
  PROP_SAVED_FOR_NOW,
  PROP_PREFLIGHT,
} KbChoicesProperty;
#define N_CHOICES PROP_PREFLIGHT
#define N_PROPS (PROP_PREFLIGHT + 1)

struct _KbChoices
{
  GObject parent_instance;

  GValue values[N_CHOICES]; /* of the permission the one for a key of one's own */
  gboolean edited[N_CHOICES];
  gboolean loading;  /* values come from a file */
  KbStateFile *file; /* nullable */
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KbChoices, kb_choices, G_TYPE_OBJECT)

static int
get_enum (KbChoices *self, KbChoicesProperty choice)
{
  g_return_val_if_fail (KB_IS_CHOICES (self), 0);

  return g_value_get_enum (&self->values[choice]);
}

static const char *
get_text (KbChoices *self, KbChoicesProperty choice)
{
  g_return_val_if_fail (KB_IS_CHOICES (self), "");

  return g_value_get_string (&self->values[choice]);
}

static gboolean
get_tick (KbChoices *self, KbChoicesProperty choice)
{
  return g_value_get_boolean (&self->values[choice]);
}

static gboolean
follows_advice (guint choice)
{
  return choice >= PROP_CREDIT && choice <= PROP_KEY_NAME;
}

static gboolean
is_in_preflight (guint choice)
{
  return (choice >= PROP_HAS_ACCOUNT && choice <= PROP_EVERY_STEP) || choice == PROP_HOLDER;
}

/* What is set anew to the value that it has changes nothing, because a bound widget does that by itself. Told
 * of when everything has its new value: GObject holds back what is told in a setter. */
static void
put (KbChoices *self, guint choice, const GValue *value)
{
  KbPermission permission = kb_choices_get_permission (self);

  if (g_param_values_cmp (properties[choice], value, &self->values[choice]) == 0)
    return;

  g_value_copy (value, &self->values[choice]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[choice]);
  if (kb_choices_get_permission (self) != permission)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PERMISSION]);
  if (is_in_preflight (choice))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PREFLIGHT]);
}

static void
recommend (KbChoices *self, guint choice, GValue *value)
{
  KbPurpose purpose = kb_choices_get_purpose (self);
  KbHolder holder = (KbHolder) get_enum (self, PROP_HOLDER);
  KbCalls calls = (KbCalls) g_value_get_flags (&self->values[PROP_CALLS]);
  KbBudget budget = kb_advice_get_budget (purpose);

  g_value_init (value, properties[choice]->value_type);
  if (choice == PROP_CREDIT)
    g_value_set_uint (value, budget.credit);
  else if (choice == PROP_HARD_LIMIT)
    g_value_set_uint (value, budget.hard_limit);
  else if (choice == PROP_ALERT)
    g_value_set_uint (value, budget.alert);
  else if (choice == PROP_OWNER)
    g_value_set_enum (value, (int) kb_advice_for (purpose, holder, calls).owner);
  else if (choice == PROP_PERMISSION)
    g_value_set_enum (value, (int) kb_advice_get_permission (purpose, holder, calls, KB_OWNER_YOU));
  else
    g_value_take_string (value, kb_advice_dup_key_name (purpose, holder, g_get_host_name ()));
}

static void
follow_advice (KbChoices *self)
{
  for (guint choice = PROP_CREDIT; choice <= PROP_KEY_NAME; choice++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      if (self->edited[choice])
        continue;
      recommend (self, choice, &value);
      put (self, choice, &value);
    }
}

/* An emptied name is none that somebody chose. */
static gboolean
is_chosen (KbChoices *self, guint choice, const GValue *value)
{
  g_auto (GValue) recommended = G_VALUE_INIT;

  if (G_VALUE_HOLDS_STRING (value) && *g_value_get_string (value) == '\0')
    return FALSE;
  recommend (self, choice, &recommended);
  return g_param_values_cmp (properties[choice], value, &recommended) != 0;
}

/* What is set to the recommendation follows it again; what is read from a file is there because somebody
 * edited it. */
static void
edit (KbChoices *self, guint choice, const GValue *value)
{
  g_auto (GValue) shown = G_VALUE_INIT;

  g_value_init (&shown, G_VALUE_TYPE (value));
  g_object_get_property (G_OBJECT (self), properties[choice]->name, &shown);
  if (!self->loading && g_param_values_cmp (properties[choice], value, &shown) == 0)
    return;

  self->edited[choice] = self->loading || is_chosen (self, choice, value);
  put (self, choice, value);
  /* Also when a service account keeps it from showing: it has to be stored. */
  g_object_notify_by_pspec (G_OBJECT (self), properties[choice]);
}

/* A key that lands in the wrong entry must not get into the file. */
static void
set_choice (KbChoices *self, guint choice, const GValue *value)
{
  g_auto (GValue) text = G_VALUE_INIT;

  if (G_VALUE_HOLDS_STRING (value))
    {
      const char *string = g_value_get_string (value);

      g_value_init (&text, G_TYPE_STRING);
      g_value_take_string (&text, g_utf8_make_valid (string != NULL ? string : "", -1));
      if (kb_key_is_in (g_value_get_string (&text)))
        return;
      value = &text;
    }
  if (follows_advice (choice))
    edit (self, choice, value);
  else
    put (self, choice, value);
  if (choice >= PROP_PURPOSE && choice <= PROP_CALLS)
    follow_advice (self);
}

static void
apply_json (KbChoices *self, JsonObject *json)
{
  g_object_freeze_notify (G_OBJECT (self));

  kb_choices_reset (self);
  self->loading = TRUE;
  kb_choices_apply_json (self, json);
  self->loading = FALSE;

  g_object_thaw_notify (G_OBJECT (self));
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

  if (property_id == PROP_PREFLIGHT)
    g_value_set_flags (value, kb_choices_get_preflight (self));
  else if (property_id == PROP_PERMISSION)
    g_value_set_enum (value, (int) kb_choices_get_permission (self));
  else
    g_value_copy (&self->values[property_id], value);
}

static void
kb_choices_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  set_choice (KB_CHOICES (object), property_id, value);
}

/* What was reached is not done twice: a key that is saved is not found again by its name alone. */
static gboolean
is_milestone (GParamSpec *pspec)
{
  return pspec == properties[PROP_SAVED_NAME] || pspec == properties[PROP_STEP];
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
  for (guint choice = PROP_STEP; choice < N_CHOICES; choice++)
    g_value_unset (&self->values[choice]);

  G_OBJECT_CLASS (kb_choices_parent_class)->finalize (object);
}

static void
install_plain (GParamFlags flags)
{
  static const char *const ticks[] = { "has-account", "has-key", "every-step" };
  static const char *const amounts[] = { "credit", "hard-limit", "alert" };
  static const char *const texts[] = { "key-name", "project-name", "saved-name", "replaces",
                                       "estimate", "done",         "expires" };

  for (guint i = 0; i < G_N_ELEMENTS (ticks); i++)
    properties[PROP_HAS_ACCOUNT + i] = g_param_spec_boolean (ticks[i], NULL, NULL, FALSE, flags);
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    properties[PROP_CREDIT + i] = g_param_spec_uint (amounts[i], NULL, NULL, 0, MAX_DOLLARS, 0, flags);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    properties[PROP_KEY_NAME + i] = g_param_spec_string (texts[i], NULL, NULL, "", flags);
}

static void
install_words (GParamFlags flags)
{
  properties[PROP_STEP] = g_param_spec_enum ("step", NULL, NULL, KB_TYPE_STEP, KB_STEP_WELCOME, flags);
  properties[PROP_PURPOSE] =
      g_param_spec_enum ("purpose", NULL, NULL, KB_TYPE_PURPOSE, KB_PURPOSE_LEARNING, flags);
  properties[PROP_HOLDER] = g_param_spec_enum ("holder", NULL, NULL, KB_TYPE_HOLDER, KB_HOLDER_ME, flags);
  properties[PROP_CALLS] = g_param_spec_flags ("calls", NULL, NULL, KB_TYPE_CALLS, KB_CALLS_TEXT, flags);
  properties[PROP_OWNER] = g_param_spec_enum ("owner", NULL, NULL, KB_TYPE_OWNER, KB_OWNER_YOU, flags);
  properties[PROP_PERMISSION] =
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

  install_words (flags | KB_CHOICES_PARAM_STORED);
  install_plain (flags | KB_CHOICES_PARAM_STORED);
  properties[PROP_SAVED_FOR_NOW] = g_param_spec_boolean ("saved-for-now", NULL, NULL, FALSE, flags);
  properties[PROP_PREFLIGHT] = g_param_spec_flags ("preflight", NULL, NULL, KB_TYPE_PREFLIGHT, 0,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kb_choices_init (KbChoices *self)
{
  for (guint choice = PROP_STEP; choice < N_CHOICES; choice++)
    g_param_value_set_default (properties[choice],
                               g_value_init (&self->values[choice], properties[choice]->value_type));
  follow_advice (self);
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
  guint choice = pspec->param_id;

  if ((choice == PROP_SAVED_NAME && get_tick (self, PROP_SAVED_FOR_NOW)) ||
      (follows_advice (choice) && !self->edited[choice]))
    return FALSE;

  g_value_copy (&self->values[choice], value);
  return TRUE;
}

/**
 * kb_choices_get_preflight:
 *
 * Returns: what decides which steps there are
 */
KbPreflight
kb_choices_get_preflight (KbChoices *self)
{
  static const KbPreflight holders[KB_N_HOLDERS] = { KB_PREFLIGHT_NONE, KB_PREFLIGHT_APP, KB_PREFLIGHT_TEAM };

  g_return_val_if_fail (KB_IS_CHOICES (self), KB_PREFLIGHT_NONE);

  return holders[get_enum (self, PROP_HOLDER)] |
         (get_tick (self, PROP_HAS_ACCOUNT) ? KB_PREFLIGHT_ACCOUNT : KB_PREFLIGHT_NONE) |
         (get_tick (self, PROP_HAS_KEY) ? KB_PREFLIGHT_KEY : KB_PREFLIGHT_NONE) |
         (get_tick (self, PROP_EVERY_STEP) ? KB_PREFLIGHT_EVERY : KB_PREFLIGHT_NONE);
}

KbStep
kb_choices_get_step (KbChoices *self)
{
  return (KbStep) get_enum (self, PROP_STEP);
}

void
kb_choices_set_step (KbChoices *self, KbStep step)
{
  g_return_if_fail (KB_IS_CHOICES (self));

  g_object_set (self, "step", step, NULL);
}

/**
 * kb_choices_get_advice:
 *
 * Returns: the advice for the purpose, holder and calls of @self, whatever owner and permission were chosen
 */
KbAdvice
kb_choices_get_advice (KbChoices *self)
{
  g_assert (KB_IS_CHOICES (self));

  return kb_advice_for (kb_choices_get_purpose (self), (KbHolder) get_enum (self, PROP_HOLDER),
                        (KbCalls) g_value_get_flags (&self->values[PROP_CALLS]));
}

const char *
kb_choices_get_key_name (KbChoices *self)
{
  return get_text (self, PROP_KEY_NAME);
}

const char *
kb_choices_get_project_name (KbChoices *self)
{
  return get_text (self, PROP_PROJECT_NAME);
}

const char *
kb_choices_get_expires (KbChoices *self)
{
  return get_text (self, PROP_EXPIRES);
}

const char *
kb_choices_get_saved_name (KbChoices *self)
{
  return get_text (self, PROP_SAVED_NAME);
}

const char *
kb_choices_get_replaces (KbChoices *self)
{
  return get_text (self, PROP_REPLACES);
}

/**
 * kb_choices_has_chosen:
 *
 * Returns: whether somebody is on a way on which one chooses what the key may do and cost; who came with a
 *   key, or has not begun, has said nothing of that
 */
gboolean
kb_choices_has_chosen (KbChoices *self)
{
  KbPreflight preflight = kb_choices_get_preflight (self);

  return kb_choices_get_step (self) != KB_STEP_WELCOME &&
         ((preflight & KB_PREFLIGHT_EVERY) || !(preflight & KB_PREFLIGHT_KEY));
}

/**
 * kb_choices_is_done:
 * @id: of something to do on the web, as a guide has it
 *
 * Returns: whether the person did it
 */
gboolean
kb_choices_is_done (KbChoices *self, const char *id)
{
  g_auto (GStrv) done = NULL;

  g_return_val_if_fail (KB_IS_CHOICES (self), FALSE);

  done = g_strsplit (get_text (self, PROP_DONE), " ", -1);
  return g_strv_contains ((const char *const *) done, id);
}

/**
 * kb_choices_set_done:
 * @id: of something to do on the web, as a guide has it
 *
 * Remembers that the person did it.
 */
void
kb_choices_set_done (KbChoices *self, const char *id)
{
  const char *before = get_text (self, PROP_DONE);
  g_autofree char *done = *before ? g_strconcat (before, " ", id, NULL) : g_strdup (id);

  if (!kb_choices_is_done (self, id))
    g_object_set (self, "done", done, NULL);
}

KbPurpose
kb_choices_get_purpose (KbChoices *self)
{
  return (KbPurpose) get_enum (self, PROP_PURPOSE);
}

KbOwner
kb_choices_get_owner (KbChoices *self)
{
  return (KbOwner) get_enum (self, PROP_OWNER);
}

/**
 * kb_choices_get_permission:
 *
 * Returns: the permission that the person chose, or else the recommended one for the owner; always
 *   %KB_PERMISSION_ALL for a service account
 */
KbPermission
kb_choices_get_permission (KbChoices *self)
{
  g_return_val_if_fail (KB_IS_CHOICES (self), KB_PERMISSION_ALL);

  return kb_choices_get_owner (self) == KB_OWNER_YOU ? (KbPermission) get_enum (self, PROP_PERMISSION)
                                                     : KB_PERMISSION_ALL;
}

/**
 * kb_choices_reset:
 *
 * Goes back to a new set-up.
 */
void
kb_choices_reset (KbChoices *self)
{
  g_return_if_fail (KB_IS_CHOICES (self));

  g_object_freeze_notify (G_OBJECT (self));
  memset (self->edited, 0, sizeof self->edited);
  for (guint choice = PROP_STEP; choice < N_CHOICES; choice++)
    if (!follows_advice (choice))
      put (self, choice, g_param_spec_get_default_value (properties[choice]));
  follow_advice (self);
  g_object_thaw_notify (G_OBJECT (self));
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
