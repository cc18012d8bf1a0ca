/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-connect-page.h"

#include "core/base/kb-sandbox.h"
#include "core/programs/kb-connection.h"
#include "core/programs/kb-use.h"
#include "kb-permission-words.h"
#include "widgets/kb-code.h"

#include <glib/gi18n.h>

#define PRACTICE_NAME "practice"

struct _KbConnectPage
{
  KbPage parent_instance;

  GtkStack *stack;
  AdwStatusPage *none_page;
  GtkWidget *again_button;
  GtkWidget *why_button;
  AdwComboRow *key_row;
  AdwActionRow *needs_row;
  AdwActionRow *given_row;
  AdwActionRow *trouble_row;
  AdwActionRow *words_row;
  GtkWidget *code_row;
  GtkWidget *original_row;
  AdwActionRow *result_row;
  GtkImage *result_icon;
  AdwActionRow *afterwards_row;
  GtkWidget *apply_row;
  GtkWidget *look_row;
  GtkWidget *test_row;
  GtkWidget *undo_row;
  GtkWidget *folder_row;

  KbProgram *program;
  char *name; /* of the key that is chosen; "" for none */
  char *folder;
  GPtrArray *keys;        /* nullable: KbSavedKey, that are open */
  KbConnection *plan;     /* nullable */
  KbConnectionNote *note; /* nullable: what can be undone */
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (KbConnectPage, kb_connect_page, KB_TYPE_PAGE)

static void make_plan (KbConnectPage *self);

static KbKeyStore *
get_store (KbConnectPage *self)
{
  return kb_keys_get_store (kb_page_get_keys (KB_PAGE (self)));
}

static gboolean
is_practice (KbConnectPage *self)
{
  return kb_setup_get_practice (kb_page_get_setup (KB_PAGE (self)));
}

/* what is to be said */

static void
say (AdwActionRow *row, const char *text)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (row), text != NULL);
}

static void
show_result (KbConnectPage *self, gboolean is_fine, const char *text)
{
  gtk_image_set_from_icon_name (self->result_icon, is_fine ? "kb-check-symbolic" : "dialog-warning-symbolic");
  say (self->result_row, text);
  adw_action_row_set_subtitle (self->result_row, "");
  if (text)
    kb_announce (GTK_WIDGET (self), text);
}

static void
show_code (KbConnectPage *self, const char *text)
{
  GtkWidget *code = text ? kb_code_new (text, _ ("Lines")) : NULL;

  if (code)
    g_object_set (code, "margin-top", 12, "margin-bottom", 12, "margin-start", 12, "margin-end", 12, NULL);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->code_row), code);
  gtk_widget_set_visible (self->code_row, code != NULL);
}

static void
show_buttons (KbConnectPage *self)
{
  KbConnectionState state = kb_connection_get_state (self->plan);
  gboolean may = !is_practice (self) && !kb_sandbox_is_inside ();

  gtk_widget_set_visible (self->apply_row, may && state == KB_CONNECTION_READY);
  gtk_widget_set_visible (self->look_row,
                          may && state == KB_CONNECTION_BY_HAND && kb_connection_get_place (self->plan));
  gtk_widget_set_visible (self->test_row, may && state == KB_CONNECTION_THERE);
  gtk_widget_set_visible (self->undo_row, may && self->note != NULL);
  gtk_widget_set_visible (self->folder_row, may && kb_program_has_variable (self->program));
}

static void
show_plan (KbConnectPage *self)
{
  KbConnectionState state = kb_connection_get_state (self->plan);
  g_autofree char *words = kb_connection_dup_words (self->plan);
  g_autofree char *changes = kb_connection_dup_changes (self->plan);
  const char *lines = kb_connection_get_lines (self->plan);

  say (self->trouble_row, kb_connection_get_trouble (self->plan));
  say (self->words_row, words);
  show_code (self, changes ? changes : state == KB_CONNECTION_BY_HAND ? lines : NULL);
  gtk_widget_set_visible (self->original_row,
                          state == KB_CONNECTION_READY && kb_connection_holds_key (self->plan));
  adw_action_row_set_subtitle (self->afterwards_row, kb_connection_get_afterwards (self->plan)
                                                         ? kb_connection_get_afterwards (self->plan)
                                                         : "");
  gtk_widget_set_visible (GTK_WIDGET (self->afterwards_row),
                          state != KB_CONNECTION_SETTINGS &&
                              kb_connection_get_afterwards (self->plan) != NULL);
  show_buttons (self);
  gtk_stack_set_visible_child_name (self->stack, "plan");
}

