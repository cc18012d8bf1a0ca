/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/setup/kb-guide.h"

#include "core/base/kb-number.h"
#include "core/facts/kb-fact-words.h"
#include "core/setup/kb-advice-words.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * kb_guide_find:
 * @step: a step of the set-up
 *
 * Returns: (transfer none) (nullable): what is to be done on the web there, or %NULL if nothing is
 */
const KbGuide *
kb_guide_find (KbStep step)
{
  switch (step)
    {
    case KB_STEP_SIGN_IN:
      return &kb_guide_sign_in;
    case KB_STEP_PROJECT:
      return &kb_guide_project;
    case KB_STEP_BILLING:
      return &kb_guide_billing;
    case KB_STEP_CREATE:
      return &kb_guide_create;
    case KB_STEP_WELCOME:
    case KB_STEP_PERMISSIONS:
    case KB_STEP_SAVE:
    case KB_STEP_TEST:
    default:
      return NULL;
    }
}

static char *
dup_project (KbChoices *choices)
{
  const char *project = kb_choices_get_project_name (choices);

  return g_strdup (*project ? project : kb_facts_get_string (kb_facts_get_default (), "web.default-project"));
}

static gboolean
lacks_project (KbChoices *choices)
{
  return kb_advice_lacks_project (kb_choices_get_owner (choices), kb_choices_get_project_name (choices));
}

/**
 * kb_guide_has_step:
 * @step: something to do on the web
 * @choices: what was chosen
 *
 * Returns: whether it is to be done for the key that was chosen
 */
gboolean
kb_guide_has_step (const KbGuideStep *step, KbChoices *choices)
{
  gboolean own = kb_choices_get_owner (choices) == KB_OWNER_YOU;
  gboolean restricted = kb_choices_get_permission (choices) == KB_PERMISSION_RESTRICTED;

  switch (step->when)
    {
    case KB_GUIDE_OWN:
      return own;
    case KB_GUIDE_SERVICE:
      return !own;
    case KB_GUIDE_SERVICE_IN_PROJECT:
      return !own && !lacks_project (choices);
    case KB_GUIDE_SERVICE_WITHOUT_PROJECT:
      return !own && lacks_project (choices);
    case KB_GUIDE_OWN_SIMPLE:
      return own && !restricted;
    case KB_GUIDE_OWN_RESTRICTED:
      return own && restricted;
    case KB_GUIDE_ALWAYS:
    default:
      return TRUE;
    }
}

static char *
dup_amount (KbChoices *choices, const char *property, gboolean plain)
{
  guint amount;

  g_object_get (choices, property, &amount, NULL);
  return plain ? g_strdup_printf ("%u", amount) : kb_number_format (KB_NUMBER_DOLLARS, amount);
}

/* What stands beside it on the web page, which sums up what stands under it. */
static char *
dup_capabilities (const KbAdvice *key)
{
  KbLevel level = kb_advice_get_level (key, KB_RESOURCE_MODEL_CAPABILITIES);

  if (key->permission == KB_PERMISSION_RESTRICTED && level != KB_LEVEL_NONE)
    return g_strdup (kb_facts_get_string (kb_facts_get_default (), "web.mixed"));
  return g_strdup (kb_level_get_label (level));
}

static KbAdvice
get_chosen (KbChoices *choices)
{
  KbAdvice key = kb_choices_get_advice (choices);

  key.owner = kb_choices_get_owner (choices);
  key.permission = kb_choices_get_permission (choices);
  return key;
}

/* Who learns sees to the key; a key in an app is forgotten. */
static char *
dup_expiration (KbChoices *choices)
{
  const char *oldest;

  if (kb_choices_get_purpose (choices) == KB_PURPOSE_LEARNING)
    return g_strdup (C_ ("expiration", "None"));

  return kb_fact_words_fill (kb_facts_get_default (), "{key.rotation-days}", &oldest);
}

