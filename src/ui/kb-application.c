/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-application.h"

#include "core/facts/kb-facts.h"
#include "kb-copy-secret.h"
#include "kb-preferences-dialog.h"
#include "kb-say.h"
#include "kb-shortcuts.h"
#include "kb-window.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

/* As the manual page has it */
#define EXIT_NO_DISPLAY 69

/* A session that ends, a terminal that closes, Ctrl+C there */
static const int ending_signals[] = { SIGTERM, SIGHUP, SIGINT };

struct _KbApplication
{
  AdwApplication parent_instance;

  const char *asked_for; /* an action, on the command line */
  guint signal_ids[G_N_ELEMENTS (ending_signals)];
};

G_DEFINE_FINAL_TYPE (KbApplication, kb_application, ADW_TYPE_APPLICATION)

/* A real set-up is worth more than a practice run, and there is never more than one. */
static KbWindow *
ensure_real_window (KbApplication *self)
{
  KbWindow *window = kb_window_find (GTK_APPLICATION (self), FALSE);

  return window ? window : kb_window_new (self, FALSE);
}

static KbWindow *
ensure_window (KbApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  return window ? KB_WINDOW (window) : ensure_real_window (self);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KbApplication *self = KB_APPLICATION (user_data);
  KbWindow *window = ensure_window (self);
  AdwDialog *dialog =
      adw_about_dialog_new_from_appdata ("/io/github/keybearer/Keybearer/metainfo.xml", PACKAGE_VERSION);
  g_autofree char *as_of = kb_say_as_of_date (kb_facts_get_collected (kb_facts_get_default ()), NULL);
  g_autofree char *comments = g_strdup_printf (
      /* TRANSLATORS: %s is a date */
      _ ("Sets up an OpenAI API key and keeps it in your keyring. Not affiliated with OpenAI. What it says "
         "about OpenAI is as of %s."),
      as_of);

  adw_about_dialog_set_comments (ADW_ABOUT_DIALOG (dialog), comments);
  adw_dialog_present (dialog, GTK_WIDGET (window));
  gtk_window_present (GTK_WINDOW (window));
}

static void
present_dialog (KbApplication *self, AdwDialog *dialog)
{
  KbWindow *window = ensure_window (self);

  adw_dialog_present (dialog, GTK_WIDGET (window));
  gtk_window_present (GTK_WINDOW (window));
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  present_dialog (KB_APPLICATION (user_data), kb_preferences_dialog_new ());
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  present_dialog (KB_APPLICATION (user_data), kb_shortcuts_dialog_new ());
}

static void
help_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KbWindow *window = ensure_window (KB_APPLICATION (user_data));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.library", NULL);
  gtk_window_present (GTK_WINDOW (window));
}

/* Beside a real set-up, in which a key may have been pasted that is saved nowhere yet. */
static void
practice_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KbApplication *self = KB_APPLICATION (user_data);
  KbWindow *window = kb_window_find (GTK_APPLICATION (self), TRUE);

  gtk_window_present (GTK_WINDOW (window ? window : kb_window_new (self, TRUE)));
}

static void
new_key_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KbWindow *window = ensure_real_window (KB_APPLICATION (user_data));

  kb_window_begin_key (window);
  gtk_window_present (GTK_WINDOW (window));
}

static void
test_keys_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KbWindow *window = ensure_real_window (KB_APPLICATION (user_data));

  kb_window_test_keys (window);
  gtk_window_present (GTK_WINDOW (window));
}

/* For a notification: the window that it came from, if that is still open. */
static void
present_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KbWindow *window = kb_window_find (GTK_APPLICATION (user_data), g_variant_get_boolean (parameter));

  if (window)
    gtk_window_present (GTK_WINDOW (window));
  else
    g_application_activate (G_APPLICATION (user_data));
}

static void
close_windows (KbApplication *self, gboolean practice)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));

  for (GList *l = windows; l; l = l->next)
    if (kb_window_get_practice (l->data) == practice)
      gtk_window_close (l->data);
}

/* As their close buttons do: what has something to say first is closed last. */
static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  close_windows (KB_APPLICATION (user_data), TRUE);
  close_windows (KB_APPLICATION (user_data), FALSE);
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
  { .name = "new-key", .activate = new_key_cb },
  { .name = "practice", .activate = practice_cb },
  { .name = "preferences", .activate = preferences_cb },
  { .name = "present", .activate = present_cb, .parameter_type = "b" },
  { .name = "quit", .activate = quit_cb },
  { .name = "shortcuts", .activate = shortcuts_cb },
  { .name = "test-keys", .activate = test_keys_cb },
};

/* Options of the same name, for desktops that start the program for the actions of its menu entry. The
 * program that has looked at them before has their words. */
static const GOptionEntry action_options[] = {
  { "new-key", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL, NULL, NULL },
  { "test-keys", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL, NULL, NULL },
  { "practice", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL, NULL, NULL },
  { NULL },
};

static void
kb_application_startup (GApplication *app)
{
  if (!gtk_init_check ())
    {
      g_printerr (
          "keybearer: %s\n",
          _ ("There is no display to show a window on. The commands work without one: keybearer --help"));
      exit (EXIT_NO_DISPLAY);
    }
  /* On X11 this is the class of the windows, by which their menu entry is found. */
  g_set_prgname (APP_ID);
  g_set_application_name ("Keybearer");
  G_APPLICATION_CLASS (kb_application_parent_class)->startup (app);

  gtk_window_set_default_icon_name (APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (app), app_actions, G_N_ELEMENTS (app_actions), app);
  kb_shortcuts_install (GTK_APPLICATION (app));
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
  KbApplication *self = KB_APPLICATION (app);
  const char *action = g_steal_pointer (&self->asked_for);
  KbWindow *window = kb_window_find (GTK_APPLICATION (app), FALSE);

  if (action)
    g_action_group_activate_action (G_ACTION_GROUP (app), action, NULL);
  else
    gtk_window_present (GTK_WINDOW (window ? window : ensure_window (self)));
}

static int
kb_application_handle_local_options (GApplication *app, GVariantDict *options)
{
  KbApplication *self = KB_APPLICATION (app);

  for (const GOptionEntry *option = action_options; option->long_name && !self->asked_for; option++)
    if (g_variant_dict_contains (options, option->long_name))
      self->asked_for = option->long_name;
  /* What fails here fails again, and is said, on the usual way. */
  if (!self->asked_for || !g_application_register (app, NULL, NULL) || !g_application_get_is_remote (app))
    return -1;
  g_action_group_activate_action (G_ACTION_GROUP (app), self->asked_for, NULL);
  return 0;
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

  g_application_add_main_option_entries (app, action_options);
}

GApplication *
kb_application_new (void)
{
  return g_object_new (KB_TYPE_APPLICATION, "application-id", APP_ID, "resource-base-path",
                       "/io/github/keybearer/Keybearer", NULL);
}
