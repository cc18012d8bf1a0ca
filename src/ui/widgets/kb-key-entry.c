/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-key-entry.h"

#include "kb-copy-secret.h"
#include "kb-fit.h"
#include "kb-hidden-text.h"
#include "kb-page.h"
#include "kb-paste.h"

#include <glib/gi18n.h>

/* Milliseconds after which it is said that a program has not answered yet */
#define PATIENCE 1000

struct _KbKeyEntry
{
  GtkBox parent_instance;

  KbKeyValidator *check;
  GtkWidget *paste_button;
  GtkWidget *type_row;
  GtkWidget *entry;
  GtkWidget *waiting_row;
  GtkButton *give_up_button;
  GtkWidget *status_row;
  GtkWidget *change_button;

  GCancellable *pasting; /* what was asked for; NULL: nothing */
  gboolean replacing;    /* all that is there, by what is pasted */
  guint patience_id;
};

enum
{
  PROP_CHECK = 1,
  PROP_USABLE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KbKeyEntry, kb_key_entry, GTK_TYPE_BOX)

static gboolean
is_settled (gpointer object, KbKeyState state)
{
  return state == KB_KEY_STATE_GOOD || state == KB_KEY_STATE_ODD || state == KB_KEY_STATE_BAD;
}

static char *
get_icon (gpointer object, KbKeyState state)
{
  switch (state)
    {
    case KB_KEY_STATE_GOOD:
      return g_strdup ("kb-check-symbolic");
    case KB_KEY_STATE_BAD:
      return g_strdup ("kb-cross-symbolic");
    case KB_KEY_STATE_EMPTY:
    case KB_KEY_STATE_CHECKING:
    case KB_KEY_STATE_ODD:
    default:
      return g_strdup ("dialog-information-symbolic");
    }
}

/* Of what is no good, what is wrong. */
static char *
get_summary (gpointer object, KbKeyValidator *check, KbKeyState state, const char *summary)
{
  KbKeyReading *reading = check ? kb_key_validator_get_reading (check) : NULL;

  if (state != KB_KEY_STATE_GOOD || !reading)
    return g_strdup (summary);
  switch (kb_key_reading_get_kind (reading))
    {
    case KB_KEY_KIND_PROJECT:
      return g_strdup (_ ("Looks right: a project key"));
    case KB_KEY_KIND_SERVICE_ACCOUNT:
      return g_strdup (_ ("Looks right: a service account’s key"));
    case KB_KEY_KIND_USER:
    default:
      return g_strdup (_ ("Looks right: an OpenAI key"));
    }
}

/* One way at a time: the button while there is no key, the entry for who wants to type. */
static void
show (KbKeyEntry *self)
{
  gboolean usable = kb_key_validator_get_usable (self->check) &&
                    is_settled (self, kb_key_validator_get_state (self->check));
  gboolean open = adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self->type_row));
  gboolean focused = gtk_widget_is_focus (self->paste_button);

  gtk_widget_set_visible (self->paste_button, !usable);
  gtk_widget_set_visible (self->type_row, !usable || open);
  gtk_widget_set_visible (self->change_button, usable && !open);
  if (focused && usable)
    kb_take_focus (self->status_row);
}

static void
open_entry (KbKeyEntry *self, gboolean open)
{
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self->type_row), open);
  show (self);
}

static void
change_cb (KbKeyEntry *self)
{
  open_entry (self, TRUE);
  gtk_widget_grab_focus (self->entry);
}

static void
end_waiting (KbKeyEntry *self)
{
  g_clear_handle_id (&self->patience_id, g_source_remove);
  gtk_widget_set_visible (self->waiting_row, FALSE);
}

static void
waiting_cb (gpointer user_data)
{
  KbKeyEntry *self = user_data;

  self->patience_id = 0;
  gtk_widget_set_visible (self->waiting_row, TRUE);
  kb_announce (GTK_WIDGET (self), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->waiting_row)));
}

static void
give_up_cb (KbKeyEntry *self)
{
  g_cancellable_cancel (self->pasting);
  end_waiting (self);
  kb_key_entry_focus (self);
}

