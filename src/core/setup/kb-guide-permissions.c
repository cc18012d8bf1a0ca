/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/setup/kb-guide.h"

#include <glib/gi18n.h>

/* What is seen when a key that is there is edited. */
const KbDrawing kb_guide_editing = {
  "{web.permissions}",
  {
      { KB_DRAWN_CHOICE, "{web.permissions}", "{permission}", "{all}|{restricted}|{read-only}" },
      { KB_DRAWN_LIST, "{list-models}", "{lists}" },
      { KB_DRAWN_LIST, "{model-capabilities}", "{capabilities}" },
      { KB_DRAWN_LIST, "{/v1/responses}", "{responses}" },
      { KB_DRAWN_LIST, N_ ("All the others"), N_ ("as needed") },
      { KB_DRAWN_MAIN_BUTTON, "{web.save}" },
  },
};
