/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/keyring/kb-memory-store.h"
#include "core/keyring/kb-stored-key.h"
#include "key-fakes.h"

/* What anyone may have put into a keyring under our name. */
static const struct
{
  const char *text; /* expand_fakes() */
  int code;         /* -1: a bare key */
  const char *word; /* of what is said */
  const char *clean;
} rows[] = {
  { "@P@", -1 },
  { "@S@", -1 },
  { "@O@", -1 },
  { "@P@\n", KB_STORED_ERROR_UNCLEAN, "cleaned up", "@P@" },
  { "@P@\r\n", KB_STORED_ERROR_UNCLEAN, "cleaned up", "@P@" },
  { " @P@", KB_STORED_ERROR_UNCLEAN, "cleaned up", "@P@" },
  { "\"@P@\"", KB_STORED_ERROR_UNCLEAN, "cleaned up", "@P@" },
  { "OPENAI_API_KEY=@P@", KB_STORED_ERROR_UNCLEAN, "cleaned up", "@P@" },
  { "export OPENAI_API_KEY='@P@'\n", KB_STORED_ERROR_UNCLEAN, "cleaned up", "@P@" },
  { "Bearer @P@", KB_STORED_ERROR_UNCLEAN, "cleaned up", "@P@" },
  { "\ufeff@P@", KB_STORED_ERROR_UNCLEAN, "cleaned up", "@P@" },
  { "{\"api_key\": \"@P@\"}", KB_STORED_ERROR_UNCLEAN, "cleaned up", "@P@" },
  { "sk-proj-@P@", KB_STORED_ERROR_UNCLEAN, "cleaned up", "@P@" },
  { "", KB_STORED_ERROR_EMPTY, "empty" },
  { " \n", KB_STORED_ERROR_EMPTY, "empty" },
  { "sk-ant-api03-@r@", KB_STORED_ERROR_NO_KEY, "Anthropic" },
  { "@A@", KB_STORED_ERROR_NO_KEY, "admin key" },
  { "@P@\n@S@", KB_STORED_ERROR_NO_KEY, "more than one key" },
  { "hunter2", KB_STORED_ERROR_NO_KEY, "not an OpenAI key" },
  { "sk-...abcd", KB_STORED_ERROR_NO_KEY, "hidden" },
  { "$OPENAI_API_KEY", KB_STORED_ERROR_NO_KEY, "variable" },
};

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static void
test_row (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (KbKeyStore) store = kb_memory_store_new ();
  g_autofree char *text = expand_fakes (rows[i].text);
  g_autofree char *clean = rows[i].clean != NULL ? expand_fakes (rows[i].clean) : NULL;
  SecretValue *stored = secret_value_new (text, -1, "text/plain");
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) copy = NULL;
  SecretValue *key;

  kb_key_store_save_async (store, "one", "One", stored, FALSE, NULL, done_cb, &saved);
  g_assert_true (kb_key_store_save_finish (store, wait (&saved), NULL));
  kb_key_store_load_async (store, "one", NULL, done_cb, &loaded);
  key = kb_stored_key_load_finish (store, wait (&loaded), &error);
  secret_value_unref (stored);

  if (rows[i].code < 0)
    {
      g_assert_no_error (error);
      g_assert_cmpstr (secret_value_get_text (key), ==, text);
      secret_value_unref (key);
      return;
    }
  g_assert_null (key);
  g_assert_error (error, KB_STORED_ERROR, rows[i].code);
  g_assert_nonnull (strstr (kb_store_error_get_advice (error), rows[i].word));
  g_assert_false (leaks (kb_store_error_get_advice (error), text));
  copy = g_error_copy (error);
  key = kb_stored_error_get_clean_key (copy);
  g_assert_cmpstr (key != NULL ? secret_value_get_text (key) : NULL, ==, clean);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/stored-key/%03" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_row);
    }
  return g_test_run ();
}
