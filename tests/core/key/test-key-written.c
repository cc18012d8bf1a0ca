/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/key/kb-key-private.h"
#include "key-fakes.h"

/* What programs on the way make of a key, and what tells one service's key from another's. */

#define BREAKS KB_KEY_REMOVED_LINE_BREAKS
#define QUOTES KB_KEY_REMOVED_QUOTES
#define VARIABLE KB_KEY_REMOVED_VARIABLE
#define HEADER KB_KEY_REMOVED_HEADER
#define PUNCTUATION KB_KEY_REMOVED_PUNCTUATION
#define WRAPPING KB_KEY_REMOVED_WRAPPING
#define DASHES KB_KEY_REMOVED_DASHES
#define ESCAPES KB_KEY_REMOVED_ESCAPES
#define REPEATED KB_KEY_REMOVED_REPEATED
#define INVISIBLE KB_KEY_REMOVED_INVISIBLE

/* The same key each time: with "_", "--" and "_-" inside. */
static char *
new_key (gsize length)
{
  char *key = fake_key ("sk-proj-", length, '\0', 77);

  memcpy (key + 20, "__", 2);
  memcpy (key + 30, "--", 2);
  memcpy (key + length - 12, "_-", 2);
  return key;
}

static char *
replace (const char *text, const char *from, const char *to)
{
  GString *changed = g_string_new (text);

  g_string_replace (changed, from, to, 0);
  return g_string_free_and_steal (changed);
}

/* @text with the key, whose hyphens and underscores are written as @hyphen and @underscore, for %s */
static char *
write_key (const char *text, const char *key, const char *hyphen, const char *underscore)
{
  g_autofree char *marked = replace (key, "_", "\1");
  g_autofree char *hyphens = replace (marked, "-", hyphen);
  g_autofree char *written = replace (hyphens, "\1", underscore);

  return replace (text, "%s", written);
}

static const struct
{
  const char *hyphen, *underscore;
  const char *text;
  KbKeyRemoved removed;
} written[] = {
  { "-", "\\_", "%s", ESCAPES },
  { "\\-", "\\_", "%s", ESCAPES },
  { "\\-", "\\_", "Key: %s", ESCAPES | WRAPPING },
  { "\\\\-", "\\\\_", "%s", ESCAPES },
  { "-", "{\\_}", "%s", ESCAPES },
  { "{-}", "\\textunderscore{}", "%s", ESCAPES },
  { "\\hyp{}", "\\_", "%s", ESCAPES },
  { "%2D", "%5F", "%s", ESCAPES },
  { "%2d", "_", "OPENAI_API_KEY%3D%s", ESCAPES | VARIABLE },
  { "-", "_", "Authorization%3A%20Bearer%20%s", HEADER | ESCAPES },
  { "-", "_", "%22%s%22", QUOTES | ESCAPES },
  { "&#45;", "&#95;", "%s", ESCAPES },
  { "&#x2d;", "&#x5F;", "%s", ESCAPES },
  { "&#X2D;", "_", "&quot;%s&quot;", ESCAPES | QUOTES },
  { "&hyphen;", "&lowbar;", "%s", ESCAPES },
  { "&dash;", "&UnderBar;", "%s", ESCAPES },
  { "=2D", "=5F", "OPENAI_API_KEY=3D%s", ESCAPES | VARIABLE },
  { "\\u002d", "\\u005f", "{\"key\": \"%s\"}", ESCAPES | WRAPPING | QUOTES },
  { "\\u002D", "_", "%s", ESCAPES },
  { "\\u{2d}", "\\u{5f}", "%s", ESCAPES },
  { "\\\\u002d", "_", "%s", ESCAPES },
  { "\\U0000002d", "_", "%s", ESCAPES },
  { "\\x2d", "\\x5f", "SETUVAR --export OPENAI_API_KEY:%s", ESCAPES | WRAPPING },
  { "\\055", "\\137", "%s", ESCAPES },
  { "-<wbr>", "_", "%s", ESCAPES | INVISIBLE },
  { "-&shy;", "_&#8203;", "%s", ESCAPES | INVISIBLE },
  { "-", "_", "&nbsp;%s&nbsp;", ESCAPES | INVISIBLE },
};

