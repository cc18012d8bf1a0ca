/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-billing-page.h"

#include "kb-say.h"

#include "core/guide/kb-facts.h"

#include <glib/gi18n.h>

struct _KbBillingPage
{
  KbPage parent_instance;

  GtkWidget *purpose_row;
  GtkWidget *credit_row;
  GtkWidget *limit_row;
  GtkWidget *alert_row;
  GtkWidget *credit_check;
  GtkWidget *limit_check;
};

G_DEFINE_FINAL_TYPE (KbBillingPage, kb_billing_page, KB_TYPE_PAGE)

static char *
say_plus (void)
{
  g_autofree char *price = kb_say_money ("money.plus-month");

  /* TRANSLATORS: %s is an amount such as "$20" */
  return g_strdup_printf (_ ("%s a month for the ChatGPT app. It pays for no request of your programs."),
                          price);
}

static char *
say_credit (void)
{
  g_autofree char *minimum = kb_say_money ("money.minimum-credit");

  /* TRANSLATORS: %s is an amount such as "$5"; tokens are the unit in which models are billed */
  return g_strdup_printf (_ ("From %s, for your programs. Each request takes a little of it, by tokens: "
                             "pieces of words, sent and received."),
                          minimum);
}

static char *
say_amounts (void)
{
  g_autofree char *minimum = kb_say_money ("money.minimum-credit");
  g_autofree char *usual = kb_say_money ("money.default-credit");
  g_autofree char *as_of = kb_say_as_of ("money.minimum-credit");

  /* TRANSLATORS: two amounts, then "as of" and a date */
  return g_strdup_printf (_ ("The least you can buy is %s; the page suggests %s (%s)"), minimum, usual,
                          as_of);
}

static char *
say_expiry (void)
{
  guint years = (guint) kb_facts_get_integer (kb_facts_get_default (), "credit.expiry");

  /* TRANSLATORS: of prepaid credit */
  return g_strdup_printf (ngettext ("Credit expires after %u year and is normally not paid back",
                                    "Credit expires after %u years and is normally not paid back", years),
                          years);
}

static char *
say_buy (gpointer object, guint credit)
{
  /* TRANSLATORS: an instruction; %u is a number of US dollars */
  return g_strdup_printf (_ ("Buy $%u of credit"), credit);
}

static char *
say_limit (gpointer object, guint limit)
{
  /* TRANSLATORS: an instruction with the labels of the web page; %u is a number of US dollars */
  return g_strdup_printf (_ ("Under “Spend” choose “Edit”, set $%u and tick “Enforce a hard limit”"), limit);
}

static char *
say_alert (gpointer object, guint alert)
{
  /* TRANSLATORS: an instruction; %u is a number of US dollars */
  return g_strdup_printf (_ ("Add an alert at $%u"), alert);
}

static void
kb_billing_page_constructed (GObject *object)
{
  KbBillingPage *self = KB_BILLING_PAGE (object);
  KbPage *page = KB_PAGE (object);

  G_OBJECT_CLASS (kb_billing_page_parent_class)->constructed (object);
  kb_page_bind (page, "purpose", self->purpose_row, "selected");
  kb_page_bind (page, "credit", self->credit_row, "value");
  kb_page_bind (page, "hard-limit", self->limit_row, "value");
  kb_page_bind (page, "alert", self->alert_row, "value");
  kb_page_bind (page, "credit-added", self->credit_check, "active");
  kb_page_bind (page, "limit-set", self->limit_check, "active");
}

static void
kb_billing_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KB_TYPE_BILLING_PAGE);
  G_OBJECT_CLASS (kb_billing_page_parent_class)->dispose (object);
}

static void
kb_billing_page_class_init (KbBillingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = kb_billing_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = kb_billing_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-billing-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KbBillingPage, purpose_row);
  gtk_widget_class_bind_template_child (widget_class, KbBillingPage, credit_row);
  gtk_widget_class_bind_template_child (widget_class, KbBillingPage, limit_row);
  gtk_widget_class_bind_template_child (widget_class, KbBillingPage, alert_row);
  gtk_widget_class_bind_template_child (widget_class, KbBillingPage, credit_check);
  gtk_widget_class_bind_template_child (widget_class, KbBillingPage, limit_check);
  gtk_widget_class_bind_template_callback (widget_class, say_plus);
  gtk_widget_class_bind_template_callback (widget_class, say_credit);
  gtk_widget_class_bind_template_callback (widget_class, say_amounts);
  gtk_widget_class_bind_template_callback (widget_class, say_expiry);
  gtk_widget_class_bind_template_callback (widget_class, say_buy);
  gtk_widget_class_bind_template_callback (widget_class, say_limit);
  gtk_widget_class_bind_template_callback (widget_class, say_alert);
}

static void
kb_billing_page_init (KbBillingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
