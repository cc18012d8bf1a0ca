/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/key/kb-key-private.h"
#include "key-fakes.h"

#define GOOD KB_KEY_STATE_GOOD
#define ODD KB_KEY_STATE_ODD
#define BAD KB_KEY_STATE_BAD
#define EMPTY KB_KEY_STATE_EMPTY

#define USER KB_KEY_KIND_USER
#define PROJECT KB_KEY_KIND_PROJECT
#define SERVICE KB_KEY_KIND_SERVICE_ACCOUNT
#define ADMIN KB_KEY_KIND_ADMIN
#define OTHER KB_KEY_KIND_OTHER
#define NO_KIND KB_KEY_KIND_UNKNOWN

#define SPACES KB_KEY_REMOVED_SPACES
#define BREAKS KB_KEY_REMOVED_LINE_BREAKS
#define QUOTES KB_KEY_REMOVED_QUOTES
#define INVISIBLE KB_KEY_REMOVED_INVISIBLE
#define VARIABLE KB_KEY_REMOVED_VARIABLE
#define HEADER KB_KEY_REMOVED_HEADER
#define PUNCTUATION KB_KEY_REMOVED_PUNCTUATION
#define WRAPPING KB_KEY_REMOVED_WRAPPING
#define DASHES KB_KEY_REMOVED_DASHES
#define WIDE KB_KEY_REMOVED_WIDE

#define P(name) KB_KEY_PROBLEM_##name

/* Good unless it says more. */
typedef struct
{
  const char *text; /* expand_fakes() */
  KbKeyRemoved removed;
  const char *key; /* NULL: the project key P */
} Cleaned;

