/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "ui-scenes-keyring.h"

/* Wherever a keyring fails, a way leads to its doctor if that helps, and none if it does not. */

static void
collect_cb (GtkWidget *widget, gpointer ways)
{
  if (GTK_IS_ACTIONABLE (widget) && gtk_widget_get_mapped (widget) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), "win.doctor") == 0)
    g_ptr_array_add (ways, widget);
}

static void
assert_way (UiScene *scene, const UiFailure *failure)
{
  g_autoptr (GError) error = g_error_new_literal (KB_STORE_ERROR, (int) scene->error, "");
  guint expected = kb_store_error_is_trouble (error) || failure->always;
  g_autoptr (GPtrArray) ways = g_ptr_array_new ();

  if (failure->toast)
    {
      g_assert_cmpuint (scene->host->last_trouble != NULL, ==, expected);
      return;
    }
  ui_walk (GTK_WIDGET (scene->host->page), collect_cb, ways);
  g_assert_cmpuint (ways->len, ==, expected);
  if (ways->len > 0)
    g_assert_true (gtk_widget_activate (ways->pdata[0]));
  UI_WAIT (scene->host->n_doctor == expected);
}

static void
test_way (gconstpointer failure)
{
  static const KbStoreError errors[] = { KB_STORE_ERROR_LOCKED, KB_STORE_ERROR_NOT_RESPONDING,
                                         KB_STORE_ERROR_DISMISSED };

  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autoptr (FakeStore) store = fake_store_new ();
      UiScene scene = { .store = store, .error = errors[i] };

      ui_scene_open_failure (&scene, failure);
      assert_way (&scene, failure);
      ui_host_free (scene.host);
    }
}

/* Of a keyring that could not be looked at. */
static void
test_not_claimed (gconstpointer failure)
{
  g_autoptr (FakeStore) store = fake_store_new ();
  UiScene scene = { .store = store };

  ui_scene_open_failure (&scene, failure);
  g_assert_null (strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (scene.sight)), "Keyring"));
  ui_host_free (scene.host);
}

int
main (int argc, char *argv[])
{
  gsize n_failures;
  const UiFailure *failures = ui_scenes_get_failures (&n_failures);

  ui_init (&argc, &argv);
  for (gsize i = 0; i < n_failures; i++)
    {
      g_autofree char *path = g_strconcat ("/doctor-ways/", failures[i].name, NULL);

      g_test_add_data_func (path, &failures[i], test_way);
      if (g_str_equal (failures[i].name, "import-failed"))
        g_test_add_data_func ("/doctor-ways/not-claimed", &failures[i], test_not_claimed);
    }
  return ui_run ();
}
