/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/found/kb-finding.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A key that lies elsewhere: where, what kind, whether it is saved already, and how to remove that copy;
 * never any part of it. @button: the one that imports it; NULL if it is saved already. */
GtkWidget *kb_finding_row_new (KbFinding *finding, GtkWidget **button);

G_END_DECLS