static const Cleaned cleaned[] = {
  { "@P@", 0 },
  { "@P2@", 0, "@P2@" },
  { "@P3@", 0, "@P3@" },
  { " @P2@ ", SPACES, "@P2@" },
  { "  @P@\t", SPACES },
  { "@P@\n", BREAKS },
  { "\r\n@P@\r\n", BREAKS },
  { "@P@\r", BREAKS },
  { "\"@P@\"", QUOTES },
  { "'@P@'", QUOTES },
  { "`@P@`", QUOTES },
  { "```\n@P@\n```", QUOTES | BREAKS },
  { "“@P@”", QUOTES },
  { "„@P@“", QUOTES },
  { "‘@P@’", QUOTES },
  { "« @P@ »", QUOTES | SPACES },
  { "「@P@」", QUOTES },
  { "<@P@>", PUNCTUATION },
  { "(@P@)", PUNCTUATION },
  { "**@P@**", PUNCTUATION },
  { "${@P@}", PUNCTUATION },
  { "@P@.", PUNCTUATION },
  { "@P@,", PUNCTUATION },
  { "@P@;", PUNCTUATION },
  { "\"@P@\",", PUNCTUATION | QUOTES },
  { "- @P@", PUNCTUATION | SPACES },
  { "> @P@", PUNCTUATION | SPACES },
  { "@P@\\n", BREAKS },
  { "OPENAI_API_KEY=@P@", VARIABLE },
  { "OPENAI_API_KEY = @P@", VARIABLE },
  { "export OPENAI_API_KEY=@P@", VARIABLE },
  { "export OPENAI_API_KEY=\"@P@\"", VARIABLE | QUOTES },
  { "export OPENAI_API_KEY=\"@P@\"  # my key", VARIABLE | QUOTES | WRAPPING },
  { "set OPENAI_API_KEY=@P@", VARIABLE },
  { "set \"OPENAI_API_KEY=@P@\"", VARIABLE | QUOTES },
  { "setx OPENAI_API_KEY \"@P@\"", VARIABLE | QUOTES },
  { "setx OPENAI_API_KEY \"@P@\" /M", VARIABLE | QUOTES | WRAPPING },
  { "setenv OPENAI_API_KEY @P@", VARIABLE },
  { "set -gx OPENAI_API_KEY @P@", VARIABLE },
  { "set -Ux OPENAI_API_KEY '@P@'", VARIABLE | QUOTES },
  { "declare -x OPENAI_API_KEY=\"@P@\"", VARIABLE | QUOTES },
  { "$env:OPENAI_API_KEY = \"@P@\"", VARIABLE | QUOTES },
  { "ENV OPENAI_API_KEY @P@", VARIABLE },
  { "$ export OPENAI_API_KEY=@P@", VARIABLE | PUNCTUATION },
  { "const apiKey = '@P@';", VARIABLE | QUOTES | PUNCTUATION },
  { "=@P@", VARIABLE },
  { "os.environ[\"OPENAI_API_KEY\"] = \"@P@\"", VARIABLE | QUOTES | WRAPPING },
  { "client = OpenAI(api_key=\"@P@\")", VARIABLE | QUOTES | WRAPPING },
  { "openai --key=@P@ chat", VARIABLE | WRAPPING },
  { "https://example.com/?key=@P@&v=1", VARIABLE | WRAPPING },
  { "OPENAI_API_KEY: @P@", WRAPPING },
  { "openai:\n  api_key: @P@\n", WRAPPING | BREAKS },
  { "{\"api_key\": \"@P@\"}", WRAPPING | QUOTES },
  { "{\n  \"api_key\": \"@P@\",\n  \"organization\": \"org-@c@\"\n}", WRAPPING | QUOTES },
  { "{\\\"api_key\\\": \\\"@P@\\\"}", WRAPPING | QUOTES },
  { "<key>@P@</key>", WRAPPING },
  { "Key: @P@", WRAPPING },
  { "密钥：@P@", WRAPPING },
  { "密钥@P@", WRAPPING },
  { "My key is @P@. Keep it safe!", WRAPPING },
  { "My key is @P@...", WRAPPING },
  { "@P@ # laptop", WRAPPING },
  { "@P@ my laptop key", WRAPPING },
  { "laptop-2026\n@P@\nproj_@c@", WRAPPING },
  { "@P@ @P@", WRAPPING },
  { "@P@@P@", WRAPPING },
  { "@P@ sk-...abcd", WRAPPING },
  { "Bearer @P@", HEADER },
  { "bearer @P@", HEADER },
  { "Authorization: Bearer @P@", HEADER },
  { "Authorization: @P@", HEADER },
  { "-H \"Authorization: Bearer @P@\"", HEADER | QUOTES },
  { "--header 'Authorization: Bearer @P@' \\", HEADER | QUOTES | PUNCTUATION | SPACES },
  { "\"Authorization\": \"Bearer @P@\",", HEADER | QUOTES | PUNCTUATION },
  { "headers = {\"Authorization\": \"Bearer @P@\"}", HEADER | QUOTES | WRAPPING },
  { "curl https://api.openai.com/v1/models -H 'Authorization: Bearer @P@'", HEADER | QUOTES | WRAPPING },
  { "TOKEN=\"Bearer @P@\"", HEADER | VARIABLE | QUOTES },
  { "@P<@\n@P>@", BREAKS },
  { "@P<@\r\n@P>@\r\n", BREAKS },
  { "@P<@\n    @P>@", BREAKS | SPACES },
  { "> @P<@\n> @P>@", BREAKS | SPACES | PUNCTUATION },
  { "@P<@ @P>@", SPACES },
  { "@P<@\\\n@P>@", BREAKS | PUNCTUATION },
  { "@P<@=\n@P>@", BREAKS | PUNCTUATION },
  { "@P<@\n@P>@ is my key", BREAKS | WRAPPING },
  { "sk-\nproj-@O>@", BREAKS, "sk-proj-@O>@" },
  { "export OPENAI_API_KEY=@P<@\n@P>@\nexport OPENAI_ORG_ID=org-@c@", VARIABLE | BREAKS | WRAPPING },
  { "ANTHROPIC_API_KEY=sk-ant-@r@\nOPENAI_API_KEY=@P@\nAWS=AKIA@c@", VARIABLE | WRAPPING },
  { "@A@\n@P@", WRAPPING },
  { "\xef\xbb\xbf@P@", INVISIBLE },
  { "\u00a0@P@\u00a0", INVISIBLE },
  { "@P<@\u00a0@P>@", INVISIBLE },
  { "@P<@\u200b@P>@", INVISIBLE },
  { "@P<@\u200d@P>@", INVISIBLE },
  { "@P<@\u00ad@P>@", INVISIBLE },
  { "@P<@\u2060@P>@\u200e", INVISIBLE },
  { "\u202e@P@\u202c", INVISIBLE },
  { "\u200f@P@", INVISIBLE },
  { "\033[200~@P@\033[201~", INVISIBLE },
  { "\033[1;32m@P@\033[0m", INVISIBLE },
  { "\033[@P@", INVISIBLE | PUNCTUATION },
  { "@P@\ufe0f", INVISIBLE },
  { "ｓｋ－proj-@O>@", WIDE | DASHES, "sk-proj-@O>@" },
  { "“ @P<@\u200b\n@P>@ ”;", QUOTES | SPACES | INVISIBLE | BREAKS | PUNCTUATION },
};

