/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/guide/kb-advice.h"

#include "core/guide/kb-facts.h"

#define MICRO 1000000
#define MACHINE_LENGTH 24

G_DEFINE_ENUM_TYPE (KbPurpose,
                    kb_purpose,
                    G_DEFINE_ENUM_VALUE (KB_PURPOSE_LEARNING, "learning"),
                    G_DEFINE_ENUM_VALUE (KB_PURPOSE_SIDE_PROJECT, "side-project"),
                    G_DEFINE_ENUM_VALUE (KB_PURPOSE_MVP, "mvp"),
                    G_DEFINE_ENUM_VALUE (KB_PURPOSE_PRODUCTION, "production"),
                    G_DEFINE_ENUM_VALUE (KB_PURPOSE_ENTERPRISE, "enterprise"))

G_DEFINE_ENUM_TYPE (KbHolder,
                    kb_holder,
                    G_DEFINE_ENUM_VALUE (KB_HOLDER_ME, "me"),
                    G_DEFINE_ENUM_VALUE (KB_HOLDER_APP, "app"),
                    G_DEFINE_ENUM_VALUE (KB_HOLDER_TEAM, "team"))

G_DEFINE_FLAGS_TYPE (KbCalls,
                     kb_calls,
                     G_DEFINE_ENUM_VALUE (KB_CALLS_TEXT, "text"),
                     G_DEFINE_ENUM_VALUE (KB_CALLS_IMAGES, "images"),
                     G_DEFINE_ENUM_VALUE (KB_CALLS_SPEECH, "speech"),
                     G_DEFINE_ENUM_VALUE (KB_CALLS_EMBEDDINGS, "embeddings"),
                     G_DEFINE_ENUM_VALUE (KB_CALLS_FILES, "files"),
                     G_DEFINE_ENUM_VALUE (KB_CALLS_READING, "reading"))

G_DEFINE_ENUM_TYPE (KbOwner,
                    kb_owner,
                    G_DEFINE_ENUM_VALUE (KB_OWNER_YOU, "you"),
                    G_DEFINE_ENUM_VALUE (KB_OWNER_SERVICE_ACCOUNT, "service-account"))

G_DEFINE_ENUM_TYPE (KbPermission,
                    kb_permission,
                    G_DEFINE_ENUM_VALUE (KB_PERMISSION_ALL, "all"),
                    G_DEFINE_ENUM_VALUE (KB_PERMISSION_RESTRICTED, "restricted"),
                    G_DEFINE_ENUM_VALUE (KB_PERMISSION_READ_ONLY, "read-only"))

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

/* What each call needs of each area, and what the test needs: it asks for a line of text, and nothing less
 * proves that a key works. Images, speech and embeddings are model capabilities too. */
enum
{
  NEEDS_READING = 5,
  NEEDS_TEST,
  N_NEEDS
};

static const KbLevel needs[N_NEEDS][KB_N_AREAS] = {
  /* KB_CALLS_TEXT */
  { [KB_AREA_MODEL_CAPABILITIES] = KB_LEVEL_REQUEST, [KB_AREA_RESPONSES] = KB_LEVEL_WRITE },
  /* KB_CALLS_IMAGES */
  { [KB_AREA_MODEL_CAPABILITIES] = KB_LEVEL_REQUEST },
  /* KB_CALLS_SPEECH */
  { [KB_AREA_MODEL_CAPABILITIES] = KB_LEVEL_REQUEST },
  /* KB_CALLS_EMBEDDINGS */
  { [KB_AREA_MODEL_CAPABILITIES] = KB_LEVEL_REQUEST },
  /* KB_CALLS_FILES: searching in files needs a store of them */
  { [KB_AREA_FILES] = KB_LEVEL_WRITE, [KB_AREA_VECTOR_STORES] = KB_LEVEL_WRITE },
  /* KB_CALLS_READING: all but model capabilities, where there is nothing to read */
  [NEEDS_READING] = { [KB_AREA_LIST_MODELS] = KB_LEVEL_READ,
                      [KB_AREA_RESPONSES] = KB_LEVEL_READ,
                      [KB_AREA_ASSISTANTS] = KB_LEVEL_READ,
                      [KB_AREA_THREADS] = KB_LEVEL_READ,
                      [KB_AREA_EVALS] = KB_LEVEL_READ,
                      [KB_AREA_FINE_TUNING] = KB_LEVEL_READ,
                      [KB_AREA_FILES] = KB_LEVEL_READ,
                      [KB_AREA_VECTOR_STORES] = KB_LEVEL_READ,
                      [KB_AREA_PROMPTS] = KB_LEVEL_READ,
                      [KB_AREA_DATASETS] = KB_LEVEL_READ },
  [NEEDS_TEST] = { [KB_AREA_LIST_MODELS] = KB_LEVEL_READ,
                   [KB_AREA_MODEL_CAPABILITIES] = KB_LEVEL_REQUEST,
                   [KB_AREA_RESPONSES] = KB_LEVEL_WRITE },
};

