/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-application.h"

#include "kb-copy-secret.h"
#include "kb-window.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

/* A session that ends, a terminal that closes, Ctrl+C there */
static const int ending_signals[] = { SIGTERM, SIGHUP, SIGINT };

struct _KbApplication
{
  AdwApplication parent_instance;

  gboolean practice; /* asked for on the command line */
  guint signal_ids[G_N_ELEMENTS (ending_signals)];
};

G_DEFINE_FINAL_TYPE (KbApplication, kb_application, ADW_TYPE_APPLICATION)

static KbWindow *
ensure_window (KbApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window)
    return KB_WINDOW (window);
  return kb_window_new (self, self->practice);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KbApplication *self = KB_APPLICATION (user_data);
  AdwDialog *dialog = adw_about_dialog_new ();

  g_object_set (
      dialog, "application-name", "Keybearer", "application-icon", APP_ID, "version", PACKAGE_VERSION,
      "developer-name", _ ("The Keybearer developers"), "license-type", GTK_LICENSE_GPL_3_0, "comments",
      _ ("Sets up an OpenAI API key and keeps it in your keyring. Not affiliated with OpenAI."), NULL);
  adw_dialog_present (dialog, GTK_WIDGET (ensure_window (self)));
}

static void
help_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KbWindow *window = ensure_window (KB_APPLICATION (user_data));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.library", NULL);
  gtk_window_present (GTK_WINDOW (window));
}

static void
practice_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KbWindow *window = ensure_window (KB_APPLICATION (user_data));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.practice", NULL);
  gtk_window_present (GTK_WINDOW (window));
}

/* As its close button does: a window may have something to say first. */
static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  if (window)
    gtk_window_close (window);
}

/* Destroying the window writes the last choices; the default would lose them. Nobody can be asked. */
static gboolean
ending_signal_cb (gpointer user_data)
{
  GtkWindow *window;

  while ((window = gtk_application_get_active_window (GTK_APPLICATION (user_data))))
    gtk_window_destroy (window);
  return G_SOURCE_CONTINUE;
}

static const GActionEntry app_actions[] = {
  { .name = "about", .activate = about_cb },
  { .name = "help", .activate = help_cb },
  { .name = "practice", .activate = practice_cb },
  { .name = "quit", .activate = quit_cb },
};

static const struct
{
  const char *action;
  const char *keys[3];
} accelerators[] = {
  { "app.help", { "F1" } },
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
};

static void
kb_application_startup (GApplication *app)
{
  G_APPLICATION_CLASS (kb_application_parent_class)->startup (app);

  g_action_map_add_action_entries (G_ACTION_MAP (app), app_actions, G_N_ELEMENTS (app_actions), app);
  for (gsize i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (app), accelerators[i].action,
                                           accelerators[i].keys);
  for (gsize i = 0; i < G_N_ELEMENTS (ending_signals); i++)
    KB_APPLICATION (app)->signal_ids[i] = g_unix_signal_add (ending_signals[i], ending_signal_cb, app);
}

static void
kb_application_shutdown (GApplication *app)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ending_signals); i++)
    g_clear_handle_id (&KB_APPLICATION (app)->signal_ids[i], g_source_remove);
  /* Before GTK hands what is on the clipboard to whoever keeps it after the end. */
  kb_copy_secret_clear ();
  G_APPLICATION_CLASS (kb_application_parent_class)->shutdown (app);
}

static void
kb_application_activate (GApplication *app)
{
  gtk_window_present (GTK_WINDOW (ensure_window (KB_APPLICATION (app))));
}

static int
kb_application_handle_local_options (GApplication *app, GVariantDict *options)
{
  KbApplication *self = KB_APPLICATION (app);

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Keybearer %s\n", PACKAGE_VERSION);
      return 0;
    }
  self->practice = g_variant_dict_contains (options, "practice");
  /* A practice run beside a real one must not end up in the window of the real one. */
  if (self->practice)
    g_application_set_flags (app, g_application_get_flags (app) | G_APPLICATION_NON_UNIQUE);
  return -1;
}

static void
kb_application_class_init (KbApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = kb_application_startup;
  application_class->shutdown = kb_application_shutdown;
  application_class->activate = kb_application_activate;
  application_class->handle_local_options = kb_application_handle_local_options;
}

static void
kb_application_init (KbApplication *self)
{
  GApplication *app = G_APPLICATION (self);

  g_application_add_main_option (app, "practice", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE,
                                 N_ ("Practice run: no account, no network, keys only in memory"), NULL);
  g_application_add_main_option (app, "version", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE,
                                 N_ ("Print the version and exit"), NULL);
}

GApplication *
kb_application_new (void)
{
  return g_object_new (KB_TYPE_APPLICATION, "application-id", APP_ID, "resource-base-path",
                       "/io/github/keybearer/Keybearer", NULL);
}
