/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-failure.h"

#include <libsoup/soup.h>

static KbFailure
from_tls_error (int code, KbPhase phase)
{
  if (code == G_TLS_ERROR_BAD_CERTIFICATE)
    return KB_FAILURE_TLS;

  return phase == KB_PHASE_CONNECTED ? KB_FAILURE_RESET : KB_FAILURE_TLS_PROTOCOL;
}

static KbFailure
from_io_error (int code, KbPhase phase)
{
  switch ((GIOErrorEnum) code)
    {
    case G_IO_ERROR_HOST_NOT_FOUND:
      return KB_FAILURE_DNS;
    case G_IO_ERROR_CONNECTION_REFUSED:
      return KB_FAILURE_REFUSED;
    case G_IO_ERROR_HOST_UNREACHABLE:
    case G_IO_ERROR_NETWORK_UNREACHABLE:
      return KB_FAILURE_UNREACHABLE;
    case G_IO_ERROR_TIMED_OUT:
      return phase == KB_PHASE_CONNECTED ? KB_FAILURE_TIMEOUT : KB_FAILURE_CONNECT_TIMEOUT;
    case G_IO_ERROR_PROXY_FAILED:
    case G_IO_ERROR_PROXY_AUTH_FAILED:
    case G_IO_ERROR_PROXY_NEED_AUTH:
    case G_IO_ERROR_PROXY_NOT_ALLOWED:
      return KB_FAILURE_PROXY;
    case G_IO_ERROR_PARTIAL_INPUT:
    case G_IO_ERROR_CONNECTION_CLOSED:
      return phase == KB_PHASE_TLS ? KB_FAILURE_TLS_PROTOCOL : KB_FAILURE_RESET;
    default:
      return phase == KB_PHASE_CONNECTED ? KB_FAILURE_RESET : KB_FAILURE_OTHER;
    }
}

/**
 * kb_failure_from_error:
 * @error: what libsoup or GIO said
 * @phase: how far the request had got
 *
 * Returns: the same in our words; never %KB_FAILURE_NONE
 */
KbFailure
kb_failure_from_error (const GError *error, KbPhase phase)
{
  if (error->domain == G_RESOLVER_ERROR)
    return KB_FAILURE_DNS;
  if (error->domain == G_TLS_ERROR)
    return from_tls_error (error->code, phase);
  if (error->domain == G_IO_ERROR)
    return from_io_error (error->code, phase);
  if (error->domain == SOUP_SESSION_ERROR)
    return KB_FAILURE_RESET;

  return KB_FAILURE_OTHER;
}

/**
 * kb_failure_may_be_proxy:
 * @failure: what failed
 * @phase: how far the request had got
 *
 * Returns: whether it would be the proxy's fault if one was asked: what lies behind it is not met before it
 *   answers
 */
gboolean
kb_failure_may_be_proxy (KbFailure failure, KbPhase phase)
{
  return phase == KB_PHASE_CONNECTING &&
         (failure == KB_FAILURE_DNS || failure == KB_FAILURE_REFUSED || failure == KB_FAILURE_UNREACHABLE ||
          failure == KB_FAILURE_CONNECT_TIMEOUT || failure == KB_FAILURE_RESET ||
          failure == KB_FAILURE_OTHER);
}

/* RFC 4514: parts are separated by commas, a backslash takes the meaning from what follows. */
static char *
dup_part (const char *name, const char *attribute)
{
  for (const char *p = name; *p != '\0';)
    {
      gboolean found = g_ascii_strncasecmp (p, attribute, strlen (attribute)) == 0;
      g_autoptr (GString) value = g_string_new (NULL);

      for (p += found ? strlen (attribute) : 0; *p != '\0' && *p != ','; p++)
        {
          if (*p == '\\' && p[1] != '\0')
            p++;
          g_string_append_c (value, *p);
        }
      if (found && value->len > 0)
        return g_string_free (g_steal_pointer (&value), FALSE);
      while (*p == ',' || *p == ' ')
        p++;
    }

  return NULL;
}

/**
 * kb_failure_dup_issuer:
 * @certificate: (nullable): a server's certificate
 *
 * Returns: (transfer full) (nullable): the name of who issued it: its common name, and its organization
 *   where that is another
 */
char *
kb_failure_dup_issuer (GTlsCertificate *certificate)
{
  g_autofree char *name = certificate ? g_tls_certificate_get_issuer_name (certificate) : NULL;
  g_autofree char *common = name ? dup_part (name, "CN=") : NULL;
  g_autofree char *organization = name ? dup_part (name, "O=") : NULL;

  if (common != NULL && organization != NULL && !g_str_equal (common, organization))
    return g_strdup_printf ("%s (%s)", common, organization);

  return common ? g_steal_pointer (&common) : g_steal_pointer (&organization);
}
