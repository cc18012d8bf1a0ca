/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-key-entry.h"

#include "kb-hidden-text.h"
#include "kb-page.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KbKeyEntry
{
  AdwPreferencesGroup parent_instance;

  KbKeyCheck *check;
  GtkWidget *offer_row;
  GtkWidget *entry;
  GtkWidget *status_row;
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

static void
wipe (char *text)
{
  if (text)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbKeyEntry) self = KB_KEY_ENTRY (user_data);
  char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (!self->entry) /* the page is gone */
    {
      wipe (text);
      return;
    }
  if (text && *text)
    kb_key_entry_set_text (self, text);
  else
    kb_toast (GTK_WIDGET (self), _ ("There is no text on the clipboard"));
  wipe (text);
  gtk_widget_grab_focus (self->entry);
}

static void
paste_cb (KbKeyEntry *self)
{
  gtk_widget_set_visible (self->offer_row, FALSE);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, pasted_cb,
                                 g_object_ref (self));
}

static void
offered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbKeyEntry) self = KB_KEY_ENTRY (user_data);
  char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  gboolean offer = self->entry && *gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0' &&
                   kb_key_looks_like_key (text);

  if (offer && !gtk_widget_get_visible (self->offer_row))
    kb_announce (GTK_WIDGET (self), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->offer_row)));
  if (self->offer_row)
    gtk_widget_set_visible (self->offer_row, offer);
  wipe (text);
}

static void
changed_cb (KbKeyEntry *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  kb_key_check_set_text (self->check, text);
  if (*text)
    gtk_widget_set_visible (self->offer_row, FALSE);
}

static void
activated_cb (KbKeyEntry *self)
{
  kb_key_check_settle (self->check);
}

static void
state_cb (KbKeyEntry *self)
{
  KbKeyState state = kb_key_check_get_state (self->check);
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
kb_key_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KbKeyEntry *self = KB_KEY_ENTRY (object);

  switch (id)
    {
    case PROP_CHECK:
      g_value_set_object (value, self->check);
      break;
    case PROP_USABLE:
      g_value_set_boolean (value, kb_key_check_get_usable (self->check));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_key_entry_dispose (GObject *object)
{
  KbKeyEntry *self = KB_KEY_ENTRY (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KB_TYPE_KEY_ENTRY);
  g_clear_object (&self->check);
  G_OBJECT_CLASS (kb_key_entry_parent_class)->dispose (object);
}

static void
kb_key_entry_class_init (KbKeyEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kb_key_entry_get_property;
  object_class->dispose = kb_key_entry_dispose;
  props[PROP_CHECK] =
      g_param_spec_object ("check", NULL, NULL, KB_TYPE_KEY_CHECK, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_USABLE] = g_param_spec_boolean (
      "usable", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-key-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, KbKeyEntry, offer_row);
  gtk_widget_class_bind_template_child (widget_class, KbKeyEntry, entry);
  gtk_widget_class_bind_template_child (widget_class, KbKeyEntry, status_row);
  gtk_widget_class_bind_template_callback (widget_class, is_settled);
  gtk_widget_class_bind_template_callback (widget_class, get_icon);
  gtk_widget_class_bind_template_callback (widget_class, paste_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
kb_key_entry_init (KbKeyEntry *self)
{
  self->check = kb_key_check_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kb_hidden_text_keep (GTK_EDITABLE (self->entry));
  g_signal_connect_object (self->check, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->check, "notify::usable", G_CALLBACK (usable_cb), self, G_CONNECT_SWAPPED);
}

KbKeyCheck *
kb_key_entry_get_check (KbKeyEntry *self)
{
  g_return_val_if_fail (KB_IS_KEY_ENTRY (self), NULL);
  return self->check;
}

void
kb_key_entry_look_at_clipboard (KbKeyEntry *self)
{
  GdkClipboard *clipboard;

  g_return_if_fail (KB_IS_KEY_ENTRY (self));

  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  /* Our own link or name that was copied a moment ago is no key. */
  if (gdk_clipboard_is_local (clipboard) ||
      !gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), G_TYPE_STRING))
    gtk_widget_set_visible (self->offer_row, FALSE);
  else
    gdk_clipboard_read_text_async (clipboard, NULL, offered_cb, g_object_ref (self));
}

void
kb_key_entry_set_text (KbKeyEntry *self, const char *text)
{
  g_return_if_fail (KB_IS_KEY_ENTRY (self));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  kb_key_check_settle (self->check);
}

void
kb_key_entry_clear (KbKeyEntry *self)
{
  g_return_if_fail (KB_IS_KEY_ENTRY (self));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  kb_key_check_clear (self->check);
}

void
kb_key_entry_focus (KbKeyEntry *self)
{
  g_return_if_fail (KB_IS_KEY_ENTRY (self));
  gtk_widget_grab_focus (self->entry);
}
