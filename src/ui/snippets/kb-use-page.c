/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-use-page.h"

#include "core/api/kb-base-address.h"
#include "core/api/kb-client.h"
#include "core/api/kb-models.h"
#include "core/base/kb-sandbox.h"
#include "core/programs/kb-program.h"
#include "core/snippets/kb-lookup.h"
#include "core/snippets/kb-snippet.h"
#include "kb-copy-secret.h"
#include "kb-page.h"
#include "programs/kb-connected.h"
#include "programs/kb-program-row.h"
#include "widgets/kb-door-row.h"
#include "widgets/kb-fit.h"
#include "widgets/kb-more-row.h"

#include <glib/gi18n.h>

struct _KbUsePage
{
  KbPage parent_instance;

  GtkStack *stack;
  AdwStatusPage *trouble_page;
  AdwPreferencesPage *snippets_page;
  AdwActionRow *note_row;
  GtkWidget *why_row;
  GtkImage *note_icon;
  AdwPreferencesGroup *app_group;
  AdwActionRow *connected_row;

  gboolean filled;
};

G_DEFINE_FINAL_TYPE (KbUsePage, kb_use_page, KB_TYPE_PAGE)

static const char *
get_group_title (KbSnippetGroup group)
{
  switch (group)
    {
    case KB_SNIPPET_TERMINAL:
      return _ ("In the Terminal");
    case KB_SNIPPET_CODE:
      /* TRANSLATORS: a heading over examples in programming languages */
      return _ ("In Code");
    case KB_SNIPPET_SERVICES:
      /* TRANSLATORS: a heading; programs that run in the background */
      return _ ("Services");
    case KB_SNIPPET_OTHER:
      return _ ("On Other Systems");
    case KB_SNIPPET_APP:
    case KB_N_SNIPPET_GROUPS:
    default:
      g_return_val_if_reached ("");
    }
}

static AdwPreferencesGroup *
add_group (KbUsePage *self, KbSnippetGroup group)
{
  AdwPreferencesGroup *widget = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (widget, get_group_title (group));
  adw_preferences_page_add (self->snippets_page, widget);
  return widget;
}

static void
connect_cb (KbUsePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.programs", "s", kb_page_get_key_name (KB_PAGE (self)));
}

static void
copy_cb (KbUsePage *self)
{
  KbPage *page = KB_PAGE (self);

  kb_copy_saved_key (GTK_WIDGET (self), kb_keys_get_store (kb_page_get_keys (page)),
                     kb_page_get_key_name (page), kb_page_get_cancellable (page));
}

/* Where the key itself is wanted, it is at hand. */
static void
add_copy (KbUsePage *self, GtkWidget *row, const char *title)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Copy Key"));

  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, title, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (copy_cb), self, G_CONNECT_SWAPPED);
  kb_more_row_add (KB_MORE_ROW (row), button);
}

static GtkWidget *
new_row (KbUsePage *self, const KbSnippet *snippet, const KbSnippetValues *values)
{
  GtkWidget *row = kb_more_row_new (_ (snippet->title), _ (snippet->when));
  g_autofree char *text = kb_snippet_dup_text (snippet, values);

  if (text)
    kb_more_row_add_code (KB_MORE_ROW (row), text, _ (snippet->title));
  else
    add_copy (self, row, _ (snippet->title));
  return row;
}

static void
add_snippets (KbUsePage *self)
{
  g_autofree char *address = kb_base_address_dup (NULL, NULL);
  g_autofree char *today = kb_models_dup_today ();
  const char *model = kb_models_find_best (kb_facts_get_default (), NULL, today);
  const KbSnippetValues values = { kb_page_get_key_name (KB_PAGE (self)), address, model ? model : "MODEL",
                                   kb_sandbox_is_inside () };
  AdwPreferencesGroup *groups[KB_N_SNIPPET_GROUPS] = { [KB_SNIPPET_APP] = self->app_group };
  gsize n_rows;
  const KbSnippet *rows = kb_snippet_get_table (&n_rows);

  for (gsize i = 0; i < n_rows; i++)
    {
      if (!groups[rows[i].group])
        groups[rows[i].group] = add_group (self, rows[i].group);
      adw_preferences_group_add (groups[rows[i].group], new_row (self, &rows[i], &values));
    }
}

static void
add_programs (KbUsePage *self, GPtrArray *programs)
{
  GtkWidget *other = g_object_new (KB_TYPE_DOOR_ROW, "title", _ ("Connect a _Program"), "subtitle",
                                   _ ("You see the change first, can test it, and can undo it"), NULL);

  for (guint i = 0; programs && i < programs->len; i++)
    adw_preferences_group_add (self->app_group, kb_program_row_new (programs->pdata[i], KB_PAGE (self)));
  g_signal_connect_object (other, "activated", G_CALLBACK (connect_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->app_group, other);
}

/* Whoever came to take the key along reads it where the lines end. */
static void
add_other_computer (KbUsePage *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  g_object_set (group, "title", _ ("Other Computers"), "description",
                _ ("Do not take this key there. Make one for each computer, named after it. You can then "
                   "delete one, and the others go on working."),
                NULL);
  adw_preferences_page_add (self->snippets_page, group);
}

static void
show_filled (KbUsePage *self, GPtrArray *programs)
{
  if (!self->filled)
    {
      add_programs (self, programs);
      add_snippets (self);
      add_other_computer (self);
      kb_fit (GTK_WIDGET (self->snippets_page));
    }
  self->filled = TRUE;
  gtk_stack_set_visible_child_name (self->stack, "snippets");
}

static void
installed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbUsePage) self = KB_USE_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) programs = kb_programs_find_installed_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->stack)
    return;
  show_filled (self, programs);
}

