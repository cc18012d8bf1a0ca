/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/setup/kb-advice.h"

#include "core/base/kb-text.h"
#include "core/facts/kb-facts.h"

#include <string.h>

#define MICRO 1000000
#define MACHINE_LENGTH 24

/* A key that several people or a live app depend on must not die with one person's access. */
static KbOwner
choose_owner (KbPurpose purpose, KbHolder holder)
{
  if (holder == KB_HOLDER_TEAM)
    return KB_OWNER_SERVICE_ACCOUNT;
  if (holder == KB_HOLDER_APP && purpose >= KB_PURPOSE_PRODUCTION)
    return KB_OWNER_SERVICE_ACCOUNT;

  return KB_OWNER_YOU;
}

/* What each call needs of each resource, and what the test needs: it asks for a line of text, and nothing
 * less proves that a key works. Images, speech and embeddings are model capabilities too. */
enum
{
  NEEDS_READING = 5,
  NEEDS_TEST,
  N_NEEDS
};

static const KbLevel needs[N_NEEDS][KB_N_RESOURCES] = {
  /* KB_CALLS_TEXT */
  { [KB_RESOURCE_MODEL_CAPABILITIES] = KB_LEVEL_REQUEST, [KB_RESOURCE_RESPONSES] = KB_LEVEL_WRITE },
  /* KB_CALLS_IMAGES */
  { [KB_RESOURCE_MODEL_CAPABILITIES] = KB_LEVEL_REQUEST },
  /* KB_CALLS_SPEECH */
  { [KB_RESOURCE_MODEL_CAPABILITIES] = KB_LEVEL_REQUEST },
  /* KB_CALLS_EMBEDDINGS */
  { [KB_RESOURCE_MODEL_CAPABILITIES] = KB_LEVEL_REQUEST },
  /* KB_CALLS_FILES: searching in files needs a store of them */
  { [KB_RESOURCE_FILES] = KB_LEVEL_WRITE, [KB_RESOURCE_VECTOR_STORES] = KB_LEVEL_WRITE },
  /* KB_CALLS_READING: all but model capabilities, where there is nothing to read */
  [NEEDS_READING] = { [KB_RESOURCE_LIST_MODELS] = KB_LEVEL_READ,
                      [KB_RESOURCE_RESPONSES] = KB_LEVEL_READ,
                      [KB_RESOURCE_ASSISTANTS] = KB_LEVEL_READ,
                      [KB_RESOURCE_THREADS] = KB_LEVEL_READ,
                      [KB_RESOURCE_EVALS] = KB_LEVEL_READ,
                      [KB_RESOURCE_FINE_TUNING] = KB_LEVEL_READ,
                      [KB_RESOURCE_FILES] = KB_LEVEL_READ,
                      [KB_RESOURCE_VECTOR_STORES] = KB_LEVEL_READ,
                      [KB_RESOURCE_PROMPTS] = KB_LEVEL_READ,
                      [KB_RESOURCE_DATASETS] = KB_LEVEL_READ },
  [NEEDS_TEST] = { [KB_RESOURCE_LIST_MODELS] = KB_LEVEL_READ,
                   [KB_RESOURCE_MODEL_CAPABILITIES] = KB_LEVEL_REQUEST,
                   [KB_RESOURCE_RESPONSES] = KB_LEVEL_WRITE },
};

/* Where there is nothing left to use, nothing is needed. */
static KbLevel
get_need (int call, KbResource resource)
{
  return kb_resource_get_end (resource) ? KB_LEVEL_NONE : needs[call][resource];
}

/**
 * kb_advice_get_broken:
 * @calls: what the key is to call
 * @resource: a resource
 * @level: a level that it might be set to
 *
 * Tells what a lower setting costs.
 *
 * Returns: those of @calls that are refused when @resource is set to @level
 */
KbCalls
kb_advice_get_broken (KbCalls calls, KbResource resource, KbLevel level)
{
  KbCalls broken = KB_CALLS_NONE;

  g_return_val_if_fail (resource < KB_N_RESOURCES, broken);

  for (int call = 0; call < NEEDS_TEST; call++)
    if (get_need (call, resource) > level)
      broken |= calls & (1 << call);

  return broken;
}

