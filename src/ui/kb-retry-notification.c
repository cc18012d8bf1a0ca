/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-retry-notification.h"

#include <glib/gi18n.h>

#define NAME "retry"

/* Neither the key nor its name: notifications are kept, and shown on locked screens. */
void
kb_retry_notification_send (GApplication *app, KbSetup *setup)
{
  KbKeyCheck *key_check = kb_setup_get_key_check (setup);
  KbVerdict *verdict = kb_key_check_get_error (key_check) ? NULL : kb_key_check_get_verdict (key_check);
  g_autofree char *title =
      verdict ? kb_verdict_dup_title (verdict) : g_strdup (_ ("The Key Could Not Be Read"));
  g_autoptr (GNotification) notification = g_notification_new (title);

  g_notification_set_default_action_and_target (notification, "app.present", "b",
                                                kb_setup_get_practice (setup));
  if (verdict && kb_verdict_get_outcome (verdict) == KB_OUTCOME_WORKS)
    g_notification_set_body (notification, _ ("Your key was tested again: it can be used now."));
  else
    g_notification_set_body (notification, _ ("Your key was tested again. Keybearer says what to do next."));
  g_application_send_notification (app, NAME, notification);
}

void
kb_retry_notification_withdraw (GApplication *app)
{
  g_application_withdraw_notification (app, NAME);
}
