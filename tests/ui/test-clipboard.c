/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "fake-store.h"
#include "ui-support.h"

#include "core/practice/kb-practice.h"
#include "kb-copy-secret.h"
#include "kb-paste.h"
#include "keys/kb-reveal-row.h"
#include "widgets/kb-key-entry.h"

#include <string.h>

#define HINT "x-kde-passwordManagerHint"

typedef struct
{
  FakeStore *store;
  UiHost *host;
  char *key;
  GtkWidget *entry; /* of the key */
  GtkText *text;
  GdkClipboard *clipboard;
  GdkClipboard *primary;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->store = fake_store_new ();
  fixture->key = kb_practice_dup_key (kb_diagnosis_find ("works"));
  fixture->host = ui_host_new (KB_STEP_SAVE, KB_KEY_STORE (fixture->store));
  fixture->entry = GTK_WIDGET (
      gtk_widget_get_template_child (ui_host_get (fixture->host, "key_entry"), KB_TYPE_KEY_ENTRY, "entry"));
  fixture->text = GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (fixture->entry)));
  fixture->clipboard = gtk_widget_get_clipboard (fixture->entry);
  fixture->primary = gtk_widget_get_primary_clipboard (fixture->entry);
  kb_paste_set_limit (5000);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kb_copy_secret_clear ();
  gdk_clipboard_set_content (fixture->clipboard, NULL);
  gdk_clipboard_set_content (fixture->primary, NULL);
  g_clear_pointer (&fixture->host, ui_host_free);
  ui_drain ();
  g_assert_finalize_object (fixture->store);
  g_free (fixture->key);
}

/* A secret that goes nowhere but where it is pasted: with the hint, and not by selecting. */
static void
assert_secret (Fixture *fixture)
{
  GdkContentProvider *content = gdk_clipboard_get_content (fixture->clipboard);
  g_autoptr (GdkContentFormats) formats = NULL;

  g_assert_nonnull (content);
  formats = gdk_content_provider_ref_formats (content);
  g_assert_true (gdk_content_formats_contain_mime_type (formats, HINT));
  g_assert_null (gdk_clipboard_get_content (fixture->primary));
}

static void
copy_text (Fixture *fixture, const char *signal)
{
  g_signal_emit_by_name (fixture->text, signal);
}

static void
test_shown (Fixture *fixture, gconstpointer signal)
{
  kb_key_entry_set_text (ui_host_get (fixture->host, "key_entry"), fixture->key);
  gtk_text_set_visibility (fixture->text, TRUE);
  copy_text (fixture, signal);
  assert_secret (fixture);
  g_assert_cmpstr (fixture->host->last_toast, ==, "Key copied for one minute");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->text)), ==, fixture->key);
  kb_copy_secret_clear ();
  g_assert_null (gdk_clipboard_get_content (fixture->clipboard));
}

static void
test_dots (Fixture *fixture, gconstpointer signal)
{
  kb_key_entry_set_text (ui_host_get (fixture->host, "key_entry"), fixture->key);
  gtk_editable_select_region (GTK_EDITABLE (fixture->text), 0, -1);
  g_assert_true (gtk_editable_get_selection_bounds (GTK_EDITABLE (fixture->text), NULL, NULL));
  copy_text (fixture, signal);
  g_assert_null (gdk_clipboard_get_content (fixture->clipboard));
}

/* In whatever order it is selected and shown, nothing is selected that could be read. */
static void
test_selecting (Fixture *fixture, gconstpointer data)
{
  GtkEditable *text = GTK_EDITABLE (fixture->text);

  kb_key_entry_set_text (ui_host_get (fixture->host, "key_entry"), fixture->key);
  gtk_editable_select_region (text, 0, -1);
  gtk_text_set_visibility (fixture->text, TRUE);
  g_assert_false (gtk_editable_get_selection_bounds (text, NULL, NULL));
  g_assert_null (gdk_clipboard_get_content (fixture->primary));
  gtk_editable_select_region (text, 0, -1);
  g_assert_false (gtk_editable_get_selection_bounds (text, NULL, NULL));
  gtk_editable_select_region (text, 3, 8);
  g_assert_false (gtk_editable_get_selection_bounds (text, NULL, NULL));
  g_assert_null (gdk_clipboard_get_content (fixture->primary));
}

/* The menu of the entry goes the same way, if it goes at all. */
static void
test_menu (Fixture *fixture, gconstpointer action)
{
  GdkContentProvider *content;

  kb_key_entry_set_text (ui_host_get (fixture->host, "key_entry"), fixture->key);
  gtk_text_set_visibility (fixture->text, TRUE);
  gtk_editable_select_region (GTK_EDITABLE (fixture->text), 0, -1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->text), action, NULL);
  content = gdk_clipboard_get_content (fixture->clipboard);
  if (content)
    assert_secret (fixture);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->text)), ==, fixture->key);
}

