/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-proxies.h"

/* The one in small letters wins, as for curl and OpenAI's library for Python. */
static const char *
get_variable (const char *lower, const char *upper)
{
  const char *value = g_getenv (lower);

  if (value == NULL || *value == '\0')
    value = g_getenv (upper);

  return value && *value != '\0' ? value : NULL;
}

/* Both take a host alone for that of an http proxy; "socks5h" is curl's word for what GIO's "socks5" does:
 * the proxy looks the name up. */
static char *
dup_proxy (const char *value)
{
  if (g_str_has_prefix (value, "socks5h://"))
    return g_strconcat ("socks5://", value + strlen ("socks5h://"), NULL);

  return strstr (value, "://") ? g_strdup (value) : g_strconcat ("http://", value, NULL);
}

/* Commas or blanks between names; "*" alone is all of them. */
static char **
dup_ignored (gboolean *everything)
{
  const char *value = get_variable ("no_proxy", "NO_PROXY");
  g_auto (GStrv) parts = g_strsplit_set (value ? value : "", ", \t", -1);
  g_autoptr (GStrvBuilder) hosts = g_strv_builder_new ();

  *everything = FALSE;
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      if (g_str_equal (parts[i], "*"))
        *everything = TRUE;
      else if (*parts[i] != '\0')
        g_strv_builder_add (hosts, parts[i]);
    }

  return g_strv_builder_end (hosts);
}

/**
 * kb_proxies_new_from_environment:
 *
 * What a terminal's programs heed, curl and OpenAI's library for Python among them: `https_proxy`, else
 * `all_proxy`, except for the hosts of `no_proxy`; each also in capitals. `http_proxy` is for plain http,
 * which a key is never sent by.
 *
 * Returns: (transfer full) (nullable): the way that the environment names, %NULL when it says nothing of
 * proxies
 */
GProxyResolver *
kb_proxies_new_from_environment (void)
{
  const char *value = get_variable ("https_proxy", "HTTPS_PROXY");
  gboolean everything;
  g_auto (GStrv) ignored = dup_ignored (&everything);
  g_autofree char *proxy = NULL;

  if (value == NULL)
    value = get_variable ("all_proxy", "ALL_PROXY");
  if (value == NULL && !everything)
    return NULL;

  proxy = value && !everything ? dup_proxy (value) : NULL;
  return g_simple_proxy_resolver_new (proxy, ignored);
}
