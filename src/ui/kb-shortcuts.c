/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-shortcuts.h"

#include "widgets/kb-fit.h"
#include "widgets/kb-header.h"

#include <glib/gi18n.h>

static const struct
{
  const char *keys;
  const char *title;
  const char *action; /* NULL: widgets and pages listen for them themselves */
} shortcuts[] = {
  { "<Control>n", N_ ("Set Up a Key"), "win.begin-key" },
  { "<Control>o", N_ ("Open the Web Page of This Step"), NULL },
  { "<Control>v", N_ ("Paste the Key That You Copied"), NULL },
  { "Return", N_ ("Press the Highlighted Button"), NULL },
  { "<Alt>Left", N_ ("Go Back"), NULL },
  { "<Control>f", N_ ("Search"), NULL },
  { "F10", N_ ("Main Menu"), NULL },
  { "F1", N_ ("Library"), "app.help" },
  { "<Control>question", N_ ("Keyboard Shortcuts"), "app.shortcuts" },
  { "<Control>w", N_ ("Close the Window"), "window.close" },
  { "<Control>q", N_ ("Quit"), "app.quit" },
};

void
kb_shortcuts_install (GtkApplication *app)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    if (shortcuts[i].action)
      gtk_application_set_accels_for_action (app, shortcuts[i].action,
                                             (const char *[]) { shortcuts[i].keys, NULL });
}

static GtkWidget *
new_row (const char *keys, const char *title)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", title, NULL);
  guint key;
  GdkModifierType modifiers;
  g_autofree char *label = NULL;

  gtk_accelerator_parse (keys, &key, &modifiers);
  label = gtk_accelerator_get_label (key, modifiers);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_label_new (label));
  return row;
}

AdwDialog *
kb_shortcuts_dialog_new (void)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  AdwToolbarView *view = ADW_TOOLBAR_VIEW (adw_toolbar_view_new ());
  AdwDialog *dialog =
      g_object_new (ADW_TYPE_DIALOG, "title", _ ("Keyboard Shortcuts"), "content-width", 640,
                    "content-height", 576, "width-request", 300, "height-request", 200, "child", view, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    adw_preferences_group_add (group, new_row (shortcuts[i].keys, _ (shortcuts[i].title)));
  adw_preferences_page_add (page, group);
  adw_toolbar_view_add_top_bar (
      view, g_object_new (KB_TYPE_HEADER, "menu", FALSE, "title", adw_dialog_get_title (dialog), NULL));
  adw_toolbar_view_set_content (view, GTK_WIDGET (page));
  kb_fit (GTK_WIDGET (dialog));
  return dialog;
}
