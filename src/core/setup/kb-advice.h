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

/* What the web page calls the project that every account begins with. */
#define KB_DEFAULT_PROJECT "Default project"

/* Whole US dollars. */
typedef struct
{
  guint credit, hard_limit, alert;
} KbBudget;

KbAdvice kb_advice_for (KbPurpose purpose, KbHolder holder, KbCalls calls);
/* What to choose under Permissions when the owner is @owner, whether that was the advice or not. */
KbPermission kb_advice_get_permission (KbPurpose purpose, KbHolder holder, KbCalls calls, KbOwner owner);
KbBudget kb_advice_get_budget (KbPurpose purpose);
/* Suggested name for the key on the web page: "laptop-learning", "backend-prod"; [a-z0-9-]. transfer full.
 * @machine: host name, or NULL. */
char *kb_advice_dup_key_name (KbPurpose purpose, KbHolder holder, const char *machine);
/* What a key so made may do in a resource, and in how many it may do something. */
KbLevel kb_advice_get_level (const KbAdvice *key, KbResource resource);
guint kb_advice_count_open (const KbAdvice *key);
guint kb_advice_count_resources (void);
/* Whether @owner cannot have a key in the project called so. */
gboolean kb_advice_lacks_project (KbOwner owner, const char *project);
/* What stops working when a resource is set to no more than a level: calls, and this program's test. */
KbCalls kb_advice_get_broken (KbCalls calls, KbResource resource, KbLevel level);
gboolean kb_advice_breaks_test (KbCalls calls, KbResource resource, KbLevel level);

/* What @shown says of the permissions beside those of @chosen; of a service account, beside All. */
KbMatch kb_advice_compare (const KbAdvice *chosen, const KbShown *shown);
/* OTHER: somebody else owns the key than was chosen. */
KbMatch kb_advice_compare_owner (KbOwner chosen, const KbShown *shown);

G_END_DECLS
