/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/facts/kb-facts.h"
#include "core/setup/kb-advice.h"

#define TEXT KB_CALLS_TEXT
#define READING KB_CALLS_READING
#define YOU KB_OWNER_YOU
#define SERVICE KB_OWNER_SERVICE_ACCOUNT
#define ALL KB_PERMISSION_ALL
#define RESTRICTED KB_PERMISSION_RESTRICTED
#define READ_ONLY KB_PERMISSION_READ_ONLY

typedef struct
{
  KbPurpose purpose;
  KbHolder holder;
  KbCalls calls;
  KbOwner owner;
  KbPermission permission;
} AdviceCase;

static const AdviceCase advice_cases[] = {
  { KB_PURPOSE_LEARNING, KB_HOLDER_ME, TEXT, YOU, ALL },
  { KB_PURPOSE_LEARNING, KB_HOLDER_ME, KB_CALLS_NONE, YOU, ALL },
  { KB_PURPOSE_LEARNING, KB_HOLDER_ME, KB_CALLS_EVERY, YOU, ALL },
  { KB_PURPOSE_LEARNING, KB_HOLDER_ME, READING, YOU, READ_ONLY },
  { KB_PURPOSE_LEARNING, KB_HOLDER_APP, TEXT, YOU, RESTRICTED },
  { KB_PURPOSE_LEARNING, KB_HOLDER_TEAM, TEXT, SERVICE, ALL },
  { KB_PURPOSE_SIDE_PROJECT, KB_HOLDER_ME, TEXT, YOU, RESTRICTED },
  { KB_PURPOSE_SIDE_PROJECT, KB_HOLDER_APP, TEXT, YOU, RESTRICTED },
  { KB_PURPOSE_SIDE_PROJECT, KB_HOLDER_APP, READING, YOU, READ_ONLY },
  { KB_PURPOSE_SIDE_PROJECT, KB_HOLDER_APP, READING | TEXT, YOU, RESTRICTED },
  { KB_PURPOSE_SIDE_PROJECT, KB_HOLDER_TEAM, TEXT, SERVICE, ALL },
  { KB_PURPOSE_MVP, KB_HOLDER_ME, TEXT, YOU, RESTRICTED },
  { KB_PURPOSE_MVP, KB_HOLDER_APP, KB_CALLS_EVERY, YOU, RESTRICTED },
  { KB_PURPOSE_MVP, KB_HOLDER_TEAM, TEXT, SERVICE, ALL },
  { KB_PURPOSE_PRODUCTION, KB_HOLDER_ME, TEXT, YOU, RESTRICTED },
  { KB_PURPOSE_PRODUCTION, KB_HOLDER_APP, TEXT, SERVICE, ALL },
  { KB_PURPOSE_PRODUCTION, KB_HOLDER_APP, READING, SERVICE, ALL },
  { KB_PURPOSE_PRODUCTION, KB_HOLDER_TEAM, TEXT, SERVICE, ALL },
  { KB_PURPOSE_ENTERPRISE, KB_HOLDER_ME, READING, YOU, READ_ONLY },
  { KB_PURPOSE_ENTERPRISE, KB_HOLDER_ME, KB_CALLS_EVERY, YOU, RESTRICTED },
  { KB_PURPOSE_ENTERPRISE, KB_HOLDER_APP, TEXT, SERVICE, ALL },
  { KB_PURPOSE_ENTERPRISE, KB_HOLDER_TEAM, READING, SERVICE, ALL },
};

/* Every purpose beside every holder, with anything called but reading alone, and with reading alone. */
static const struct
{
  KbOwner owner;
  KbPermission permission, reading;
} table[KB_N_PURPOSES][KB_N_HOLDERS] = {
  /* me, one app, a team or a server */
  { { YOU, ALL, READ_ONLY }, { YOU, RESTRICTED, READ_ONLY }, { SERVICE, ALL, ALL } }, /* learning */
  { { YOU, RESTRICTED, READ_ONLY },
    { YOU, RESTRICTED, READ_ONLY },
    { SERVICE, ALL, ALL } }, /* side project */
  { { YOU, RESTRICTED, READ_ONLY }, { YOU, RESTRICTED, READ_ONLY }, { SERVICE, ALL, ALL } }, /* MVP */
  { { YOU, RESTRICTED, READ_ONLY }, { SERVICE, ALL, ALL }, { SERVICE, ALL, ALL } },          /* production */
  { { YOU, RESTRICTED, READ_ONLY }, { SERVICE, ALL, ALL }, { SERVICE, ALL, ALL } },          /* enterprise */
};