/* The programs of this computer come first, where they are to be seen. */
static void
fill (KbUsePage *self)
{
  KbPage *page = KB_PAGE (self);

  if (!self->filled && !kb_setup_get_practice (kb_page_get_setup (page)) && !kb_sandbox_is_inside ())
    kb_programs_find_installed_async (kb_page_get_cancellable (page), installed_cb, g_object_ref (self));
  else
    show_filled (self, NULL);
}

static void
show_snippets (KbUsePage *self, const char *icon, const char *title, const char *subtitle)
{
  gtk_image_set_from_icon_name (self->note_icon, icon);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->note_row), title);
  adw_action_row_set_subtitle (self->note_row, subtitle);
  fill (self);
}

static void
show_trouble (KbUsePage *self, const char *title, const char *description)
{
  adw_status_page_set_title (self->trouble_page, title);
  adw_status_page_set_description (self->trouble_page, description);
  gtk_stack_set_visible_child_name (self->stack, "trouble");
  kb_announce (GTK_WIDGET (self), title);
}

static void
show_lookup (KbUsePage *self, KbLookup lookup)
{
  g_autofree char *advice = NULL;

  gtk_widget_set_visible (self->why_row, lookup == KB_LOOKUP_LOCKED);
  switch (lookup)
    {
    case KB_LOOKUP_ONE:
      show_snippets (self, "kb-check-symbolic", _ ("Programs Find This Key"),
                     _ ("They fetch it from the keyring while they run, so it lies in no file. Nothing is "
                        "changed on your computer until you use one of these yourself."));
      break;
    case KB_LOOKUP_LOCKED:
      show_snippets (self, "kb-keyring-symbolic", _ ("The Keyring Is Locked"),
                     _ ("Programs find this key once the keyring is open; it asks for its password then."));
      break;
    case KB_LOOKUP_NONE:
      show_trouble (self, _ ("The Key Is Not There"),
                    _ ("Programs would not find it: the keyring has no key of this name. If the keyring is "
                       "locked, unlock it. If the key was removed, save it again."));
      break;
    case KB_LOOKUP_SEVERAL:
      show_trouble (self, _ ("Two Keys Answer to This Name"),
                    _ ("Programs might get the wrong one. Open your password manager, such as Passwords and "
                       "Keys, look for “openai”, and remove the copy that you do not need."));
      break;
    case KB_LOOKUP_HIDDEN:
      advice = kb_store_state_dup_advice (KB_STORE_STATE_DENIED);
      show_trouble (self, kb_store_state_get_title (KB_STORE_STATE_DENIED), advice);
      break;
    case KB_LOOKUP_FAILED:
    default:
      show_trouble (self, _ ("The Keyring Did Not Answer"),
                    _ ("Programs could not fetch the key either. Try again in a moment; if it stays so, log "
                       "out and in again."));
    }
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbUsePage) self = KB_USE_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  KbLookup lookup = kb_lookup_finish (result, &error);

  if (!error && self->stack)
    show_lookup (self, lookup);
}

static void
look_cb (KbUsePage *self)
{
  if (kb_setup_get_practice (kb_page_get_setup (KB_PAGE (self))))
    {
      show_snippets (self, "dialog-information-symbolic", _ ("Practice Key"),
                     _ ("It is only in the memory of this program, so other programs do not find it. Look "
                        "around: with a key in the keyring these lines work as they stand."));
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "waiting");
  kb_lookup_async (kb_page_get_key_name (KB_PAGE (self)), kb_page_get_cancellable (KB_PAGE (self)),
                   looked_up_cb, g_object_ref (self));
}

static void
kb_use_page_arrived (KbPage *page)
{
  look_cb (KB_USE_PAGE (page));
  if (!kb_setup_get_practice (kb_page_get_setup (page)))
    kb_connected_show (KB_USE_PAGE (page)->connected_row, kb_page_get_key_name (page),
                       kb_page_get_cancellable (page));
}

static void
kb_use_page_class_init (KbUsePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  KB_PAGE_CLASS (klass)->arrived = kb_use_page_arrived;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-use-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KbUsePage, stack);
  gtk_widget_class_bind_template_child (widget_class, KbUsePage, trouble_page);
  gtk_widget_class_bind_template_child (widget_class, KbUsePage, snippets_page);
  gtk_widget_class_bind_template_child (widget_class, KbUsePage, note_row);
  gtk_widget_class_bind_template_child (widget_class, KbUsePage, why_row);
  gtk_widget_class_bind_template_child (widget_class, KbUsePage, note_icon);
  gtk_widget_class_bind_template_child (widget_class, KbUsePage, app_group);
  gtk_widget_class_bind_template_child (widget_class, KbUsePage, connected_row);
  gtk_widget_class_bind_template_callback (widget_class, look_cb);
}

static void
kb_use_page_init (KbUsePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
