/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/base/kb-settings.h"

static GSettingsSchema *
look_up (GSettingsSchemaSource *source)
{
  return source ? g_settings_schema_source_lookup (source, APP_ID, TRUE) : NULL;
}

/* Installed in a directory of its own: the compiled file that programs share would be left behind when this
 * one is uninstalled. */
GSettings *
kb_settings_new (void)
{
  GSettingsSchemaSource *standard = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = look_up (standard);
  g_autoptr (GSettingsSchemaSource) own = NULL;

  if (!schema)
    {
      own = g_settings_schema_source_new_from_directory (SCHEMA_DIR, standard, TRUE, NULL);
      schema = look_up (own);
    }
  return schema ? g_settings_new_full (schema, NULL, NULL) : NULL;
}
