/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-keys-page.h"

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
  GCancellable *cancellable;
};

enum
{
  PROP_SETUP = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KbKeysPage, kb_keys_page, ADW_TYPE_NAVIGATION_PAGE)

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
describe (KbNotes *notes, const char *name)
{
  const KbNote *note = kb_notes_find (notes, name);
  g_autofree char *kind = NULL;
  g_autofree char *test = NULL;

  if (!note)
    return g_strdup (_ ("No notes on this key"));
  kind = kb_permission_dup_kind (note->owner, note->permission);
  test = say_last_test (note);
  if (*note->project)
    /* TRANSLATORS: a saved key: project, permission, last test */
    return g_strdup_printf (_ ("%s · %s · %s"), note->project, kind, test);
  /* TRANSLATORS: a saved key: permission, last test */
  return g_strdup_printf (_ ("%s · %s"), kind, test);
}

static void
add_row (KbKeysPage *self, KbSavedKey *key)
{
  g_autofree char *description = describe (kb_setup_get_notes (self->setup), kb_saved_key_get_name (key));
  GtkWidget *row =
      g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", kb_saved_key_get_label (key),
                    "subtitle", description, "title-lines", 0, "subtitle-lines", 0, NULL);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("kb-key-symbolic"));
  gtk_list_box_append (self->list, row);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbKeysPage) self = KB_KEYS_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = kb_key_store_list_finish (KB_KEY_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->list)
    return;
  if (!keys)
    {
      adw_status_page_set_description (self->failed_page, kb_store_error_get_advice (error));
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < keys->len; i++)
    add_row (self, keys->pdata[i]);
  gtk_stack_set_visible_child_name (self->stack, keys->len > 0 ? "keys" : "empty");
}

static void
refresh_cb (KbKeysPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "waiting");
  kb_key_store_list_async (kb_setup_get_store (self->setup), self->cancellable, listed_cb,
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