static char *
dup_choice (const char *name, KbChoices *choices)
{
  if (g_str_equal (name, "name"))
    return g_strdup (kb_choices_get_key_name (choices));
  if (g_str_equal (name, "project"))
    return dup_project (choices);
  if (g_str_equal (name, "service-project"))
    return lacks_project (choices) ? g_strdup ("…") : dup_project (choices);
  if (g_str_equal (name, "expiration"))
    return dup_expiration (choices);
  if (g_str_equal (name, "owner"))
    return g_strdup (kb_owner_get_label (kb_choices_get_owner (choices)));
  if (g_str_equal (name, "permission"))
    return g_strdup (kb_permission_get_label (kb_choices_get_permission (choices)));
  if (g_str_equal (name, "credit") || g_str_equal (name, "hard-limit") || g_str_equal (name, "alert"))
    return dup_amount (choices, name, FALSE);
  if (g_str_equal (name, "limit-number"))
    return dup_amount (choices, "hard-limit", TRUE);
  return NULL;
}

static char *
dup_setting (const char *name, KbChoices *choices)
{
  KbAdvice key = get_chosen (choices);

  if (g_str_equal (name, "settings"))
    return kb_advice_dup_settings (&key);
  if (g_str_equal (name, "lists"))
    return g_strdup (kb_level_get_label (kb_advice_get_level (&key, KB_RESOURCE_LIST_MODELS)));
  if (g_str_equal (name, "capabilities"))
    return dup_capabilities (&key);
  if (g_str_equal (name, "responses"))
    return g_strdup (kb_level_get_label (kb_advice_get_level (&key, KB_RESOURCE_RESPONSES)));
  return NULL;
}

/* The words of the web page for what there is to choose from. */
static char *
dup_label (const char *name)
{
  const struct
  {
    const char *name, *label;
  } labels[] = {
    { "you", kb_owner_get_label (KB_OWNER_YOU) },
    { "service", kb_owner_get_label (KB_OWNER_SERVICE_ACCOUNT) },
    { "all", kb_permission_get_label (KB_PERMISSION_ALL) },
    { "restricted", kb_permission_get_label (KB_PERMISSION_RESTRICTED) },
    { "read-only", kb_permission_get_label (KB_PERMISSION_READ_ONLY) },
    { "list-models", kb_resource_get_label (KB_RESOURCE_LIST_MODELS) },
    { "model-capabilities", kb_resource_get_label (KB_RESOURCE_MODEL_CAPABILITIES) },
    { "/v1/responses", kb_resource_get_label (KB_RESOURCE_RESPONSES) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (name, labels[i].name))
      return g_strdup (labels[i].label);
  return NULL;
}

static char *
dup_value (const char *name, KbChoices *choices)
{
  char *value = dup_choice (name, choices);

  value = value ? value : dup_setting (name, choices);
  return value ? value : dup_label (name);
}

/* A name that somebody gave may hold what would stand for something else here. */
static void
append_value (GString *filled, const char *value)
{
  g_autoptr (GString) text = g_string_new (value);

  g_string_replace (text, "{", "{{", 0);
  g_string_append (filled, text->str);
}

/**
 * kb_guide_dup_text:
 * @text: a text of a guide
 * @choices: what was chosen
 *
 * Translates @text and puts in what was chosen: `{name}`, `{project}`, `{owner}`, `{permission}`,
 * `{expiration}`,
 * `{credit}`, `{hard-limit}` and `{alert}` a month, `{limit-number}` without a currency, `{settings}` of a
 * restricted key; then the facts, as kb_fact_words_fill() does.
 *
 * Returns: (transfer full): the text for people
 */
char *
kb_guide_dup_text (const char *text, KbChoices *choices)
{
  const char *rest = *text ? _ (text) : "", *brace, *oldest = NULL;
  g_autoptr (GString) filled = g_string_new (NULL);
  char *words;

  for (; (brace = strchr (rest, '{')); rest = strchr (brace, '}') + 1)
    {
      const char *end = strchr (brace, '}');
      g_autofree char *name = NULL, *value = NULL;

      g_return_val_if_fail (end != NULL, g_strdup (text));
      name = g_strndup (brace + 1, (gsize) (end - brace - 1));
      value = dup_value (name, choices);
      g_string_append_len (filled, rest, brace - rest);
      if (value)
        append_value (filled, value);
      else
        g_string_append_len (filled, brace, end + 1 - brace);
    }
  g_string_append (filled, rest);
  words = kb_fact_words_fill (kb_facts_get_default (), filled->str, &oldest);
  g_return_val_if_fail (words != NULL, g_strdup (filled->str));
  return words;
}
