/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/kb-advice.h"

G_BEGIN_DECLS

/* Sentences about owner and permissions. All transfer full, translated. */

/* Why this is recommended. */
char *kb_permission_dup_reason (const KbAdvice *advice);
/* How much a key of this kind can reach. */
char *kb_permission_dup_surface (const KbAdvice *advice, KbOwner owner, KbPermission permission);
/* What follows from choosing otherwise; "" when the choice is the advice. */
char *kb_permission_dup_difference (const KbAdvice *advice, KbOwner owner, KbPermission permission);
/* "Service account" or "You, Restricted" */
char *kb_permission_dup_kind (KbOwner owner, KbPermission permission);

G_END_DECLS
