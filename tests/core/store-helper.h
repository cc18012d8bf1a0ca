/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keyring/kb-key-store.h"

/* The operations of a store, each waited for. Tests have no window to keep alive. */

static void
store_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static GAsyncResult *
store_wait (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *slot;
}

static G_GNUC_UNUSED KbStoreState
store_probe (KbKeyStore *store, char **collection, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kb_key_store_probe_async (store, NULL, store_done_cb, &result);

  return kb_key_store_probe_finish (store, store_wait (&result), collection, error);
}

static G_GNUC_UNUSED gboolean
store_unlock (KbKeyStore *store, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kb_key_store_unlock_async (store, NULL, store_done_cb, &result);

  return kb_key_store_unlock_finish (store, store_wait (&result), error);
}

static G_GNUC_UNUSED GPtrArray *
store_list (KbKeyStore *store, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kb_key_store_list_async (store, NULL, store_done_cb, &result);

  return kb_key_store_list_finish (store, store_wait (&result), error);
}

static G_GNUC_UNUSED gboolean
store_save (KbKeyStore *store, const char *name, const char *label, const char *key, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SecretValue) value = secret_value_new (key, -1, "text/plain");

  kb_key_store_save_async (store, name, label, value, TRUE, NULL, store_done_cb, &result);

  return kb_key_store_save_finish (store, store_wait (&result), error);
}

static G_GNUC_UNUSED SecretValue *
store_load (KbKeyStore *store, const char *name, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kb_key_store_load_async (store, name, NULL, store_done_cb, &result);

  return kb_key_store_load_finish (store, store_wait (&result), error);
}

static G_GNUC_UNUSED gboolean
store_rename (KbKeyStore *store, const char *name, const char *label, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kb_key_store_rename_async (store, name, label, NULL, store_done_cb, &result);

  return kb_key_store_rename_finish (store, store_wait (&result), error);
}

static G_GNUC_UNUSED gboolean
store_forget (KbKeyStore *store, const char *name, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kb_key_store_forget_async (store, name, NULL, store_done_cb, &result);

  return kb_key_store_forget_finish (store, store_wait (&result), error);
}

static G_GNUC_UNUSED void
assert_saved (KbKeyStore *store, const char *name, const char *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) value = store_load (store, name, &error);

  g_assert_no_error (error);
  g_assert_nonnull (value);
  g_assert_cmpstr (secret_value_get_text (value), ==, key);
}

/* "name=label name=label", in the order of the list, a "!" behind each that is locked. */
static G_GNUC_UNUSED char *
dup_list (KbKeyStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = store_list (store, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  g_assert_nonnull (keys);
  for (guint i = 0; i < keys->len; i++)
    {
      KbSavedKey *key = keys->pdata[i];

      g_string_append_printf (text, "%s%s=%s%s", i > 0 ? " " : "", kb_saved_key_get_name (key),
                              kb_saved_key_get_label (key), kb_saved_key_get_locked (key) ? "!" : "");
    }

  return g_string_free_and_steal (text);
}