/**
 * kb_advice_breaks_test:
 * @calls: what the key is to call
 * @resource: a resource
 * @level: a level that it might be set to
 *
 * Returns: whether the test sees less, or is refused, when @resource is set to @level; of a key that is only
 * to read it is not expected to succeed
 */
gboolean
kb_advice_breaks_test (KbCalls calls, KbResource resource, KbLevel level)
{
  g_return_val_if_fail (resource < KB_N_RESOURCES, FALSE);

  return calls != KB_CALLS_READING && get_need (NEEDS_TEST, resource) > level;
}

static void
fill_levels (KbAdvice *advice, KbCalls calls)
{
  for (int call = 0; call < N_NEEDS; call++)
    {
      gboolean wanted = call == NEEDS_TEST ? calls != KB_CALLS_READING : (calls & (1 << call)) != 0;

      for (int resource = 0; wanted && resource < KB_N_RESOURCES; resource++)
        advice->levels[resource] = MAX (advice->levels[resource], get_need (call, (KbResource) resource));
    }
}

/* "Marie's Laptop.home.lan" → "marie-s-laptop" */
static char *
slug_machine (const char *machine)
{
  g_autofree char *ascii = g_str_to_ascii (machine, "C");

  ascii[strcspn (ascii, ".")] = '\0';
  return kb_text_slug (ascii, MACHINE_LENGTH);
}

static char *
dup_place (KbHolder holder, const char *machine)
{
  g_autofree char *slug = NULL;

  if (holder == KB_HOLDER_APP)
    return g_strdup ("app");
  if (holder == KB_HOLDER_TEAM)
    return g_strdup ("backend");

  slug = machine != NULL && g_utf8_validate (machine, -1, NULL) ? slug_machine (machine) : g_strdup ("");
  /* "localhost" tells nobody which computer it was. */
  if (*slug == '\0' || g_str_equal (slug, "localhost"))
    return g_strdup ("local");
  return g_steal_pointer (&slug);
}

/**
 * kb_advice_get_permission:
 * @purpose: what the key is for
 * @holder: what will hold it
 * @calls: what it will call
 * @owner: who will own it
 *
 * Gets what to choose under *Permissions* for a given owner, whether that owner was the advice or not. A
 * service account's key has no permission controls and can do all that the account may: that is
 * %KB_PERMISSION_ALL. Otherwise the rule is the least that does the work, with one exception: who is only
 * learning, alone, gets the simplest.
 *
 * Source of the rule: OpenAI Help Center, article 8867743.
 *
 * Returns: the permission
 */
KbPermission
kb_advice_get_permission (KbPurpose purpose, KbHolder holder, KbCalls calls, KbOwner owner)
{
  if (owner == KB_OWNER_SERVICE_ACCOUNT)
    return KB_PERMISSION_ALL;
  if (calls == KB_CALLS_READING)
    return KB_PERMISSION_READ_ONLY;
  if (purpose == KB_PURPOSE_LEARNING && holder == KB_HOLDER_ME)
    return KB_PERMISSION_ALL;

  return KB_PERMISSION_RESTRICTED;
}

/**
 * kb_advice_for:
 * @purpose: what the key is for
 * @holder: what will hold it
 * @calls: what it will call; %KB_CALLS_NONE counts as the test alone
 *
 * Recommends an owner, a permission, and the settings of a restricted key that let it do @calls and this
 * program's test, and nothing else. The settings are there for the other permissions too, for whoever wants
 * a restricted key all the same.
 *
 * Returns: the advice
 */
KbAdvice
kb_advice_for (KbPurpose purpose, KbHolder holder, KbCalls calls)
{
  KbAdvice advice = { 0 };

  advice.owner = choose_owner (purpose, holder);
  advice.permission = kb_advice_get_permission (purpose, holder, calls, advice.owner);
  fill_levels (&advice, calls);
  return advice;
}

/**
 * kb_advice_get_purpose:
 * @holder: what will hold the key
 *
 * Returns: what such a key is for, most often
 */
