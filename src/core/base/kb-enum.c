/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/base/kb-enum.h"

/**
 * kb_enum_get_nick:
 * @type: an enumeration
 * @value: one of it
 *
 * Returns: (transfer none) (nullable): the word for @value in files and for programs, %NULL when @type has no
 *   such value
 */
const char *
kb_enum_get_nick (GType type, int value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  const GEnumValue *found = g_enum_get_value (klass, value);

  return found != NULL ? found->value_nick : NULL;
}

/**
 * kb_enum_find:
 * @type: an enumeration
 * @nick: (nullable): any text
 * @value: (inout): the value whose word @nick is; left as it is when there is none
 *
 * Returns: whether there is one
 */
gboolean
kb_enum_find (GType type, const char *nick, int *value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  const GEnumValue *found = nick != NULL ? g_enum_get_value_by_nick (klass, nick) : NULL;

  if (found != NULL)
    *value = found->value;
  return found != NULL;
}
