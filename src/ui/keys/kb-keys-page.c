/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-keys-page.h"

#include "kb-notes-dialog.h"
#include "kb-page.h"
#include "kb-permission-words.h"
#include "kb-say.h"

#include <glib/gi18n.h>

struct _KbKeysPage
{
  AdwNavigationPage parent_instance;

  GtkStack *stack;
  AdwStatusPage *waiting_page;
  AdwStatusPage *failed_page;
  GtkListBox *list;

  KbSetup *setup;
  GPtrArray *session_keys; /* KbSavedKey; NULL before the first look */
  GCancellable *cancellable;
};

enum
{
  PROP_SETUP = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KbKeysPage, kb_keys_page, ADW_TYPE_NAVIGATION_PAGE)

static void refresh_cb (KbKeysPage *self);

static char *
say_last_test (const KbNote *note)
{
  const KbDiagnosis *diagnosis = kb_diagnosis_find (note->last_verdict);
  g_autofree char *time = NULL;

  if (!diagnosis)
    return g_strdup (_ ("not tested yet"));
  time = kb_say_time (note->last_tested);
  if (diagnosis->outcome == KB_OUTCOME_WORKS)
    /* TRANSLATORS: %s is a time such as "5 minutes ago" */
    return g_strdup_printf (_ ("works, tested %s"), time);
  /* TRANSLATORS: a verdict such as "No Credit Left", then a time such as "5 minutes ago" */
  return g_strdup_printf (_ ("%s, tested %s"), _ (diagnosis->title), time);
}

static char *
describe (const KbNote *note)
{
  g_autofree char *kind = kb_permission_dup_kind (note->owner, note->permission);
  g_autofree char *test = say_last_test (note);

  if (*note->project)
    /* TRANSLATORS: a saved key: project, permission, last test */
    return g_strdup_printf (_ ("%s · %s · %s"), note->project, kind, test);
  /* TRANSLATORS: a saved key: permission, last test */
  return g_strdup_printf (_ ("%s · %s"), kind, test);
}

static GtkWidget *
add_row (KbKeysPage *self, const char *icon, const char *title, const char *subtitle)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle",
                                 subtitle, "title-lines", 0, "subtitle-lines", 0, NULL);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  gtk_accessible_update_state (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  gtk_list_box_append (self->list, row);
  return row;
}

static void
add_button (GtkWidget *row, const char *label, GCallback callback, gpointer data, GClosureNotify destroy)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  /* Many rows may have the same. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_data (button, "clicked", callback, data, destroy, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

/* What a button in a row is about. */
typedef struct
{
  KbKeysPage *page; /* the row goes with it */
  char *name;
  gint64 created;
} RowData;

static RowData *
row_data_new (KbKeysPage *page, const char *name, gint64 created)
{
  RowData *data = g_new (RowData, 1);

  *data = (RowData) { page, g_strdup (name), created };
  return data;
}

static void
row_data_free (gpointer data, GClosure *closure)
{
  g_free (((RowData *) data)->name);
  g_free (data);
}

static void
notes_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbKeysPage) self = KB_KEYS_PAGE (user_data);
  g_autoptr (GError) error = NULL;

  if (kb_notes_save_finish (KB_NOTES (source), result, &error))
    return;
  g_message ("Notes not written: %s", error->message);
  kb_toast (GTK_WIDGET (self), _ ("The notes could not be written"));
}

static void
write_notes (KbKeysPage *self)
{
  kb_notes_save_async (kb_setup_get_notes (self->setup), NULL, notes_written_cb, g_object_ref (self));
  refresh_cb (self);
}

static void
add_notes_cb (RowData *data)
{
  AdwDialog *dialog = kb_notes_dialog_new (kb_setup_get_notes (data->page->setup), data->name, data->created);

  g_signal_connect_object (dialog, "noted", G_CALLBACK (write_notes), data->page, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (data->page));
}

static void
forget_notes_cb (RowData *data)
{
  KbKeysPage *self = data->page;

  kb_notes_remove (kb_setup_get_notes (self->setup), data->name);
  kb_toast (GTK_WIDGET (self), _ ("Notes forgotten"));
  write_notes (self);
}

static void
add_session_rows (KbKeysPage *self)
{
  for (guint i = 0; self->session_keys && i < self->session_keys->len; i++)
    {
      KbSavedKey *key = self->session_keys->pdata[i];
      const char *name = kb_saved_key_get_name (key);
      const KbNote *note = kb_notes_find (kb_setup_get_notes_for (self->setup, name), name);
      g_autofree char *description = note ? describe (note) : g_strdup ("");
      g_autofree char *subtitle = g_strdup_printf (
          /* TRANSLATORS: a key that is gone when the program ends; %s is what is known of it: project,
             permission, last test */
          _ ("Kept for this session only: gone when you close Keybearer\n%s"), description);

      add_row (self, "kb-clock-symbolic", kb_saved_key_get_label (key), subtitle);
    }
}

