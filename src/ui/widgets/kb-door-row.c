/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-door-row.h"

#include "kb-fit.h"

struct _KbDoorRow
{
  AdwActionRow parent_instance;
};

G_DEFINE_FINAL_TYPE (KbDoorRow, kb_door_row, ADW_TYPE_ACTION_ROW)

static void
kb_door_row_class_init (KbDoorRowClass *klass)
{
}

static void
kb_door_row_init (KbDoorRow *self)
{
  kb_fit (GTK_WIDGET (self));
  g_object_set (self, "activatable", TRUE, "use-underline", TRUE, "use-markup", FALSE, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                                           GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
}
