/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-key-offer.h"

#include "core/key/kb-key.h"
#include "kb-paste.h"

struct _KbKeyOffer
{
  GObject parent_instance;

  GtkWindow *window; /* not owned, as the window owns this and them */
  AdwBanner *banner;
  AdwNavigationView *view;
  KbUnsaved *unsaved;
  GCancellable *looking;
};

G_DEFINE_FINAL_TYPE (KbKeyOffer, kb_key_offer, G_TYPE_OBJECT)

/* On a page of the set-up, as long as no key was pasted; the one where that is done says so itself. */
static gboolean
is_wanted (KbKeyOffer *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->view);

  return KB_IS_STEP_PAGE (page) && !KB_IS_SAVE_PAGE (page) &&
         (int) kb_step_page_get_step (KB_STEP_PAGE (page)) >= 0 && !kb_unsaved_holds_key (self->unsaved);
}

static gboolean
is_news (KbKeyOffer *self, SecretValue *value)
{
  KbSavePage *page = kb_unsaved_get_page (self->unsaved);

  return kb_key_looks_like_key (secret_value_get_text (value)) && !(page && kb_save_page_knows (page, value));
}

static void
reveal (KbKeyOffer *self, gboolean reveal)
{
  if (reveal && !adw_banner_get_revealed (self->banner))
    kb_announce (GTK_WIDGET (self->banner), adw_banner_get_title (self->banner));
  adw_banner_set_revealed (self->banner, reveal);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbKeyOffer) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) value = kb_paste_finish (result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    reveal (self, value && is_wanted (self) && is_news (self, value));
}

static void
stop_looking (KbKeyOffer *self)
{
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
}

/* The window may have the focus again before it is known what another program has copied. Our own link or
 * name that was copied a moment ago is no key. */
static void
look_cb (KbKeyOffer *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self->window));

  stop_looking (self);
  if (!is_wanted (self) || gdk_clipboard_is_local (clipboard) ||
      !gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), G_TYPE_STRING))
    reveal (self, FALSE);
  else if (gtk_window_is_active (self->window))
    {
      self->looking = g_cancellable_new ();
      kb_paste_async (clipboard, self->looking, looked_cb, g_object_ref (self));
    }
}

/* The button goes with the offer, and would take the focus with it. */
static void
paste_cb (KbKeyOffer *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->view);

  kb_step_page_go_to (KB_STEP_PAGE (page), KB_STEP_SAVE);
  kb_step_page_back_to_top (KB_STEP_PAGE (kb_unsaved_get_page (self->unsaved)));
  kb_save_page_paste (kb_unsaved_get_page (self->unsaved));
}

static void
kb_key_offer_dispose (GObject *object)
{
  stop_looking (KB_KEY_OFFER (object));
  G_OBJECT_CLASS (kb_key_offer_parent_class)->dispose (object);
}

static void
kb_key_offer_class_init (KbKeyOfferClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kb_key_offer_dispose;
}

static void
kb_key_offer_init (KbKeyOffer *self)
{
}

KbKeyOffer *
kb_key_offer_new (GtkWindow *window, AdwBanner *banner, AdwNavigationView *view, KbUnsaved *unsaved)
{
  KbKeyOffer *self = g_object_new (KB_TYPE_KEY_OFFER, NULL);

  self->window = window;
  self->banner = banner;
  self->view = view;
  self->unsaved = unsaved;
  g_signal_connect_object (banner, "button-clicked", G_CALLBACK (paste_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (look_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::visible-page", G_CALLBACK (look_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (unsaved, "changed", G_CALLBACK (look_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_clipboard (GTK_WIDGET (window)), "changed", G_CALLBACK (look_cb),
                           self, G_CONNECT_SWAPPED);
  return self;
}