KbPurpose
kb_advice_get_purpose (KbHolder holder)
{
  switch (holder)
    {
    case KB_HOLDER_APP:
      return KB_PURPOSE_SIDE_PROJECT;
    case KB_HOLDER_TEAM:
      return KB_PURPOSE_MVP;
    case KB_HOLDER_ME:
    default:
      return KB_PURPOSE_LEARNING;
    }
}

static guint
get_dollars (const char *purpose, const char *amount)
{
  g_autofree char *id = g_strdup_printf ("budget.%s.%s", purpose, amount);

  return (guint) (kb_facts_get_money (kb_facts_get_default (), id) / MICRO);
}

/**
 * kb_advice_get_budget:
 * @purpose: what the key is for
 *
 * Recommends what to pay in and which limits to set, from the facts called `budget.PURPOSE.*`.
 *
 * Returns: amounts in whole US dollars; the limits are for a month
 */
KbBudget
kb_advice_get_budget (KbPurpose purpose)
{
  const GEnumValue *value = g_enum_get_value (g_type_class_get (KB_TYPE_PURPOSE), (int) purpose);
  KbBudget budget = { 0 };

  g_return_val_if_fail (value != NULL, budget);

  budget.credit = get_dollars (value->value_nick, "credit");
  budget.hard_limit = get_dollars (value->value_nick, "hard-limit");
  budget.alert = get_dollars (value->value_nick, "alert");
  return budget;
}

/**
 * kb_advice_dup_key_name:
 * @purpose: what the key is for
 * @holder: what will hold it
 * @machine: (nullable): host name of the computer that will hold the key, if it is a person's
 *
 * Suggests a name for the key that tells where it is used and for what, of the characters `a-z0-9-`.
 *
 * Returns: (transfer full): a name like `laptop-learning` or `backend-prod`
 */
char *
kb_advice_dup_key_name (KbPurpose purpose, KbHolder holder, const char *machine)
{
  static const char *const suffixes[KB_N_PURPOSES] = {
    [KB_PURPOSE_LEARNING] = "learning", [KB_PURPOSE_SIDE_PROJECT] = "side-project", [KB_PURPOSE_MVP] = "mvp",
    [KB_PURPOSE_PRODUCTION] = "prod",   [KB_PURPOSE_ENTERPRISE] = "prod",
  };
  g_autofree char *place = dup_place (holder, machine);

  g_return_val_if_fail (purpose < KB_N_PURPOSES, NULL);

  return g_strconcat (place, "-", suffixes[purpose], NULL);
}

static KbLevel
get_most (KbResource resource)
{
  if (kb_resource_get_end (resource))
    return KB_LEVEL_NONE;
  switch (resource)
    {
    case KB_RESOURCE_LIST_MODELS:
      return KB_LEVEL_READ;
    case KB_RESOURCE_MODEL_CAPABILITIES:
      return KB_LEVEL_REQUEST;
    case KB_RESOURCE_RESPONSES:
    case KB_RESOURCE_ASSISTANTS:
    case KB_RESOURCE_THREADS:
    case KB_RESOURCE_EVALS:
    case KB_RESOURCE_FINE_TUNING:
    case KB_RESOURCE_FILES:
    case KB_RESOURCE_VECTOR_STORES:
    case KB_RESOURCE_PROMPTS:
    case KB_RESOURCE_DATASETS:
    default:
      return KB_LEVEL_WRITE;
    }
}

/**
 * kb_advice_get_level:
 * @key: owner, permission and settings of a key
 * @resource: a resource
 *
 * Tells how far a key reaches. Its owner may reach less, and then the key does too.
 *
 * Returns: the level that a key so made has in @resource; the settings count for a restricted one only
 */
KbLevel
kb_advice_get_level (const KbAdvice *key, KbResource resource)
{
  g_return_val_if_fail (key != NULL && resource < KB_N_RESOURCES, KB_LEVEL_NONE);

  if (key->owner == KB_OWNER_SERVICE_ACCOUNT)
    return get_most (resource);

  switch (key->permission)
    {
    case KB_PERMISSION_READ_ONLY:
      return get_need (NEEDS_READING, resource);
    case KB_PERMISSION_RESTRICTED:
      return key->levels[resource];
    case KB_PERMISSION_ALL:
    default:
      return get_most (resource);
    }
}