static void
paste (Fixture *fixture)
{
  copy_text (fixture, "paste-clipboard");
}

static void
test_paste (Fixture *fixture, gconstpointer data)
{
  gdk_clipboard_set_text (fixture->clipboard, fixture->key);
  paste (fixture);
  UI_WAIT (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (fixture->text)), fixture->key));
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SecretValue *value = kb_paste_finish (result, NULL);

  g_assert_nonnull (value);
  secret_value_unref (value);
  *(gboolean *) user_data = TRUE;
}

/* In one way only, and once. */
static void
test_paste_once (Fixture *fixture, gconstpointer data)
{
  gboolean done = FALSE;

  gdk_clipboard_set_text (fixture->clipboard, fixture->key);
  paste (fixture);
  kb_paste_async (fixture->clipboard, NULL, taken_cb, &done);
  UI_WAIT (done && *gtk_editable_get_text (GTK_EDITABLE (fixture->text)) != '\0');
  ui_drain ();
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->text)), ==, fixture->key);
}

/* As long as an entry can take, and more than a paste may be. */
static void
test_too_long (Fixture *fixture, gconstpointer data)
{
  g_autofree char *most = g_strnfill (KB_KEY_TEXT_LONGEST - 2, 'x');
  g_autofree char *more = g_strnfill (KB_KEY_TEXT_LONGEST + 1, 'x');

  gdk_clipboard_set_text (fixture->clipboard, most);
  paste (fixture);
  UI_WAIT (strlen (gtk_editable_get_text (GTK_EDITABLE (fixture->text))) == KB_KEY_TEXT_LONGEST - 2);
  g_assert_null (fixture->host->last_toast);
  gdk_clipboard_set_text (fixture->clipboard, more);
  paste (fixture);
  UI_WAIT (fixture->host->last_toast != NULL);
  g_assert_cmpstr (fixture->host->last_toast, ==, "The text on the clipboard is too long to be a key");
  g_assert_cmpuint (strlen (gtk_editable_get_text (GTK_EDITABLE (fixture->text))), ==,
                    KB_KEY_TEXT_LONGEST - 2);
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  gdk_clipboard_set_content (fixture->clipboard, NULL);
  paste (fixture);
  UI_WAIT (
      g_strcmp0 (fixture->host->last_toast,
                 "There is no text on the clipboard, or the program that you copied from does not answer") ==
      0);
}

/* An owner that never answers. */
#define TYPE_HANGING (hanging_get_type ())
G_DECLARE_FINAL_TYPE (Hanging, hanging, , HANGING, GdkContentProvider)

struct _Hanging
{
  GdkContentProvider parent_instance;

  GTask *task;
};

G_DEFINE_FINAL_TYPE (Hanging, hanging, GDK_TYPE_CONTENT_PROVIDER)

static GdkContentFormats *
hanging_ref_formats (GdkContentProvider *provider)
{
  static const char *types[] = { "text/plain;charset=utf-8" };

  return gdk_content_formats_new (types, G_N_ELEMENTS (types));
}

static void
hanging_write_async (GdkContentProvider *provider,
                     const char *type,
                     GOutputStream *stream,
                     int priority,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  ((Hanging *) provider)->task = g_task_new (provider, NULL, callback, user_data);
}

static gboolean
hanging_write_finish (GdkContentProvider *provider, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
hanging_class_init (HangingClass *klass)
{
  GDK_CONTENT_PROVIDER_CLASS (klass)->ref_formats = hanging_ref_formats;
  GDK_CONTENT_PROVIDER_CLASS (klass)->write_mime_type_async = hanging_write_async;
  GDK_CONTENT_PROVIDER_CLASS (klass)->write_mime_type_finish = hanging_write_finish;
}

static void
hanging_init (Hanging *self)
{
}

static void
end_hanging (Hanging *content)
{
  g_task_return_boolean (content->task, TRUE);
  g_clear_object (&content->task);
  ui_drain ();
}

static void
test_hanging (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Hanging) content = g_object_new (TYPE_HANGING, NULL);

  kb_paste_set_limit (20);
  gdk_clipboard_set_content (fixture->clipboard, GDK_CONTENT_PROVIDER (content));
  paste (fixture);
  UI_WAIT (g_strcmp0 (fixture->host->last_toast,
                      "The program that you copied from does not answer: copy the key "
                      "again") == 0);
  UI_WAIT (content->task != NULL);
  end_hanging (content);
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kb_paste_finish (result, &error));
  *(gboolean *) user_data = TRUE;
}

/* Waits until an owner that hangs has been waited for, by who asks later than all others. */
static void
paste_in_vain (Fixture *fixture)
{
  gboolean done = FALSE;

  kb_paste_async (fixture->clipboard, NULL, pasted_cb, &done);
  UI_WAIT (done);
}

