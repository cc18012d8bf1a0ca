/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-main-menu.h"

struct _KbMainMenu
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GMenuModel *main_menu;
};

G_DEFINE_FINAL_TYPE (KbMainMenu, kb_main_menu, ADW_TYPE_BIN)

static void
kb_main_menu_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), KB_TYPE_MAIN_MENU);
  G_OBJECT_CLASS (kb_main_menu_parent_class)->dispose (object);
}

static void
kb_main_menu_class_init (KbMainMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kb_main_menu_dispose;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/io/github/keybearer/Keybearer/ui/kb-main-menu.ui");
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), KbMainMenu, button);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), KbMainMenu, main_menu);
}

/* Every page has one and few are opened: what a menu watches of its actions takes time to make, and GTK 4.18
 * keeps 8 KiB of it for as long as the window is there. */
static void
open_cb (GtkMenuButton *button, gpointer user_data)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, KB_MAIN_MENU (user_data)->main_menu);
}

static void
kb_main_menu_init (KbMainMenu *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->button, open_cb, self, NULL);
}