static KbKeyReading *
read_key (const char *text, const char *key)
{
  g_autoptr (KbKeyReading) reading = kb_key_read (text, -1);
  SecretValue *found = kb_key_reading_get_key (reading);

  g_assert_cmpstr (found != NULL ? secret_value_get_text (found) : NULL, ==, key);
  return g_steal_pointer (&reading);
}

static void
test_written (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *key = new_key (164);
  g_autofree char *text = write_key (written[i].text, key, written[i].hyphen, written[i].underscore);
  g_autoptr (KbKeyReading) reading = read_key (text, key);
  g_autofree char *removed = kb_key_reading_dup_removed (reading);

  g_assert_cmpint (kb_key_reading_get_state (reading), ==, KB_KEY_STATE_GOOD);
  g_assert_cmphex (kb_key_reading_get_removed (reading), ==, written[i].removed);
  g_assert_nonnull (removed);
}

/* @A@ and @B@: the key up to its 80th character, and the rest. @K@: all of it. */
static const struct
{
  const char *text;
  KbKeyRemoved removed;
} mended[] = {
  { "@A@-\n@B@", BREAKS | PUNCTUATION },
  { "@A@-\r\n@B@", BREAKS | PUNCTUATION },
  { "@A@\u2010\n@B@", BREAKS | PUNCTUATION | DASHES },
  { "OPENAI_API_KEY=@A@-\n@B@", VARIABLE | BREAKS | PUNCTUATION },
  { "_@K@_", PUNCTUATION },
  { "__@K@__", PUNCTUATION },
  { "My key is _@K@_, keep it", WRAPPING },
  { "sk-proj-@K@", REPEATED },
  { "sk-@K@", REPEATED },
  { "sk-proj-sk-proj-@K@", REPEATED },
  { "sk-svcacct-@K@", REPEATED },
  { "export OPENAI_API_KEY=sk-proj-@K@", REPEATED | VARIABLE },
  { "sk-proj-@A@\n@B@", REPEATED | BREAKS },
  { "OPENAI_API_KEY=OPENAI_API_KEY=@K@", VARIABLE },
  { "Bearer Bearer @K@", HEADER },
  { "Secret key@K@", WRAPPING },
  { "API密钥key@K@", WRAPPING },
  { "token2@K@", WRAPPING },
  { "apiKey-@K@", WRAPPING },
  { "<code>@A@<wbr>@B@</code>", WRAPPING | ESCAPES | INVISIBLE },
};

static char *
put_halves (const char *text, const char *key)
{
  g_autofree char *front = g_strndup (key, 80);
  g_autofree char *with_front = replace (text, "@A@", front);
  g_autofree char *with_both = replace (with_front, "@B@", key + 80);

  return replace (with_both, "@K@", key);
}

static void
test_mended (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *key = new_key (164);
  g_autofree char *text = put_halves (mended[i].text, key);
  g_autoptr (KbKeyReading) reading = read_key (text, key);

  g_assert_cmphex (kb_key_reading_get_removed (reading), ==, mended[i].removed);
}

/* A word processor's dash for two hyphens: the length of the key tells, at each of the known ones. */
static void
test_long_dashes (void)
{
  static const gsize lengths[] = { 132, 148, 164 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *key = new_key (lengths[i]);
      g_autofree char *text = replace (key, "--", "—");
      g_autoptr (KbKeyReading) reading = read_key (text, key);

      g_assert_cmphex (kb_key_reading_get_removed (reading), ==, DASHES);
    }
}

