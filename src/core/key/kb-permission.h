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
  KB_RESOURCE_LIST_MODELS,
  KB_RESOURCE_MODEL_CAPABILITIES,
  KB_RESOURCE_RESPONSES,
  KB_RESOURCE_ASSISTANTS,
  KB_RESOURCE_THREADS,
  KB_RESOURCE_EVALS,
  KB_RESOURCE_FINE_TUNING,
  KB_RESOURCE_FILES,
  KB_RESOURCE_VECTOR_STORES,
  KB_RESOURCE_PROMPTS,
  KB_RESOURCE_DATASETS,
} KbResource;
#define KB_N_RESOURCES (KB_RESOURCE_DATASETS + 1)
typedef enum
{
  KB_LEVEL_NONE,
  KB_LEVEL_READ,
  KB_LEVEL_REQUEST,
  KB_LEVEL_WRITE
} KbLevel;

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

/* The dashboard's own words, untranslated (they are shown as the web page shows them): "List models",
 * "Request", "Service account", "Restricted". */
const char *kb_resource_get_label (KbResource resource);
char *kb_resource_dup_setting (KbResource resource, KbLevel level);
const char *kb_resource_get_end (KbResource resource);
const char *kb_level_get_label (KbLevel level);
const char *kb_owner_get_label (KbOwner owner);
const char *kb_permission_get_label (KbPermission permission);

G_END_DECLS
