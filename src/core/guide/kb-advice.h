/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  KB_PURPOSE_LEARNING,
  KB_PURPOSE_SIDE_PROJECT,
  KB_PURPOSE_MVP,
  KB_PURPOSE_PRODUCTION,
  KB_PURPOSE_ENTERPRISE
} KbPurpose;
#define KB_N_PURPOSES (KB_PURPOSE_ENTERPRISE + 1)
/* What will hold the key. */
typedef enum
{
  KB_HOLDER_ME,
  KB_HOLDER_APP,
  KB_HOLDER_TEAM
} KbHolder;
#define KB_N_HOLDERS (KB_HOLDER_TEAM + 1)
/* What the key will call. */
typedef enum
{
  KB_CALLS_NONE = 0,
  KB_CALLS_TEXT = 1 << 0,
  KB_CALLS_IMAGES = 1 << 1,
  KB_CALLS_SPEECH = 1 << 2,
  KB_CALLS_EMBEDDINGS = 1 << 3,
  KB_CALLS_FILES = 1 << 4,
  KB_CALLS_READING = 1 << 5, /* only lists and reads, creates nothing */
} KbCalls;
#define KB_CALLS_EVERY ((KbCalls) ((1 << 6) - 1))
typedef enum
{
  KB_OWNER_YOU,
  KB_OWNER_SERVICE_ACCOUNT
} KbOwner;
typedef enum
{
  KB_PERMISSION_ALL,
  KB_PERMISSION_RESTRICTED,
  KB_PERMISSION_READ_ONLY
} KbPermission;

/* The resources that the dialog for a restricted key lists (API.md §4), in its order. */
typedef enum
{
  KB_AREA_LIST_MODELS,
  KB_AREA_MODEL_CAPABILITIES,
  KB_AREA_RESPONSES,
  KB_AREA_ASSISTANTS,
  KB_AREA_THREADS,
  KB_AREA_EVALS,
  KB_AREA_FINE_TUNING,
  KB_AREA_FILES,
  KB_AREA_VECTOR_STORES,
  KB_AREA_PROMPTS,
  KB_AREA_DATASETS,
} KbArea;
#define KB_N_AREAS (KB_AREA_DATASETS + 1)
typedef enum
{
  KB_LEVEL_NONE,
  KB_LEVEL_READ,
  KB_LEVEL_REQUEST,
  KB_LEVEL_WRITE
} KbLevel;

typedef struct
{
  KbOwner owner;
  KbPermission permission;
  KbLevel levels[KB_N_AREAS]; /* what to choose when the key is Restricted; also filled for the others */
} KbAdvice;

/* What a test saw of a key. */
typedef enum
{
  KB_SEEN_UNKNOWN,
  KB_SEEN_NO,
  KB_SEEN_YES
} KbSeen;
typedef struct
{
  KbSeen service_account; /* who owns it, by how it begins */
  KbSeen lists_models;
  KbSeen responds; /* may ask a model */
} KbShown;
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

#define KB_TYPE_PURPOSE (kb_purpose_get_type ())
#define KB_TYPE_HOLDER (kb_holder_get_type ())
#define KB_TYPE_CALLS (kb_calls_get_type ())
#define KB_TYPE_OWNER (kb_owner_get_type ())
#define KB_TYPE_PERMISSION (kb_permission_get_type ())
GType kb_purpose_get_type (void);
GType kb_holder_get_type (void);
GType kb_calls_get_type (void);
GType kb_owner_get_type (void);
GType kb_permission_get_type (void);

KbAdvice kb_advice_for (KbPurpose purpose, KbHolder holder, KbCalls calls);
/* What to choose under Permissions when the owner is @owner, whether that was the advice or not. */
KbPermission kb_advice_get_permission (KbPurpose purpose, KbHolder holder, KbCalls calls, KbOwner owner);
KbBudget kb_advice_get_budget (KbPurpose purpose);
/* Suggested name for the key on the web page: "laptop-learning", "backend-prod"; [a-z0-9-]. transfer full.
 * @machine: host name, or NULL. */
char *kb_advice_dup_key_name (KbPurpose purpose, KbHolder holder, const char *machine);
/* What a key so made may do in an area, and in how many it may do something. */
KbLevel kb_advice_get_level (const KbAdvice *key, KbArea area);
guint kb_advice_count_open (const KbAdvice *key);
guint kb_advice_count_areas (void);
/* Whether @owner cannot have a key in the project called so. */
gboolean kb_advice_lacks_project (KbOwner owner, const char *project);
/* What stops working when an area is set to no more than a level: calls, and this program's test. */
KbCalls kb_advice_get_broken (KbCalls calls, KbArea area, KbLevel level);
gboolean kb_advice_breaks_test (KbCalls calls, KbArea area, KbLevel level);

/* What @shown says of the permissions beside those of @chosen; of a service account, beside All. */
KbMatch kb_advice_compare (const KbAdvice *chosen, const KbShown *shown);
/* OTHER: somebody else owns the key than was chosen. */
KbMatch kb_advice_compare_owner (KbOwner chosen, const KbShown *shown);

/* The dashboard's own words, untranslated (they are shown as the web page shows them): "List models",
 * "Request", "Service account", "Restricted". */
const char *kb_area_get_label (KbArea area);
/* ISO date on which it closes for all; NULL when it stays */
const char *kb_area_get_end (KbArea area);
const char *kb_level_get_label (KbLevel level);
const char *kb_owner_get_label (KbOwner owner);
const char *kb_permission_get_label (KbPermission permission);

G_END_DECLS
