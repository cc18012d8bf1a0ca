/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-money-dialog.h"

#include "kb-page.h"
#include "kb-permission-words.h"
#include "widgets/kb-fit.h"
#include "widgets/kb-header.h"

struct _KbMoneyDialog
{
  AdwDialog parent_instance;
};

static guint estimate_signal;

G_DEFINE_FINAL_TYPE (KbMoneyDialog, kb_money_dialog, ADW_TYPE_DIALOG)

static void
estimate_cb (KbMoneyDialog *self)
{
  g_signal_emit (self, estimate_signal, 0);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
kb_money_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KB_TYPE_MONEY_DIALOG);
  G_OBJECT_CLASS (kb_money_dialog_parent_class)->dispose (object);
}

static void
kb_money_dialog_class_init (KbMoneyDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kb_money_dialog_dispose;
  estimate_signal =
      g_signal_new ("estimate", KB_TYPE_MONEY_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KB_TYPE_HEADER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-money-dialog.ui");
  gtk_widget_class_bind_template_callback (widget_class, kb_list_purposes);
  gtk_widget_class_bind_template_callback (widget_class, estimate_cb);
}

static void
kb_money_dialog_init (KbMoneyDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kb_fit (GTK_WIDGET (self));
}

AdwDialog *
kb_money_dialog_new (KbChoices *choices)
{
  AdwDialog *dialog = g_object_new (KB_TYPE_MONEY_DIALOG, NULL);

  kb_bind_fields (choices, adw_dialog_get_child (dialog));
  return dialog;
}