/* What is not good, or good in a special way. */
typedef struct
{
  const char *text;
  KbKeyState state;
  KbKeyKind kind;
  KbKeyProblem problem;
  const char *provider;
  const char *key;
} Judged;

static const Judged judged[] = {
  { "", EMPTY },
  { "  \r\n\t ", EMPTY },
  { "\"\"", EMPTY },
  { "\u200b\ufeff", EMPTY },
  { "@P@", GOOD, PROJECT, .key = "@P@" },
  { "@P3@", GOOD, PROJECT, .key = "@P3@" },
  { "@P4@", GOOD, PROJECT, .key = "@P4@" },
  { "@S@", GOOD, SERVICE, .key = "@S@" },
  { "@S2@", GOOD, SERVICE, .key = "@S2@" },
  { "@U@", GOOD, USER, .key = "@U@" },
  { "@U2@", GOOD, USER, .key = "@U2@" },
  { "@N@", GOOD, OTHER, .key = "@N@" },
  { "@O@", ODD, PROJECT, P (ODD_LENGTH), .key = "@O@" },
  { "@OS@", ODD, SERVICE, P (ODD_LENGTH), .key = "@OS@" },
  { "@OU@", ODD, USER, P (ODD_LENGTH), .key = "@OU@" },
  { "@X@", ODD, PROJECT, P (ODD_LENGTH), .key = "@X@" },
  { "@G@", ODD, OTHER, P (UNUSUAL_PREFIX), .key = "@G@" },
  { "@O<@\n@O>@", ODD, PROJECT, P (ODD_LENGTH), .key = "@O@" },
  { "@O@\nlaptop2024", ODD, PROJECT, P (ODD_LENGTH), .key = "@O@" },
  { "@O@ my MacBook-Pro-2026", ODD, PROJECT, P (ODD_LENGTH), .key = "@O@" },
  { "@O@\n2026-11-20", ODD, PROJECT, P (ODD_LENGTH), .key = "@O@" },
  { "@O@. Then go on", ODD, PROJECT, P (ODD_LENGTH), .key = "@O@" },
  { "sk-proj-practice-credit-exhausted-0000000000", ODD, PROJECT, P (ODD_LENGTH),
    .key = "sk-proj-practice-credit-exhausted-0000000000" },
  { "sk-@l@", ODD, OTHER, P (LIKELY_DEEPSEEK), "DeepSeek", "sk-@l@" },
  { "DEEPSEEK_API_KEY=sk-@l@\nOPENAI_API_KEY=@U@", GOOD, USER, .key = "@U@" },

  { "@A@", BAD, ADMIN, P (ADMIN_KEY) },
  { "sk-admin-...abcd", BAD, ADMIN, P (ADMIN_KEY) },
  { "export OPENAI_API_KEY=@A@", BAD, ADMIN, P (ADMIN_KEY) },
  { "sk-ant-api03-@r@", BAD, NO_KIND, P (OTHER_PROVIDER), "Anthropic" },
  { "sk-ant-", BAD, NO_KIND, P (OTHER_PROVIDER), "Anthropic" },
  { "ANTHROPIC_API_KEY=\"sk-ant-api03-@r@\"", BAD, NO_KIND, P (OTHER_PROVIDER), "Anthropic" },
  { "sk-or-v1-@h@", BAD, NO_KIND, P (OTHER_PROVIDER), "OpenRouter" },
  { "gsk_@r@", BAD, NO_KIND, P (OTHER_PROVIDER), "Groq" },
  { "xai-@r@", BAD, NO_KIND, P (OTHER_PROVIDER), "xAI" },
  { "AIza@l@_-1", BAD, NO_KIND, P (OTHER_PROVIDER), "Google" },
  { "pplx-@r@", BAD, NO_KIND, P (OTHER_PROVIDER), "Perplexity" },
  { "hf_@r@", BAD, NO_KIND, P (OTHER_PROVIDER), "Hugging Face" },
  { "r8_@r@", BAD, NO_KIND, P (OTHER_PROVIDER), "Replicate" },
  { "@h@", BAD, NO_KIND, P (OTHER_PROVIDER), "Azure OpenAI" },
  { "@r@JQQJ9@h<@@h>A", BAD, NO_KIND, P (NOT_A_KEY) },
  { "sk_live_@r@", BAD, NO_KIND, P (OTHER_PROVIDER), "Stripe" },
  { "sk_test_@r@", BAD, NO_KIND, P (OTHER_PROVIDER), "Stripe" },
  { "rk_live_@r@", BAD, NO_KIND, P (OTHER_PROVIDER), "Stripe" },
  { "ghp_@l@abcd", BAD, NO_KIND, P (OTHER_PROVIDER), "GitHub" },
  { "github_pat_@r@", BAD, NO_KIND, P (OTHER_PROVIDER), "GitHub" },
  { "glpat-@l@", BAD, NO_KIND, P (OTHER_PROVIDER), "GitLab" },
  { "AKIA@c@", BAD, NO_KIND, P (OTHER_PROVIDER), "AWS" },
  { "ASIA@c@", BAD, NO_KIND, P (OTHER_PROVIDER), "AWS" },
  { "xoxb-123456789012-@r@", BAD, NO_KIND, P (OTHER_PROVIDER), "Slack" },

  { "sk-...abcd", BAD, USER, P (MASKED) },
  { "sk-…abcd", BAD, USER, P (MASKED) },
  { "sk-proj-****abcd", BAD, PROJECT, P (MASKED) },
  { "sk-proj-••••••abcd", BAD, PROJECT, P (MASKED) },
  { "sk-proj-abcdefgh...", BAD, PROJECT, P (MASKED) },
  { "sk-proj-aB3 ... xY9z", BAD, PROJECT, P (MASKED) },
  { "sk-svcacct-***", BAD, SERVICE, P (MASKED) },
  { "@O@***@O>@", BAD, PROJECT, P (MASKED) },
  { "@O@…", BAD, PROJECT, P (MASKED) },
  { "●●●●●●●●●●●●", BAD, NO_KIND, P (MASKED) },
  { "********abcd", BAD, NO_KIND, P (MASKED) },
  { "sk-proj-xxxxxxxxxxxxxxxxxxxxxxxxxxxx", BAD, PROJECT, P (PLACEHOLDER) },
  { "sk-proj-xxxx…", BAD, PROJECT, P (PLACEHOLDER) },
  { "sk-XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", BAD, USER, P (PLACEHOLDER) },
  { "sk-proj-YOUR_KEY_HERE", BAD, PROJECT, P (PLACEHOLDER) },
  { "export OPENAI_API_KEY=\"sk-proj-YOUR_KEY_HERE\"", BAD, PROJECT, P (PLACEHOLDER) },
  { "sk-your-api-key-goes-right-here", BAD, OTHER, P (PLACEHOLDER) },
  { "sk-1234567890abcdef1234567890abcdef", BAD, USER, P (PLACEHOLDER) },
  { "YOUR_API_KEY", BAD, NO_KIND, P (PLACEHOLDER) },
  { "<your api key>", BAD, NO_KIND, P (PLACEHOLDER) },
  { "Your key here", BAD, NO_KIND, P (PLACEHOLDER) },
  { "export OPENAI_API_KEY=your-key-here", BAD, NO_KIND, P (PLACEHOLDER) },
  { "undefined", BAD, NO_KIND, P (PLACEHOLDER) },
  { "OPENAI_API_KEY=null", BAD, NO_KIND, P (PLACEHOLDER) },
  { "None", BAD, NO_KIND, P (PLACEHOLDER) },
  { "$OPENAI_API_KEY", BAD, NO_KIND, P (VARIABLE) },
  { "${OPENAI_API_KEY}", BAD, NO_KIND, P (VARIABLE) },
  { "%OPENAI_API_KEY%", BAD, NO_KIND, P (VARIABLE) },
  { "OPENAI_API_KEY", BAD, NO_KIND, P (VARIABLE) },
  { "OPENAI_API_KEY=", BAD, NO_KIND, P (VARIABLE) },
  { "process.env.OPENAI_API_KEY", BAD, NO_KIND, P (VARIABLE) },
  { "Authorization: Bearer $OPENAI_API_KEY", BAD, NO_KIND, P (VARIABLE) },

  { "org-@c@", BAD, NO_KIND, P (ORGANIZATION_ID) },
  { "proj_@c@", BAD, NO_KIND, P (PROJECT_ID) },
  { "key_@c@", BAD, NO_KIND, P (KEY_ID) },
  { "user-@c@", BAD, NO_KIND, P (USER_ID) },
  { "Organization: org-@c@", BAD, NO_KIND, P (ORGANIZATION_ID) },
  { "user-friendly", BAD, NO_KIND, P (NOT_A_KEY) },
  { "eyJ@r@.eyJ@l@.@h@", BAD, NO_KIND, P (CHATGPT_TOKEN) },
  { "Bearer eyJ@r@", BAD, NO_KIND, P (CHATGPT_TOKEN) },
  { "sess-@r@", BAD, NO_KIND, P (SESSION_TOKEN) },
  { "https://platform.openai.com/api-keys", BAD, NO_KIND, P (WEB_ADDRESS) },
  { "https://platform.openai.com/settings/proj_@c@/api-keys", BAD, NO_KIND, P (WEB_ADDRESS) },
  { "platform.openai.com/api-keys", BAD, NO_KIND, P (WEB_ADDRESS) },
  { "someone@example.com", BAD, NO_KIND, P (EMAIL) },
  { "me@openai.com", BAD, NO_KIND, P (EMAIL) },

  { "@P@\n@P2@", BAD, PROJECT, P (SEVERAL_KEYS) },
  { "@P@,@U@", BAD, PROJECT, P (SEVERAL_KEYS) },
  { "@P@@P2@", BAD, PROJECT, P (SEVERAL_KEYS) },
  { "@P@ @O@ @P@", BAD, PROJECT, P (SEVERAL_KEYS) },
  { "sk-", BAD, USER, P (TOO_SHORT) },
  { "sk", BAD, NO_KIND, P (NOT_A_KEY) },
  { "sk-proj-aB3dE5gH7", BAD, PROJECT, P (TOO_SHORT) },
  { "Keys start with sk-proj- today, and older ones did not", BAD, PROJECT, P (TOO_SHORT) },
  { "@L@", BAD, PROJECT, P (TOO_LONG) },
  { "@O@$@O>@", BAD, PROJECT, P (BAD_CHARACTERS) },
  { "@O@☃@O>@", BAD, PROJECT, P (BAD_CHARACTERS) },
  { "@O<@а@O>@", BAD, PROJECT, P (BAD_CHARACTERS) },
  { "@O<@\xff@O>@", BAD, PROJECT, P (BAD_CHARACTERS) },
  { "ѕk-proj-@r@", BAD, NO_KIND, P (BAD_CHARACTERS) },
  { "@P^@", BAD, NO_KIND, P (NOT_A_KEY) },
  { "Sk-proj-@r@", BAD, NO_KIND, P (NOT_A_KEY) },
  { "sk-PROJ-@r@", BAD, NO_KIND, P (NOT_A_KEY) },
  { "sk_proj_@r@", BAD, NO_KIND, P (NOT_A_KEY) },
  { "k-proj-@r@", BAD, NO_KIND, P (NOT_A_KEY) },
  { "proj-@r@", BAD, NO_KIND, P (NOT_A_KEY) },
  { "svcacct-@r@", BAD, NO_KIND, P (NOT_A_KEY) },
  { "hello", BAD, NO_KIND, P (NOT_A_KEY) },
  { "correct horse battery staple", BAD, NO_KIND, P (NOT_A_KEY) },
  { "$12.50", BAD, NO_KIND, P (NOT_A_KEY) },
  { "risk-management-and-analysis-of-things", BAD, NO_KIND, P (NOT_A_KEY) },
  { "---", BAD, NO_KIND, P (NOT_A_KEY) },
  { "\xff\xfe\xfd\xfc", BAD, NO_KIND, P (NOT_A_KEY) },
};

