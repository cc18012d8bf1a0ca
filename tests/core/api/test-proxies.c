/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-proxies.h"

static const char *const variables[] = { "https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY",
                                         "all_proxy",   "ALL_PROXY",   "no_proxy",   "NO_PROXY" };

static const struct
{
  const char *environment; /* "name=value;name=value" */
  const char *host;
  const char *proxy; /* NULL: the environment says nothing */
} cases[] = {
  { "", "api.openai.com", NULL },
  { "http_proxy=http://p:1", "api.openai.com", NULL },
  { "HTTP_PROXY=http://p:1", "api.openai.com", NULL },
  { "https_proxy=http://p:1", "api.openai.com", "http://p:1" },
  { "HTTPS_PROXY=http://p:1", "api.openai.com", "http://p:1" },
  { "https_proxy=http://p:1;HTTPS_PROXY=http://q:2", "api.openai.com", "http://p:1" },
  { "all_proxy=http://p:1", "api.openai.com", "http://p:1" },
  { "ALL_PROXY=http://p:1", "api.openai.com", "http://p:1" },
  { "ALL_PROXY=http://p:1;https_proxy=http://q:2", "api.openai.com", "http://q:2" },
  { "ALL_PROXY=socks5h://p:1", "api.openai.com", "socks5://p:1" },
  { "ALL_PROXY=socks5://p:1", "api.openai.com", "socks5://p:1" },
  { "https_proxy=p:3128", "api.openai.com", "http://p:3128" },
  { "https_proxy=;HTTPS_PROXY=http://q:2", "api.openai.com", "http://q:2" },
  { "https_proxy=http://p:1;no_proxy=api.openai.com", "api.openai.com", "direct://" },
  { "https_proxy=http://p:1;NO_PROXY=openai.com", "api.openai.com", "direct://" },
  { "https_proxy=http://p:1;NO_PROXY=.openai.com", "api.openai.com", "direct://" },
  { "https_proxy=http://p:1;no_proxy=localhost, .example.org,openai.com", "api.openai.com", "direct://" },
  { "https_proxy=http://p:1;no_proxy=example.org", "api.openai.com", "http://p:1" },
  { "https_proxy=http://p:1;no_proxy=penai.com", "api.openai.com", "http://p:1" },
  { "https_proxy=http://p:1;no_proxy=*", "api.openai.com", "direct://" },
  { "no_proxy=*", "api.openai.com", "direct://" },
  { "no_proxy=example.org", "api.openai.com", NULL },
  { "all_proxy=http://p:1;no_proxy=192.168.0.0/16", "192.168.7.7", "direct://" },
  { "all_proxy=http://p:1;no_proxy=192.168.0.0/16", "192.169.7.7", "http://p:1" },
};

static void
set_environment (const char *environment)
{
  g_auto (GStrv) parts = g_strsplit (environment, ";", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    g_unsetenv (variables[i]);
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (parts[i], "=", 2);

      g_setenv (pair[0], pair[1], TRUE);
    }
}

static void
test_environment (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *uri = g_strdup_printf ("https://%s/v1", cases[i].host);
      g_autoptr (GProxyResolver) resolver = NULL;
      g_auto (GStrv) proxies = NULL;

      g_test_message ("%s", cases[i].environment);
      set_environment (cases[i].environment);
      resolver = kb_proxies_new_from_environment ();
      g_assert_cmpint (resolver != NULL, ==, cases[i].proxy != NULL);
      if (resolver == NULL)
        continue;
      proxies = g_proxy_resolver_lookup (resolver, uri, NULL, NULL);
      g_assert_cmpstr (proxies[0], ==, cases[i].proxy);
    }
  set_environment ("");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/proxies/environment", test_environment);

  return g_test_run ();
}
