/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-compare-dialog.h"

#include "kb-access-surface.h"
#include "kb-header.h"
#include "kb-permission-words.h"

#include <glib/gi18n.h>

struct _KbCompareDialog
{
  AdwDialog parent_instance;

  GtkBox *content;
  GtkBox *first_row;
  GtkBox *second_row;
};

G_DEFINE_FINAL_TYPE (KbCompareDialog, kb_compare_dialog, ADW_TYPE_DIALOG)

static const struct
{
  KbOwner owner;
  KbPermission permission;
  const char *best_for;
  const char *advantage;
  const char *drawback;
} kinds[] = {
  { KB_OWNER_YOU, KB_PERMISSION_ALL, N_ ("Learning, alone and on your own computer"),
    N_ ("Ready right away: there is nothing to set"),
    N_ ("Whoever finds it can do all that you can. Too much for anything that others use") },
  { KB_OWNER_YOU, KB_PERMISSION_RESTRICTED, N_ ("One app, when you know what it uses"),
    N_ ("A stolen key can do less harm"),
    N_ ("It takes some clicks, and some more when the app needs something new. Stops when you lose "
        "access.") },
  { KB_OWNER_YOU, KB_PERMISSION_READ_ONLY, N_ ("Overviews, and tools that only read"),
    N_ ("Starts no work and spends no money"),
    N_ ("No model answers it, so the test here cannot succeed. Stops when you lose access.") },
  { KB_OWNER_SERVICE_ACCOUNT, KB_PERMISSION_ALL, N_ ("Servers, teams and apps in daily use"),
    N_ ("Belongs to the project: it keeps working when people leave"),
    N_ ("No permissions to set, and no person responsible: choose somebody who looks after it") },
};

static void
add_text (GtkBox *card, const char *title, const char *text)
{
  GtkWidget *heading = gtk_label_new (title);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (heading, "caption-heading");
  gtk_widget_set_margin_top (heading, 6);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_box_append (card, heading);
  gtk_box_append (card, label);
}

static const char *
get_note (const KbAdvice *kind, KbChoices *choices)
{
  KbAdvice advice = kb_choices_get_advice (choices);

  if (kind->owner == advice.owner && kind->permission == advice.permission)
    /* TRANSLATORS: of a kind of key; stands after it */
    return _ ("recommended");
  if (kind->owner == kb_choices_get_owner (choices) &&
      kind->permission == kb_choices_get_permission (choices))
    /* TRANSLATORS: of a kind of key; stands after it */
    return _ ("chosen");
  return NULL;
}

static GtkWidget *
new_card (gsize kind, KbChoices *choices)
{
  GtkBox *card = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 3,
                               "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, "focusable", TRUE, NULL);
  KbAccessSurface *surface = g_object_new (KB_TYPE_ACCESS_SURFACE, NULL);
  g_autofree char *name = kb_permission_dup_choice (kinds[kind].owner, kinds[kind].permission);
  KbAdvice key = kb_choices_get_advice (choices);

  g_autofree char *title = NULL;

  key.owner = kinds[kind].owner;
  key.permission = kinds[kind].permission;
  title = kb_permission_dup_marked (name, get_note (&key, choices));
  kb_access_surface_show (surface, &key, title);
  gtk_widget_add_css_class (GTK_WIDGET (card), "card");
  gtk_widget_add_css_class (GTK_WIDGET (card), "kind");
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (card, GTK_WIDGET (surface));
  add_text (card, _ ("Best For"), _ (kinds[kind].best_for));
  add_text (card, _ ("Advantage"), _ (kinds[kind].advantage));
  add_text (card, _ ("Drawback"), _ (kinds[kind].drawback));
  return GTK_WIDGET (card);
}

static void
kb_compare_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KB_TYPE_COMPARE_DIALOG);
  G_OBJECT_CLASS (kb_compare_dialog_parent_class)->dispose (object);
}

static void
kb_compare_dialog_class_init (KbCompareDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kb_compare_dialog_dispose;
  g_type_ensure (KB_TYPE_HEADER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-compare-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KbCompareDialog, content);
  gtk_widget_class_bind_template_child (widget_class, KbCompareDialog, first_row);
  gtk_widget_class_bind_template_child (widget_class, KbCompareDialog, second_row);
}

static void
kb_compare_dialog_init (KbCompareDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_box_append (self->content, kb_access_surface_new_legend ());
}

KbCompareDialog *
kb_compare_dialog_new (KbChoices *choices)
{
  KbCompareDialog *self = g_object_new (KB_TYPE_COMPARE_DIALOG, NULL);

  for (gsize kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    gtk_box_append (kind < G_N_ELEMENTS (kinds) / 2 ? self->first_row : self->second_row,
                    new_card (kind, choices));
  return self;
}