static const char *
get_text (const KbKeyReading *reading)
{
  SecretValue *key = kb_key_reading_get_key (reading);

  return key != NULL ? secret_value_get_text (key) : NULL;
}

static void
test_cleaned (gconstpointer data)
{
  const Cleaned *row = data;
  g_autofree char *text = expand_fakes (row->text);
  g_autofree char *key = expand_fakes (row->key != NULL ? row->key : "@P@");
  g_autoptr (KbKeyReading) reading = kb_key_read (text, -1);
  g_autofree char *removed = kb_key_reading_dup_removed (reading);

  g_assert_cmpstr (get_text (reading), ==, key);
  g_assert_cmphex (kb_key_reading_get_removed (reading), ==, row->removed);
  g_assert_cmpuint (kb_key_reading_get_length (reading), ==, strlen (key));
  g_assert_cmpint (removed != NULL, ==, row->removed != 0);
  g_assert_null (reading->provider);
}

static void
test_judged (gconstpointer data)
{
  const Judged *row = data;
  g_autofree char *text = expand_fakes (row->text);
  g_autofree char *key = row->key != NULL ? expand_fakes (row->key) : NULL;
  g_autoptr (KbKeyReading) reading = kb_key_read (text, -1);
  g_autofree char *summary = kb_key_reading_dup_summary (reading);

  g_assert_cmpint (reading->problem, ==, row->problem);
  g_assert_cmpint (kb_key_reading_get_state (reading), ==, row->state);
  g_assert_cmpint (kb_key_reading_get_kind (reading), ==, row->kind);
  g_assert_cmpstr (reading->provider, ==, row->provider);
  g_assert_cmpstr (get_text (reading), ==, key);
  g_assert_cmpint (*summary == '\0', ==, row->state == EMPTY);
  if (row->provider != NULL)
    g_assert_nonnull (strstr (summary, row->provider));
  if (key == NULL)
    g_assert_cmphex (kb_key_reading_get_removed (reading), ==, 0);
}

