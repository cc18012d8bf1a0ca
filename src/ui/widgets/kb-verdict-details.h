/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-setup.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_VERDICT_DETAILS (kb_verdict_details_get_type ())
G_DECLARE_FINAL_TYPE (KbVerdictDetails, kb_verdict_details, KB, VERDICT_DETAILS, AdwPreferencesGroup)

/* The technical side of a verdict, folded, and the report to copy. */
void kb_verdict_details_show (KbVerdictDetails *self, KbVerdict *verdict, KbSetup *setup);

G_END_DECLS