static void
show_given (KbConnectPage *self)
{
  const KbNote *note =
      kb_notes_find (kb_keys_get_notes_for (kb_page_get_keys (KB_PAGE (self)), self->name), self->name);
  g_autofree char *kind =
      note && note->chosen ? kb_permission_dup_kind (note->owner, note->permission) : NULL;

  adw_action_row_set_subtitle (self->given_row, kind ? kind : _ ("Keybearer has no note of them"));
}

/* the plan */

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbConnectPage) self = KB_CONNECT_PAGE (user_data);
  g_autoptr (GPtrArray) notes = kb_connections_list_finish (result, NULL);

  if (!self->stack)
    return;
  g_clear_pointer (&self->note, kb_connection_note_free);
  for (guint i = 0; notes && i < notes->len; i++)
    {
      const KbConnectionNote *note = notes->pdata[i];

      if (g_str_equal (note->program, kb_program_get_id (self->program)) && !self->note)
        self->note = kb_connection_note_copy (note);
    }
  show_plan (self);
}

static void
planned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbConnectPage) self = KB_CONNECT_PAGE (user_data);
  g_autoptr (KbConnection) plan = kb_connection_plan_finish (result, NULL);

  if (!plan || !self->stack)
    return;
  g_set_object (&self->plan, plan);
  kb_connections_list_async (self->name, kb_page_get_cancellable (KB_PAGE (self)), noted_cb,
                             g_object_ref (self));
}

static void
make_plan (KbConnectPage *self)
{
  show_given (self);
  if (kb_connection_is_name (self->name))
    kb_connection_plan_async (self->program, self->name, self->folder,
                              kb_page_get_cancellable (KB_PAGE (self)), planned_cb, g_object_ref (self));
}

/* the key */

static void
key_cb (KbConnectPage *self)
{
  guint selected = adw_combo_row_get_selected (self->key_row);

  if (self->is_filling || selected == GTK_INVALID_LIST_POSITION)
    return;
  g_set_str (&self->name, kb_saved_key_get_name (self->keys->pdata[selected]));
  show_result (self, FALSE, NULL);
  make_plan (self);
}

static void
fill_keys (KbConnectPage *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; i < self->keys->len; i++)
    {
      gtk_string_list_append (labels, kb_saved_key_get_label (self->keys->pdata[i]));
      if (g_str_equal (kb_saved_key_get_name (self->keys->pdata[i]), self->name))
        selected = i;
    }
  self->is_filling = TRUE;
  adw_combo_row_set_model (self->key_row, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (self->key_row, selected);
  self->is_filling = FALSE;
  key_cb (self);
}

/* There need not be a key to see what would change. */
static void
plan_for_practice (KbConnectPage *self)
{
  g_set_str (&self->name, PRACTICE_NAME);
  gtk_widget_set_visible (GTK_WIDGET (self->key_row), FALSE);
  make_plan (self);
}

