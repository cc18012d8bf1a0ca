/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/setup/kb-choice-values.h"

#include "core/key/kb-key.h"

static void
put_amount (KbChoiceValues *self, KbChoice choice, guint amount)
{
  guint *place = &self->amounts[choice - KB_CHOICE_CREDIT];

  self->changed[choice] |= *place != amount;
  *place = amount;
}

static void
put_text (KbChoiceValues *self, KbChoice choice, const char *text)
{
  self->changed[choice] |= g_set_str (&self->texts[choice - KB_CHOICE_KEY_NAME], text);
}

static void
put_owner (KbChoiceValues *self, KbOwner owner)
{
  self->changed[KB_CHOICE_OWNER] |= self->owner != owner;
  self->owner = owner;
}

static void
get_recommended_amounts (const KbChoiceValues *self, guint amounts[KB_N_AMOUNTS])
{
  KbBudget budget = kb_advice_get_budget (self->purpose);

  amounts[0] = budget.credit;
  amounts[KB_CHOICE_HARD_LIMIT - KB_CHOICE_CREDIT] = budget.hard_limit;
  amounts[KB_CHOICE_ALERT - KB_CHOICE_CREDIT] = budget.alert;
}

static KbOwner
get_recommended_owner (const KbChoiceValues *self)
{
  return kb_advice_for (self->purpose, self->holder, self->calls).owner;
}

static KbPermission
get_recommended_permission (const KbChoiceValues *self, KbOwner owner)
{
  return kb_advice_get_permission (self->purpose, self->holder, self->calls, owner);
}

static char *
dup_recommended_key_name (const KbChoiceValues *self)
{
  return kb_advice_dup_key_name (self->purpose, self->holder, g_get_host_name ());
}

/* A service account's key has no permission controls; a choice made before comes back with the owner. */
static void
update_permission (KbChoiceValues *self)
{
  gboolean chosen = self->edited[KB_CHOICE_PERMISSION] && self->owner == KB_OWNER_YOU;
  KbPermission permission = chosen ? self->chosen_permission : get_recommended_permission (self, self->owner);

  self->changed[KB_CHOICE_PERMISSION] |= self->permission != permission;
  self->permission = permission;
}

static void
follow_advice (KbChoiceValues *self)
{
  guint amounts[KB_N_AMOUNTS];

  get_recommended_amounts (self, amounts);
  for (int i = 0; i < KB_N_AMOUNTS; i++)
    if (!self->edited[KB_CHOICE_CREDIT + i])
      put_amount (self, (KbChoice) (KB_CHOICE_CREDIT + i), amounts[i]);

  if (!self->edited[KB_CHOICE_OWNER])
    put_owner (self, get_recommended_owner (self));
  update_permission (self);

  if (!self->edited[KB_CHOICE_KEY_NAME])
    {
      g_autofree char *key_name = dup_recommended_key_name (self);

      put_text (self, KB_CHOICE_KEY_NAME, key_name);
    }
}

static void
set_step (KbChoiceValues *self, KbStep step)
{
  self->changed[KB_CHOICE_STEP] |= self->step != step;
  self->step = step;
}

static void
set_tick (KbChoiceValues *self, KbChoice choice, gboolean tick)
{
  gboolean *place = &self->ticks[choice - KB_CHOICE_HAS_ACCOUNT];

  self->changed[choice] |= *place != tick;
  *place = tick;
}

static void
set_situation (KbChoiceValues *self, KbPurpose purpose, KbHolder holder, KbCalls calls)
{
  self->changed[KB_CHOICE_PURPOSE] |= self->purpose != purpose;
  self->changed[KB_CHOICE_HOLDER] |= self->holder != holder;
  self->changed[KB_CHOICE_CALLS] |= self->calls != calls;
  self->purpose = purpose;
  self->holder = holder;
  self->calls = calls;
  follow_advice (self);
}

/* In the four setters below: what is set anew to the value that it has changes nothing, because a bound
 * widget does that by itself; what is set to the recommendation follows it again; what is read from a file is
 * there because somebody edited it. */