/* No length tells, so nothing is taken away, and it is said. */
static void
test_never_cut (void)
{
  static const char ends[] = { '-', '_' };

  for (gsize length = 120; length < 180; length++)
    for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
      {
        g_autofree char *key = fake_key ("sk-proj-", length, ends[i], (guint32) length);
        g_autoptr (KbKeyReading) reading = read_key (key, key);
        g_autofree char *summary = kb_key_reading_dup_summary (reading);
        gboolean whole = length == 132 || length == 148 || length == 164;

        g_assert_cmpint (kb_key_reading_get_state (reading), ==,
                         whole ? KB_KEY_STATE_GOOD : KB_KEY_STATE_ODD);
        g_assert_cmpint (length == 133 || length == 149 || length == 165, ==,
                         strstr (summary, "one character shorter") != NULL);
      }
}

/* %s: "sk-" and 48 letters and digits without the marker. */
static const struct
{
  const char *text;
  const char *provider; /* NULL: in doubt */
} named[] = {
  { "%s", NULL },
  { "OPENAI_API_KEY=%s", NULL },
  { "ACME_API_KEY=%s", NULL },
  { "# not for moonshot\nOPENAI_API_KEY=%s", NULL },
  { "POETRY_TOKEN=%s", NULL },
  { "MOONSHOT_API_KEY=%s", "Moonshot AI" },
  { "export KIMI_API_KEY=\"%s\"", "Moonshot AI" },
  { "STABILITY_API_KEY=%s", "Stability AI" },
  { "siliconflow_api_key: %s", "SiliconFlow" },
  { "{\"deepseekApiKey\": \"%s\"}", "DeepSeek" },
  { "DASHSCOPE_API_KEY = '%s'", "Alibaba Cloud" },
  { "POE_API_KEY=%s", "Poe" },
  { "const poeKey = \"%s\"", "Poe" },
  { "curl https://api.moonshot.cn/v1/models -H \"Authorization: Bearer %s\"", "Moonshot AI" },
  { "setx LITELLM_MASTER_KEY %s", "LiteLLM" },
  { "my key for Qwen: %s", "Alibaba Cloud" },
};

static void
test_named (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *key = fake_tail ("sk-", 51, KEY_ALPHABET, 5);
  g_autofree char *text = replace (named[i].text, "%s", key);
  g_autoptr (KbKeyReading) reading = read_key (text, named[i].provider != NULL ? NULL : key);
  g_autofree char *summary = kb_key_reading_dup_summary (reading);

  g_assert_cmpint (kb_key_reading_get_state (reading), ==,
                   named[i].provider != NULL ? KB_KEY_STATE_BAD : KB_KEY_STATE_ODD);
  g_assert_cmpint (reading->problem, ==,
                   named[i].provider != NULL ? KB_KEY_PROBLEM_OTHER_PROVIDER : KB_KEY_PROBLEM_NO_MARKER);
  g_assert_cmpstr (reading->provider, ==, named[i].provider);
  if (named[i].provider != NULL)
    g_assert_nonnull (strstr (summary, named[i].provider));
}

/* What only OpenAI makes stays OpenAI's under any name. */
static void
test_names_prove_nothing (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (named); i++)
    for (gsize k = 0; k < N_WHOLE_KEYS; k++)
      {
        g_autofree char *key = fake_key_at (k);
        g_autofree char *text = replace (named[i].text, "%s", key);
        g_autoptr (KbKeyReading) reading = read_key (text, key);

        g_assert_cmpint (kb_key_reading_get_state (reading), ==, KB_KEY_STATE_GOOD);
      }
}

