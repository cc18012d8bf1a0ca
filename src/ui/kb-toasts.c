/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-toasts.h"

#include <glib/gi18n.h>

static AdwToast *
new_toast (const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  return toast;
}

/* One that something can be done with stays until that is done, or another page is shown. */
static AdwToast *
new_lasting_toast (AdwNavigationView *view, const char *text, const char *label, const char *action)
{
  AdwToast *toast = new_toast (text);

  g_object_set (toast, "timeout", 0, "button-label", label, "action-name", action, NULL);
  g_signal_connect_object (view, "notify::visible-page", G_CALLBACK (adw_toast_dismiss), toast,
                           G_CONNECT_SWAPPED);
  return toast;
}

void
kb_toasts_add (AdwToastOverlay *toasts, const char *text)
{
  adw_toast_overlay_add_toast (toasts, new_toast (text));
}

void
kb_toasts_add_link (AdwToastOverlay *toasts, AdwNavigationView *view, const char *text, const char *address)
{
  AdwToast *toast = new_lasting_toast (view, text, _ ("Copy Link"), "win.copy-link");

  adw_toast_set_action_target_value (toast, g_variant_new_string (address));
  adw_toast_overlay_add_toast (toasts, toast);
}

void
kb_toasts_add_trouble (AdwToastOverlay *toasts, AdwNavigationView *view, const char *text)
{
  adw_toast_overlay_add_toast (toasts, new_lasting_toast (view, text, _ ("Find Out Why"), "win.doctor"));
}