static void
set_amount (KbChoiceValues *self, KbChoice choice, guint amount)
{
  guint amounts[KB_N_AMOUNTS];

  if (!self->loading && self->amounts[choice - KB_CHOICE_CREDIT] == amount)
    return;

  get_recommended_amounts (self, amounts);
  self->edited[choice] = self->loading || amounts[choice - KB_CHOICE_CREDIT] != amount;
  put_amount (self, choice, amount);
}

static void
set_owner (KbChoiceValues *self, KbOwner owner)
{
  if (!self->loading && self->owner == owner)
    return;

  self->edited[KB_CHOICE_OWNER] = self->loading || get_recommended_owner (self) != owner;
  put_owner (self, owner);
  update_permission (self);
}

static void
set_permission (KbChoiceValues *self, KbPermission permission)
{
  if (!self->loading && self->permission == permission)
    return;

  self->edited[KB_CHOICE_PERMISSION] =
      self->loading || get_recommended_permission (self, KB_OWNER_YOU) != permission;
  self->chosen_permission = permission;
  /* Told of even when a service account keeps it from showing: it has to be stored. */
  self->changed[KB_CHOICE_PERMISSION] = TRUE;
  update_permission (self);
}

static void
set_key_name (KbChoiceValues *self, const char *key_name)
{
  g_autofree char *recommended = dup_recommended_key_name (self);

  if (!self->loading && g_str_equal (self->texts[0], key_name))
    return;

  self->edited[KB_CHOICE_KEY_NAME] =
      self->loading || (*key_name != '\0' && !g_str_equal (recommended, key_name));
  put_text (self, KB_CHOICE_KEY_NAME, key_name);
}

static void
set_text (KbChoiceValues *self, KbChoice choice, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  /* A key that lands in the wrong entry must not get into the file. */
  if (kb_key_is_in (valid))
    return;
  if (choice == KB_CHOICE_KEY_NAME)
    set_key_name (self, valid);
  else
    put_text (self, choice, valid);
}

/**
 * kb_choice_values_init:
 * @self: uninitialized memory
 *
 * Makes @self the choices of a new set-up. Nothing counts as changed.
 */
void
kb_choice_values_init (KbChoiceValues *self)
{
  *self = (KbChoiceValues) { 0 };
  kb_choice_values_reset (self);
  memset (self->changed, 0, sizeof self->changed);
}

/**
 * kb_choice_values_clear:
 * @self: choices
 *
 * Frees what @self holds.
 */
void
kb_choice_values_clear (KbChoiceValues *self)
{
  for (int i = 0; i < KB_N_TEXTS; i++)
    g_clear_pointer (&self->texts[i], g_free);
}

/**
 * kb_choice_values_reset:
 * @self: choices
 *
 * Goes back to those of a new set-up: a person who learns and will generate text.
 */
void
kb_choice_values_reset (KbChoiceValues *self)
{
  memset (self->edited, 0, sizeof self->edited);

  set_step (self, KB_STEP_WELCOME);
  for (int choice = KB_CHOICE_HAS_ACCOUNT; choice <= KB_CHOICE_EVERY_STEP; choice++)
    set_tick (self, (KbChoice) choice, FALSE);
  put_text (self, KB_CHOICE_PROJECT_NAME, "");
  put_text (self, KB_CHOICE_SAVED_NAME, "");
  put_text (self, KB_CHOICE_REPLACES, "");
  put_text (self, KB_CHOICE_ESTIMATE, "");
  put_text (self, KB_CHOICE_DONE, "");
  put_text (self, KB_CHOICE_EXPIRES, "");
  set_situation (self, KB_PURPOSE_LEARNING, KB_HOLDER_ME, KB_CALLS_TEXT);
}

/**
 * kb_choice_values_get:
 * @self: choices
 * @choice: which one
 * @value: an initialized value of its type
 *
 * Fills @value.
 */
