/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-forget.h"

#include "core/programs/kb-connection.h"
#include "kb-page.h"
#include "kb-window.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *window; /* weak */
  KbTrash *trash;
  char *name;
  gboolean practice;
} Forgetting;

static void
forgetting_free (gpointer data)
{
  Forgetting *forgetting = data;

  g_clear_weak_pointer (&forgetting->window);
  g_object_unref (forgetting->trash);
  g_free (forgetting->name);
  g_free (forgetting);
}

/* What stays is said where it was connected. */
static void
cleaned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GPtrArray) left = kb_connections_clean_finish (result, NULL);

  g_application_release (g_application_get_default ());
}

/* Not for a practice key, whose name may be that of a real one. */
static void
clean (const char *name, gboolean practice)
{
  if (practice)
    return;
  g_application_hold (g_application_get_default ());
  kb_connections_clean_async (name, NULL, cleaned_cb, NULL);
}

static void
emptied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GtkWidget *window = user_data;
  g_autoptr (GError) error = NULL;

  g_application_release (g_application_get_default ());
  if (!kb_trash_empty_finish (KB_TRASH (source), result, &error))
    {
      g_message ("Not forgotten: %s", error->message);
      if (window && gtk_widget_get_realized (window))
        kb_toast_trouble (window, error);
    }
  g_clear_object (&window);
}

static void
dismissed_cb (AdwToast *toast, gpointer user_data)
{
  Forgetting *forgetting = user_data;

  g_application_hold (g_application_get_default ());
  /* Not once it was taken back. */
  if (kb_trash_holds (forgetting->trash, forgetting->name))
    clean (forgetting->name, forgetting->practice);
  kb_trash_empty_async (forgetting->trash, forgetting->name, emptied_cb,
                        forgetting->window ? g_object_ref (forgetting->window) : NULL);
}

static void
undo_cb (AdwToast *toast, gpointer user_data)
{
  Forgetting *forgetting = user_data;

  kb_trash_take_back (forgetting->trash, forgetting->name);
}

AdwToast *
kb_forget_key (GtkWidget *window, KbTrash *trash, const char *name, const char *label)
{
  /* TRANSLATORS: %s is what the person calls the key */
  g_autofree char *text = g_strdup_printf (_ ("“%s” is forgotten here, not revoked"), label);
  AdwToast *toast = adw_toast_new (text);
  Forgetting *forgetting = g_new0 (Forgetting, 1);

  g_set_weak_pointer (&forgetting->window, window);
  forgetting->trash = g_object_ref (trash);
  forgetting->name = g_strdup (name);
  /* The window may be on its way out when it is asked for. */
  forgetting->practice = kb_window_get_practice (KB_WINDOW (window));
  g_object_set_data_full (G_OBJECT (toast), "forgetting", forgetting, forgetting_free);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _ ("Undo"));
  g_signal_connect (toast, "button-clicked", G_CALLBACK (undo_cb), forgetting);
  g_signal_connect (toast, "dismissed", G_CALLBACK (dismissed_cb), forgetting);
  kb_trash_add (trash, name);
  return toast;
}

void
kb_forget_all (KbTrash *trash, gboolean practice)
{
  g_auto (GStrv) names = kb_trash_dup_names (trash);

  for (gsize i = 0; names[i] != NULL; i++)
    clean (names[i], practice);
  g_application_hold (g_application_get_default ());
  kb_trash_empty_async (trash, NULL, emptied_cb, NULL);
}
