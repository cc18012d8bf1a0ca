/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/library/kb-library-search.h"
#include "core/library/kb-library.h"

#include <stdlib.h>

/* What a key press in the search may take without being felt */
#define MAX_MILLISECONDS 5.0
#define N_ROUNDS 50

static double
measure (const char *query)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < N_ROUNDS; i++)
    g_ptr_array_unref (kb_library_search (kb_library_get_default (), query));
  return (double) (g_get_monotonic_time () - start) / 1000 / N_ROUNDS;
}

/* Whatever the articles are in: how a language reads its words is what costs. */
static gboolean
measure_language (const char *language, const char *query)
{
  g_autoptr (KbLibrarySearch) search = kb_library_search_new (language);
  const char *const *ids = kb_library_get_ids (kb_library_get_default ());
  gint64 start = g_get_monotonic_time ();
  double milliseconds;

  for (guint i = 0; ids[i]; i++)
    kb_library_search_add (search, kb_library_find (kb_library_get_default (), ids[i]));
  g_ptr_array_unref (kb_library_search_find (search, query));
  g_print ("%s, first search: %.2f ms\n", language, (double) (g_get_monotonic_time () - start) / 1000);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < N_ROUNDS; i++)
    g_ptr_array_unref (kb_library_search_find (search, query));
  milliseconds = (double) (g_get_monotonic_time () - start) / 1000 / N_ROUNDS;
  g_print ("%s, “%s”: %.3f ms\n", language, query, milliseconds);
  return milliseconds < MAX_MILLISECONDS;
}

int
main (void)
{
  static const char *const queries[] = {
    "a",
    "4",
    "429",
    "quota",
    "cant pay",
    "a key that does not work",
    "zzz",
    "Error code: 429 - {'error': {'message': 'You exceeded your current quota, please check your plan and "
    "billing details. For more information on this error, read the docs.', 'type': 'insufficient_quota', "
    "'param': None, 'code': 'insufficient_quota'}}",
  };
  gboolean good = TRUE;
  gint64 start;

  kb_facts_get_default ();
  start = g_get_monotonic_time ();
  kb_library_find (kb_library_get_default (), "plus-or-key");
  g_print ("first article: %.2f ms\n", (double) (g_get_monotonic_time () - start) / 1000);
  start = g_get_monotonic_time ();
  for (guint i = 0; kb_library_get_ids (kb_library_get_default ())[i]; i++)
    kb_library_find (kb_library_get_default (), kb_library_get_ids (kb_library_get_default ())[i]);
  g_print ("all articles: %.2f ms\n", (double) (g_get_monotonic_time () - start) / 1000);
  start = g_get_monotonic_time ();
  g_ptr_array_unref (kb_library_search (kb_library_get_default (), "a"));
  g_print ("first search: %.2f ms\n", (double) (g_get_monotonic_time () - start) / 1000);
  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      double milliseconds = measure (queries[i]);

      g_print ("“%s”: %.3f ms\n", queries[i], milliseconds);
      good = good && milliseconds < MAX_MILLISECONDS;
    }
  good = measure_language ("de", "Was mache ich mit der abgelehnten Kreditkartennummer?") && good;
  good = measure_language ("ja", "クレジットカードが使えません。どうすればいいですか") && good;
  good = measure_language ("ar", "كيف أستخدم المفتاح بدون بطاقة ائتمان؟") && good;
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
