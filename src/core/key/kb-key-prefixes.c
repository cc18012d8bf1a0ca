/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/key/kb-key-prefixes.h"

#include <glib/gi18n.h>
#include <string.h>

#define HEX "0123456789abcdefABCDEF"
#define CAPITALS "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define SMALL "0123456789abcdefghijklmnopqrstuvwxyz"
#define ALNUM CAPITALS "abcdefghijklmnopqrstuvwxyz"

/* Of a prefix with a dot, what stands before it */
#define DOTTED_LONGEST 2

#define AZURE_PLACE N_ ("It belongs where an app asks for an Azure key and an Azure endpoint.")
#define STRIPE_PLACE N_ ("It moves money: it belongs on the server of a shop and nowhere else.")

#define OPENAI(prefix, kind, hides, ...) \
  { prefix, KB_KEY_STATE_GOOD, KB_KEY_PROBLEM_NONE, kind, .lengths = { __VA_ARGS__ }, .redaction = hides }
#define REFUSED(prefix, why, hides, ...) \
  { prefix, KB_KEY_STATE_BAD, KB_KEY_PROBLEM_##why, .redaction = hides, __VA_ARGS__ }
#define OTHER(prefix, whose, ...) \
  { prefix, \
    KB_KEY_STATE_BAD, \
    KB_KEY_PROBLEM_OTHER_PROVIDER, \
    KB_KEY_KIND_UNKNOWN, \
    whose, \
    .redaction = KB_KEY_REDACT_FITTING, \
    __VA_ARGS__ }
/* "sk-" and a name: OpenAI has none of these. */
#define OTHER_SK(prefix, whose, where) \
  { prefix, \
    KB_KEY_STATE_BAD, \
    KB_KEY_PROBLEM_OTHER_PROVIDER, \
    KB_KEY_KIND_UNKNOWN, \
    whose, \
    where, \
    .redaction = KB_KEY_REDACT_INSIDE }

/* Prefixes and lengths: reported from 2023 to 2026, the rule sets of public secret scanners, and the
 * providers' own documentation. OpenAI documents none of its own, so another length is odd and never wrong.
 * The first row that fits counts. */
static const KbKeyPrefix prefixes[] = {
  OPENAI ("sk-proj-", KB_KEY_KIND_PROJECT, KB_KEY_REDACT_INSIDE, 56, 132, 148, 164),
  OPENAI ("sk-svcacct-", KB_KEY_KIND_SERVICE_ACCOUNT, KB_KEY_REDACT_INSIDE, 111, 135, 151, 167),
  OPENAI ("sk-service-", KB_KEY_KIND_OTHER, KB_KEY_REDACT_INSIDE, 56, 72),
  OPENAI ("sk-None-", KB_KEY_KIND_OTHER, KB_KEY_REDACT_INSIDE, 56, 72),
  { "sk-admin-", KB_KEY_STATE_BAD, KB_KEY_PROBLEM_ADMIN_KEY, KB_KEY_KIND_ADMIN, .lengths = { 133, 149, 165 },
    .redaction = KB_KEY_REDACT_INSIDE },

  OTHER_SK ("sk-ant-", "Anthropic", N_ ("It belongs where an app asks for a Claude or Anthropic key.")),
  OTHER_SK ("sk-or-", "OpenRouter", NULL),
  OTHER_SK ("sk-helicone-", "Helicone", NULL),
  OTHER_SK ("sk-kimi-", "Moonshot AI", NULL),
  OTHER_SK ("sk-lf-", "Langfuse", NULL),
  OTHER_SK ("sk-lm-", "LM Studio", NULL),

  /* The marker is the only sign of the old keys. Many services and gateways have "sk-" and a length of
   * theirs. */
  { "sk-", KB_KEY_STATE_GOOD, KB_KEY_PROBLEM_NONE, KB_KEY_KIND_USER, .marker = KB_KEY_MARKER,
    .lengths = { 43, 51 }, .redaction = KB_KEY_REDACT_ALL },
  { "sk-", KB_KEY_STATE_ODD, KB_KEY_PROBLEM_LIKELY_DEEPSEEK, KB_KEY_KIND_OTHER, "DeepSeek", .alphabet = SMALL,
    .shortest = 32, .longest = 32 },
  { "sk-", KB_KEY_STATE_ODD, KB_KEY_PROBLEM_NO_MARKER, KB_KEY_KIND_USER },

  /* What lies beside the key on the same web pages. */
  REFUSED ("eyJ", CHATGPT_TOKEN, KB_KEY_REDACT_ALL, .shortest = 8, .no_word = TRUE),
  REFUSED ("sess-", SESSION_TOKEN, KB_KEY_REDACT_ALL, .shortest = 8, .no_word = TRUE),
  REFUSED ("org-", ORGANIZATION_ID, KB_KEY_REDACT_NOT, .shortest = 8, .no_word = TRUE),
  REFUSED ("proj_", PROJECT_ID, KB_KEY_REDACT_NOT, .shortest = 8, .no_word = TRUE),
  REFUSED ("key_", KEY_ID, KB_KEY_REDACT_NOT, .shortest = 8, .no_word = TRUE),
  REFUSED ("user-", USER_ID, KB_KEY_REDACT_NOT, .shortest = 8, .no_word = TRUE),
  REFUSED ("ek_", SHORT_LIVED, KB_KEY_REDACT_FITTING, .shortest = 16, .no_word = TRUE),
  REFUSED ("whsec_", WEBHOOK_SECRET, KB_KEY_REDACT_FITTING, .shortest = 16, .no_word = TRUE),
  REFUSED ("sk_proj_", NOT_A_KEY, KB_KEY_REDACT_INSIDE, .shortest = 1, .hint = KB_KEY_HINT_UNDERSCORES),
  REFUSED ("sk_svcacct_", NOT_A_KEY, KB_KEY_REDACT_INSIDE, .shortest = 1, .hint = KB_KEY_HINT_UNDERSCORES),

  OTHER ("gsk_", "Groq", .shortest = 4),
  OTHER ("xai-", "xAI", .place = N_ ("It belongs where an app asks for an xAI or Grok key."), .shortest = 8),
  OTHER ("AIza",
         "Google",
         .place = N_ ("It belongs where an app asks for a Gemini or Google key."),
         .shortest = 16),
  OTHER ("AQ.",
         "Google",
         .place = N_ ("It belongs where an app asks for a Gemini or Google key."),
         .shortest = 16,
         .no_word = TRUE),
  OTHER ("pplx-", "Perplexity", .shortest = 4),
  OTHER ("csk-", "Cerebras", .shortest = 16, .no_word = TRUE),
  OTHER ("nvapi-", "NVIDIA", .shortest = 16),
  OTHER ("tgp_v1_", "Together AI", .shortest = 16),
  OTHER ("tvly-", "Tavily", .shortest = 16, .no_word = TRUE),
  OTHER ("lsv2_", "LangSmith", .shortest = 16),
  OTHER ("pcsk_", "Pinecone", .shortest = 16),
  OTHER ("hf_", "Hugging Face", .alphabet = ALNUM, .shortest = 16),
  OTHER ("r8_", "Replicate", .shortest = 16),
  OTHER ("sk_", "ElevenLabs", .alphabet = HEX, .shortest = 48, .longest = 48),
  OTHER ("sk_live_", "Stripe", .place = STRIPE_PLACE),
  OTHER ("sk_test_", "Stripe", .place = STRIPE_PLACE),
  OTHER ("rk_live_", "Stripe", .place = STRIPE_PLACE),
  OTHER ("rk_test_", "Stripe", .place = STRIPE_PLACE),
  OTHER ("github_pat_", "GitHub", .shortest = 4),
  OTHER ("ghp_", "GitHub", .alphabet = ALNUM, .shortest = 16),
  OTHER ("gho_", "GitHub", .alphabet = ALNUM, .shortest = 16),
  OTHER ("ghu_", "GitHub", .alphabet = ALNUM, .shortest = 16),
  OTHER ("ghs_", "GitHub", .alphabet = ALNUM, .shortest = 16),
  OTHER ("ghr_", "GitHub", .alphabet = ALNUM, .shortest = 16),
  OTHER ("glpat-", "GitLab", .shortest = 4),
  OTHER ("AKIA", "AWS", .alphabet = CAPITALS, .shortest = 16, .longest = 16),
  OTHER ("ASIA", "AWS", .alphabet = CAPITALS, .shortest = 16, .longest = 16),
  OTHER ("xoxb-", "Slack", .shortest = 4),
  OTHER ("xoxp-", "Slack", .shortest = 4),
  OTHER ("", "Azure OpenAI", .place = AZURE_PLACE, .alphabet = HEX, .shortest = 32, .longest = 32),
  OTHER ("",
         "Azure OpenAI",
         .place = AZURE_PLACE,
         .alphabet = ALNUM,
         .shortest = 84,
         .longest = 84,
         .marker = "JQQJ9"),
};

/* Services whose keys begin with "sk-" or are called by a name in front of them. The longer name first where
 * one holds another. */
static const KbKeyOwner owners[] = {
  { "OPENAI", NULL },
  { "OPEN_AI", NULL },
  { "OPEN-AI", NULL },
  { "OPENROUTER", "OpenRouter" },
  { "CHATGPT", NULL },
  { "MOONSHOT", "Moonshot AI" },
  { "KIMI", "Moonshot AI" },
  { "STABILITY", "Stability AI" },
  { "DREAMSTUDIO", "Stability AI" },
  { "SILICONFLOW", "SiliconFlow" },
  { "SILICON_FLOW", "SiliconFlow" },
  { "SILICON", "SiliconFlow" },
  { "DEEPSEEK", "DeepSeek" },
  { "DEEP_SEEK", "DeepSeek" },
  { "HELICONE", "Helicone" },
  { "DASHSCOPE", "Alibaba Cloud" },
  { "BAILIAN", "Alibaba Cloud" },
  { "ALIBABA", "Alibaba Cloud" },
  { "QWEN", "Alibaba Cloud" },
  { "ANTHROPIC", "Anthropic" },
  { "CLAUDE", "Anthropic" },
  { "BAICHUAN", "Baichuan" },
  { "MINIMAX", "MiniMax" },
  { "STEPFUN", "StepFun" },
  { "ZHIPU", "Zhipu AI" },
  { "BIGMODEL", "Zhipu AI" },
  { "LINGYI", "01.AI" },
  { "AIHUBMIX", "AiHubMix" },
  { "AIMLAPI", "AI/ML API" },
  { "LITELLM", "LiteLLM" },
  { "ONEAPI", "One API" },
  { "ONE_API", "One API" },
  { "NEWAPI", "New API" },
  { "NEW_API", "New API" },
  { "LMSTUDIO", "LM Studio" },
  { "LM_STUDIO", "LM Studio" },
  { "LANGFUSE", "Langfuse" },
  { "OLLAMA", "Ollama" },
  { "MISTRAL", "Mistral AI" },
  { "COHERE", "Cohere" },
  { "TOGETHER", "Together AI" },
  { "FIREWORKS", "Fireworks AI" },
  { "PERPLEXITY", "Perplexity" },
  { "GEMINI", "Google" },
  { "GROQ", "Groq" },
  { "CEREBRAS", "Cerebras" },
  { "NOVITA", "Novita AI" },
  { "HYPERBOLIC", "Hyperbolic" },
  { "POE", "Poe" },
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
is_word (const char *rest, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_islower (rest[i]) && rest[i] != '-' && rest[i] != '_')
      return FALSE;
  return TRUE;
}

static gboolean
fits (const KbKeyPrefix *row, const char *run, gsize length)
{
  gsize skip = strlen (row->prefix);
  gsize rest = length - skip;

  if (!kb_key_has_prefix (run, length, row->prefix))
    return FALSE;
  if (rest < row->shortest || (row->longest > 0 && rest > row->longest))
    return FALSE;
  if (row->alphabet != NULL && !kb_key_consists_of (run + skip, rest, row->alphabet))
    return FALSE;
  if (row->no_word && is_word (run + skip, rest))
    return FALSE;
  return row->marker == NULL || g_strstr_len (run, length, row->marker) != NULL;
}

/*< private >
 * kb_key_find_prefix:
 * @run: characters of the alphabet of keys
 * @length: how many
 *
 * Returns: (nullable): what @run is by its beginning, its alphabet, its length and its marker
 */
const KbKeyPrefix *
kb_key_find_prefix (const char *run, gsize length)
{
  for (gsize i = 0; length > 0 && i < G_N_ELEMENTS (prefixes); i++)
    {
      char first = *prefixes[i].prefix;

      /* Most runs of a long text are turned away here. */
      if ((first == *run || first == '\0') && fits (&prefixes[i], run, length))
        return &prefixes[i];
    }
  return NULL;
}

const KbKeyPrefix *
kb_key_get_prefix_at (gsize index)
{
  return index < G_N_ELEMENTS (prefixes) ? &prefixes[index] : NULL;
}

gboolean
kb_key_prefix_is_openais (const KbKeyPrefix *row)
{
  return row->kind == KB_KEY_KIND_PROJECT || row->kind == KB_KEY_KIND_SERVICE_ACCOUNT ||
         row->kind == KB_KEY_KIND_ADMIN;
}

static gsize
measure_token (const char *text, gsize length)
{
  gsize i = 0;

  while (i < length && kb_key_char_is_token (text[i]))
    i++;
  return i;
}

gsize
kb_key_measure_run (const char *text, gsize length)
{
  gsize run = measure_token (text, length);

  if (run == length || run == 0 || run > DOTTED_LONGEST || text[run] != '.')
    return run;
  for (gsize row = 0; row < G_N_ELEMENTS (prefixes); row++)
    if (strlen (prefixes[row].prefix) == run + 1 && kb_key_has_prefix (text, length, prefixes[row].prefix))
      return run + 1 + measure_token (text + run + 1, length - run - 1);
  return run;
}

/* "POE" is a name in "POE_API_KEY" and in "poeKey", and none in "POETRY". */
static gboolean
is_name_at (const char *text, gsize length, gsize i, const char *name)
{
  gsize n = strlen (name);
  char before = i > 0 ? text[i - 1] : ' ';
  char after = i + n < length ? text[i + n] : ' ';

  if (i + n > length || g_ascii_strncasecmp (text + i, name, n) != 0)
    return FALSE;
  if (g_ascii_isalpha (before) && !(g_ascii_islower (before) && g_ascii_isupper (text[i])))
    return FALSE;
  return n > 4 || !g_ascii_isalpha (after) || (g_ascii_isupper (after) && g_ascii_islower (text[i + n - 1]));
}

/*< private >
 * kb_key_find_owner:
 * @text: what stands in front of a key
 * @length: how much
 *
 * Returns: (nullable): the service that is named last in @text
 */
const KbKeyOwner *
kb_key_find_owner (const char *text, gsize length)
{
  for (gsize i = length; i-- > 0;)
    for (gsize row = 0; row < G_N_ELEMENTS (owners); row++)
      if (is_name_at (text, length, i, owners[row].name))
        return &owners[row];
  return NULL;
}