static void
test_table (void)
{
  for (int purpose = 0; purpose < KB_N_PURPOSES; purpose++)
    for (int holder = 0; holder < KB_N_HOLDERS; holder++)
      for (int calls = 0; calls <= (int) KB_CALLS_EVERY; calls++)
        {
          KbAdvice advice = kb_advice_for ((KbPurpose) purpose, (KbHolder) holder, (KbCalls) calls);

          g_assert_cmpuint (advice.owner, ==, table[purpose][holder].owner);
          g_assert_cmpuint (advice.permission, ==,
                            calls == (int) READING ? table[purpose][holder].reading
                                                   : table[purpose][holder].permission);
        }
}

static void
test_owner_and_permission (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (advice_cases); i++)
    {
      const AdviceCase *c = &advice_cases[i];
      KbAdvice advice = kb_advice_for (c->purpose, c->holder, c->calls);

      g_test_message ("%u: purpose %d, holder %d, calls %d", i, c->purpose, c->holder, c->calls);
      g_assert_cmpstr (kb_owner_get_label (advice.owner), ==, kb_owner_get_label (c->owner));
      g_assert_cmpstr (kb_permission_get_label (advice.permission), ==,
                       kb_permission_get_label (c->permission));
    }
}

typedef struct
{
  KbCalls calls;
  const char *levels; /* one letter an area, in the order of KbResource: - none, r read, q request, w write */
  guint n_open;
} LevelsCase;

static const LevelsCase levels_cases[] = {
  { KB_CALLS_NONE, "rqw--------", 3 },       { TEXT, "rqw--------", 3 },
  { KB_CALLS_IMAGES, "rqw--------", 3 },     { KB_CALLS_SPEECH, "rqw--------", 3 },
  { KB_CALLS_EMBEDDINGS, "rqw--------", 3 }, { KB_CALLS_FILES, "rqw----ww--", 5 },
  { TEXT | READING, "rqw----rr-r", 6 },      { KB_CALLS_EVERY, "rqw----ww-r", 6 },
};

static char *
describe_levels (const KbAdvice *advice)
{
  char text[KB_N_RESOURCES + 1] = { 0 };

  for (int area = 0; area < KB_N_RESOURCES; area++)
    text[area] = "-rqw"[advice->levels[area]];

  return g_strdup (text);
}

static void
test_levels (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (levels_cases); i++)
    {
      KbAdvice advice = kb_advice_for (KB_PURPOSE_MVP, KB_HOLDER_APP, levels_cases[i].calls);
      g_autofree char *levels = describe_levels (&advice);

      g_assert_cmpstr (levels, ==, levels_cases[i].levels);
      g_assert_cmpuint (advice.permission, ==, RESTRICTED);
      g_assert_cmpuint (kb_advice_count_open (&advice), ==, levels_cases[i].n_open);
    }
}

static void
test_levels_of_read_only (void)
{
  KbAdvice advice = kb_advice_for (KB_PURPOSE_MVP, KB_HOLDER_ME, READING);
  g_autofree char *levels = describe_levels (&advice);

  g_assert_cmpstr (levels, ==, "r-r----rr-r");
  g_assert_cmpuint (kb_advice_count_open (&advice), ==, kb_advice_count_resources () - 1);
}

static void
check_invariants (KbPurpose purpose, KbHolder holder, KbCalls calls)
{
  KbAdvice advice = kb_advice_for (purpose, holder, calls);
  KbAdvice same = kb_advice_for (purpose, holder, calls);

  /* What several depend on is nobody's own; what one person holds is. */
  g_assert_true (holder != KB_HOLDER_TEAM || advice.owner == SERVICE);
  g_assert_true (holder != KB_HOLDER_ME || advice.owner == YOU);
  /* The dialog has no permissions for a service account. */
  g_assert_true (advice.owner != SERVICE || advice.permission == ALL);
  g_assert_true (advice.owner == SERVICE || advice.permission != ALL ||
                 (purpose == KB_PURPOSE_LEARNING && holder == KB_HOLDER_ME));
  g_assert_cmpuint (advice.permission, ==, kb_advice_get_permission (purpose, holder, calls, advice.owner));
  /* A read-only key cannot do anything but read, so nobody who calls more is told to take one. */
  g_assert_true (advice.permission != READ_ONLY || calls == READING);

  g_assert_cmpuint (advice.levels[KB_RESOURCE_LIST_MODELS], ==, KB_LEVEL_READ);
  if (calls != READING)
    {
      g_assert_cmpuint (advice.levels[KB_RESOURCE_MODEL_CAPABILITIES], ==, KB_LEVEL_REQUEST);
      g_assert_cmpuint (advice.levels[KB_RESOURCE_RESPONSES], ==, KB_LEVEL_WRITE);
    }
  for (int area = 0; area < KB_N_RESOURCES; area++)
    {
      g_assert_true (area == KB_RESOURCE_MODEL_CAPABILITIES || advice.levels[area] != KB_LEVEL_REQUEST);
      g_assert_cmpuint (advice.levels[area], ==, same.levels[area]);
    }
  g_assert_cmpuint (kb_advice_count_open (&advice), <=, kb_advice_count_resources ());
  g_assert_true (advice.permission != ALL || kb_advice_count_open (&advice) == kb_advice_count_resources ());
}

