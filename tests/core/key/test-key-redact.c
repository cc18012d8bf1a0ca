/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/key/kb-key.h"
#include "key-fakes.h"

typedef struct
{
  const char *text;     /* expand_fakes() */
  const char *redacted; /* NULL: stays as it is */
} Redacted;

static const Redacted rows[] = {
  { "@P@", "sk-proj-…" },
  { "@S@", "sk-svcacct-…" },
  { "@U@", "sk-…" },
  { "@A@", "sk-admin-…" },
  { "@N@", "sk-None-…" },
  { "@G@", "sk-…" },
  { "sk-short", "sk-…" },
  { "SK-PROJ-@r@", "SK-PROJ-…" },
  { "sk_proj_@r@", "sk_proj_…" },
  { "sk-ant-api03-@r@", "sk-ant-…" },
  { "sk-or-v1-@h@", "sk-or-…" },
  { "sk-@l@", "sk-…" },
  { "gsk_@r@", "gsk_…" },
  { "xai-@r@", "xai-…" },
  { "AIza@l@_-1", "AIza…" },
  { "pplx-@r@", "pplx-…" },
  { "hf_@r@", "hf_…" },
  { "r8_@r@", "r8_…" },
  { "@h@", "…" },
  { "sk_live_@r@", "sk_live_…" },
  { "sk_test_@r@", "sk_test_…" },
  { "rk_live_@r@", "rk_live_…" },
  { "rk_test_@r@", "rk_test_…" },
  { "ghp_@l@abcd", "ghp_…" },
  { "gho_@l@abcd", "gho_…" },
  { "github_pat_@r@", "github_pat_…" },
  { "glpat-@l@", "glpat-…" },
  { "AKIA@c@", "AKIA…" },
  { "ASIA@c@", "ASIA…" },
  { "xoxb-123456789012-@r@", "xoxb-…" },
  { "eyJ@r@.eyJ@l@.@h@", "eyJ…" },
  { "sess-@r@", "sess-…" },
  { "Bearer @l@", "Bearer …" },
  { "bearer @P@", "bearer sk-proj-…" },
  { "Authorization: Basic dXNlcjpwYXNz", "Authorization: Basic …" },
  { "Authorization: Bearer abc1234", "Authorization: Bearer …" },
  { "proj-@P>@", "…" },
  { "k-proj-@r@", "…" },
  { "@r@", "…" },
  { "Incorrect API key provided: sk-proj-****@c<@. You can find your API key at https://platform.openai.com.",
    "Incorrect API key provided: sk-proj-…. You can find your API key at https://platform.openai.com." },
  { "Incorrect API key provided: sk-...abcd.", "Incorrect API key provided: sk-…." },
  { "provided: sk-…abcd!", "provided: sk-…!" },
  { "provided: sk-••••abcd", "provided: sk-…" },
  {
      "provided: abcdefgh*****wxyz.",
      "provided: ….",
  },
  { "gsk_****abcd", "gsk_…" },
  { "OPENAI_API_KEY=@P@", "OPENAI_API_KEY=sk-proj-…" },
  { "{\"key\":\"@P@\",\"a\":1}", "{\"key\":\"sk-proj-…\",\"a\":1}" },
  { "“@P@”", "“sk-proj-…”" },
  { "https://example.com/?key=@P@&v=1", "https://example.com/?key=sk-proj-…&v=1" },
  { "text\\n@P@\\n", "text\\nsk-proj-…" },
  { "a%20AKIA@c@", "a%20AKIA…" },
  { "a%20@U@", "a%20sk-…" },
  { "@P@ and @P2@", "sk-proj-… and sk-proj-…" },
  { "@P@,@U@", "sk-proj-…,sk-…" },
  { "x@P@", "…" },
  { "xsk-proj-short", "xsk-proj-…" },
  { "sk-abc\xff"
    "def1234",
    "sk-…" },
  { "\xff\xfe", "\ufffd\ufffd" },
  { "", NULL },
  { "Nothing secret here.", NULL },
  { "Keys start with sk-proj- or sk-.", NULL },
  { "risk-management, task-force and desk-lamp", NULL },
  { "x-request-id: req_@h@", NULL },
  { "org-@c@, proj_@c@ and user-@c@", NULL },
  { "resp_68af4030592c81938ec0a5fbab4a3e9f05438e46b5f69a3b", NULL },
  { "gpt-6-luna-2026-09-01 in 1m2.5s", NULL },
  { "123e4567-e89b-12d3-a456-426614174000", NULL },
  { "Bearer authentication is needed", NULL },
  { "The HTTP basic request failed", NULL },
  { "**bold** and ... dots …", NULL },
  { "Größe: 10 µs – „gut“", NULL },
};

