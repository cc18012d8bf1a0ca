/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/found/kb-find-private.h"
#include "core/practice/kb-practice.h"
#include "keyring-helper.h"
#include "odd-support.h"

/* Runs inside tests/support/with-keyring --no-service: what is found in keyrings that answer as none should.
 */

static char *good;

static GPtrArray *
find_all (Odd *odd, KbFindPlaces *looked)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *findings;

  kb_find_async (odd->store, NULL, store_done_cb, &result);
  findings = kb_find_finish (store_wait (&result), looked, &error);
  g_assert_no_error (error);

  return findings;
}

/* As another program stores it. */
static void
keep (void)
{
  g_autoptr (GHashTable) attributes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (SecretValue) value = secret_value_new (good, -1, "text/plain");
  g_autoptr (SecretService) service = NULL;
  g_autoptr (SecretCollection) collection = NULL;
  g_autoptr (SecretItem) item = NULL;
  g_autoptr (GError) error = NULL;

  g_hash_table_insert (attributes, (gpointer) "service", (gpointer) "openai");
  g_hash_table_insert (attributes, (gpointer) "username", (gpointer) "theirs");
  service = secret_service_open_sync (SECRET_TYPE_SERVICE, NULL, SECRET_SERVICE_OPEN_SESSION, NULL, &error);
  g_assert_no_error (error);
  collection = secret_collection_for_alias_sync (service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                                                 NULL, &error);
  g_assert_no_error (error);
  item = secret_item_create_sync (collection, NULL, attributes, "Theirs", value, SECRET_ITEM_CREATE_NONE,
                                  NULL, &error);
  g_assert_no_error (error);
}

static void
test_usual (Odd *odd, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;
  KbFindPlaces looked;

  keep ();
  findings = find_all (odd, &looked);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (kb_finding_get_place (findings->pdata[0]), ==, "Theirs");
  g_assert_true (looked & KB_FIND_KEYRING);
}

/* One of two is taken away in the middle of it. */
static void
test_goes (Odd *odd, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;
  KbFindPlaces looked;

  keep ();
  keep ();
  findings = find_all (odd, &looked);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_true (looked & KB_FIND_KEYRING);
}

/* One among a thousand. */
static void
test_many (Odd *odd, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;
  KbFindPlaces looked;

  keep ();
  findings = find_all (odd, &looked);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_true (looked & KB_FIND_KEYRING);
}

static void
test_twin_goes (Odd *odd, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) names = NULL;

  keep ();
  keep ();
  kb_find_twins_async (NULL, store_done_cb, &result);
  names = kb_find_twins_finish (store_wait (&result));
  g_assert_cmpuint (g_strv_length (names), ==, 1);
}

static void
test_nameless (Odd *odd, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *title = NULL;
  KbFindPlaces looked;

  keep ();
  findings = find_all (odd, &looked);
  g_assert_cmpuint (findings->len, ==, 1);
  title = kb_finding_dup_title (findings->pdata[0]);
  g_assert_cmpstr (title, ==, "Item Without a Name");
}

/* Nothing says that it is OpenAI's. */
static void
test_bare (Odd *odd, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;
  KbFindPlaces looked;

  keep ();
  findings = find_all (odd, &looked);
  g_assert_cmpuint (findings->len, ==, 0);
  g_assert_true (looked & KB_FIND_KEYRING);
}

/* Nobody else gives the call up. */
static void
test_mute (Odd *odd, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;
  guint limit = kb_find_limit;
  KbFindPlaces looked;

  g_setenv ("OPENAI_API_KEY", good, TRUE);
  kb_find_limit = 300;
  findings = find_all (odd, &looked);
  kb_find_limit = limit;
  g_unsetenv ("OPENAI_API_KEY");
  g_assert_false (looked & KB_FIND_KEYRING);
  /* what there was before counts */
  g_assert_cmpuint (findings->len, ==, 1);
}

/* Nobody who gives up waits for it, and it is not taken for the limit. */
static void
test_mute_and_cancelled (Odd *odd, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint limit = kb_find_limit;

  kb_find_limit = G_MAXINT;
  kb_find_async (odd->store, cancellable, store_done_cb, &result);
  g_timeout_add_once (100, (GSourceOnceFunc) g_cancellable_cancel, cancellable);
  g_assert_null (kb_find_finish (store_wait (&result), NULL, &error));
  kb_find_limit = limit;
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_twins (Odd *odd, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) names = NULL;

  keep ();
  save (odd->store, "ours", "Ours", good);
  kb_find_twins_async (NULL, store_done_cb, &result);
  names = kb_find_twins_finish (store_wait (&result));
  g_assert_cmpuint (g_strv_length (names), ==, 1);
  g_assert_cmpstr (names[0], ==, "theirs");
}

#define ADD(name, habits, func) g_test_add ("/find-odd/" name, Odd, habits, odd_set_up, func, odd_tear_down)

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  gsize n_rows;
  int status;

  g_test_init (&argc, &argv, NULL);
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  good = kb_practice_dup_key (kb_diagnosis_get_table (&n_rows));

  ADD ("usual", "", test_usual);
  ADD ("goes", "goes", test_goes);
  ADD ("many", "many", test_many);
  ADD ("slips", "slips", test_goes);
  ADD ("twin-goes", "goes", test_twin_goes);
  ADD ("nameless", "nameless", test_nameless);
  ADD ("bare", "bare", test_bare);
  ADD ("mute", "mute", test_mute);
  ADD ("mute-and-cancelled", "mute", test_mute_and_cancelled);
  ADD ("twins", "", test_twins);
  status = g_test_run ();

  g_free (good);
  g_object_unref (bus);
  return status;
}