/* What is open suffices, and one level less would cost something. */
static void
check_least (KbCalls calls)
{
  KbAdvice advice = kb_advice_for (KB_PURPOSE_MVP, KB_HOLDER_APP, calls);

  for (int i = 0; i < KB_N_RESOURCES; i++)
    {
      KbResource area = (KbResource) i;
      KbLevel level = advice.levels[area];

      g_assert_cmpuint (kb_advice_get_broken (calls, area, level), ==, KB_CALLS_NONE);
      g_assert_false (kb_advice_breaks_test (calls, area, level));
      g_assert_cmpuint (kb_advice_get_broken (calls, area, KB_LEVEL_NONE) & ~calls, ==, 0);
      if (level != KB_LEVEL_NONE)
        g_assert_true (kb_advice_get_broken (calls, area, (KbLevel) (level - 1)) != KB_CALLS_NONE ||
                       kb_advice_breaks_test (calls, area, (KbLevel) (level - 1)));
    }
}

static void
test_least (void)
{
  for (int calls = 0; calls <= (int) KB_CALLS_EVERY; calls++)
    check_least ((KbCalls) calls);
}

static void
test_broken (void)
{
  static const struct
  {
    KbResource area;
    KbLevel level;
    KbCalls broken; /* of all */
    gboolean test;
  } cases[] = {
    { KB_RESOURCE_LIST_MODELS, KB_LEVEL_NONE, READING, TRUE },
    { KB_RESOURCE_MODEL_CAPABILITIES, KB_LEVEL_NONE,
      TEXT | KB_CALLS_IMAGES | KB_CALLS_SPEECH | KB_CALLS_EMBEDDINGS, TRUE },
    { KB_RESOURCE_RESPONSES, KB_LEVEL_NONE, TEXT | READING, TRUE },
    { KB_RESOURCE_RESPONSES, KB_LEVEL_READ, TEXT, TRUE },
    { KB_RESOURCE_FILES, KB_LEVEL_NONE, KB_CALLS_FILES | READING, FALSE },
    { KB_RESOURCE_FILES, KB_LEVEL_READ, KB_CALLS_FILES, FALSE },
    { KB_RESOURCE_FINE_TUNING, KB_LEVEL_NONE, KB_CALLS_NONE, FALSE },
    { KB_RESOURCE_EVALS, KB_LEVEL_NONE, KB_CALLS_NONE, FALSE },
    { KB_RESOURCE_VECTOR_STORES, KB_LEVEL_READ, KB_CALLS_FILES, FALSE },
    { KB_RESOURCE_DATASETS, KB_LEVEL_NONE, READING, FALSE },
    { KB_RESOURCE_DATASETS, KB_LEVEL_READ, KB_CALLS_NONE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpuint (kb_advice_get_broken (KB_CALLS_EVERY, cases[i].area, cases[i].level), ==,
                        cases[i].broken);
      g_assert_cmpint (kb_advice_breaks_test (KB_CALLS_EVERY, cases[i].area, cases[i].level), ==,
                       cases[i].test);
    }
  /* who only reads does not expect the test to succeed */
  g_assert_false (kb_advice_breaks_test (READING, KB_RESOURCE_RESPONSES, KB_LEVEL_NONE));
}

/* How far each kind of key reaches, whatever the settings say. */
static void
test_reach (void)
{
  static const struct
  {
    KbOwner owner;
    KbPermission permission;
    const char *levels;
  } cases[] = {
    { YOU, ALL, "rqw----ww-w" },           { YOU, READ_ONLY, "r-r----rr-r" },
    { YOU, RESTRICTED, "rqw--------" },    { SERVICE, ALL, "rqw----ww-w" },
    { SERVICE, READ_ONLY, "rqw----ww-w" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KbAdvice key = kb_advice_for (KB_PURPOSE_MVP, KB_HOLDER_APP, TEXT);
      KbAdvice reached = { 0 };
      g_autofree char *levels = NULL;

      key.owner = cases[i].owner;
      key.permission = cases[i].permission;
      for (int area = 0; area < KB_N_RESOURCES; area++)
        reached.levels[area] = kb_advice_get_level (&key, (KbResource) area);
      levels = describe_levels (&reached);
      g_assert_cmpstr (levels, ==, cases[i].levels);
    }
}

/* Calling one thing more never closes an area. */
static void
check_grows (KbPurpose purpose, KbHolder holder, KbCalls calls)
{
  KbAdvice advice = kb_advice_for (purpose, holder, calls);

  for (guint more = 1; more < KB_CALLS_EVERY; more <<= 1)
    {
      KbAdvice wider = kb_advice_for (purpose, holder, calls | more);

      for (int area = 0; area < KB_N_RESOURCES; area++)
        if (calls != KB_CALLS_NONE)
          g_assert_cmpuint (wider.levels[area], >=, advice.levels[area]);
    }
}

static void
test_every_combination (void)
{
  for (int purpose = 0; purpose < KB_N_PURPOSES; purpose++)
    for (int holder = 0; holder < KB_N_HOLDERS; holder++)
      for (int calls = 0; calls <= (int) KB_CALLS_EVERY; calls++)
        {
          check_invariants ((KbPurpose) purpose, (KbHolder) holder, (KbCalls) calls);
          check_grows ((KbPurpose) purpose, (KbHolder) holder, (KbCalls) calls);
        }
}

static void
test_permission_for_other_owner (void)
{
  g_assert_cmpuint (kb_advice_get_permission (KB_PURPOSE_PRODUCTION, KB_HOLDER_TEAM, TEXT, YOU), ==,
                    RESTRICTED);
  g_assert_cmpuint (kb_advice_get_permission (KB_PURPOSE_PRODUCTION, KB_HOLDER_TEAM, READING, YOU), ==,
                    READ_ONLY);
  g_assert_cmpuint (kb_advice_get_permission (KB_PURPOSE_SIDE_PROJECT, KB_HOLDER_ME, READING, SERVICE), ==,
                    ALL);
}

static void
test_count_open_goes_by_permission (void)
{
  KbAdvice advice = kb_advice_for (KB_PURPOSE_MVP, KB_HOLDER_APP, TEXT);

  advice.permission = ALL;
  g_assert_cmpuint (kb_advice_count_open (&advice), ==, kb_advice_count_resources ());
  advice.permission = READ_ONLY;
  g_assert_cmpuint (kb_advice_count_open (&advice), ==, kb_advice_count_resources () - 1);
}

/* What closes is neither opened nor counted. */
static void
test_ends (void)
{
  g_assert_cmpstr (kb_resource_get_end (KB_RESOURCE_EVALS), ==, "2026-11-30");
  g_assert_cmpstr (kb_resource_get_end (KB_RESOURCE_FINE_TUNING), ==, "2027-01-06");
  g_assert_null (kb_resource_get_end (KB_RESOURCE_RESPONSES));
  g_assert_cmpuint (kb_advice_count_resources (), ==, 6);
}

static void
test_lacks_project (void)
{
  static const struct
  {
    KbOwner owner;
    const char *project;
    gboolean lacks;
  } rows[] = {
    { SERVICE, "", TRUE },
    { SERVICE, "Default project", TRUE },
    { SERVICE, " default PROJECT ", TRUE },
    { SERVICE, "Default", TRUE },
    { SERVICE, "shop", FALSE },
    { SERVICE, "default-shop", FALSE },
    { YOU, "", FALSE },
    { YOU, "Default project", FALSE },
    { YOU, "shop", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (kb_advice_lacks_project (rows[i].owner, rows[i].project), ==, rows[i].lacks);
}

static void
test_budget (void)
{
  static const KbBudget budgets[KB_N_PURPOSES] = {
    { 5, 10, 5 }, { 10, 25, 10 }, { 50, 200, 100 }, { 200, 500, 300 }, { 2000, 2000, 1500 },
  };
  guint least = (guint) (kb_facts_get_money (kb_facts_get_default (), "money.minimum-credit") / 1000000);

  for (int i = 0; i < KB_N_PURPOSES; i++)
    {
      KbBudget budget = kb_advice_get_budget ((KbPurpose) i);

      g_assert_cmpuint (budget.credit, ==, budgets[i].credit);
      g_assert_cmpuint (budget.hard_limit, ==, budgets[i].hard_limit);
      g_assert_cmpuint (budget.alert, ==, budgets[i].alert);

      g_assert_cmpuint (budget.credit, >=, least);
      g_assert_cmpuint (budget.credit, <=, budget.hard_limit);
      g_assert_cmpuint (budget.alert, <, budget.hard_limit);
    }
}

typedef struct
{
  KbPurpose purpose;
  KbHolder holder;
  const char *machine;
  const char *name;
} NameCase;

static const NameCase name_cases[] = {
  { KB_PURPOSE_LEARNING, KB_HOLDER_ME, "laptop", "laptop-learning" },
  { KB_PURPOSE_SIDE_PROJECT, KB_HOLDER_ME, "laptop", "laptop-side-project" },
  { KB_PURPOSE_MVP, KB_HOLDER_APP, "laptop", "app-mvp" },
  { KB_PURPOSE_PRODUCTION, KB_HOLDER_TEAM, "laptop", "backend-prod" },
  { KB_PURPOSE_ENTERPRISE, KB_HOLDER_TEAM, NULL, "backend-prod" },
  { KB_PURPOSE_LEARNING, KB_HOLDER_ME, NULL, "local-learning" },
  { KB_PURPOSE_LEARNING, KB_HOLDER_ME, "", "local-learning" },
  { KB_PURPOSE_LEARNING, KB_HOLDER_ME, "localhost", "local-learning" },
  { KB_PURPOSE_LEARNING, KB_HOLDER_ME, "localhost.localdomain", "local-learning" },
  { KB_PURPOSE_LEARNING, KB_HOLDER_ME, "...", "local-learning" },
  { KB_PURPOSE_LEARNING, KB_HOLDER_ME, "---", "local-learning" },
  { KB_PURPOSE_LEARNING, KB_HOLDER_ME, "Marie's_Laptop!.home.lan", "marie-s-laptop-learning" },
  { KB_PURPOSE_LEARNING, KB_HOLDER_ME, "a-very-long-host-name-of-a-lab-machine",
    "a-very-long-host-name-of-learning" },
  { KB_PURPOSE_LEARNING, KB_HOLDER_ME, "caf\303\251", "cafe-learning" },
  { KB_PURPOSE_LEARNING, KB_HOLDER_ME, "\344\270\255\346\226\207", "local-learning" },
  { KB_PURPOSE_LEARNING, KB_HOLDER_ME, "\377\376", "local-learning" },
};

static void
test_key_name (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (name_cases); i++)
    {
      const NameCase *c = &name_cases[i];
      g_autofree char *name = kb_advice_dup_key_name (c->purpose, c->holder, c->machine);

      g_assert_cmpstr (name, ==, c->name);
      g_assert_cmpuint (strspn (name, G_CSET_a_2_z G_CSET_DIGITS "-"), ==, strlen (name));
    }
}

/* Every permission, beside everything a test can see. */
static void
test_compare (void)
{
  enum
  {
    U = KB_MATCH_UNKNOWN,
    A = KB_MATCH_AS_CHOSEN,
    L = KB_MATCH_LESS,
    M = KB_MATCH_MORE,
    O = KB_MATCH_OTHER
  };
  /* restricted for text: may list and ask; restricted to nothing: neither */
  static const struct
  {
    KbPermission permission;
    gboolean open;
    int expected[3][3]; /* [lists models][responds], each unknown, no, yes */
  } cases[] = {
    { ALL, FALSE, { { U, L, A }, { L, L, L }, { A, L, A } } },
    { RESTRICTED, TRUE, { { U, L, A }, { L, L, L }, { A, L, A } } },
    { RESTRICTED, FALSE, { { U, A, M }, { A, A, M }, { M, M, M } } },
    { READ_ONLY, FALSE, { { U, A, M }, { L, L, O }, { A, A, M } } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint lists = 0; lists < 3; lists++)
      for (guint responds = 0; responds < 3; responds++)
        {
          KbAdvice chosen = { YOU, cases[i].permission, { KB_LEVEL_NONE } };
          const KbShown shown = { KB_SEEN_UNKNOWN, lists, responds };

          if (cases[i].open)
            chosen = kb_advice_for (KB_PURPOSE_MVP, KB_HOLDER_APP, KB_CALLS_TEXT);
          chosen.owner = YOU;
          chosen.permission = cases[i].permission;
          g_test_message ("%u lists %u responds %u", i, lists, responds);
          g_assert_cmpint (kb_advice_compare (&chosen, &shown), ==, cases[i].expected[lists][responds]);

          /* nobody chooses permissions for a service account */
          chosen.owner = SERVICE;
          g_assert_cmpint (kb_advice_compare (&chosen, &shown), ==, cases[0].expected[lists][responds]);
        }
}

/* Each of the three settings that asking a model takes. */
static void
test_compare_levels (void)
{
  static const KbResource areas[] = { KB_RESOURCE_MODEL_CAPABILITIES, KB_RESOURCE_RESPONSES };
  const KbShown shown = { KB_SEEN_UNKNOWN, KB_SEEN_YES, KB_SEEN_YES };

  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      KbAdvice chosen = kb_advice_for (KB_PURPOSE_MVP, KB_HOLDER_APP, KB_CALLS_TEXT);

      g_assert_cmpint (kb_advice_compare (&chosen, &shown), ==, KB_MATCH_AS_CHOSEN);
      chosen.levels[areas[i]] = KB_LEVEL_READ;
      if (areas[i] == KB_RESOURCE_MODEL_CAPABILITIES)
        chosen.levels[areas[i]] = KB_LEVEL_NONE;
      g_assert_cmpint (kb_advice_compare (&chosen, &shown), ==, KB_MATCH_MORE);
    }
}

static void
test_compare_owner (void)
{
  static const struct
  {
    KbOwner chosen;
    KbSeen service_account;
    KbMatch expected;
  } cases[] = {
    { YOU, KB_SEEN_UNKNOWN, KB_MATCH_UNKNOWN }, { YOU, KB_SEEN_NO, KB_MATCH_AS_CHOSEN },
    { YOU, KB_SEEN_YES, KB_MATCH_OTHER },       { SERVICE, KB_SEEN_UNKNOWN, KB_MATCH_UNKNOWN },
    { SERVICE, KB_SEEN_NO, KB_MATCH_OTHER },    { SERVICE, KB_SEEN_YES, KB_MATCH_AS_CHOSEN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KbShown shown = { cases[i].service_account, KB_SEEN_YES, KB_SEEN_YES };

      g_assert_cmpint (kb_advice_compare_owner (cases[i].chosen, &shown), ==, cases[i].expected);
    }
}

static void
test_labels (void)
{
  g_assert_cmpstr (kb_resource_get_label (KB_RESOURCE_LIST_MODELS), ==, "List models");
  g_assert_cmpstr (kb_resource_get_label (KB_RESOURCE_DATASETS), ==, "Datasets");
  g_assert_cmpstr (kb_level_get_label (KB_LEVEL_REQUEST), ==, "Request");
  g_assert_cmpstr (kb_owner_get_label (SERVICE), ==, "Service account");
  g_assert_cmpstr (kb_permission_get_label (READ_ONLY), ==, "Read only");

  for (int area = 0; area < KB_N_RESOURCES; area++)
    g_assert_nonnull (kb_resource_get_label ((KbResource) area));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/advice/owner-and-permission", test_owner_and_permission);
  g_test_add_func ("/advice/table", test_table);
  g_test_add_func ("/advice/levels", test_levels);
  g_test_add_func ("/advice/levels-of-read-only", test_levels_of_read_only);
  g_test_add_func ("/advice/every-combination", test_every_combination);
  g_test_add_func ("/advice/least", test_least);
  g_test_add_func ("/advice/broken", test_broken);
  g_test_add_func ("/advice/reach", test_reach);
  g_test_add_func ("/advice/permission-for-other-owner", test_permission_for_other_owner);
  g_test_add_func ("/advice/ends", test_ends);
  g_test_add_func ("/advice/lacks-project", test_lacks_project);
  g_test_add_func ("/advice/count-open-goes-by-permission", test_count_open_goes_by_permission);
  g_test_add_func ("/advice/budget", test_budget);
  g_test_add_func ("/advice/key-name", test_key_name);
  g_test_add_func ("/advice/labels", test_labels);
  g_test_add_func ("/advice/compare", test_compare);
  g_test_add_func ("/advice/compare-levels", test_compare_levels);
  g_test_add_func ("/advice/compare-owner", test_compare_owner);

  return g_test_run ();
}
