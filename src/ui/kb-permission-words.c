/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-permission-words.h"

#include <glib/gi18n.h>

char *
kb_permission_dup_reason (const KbAdvice *advice)
{
  if (advice->owner == KB_OWNER_SERVICE_ACCOUNT)
    return g_strdup (_ ("A service account owns the key, so it goes on working when a person leaves."));
  switch (advice->permission)
    {
    case KB_PERMISSION_ALL:
      return g_strdup (
          _ ("The quickest way to learn: nothing has to be set, and your limit keeps the bill small."));
    case KB_PERMISSION_RESTRICTED:
      return g_strdup (
          _ ("Only what it needs: if the key gets into the wrong hands, everything else stays shut."));
    case KB_PERMISSION_READ_ONLY:
      return g_strdup (_ ("It only has to look at lists, so it need not be able to spend anything."));
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

char *
kb_permission_dup_surface (const KbAdvice *advice, KbOwner owner, KbPermission permission)
{
  KbAdvice chosen;
  guint open;

  if (owner == KB_OWNER_SERVICE_ACCOUNT)
    return g_strdup (_ ("Everything its role in the project allows"));
  switch (permission)
    {
    case KB_PERMISSION_ALL:
      return g_strdup (_ ("Every area is open; nothing to set"));
    case KB_PERMISSION_READ_ONLY:
      return g_strdup (_ ("Every area can be read, none can be used; nothing to set"));
    case KB_PERMISSION_RESTRICTED:
      chosen = *advice;
      chosen.owner = owner;
      chosen.permission = permission;
      open = kb_advice_count_open (&chosen);
      /* TRANSLATORS: how many of the areas of the API a key may use; both %u are numbers */
      return g_strdup_printf (ngettext ("%u of %u areas is open", "%u of %u areas are open", open), open,
                              (guint) KB_N_AREAS);
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

char *
kb_permission_dup_difference (const KbAdvice *advice, KbOwner owner, KbPermission permission)
{
  if (owner == KB_OWNER_SERVICE_ACCOUNT && advice->owner == KB_OWNER_YOU)
    return g_strdup (
        _ ("More than you need, but fine: somebody has to look after a service account and its key."));
  if (owner == KB_OWNER_YOU && advice->owner == KB_OWNER_SERVICE_ACCOUNT)
    return g_strdup (_ ("Fine to begin with. The key stops working when you lose access to the project."));
  if (owner == KB_OWNER_SERVICE_ACCOUNT || permission == advice->permission)
    return g_strdup ("");
  switch (permission)
    {
    case KB_PERMISSION_ALL:
      return g_strdup (_ ("Simpler to set up. Whoever gets hold of the key can use everything you can."));
    case KB_PERMISSION_RESTRICTED:
      return g_strdup (_ ("Safer. A few more clicks, and a request outside the chosen areas is refused."));
    case KB_PERMISSION_READ_ONLY:
      return g_strdup (
          _ ("Such a key cannot make requests: the test, and what you want to call, will be refused."));
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

char *
kb_permission_dup_kind (KbOwner owner, KbPermission permission)
{
  if (owner == KB_OWNER_SERVICE_ACCOUNT)
    return g_strdup (kb_owner_get_label (owner));
  return g_strdup (kb_permission_get_label (permission));
}
