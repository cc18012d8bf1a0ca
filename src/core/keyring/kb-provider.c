/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/keyring/kb-provider.h"

#include "core/base/kb-sandbox.h"

static const struct
{
  const char *start; /* of the name of its process, of which the system keeps 15 bytes */
  KbStoreProvider provider;
} providers[] = {
  { "gnome-keyring", KB_STORE_PROVIDER_GNOME },
  { "kwalletd", KB_STORE_PROVIDER_KDE },
  { "ksecretd", KB_STORE_PROVIDER_KDE },
  { "keepassxc", KB_STORE_PROVIDER_KEEPASSXC },
};

/**
 * kb_provider_ask:
 * @bus: the session's
 * @owner: a name on it
 *
 * Returns: (transfer full): a future of a #GVariant for kb_provider_dup_process()
 */
DexFuture *
kb_provider_ask (GDBusConnection *bus, const char *owner)
{
  return dex_dbus_connection_call (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                   "org.freedesktop.DBus", "GetConnectionUnixProcessID",
                                   g_variant_new ("(s)", owner), G_VARIANT_TYPE ("(u)"),
                                   G_DBUS_CALL_FLAGS_NO_AUTO_START, -1);
}

/**
 * kb_provider_dup_process:
 * @answer: (nullable): of kb_provider_ask(); %NULL when none came
 * @pid: (out): its number, 0 when it is not known
 *
 * Returns: (transfer full) (nullable): the name of the process; %NULL in a sandbox, too, which sees no
 *   processes of others
 */
char *
kb_provider_dup_process (GVariant *answer, guint *pid)
{
  g_autofree char *path = NULL;
  char *name = NULL;
  guint32 number = 0;

  if (answer != NULL && !kb_sandbox_is_inside ())
    g_variant_get (answer, "(u)", &number);
  *pid = number;
  path = g_strdup_printf ("/proc/%u/comm", number);
  if (number != 0 && g_file_get_contents (path, &name, NULL, NULL))
    g_strstrip (name);

  return name;
}

/**
 * kb_provider_find:
 * @process: (nullable): name of a process
 *
 * Returns: which keyring that is
 */
KbStoreProvider
kb_provider_find (const char *process)
{
  for (gsize i = 0; process != NULL && i < G_N_ELEMENTS (providers); i++)
    if (g_str_has_prefix (process, providers[i].start))
      return providers[i].provider;

  return KB_STORE_PROVIDER_UNKNOWN;
}
