/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-unlock-bar.h"

#include "kb-page.h"

#include <glib/gi18n.h>

struct _KbUnlockBar
{
  AdwBin parent_instance;

  AdwBanner *banner;
  GCancellable *cancellable; /* NULL: nothing is under way */
};

static guint unlocked_signal;

G_DEFINE_FINAL_TYPE (KbUnlockBar, kb_unlock_bar, ADW_TYPE_BIN)

static void
show (KbUnlockBar *self, gboolean waiting)
{
  gtk_widget_set_visible (GTK_WIDGET (self), waiting);
  adw_banner_set_revealed (self->banner, waiting);
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbUnlockBar) self = KB_UNLOCK_BAR (user_data);
  g_autoptr (GError) error = NULL;
  gboolean unlocked = kb_key_store_unlock_finish (KB_KEY_STORE (source), result, &error);

  g_clear_object (&self->cancellable);
  /* The window may have gone, and the page with it. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  show (self, FALSE);
  if (unlocked)
    g_signal_emit (self, unlocked_signal, 0);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kb_toast_trouble (GTK_WIDGET (self), error);
}

static void
kb_unlock_bar_class_init (KbUnlockBarClass *klass)
{
  unlocked_signal =
      g_signal_new ("unlocked", KB_TYPE_UNLOCK_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kb_unlock_bar_init (KbUnlockBar *self)
{
  self->banner =
      ADW_BANNER (adw_banner_new (_ ("Your desktop asks for the keyring’s password in a window of its own")));
  adw_banner_set_button_label (self->banner, _ ("_Cancel"));
  g_signal_connect_object (self->banner, "button-clicked", G_CALLBACK (kb_unlock_bar_stop), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));
  show (self, FALSE);
}

void
kb_unlock_bar_start (KbUnlockBar *self, KbKeyStore *store)
{
  g_return_if_fail (KB_IS_UNLOCK_BAR (self));

  /* It is asked once, however often that is wished. */
  if (self->cancellable)
    return;
  self->cancellable = g_cancellable_new ();
  show (self, TRUE);
  kb_announce (GTK_WIDGET (self), adw_banner_get_title (self->banner));
  kb_key_store_unlock_async (store, self->cancellable, unlocked_cb, g_object_ref (self));
}

void
kb_unlock_bar_stop (KbUnlockBar *self)
{
  g_return_if_fail (KB_IS_UNLOCK_BAR (self));
  g_cancellable_cancel (self->cancellable);
}