/* Lengths of the old user keys: with the marker, and without. */
static void
test_marker (void)
{
  for (gsize length = 40; length < 60; length++)
    {
      g_autofree char *with = fake_key ("sk-", length, '\0', (guint32) length);
      g_autofree char *without = fake_tail ("sk-", length, KEY_ALPHABET, (guint32) length);
      g_autoptr (KbKeyReading) one = read_key (with, with);
      g_autoptr (KbKeyReading) other = read_key (without, without);

      g_assert_cmpint (one->problem, ==,
                       length == 43 || length == 51 ? KB_KEY_PROBLEM_NONE : KB_KEY_PROBLEM_ODD_LENGTH);
      g_assert_cmpint (other->problem, ==, KB_KEY_PROBLEM_NO_MARKER);
      g_assert_cmpint (kb_key_looks_like_key (without), ==, FALSE);
    }
}

static const struct
{
  const char *text; /* expand_fakes() */
  KbKeyProblem problem;
  const char *word; /* of the summary */
} known[] = {
  { "AQ.Ab8@r@", KB_KEY_PROBLEM_OTHER_PROVIDER, "Google" },
  { "GEMINI_API_KEY=AQ.Ab8@r@", KB_KEY_PROBLEM_OTHER_PROVIDER, "Google" },
  { "sk_@h@@h<@", KB_KEY_PROBLEM_OTHER_PROVIDER, "ElevenLabs" },
  { "sk-lm-aB3dE5gH:@r@", KB_KEY_PROBLEM_OTHER_PROVIDER, "LM Studio" },
  { "sk-helicone-abcdefg-abcdefg-abcdefg-abcdefg", KB_KEY_PROBLEM_OTHER_PROVIDER, "Helicone" },
  { "sk-kimi-@r@", KB_KEY_PROBLEM_OTHER_PROVIDER, "Moonshot" },
  { "sk-lf-@h@", KB_KEY_PROBLEM_OTHER_PROVIDER, "Langfuse" },
  { "csk-@r@", KB_KEY_PROBLEM_OTHER_PROVIDER, "Cerebras" },
  { "nvapi-@r@", KB_KEY_PROBLEM_OTHER_PROVIDER, "NVIDIA" },
  { "tgp_v1_@r@", KB_KEY_PROBLEM_OTHER_PROVIDER, "Together" },
  { "lsv2_pt_@h@", KB_KEY_PROBLEM_OTHER_PROVIDER, "LangSmith" },
  { "ek_@h@", KB_KEY_PROBLEM_SHORT_LIVED, "minutes" },
  { "ek_@r@", KB_KEY_PROBLEM_SHORT_LIVED, "minutes" },
  { "whsec_@r@", KB_KEY_PROBLEM_WEBHOOK_SECRET, "webhook" },
  { "OPENAI_WEBHOOK_SECRET=whsec_@r@", KB_KEY_PROBLEM_WEBHOOK_SECRET, "webhook" },
  { "op://Private/OpenAI/credential", KB_KEY_PROBLEM_REFERENCE, "password manager" },
  { "OPENAI_API_KEY=\"op://Work/openai/api key\"", KB_KEY_PROBLEM_VARIABLE, "variable" },
  { "vault://secret/data/openai#key", KB_KEY_PROBLEM_REFERENCE, "password manager" },
  { "https://platform.openai.com/api-keys", KB_KEY_PROBLEM_WEB_ADDRESS, "web address" },
  { "ENTER_YOUR_API_KEY_HERE", KB_KEY_PROBLEM_PLACEHOLDER, "in the place of a key" },
  { "PASTE_KEY_HERE", KB_KEY_PROBLEM_PLACEHOLDER, "in the place of a key" },
  { "INSERT_OPENAI_API_KEY", KB_KEY_PROBLEM_PLACEHOLDER, "in the place of a key" },
  { "OPENAI_API_KEY", KB_KEY_PROBLEM_VARIABLE, "variable" },
  { "sk-no-key-required", KB_KEY_PROBLEM_PLACEHOLDER, "in the place of a key" },
  { "sk-test-dummy-key-for-ci-only-no-real-calls-made", KB_KEY_PROBLEM_PLACEHOLDER, "in the place of a key" },
  { "sk-proj-fake-key-for-the-unit-tests-only", KB_KEY_PROBLEM_PLACEHOLDER, "in the place of a key" },
  { "sk-local", KB_KEY_PROBLEM_PLACEHOLDER, "in the place of a key" },
  { "sk-not-needed-for-ollama", KB_KEY_PROBLEM_PLACEHOLDER, "in the place of a key" },
  { "sk-MOCK-KEY-0000-1111", KB_KEY_PROBLEM_PLACEHOLDER, "in the place of a key" },
  { "sk-Demo-Key-None", KB_KEY_PROBLEM_PLACEHOLDER, "in the place of a key" },
};