static void
test_row (gconstpointer data)
{
  const Redacted *row = data;
  g_autofree char *text = expand_fakes (row->text);
  g_autofree char *redacted = kb_key_redact (text);
  g_autofree char *again = kb_key_redact (redacted);

  g_assert_cmpstr (redacted, ==, row->redacted != NULL ? row->redacted : text);
  g_assert_cmpstr (again, ==, redacted);
}

static void
test_null (void)
{
  g_assert_null (kb_key_redact (NULL));
}

static void
test_azure_long (void)
{
  g_autofree char *text = fake_tail ("", 84, KEY_ALPHABET, 9);
  g_autofree char *redacted = NULL;

  memcpy (text + 52, "JQQJ9", 5);
  redacted = kb_key_redact (text);
  g_assert_cmpstr (redacted, ==, "…");
}

/* The secret is all of the pattern but the words around it. */
static void
test_sentences (void)
{
  static const char *const secrets[] = {
    "@P@",
    "@P2@",
    "@P3@",
    "@P4@",
    "@S@",
    "@S2@",
    "@U@",
    "@U2@",
    "@N@",
    "@O@",
    "@G@",
    "@A@",
    "@L@",
    "sk-ant-api03-@r@",
    "sk-or-v1-@h@",
    "sk-@l@",
    "gsk_@r@",
    "xai-@r@",
    "AIza@l@_-1",
    "pplx-@r@",
    "hf_@r@",
    "r8_@r@",
    "@h@",
    "sk_live_@r@",
    "sk_test_@r@",
    "rk_live_@r@",
    "rk_test_@r@",
    "ghp_@l@abcd",
    "gho_@l@abcd",
    "ghu_@l@abcd",
    "ghs_@l@abcd",
    "ghr_@l@abcd",
    "github_pat_@r@",
    "glpat-@l@",
    "AKIA@c@",
    "ASIA@c@",
    "xoxb-123456789012-@r@",
    "xoxp-123456789012-@r@",
    "eyJ@r@.eyJ@l@.@h@",
    "sess-@r@",
    "@P^@",
  };
  static const char *const sentences[] = {
    "%s",         "The key %s was refused.",
    "Is it %s?",  "key=%s",
    "\"%s\"",     "(%s)",
    "‘%s’",       "a\\n%s\\nb",
    "Bearer %s",  "{\"error\":{\"message\":\"Incorrect API key provided: %s. Look it up.\"}}",
    "\xff%s\xff", "<b>%s</b>",
    "密钥：%s。",
  };
  /* What stays of the longest prefix. */
  const gsize kept = strlen ("github_pat_");

  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (sentences); j++)
      {
        g_autofree char *secret = expand_fakes (secrets[i]);
        GString *text = g_string_new (sentences[j]);
        g_autofree char *redacted = NULL;
        gsize prefix = MIN (kept, strlen (secret) - 8);

        while (prefix > 0 && secret[prefix - 1] != '-' && secret[prefix - 1] != '_')
          prefix--;
        g_string_replace (text, "%s", secret, 0);
        redacted = kb_key_redact (text->str);
        g_string_free (text, TRUE);

        if (leaks (redacted, secret + prefix))
          g_error ("%s of %s leaks: %s", secret, sentences[j], redacted);
        g_assert_true (g_utf8_validate (redacted, -1, NULL));
      }
}

static void
test_speed (void)
{
  static const char *const pieces[] = { "-a", "sk-", "A1b", "***", "\\n", "%20" };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      GString *text = g_string_new (NULL);
      clock_t start = clock ();
      g_autofree char *redacted = NULL;

      while (text->len < 1024 * 1024)
        g_string_append (text, pieces[i]);
      redacted = kb_key_redact (text->str);
      g_string_free (text, TRUE);

      /* What grows with the square of the length takes minutes of a processor. */
      g_assert_cmpint (clock () - start, <, 20 * CLOCKS_PER_SEC);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/key-redact/rows/%03" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/key-redact/null", test_null);
  g_test_add_func ("/key-redact/azure-long", test_azure_long);
  g_test_add_func ("/key-redact/sentences", test_sentences);
  g_test_add_func ("/key-redact/speed", test_speed);

  return g_test_run ();
}
