/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-wallets.h"

#include "core/base/kb-number.h"
#include "kb-say.h"
#include "widgets/kb-wallets-layout.h"

#include <glib/gi18n.h>

struct _KbWallets
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (KbWallets, kb_wallets, GTK_TYPE_WIDGET)

static char *
say_plus (void)
{
  g_autofree char *price = kb_say_money ("money.plus-month");

  /* TRANSLATORS: a price; %s is an amount such as "$20" */
  return g_strdup_printf (_ ("%s a month"), price);
}

static char *
say_credit (void)
{
  g_autofree char *minimum = kb_say_money ("money.minimum-credit");

  /* TRANSLATORS: a price; %s is an amount such as "$5" */
  return g_strdup_printf (_ ("from %s"), minimum);
}

static char *
say_empty (void)
{
  g_autofree char *nothing = kb_number_format_money (0);

  /* TRANSLATORS: of credit; %s is "$0" */
  return g_strdup_printf (_ ("%s left"), nothing);
}

static void
describe (KbWallets *self)
{
  g_autofree char *plus = kb_say_money ("money.plus-month");
  g_autofree char *minimum = kb_say_money ("money.minimum-credit");
  g_autofree char *nothing = kb_number_format_money (0);
  g_autofree char *text = g_strdup_printf (
      /* TRANSLATORS: read out in place of a picture. The %s are amounts: "$20", "$5", "$0". */
      _ ("ChatGPT Plus costs %s a month and pays for the ChatGPT app and for apps that offer “Continue with "
         "ChatGPT”. API credit starts at %s and pays for "
         "your "
         "programs. The two are not shared: nothing flows from one to the other. Each request takes some API "
         "credit, by tokens. When %s is left, requests stop. When the hard limit is reached, requests stop. "
         "When "
         "an alert is reached, you only get an e-mail."),
      plus, minimum, nothing);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Picture of the two wallets"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static void
kb_wallets_dispose (GObject *object)
{
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), KB_TYPE_WALLETS);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (kb_wallets_parent_class)->dispose (object);
}

static void
kb_wallets_class_init (KbWalletsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kb_wallets_dispose;

  gtk_widget_class_set_css_name (widget_class, "wallets");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_layout_manager_type (widget_class, KB_TYPE_WALLETS_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-wallets.ui");
  gtk_widget_class_bind_template_callback (widget_class, say_plus);
  gtk_widget_class_bind_template_callback (widget_class, say_credit);
  gtk_widget_class_bind_template_callback (widget_class, say_empty);
}

static void
kb_wallets_init (KbWallets *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  describe (self);
}