static void
test_bytes (void)
{
  g_autofree char *key = expand_fakes ("@P@");
  g_autoptr (KbKeyReading) none = kb_key_read (NULL, -1);
  g_autoptr (KbKeyReading) none_long = kb_key_read (NULL, 5);
  g_autoptr (KbKeyReading) ended = kb_key_read (key, strlen (key) + 1);
  g_autoptr (KbKeyReading) part = kb_key_read (key, 90);
  GString *utf16 = g_string_new_len ("\xff\xfe", 2);
  g_autoptr (KbKeyReading) wide = NULL;

  for (const char *p = key; *p != '\0'; p++)
    {
      g_string_append_c (utf16, *p);
      g_string_append_c (utf16, '\0');
    }
  wide = kb_key_read (utf16->str, utf16->len);
  g_string_free (utf16, TRUE);

  g_assert_cmpint (kb_key_reading_get_state (none), ==, EMPTY);
  g_assert_cmpint (kb_key_reading_get_state (none_long), ==, EMPTY);
  g_assert_cmpstr (get_text (ended), ==, key);
  g_assert_cmphex (kb_key_reading_get_removed (ended), ==, INVISIBLE);
  g_assert_cmpuint (kb_key_reading_get_length (part), ==, 90);
  g_assert_cmpstr (get_text (wide), ==, key);
  g_assert_cmphex (kb_key_reading_get_removed (wide), ==, INVISIBLE);
}

