/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/base/kb-address.h"

#include <libsoup/soup.h>

/* A name, also in other scripts, or an address; GUri lets anything pass. */
static gboolean
is_host (const char *host)
{
  for (const char *p = host; *p != '\0'; p++)
    if ((guchar) *p < 0x80 && !g_ascii_isalnum (*p) && !strchr (".-_:%", *p))
      return FALSE;

  return *host != '\0' && g_utf8_validate (host, -1, NULL);
}

/**
 * kb_address_is_plain_host:
 * @text: any text
 *
 * Returns: whether @text is nothing but a host name, as a part of an address
 */
gboolean
kb_address_is_plain_host (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-' && *p != '.')
      return FALSE;

  return g_ascii_isalnum (*text);
}

/**
 * kb_address_lacks_version:
 * @base_uri: (nullable): any text
 *
 * Returns: whether no part of its path says which version of an API it is: "v1", "v1beta"
 */
gboolean
kb_address_lacks_version (const char *base_uri)
{
  g_autoptr (GUri) uri = kb_address_parse (base_uri);
  g_auto (GStrv) parts = uri ? g_strsplit (g_uri_get_path (uri), "/", -1) : NULL;

  for (gsize i = 0; parts != NULL && parts[i] != NULL; i++)
    if (parts[i][0] == 'v' && g_ascii_isdigit (parts[i][1]))
      return FALSE;

  return uri != NULL;
}

/**
 * kb_address_parse:
 * @base_uri: (nullable): any text
 *
 * Returns: (transfer full) (nullable): an address with a host, %NULL when @base_uri is none
 */
GUri *
kb_address_parse (const char *base_uri)
{
  g_autoptr (GUri) uri = base_uri ? g_uri_parse (base_uri, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
  const char *host = uri ? g_uri_get_host (uri) : NULL;

  return host && is_host (host) ? g_steal_pointer (&uri) : NULL;
}

/**
 * kb_address_is_loopback:
 * @host: a name or an address
 *
 * Servers print 0.0.0.0 when they start, for "on every address of this computer"; whoever connects to it gets
 * there.
 *
 * Returns: whether @host is this computer, without asking anybody
 */
gboolean
kb_address_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address == NULL)
    return g_ascii_strcasecmp (host, "localhost") == 0;

  return g_inet_address_get_is_loopback (address) || g_inet_address_get_is_any (address);
}

/**
 * kb_address_clean:
 * @text: what somebody wrote
 * @mended: (out): whether quotes or blanks were taken off
 *
 * Returns: (transfer full): @text without blanks and quotes around it, and without slashes at its end
 */
char *
kb_address_clean (const char *text, gboolean *mended)
{
  static const char *const around[] = { " ", "\t", "\n", "\r", "\"", "'", "`", "“", "”", "‘", "’", NULL };
  g_autoptr (GString) clean = g_string_new (text);
  gboolean again = TRUE;

  while (again)
    {
      again = FALSE;
      for (gsize i = 0; around[i] != NULL; i++)
        {
          gsize length = strlen (around[i]);

          if (g_str_has_prefix (clean->str, around[i]))
            g_string_erase (clean, 0, (gssize) length);
          else if (g_str_has_suffix (clean->str, around[i]))
            g_string_truncate (clean, clean->len - length);
          else
            continue;
          again = TRUE;
        }
    }
  *mended = !g_str_has_prefix (text, clean->str) || clean->len != strlen (text);
  while (g_str_has_suffix (clean->str, "/"))
    g_string_truncate (clean, clean->len - 1);

  return g_string_free (g_steal_pointer (&clean), FALSE);
}

/**
 * kb_address_find_fault:
 * @base_uri: (nullable): any text
 *
 * Returns: why no key may be sent there: https anywhere, http to this computer only; no user name, query or
 *   fragment
 */
KbAddressFault
kb_address_find_fault (const char *base_uri)
{
  g_autoptr (GUri) uri = kb_address_parse (base_uri);

  if (uri == NULL)
    return KB_ADDRESS_FAULT_NO_ADDRESS;
  if (g_uri_get_userinfo (uri) || g_uri_get_query (uri) || g_uri_get_fragment (uri))
    return KB_ADDRESS_FAULT_PARTS;
  if (g_str_equal (g_uri_get_scheme (uri), "https"))
    return KB_ADDRESS_FAULT_NONE;
  if (!g_str_equal (g_uri_get_scheme (uri), "http"))
    return KB_ADDRESS_FAULT_NO_ADDRESS;

  return kb_address_is_loopback (g_uri_get_host (uri)) ? KB_ADDRESS_FAULT_NONE : KB_ADDRESS_FAULT_UNPROTECTED;
}

/**
 * kb_address_is_allowed:
 * @base_uri: (nullable): any text
 *
 * Returns: whether a key may be sent there: kb_address_find_fault() has nothing against it
 */
gboolean
kb_address_is_allowed (const char *base_uri)
{
  return kb_address_find_fault (base_uri) == KB_ADDRESS_FAULT_NONE;
}

/**
 * kb_address_is_within:
 * @base_uri: (nullable): any text
 * @other: an address
 *
 * Returns: whether the host of @base_uri is that of @other or one below it
 */
gboolean
kb_address_is_within (const char *base_uri, const char *other)
{
  g_autoptr (GUri) uri = kb_address_parse (base_uri);
  g_autoptr (GUri) outer = kb_address_parse (other);
  const char *host;
  gsize longer;

  if (uri == NULL || outer == NULL)
    return FALSE;

  host = g_uri_get_host (uri);
  longer = strlen (host) - MIN (strlen (host), strlen (g_uri_get_host (outer)));
  return g_ascii_strcasecmp (host + longer, g_uri_get_host (outer)) == 0 &&
         (longer == 0 || host[longer - 1] == '.');
}

/**
 * kb_address_dup_host:
 * @base_uri: any text
 *
 * Returns: (transfer full): the host, with its port when that is not the usual one; all of @base_uri when
 *   that is no address
 */
char *
kb_address_dup_host (const char *base_uri)
{
  g_autoptr (GUri) uri = kb_address_parse (base_uri);
  const char *host = uri ? g_uri_get_host (uri) : NULL;
  int usual_port;

  if (uri == NULL)
    return g_strdup (base_uri);

  usual_port = g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80;
  if (g_uri_get_port (uri) == usual_port || g_uri_get_port (uri) == -1)
    return g_strdup (host);

  return g_strdup_printf (strchr (host, ':') ? "[%s]:%d" : "%s:%d", host, g_uri_get_port (uri));
}
