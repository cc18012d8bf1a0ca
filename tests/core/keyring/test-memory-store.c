/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/keyring/kb-memory-store.h"
#include "store-helper.h"

static void
test_round (void)
{
  g_autoptr (KbKeyStore) store = kb_memory_store_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *collection = NULL;
  g_autofree char *list = NULL;
  g_autofree char *renamed = NULL;
  g_autofree char *left = NULL;

  g_assert_cmpint (store_probe (store, &collection, &error), ==, KB_STORE_STATE_READY);
  g_assert_no_error (error);
  g_assert_null (collection);
  g_assert_true (store_unlock (store, &error));

  g_assert_true (store_save (store, "one", "One", "sk-1", &error));
  g_assert_true (store_save (store, "two", "Two", "sk-2", &error));
  g_assert_true (store_save (store, "three", "Three", "sk-3", &error));
  list = dup_list (store);
  g_assert_cmpstr (list, ==, "three=Three two=Two one=One");

  g_assert_true (store_rename (store, "two", "Zwei", &error));
  g_assert_true (store_save (store, "one", "Uno", "sk-new", &error));
  renamed = dup_list (store);
  g_assert_cmpstr (renamed, ==, "one=Uno three=Three two=Zwei");
  assert_saved (store, "one", "sk-new");
  assert_saved (store, "two", "sk-2");

  g_assert_true (store_forget (store, "three", &error));
  g_assert_no_error (error);
  left = dup_list (store);
  g_assert_cmpstr (left, ==, "one=Uno two=Zwei");
}

static void
test_created (void)
{
  g_autoptr (KbKeyStore) store = kb_memory_store_new ();
  g_autoptr (GPtrArray) keys = NULL;
  gint64 before = g_get_real_time () / G_USEC_PER_SEC;

  g_assert_true (store_save (store, "one", "One", "sk-1", NULL));
  keys = store_list (store, NULL);

  g_assert_cmpuint (keys->len, ==, 1);
  g_assert_cmpint (kb_saved_key_get_created (keys->pdata[0]), >=, before);
  g_assert_cmpint (kb_saved_key_get_created (keys->pdata[0]), <=, g_get_real_time () / G_USEC_PER_SEC);
}

static void
test_not_found (void)
{
  g_autoptr (KbKeyStore) store = kb_memory_store_new ();
  g_autoptr (GError) load_error = NULL;
  g_autoptr (GError) rename_error = NULL;
  g_autoptr (GError) forget_error = NULL;

  g_assert_null (store_load (store, "none", &load_error));
  g_assert_error (load_error, KB_STORE_ERROR, KB_STORE_ERROR_NOT_FOUND);
  g_assert_false (store_rename (store, "none", "None", &rename_error));
  g_assert_error (rename_error, KB_STORE_ERROR, KB_STORE_ERROR_NOT_FOUND);
  g_assert_false (store_forget (store, "none", &forget_error));
  g_assert_error (forget_error, KB_STORE_ERROR, KB_STORE_ERROR_NOT_FOUND);
}

