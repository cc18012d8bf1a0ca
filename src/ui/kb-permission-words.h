/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-choices.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Sentences about owner and permissions. All transfer full, translated. */

/* Why this is recommended. */
char *kb_permission_dup_reason (const KbAdvice *advice);
/* "3 of 11 areas open" */
char *kb_permission_dup_count (const KbAdvice *key);
/* "Restricted (recommended)"; @note may be NULL. */
char *kb_permission_dup_marked (const char *name, const char *note);
/* The picture of what a key can reach, as one sentence that begins with @name. */
char *kb_permission_dup_sentence (const KbAdvice *key, const char *name);
/* What follows from choosing otherwise; "" when the choice is the advice. */
char *kb_permission_dup_difference (KbChoices *choices);
/* What stops working with the next lower permission, and its name. */
char *kb_permission_dup_loss (const KbAdvice *advice, KbCalls calls);
char *kb_permission_dup_lower (const KbAdvice *advice);
/* What stops working when @resource, which is at @level, is closed. */
char *kb_permission_dup_resource_loss (KbCalls calls, KbResource resource, KbLevel level);
/* "Service account", "Restricted" */
char *kb_permission_dup_kind (KbOwner owner, KbPermission permission);
/* "You, Restricted", "Service account" */
char *kb_permission_dup_choice (KbOwner owner, KbPermission permission);

/* What there is to choose from, in the order of the values. transfer full */
const char *kb_purpose_get_label (KbPurpose purpose);
GtkStringList *kb_list_purposes (void);
GtkStringList *kb_list_holders (void);
GtkStringList *kb_list_owners (void);
GtkStringList *kb_list_permissions (void);

G_END_DECLS
