/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-money.h"

#include "core/base/kb-number.h"
#include "core/facts/kb-estimate.h"
#include "core/facts/kb-fact-words.h"
#include "kb-money-dialog.h"
#include "kb-say.h"
#include "widgets/kb-link-row.h"
#include "widgets/kb-more-row.h"
#include "widgets/kb-wallets.h"

#include <glib/gi18n.h>

#define MICRO 1000000

struct _KbMoney
{
  GtkBox parent_instance;

  GtkLabel *sentence;
  KbMoreRow *wallets_row;

  KbChoices *choices;
};

#define KB_TYPE_MONEY (kb_money_get_type ())
G_DECLARE_FINAL_TYPE (KbMoney, kb_money, KB, MONEY, GtkBox)
G_DEFINE_FINAL_TYPE (KbMoney, kb_money, GTK_TYPE_BOX)

/* How the credit works, and what stops it. */
static const char *const facts[] = {
  N_ ("There is a cap on what you can buy, which is lower for a new account. Credit that is not used up "
      "expires after {credit.expiry}."),
  N_ ("When nothing is left, requests are refused until you buy more; your keys and projects stay. The stop "
      "can come late: if the balance falls below zero, your next purchase pays for that."),
  N_ ("Credit is normally not refunded; exceptions are a billing error, confirmed unauthorized use, and a "
      "service that failed."),
  N_ ("For an app that must not stop, leave “{web.auto-reload}” on. For example, let it restore the balance "
      "to {money.reload-example-amount} when less than {money.reload-example-threshold} is left. The third "
      "field, the monthly reload limit, caps what it charges."),
  N_ ("At the hard limit, requests are refused until the next month or until you raise it. At an alert, you "
      "get an e-mail and can go on spending. Neither is instant: it can take {delay.settings} or longer "
      "until it counts. The organization has both, and so has each project; the one that is reached first "
      "counts."),
  N_ ("If a key that you made before paying is still refused an hour later, try a new one. That helped some "
      "people."),
};

/* Two figures are enough of what is only about so. */
static gint64
round_down (gint64 count)
{
  gint64 unit = 1;

  while (count / unit >= 100)
    unit *= 10;
  return count / unit * unit;
}

static gint64
count_chats (guint credit)
{
  const KbFacts *all = kb_facts_get_default ();
  const KbModel *model = kb_facts_find_model (all, kb_facts_get_string (all, "models.cheapest"));
  const KbUse use = { .conversations = 1,
                      .input_tokens = (guint64) kb_facts_get_integer (all, "estimate.input-tokens"),
                      .output_tokens = (guint64) kb_facts_get_integer (all, "estimate.output-tokens") };
  KbEstimate estimate = kb_estimate_for (model, &use);

  return round_down (kb_estimate_count_conversations (&estimate, (gint64) credit * MICRO));
}

static void
show (KbMoney *self)
{
  g_autofree char *amount = NULL, *chats = NULL, *text = NULL;
  gint64 n_chats;
  guint credit;

  g_object_get (self->choices, "credit", &credit, NULL);
  n_chats = count_chats (credit);
  amount = kb_number_format (KB_NUMBER_DOLLARS, credit);
  chats = kb_number_format (KB_NUMBER_COUNT, n_chats);
  text = g_strdup_printf (
      /* TRANSLATORS: the first %s is an amount such as "$5", the second a number */
      ngettext ("%s buys about %s short chat with the cheapest model. It cannot cost much more while "
                "Auto-reload is off.",
                "%s buys about %s short chats with the cheapest model. It cannot cost much more while "
                "Auto-reload is off.",
                (gulong) n_chats),
      amount, chats);
  gtk_label_set_label (self->sentence, text);
}

static void
estimate_cb (KbMoney *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.estimate", NULL);
}

static void
change_cb (KbMoney *self)
{
  AdwDialog *dialog = kb_money_dialog_new (self->choices);

  g_signal_connect_object (dialog, "estimate", G_CALLBACK (estimate_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
add_link (KbMoney *self, const char *title, const char *link)
{
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self->wallets_row),
                            g_object_new (KB_TYPE_LINK_ROW, "title", title, "link", link, NULL));
}

/* One date is enough for all: that of the oldest. */
static void
add_facts (KbMoney *self)
{
  const char *oldest = NULL;
  g_autofree char *as_of = NULL, *date = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      g_autofree char *text = kb_fact_words_fill (kb_facts_get_default (), _ (facts[i]), &oldest);

      kb_more_row_add_text (self->wallets_row, text);
    }
  as_of = kb_say_as_of_date (oldest, NULL);
  /* TRANSLATORS: of all that stands above; %s is a date */
  date = g_strdup_printf (_ ("All of this as of %s."), as_of);
  kb_more_row_add_text (self->wallets_row, date);
}

static void
kb_money_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KB_TYPE_MONEY);
  g_clear_object (&KB_MONEY (object)->choices);
  G_OBJECT_CLASS (kb_money_parent_class)->dispose (object);
}

static void
kb_money_class_init (KbMoneyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kb_money_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/keybearer/Keybearer/ui/kb-money.ui");
  gtk_widget_class_bind_template_child (widget_class, KbMoney, sentence);
  gtk_widget_class_bind_template_child (widget_class, KbMoney, wallets_row);
  gtk_widget_class_bind_template_callback (widget_class, change_cb);
}

static void
kb_money_init (KbMoney *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kb_more_row_add (self->wallets_row, g_object_new (KB_TYPE_WALLETS, "narrow", TRUE, NULL));
  add_facts (self);
  add_link (self, _ ("OpenAI on Prepaid Credit"), "link.help.prepaid");
  add_link (self, _ ("OpenAI on Limits"), "link.spend-limits");
}

GtkWidget *
kb_money_new (KbChoices *choices)
{
  KbMoney *self = g_object_new (KB_TYPE_MONEY, NULL);

  self->choices = g_object_ref (choices);
  g_signal_connect_object (choices, "notify::credit", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