static void
test_azure_long (void)
{
  g_autofree char *text = fake_tail ("", 84, KEY_ALPHABET, 9);
  g_autoptr (KbKeyReading) without = kb_key_read (text, -1);
  g_autoptr (KbKeyReading) with = NULL;

  memcpy (text + 52, "JQQJ9", 5);
  with = kb_key_read (text, -1);

  g_assert_cmpint (without->problem, ==, KB_KEY_PROBLEM_NOT_A_KEY);
  g_assert_cmpstr (with->provider, ==, "Azure OpenAI");
}

static void
test_shortest (void)
{
  g_autofree char *enough = fake_tail ("sk-proj-", 23, KEY_ALPHABET, 5);
  g_autofree char *less = fake_tail ("sk-proj-", 22, KEY_ALPHABET, 5);
  g_autoptr (KbKeyReading) odd = kb_key_read (enough, -1);
  g_autoptr (KbKeyReading) bad = kb_key_read (less, -1);

  g_assert_cmpint (odd->problem, ==, KB_KEY_PROBLEM_ODD_LENGTH);
  g_assert_cmpint (bad->problem, ==, KB_KEY_PROBLEM_TOO_SHORT);
  g_assert_true (kb_key_looks_like_key (enough));
  g_assert_false (kb_key_looks_like_key (less));
}