/* As one pastes elsewhere: in place of what is selected. */
static void
insert (KbKeyEntry *self, const char *text)
{
  GtkEditable *entry = GTK_EDITABLE (self->entry);
  int position;

  if (self->replacing)
    gtk_editable_delete_text (entry, 0, -1);
  gtk_editable_delete_selection (entry);
  position = gtk_editable_get_position (entry);
  gtk_editable_insert_text (entry, text, -1, &position);
  gtk_editable_set_position (entry, position);
  kb_key_validator_settle (self->check);
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbKeyEntry) self = KB_KEY_ENTRY (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) value = kb_paste_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->entry)
    return;
  end_waiting (self);
  if (value)
    insert (self, secret_value_get_text (value));
  else
    kb_toast (GTK_WIDGET (self), kb_paste_error_get_advice (error));
}

static void
paste (KbKeyEntry *self, gboolean replacing)
{
  self->replacing = replacing;
  end_waiting (self);
  g_cancellable_cancel (self->pasting);
  g_clear_object (&self->pasting);
  self->pasting = g_cancellable_new ();
  self->patience_id = g_timeout_add_once (PATIENCE, waiting_cb, self);
  kb_paste_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->pasting, pasted_cb,
                  g_object_ref (self));
}

static void
paste_cb (KbKeyEntry *self)
{
  kb_key_entry_paste (self);
}

/* Ctrl+V and the menu. GTK would take a text of any length, and wait for it forever. */
static void
paste_text_cb (KbKeyEntry *self, GtkText *text)
{
  g_signal_stop_emission_by_name (text, "paste-clipboard");
  paste (self, FALSE);
}

/* The one way by which a key is copied; cutting is no other. Dots cannot be copied anyway. */
static void
copy_text_cb (KbKeyEntry *self, GtkText *text)
{
  const char *key = gtk_editable_get_text (GTK_EDITABLE (text));
  g_autoptr (SecretValue) value = secret_value_new (key, -1, "text/plain");

  g_signal_stop_emission (text, g_signal_get_invocation_hint (text)->signal_id, 0);
  if (gtk_text_get_visibility (text) && *key)
    kb_copy_secret (GTK_WIDGET (self), value);
  else
    gtk_widget_error_bell (GTK_WIDGET (text));
}

/* What is selected where it is shown could be dragged, and every program could have it from PRIMARY. */
static void
selection_cb (GtkText *text)
{
  int position = gtk_editable_get_position (GTK_EDITABLE (text));

  if (gtk_text_get_visibility (text) && gtk_editable_get_selection_bounds (GTK_EDITABLE (text), NULL, NULL))
    gtk_editable_select_region (GTK_EDITABLE (text), position, position);
}

/* Where the mouse is pressed on dots that are selected, they would be dragged as what they stand for, and
 * with nothing selected any longer GTK would end the program. */
static void
visibility_cb (GtkText *text)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (text));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE (controller))
        gtk_event_controller_reset (controller);
    }
  selection_cb (text);
}

static void
changed_cb (KbKeyEntry *self)
{
  kb_key_validator_set_text (self->check, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
activated_cb (KbKeyEntry *self)
{
  kb_key_validator_settle (self->check);
}

static void
state_cb (KbKeyEntry *self)
{
  KbKeyState state = kb_key_validator_get_state (self->check);

  gtk_widget_remove_css_class (self->entry, "error");
  if (state == KB_KEY_STATE_BAD)
    gtk_widget_add_css_class (self->entry, "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
      state == KB_KEY_STATE_BAD ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  show (self);
  if (is_settled (self, state))
    kb_announce (GTK_WIDGET (self), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->status_row)));
}

static void
usable_cb (KbKeyEntry *self)
{
  show (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_USABLE]);
}

static void
kb_key_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KbKeyEntry *self = KB_KEY_ENTRY (object);

  switch (id)
    {
    case PROP_CHECK:
      g_value_set_object (value, self->check);
      break;
    case PROP_USABLE:
      g_value_set_boolean (value, kb_key_validator_get_usable (self->check));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_key_entry_dispose (GObject *object)
{
  KbKeyEntry *self = KB_KEY_ENTRY (object);

  g_clear_handle_id (&self->patience_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), KB_TYPE_KEY_ENTRY);
  g_clear_object (&self->check);
  g_clear_object (&self->pasting);
  G_OBJECT_CLASS (kb_key_entry_parent_class)->dispose (object);
}

