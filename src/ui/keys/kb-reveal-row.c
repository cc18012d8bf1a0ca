/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-reveal-row.h"

#include "core/base/kb-second.h"
#include "core/keyring/kb-stored-key.h"
#include "kb-copy-secret.h"
#include "kb-page.h"
#include "widgets/kb-row-layout.h"

#include <glib/gi18n.h>
#include <string.h>

#define SECONDS 30u

struct _KbRevealRow
{
  AdwPreferencesRow parent_instance;

  GtkToggleButton *button;
  GtkLabel *state_label;
  GtkLabel *key_label;
  GtkWidget *why_button;

  KbKeyStore *store;
  char *name;
  SecretValue *key; /* while it is shown */
  GCancellable *cancellable;
  GtkWindow *window; /* weak; the one that is watched */
  guint source;
};

G_DEFINE_FINAL_TYPE (KbRevealRow, kb_reveal_row, ADW_TYPE_PREFERENCES_ROW)

static gboolean
hide_cb (gpointer user_data)
{
  KbRevealRow *self = user_data;

  self->source = 0;
  kb_reveal_row_hide_key (self);
  return G_SOURCE_REMOVE;
}

/* The label hands its memory back as it is. */
static void
wipe_label (KbRevealRow *self)
{
  const char *copies[] = { gtk_label_get_label (self->key_label), gtk_label_get_text (self->key_label),
                           pango_layout_get_text (gtk_label_get_layout (self->key_label)) };

  for (gsize i = 0; i < G_N_ELEMENTS (copies); i++)
    explicit_bzero ((char *) copies[i], strlen (copies[i]));
  gtk_label_set_label (self->key_label, "");
}

static gboolean
copy_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  return kb_reveal_row_copy (KB_REVEAL_ROW (widget));
}

static void
show (KbRevealRow *self, SecretValue *key)
{
  self->key = secret_value_ref (key);
  gtk_label_set_label (self->key_label, secret_value_get_text (key));
  gtk_widget_set_visible (GTK_WIDGET (self->key_label), TRUE);
  gtk_label_set_label (self->state_label, _ ("Hidden again in half a minute"));
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add (SECONDS * kb_second_get_milliseconds (), hide_cb, self);
}

static void
fail (KbRevealRow *self, const GError *error)
{
  const char *advice;

  kb_reveal_row_hide_key (self);
  advice = kb_trouble_get_advice (error, self->why_button);
  gtk_label_set_label (self->state_label, advice);
  kb_announce (GTK_WIDGET (self), advice);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbRevealRow) self = KB_REVEAL_ROW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) key = kb_stored_key_load_finish (KB_KEY_STORE (source), result, &error);

  if (self->button && gtk_toggle_button_get_active (self->button) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (key)
        show (self, key);
      else
        fail (self, error);
    }
}

static void
toggled_cb (KbRevealRow *self)
{
  gboolean active = gtk_toggle_button_get_active (self->button);

  gtk_button_set_label (GTK_BUTTON (self->button), active ? _ ("_Hide") : _ ("_Reveal"));
  if (!active)
    {
      kb_reveal_row_hide_key (self);
      return;
    }
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  kb_key_store_load_async (self->store, self->name, self->cancellable, loaded_cb, g_object_ref (self));
}

/* The keyring's own window takes the focus too, but then there is nothing to hide yet. */
static void
window_active_cb (KbRevealRow *self, GParamSpec *pspec, GtkWindow *window)
{
  if (!gtk_window_is_active (window) && gtk_widget_get_visible (GTK_WIDGET (self->key_label)))
    kb_reveal_row_hide_key (self);
}

static void
kb_reveal_row_root (GtkWidget *widget)
{
  KbRevealRow *self = KB_REVEAL_ROW (widget);
  GtkRoot *root;

  GTK_WIDGET_CLASS (kb_reveal_row_parent_class)->root (widget);
  root = gtk_widget_get_root (widget);
  if (!GTK_IS_WINDOW (root))
    return;
  g_set_weak_pointer (&self->window, GTK_WINDOW (root));
  g_signal_connect_object (root, "notify::is-active", G_CALLBACK (window_active_cb), self, G_CONNECT_SWAPPED);
}

static void
kb_reveal_row_unroot (GtkWidget *widget)
{
  KbRevealRow *self = KB_REVEAL_ROW (widget);

  if (self->window)
    g_signal_handlers_disconnect_by_func (self->window, window_active_cb, self);
  g_clear_weak_pointer (&self->window);
  kb_reveal_row_hide_key (self);
  GTK_WIDGET_CLASS (kb_reveal_row_parent_class)->unroot (widget);
}

static void
kb_reveal_row_dispose (GObject *object)
{
  KbRevealRow *self = KB_REVEAL_ROW (object);

  kb_reveal_row_hide_key (self);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), KB_TYPE_REVEAL_ROW);
  g_clear_object (&self->store);
  g_clear_pointer (&self->name, g_free);
  G_OBJECT_CLASS (kb_reveal_row_parent_class)->dispose (object);
}

static void
kb_reveal_row_class_init (KbRevealRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KB_TYPE_ROW_LAYOUT);
  G_OBJECT_CLASS (klass)->dispose = kb_reveal_row_dispose;
  widget_class->root = kb_reveal_row_root;
  widget_class->unroot = kb_reveal_row_unroot;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-reveal-row.ui");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, copy_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Insert, GDK_CONTROL_MASK, copy_cb, NULL);
  gtk_widget_class_bind_template_child (widget_class, KbRevealRow, button);
  gtk_widget_class_bind_template_child (widget_class, KbRevealRow, state_label);
  gtk_widget_class_bind_template_child (widget_class, KbRevealRow, key_label);
  gtk_widget_class_bind_template_child (widget_class, KbRevealRow, why_button);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
kb_reveal_row_init (KbRevealRow *self)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Where a line ends, a hyphen would pass for a part of the key. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (self->key_label, attributes);
}

void
kb_reveal_row_set_key (KbRevealRow *self, KbKeyStore *store, const char *name)
{
  g_return_if_fail (KB_IS_REVEAL_ROW (self));

  kb_reveal_row_hide_key (self);
  g_set_object (&self->store, store);
  g_set_str (&self->name, name);
}

void
kb_reveal_row_hide_key (KbRevealRow *self)
{
  g_return_if_fail (KB_IS_REVEAL_ROW (self));

  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->key, secret_value_unref);
  if (!self->button)
    return;
  wipe_label (self);
  gtk_widget_set_visible (GTK_WIDGET (self->key_label), FALSE);
  gtk_widget_set_visible (self->why_button, FALSE);
  gtk_label_set_label (self->state_label, _ ("Hidden; the keyring is asked each time"));
  gtk_toggle_button_set_active (self->button, FALSE);
}

gboolean
kb_reveal_row_copy (KbRevealRow *self)
{
  g_return_val_if_fail (KB_IS_REVEAL_ROW (self), FALSE);

  if (!self->key)
    return FALSE;
  kb_copy_secret (GTK_WIDGET (self), self->key);
  return TRUE;
}