static void
add_key_row (KbKeysPage *self, KbSavedKey *key)
{
  const char *name = kb_saved_key_get_name (key);
  const KbNote *note = kb_notes_find (kb_setup_get_notes (self->setup), name);
  g_autofree char *description = NULL;
  GtkWidget *row;

  if (note)
    description = describe (note);
  else if (*name == '\0')
    description = g_strdup (_ ("Unlock the keyring to see which one it is"));
  else
    description = g_strdup (_ ("Only in the keyring: there are no notes on it"));
  row = add_row (self, "kb-key-symbolic", kb_saved_key_get_label (key), description);
  if (!note && *name != '\0')
    add_button (row, _ ("_Add Notes…"), G_CALLBACK (add_notes_cb),
                row_data_new (self, name, kb_saved_key_get_created (key)), row_data_free);
}

static void
add_orphan_rows (KbKeysPage *self, GPtrArray *keys)
{
  g_auto (GStrv) names = kb_notes_dup_orphans (kb_setup_get_notes (self->setup), keys);

  for (gsize i = 0; names[i]; i++)
    add_button (add_row (self, "dialog-information-symbolic", names[i],
                         _ ("Only in the notes: the keyring has no such key")),
                _ ("_Forget Notes"), G_CALLBACK (forget_notes_cb), row_data_new (self, names[i], 0),
                row_data_free);
}

static void
show_failure (KbKeysPage *self, const GError *error)
{
  const char *advice = kb_store_error_get_advice (error);

  if (!gtk_list_box_get_row_at_index (self->list, 0))
    {
      adw_status_page_set_description (self->failed_page, advice);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  add_button (add_row (self, "kb-keyring-symbolic", adw_status_page_get_title (self->failed_page), advice),
              _ ("_Try Again"), G_CALLBACK (refresh_cb), self, NULL);
  gtk_stack_set_visible_child_name (self->stack, "keys");
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbKeysPage) self = KB_KEYS_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = kb_key_store_list_finish (KB_KEY_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->list)
    return;
  gtk_list_box_remove_all (self->list);
  add_session_rows (self);
  if (!keys)
    {
      show_failure (self, error);
      return;
    }
  for (guint i = 0; i < keys->len; i++)
    add_key_row (self, keys->pdata[i]);
  add_orphan_rows (self, keys);
  gtk_stack_set_visible_child_name (self->stack,
                                    gtk_list_box_get_row_at_index (self->list, 0) ? "keys" : "empty");
}

static void
session_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbKeysPage) self = KB_KEYS_PAGE (user_data);
  GPtrArray *keys = kb_key_store_list_finish (KB_KEY_STORE (source), result, NULL);

  if (!keys)
    return;
  g_clear_pointer (&self->session_keys, g_ptr_array_unref);
  self->session_keys = keys;
  kb_key_store_list_async (kb_setup_get_store (self->setup), self->cancellable, listed_cb,
                           g_object_ref (self));
}

static void
refresh_cb (KbKeysPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "waiting");
  kb_key_store_list_async (kb_setup_get_session_store (self->setup), self->cancellable, session_listed_cb,
                           g_object_ref (self));
}

static void
kb_keys_page_showing (AdwNavigationPage *page)
{
  KbKeysPage *self = KB_KEYS_PAGE (page);

  ADW_NAVIGATION_PAGE_CLASS (kb_keys_page_parent_class)->showing (page);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  refresh_cb (self);
}

static void
kb_keys_page_hiding (AdwNavigationPage *page)
{
  g_cancellable_cancel (KB_KEYS_PAGE (page)->cancellable);
  ADW_NAVIGATION_PAGE_CLASS (kb_keys_page_parent_class)->hiding (page);
}

static void
kb_keys_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SETUP:
      g_value_set_object (value, KB_KEYS_PAGE (object)->setup);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_keys_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SETUP:
      KB_KEYS_PAGE (object)->setup = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_keys_page_dispose (GObject *object)
{
  KbKeysPage *self = KB_KEYS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), KB_TYPE_KEYS_PAGE);
  g_clear_pointer (&self->session_keys, g_ptr_array_unref);
  g_clear_object (&self->setup);
  G_OBJECT_CLASS (kb_keys_page_parent_class)->dispose (object);
}

static void
kb_keys_page_class_init (KbKeysPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AdwNavigationPageClass *page_class = ADW_NAVIGATION_PAGE_CLASS (klass);

  object_class->get_property = kb_keys_page_get_property;
  object_class->set_property = kb_keys_page_set_property;
  object_class->dispose = kb_keys_page_dispose;
  page_class->showing = kb_keys_page_showing;
  page_class->hiding = kb_keys_page_hiding;
  props[PROP_SETUP] =
      g_param_spec_object ("setup", NULL, NULL, KB_TYPE_SETUP,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_CONSTRUCT_ONLY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-keys-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KbKeysPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KbKeysPage, waiting_page);
  gtk_widget_class_bind_template_child (widget_class, KbKeysPage, failed_page);
  gtk_widget_class_bind_template_child (widget_class, KbKeysPage, list);
  gtk_widget_class_bind_template_callback (widget_class, refresh_cb);
}

static void
kb_keys_page_init (KbKeysPage *self)
{
  g_autoptr (AdwSpinnerPaintable) spinner = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Not in the template: GtkBuilder takes an object that stands in for a picture for a file's name. */
  spinner = adw_spinner_paintable_new (GTK_WIDGET (self->waiting_page));
  adw_status_page_set_paintable (self->waiting_page, GDK_PAINTABLE (spinner));
}