static KbKeyProblem
read_padded (gsize size)
{
  g_autofree char *key = expand_fakes ("@P@");
  GString *text = g_string_new (key);
  g_autoptr (KbKeyReading) reading = NULL;

  while (text->len < size)
    g_string_append_c (text, ' ');
  reading = kb_key_read (text->str, text->len);
  g_string_free (text, TRUE);
  return reading->problem;
}

static void
test_whole_page (void)
{
  g_assert_cmpint (read_padded (64 * 1024), ==, KB_KEY_PROBLEM_NONE);
  g_assert_cmpint (read_padded (64 * 1024 + 1), ==, KB_KEY_PROBLEM_TOO_LONG);
}

typedef struct
{
  const char *text;
  const char *summary;
  const char *removed;
} Sentence;

static const Sentence sentences[] = {
  { "@P@", "Project key, 164 characters", NULL },
  { "@U@", "User key, 51 characters", NULL },
  { "@S@", "Service account key, 167 characters", NULL },
  { "@N@", "Secret key, 56 characters", NULL },
  { "", "", NULL },
  { "\"@P<@\n@P>@\"", "Project key, 164 characters", "Removed: a line break and quotes" },
  { "\"  @P<@\n@P>@\"", "Project key, 164 characters", "Removed: a line break, 2 spaces and quotes" },
  { "@P@\n\n", "Project key, 164 characters", "Removed: 2 line breaks" },
  { " @P@", "Project key, 164 characters", "Removed: a space" },
  { "Bearer @P@", "Project key, 164 characters", "Removed: “Bearer” and what belongs to it" },
  { "export OPENAI_API_KEY=@P@;", "Project key, 164 characters",
    "Removed: the name of a variable and punctuation" },
  { "Key: @P@", "Project key, 164 characters", "Removed: other text around the key" },
  { "\ufeff@P@", "Project key, 164 characters", "Removed: invisible characters" },
  { "sk–proj–@O>@", NULL, "Changed: dashes into plain hyphens" },
  { " ｓｋ–proj–@O>@ ", NULL,
    "Removed: 2 spaces. Changed: dashes into plain hyphens and wide letters into ordinary ones." },
  { "sk-proj-aB3dE5gH7", "Only 17 characters: the end is missing. Copy the whole key again.", NULL },
  { "@O@",
    "Project key, 90 characters. Most keys of this kind have another length: check that all of it was "
    "copied.",
    NULL },
  { "sk-ant-@r@",
    "This is a key for Anthropic, not for OpenAI. It belongs where an app asks for a Claude or Anthropic "
    "key.",
    NULL },
  { "k-proj-@r@",
    "The beginning is missing: a key starts with “sk-”. Copy it again, from the first letter on.", NULL },
  { "@P^@",
    "Small letters have become capitals: a key starts with “sk-” in small letters. "
    "Copy it again from where it was created.",
    NULL },
  { "sk_proj_@r@",
    "A key starts with “sk-”, with a hyphen where this has an underscore. "
    "Copy it again from where it was created.",
    NULL },
};

