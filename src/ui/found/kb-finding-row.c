/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-finding-row.h"

#include "snippets/kb-code.h"

#include <glib/gi18n.h>

struct _KbFindingRow
{
  AdwExpanderRow parent_instance;

  KbFinding *finding;
};

typedef enum
{
  SIGNAL_IMPORT,
  N_SIGNALS
} KbFindingRowSignal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KbFindingRow, kb_finding_row, ADW_TYPE_EXPANDER_ROW)

static const char *
get_removal (KbFinding *finding)
{
  switch (kb_finding_get_source (finding))
    {
    case KB_FINDING_ENVIRONMENT:
      return _ (
          "To remove it, look for the line that sets it: usually in “.bashrc”, “.profile” or “.zshrc” in "
          "your home folder. “Look in a File…” finds it. Delete the line, then log out and in again.");
    case KB_FINDING_SESSION:
      return _ ("This line removes it until you log in again. It is set by a file in "
                "“.config/environment.d” or “.profile”; delete the line there too.");
    case KB_FINDING_FILE:
      return _ (
          "To remove it, import the key, then delete the line in a text editor. Keybearer does not change "
          "the file. If others may have seen the file, or it was committed or backed up, replace the key "
          "instead.");
    case KB_FINDING_KEYRING:
    default:
      if (kb_finding_get_removal (finding))
        return _ ("The program that stored it goes on using it from here. When it does not need it any more, "
                  "this line removes it.");
      return _ ("The program that stored it goes on using it from here. When it does not need it any more, "
                "remove it there, or in your password manager.");
    }
}

static GtkWidget *
new_text (const char *text)
{
  return g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "xalign", 0.0, "selectable", TRUE, NULL);
}

static void
import_cb (KbFindingRow *self)
{
  g_signal_emit (self, signals[SIGNAL_IMPORT], 0);
}

static GtkWidget *
new_button (KbFindingRow *self, const char *title)
{
  g_autofree char *name =
      /* TRANSLATORS: accessible name of a button; %s is where the key was found */
      g_strdup_printf (_ ("Import from %s"), title);
  GtkWidget *button = gtk_button_new_with_label (_ ("Import…"));

  gtk_widget_set_halign (button, GTK_ALIGN_END);
  /* There is one for each finding, and what it shows is the same on all. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (import_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
kb_finding_row_dispose (GObject *object)
{
  g_clear_object (&KB_FINDING_ROW (object)->finding);
  G_OBJECT_CLASS (kb_finding_row_parent_class)->dispose (object);
}

static void
kb_finding_row_class_init (KbFindingRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kb_finding_row_dispose;
  signals[SIGNAL_IMPORT] = g_signal_new ("import", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
}

static void
kb_finding_row_init (KbFindingRow *self)
{
  g_object_set (self, "use-markup", FALSE, "title-lines", 0, "subtitle-lines", 0, NULL);
}

static void
fill (KbFindingRow *self, GtkBox *box, const char *title)
{
  const char *shadowing = kb_finding_get_effect (self->finding);
  const char *removal = kb_finding_get_removal (self->finding);

  if (shadowing)
    gtk_box_append (box, new_text (shadowing));
  gtk_box_append (box, new_text (get_removal (self->finding)));
  if (removal)
    gtk_box_append (box, kb_code_new (removal, _ ("Command")));
  if (kb_finding_get_key (self->finding) && !kb_finding_get_same (self->finding))
    gtk_box_append (box, new_button (self, title));
}

GtkWidget *
kb_finding_row_new (KbFinding *finding)
{
  g_autofree char *title = kb_finding_dup_title (finding);
  g_autofree char *subtitle = kb_finding_dup_words (finding);
  KbFindingRow *self = g_object_new (KB_TYPE_FINDING_ROW, "title", title, "subtitle", subtitle, NULL);
  GtkWidget *box =
      g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12, "margin-top", 12,
                    "margin-bottom", 12, "margin-start", 12, "margin-end", 12, NULL);

  self->finding = g_object_ref (finding);
  fill (self, GTK_BOX (box), title);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable",
                                                                   FALSE, "child", box, NULL));
  return GTK_WIDGET (self);
}

KbFinding *
kb_finding_row_get_finding (KbFindingRow *self)
{
  return self->finding;
}