static void
kb_key_entry_class_init (KbKeyEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kb_key_entry_get_property;
  object_class->dispose = kb_key_entry_dispose;
  props[PROP_CHECK] = g_param_spec_object ("check", NULL, NULL, KB_TYPE_KEY_VALIDATOR,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_USABLE] = g_param_spec_boolean (
      "usable", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-key-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, KbKeyEntry, paste_button);
  gtk_widget_class_bind_template_child (widget_class, KbKeyEntry, entry);
  gtk_widget_class_bind_template_child (widget_class, KbKeyEntry, waiting_row);
  gtk_widget_class_bind_template_child (widget_class, KbKeyEntry, give_up_button);
  gtk_widget_class_bind_template_child (widget_class, KbKeyEntry, status_row);
  gtk_widget_class_bind_template_child (widget_class, KbKeyEntry, type_row);
  gtk_widget_class_bind_template_child (widget_class, KbKeyEntry, change_button);
  gtk_widget_class_bind_template_callback (widget_class, is_settled);
  gtk_widget_class_bind_template_callback (widget_class, get_icon);
  gtk_widget_class_bind_template_callback (widget_class, get_summary);
  gtk_widget_class_bind_template_callback (widget_class, show);
  gtk_widget_class_bind_template_callback (widget_class, paste_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_cb);
  gtk_widget_class_bind_template_callback (widget_class, give_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
keep_to_one_way (KbKeyEntry *self)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->entry));

  kb_hidden_text_keep (GTK_EDITABLE (self->entry));
  g_signal_connect_object (text, "copy-clipboard", G_CALLBACK (copy_text_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (text, "cut-clipboard", G_CALLBACK (copy_text_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (text, "paste-clipboard", G_CALLBACK (paste_text_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (text, "notify::selection-bound", G_CALLBACK (selection_cb), NULL);
  g_signal_connect (text, "notify::cursor-position", G_CALLBACK (selection_cb), NULL);
  g_signal_connect (text, "notify::visibility", G_CALLBACK (visibility_cb), NULL);
}

static void
kb_key_entry_init (KbKeyEntry *self)
{
  self->check = kb_key_validator_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kb_fit_button (self->give_up_button);
  keep_to_one_way (self);
  g_signal_connect_object (self->check, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->check, "notify::usable", G_CALLBACK (usable_cb), self, G_CONNECT_SWAPPED);
}

KbKeyValidator *
kb_key_entry_get_check (KbKeyEntry *self)
{
  g_return_val_if_fail (KB_IS_KEY_ENTRY (self), NULL);
  return self->check;
}

void
kb_key_entry_set_text (KbKeyEntry *self, const char *text)
{
  g_return_if_fail (KB_IS_KEY_ENTRY (self));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  kb_key_validator_settle (self->check);
  open_entry (self, FALSE);
}

void
kb_key_entry_clear (KbKeyEntry *self)
{
  g_return_if_fail (KB_IS_KEY_ENTRY (self));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  kb_key_validator_clear (self->check);
  open_entry (self, FALSE);
}

void
kb_key_entry_paste (KbKeyEntry *self)
{
  g_return_if_fail (KB_IS_KEY_ENTRY (self));
  paste (self, TRUE);
}

void
kb_key_entry_focus (KbKeyEntry *self)
{
  g_return_if_fail (KB_IS_KEY_ENTRY (self));
  if (gtk_widget_get_mapped (self->entry))
    gtk_widget_grab_focus (self->entry);
  else
    kb_take_focus (self->paste_button);
}

GtkWidget *
kb_key_entry_get_paste_button (KbKeyEntry *self)
{
  g_return_val_if_fail (KB_IS_KEY_ENTRY (self), NULL);
  return self->paste_button;
}

/* Pasting ends, and what was shown is dots again. */
void
kb_key_entry_leave (KbKeyEntry *self)
{
  g_return_if_fail (KB_IS_KEY_ENTRY (self));
  g_cancellable_cancel (self->pasting);
  end_waiting (self);
  gtk_text_set_visibility (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->entry))), FALSE);
}