static void
test_cancelled (void)
{
  g_autoptr (KbKeyStore) store = kb_memory_store_new ();
  g_autoptr (SecretValue) key = secret_value_new ("sk-1", -1, "text/plain");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *list = NULL;

  g_cancellable_cancel (cancellable);
  kb_key_store_save_async (store, "one", "One", key, TRUE, cancellable, store_done_cb, &result);
  g_assert_null (result);
  g_assert_false (kb_key_store_save_finish (store, store_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  list = dup_list (store);
  g_assert_cmpstr (list, ==, "");
}

static void
test_taken (void)
{
  g_autoptr (KbKeyStore) store = kb_memory_store_new ();
  g_autoptr (SecretValue) key = secret_value_new ("sk-2", -1, "text/plain");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (store_save (store, "one", "One", "sk-1", NULL));
  kb_key_store_save_async (store, "one", "One", key, FALSE, NULL, store_done_cb, &result);
  g_assert_false (kb_key_store_save_finish (store, store_wait (&result), &error));
  g_assert_error (error, KB_STORE_ERROR, KB_STORE_ERROR_NAME_TAKEN);
  assert_saved (store, "one", "sk-1");
}

/* What a caller may do between the call and the answer must not depend on the store. */
static void
test_answers_later (void)
{
  g_autoptr (KbKeyStore) store = kb_memory_store_new ();
  g_autoptr (GAsyncResult) result = NULL;

  kb_key_store_probe_async (store, NULL, store_done_cb, &result);
  g_assert_null (result);
  store_wait (&result);
  g_assert_cmpint (kb_key_store_probe_finish (store, result, NULL, NULL), ==, KB_STORE_STATE_READY);
}

static void
test_names (void)
{
  static const struct
  {
    const char *label;
    const char *name;
  } rows[] = {
    { "My Laptop – Lernen", "my-laptop-lernen" },
    { "laptop", "laptop" },
    { "  Dev  (local) #2 ", "dev-local-2" },
    { "Straße über Öl", "strasse-uber-ol" },
    { "Ünïcödé e\xcc\x81t\xc3\xa9", "unicode-ete" },
    { "a_b.c/d", "a-b-c-d" },
    { "", "key" },
    { NULL, "key" },
    { "–––", "key" },
    { "?!", "key" },
    { "\xff\xfe", "key" },
    { "-x-", "x" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = kb_key_store_dup_name_for (rows[i].label);

      g_assert_cmpstr (name, ==, rows[i].name);
    }
}

/* Labels that Latin letters cannot tell apart must not replace each other's keys. */
static void
test_names_without_latin (void)
{
  static const char *const labels[] = {
    "日本語", "中文", "日本語 laptop", "中文 laptop", "🔑", "密钥 1", "密码 1",
  };
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *name = kb_key_store_dup_name_for (labels[i]);
      g_autofree char *again = kb_key_store_dup_name_for (labels[i]);

      g_assert_cmpstr (name, ==, again);
      g_assert_true (g_regex_match_simple ("^[a-z0-9]+(-[a-z0-9]+)*$", name, 0, 0));
      g_assert_true (g_hash_table_add (names, g_steal_pointer (&name)));
    }
}

static void
test_names_are_short (void)
{
  g_autofree char *latin = g_strnfill (200, 'x');
  g_autofree char *words = g_strdup ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b");
  g_autofree char *mixed = g_strconcat (latin, "日", NULL);
  g_autofree char *latin_name = kb_key_store_dup_name_for (latin);
  g_autofree char *words_name = kb_key_store_dup_name_for (words);
  g_autofree char *mixed_name = kb_key_store_dup_name_for (mixed);

  g_assert_cmpuint (strlen (latin_name), ==, 64);
  g_assert_cmpuint (strlen (words_name), ==, 63);
  g_assert_cmpuint (strlen (mixed_name), ==, 64);
}

static void
add_sentence (GHashTable *seen, const char *sentence)
{
  g_assert_nonnull (sentence);
  g_assert_cmpstr (sentence, !=, "");
  if (!g_hash_table_add (seen, (gpointer) sentence))
    g_error ("Said twice: %s", sentence);
}

static void
test_sentences (void)
{
  g_auto (GStrv) advice = g_new0 (char *, KB_STORE_STATE_NOT_RESPONDING + 2);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) foreign = g_error_new_literal (G_IO_ERROR, KB_STORE_ERROR_DENIED, "secret text");

  for (int state = KB_STORE_STATE_CHECKING; state <= KB_STORE_STATE_NOT_RESPONDING; state++)
    {
      advice[state] = kb_store_state_dup_advice (state);
      add_sentence (seen, kb_store_state_get_title (state));
      add_sentence (seen, advice[state]);
    }
  for (int code = KB_STORE_ERROR_NO_SERVICE; code <= KB_STORE_ERROR_FAILED; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (KB_STORE_ERROR, code, "secret text");

      add_sentence (seen, kb_store_error_get_advice (error));
      g_assert_null (strstr (kb_store_error_get_advice (error), "secret text"));
      if (code == KB_STORE_ERROR_FAILED)
        g_assert_cmpstr (kb_store_error_get_advice (foreign), ==, kb_store_error_get_advice (error));
    }

  g_assert_true (g_str_has_suffix (advice[KB_STORE_STATE_DENIED], kb_store_get_sandbox_command ()));
  g_assert_true (g_str_has_suffix (kb_store_get_sandbox_command (), " " APP_ID));
}

static void
test_install_advice (void)
{
  static const struct
  {
    const char *desktop, *word;
  } rows[] = {
    { NULL, "GNOME Keyring, KWallet or KeePassXC" },
    { "", "GNOME Keyring, KWallet or KeePassXC" },
    { "Something-New", "GNOME Keyring, KWallet or KeePassXC" },
    { "GNOME", "called gnome-keyring. Then sign out" },
    { "ubuntu:GNOME", "called gnome-keyring. Then sign out" },
    { "XFCE", "called gnome-keyring. Then sign out" },
    { "KDE", "Install KWallet with" },
    { "sway", "starts none by itself" },
    { "sway:wlroots", "starts none by itself" },
    { "Hyprland", "starts none by itself" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].desktop);
      g_assert_nonnull (strstr (kb_store_get_install_advice (rows[i].desktop), rows[i].word));
    }
}

static void
test_has (void)
{
  g_autoptr (KbKeyStore) store = kb_memory_store_new ();
  KbMemoryStore *memory = KB_MEMORY_STORE (store);

  g_assert_false (kb_memory_store_has (memory, "one"));
  g_assert_cmpuint (kb_memory_store_get_count (memory), ==, 0);
  g_assert_true (store_save (store, "one", "One", "sk-one", NULL));
  g_assert_true (kb_memory_store_has (memory, "one"));
  g_assert_cmpuint (kb_memory_store_get_count (memory), ==, 1);
  g_assert_true (store_forget (store, "one", NULL));
  g_assert_false (kb_memory_store_has (memory, "one"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/memory-store/round", test_round);
  g_test_add_func ("/memory-store/created", test_created);
  g_test_add_func ("/memory-store/not-found", test_not_found);
  g_test_add_func ("/memory-store/cancelled", test_cancelled);
  g_test_add_func ("/memory-store/taken", test_taken);
  g_test_add_func ("/memory-store/answers-later", test_answers_later);
  g_test_add_func ("/memory-store/has", test_has);
  g_test_add_func ("/key-store/names", test_names);
  g_test_add_func ("/key-store/names-without-latin", test_names_without_latin);
  g_test_add_func ("/key-store/names-are-short", test_names_are_short);
  g_test_add_func ("/key-store/sentences", test_sentences);
  g_test_add_func ("/key-store/install-advice", test_install_advice);

  return g_test_run ();
}