void
kb_choice_values_get (const KbChoiceValues *self, KbChoice choice, GValue *value)
{
  switch (choice)
    {
    case KB_CHOICE_STEP:
      g_value_set_enum (value, (int) self->step);
      break;
    case KB_CHOICE_HAS_ACCOUNT ... KB_CHOICE_EVERY_STEP:
      g_value_set_boolean (value, self->ticks[choice - KB_CHOICE_HAS_ACCOUNT]);
      break;
    case KB_CHOICE_PURPOSE:
      g_value_set_enum (value, (int) self->purpose);
      break;
    case KB_CHOICE_HOLDER:
      g_value_set_enum (value, (int) self->holder);
      break;
    case KB_CHOICE_CALLS:
      g_value_set_flags (value, self->calls);
      break;
    case KB_CHOICE_CREDIT ... KB_CHOICE_ALERT:
      g_value_set_uint (value, self->amounts[choice - KB_CHOICE_CREDIT]);
      break;
    case KB_CHOICE_OWNER:
      g_value_set_enum (value, (int) self->owner);
      break;
    case KB_CHOICE_PERMISSION:
      g_value_set_enum (value, (int) self->permission);
      break;
    case KB_CHOICE_KEY_NAME ... KB_CHOICE_EXPIRES:
      g_value_set_string (value, self->texts[choice - KB_CHOICE_KEY_NAME]);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * kb_choice_values_set:
 * @self: choices
 * @choice: which one
 * @value: a value of its type
 *
 * Sets one choice and what follows from it. A text that holds a key is ignored.
 */
void
kb_choice_values_set (KbChoiceValues *self, KbChoice choice, const GValue *value)
{
  switch (choice)
    {
    case KB_CHOICE_STEP:
      set_step (self, (KbStep) g_value_get_enum (value));
      break;
    case KB_CHOICE_HAS_ACCOUNT ... KB_CHOICE_EVERY_STEP:
      set_tick (self, choice, g_value_get_boolean (value));
      break;
    case KB_CHOICE_PURPOSE:
      set_situation (self, (KbPurpose) g_value_get_enum (value), self->holder, self->calls);
      break;
    case KB_CHOICE_HOLDER:
      set_situation (self, self->purpose, (KbHolder) g_value_get_enum (value), self->calls);
      break;
    case KB_CHOICE_CALLS:
      set_situation (self, self->purpose, self->holder, (KbCalls) g_value_get_flags (value));
      break;
    case KB_CHOICE_CREDIT ... KB_CHOICE_ALERT:
      set_amount (self, choice, g_value_get_uint (value));
      break;
    case KB_CHOICE_OWNER:
      set_owner (self, (KbOwner) g_value_get_enum (value));
      break;
    case KB_CHOICE_PERMISSION:
      set_permission (self, (KbPermission) g_value_get_enum (value));
      break;
    case KB_CHOICE_KEY_NAME ... KB_CHOICE_EXPIRES:
      set_text (self, choice, g_value_get_string (value));
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * kb_choice_values_get_stored:
 * @self: choices
 * @choice: which one
 * @value: an initialized value of its type
 *
 * Fills @value with what is to be stored.
 *
 * Returns: whether anything is: what follows the advice is not stored, so that it goes on following
 */
gboolean
kb_choice_values_get_stored (const KbChoiceValues *self, KbChoice choice, GValue *value)
{
  if (choice >= KB_CHOICE_CREDIT && choice <= KB_CHOICE_KEY_NAME && !self->edited[choice])
    return FALSE;

  if (choice == KB_CHOICE_PERMISSION)
    g_value_set_enum (value, (int) self->chosen_permission);
  else
    kb_choice_values_get (self, choice, value);
  return TRUE;
}

/**
 * kb_choice_values_get_preflight:
 * @self: choices
 *
 * Returns: what decides which steps there are
 */
KbPreflight
kb_choice_values_get_preflight (const KbChoiceValues *self)
{
  static const KbPreflight answers[KB_N_TICKS] = { KB_PREFLIGHT_ACCOUNT, KB_PREFLIGHT_KEY,
                                                   KB_PREFLIGHT_EVERY };
  static const KbPreflight holders[KB_N_HOLDERS] = { KB_PREFLIGHT_NONE, KB_PREFLIGHT_APP, KB_PREFLIGHT_TEAM };
  KbPreflight preflight = holders[self->holder];

  for (int i = 0; i < KB_N_TICKS; i++)
    if (self->ticks[i])
      preflight |= answers[i];

  return preflight;
}
