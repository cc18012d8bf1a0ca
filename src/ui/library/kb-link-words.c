/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-link-words.h"

#include "core/facts/kb-facts.h"

#include <glib/gi18n.h>

static const struct
{
  const char *link, *name;
} links[] = {
  { "link.platform", N_ ("Developer Platform") },
  { "link.api-keys", N_ ("API Keys") },
  /* TRANSLATORS: a web page of OpenAI, as its menu calls it */
  { "link.billing", N_ ("Billing") },
  /* TRANSLATORS: a web page of OpenAI, as its menu calls it */
  { "link.limits", N_ ("Limits") },
  { "link.organization", N_ ("Organization Settings") },
  { "link.usage", N_ ("Usage") },
  { "link.status", N_ ("Status of the Service") },
  { "link.errors", N_ ("List of Error Codes") },
  { "link.prices", N_ ("Prices") },
  { "link.models", N_ ("Models") },
  { "link.help", N_ ("Help Center") },
  { "link.help.find-key", N_ ("Help: Finding a Key") },
  { "link.help.permissions", N_ ("Help: Permissions") },
  { "link.help.prepaid", N_ ("Help: Prepaid Credit") },
  { "link.help.limits", N_ ("Help: Limits") },
  { "link.help.projects", N_ ("Help: Projects") },
  { "link.spend-limits", N_ ("Help: Spend Limits") },
  { "link.reference", N_ ("Reference of All Settings") },
  { "link.your-data", N_ ("OpenAI on Your Data") },
  { "link.sign-in-with-chatgpt", N_ ("Sign In With ChatGPT") },
  { "link.workload-identity", N_ ("Workload Identity") },
  { "link.help.countries", N_ ("Help: Countries") },
  { "link.help.phone", N_ ("Help: Phone Numbers") },
  { "link.terms", N_ ("OpenAI’s Terms") },
  { "link.changelog", N_ ("What Is New") },
  { "link.deprecations", N_ ("What Ends, and When") },
  { "link.keys-guide", N_ ("Guide to API Keys") },
  { "address.chatgpt", N_ ("ChatGPT") },
};

static const char *
find_name (const char *link)
{
  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    if (g_str_equal (links[i].link, link))
      return _ (links[i].name);
  return NULL;
}

const char *
kb_link_get_name (const char *link)
{
  const char *name = find_name (link);

  return name ? name : kb_facts_get_string (kb_facts_get_default (), link);
}

gboolean
kb_link_has_name (const char *link)
{
  return find_name (link) != NULL;
}