static void
test_known (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *text = expand_fakes (known[i].text);
  g_autoptr (KbKeyReading) reading = read_key (text, NULL);
  g_autofree char *summary = kb_key_reading_dup_summary (reading);

  g_assert_cmpint (reading->problem, ==, known[i].problem);
  g_assert_nonnull (strstr (summary, known[i].word));
}

/* Each row of the table: refused or doubted by itself, taken out of what is shown, found in a name. An ID
 * stays. */
static void
test_table (void)
{
  for (gsize i = 0; kb_key_get_prefix_at (i) != NULL; i++)
    {
      const KbKeyPrefix *row = kb_key_get_prefix_at (i);
      const char *alphabet = row->alphabet != NULL ? row->alphabet : KEY_ALPHABET;
      gsize rest = row->longest > 0 ? row->longest : row->redaction == KB_KEY_REDACT_NOT ? 24 : 48;
      gsize length = row->lengths[0] > 0 ? row->lengths[0] : strlen (row->prefix) + rest;
      g_autofree char *secret = fake_tail (row->prefix, length, alphabet, (guint32) (100 + i));
      g_autofree char *redacted = NULL;
      g_autoptr (KbKeyReading) reading = NULL;

      if (row->marker != NULL)
        memcpy (secret + length / 2 - 4, row->marker, strlen (row->marker));
      g_assert_true (kb_key_find_prefix (secret, length) == row);
      reading = kb_key_read (secret, -1);
      redacted = kb_key_redact (secret);
      g_assert_cmpint (kb_key_reading_get_state (reading), ==, row->state);
      g_assert_cmpstr (reading->provider, ==, row->whose);
      g_assert_cmpint (leaks (redacted, secret + strlen (row->prefix)), ==,
                       g_str_equal (row->prefix, "sk-") ? FALSE : row->redaction == KB_KEY_REDACT_NOT);
      g_assert_cmpint (kb_key_is_in (secret), ==,
                       strstr (redacted, "…") != NULL && length >= KB_KEY_SHORTEST);
    }
  g_assert_false (kb_key_is_in ("desk-home"));
  g_assert_false (kb_key_is_in ("OpenAI API key – laptop"));
}

/* A colon inside of a token does not end it. */
static void
test_redacted_colon (void)
{
  g_autofree char *text = expand_fakes ("The token sk-lm-aB3dE5gH:@h@ is not valid: look");
  g_autofree char *redacted = kb_key_redact (text);

  g_assert_cmpstr (redacted, ==, "The token sk-lm-… is not valid: look");
}

#define ADD(name) \
  for (gsize i = 0; i < G_N_ELEMENTS (name); i++) \
    { \
      g_autofree char *path = g_strdup_printf ("/key-written/" #name "/%03" G_GSIZE_FORMAT, i); \
\
      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_##name); \
    }

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD (written);
  ADD (mended);
  ADD (named);
  ADD (known);
  g_test_add_func ("/key-written/long-dashes", test_long_dashes);
  g_test_add_func ("/key-written/never-cut", test_never_cut);
  g_test_add_func ("/key-written/names-prove-nothing", test_names_prove_nothing);
  g_test_add_func ("/key-written/marker", test_marker);
  g_test_add_func ("/key-written/table", test_table);
  g_test_add_func ("/key-written/redacted-colon", test_redacted_colon);

  return g_test_run ();
}
