/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-billing-page.h"

#include "core/base/kb-number.h"
#include "core/facts/kb-facts.h"
#include "kb-permission-words.h"
#include "kb-say.h"
#include "widgets/kb-wallets.h"

#include <glib/gi18n.h>

struct _KbBillingPage
{
  KbStepPage parent_instance;
};

G_DEFINE_FINAL_TYPE (KbBillingPage, kb_billing_page, KB_TYPE_STEP_PAGE)

static char *
say_age (gpointer object, const char *fact)
{
  return kb_say_as_of (fact);
}

static char *
say_prices (void)
{
  g_autofree char *as_of = kb_say_as_of ("money.plus-month");

  /* TRANSLATORS: of the amounts below; %s is "as of" and a date */
  return g_strdup_printf (_ ("What pays for what (%s)"), as_of);
}

static char *
say_reload (void)
{
  g_autofree char *as_of = kb_say_as_of ("credit.auto-reload");

  return g_strdup_printf (
      /* TRANSLATORS: %s is "as of" and a date */
      _ ("It takes money from your card and buys more credit whenever little is left. Turn it off, or give "
         "it a monthly reload limit (%s)."),
      as_of);
}

static char *
say_reload_example (void)
{
  g_autofree char *amount = kb_say_money ("money.reload-example-amount");
  g_autofree char *threshold = kb_say_money ("money.reload-example-threshold");

  return g_strdup_printf (
      /* TRANSLATORS: an example of the three fields of “Auto-reload”; both %s are amounts such as "$5" and
         "$25" */
      _ ("For an app that must not stop, leave “Auto-reload” on: when less than %s is left, restore the "
         "balance to %s, for example. The third field, the monthly reload limit, bounds what it takes."),
      threshold, amount);
}

static char *
say_amounts (void)
{
  g_autofree char *minimum = kb_say_money ("money.minimum-credit");
  g_autofree char *usual = kb_say_money ("money.default-credit");

  return g_strdup_printf (
      /* TRANSLATORS: both %s are amounts such as "$5" and "$10" */
      _ ("The least you can buy is %s; the page suggests %s. There is a cap too, which is lower for a new "
         "account."),
      minimum, usual);
}

static char *
say_empty (void)
{
  g_autofree char *nothing = kb_number_format_money (0);

  return g_strdup_printf (
      /* TRANSLATORS: of credit; %s is "$0" */
      _ ("With %s left, requests are refused until you buy more; your keys and projects stay. It is noticed "
         "late: the balance can fall below, and your next purchase pays for that."),
      nothing);
}

static char *
say_expiry (void)
{
  guint years = (guint) kb_facts_get_integer (kb_facts_get_default (), "credit.expiry");

  /* TRANSLATORS: of prepaid credit */
  return g_strdup_printf (ngettext ("Credit that is not used up expires after %u year",
                                    "Credit that is not used up expires after %u years", years),
                          years);
}

static guint
get_delay (void)
{
  return (guint) kb_facts_get_integer (kb_facts_get_default (), "delay.settings");
}

static char *
say_delay (void)
{
  guint minutes = get_delay ();

  return g_strdup_printf (
      /* TRANSLATORS: of the hard limit and the alert */
      ngettext ("Neither is instant: it can take %u minute or longer until it counts",
                "Neither is instant: it can take %u minutes or longer until it counts", minutes),
      minutes);
}

static char *
say_worked (void)
{
  guint minutes = get_delay ();

  return g_strdup_printf (
      /* TRANSLATORS: the label is one of the web page */
      ngettext ("The Billing page shows the amount as your credit balance, and the Limits page shows "
                "the hard limit and the alert. Requests can take about %u minute to notice, sometimes "
                "longer. If a key from before the payment is still refused an hour later, try a new one: "
                "that helped some people.",
                "The Billing page shows the amount as your credit balance, and the Limits page shows "
                "the hard limit and the alert. Requests can take about %u minutes to notice, sometimes "
                "longer. If a key from before the payment is still refused an hour later, try a new one: "
                "that helped some people.",
                minutes),
      minutes);
}

static char *
say_advice (void)
{
  g_autofree char *as_of = kb_say_as_of ("budget.learning.hard-limit");

  /* TRANSLATORS: %s is "as of" and a date */
  return g_strdup_printf (_ ("US dollars that suit what you plan (%s). Change them as you like."), as_of);
}

static char *
say_buy (gpointer object, guint credit)
{
  g_autofree char *amount = kb_number_format (KB_NUMBER_DOLLARS, credit);

  /* TRANSLATORS: an instruction; %s is an amount such as "$10" */
  return g_strdup_printf (_ ("Buy %s of credit"), amount);
}

static char *
say_limit (gpointer object, guint limit)
{
  g_autofree char *amount = kb_number_format (KB_NUMBER_DOLLARS, limit);

  return g_strdup_printf (
      /* TRANSLATORS: an instruction with the labels of the web page; %s is an amount such as "$10" */
      _ ("Choose “Edit spend limit”, enter %s as “Monthly spend limit”, tick “Enforce a hard limit” and "
         "choose "
         "“Save”"),
      amount);
}

static char *
say_alert (gpointer object, guint alert)
{
  g_autofree char *amount = kb_number_format (KB_NUMBER_DOLLARS, alert);

  /* TRANSLATORS: an instruction; %s is an amount such as "$10" */
  return g_strdup_printf (_ ("Add an alert at %s"), amount);
}

static void
kb_billing_page_class_init (KbBillingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KB_TYPE_WALLETS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-billing-page.ui");
  gtk_widget_class_bind_template_callback (widget_class, kb_list_purposes);
  gtk_widget_class_bind_template_callback (widget_class, say_age);
  gtk_widget_class_bind_template_callback (widget_class, say_prices);
  gtk_widget_class_bind_template_callback (widget_class, say_reload);
  gtk_widget_class_bind_template_callback (widget_class, say_reload_example);
  gtk_widget_class_bind_template_callback (widget_class, say_amounts);
  gtk_widget_class_bind_template_callback (widget_class, say_empty);
  gtk_widget_class_bind_template_callback (widget_class, say_expiry);
  gtk_widget_class_bind_template_callback (widget_class, say_delay);
  gtk_widget_class_bind_template_callback (widget_class, say_worked);
  gtk_widget_class_bind_template_callback (widget_class, say_advice);
  gtk_widget_class_bind_template_callback (widget_class, say_buy);
  gtk_widget_class_bind_template_callback (widget_class, say_limit);
  gtk_widget_class_bind_template_callback (widget_class, say_alert);
}

static void
kb_billing_page_init (KbBillingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