static void
show_none (KbConnectPage *self, const GError *error, gboolean locked)
{
  const char *title = error ? _ ("The Keyring Did Not Answer") : _ ("No Key to Connect With");
  const char *words = error ? kb_trouble_get_advice (error, self->why_button)
                            : _ ("The keyring holds no open key. Save one first, or unlock the keyring in My "
                                 "Keys.");

  if (!error)
    gtk_widget_set_visible (self->why_button, locked);
  gtk_widget_set_visible (self->again_button, error != NULL);
  adw_status_page_set_title (self->none_page, title);
  adw_status_page_set_description (self->none_page, words);
  gtk_stack_set_visible_child_name (self->stack, "none");
  kb_announce (GTK_WIDGET (self), title);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbConnectPage) self = KB_CONNECT_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = kb_key_store_list_finish (KB_KEY_STORE (source), result, &error);
  gboolean locked;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->stack)
    return;
  locked = keys && kb_saved_keys_have_name (keys, "");
  /* Those that programs cannot be told of by name are left out. */
  for (guint i = keys ? keys->len : 0; i-- > 0;)
    if (!kb_connection_is_name (kb_saved_key_get_name (keys->pdata[i])))
      g_ptr_array_remove_index (keys, i);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  self->keys = g_steal_pointer (&keys);
  if (self->keys && self->keys->len > 0)
    fill_keys (self);
  else if (is_practice (self))
    plan_for_practice (self);
  else
    show_none (self, error, locked);
}

static void
list_cb (KbConnectPage *self)
{
  kb_key_store_list_async (get_store (self), kb_page_get_cancellable (KB_PAGE (self)), listed_cb,
                           g_object_ref (self));
}

static void
kb_connect_page_arrived (KbPage *page)
{
  list_cb (KB_CONNECT_PAGE (page));
}

/* doing it */

/* What still comes before it is said. */
static void
used_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbConnectPage) self = KB_CONNECT_PAGE (user_data);
  g_autoptr (KbUse) use = kb_use_find_finish (result, NULL);
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  if (!use || !self->stack || kb_use_get_n_places (use) == 0 || kb_use_is_elsewhere (use, 0) ||
      kb_use_get_state (use, 0) == KB_USE_COMMAND)
    return;
  title = kb_use_dup_title (use, 0);
  /* TRANSLATORS: %s is a file, or words for another place */
  text = g_strdup_printf (_ ("But it looks here first: %s"), title);
  adw_action_row_set_subtitle (self->result_row, text);
  kb_announce_quietly (GTK_WIDGET (self), text);
}

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbConnectPage) self = KB_CONNECT_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  KbConnectionTest test = kb_connection_test_finish (result, &error);

  if (error || !self->stack)
    return;
  show_result (self, test == KB_CONNECTION_GETS_KEY, kb_connection_test_get_words (test));
  kb_use_find_async (self->program, get_store (self), self->folder, kb_page_get_cancellable (KB_PAGE (self)),
                     used_cb, g_object_ref (self));
}

static void
test_cb (KbConnectPage *self)
{
  kb_connection_test_async (self->plan, get_store (self), kb_page_get_cancellable (KB_PAGE (self)), tested_cb,
                            g_object_ref (self));
}

/* As it is now, and with what is noted. */
static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbConnectPage) self = KB_CONNECT_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  gboolean done = kb_connection_apply_finish (result, &error);

  if (!self->stack || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (done)
    test_cb (self);
  else
    show_result (self, FALSE, kb_connection_error_get_words (error));
  make_plan (self);
}

static void
apply_cb (KbConnectPage *self)
{
  gtk_widget_set_visible (self->apply_row, FALSE);
  kb_connection_apply_async (self->plan, kb_page_get_cancellable (KB_PAGE (self)), changed_cb,
                             g_object_ref (self));
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbConnectPage) self = KB_CONNECT_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  gboolean done = kb_connections_undo_finish (result, &error);

  if (!self->stack || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  show_result (self, done,
               !done              ? kb_connection_error_get_words (error)
               : self->note->hash ? _ ("The file is back as it was")
                                  : _ ("Remove the lines that you added yourself"));
  make_plan (self);
}

static void
undo_cb (KbConnectPage *self)
{
  kb_connections_undo_async (self->note, kb_page_get_cancellable (KB_PAGE (self)), undone_cb,
                             g_object_ref (self));
}

/* What the person has put in counts as connected from then on. */
static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbConnectPage) self = KB_CONNECT_PAGE (user_data);
  g_autoptr (KbConnection) plan = kb_connection_plan_finish (result, NULL);

  if (!plan || !self->stack)
    return;
  g_set_object (&self->plan, plan);
  if (kb_connection_get_state (plan) == KB_CONNECTION_THERE)
    kb_connection_apply_async (plan, kb_page_get_cancellable (KB_PAGE (self)), changed_cb,
                               g_object_ref (self));
  else
    show_result (self, FALSE, _ ("They are not there yet"));
}

