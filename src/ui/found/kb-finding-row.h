/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/found/kb-finding.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_FINDING_ROW (kb_finding_row_get_type ())
G_DECLARE_FINAL_TYPE (KbFindingRow, kb_finding_row, KB, FINDING_ROW, AdwExpanderRow)

/* A key that lies elsewhere: where, what kind, whether it is saved already, and how to remove that copy;
 * never any part of it. Signal import: the person wants it in the keyring. */
GtkWidget *kb_finding_row_new (KbFinding *finding);
KbFinding *kb_finding_row_get_finding (KbFindingRow *self);

G_END_DECLS
