/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-main-menu.h"

struct _KbMainMenu
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (KbMainMenu, kb_main_menu, ADW_TYPE_BIN)

static void
kb_main_menu_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KB_TYPE_MAIN_MENU);
  G_OBJECT_CLASS (kb_main_menu_parent_class)->dispose (object);
}

static void
kb_main_menu_class_init (KbMainMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kb_main_menu_dispose;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/io/github/keybearer/Keybearer/ui/kb-main-menu.ui");
}

static void
kb_main_menu_init (KbMainMenu *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
