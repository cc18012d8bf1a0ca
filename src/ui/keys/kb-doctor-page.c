/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-doctor-page.h"

#include "core/doctor/kb-doctor.h"
#include "core/doctor/kb-proof.h"
#include "library/kb-article-row.h"
#include "widgets/kb-code.h"

#include <glib/gi18n.h>

struct _KbDoctorPage
{
  KbPage parent_instance;

  GtkStack *stack;
  AdwPreferencesGroup *cause_group;
  GtkListBoxRow *code_row;
  GtkWidget *again_row;
  AdwActionRow *proof_row;
  GtkWidget *mark_row;
  AdwPreferencesGroup *seen_group;
  AdwActionRow *lines[KB_N_DOCTOR_LINES];

  KbDoctorFacts *facts; /* nullable: not looked yet */
  KbProof proof;
};

G_DEFINE_FINAL_TYPE (KbDoctorPage, kb_doctor_page, KB_TYPE_PAGE)

static KbKeyStore *
get_store (KbDoctorPage *self)
{
  return kb_keys_get_store (kb_page_get_keys (KB_PAGE (self)));
}

static void
show_cause (KbDoctorPage *self)
{
  KbDoctorCause cause = kb_doctor_find_cause (self->facts);
  g_autofree char *explanation = kb_doctor_dup_explanation (self->facts, cause);
  g_autofree char *lines = kb_doctor_dup_lines (self->facts, cause);
  GtkWidget *code = lines ? kb_code_new (lines, _ ("How to Fix It")) : NULL;

  adw_preferences_group_set_title (self->cause_group, kb_doctor_get_title (cause));
  adw_preferences_group_set_description (self->cause_group, explanation);
  if (code)
    g_object_set (code, "margin-top", 12, "margin-bottom", 12, "margin-start", 12, "margin-end", 12, NULL);
  gtk_list_box_row_set_child (self->code_row, code);
  gtk_widget_set_visible (GTK_WIDGET (self->code_row), code != NULL);
}

static void
show_lines (KbDoctorPage *self)
{
  for (KbDoctorLine line = 0; line < KB_N_DOCTOR_LINES; line++)
    {
      g_autofree char *words = kb_doctor_dup_line (self->facts, line);

      adw_action_row_set_subtitle (self->lines[line], words);
    }
}

/* A keyring that is not open takes no marker. */
static void
show_proof (KbDoctorPage *self)
{
  adw_action_row_set_subtitle (self->proof_row, kb_proof_get_words (self->proof));
  gtk_widget_set_sensitive (self->mark_row, self->facts->state == KB_STORE_STATE_READY &&
                                                !kb_setup_get_practice (kb_page_get_setup (KB_PAGE (self))));
}

static void
proof_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbDoctorPage) self = KB_DOCTOR_PAGE (user_data);
  KbProof proof = kb_proof_look_finish (KB_KEY_STORE (source), result);

  if (!self->stack || !self->facts)
    return;
  self->proof = proof;
  show_cause (self);
  show_lines (self);
  show_proof (self);
  gtk_stack_set_visible_child_name (self->stack, "found");
  kb_announce (GTK_WIDGET (self), adw_preferences_group_get_title (self->cause_group));
}

static void
look_at_proof (KbDoctorPage *self)
{
  kb_proof_look_async (get_store (self), kb_page_get_cancellable (KB_PAGE (self)), proof_cb,
                       g_object_ref (self));
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbDoctorPage) self = KB_DOCTOR_PAGE (user_data);
  KbDoctorFacts *facts = kb_doctor_look_finish (KB_KEY_STORE (source), result, NULL);

  if (!facts)
    return;
  g_clear_pointer (&self->facts, kb_doctor_facts_free);
  self->facts = facts;
  if (self->stack)
    look_at_proof (self);
}

static void
look_cb (KbDoctorPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "waiting");
  kb_doctor_look_async (get_store (self), kb_page_get_cancellable (KB_PAGE (self)), looked_cb,
                        g_object_ref (self));
}

static void
marked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbDoctorPage) self = KB_DOCTOR_PAGE (user_data);
  g_autoptr (GError) error = NULL;

  if (!kb_proof_begin_finish (KB_KEY_STORE (source), result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        kb_toast (GTK_WIDGET (self), kb_proof_error_get_words (error));
    }
  else if (self->stack)
    look_at_proof (self);
}

static void
mark_cb (KbDoctorPage *self)
{
  kb_proof_begin_async (get_store (self), kb_page_get_cancellable (KB_PAGE (self)), marked_cb,
                        g_object_ref (self));
}

static void
copy_cb (KbDoctorPage *self)
{
  g_autofree char *text = kb_doctor_dup_text (self->facts, kb_proof_get_words (self->proof));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  kb_toast (GTK_WIDGET (self), _ ("Copied"));
}

static void
kb_doctor_page_arrived (KbPage *page)
{
  look_cb (KB_DOCTOR_PAGE (page));
}

static void
kb_doctor_page_finalize (GObject *object)
{
  g_clear_pointer (&KB_DOCTOR_PAGE (object)->facts, kb_doctor_facts_free);
  G_OBJECT_CLASS (kb_doctor_page_parent_class)->finalize (object);
}

static void
kb_doctor_page_class_init (KbDoctorPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kb_doctor_page_finalize;
  KB_PAGE_CLASS (klass)->arrived = kb_doctor_page_arrived;

  g_type_ensure (KB_TYPE_ARTICLE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-doctor-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KbDoctorPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KbDoctorPage, cause_group);
  gtk_widget_class_bind_template_child (widget_class, KbDoctorPage, code_row);
  gtk_widget_class_bind_template_child (widget_class, KbDoctorPage, again_row);
  gtk_widget_class_bind_template_child (widget_class, KbDoctorPage, proof_row);
  gtk_widget_class_bind_template_child (widget_class, KbDoctorPage, mark_row);
  gtk_widget_class_bind_template_child (widget_class, KbDoctorPage, seen_group);
  gtk_widget_class_bind_template_callback (widget_class, look_cb);
  gtk_widget_class_bind_template_callback (widget_class, mark_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
kb_doctor_page_init (KbDoctorPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (KbDoctorLine line = 0; line < KB_N_DOCTOR_LINES; line++)
    {
      self->lines[line] = g_object_new (ADW_TYPE_ACTION_ROW, "title", kb_doctor_get_line_title (line),
                                        "use-markup", FALSE, "subtitle-selectable", TRUE, NULL);
      gtk_widget_add_css_class (GTK_WIDGET (self->lines[line]), "property");
      adw_preferences_group_add (self->seen_group, GTK_WIDGET (self->lines[line]));
    }
}