/**
 * kb_advice_count_open:
 * @key: owner, permission and settings of a key
 *
 * Counts the resources that a key so made can reach.
 *
 * Returns: 0 to kb_advice_count_resources()
 */
guint
kb_advice_count_open (const KbAdvice *key)
{
  guint n_open = 0;

  for (int resource = 0; resource < KB_N_RESOURCES; resource++)
    n_open += kb_advice_get_level (key, (KbResource) resource) != KB_LEVEL_NONE;

  return n_open;
}

/**
 * kb_advice_count_resources:
 *
 * Returns: how many resources there are to open, without those that end
 */
guint
kb_advice_count_resources (void)
{
  guint n_resources = 0;

  for (int resource = 0; resource < KB_N_RESOURCES; resource++)
    n_resources += kb_resource_get_end ((KbResource) resource) == NULL;

  return n_resources;
}

/**
 * kb_advice_lacks_project:
 * @owner: who is to own the key
 * @project: the project that was chosen, by its name; "" for the one that every account begins with
 *
 * A service account cannot be in the Default project. Source: OpenAI Help Center, article 9186755.
 *
 * Returns: whether the web page will refuse the two together
 */
gboolean
kb_advice_lacks_project (KbOwner owner, const char *project)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (project != NULL, FALSE);

  name = g_strstrip (g_strdup (project));
  return owner == KB_OWNER_SERVICE_ACCOUNT &&
         (*name == '\0' || g_ascii_strcasecmp (name, "default") == 0 ||
          g_ascii_strcasecmp (name, kb_facts_get_string (kb_facts_get_default (), "web.default-project")) ==
              0);
}

static gboolean
may_list (const KbAdvice *chosen)
{
  return kb_advice_get_level (chosen, KB_RESOURCE_LIST_MODELS) >= KB_LEVEL_READ;
}

static gboolean
may_respond (const KbAdvice *chosen)
{
  return kb_advice_get_level (chosen, KB_RESOURCE_MODEL_CAPABILITIES) >= KB_LEVEL_REQUEST &&
         kb_advice_get_level (chosen, KB_RESOURCE_RESPONSES) >= KB_LEVEL_WRITE;
}

/**
 * kb_advice_compare:
 * @chosen: what was chosen for the key; the levels count for a restricted one
 * @shown: what a test saw
 *
 * A test looks at two things, listing models and asking one, so %KB_MATCH_AS_CHOSEN means that nothing speaks
 * against the choice.
 *
 * Returns: whether the key may do more or less than was chosen
 */
KbMatch
kb_advice_compare (const KbAdvice *chosen, const KbShown *shown)
{
  const gboolean may[] = { may_list (chosen), may_respond (chosen) };
  const KbSeen seen[] = { shown->lists_models, shown->responds };
  gboolean more = FALSE, less = FALSE, known = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (may); i++)
    {
      known |= seen[i] != KB_SEEN_UNKNOWN;
      more |= seen[i] == KB_SEEN_YES && !may[i];
      less |= seen[i] == KB_SEEN_NO && may[i];
    }

  if (!known)
    return KB_MATCH_UNKNOWN;
  if (more)
    return less ? KB_MATCH_OTHER : KB_MATCH_MORE;
  return less ? KB_MATCH_LESS : KB_MATCH_AS_CHOSEN;
}

/**
 * kb_advice_compare_owner:
 * @chosen: who was chosen to own the key
 * @shown: what a test saw
 *
 * Returns: %KB_MATCH_AS_CHOSEN, %KB_MATCH_OTHER or %KB_MATCH_UNKNOWN
 */
KbMatch
kb_advice_compare_owner (KbOwner chosen, const KbShown *shown)
{
  if (shown->service_account == KB_SEEN_UNKNOWN)
    return KB_MATCH_UNKNOWN;

  return (chosen == KB_OWNER_SERVICE_ACCOUNT) == (shown->service_account == KB_SEEN_YES) ? KB_MATCH_AS_CHOSEN
                                                                                         : KB_MATCH_OTHER;
}