static void
look_cb (KbConnectPage *self)
{
  kb_connection_plan_async (self->program, self->name, self->folder, kb_page_get_cancellable (KB_PAGE (self)),
                            looked_cb, g_object_ref (self));
}

static void
picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbConnectPage) self = KB_CONNECT_PAGE (user_data);
  g_autoptr (GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (!folder || !self->stack)
    return;
  g_free (self->folder);
  self->folder = g_file_get_path (folder);
  show_result (self, FALSE, NULL);
  make_plan (self);
}

static void
pick_cb (KbConnectPage *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Only in a Folder"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 kb_page_get_cancellable (KB_PAGE (self)), picked_cb, g_object_ref (self));
}

static void
kb_connect_page_finalize (GObject *object)
{
  KbConnectPage *self = KB_CONNECT_PAGE (object);

  g_free (self->name);
  g_free (self->folder);
  g_clear_object (&self->program);
  g_clear_object (&self->plan);
  g_clear_pointer (&self->note, kb_connection_note_free);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  G_OBJECT_CLASS (kb_connect_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KbConnectPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KbConnectPage, key_row);
  gtk_widget_class_bind_template_child (widget_class, KbConnectPage, needs_row);
  gtk_widget_class_bind_template_child (widget_class, KbConnectPage, given_row);
  gtk_widget_class_bind_template_child (widget_class, KbConnectPage, none_page);
  gtk_widget_class_bind_template_child (widget_class, KbConnectPage, again_button);
  gtk_widget_class_bind_template_child (widget_class, KbConnectPage, why_button);
  gtk_widget_class_bind_template_callback (widget_class, list_cb);
  gtk_widget_class_bind_template_child (widget_class, KbConnectPage, trouble_row);
  gtk_widget_class_bind_template_child (widget_class, KbConnectPage, words_row);
  gtk_widget_class_bind_template_child (widget_class, KbConnectPage, code_row);
  gtk_widget_class_bind_template_child (widget_class, KbConnectPage, original_row);
  gtk_widget_class_bind_template_child (widget_class, KbConnectPage, result_row);
  gtk_widget_class_bind_template_child (widget_class, KbConnectPage, result_icon);
  gtk_widget_class_bind_template_child (widget_class, KbConnectPage, afterwards_row);
  gtk_widget_class_bind_template_child (widget_class, KbConnectPage, apply_row);
  gtk_widget_class_bind_template_child (widget_class, KbConnectPage, look_row);
  gtk_widget_class_bind_template_child (widget_class, KbConnectPage, test_row);
  gtk_widget_class_bind_template_child (widget_class, KbConnectPage, undo_row);
  gtk_widget_class_bind_template_child (widget_class, KbConnectPage, folder_row);
}

static void
kb_connect_page_class_init (KbConnectPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kb_connect_page_finalize;
  KB_PAGE_CLASS (klass)->arrived = kb_connect_page_arrived;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-connect-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, look_cb);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
  gtk_widget_class_bind_template_callback (widget_class, pick_cb);
}

static void
kb_connect_page_init (KbConnectPage *self)
{
  self->name = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
kb_connect_page_new (KbSetup *setup, KbProgram *program, const char *name)
{
  KbConnectPage *self = g_object_new (KB_TYPE_CONNECT_PAGE, "setup", setup, NULL);
  g_autofree char *needs = kb_program_dup_needs (program);
  /* TRANSLATORS: %s is the name of a program; a page's title */
  g_autofree char *title = g_strdup_printf (_ ("Connect %s"), kb_program_get_name (program));

  self->program = g_object_ref (program);
  g_set_str (&self->name, name ? name : "");
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  adw_action_row_set_subtitle (self->needs_row, needs);
  return ADW_NAVIGATION_PAGE (self);
}
