/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/api/kb-verdict.h"
#include "core/key/kb-permission.h"

G_BEGIN_DECLS

typedef struct
{
  KbOwner owner;
  KbPermission permission;
  KbLevel levels[KB_N_RESOURCES]; /* what to choose when the key is Restricted; also filled for the others */
} KbAdvice;

/* What a key may do, beside what was chosen for it. */
typedef enum
{
  KB_MATCH_UNKNOWN,
  KB_MATCH_AS_CHOSEN, /* as far as was seen */
  KB_MATCH_LESS,
  KB_MATCH_MORE,
  KB_MATCH_OTHER /* more in one thing, less in another */
} KbMatch;
#define KB_N_MATCHES (KB_MATCH_OTHER + 1)

/* Whole US dollars. */
typedef struct
{
  guint credit, hard_limit, alert;
} KbBudget;

KbAdvice kb_advice_for (KbPurpose purpose, KbHolder holder, KbCalls calls);
KbPermission kb_advice_get_permission (KbPurpose purpose, KbHolder holder, KbCalls calls, KbOwner owner);
KbPurpose kb_advice_get_purpose (KbHolder holder);
KbBudget kb_advice_get_budget (KbPurpose purpose);
char *kb_advice_dup_key_name (KbPurpose purpose, KbHolder holder, const char *machine);
KbLevel kb_advice_get_level (const KbAdvice *key, KbResource resource);
guint kb_advice_count_open (const KbAdvice *key);
guint kb_advice_count_resources (void);
gboolean kb_advice_lacks_project (KbOwner owner, const char *project);
KbCalls kb_advice_get_broken (KbCalls calls, KbResource resource, KbLevel level);
gboolean kb_advice_breaks_test (KbCalls calls, KbResource resource, KbLevel level);

KbMatch kb_advice_compare (const KbAdvice *chosen, const KbShown *shown);
KbMatch kb_advice_compare_owner (KbOwner chosen, const KbShown *shown);

G_END_DECLS