/* Whoever went on to another page is told nothing any more. */
static void
test_left (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Hanging) content = g_object_new (TYPE_HANGING, NULL);

  kb_paste_set_limit (20);
  gdk_clipboard_set_content (fixture->clipboard, GDK_CONTENT_PROVIDER (content));
  paste (fixture);
  UI_WAIT (content->task != NULL);
  adw_navigation_view_push (fixture->host->view,
                            adw_navigation_page_new (gtk_button_new_with_label ("Front"), "Front"));
  paste_in_vain (fixture);
  g_assert_null (fixture->host->last_toast);
  end_hanging (content);
}

/* What takes long is said, and can be given up. */
static void
test_given_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Hanging) content = g_object_new (TYPE_HANGING, NULL);
  GtkWidget *row = GTK_WIDGET (gtk_widget_get_template_child (ui_host_get (fixture->host, "key_entry"),
                                                              KB_TYPE_KEY_ENTRY, "waiting_row"));
  g_autoptr (GPtrArray) buttons = NULL;

  kb_paste_set_limit (1500); /* longer than it takes until something is said */
  gdk_clipboard_set_content (fixture->clipboard, GDK_CONTENT_PROVIDER (content));
  paste (fixture);
  g_assert_false (gtk_widget_get_visible (row));
  UI_WAIT (gtk_widget_get_mapped (row));
  g_assert_cmpstr (ui_get_announced (), ==, "Waiting for What You Copied");
  buttons = ui_find_all (row, GTK_TYPE_BUTTON);
  g_assert_cmpuint (buttons->len, ==, 1);
  ui_assert_label (buttons->pdata[0], "Stop Waiting");
  ui_press (buttons->pdata[0]);
  g_assert_false (gtk_widget_get_visible (row));
  paste_in_vain (fixture);
  g_assert_null (fixture->host->last_toast);
  end_hanging (content);
}

/* What is revealed is copied the same way, by the keys that copy, and cannot be selected. */
static void
test_revealed (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = g_object_new (KB_TYPE_REVEAL_ROW, NULL);
  GtkLabel *label = GTK_LABEL (gtk_widget_get_template_child (row, KB_TYPE_REVEAL_ROW, "key_label"));
  GtkWidget *list = gtk_list_box_new ();
  AdwNavigationPage *page = adw_navigation_page_new (list, "Key");

  gtk_list_box_append (GTK_LIST_BOX (list), row);
  kb_key_entry_set_text (ui_host_get (fixture->host, "key_entry"), fixture->key);
  ui_press (ui_host_get_primary (fixture->host));
  UI_WAIT (fake_store_get_saved_key (fixture->store) != NULL);
  adw_navigation_view_push (fixture->host->view, page);
  kb_reveal_row_set_key (KB_REVEAL_ROW (row), KB_KEY_STORE (fixture->store), "bench");
  g_assert_false (kb_reveal_row_copy (KB_REVEAL_ROW (row)));
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (gtk_widget_get_template_child (row, KB_TYPE_REVEAL_ROW, "button")), TRUE);
  UI_WAIT (g_str_equal (gtk_label_get_text (label), fixture->key));
  g_assert_false (gtk_label_get_selectable (label));
  g_assert_true (kb_reveal_row_copy (KB_REVEAL_ROW (row)));
  assert_secret (fixture);
  kb_reveal_row_hide_key (KB_REVEAL_ROW (row));
  g_assert_cmpstr (gtk_label_get_text (label), ==, "");
  g_assert_false (kb_reveal_row_copy (KB_REVEAL_ROW (row)));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *fixture, gconstpointer data);
    const char *data;
  } tests[] = {
    { "/clipboard/shown/copy", test_shown, "copy-clipboard" },
    { "/clipboard/shown/cut", test_shown, "cut-clipboard" },
    { "/clipboard/menu/copy", test_menu, "clipboard.copy" },
    { "/clipboard/menu/cut", test_menu, "clipboard.cut" },
    { "/clipboard/dots/copy", test_dots, "copy-clipboard" },
    { "/clipboard/dots/cut", test_dots, "cut-clipboard" },
    { "/clipboard/selecting", test_selecting, NULL },
    { "/clipboard/revealed", test_revealed, NULL },
    { "/clipboard/paste", test_paste, NULL },
    { "/clipboard/paste-once", test_paste_once, NULL },
    { "/clipboard/too-long", test_too_long, NULL },
    { "/clipboard/nothing", test_nothing, NULL },
    { "/clipboard/hanging", test_hanging, NULL },
    { "/clipboard/left", test_left, NULL },
    { "/clipboard/given-up", test_given_up, NULL },
  };

  ui_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, tests[i].data, set_up, tests[i].test, tear_down);
  return ui_run ();
}
