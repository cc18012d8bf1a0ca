/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-toasts.h"

#include "kb-step-page.h"

#include <glib/gi18n.h>

static AdwToast *
new_toast (const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  return toast;
}

/* One that something can be done with stays until that is done, or another page is shown. It does not cover
 * the buttons that lead on. */
static void
add_lasting_toast (AdwToastOverlay *toasts,
                   AdwNavigationView *view,
                   const char *text,
                   const char *label,
                   const char *action,
                   GVariant *target)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (view);
  AdwToast *toast = new_toast (text);

  g_object_set (toast, "timeout", 0, "button-label", label, "action-name", action, NULL);
  g_signal_connect_object (view, "notify::visible-page", G_CALLBACK (adw_toast_dismiss), toast,
                           G_CONNECT_SWAPPED);
  adw_toast_set_action_target_value (toast, target);
  adw_toast_overlay_add_toast (
      KB_IS_STEP_PAGE (page) ? kb_step_page_get_toasts (KB_STEP_PAGE (page)) : toasts, toast);
}

void
kb_toasts_add (AdwToastOverlay *toasts, const char *text)
{
  adw_toast_overlay_add_toast (toasts, new_toast (text));
}

void
kb_toasts_add_link (AdwToastOverlay *toasts, AdwNavigationView *view, const char *text, const char *address)
{
  add_lasting_toast (toasts, view, text, _ ("Copy Link"), "win.copy-link", g_variant_new_string (address));
}

void
kb_toasts_add_trouble (AdwToastOverlay *toasts, AdwNavigationView *view, const char *text)
{
  add_lasting_toast (toasts, view, text, _ ("Find Out Why"), "win.doctor", NULL);
}