/* Where there is nothing left to use, nothing is needed. */
static KbLevel
get_need (int call, KbArea area)
{
  return kb_area_get_end (area) ? KB_LEVEL_NONE : needs[call][area];
}

/**
 * kb_advice_get_broken:
 * @calls: what the key is to call
 * @area: an area
 * @level: a level that it might be set to
 *
 * Tells what a lower setting costs.
 *
 * Returns: those of @calls that are refused when @area is set to @level
 */
KbCalls
kb_advice_get_broken (KbCalls calls, KbArea area, KbLevel level)
{
  KbCalls broken = KB_CALLS_NONE;

  g_return_val_if_fail (area < KB_N_AREAS, broken);

  for (int call = 0; call < NEEDS_TEST; call++)
    if (get_need (call, area) > level)
      broken |= calls & (1 << call);

  return broken;
}

/**
 * kb_advice_breaks_test:
 * @calls: what the key is to call
 * @area: an area
 * @level: a level that it might be set to
 *
 * Returns: whether the test sees less, or is refused, when @area is set to @level; of a key that is only to
 *   read it is not expected to succeed
 */
gboolean
kb_advice_breaks_test (KbCalls calls, KbArea area, KbLevel level)
{
  g_return_val_if_fail (area < KB_N_AREAS, FALSE);

  return calls != KB_CALLS_READING && get_need (NEEDS_TEST, area) > level;
}

static void
fill_levels (KbAdvice *advice, KbCalls calls)
{
  for (int call = 0; call < N_NEEDS; call++)
    {
      gboolean wanted = call == NEEDS_TEST ? calls != KB_CALLS_READING : (calls & (1 << call)) != 0;

      for (int area = 0; wanted && area < KB_N_AREAS; area++)
        advice->levels[area] = MAX (advice->levels[area], get_need (call, (KbArea) area));
    }
}

