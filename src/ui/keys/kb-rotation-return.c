/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-rotation-return.h"

#include "kb-key-page.h"
#include "kb-keys-page.h"
#include "kb-rotation-page.h"

typedef struct
{
  AdwNavigationPage *page; /* My Keys */
  KbSetup *setup;
  char *name;
} Return;

static void
return_free (Return *data)
{
  g_object_unref (data->page);
  g_object_unref (data->setup);
  g_free (data->name);
  g_free (data);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Return, return_free)

static void
show_rotation (Return *data, KbSavedKey *key)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (data->page), ADW_TYPE_NAVIGATION_VIEW);

  if (!view || adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (view)) != data->page)
    return;
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), kb_key_page_new (data->setup, key));
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view),
                            kb_rotation_page_new (data->setup, key, KB_ROTATION_REPLACE));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Return) data = user_data;
  g_autoptr (GPtrArray) keys = kb_key_store_list_finish (KB_KEY_STORE (source), result, NULL);

  for (guint i = 0; keys && i < keys->len; i++)
    if (g_str_equal (kb_saved_key_get_name (keys->pdata[i]), data->name))
      {
        show_rotation (data, keys->pdata[i]);
        return;
      }
}

/* What the person calls the key is known to the store only. */
void
kb_rotation_return (AdwNavigationView *view, KbSetup *setup, const char *name)
{
  Return *data = g_new (Return, 1);

  *data = (Return) { g_object_ref (adw_navigation_view_get_visible_page (view)), g_object_ref (setup),
                     g_strdup (name) };
  kb_key_store_list_async (kb_keys_get_store (kb_setup_get_keys (setup)),
                           kb_page_get_cancellable (KB_PAGE (data->page)), listed_cb, data);
}