static void
test_sentences (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autofree char *text = expand_fakes (sentences[i].text);
      g_autoptr (KbKeyReading) reading = kb_key_read (text, -1);
      g_autofree char *summary = kb_key_reading_dup_summary (reading);
      g_autofree char *removed = kb_key_reading_dup_removed (reading);

      if (sentences[i].summary != NULL)
        g_assert_cmpstr (summary, ==, sentences[i].summary);
      g_assert_cmpstr (removed, ==, sentences[i].removed);
    }
}

static void
test_labels (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (int kind = KB_KEY_KIND_UNKNOWN; kind <= KB_KEY_KIND_OTHER; kind++)
    g_assert_true (g_hash_table_add (seen, (char *) kb_key_kind_get_label (kind)));
}

static void
test_looks_like_key (void)
{
  static const char *const yes[] = {
    "@P@", "@P2@", "@P3@", "@P4@",   "@S@",       "@U@",
    "@N@", "@O@",  "@X@",  " @P@\n", "\t@U@\r\n", "sk-proj-practice-credit-exhausted-0000000000",
  };
  static const char *const no[] = {
    "",           " ",        "sk-",          "sk-proj-",  "@A@",
    "sk-ant-@r@", "gsk_@r@",  "sk-or-v1-@r@", "sk-@l@",    "sk-proj-xxxxxxxxxxxxxxxxxxxxxxxx",
    "sk-...abcd", "\"@P@\"",  "@P@ @P@",      "@P<@ @P>@", "@P@.",
    "@L@",        "Key: @P@", "@P^@",         "@G@",       "hello",
    "@P@\n\nand", "proj-@r@",
  };

  g_assert_false (kb_key_looks_like_key (NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (yes); i++)
    {
      g_autofree char *text = expand_fakes (yes[i]);

      if (!kb_key_looks_like_key (text))
        g_error ("%s does not look like a key", yes[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (no); i++)
    {
      g_autofree char *text = expand_fakes (no[i]);

      if (kb_key_looks_like_key (text))
        g_error ("%s looks like a key", no[i]);
    }
}

static void
test_boxed (void)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (KbKeyReading) reading = kb_key_read ("hello", -1);

  g_value_init (&value, KB_TYPE_KEY_READING);
  g_value_set_boxed (&value, reading);
  g_assert_true (g_value_get_boxed (&value) == reading);
}

static void
test_equal (void)
{
  g_autoptr (SecretValue) one = secret_value_new ("sk-one", -1, "text/plain");
  g_autoptr (SecretValue) same = secret_value_new ("sk-one", -1, "text/plain");
  g_autoptr (SecretValue) other = secret_value_new ("sk-two", -1, "text/plain");
  g_autoptr (SecretValue) longer = secret_value_new ("sk-one-", -1, "text/plain");

  g_assert_true (kb_key_equal (one, same));
  g_assert_false (kb_key_equal (one, other));
  g_assert_false (kb_key_equal (one, longer));
  g_assert_false (kb_key_equal (longer, one));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/key/equal", test_equal);
  for (gsize i = 0; i < G_N_ELEMENTS (cleaned); i++)
    {
      g_autofree char *path = g_strdup_printf ("/key/cleaned/%03" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, &cleaned[i], test_cleaned);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (judged); i++)
    {
      g_autofree char *path = g_strdup_printf ("/key/judged/%03" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, &judged[i], test_judged);
    }
  g_test_add_func ("/key/bytes", test_bytes);
  g_test_add_func ("/key/azure-long", test_azure_long);
  g_test_add_func ("/key/shortest", test_shortest);
  g_test_add_func ("/key/whole-page", test_whole_page);
  g_test_add_func ("/key/sentences", test_sentences);
  g_test_add_func ("/key/labels", test_labels);
  g_test_add_func ("/key/looks-like-key", test_looks_like_key);
  g_test_add_func ("/key/boxed", test_boxed);

  return g_test_run ();
}
