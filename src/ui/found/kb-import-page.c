/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-import-page.h"

#include "core/base/kb-sandbox.h"
#include "core/found/kb-find.h"
#include "core/keyring/kb-key-store.h"
#include "kb-finding-row.h"
#include "kb-page.h"
#include "widgets/kb-code.h"

#include <glib/gi18n.h>

/* Whether the variable is set for the session. It does not show the key. */
#define SESSION_COMMAND "systemctl --user show-environment | grep -o '^OPENAI_API_KEY='"

struct _KbImportPage
{
  KbPage parent_instance;

  GtkStack *stack;
  AdwPreferencesGroup *findings_group;
  AdwActionRow *none_row;
  GtkWidget *why_row;
  AdwPreferencesGroup *files_group;
  AdwActionRow *file_row;
  AdwPreferencesGroup *sandbox_group;
  GtkWidget *keyring_row;

  GPtrArray *rows;      /* in findings_group */
  GPtrArray *file_rows; /* in files_group */
  GFile *file;          /* that was picked last */
};

typedef enum
{
  SIGNAL_IMPORT,
  N_SIGNALS
} KbImportPageSignal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KbImportPage, kb_import_page, KB_TYPE_PAGE)

static void
import_cb (KbFinding *finding, GtkWidget *button)
{
  GtkWidget *page = gtk_widget_get_ancestor (button, KB_TYPE_IMPORT_PAGE);

  g_signal_emit (page, signals[SIGNAL_IMPORT], 0, finding);
}

static void
unref_cb (gpointer finding, GClosure *closure)
{
  g_object_unref (finding);
}

static void
show_rows (KbImportPage *self, AdwPreferencesGroup *group, GPtrArray *rows, GPtrArray *findings)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, rows->pdata[i]);
  g_ptr_array_set_size (rows, 0);
  for (guint i = 0; i < findings->len; i++)
    {
      GtkWidget *button;
      GtkWidget *row = kb_finding_row_new (findings->pdata[i], &button);

      if (button)
        g_signal_connect_data (button, "clicked", G_CALLBACK (import_cb), g_object_ref (findings->pdata[i]),
                               unref_cb, G_CONNECT_SWAPPED);
      adw_preferences_group_add (group, row);
      g_ptr_array_add (rows, row);
    }
}

/* No more than what was looked at. */
static void
say_none (KbImportPage *self, KbFindPlaces looked)
{
  g_autofree char *words = kb_find_dup_looked (looked);
  const char *title = !(looked & KB_FIND_KEYRING) ? _ ("Nothing Found in This Program’s Variables")
                      : kb_sandbox_is_inside ()
                          ? _ ("Nothing Found in Your Keyring and This Program’s Variables")
                          : _ ("Nothing Found in Your Environment and Keyring");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->none_row), title);
  adw_action_row_set_subtitle (self->none_row, words);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbImportPage) self = KB_IMPORT_PAGE (user_data);
  KbFindPlaces looked = 0;
  g_autoptr (GPtrArray) findings = kb_find_finish (result, &looked, NULL);
  gboolean none;

  if (!findings || !self->stack)
    return;
  show_rows (self, self->findings_group, self->rows, findings);
  none = kb_findings_count_keys (findings) == 0;
  say_none (self, looked);
  gtk_widget_set_visible (GTK_WIDGET (self->none_row), none);
  gtk_widget_set_visible (self->why_row, none && !(looked & KB_FIND_KEYRING));
  gtk_stack_set_visible_child_name (self->stack, "findings");
}

static void
say_file (KbImportPage *self, guint n_findings, const GError *error)
{
  g_autofree char *name = g_file_get_basename (self->file);
  g_autofree char *shown = g_filename_display_name (name);
  const char *outcome = error ? kb_find_error_get_words (error) : _ ("No OpenAI key is in it");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file_row), shown);
  adw_action_row_set_subtitle (self->file_row, outcome);
  gtk_widget_set_visible (GTK_WIDGET (self->file_row), error || n_findings == 0);
  if (error || n_findings == 0)
    kb_announce (GTK_WIDGET (self), outcome);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbImportPage) self = KB_IMPORT_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = kb_find_in_file_finish (result, &error);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->stack)
    return;
  show_rows (self, self->files_group, self->file_rows, findings ? findings : none);
  say_file (self, findings ? findings->len : 0, error);
}

