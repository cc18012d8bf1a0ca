/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/key/kb-permission.h"

#include "core/facts/kb-facts.h"

#include <glib/gi18n.h>

G_DEFINE_ENUM_TYPE (KbPurpose,
                    kb_purpose,
                    G_DEFINE_ENUM_VALUE (KB_PURPOSE_LEARNING, "learning"),
                    G_DEFINE_ENUM_VALUE (KB_PURPOSE_SIDE_PROJECT, "side-project"),
                    G_DEFINE_ENUM_VALUE (KB_PURPOSE_MVP, "mvp"),
                    G_DEFINE_ENUM_VALUE (KB_PURPOSE_PRODUCTION, "production"),
                    G_DEFINE_ENUM_VALUE (KB_PURPOSE_ENTERPRISE, "enterprise"))

G_DEFINE_ENUM_TYPE (KbHolder,
                    kb_holder,
                    G_DEFINE_ENUM_VALUE (KB_HOLDER_ME, "me"),
                    G_DEFINE_ENUM_VALUE (KB_HOLDER_APP, "app"),
                    G_DEFINE_ENUM_VALUE (KB_HOLDER_TEAM, "team"))

G_DEFINE_FLAGS_TYPE (KbCalls,
                     kb_calls,
                     G_DEFINE_ENUM_VALUE (KB_CALLS_TEXT, "text"),
                     G_DEFINE_ENUM_VALUE (KB_CALLS_IMAGES, "images"),
                     G_DEFINE_ENUM_VALUE (KB_CALLS_SPEECH, "speech"),
                     G_DEFINE_ENUM_VALUE (KB_CALLS_EMBEDDINGS, "embeddings"),
                     G_DEFINE_ENUM_VALUE (KB_CALLS_FILES, "files"),
                     G_DEFINE_ENUM_VALUE (KB_CALLS_READING, "reading"))

G_DEFINE_ENUM_TYPE (KbOwner,
                    kb_owner,
                    G_DEFINE_ENUM_VALUE (KB_OWNER_YOU, "you"),
                    G_DEFINE_ENUM_VALUE (KB_OWNER_SERVICE_ACCOUNT, "service-account"))

G_DEFINE_ENUM_TYPE (KbPermission,
                    kb_permission,
                    G_DEFINE_ENUM_VALUE (KB_PERMISSION_ALL, "all"),
                    G_DEFINE_ENUM_VALUE (KB_PERMISSION_RESTRICTED, "restricted"),
                    G_DEFINE_ENUM_VALUE (KB_PERMISSION_READ_ONLY, "read-only"))

/**
 * kb_resource_get_label:
 * @resource: a resource
 *
 * Returns: (transfer none): what the web page calls @resource, not to be translated
 */
const char *
kb_resource_get_label (KbResource resource)
{
  static const char *const labels[KB_N_RESOURCES] = {
    [KB_RESOURCE_LIST_MODELS] = "List models",
    [KB_RESOURCE_MODEL_CAPABILITIES] = "Model capabilities",
    [KB_RESOURCE_RESPONSES] = "Responses",
    [KB_RESOURCE_ASSISTANTS] = "Assistants",
    [KB_RESOURCE_THREADS] = "Threads",
    [KB_RESOURCE_EVALS] = "Evals",
    [KB_RESOURCE_FINE_TUNING] = "Fine-tuning",
    [KB_RESOURCE_FILES] = "Files",
    [KB_RESOURCE_VECTOR_STORES] = "Vector stores",
    [KB_RESOURCE_PROMPTS] = "Prompts",
    [KB_RESOURCE_DATASETS] = "Datasets",
  };

  g_return_val_if_fail (resource < KB_N_RESOURCES, NULL);

  return labels[resource];
}

/**
 * kb_resource_get_end:
 * @resource: a resource
 *
 * Returns: (transfer none) (nullable): the ISO date on which @resource closes for all or has closed, from the
 * facts called `resource.NAME.ends`; %NULL when none is known. It is no advice to open a resource that
 * closes.
 */
const char *
kb_resource_get_end (KbResource resource)
{
  static const char *const ends[KB_N_RESOURCES] = {
    [KB_RESOURCE_ASSISTANTS] = "area.assistants.ends",
    [KB_RESOURCE_THREADS] = "area.threads.ends",
    [KB_RESOURCE_EVALS] = "area.evals.ends",
    [KB_RESOURCE_PROMPTS] = "area.prompts.ends",
    [KB_RESOURCE_FINE_TUNING] = "area.fine-tuning.ends",
  };

  g_return_val_if_fail (resource < KB_N_RESOURCES, NULL);

  return ends[resource] ? kb_facts_get_string (kb_facts_get_default (), ends[resource]) : NULL;
}

/**
 * kb_level_get_label:
 * @level: a level
 *
 * Returns: (transfer none): what the web page calls @level, not to be translated
 */
const char *
kb_level_get_label (KbLevel level)
{
  static const char *const labels[] = {
    [KB_LEVEL_NONE] = "None",
    [KB_LEVEL_READ] = "Read",
    [KB_LEVEL_REQUEST] = "Request",
    [KB_LEVEL_WRITE] = "Write",
  };

  g_return_val_if_fail (level < G_N_ELEMENTS (labels), NULL);

  return labels[level];
}

/**
 * kb_resource_dup_setting:
 * @resource: a resource
 * @level: how far it is open
 *
 * Returns: (transfer full): what to set on the web page: "List models: Read"
 */
char *
kb_resource_dup_setting (KbResource resource, KbLevel level)
{
  /* TRANSLATORS: both %s are labels of the web page, as in "List models: Read" */
  return g_strdup_printf (C_ ("permission", "%s: %s"), kb_resource_get_label (resource),
                          kb_level_get_label (level));
}

/**
 * kb_owner_get_label:
 * @owner: an owner
 *
 * Returns: (transfer none): what the web page calls @owner, not to be translated
 */
const char *
kb_owner_get_label (KbOwner owner)
{
  static const char *const labels[] = {
    [KB_OWNER_YOU] = "You",
    [KB_OWNER_SERVICE_ACCOUNT] = "Service account",
  };

  g_return_val_if_fail (owner < G_N_ELEMENTS (labels), NULL);

  return labels[owner];
}

/**
 * kb_permission_get_label:
 * @permission: a permission
 *
 * Returns: (transfer none): what the web page calls @permission, not to be translated
 */
const char *
kb_permission_get_label (KbPermission permission)
{
  static const char *const labels[] = {
    [KB_PERMISSION_ALL] = "All",
    [KB_PERMISSION_RESTRICTED] = "Restricted",
    [KB_PERMISSION_READ_ONLY] = "Read only",
  };

  g_return_val_if_fail (permission < G_N_ELEMENTS (labels), NULL);

  return labels[permission];
}
