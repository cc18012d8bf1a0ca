/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-key-entry.h"

#include "kb-copy-secret.h"
#include "kb-hidden-text.h"
#include "kb-page.h"
#include "kb-paste.h"
#include "kb-wrap.h"

#include <glib/gi18n.h>

/* Milliseconds after which it is said that a program has not answered yet */
#define PATIENCE 1000

struct _KbKeyEntry
{
  AdwPreferencesGroup parent_instance;

  KbKeyValidator *check;
  GtkWidget *offer_row;
  GtkWidget *entry;
  GtkWidget *waiting_row;
  GtkButton *give_up_button;
  GtkWidget *status_row;

  GtkWindow *window;     /* weak; the one that is watched */
  GCancellable *pasting; /* what was asked for; NULL: nothing */
  gboolean replacing;    /* all that is there, by what is pasted */
  guint patience_id;
  GCancellable *looking; /* whether there is something to offer */
};

enum
{
  PROP_CHECK = 1,
  PROP_USABLE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KbKeyEntry, kb_key_entry, ADW_TYPE_PREFERENCES_GROUP)

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

static GCancellable *
begin (GCancellable **place)
{
  g_cancellable_cancel (*place);
  g_clear_object (place);
  *place = g_cancellable_new ();
  return *place;
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
  kb_take_focus (self->entry);
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
  kb_take_focus (self->entry);
}

static void
paste (KbKeyEntry *self, gboolean replacing)
{
  self->replacing = replacing;
  gtk_widget_set_visible (self->offer_row, FALSE);
  end_waiting (self);
  self->patience_id = g_timeout_add_once (PATIENCE, waiting_cb, self);
  kb_paste_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), begin (&self->pasting), pasted_cb,
                  g_object_ref (self));
}

static void
paste_cb (KbKeyEntry *self)
{
  paste (self, TRUE);
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
offered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbKeyEntry) self = KB_KEY_ENTRY (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) value = kb_paste_finish (result, &error);
  gboolean offer;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->entry)
    return;
  offer = value && *gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0' &&
          kb_key_looks_like_key (secret_value_get_text (value));
  if (offer && !gtk_widget_get_visible (self->offer_row))
    kb_announce (GTK_WIDGET (self), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->offer_row)));
  gtk_widget_set_visible (self->offer_row, offer);
}

static void
changed_cb (KbKeyEntry *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  kb_key_validator_set_text (self->check, text);
  if (*text)
    gtk_widget_set_visible (self->offer_row, FALSE);
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
  g_autofree char *summary = NULL;

  gtk_widget_remove_css_class (self->entry, "error");
  if (state == KB_KEY_STATE_BAD)
    gtk_widget_add_css_class (self->entry, "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
      state == KB_KEY_STATE_BAD ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  g_object_get (self->check, "summary", &summary, NULL);
  if (summary && is_settled (self, state))
    kb_announce (GTK_WIDGET (self), summary);
}

static void
usable_cb (KbKeyEntry *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_USABLE]);
}

static void
look_at_clipboard (KbKeyEntry *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));

  /* Our own link or name that was copied a moment ago is no key. */
  if (gdk_clipboard_is_local (clipboard) ||
      !gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), G_TYPE_STRING))
    gtk_widget_set_visible (self->offer_row, FALSE);
  else
    kb_paste_async (clipboard, begin (&self->looking), offered_cb, g_object_ref (self));
}

/* The window may have the focus again before it is known what another program has copied. */
static void
look_cb (KbKeyEntry *self)
{
  if (gtk_window_is_active (self->window))
    look_at_clipboard (self);
}

static void
kb_key_entry_map (GtkWidget *widget)
{
  KbKeyEntry *self = KB_KEY_ENTRY (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  GTK_WIDGET_CLASS (kb_key_entry_parent_class)->map (widget);
  if (!GTK_IS_WINDOW (root))
    return;
  g_set_weak_pointer (&self->window, GTK_WINDOW (root));
  g_signal_connect_object (root, "notify::is-active", G_CALLBACK (look_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_clipboard (widget), "changed", G_CALLBACK (look_cb), self,
                           G_CONNECT_SWAPPED);
  look_at_clipboard (self);
}

/* The page is left. */
static void
kb_key_entry_unmap (GtkWidget *widget)
{
  KbKeyEntry *self = KB_KEY_ENTRY (widget);

  if (self->window)
    g_signal_handlers_disconnect_by_func (self->window, look_cb, self);
  g_clear_weak_pointer (&self->window);
  g_signal_handlers_disconnect_by_func (gtk_widget_get_clipboard (widget), look_cb, self);
  g_cancellable_cancel (self->pasting);
  end_waiting (self);
  g_cancellable_cancel (self->looking);
  gtk_text_set_visibility (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->entry))), FALSE);
  GTK_WIDGET_CLASS (kb_key_entry_parent_class)->unmap (widget);
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
  g_clear_object (&self->looking);
  G_OBJECT_CLASS (kb_key_entry_parent_class)->dispose (object);
}

static void
kb_key_entry_class_init (KbKeyEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kb_key_entry_get_property;
  object_class->dispose = kb_key_entry_dispose;
  widget_class->map = kb_key_entry_map;
  widget_class->unmap = kb_key_entry_unmap;
  props[PROP_CHECK] = g_param_spec_object ("check", NULL, NULL, KB_TYPE_KEY_VALIDATOR,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_USABLE] = g_param_spec_boolean (
      "usable", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-key-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, KbKeyEntry, offer_row);
  gtk_widget_class_bind_template_child (widget_class, KbKeyEntry, entry);
  gtk_widget_class_bind_template_child (widget_class, KbKeyEntry, waiting_row);
  gtk_widget_class_bind_template_child (widget_class, KbKeyEntry, give_up_button);
  gtk_widget_class_bind_template_child (widget_class, KbKeyEntry, status_row);
  gtk_widget_class_bind_template_callback (widget_class, is_settled);
  gtk_widget_class_bind_template_callback (widget_class, get_icon);
  gtk_widget_class_bind_template_callback (widget_class, paste_cb);
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
  kb_wrap_button (self->give_up_button);
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
}

void
kb_key_entry_clear (KbKeyEntry *self)
{
  g_return_if_fail (KB_IS_KEY_ENTRY (self));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  kb_key_validator_clear (self->check);
}

void
kb_key_entry_focus (KbKeyEntry *self)
{
  g_return_if_fail (KB_IS_KEY_ENTRY (self));
  gtk_widget_grab_focus (self->entry);
}