static void
read_file (KbImportPage *self)
{
  kb_find_in_file_async (kb_keys_get_store (kb_page_get_keys (KB_PAGE (self))), self->file,
                         kb_page_get_cancellable (KB_PAGE (self)), read_cb, g_object_ref (self));
}

static void
picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbImportPage) self = KB_IMPORT_PAGE (user_data);
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file && self->stack)
    kb_import_page_look_in (self, file);
}

static void
pick_cb (KbImportPage *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GFile) home = g_file_new_for_path (g_get_home_dir ());

  gtk_file_dialog_set_title (dialog, _ ("Look in a File"));
  gtk_file_dialog_set_initial_folder (dialog, home);
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                        kb_page_get_cancellable (KB_PAGE (self)), picked_cb, g_object_ref (self));
}

/* What was imported meanwhile is a saved key by now. */
static void
kb_import_page_arrived (KbPage *page)
{
  KbImportPage *self = KB_IMPORT_PAGE (page);

  if (kb_setup_get_practice (kb_page_get_setup (page)))
    {
      gtk_stack_set_visible_child_name (self->stack, "practice");
      return;
    }
  kb_find_async (kb_keys_get_store (kb_page_get_keys (page)), kb_page_get_cancellable (page), found_cb,
                 g_object_ref (self));
  if (self->file)
    read_file (self);
}

static void
kb_import_page_dispose (GObject *object)
{
  KbImportPage *self = KB_IMPORT_PAGE (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->file_rows, g_ptr_array_unref);
  G_OBJECT_CLASS (kb_import_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-import-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KbImportPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KbImportPage, findings_group);
  gtk_widget_class_bind_template_child (widget_class, KbImportPage, none_row);
  gtk_widget_class_bind_template_child (widget_class, KbImportPage, why_row);
  gtk_widget_class_bind_template_child (widget_class, KbImportPage, files_group);
  gtk_widget_class_bind_template_child (widget_class, KbImportPage, file_row);
  gtk_widget_class_bind_template_child (widget_class, KbImportPage, sandbox_group);
  gtk_widget_class_bind_template_child (widget_class, KbImportPage, keyring_row);
  gtk_widget_class_bind_template_callback (widget_class, pick_cb);
}

static void
kb_import_page_class_init (KbImportPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kb_import_page_dispose;
  KB_PAGE_CLASS (klass)->arrived = kb_import_page_arrived;
  signals[SIGNAL_IMPORT] = g_signal_new ("import", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, KB_TYPE_FINDING);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
say_sandbox (KbImportPage *self)
{
  gboolean hidden = kb_sandbox_hides (KB_SANDBOX_INFO, KB_STORE_SERVICE);
  GtkWidget *code = kb_code_new (SESSION_COMMAND, _ ("Command"));

  gtk_widget_set_visible (self->keyring_row, hidden);
  g_object_set (code, "margin-top", 12, "margin-bottom", 12, "margin-start", 12, "margin-end", 12, NULL);
  adw_preferences_group_add (self->sandbox_group, g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable",
                                                                FALSE, "child", code, NULL));
  gtk_widget_set_visible (GTK_WIDGET (self->sandbox_group), TRUE);
}

static void
kb_import_page_init (KbImportPage *self)
{
  self->rows = g_ptr_array_new ();
  self->file_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  if (kb_sandbox_is_inside ())
    say_sandbox (self);
}

void
kb_import_page_look_in (KbImportPage *self, GFile *file)
{
  g_set_object (&self->file, file);
  read_file (self);
}