/* "Marie's Laptop.home.lan" → "marie-s-laptop" */
static char *
slug_machine (const char *machine)
{
  g_autofree char *ascii = g_str_to_ascii (machine, "C");
  g_autoptr (GString) slug = g_string_new (NULL);

  for (const char *c = ascii; *c != '\0' && *c != '.' && slug->len < MACHINE_LENGTH; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (slug, g_ascii_tolower (*c));
    else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
      g_string_append_c (slug, '-');

  if (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  return g_string_free_and_steal (g_steal_pointer (&slug));
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
get_most (KbArea area)
{
  if (kb_area_get_end (area))
    return KB_LEVEL_NONE;
  switch (area)
    {
    case KB_AREA_LIST_MODELS:
      return KB_LEVEL_READ;
    case KB_AREA_MODEL_CAPABILITIES:
      return KB_LEVEL_REQUEST;
    case KB_AREA_RESPONSES:
    case KB_AREA_ASSISTANTS:
    case KB_AREA_THREADS:
    case KB_AREA_EVALS:
    case KB_AREA_FINE_TUNING:
    case KB_AREA_FILES:
    case KB_AREA_VECTOR_STORES:
    case KB_AREA_PROMPTS:
    case KB_AREA_DATASETS:
    default:
      return KB_LEVEL_WRITE;
    }
}

/**
 * kb_advice_get_level:
 * @key: owner, permission and settings of a key
 * @area: an area
 *
 * Tells how far a key reaches. Its owner may reach less, and then the key does too.
 *
 * Returns: the level that a key so made has in @area; the settings count for a restricted one only
 */
KbLevel
kb_advice_get_level (const KbAdvice *key, KbArea area)
{
  g_return_val_if_fail (key != NULL && area < KB_N_AREAS, KB_LEVEL_NONE);

  if (key->owner == KB_OWNER_SERVICE_ACCOUNT)
    return get_most (area);

  switch (key->permission)
    {
    case KB_PERMISSION_READ_ONLY:
      return get_need (NEEDS_READING, area);
    case KB_PERMISSION_RESTRICTED:
      return key->levels[area];
    case KB_PERMISSION_ALL:
    default:
      return get_most (area);
    }
}

/**
 * kb_advice_count_open:
 * @key: owner, permission and settings of a key
 *
 * Counts the areas that a key so made can reach.
 *
 * Returns: 0 to kb_advice_count_areas()
 */
guint
kb_advice_count_open (const KbAdvice *key)
{
  guint n_open = 0;

  for (int area = 0; area < KB_N_AREAS; area++)
    n_open += kb_advice_get_level (key, (KbArea) area) != KB_LEVEL_NONE;

  return n_open;
}

/**
 * kb_advice_count_areas:
 *
 * Returns: how many areas there are to open, without those that end
 */
guint
kb_advice_count_areas (void)
{
  guint n_areas = 0;

  for (int area = 0; area < KB_N_AREAS; area++)
    n_areas += kb_area_get_end ((KbArea) area) == NULL;

  return n_areas;
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
  return owner == KB_OWNER_SERVICE_ACCOUNT && (*name == '\0' || g_ascii_strcasecmp (name, "default") == 0 ||
                                               g_ascii_strcasecmp (name, KB_DEFAULT_PROJECT) == 0);
}

static gboolean
may_list (const KbAdvice *chosen)
{
  return kb_advice_get_level (chosen, KB_AREA_LIST_MODELS) >= KB_LEVEL_READ;
}

static gboolean
may_respond (const KbAdvice *chosen)
{
  return kb_advice_get_level (chosen, KB_AREA_MODEL_CAPABILITIES) >= KB_LEVEL_REQUEST &&
         kb_advice_get_level (chosen, KB_AREA_RESPONSES) >= KB_LEVEL_WRITE;
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

/**
 * kb_area_get_label:
 * @area: an area
 *
 * Returns: (transfer none): what the web page calls @area, not to be translated
 */
const char *
kb_area_get_label (KbArea area)
{
  static const char *const labels[KB_N_AREAS] = {
    [KB_AREA_LIST_MODELS] = "List models",
    [KB_AREA_MODEL_CAPABILITIES] = "Model capabilities",
    [KB_AREA_RESPONSES] = "Responses",
    [KB_AREA_ASSISTANTS] = "Assistants",
    [KB_AREA_THREADS] = "Threads",
    [KB_AREA_EVALS] = "Evals",
    [KB_AREA_FINE_TUNING] = "Fine-tuning",
    [KB_AREA_FILES] = "Files",
    [KB_AREA_VECTOR_STORES] = "Vector stores",
    [KB_AREA_PROMPTS] = "Prompts",
    [KB_AREA_DATASETS] = "Datasets",
  };

  g_return_val_if_fail (area < KB_N_AREAS, NULL);

  return labels[area];
}

/**
 * kb_area_get_end:
 * @area: an area
 *
 * Returns: (transfer none) (nullable): the ISO date on which @area closes for all or has closed, from the
 * facts called `area.NAME.ends`; %NULL when none is known. It is no advice to open an area that closes.
 */
const char *
kb_area_get_end (KbArea area)
{
  static const char *const ends[KB_N_AREAS] = {
    [KB_AREA_ASSISTANTS] = "area.assistants.ends",
    [KB_AREA_THREADS] = "area.threads.ends",
    [KB_AREA_EVALS] = "area.evals.ends",
    [KB_AREA_PROMPTS] = "area.prompts.ends",
    [KB_AREA_FINE_TUNING] = "area.fine-tuning.ends",
  };

  g_return_val_if_fail (area < KB_N_AREAS, NULL);

  return ends[area] ? kb_facts_get_string (kb_facts_get_default (), ends[area]) : NULL;
}

/**
 * kb_level_get_label:
 * @level: a level
 *
 * Returns: (transfer none): what the web page calls @level, not to be translated
 */
const char *
kb_level_get_label (KbLevel level)
{
  static const char *const labels[] = {
    [KB_LEVEL_NONE] = "None",
    [KB_LEVEL_READ] = "Read",
    [KB_LEVEL_REQUEST] = "Request",
    [KB_LEVEL_WRITE] = "Write",
  };

  g_return_val_if_fail (level < G_N_ELEMENTS (labels), NULL);

  return labels[level];
}

/**
 * kb_owner_get_label:
 * @owner: an owner
 *
 * Returns: (transfer none): what the web page calls @owner, not to be translated
 */
const char *
kb_owner_get_label (KbOwner owner)
{
  static const char *const labels[] = {
    [KB_OWNER_YOU] = "You",
    [KB_OWNER_SERVICE_ACCOUNT] = "Service account",
  };

  g_return_val_if_fail (owner < G_N_ELEMENTS (labels), NULL);

  return labels[owner];
}

/**
 * kb_permission_get_label:
 * @permission: a permission
 *
 * Returns: (transfer none): what the web page calls @permission, not to be translated
 */
const char *
kb_permission_get_label (KbPermission permission)
{
  static const char *const labels[] = {
    [KB_PERMISSION_ALL] = "All",
    [KB_PERMISSION_RESTRICTED] = "Restricted",
    [KB_PERMISSION_READ_ONLY] = "Read only",
  };

  g_return_val_if_fail (permission < G_N_ELEMENTS (labels), NULL);

  return labels[permission];
}
