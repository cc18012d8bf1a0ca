/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-key-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define HEX "0123456789abcdefABCDEF"
#define CAPITALS "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define ALNUM CAPITALS "abcdefghijklmnopqrstuvwxyz"

#define AZURE_PLACE N_ ("It belongs where an app asks for an Azure key and an Azure endpoint.")
#define GITHUB_PLACE N_ ("It belongs where a program asks for a GitHub token.")
#define SLACK_PLACE N_ ("It belongs in the settings of a Slack app.")
#define STRIPE_PLACE N_ ("It moves money: it belongs on the server of a shop and nowhere else.")
#define AWS_PLACE N_ ("It belongs where a program asks for an AWS access key.")

/* Prefixes and lengths: the rule sets of public secret scanners and the providers' own documentation, 2026.
 */
static const KbKeyProvider providers[] = {
  { "Anthropic", "sk-ant-", NULL, 0, 0, NULL,
    N_ ("It belongs where an app asks for a Claude or Anthropic key.") },
  { "OpenRouter", "sk-or-", NULL, 0, 0, NULL, N_ ("It belongs where an app asks for an OpenRouter key.") },
  { "Groq", "gsk_", NULL, 4, 0, NULL, N_ ("It belongs where an app asks for a Groq key.") },
  { "xAI", "xai-", NULL, 8, 0, NULL, N_ ("It belongs where an app asks for an xAI or Grok key.") },
  { "Google", "AIza", NULL, 16, 0, NULL, N_ ("It belongs where an app asks for a Gemini or Google key.") },
  { "Perplexity", "pplx-", NULL, 4, 0, NULL, N_ ("It belongs where an app asks for a Perplexity key.") },
  { "Hugging Face", "hf_", ALNUM, 16, 0, NULL,
    N_ ("It belongs where a program asks for a Hugging Face token.") },
  { "Replicate", "r8_", NULL, 16, 0, NULL, N_ ("It belongs where a program asks for a Replicate token.") },
  { "Stripe", "sk_live_", NULL, 0, 0, NULL, STRIPE_PLACE },
  { "Stripe", "sk_test_", NULL, 0, 0, NULL, STRIPE_PLACE },
  { "Stripe", "rk_live_", NULL, 0, 0, NULL, STRIPE_PLACE },
  { "Stripe", "rk_test_", NULL, 0, 0, NULL, STRIPE_PLACE },
  { "GitHub", "github_pat_", NULL, 4, 0, NULL, GITHUB_PLACE },
  { "GitHub", "ghp_", ALNUM, 16, 0, NULL, GITHUB_PLACE },
  { "GitHub", "gho_", ALNUM, 16, 0, NULL, GITHUB_PLACE },
  { "GitHub", "ghu_", ALNUM, 16, 0, NULL, GITHUB_PLACE },
  { "GitHub", "ghs_", ALNUM, 16, 0, NULL, GITHUB_PLACE },
  { "GitHub", "ghr_", ALNUM, 16, 0, NULL, GITHUB_PLACE },
  { "GitLab", "glpat-", NULL, 4, 0, NULL, N_ ("It belongs where a program asks for a GitLab token.") },
  { "AWS", "AKIA", CAPITALS, 16, 16, NULL, AWS_PLACE },
  { "AWS", "ASIA", CAPITALS, 16, 16, NULL, AWS_PLACE },
  { "Slack", "xoxb-", NULL, 4, 0, NULL, SLACK_PLACE },
  { "Slack", "xoxp-", NULL, 4, 0, NULL, SLACK_PLACE },
  { "Azure OpenAI", "", HEX, 32, 32, NULL, AZURE_PLACE },
  { "Azure OpenAI", "", ALNUM, 84, 84, "JQQJ9", AZURE_PLACE },
};

gboolean
kb_key_consists_of (const char *run, gsize length, const char *alphabet)
{
  for (gsize i = 0; i < length; i++)
    if (strchr (alphabet, run[i]) == NULL)
      return FALSE;
  return TRUE;
}

gboolean
kb_key_has_prefix (const char *run, gsize length, const char *prefix)
{
  gsize n = strlen (prefix);

  return length >= n && memcmp (run, prefix, n) == 0;
}

static gboolean
provider_fits (const KbKeyProvider *provider, const char *run, gsize length)
{
  gsize skip = strlen (provider->prefix);
  gsize rest = length - skip;

  if (!kb_key_has_prefix (run, length, provider->prefix))
    return FALSE;
  if (rest < provider->shortest || (provider->longest > 0 && rest > provider->longest))
    return FALSE;
  if (provider->alphabet != NULL && !kb_key_consists_of (run + skip, rest, provider->alphabet))
    return FALSE;
  return provider->marker == NULL || g_strstr_len (run, length, provider->marker) != NULL;
}

/*< private >
 * kb_key_find_provider:
 * @run: characters of the alphabet of keys
 * @length: how many
 *
 * Returns: (nullable): whose key @run is, when it is not OpenAI's
 */
const KbKeyProvider *
kb_key_find_provider (const char *run, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (providers); i++)
    if (provider_fits (&providers[i], run, length))
      return &providers[i];
  return NULL;
}

const KbKeyProvider *
kb_key_get_provider_at (gsize index)
{
  return index < G_N_ELEMENTS (providers) ? &providers[index] : NULL;
}
