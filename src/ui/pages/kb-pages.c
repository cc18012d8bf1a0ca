/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-pages.h"

#include "kb-guide-page.h"
#include "kb-permissions-page.h"
#include "kb-result-page.h"
#include "kb-save-page.h"
#include "kb-welcome-page.h"

GType
kb_pages_get_type_of (KbStep step)
{
  switch (step)
    {
    case KB_STEP_WELCOME:
      return KB_TYPE_WELCOME_PAGE;
    case KB_STEP_SIGN_IN:
    case KB_STEP_PROJECT:
    case KB_STEP_BILLING:
    case KB_STEP_CREATE:
      return KB_TYPE_GUIDE_PAGE;
    case KB_STEP_PERMISSIONS:
      return KB_TYPE_PERMISSIONS_PAGE;
    case KB_STEP_SAVE:
      return KB_TYPE_SAVE_PAGE;
    case KB_STEP_TEST:
      return KB_TYPE_RESULT_PAGE;
    default:
      g_assert_not_reached ();
    }
}
