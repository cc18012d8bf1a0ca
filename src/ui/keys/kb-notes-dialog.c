/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-notes-dialog.h"

#include "kb-permission-words.h"
#include "widgets/kb-fit.h"
#include "widgets/kb-header.h"

struct _KbNotesDialog
{
  AdwDialog parent_instance;

  GtkWidget *project_row;
  AdwComboRow *purpose_row;
  AdwComboRow *owner_row;
  AdwComboRow *permission_row;

  KbNotes *notes;
  char *name;
  gint64 created;
};

enum
{
  SIGNAL_NOTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KbNotesDialog, kb_notes_dialog, ADW_TYPE_DIALOG)

static void
add_cb (KbNotesDialog *self)
{
  g_autoptr (KbNote) note = kb_note_new (self->name);

  g_set_str (&note->project, gtk_editable_get_text (GTK_EDITABLE (self->project_row)));
  note->purpose = (KbPurpose) adw_combo_row_get_selected (self->purpose_row);
  note->chosen = TRUE;
  note->owner = (KbOwner) adw_combo_row_get_selected (self->owner_row);
  note->permission = note->owner == KB_OWNER_SERVICE_ACCOUNT
                         ? KB_PERMISSION_ALL
                         : (KbPermission) adw_combo_row_get_selected (self->permission_row);
  note->created = self->created;
  kb_notes_put (self->notes, note);
  g_signal_emit (self, signals[SIGNAL_NOTED], 0);
  adw_dialog_close (ADW_DIALOG (self));
}

/* The page at OpenAI offers no permissions for a service account. */
static gboolean
has_permissions (GObject *object, guint owner)
{
  return owner == KB_OWNER_YOU;
}

static void
kb_notes_dialog_dispose (GObject *object)
{
  KbNotesDialog *self = KB_NOTES_DIALOG (object);

  g_clear_object (&self->notes);
  g_clear_pointer (&self->name, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), KB_TYPE_NOTES_DIALOG);
  G_OBJECT_CLASS (kb_notes_dialog_parent_class)->dispose (object);
}

static void
kb_notes_dialog_class_init (KbNotesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kb_notes_dialog_dispose;
  signals[SIGNAL_NOTED] =
      g_signal_new ("noted", KB_TYPE_NOTES_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KB_TYPE_HEADER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-notes-dialog.ui");
  gtk_widget_class_bind_template_callback (widget_class, kb_list_purposes);
  gtk_widget_class_bind_template_callback (widget_class, kb_list_owners);
  gtk_widget_class_bind_template_callback (widget_class, kb_list_permissions);
  gtk_widget_class_bind_template_child (widget_class, KbNotesDialog, project_row);
  gtk_widget_class_bind_template_child (widget_class, KbNotesDialog, purpose_row);
  gtk_widget_class_bind_template_child (widget_class, KbNotesDialog, owner_row);
  gtk_widget_class_bind_template_child (widget_class, KbNotesDialog, permission_row);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, has_permissions);
}

static void
kb_notes_dialog_init (KbNotesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kb_fit (GTK_WIDGET (self));
}

AdwDialog *
kb_notes_dialog_new (KbNotes *notes, const char *name, gint64 created)
{
  KbNotesDialog *self = g_object_new (KB_TYPE_NOTES_DIALOG, NULL);

  self->notes = g_object_ref (notes);
  self->name = g_strdup (name);
  self->created = created;
  return ADW_DIALOG (self);
}
