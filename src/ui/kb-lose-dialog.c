/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-lose-dialog.h"

#include <glib/gi18n.h>

AdwDialog *
kb_lose_dialog_new (guint n_keys)
{
  AdwDialog *dialog = adw_alert_dialog_new (
      ngettext ("Close and Lose the Key?", "Close and Lose the Keys?", (gulong) n_keys),
      ngettext (
          "One key is kept for this session only. When Keybearer is closed it is gone, and OpenAI does not "
          "show it again.",
          "Some keys are kept for this session only. When Keybearer is closed they are gone, and OpenAI "
          "does not show them again.",
          (gulong) n_keys));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "keep", _ ("_Keep Open"), "close",
                                  ngettext ("_Lose It", "_Lose Them", (gulong) n_keys), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "close", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "keep");
  return dialog;
}
