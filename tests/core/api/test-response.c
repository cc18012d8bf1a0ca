/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-response.h"
#include "core/api/kb-retry-after.h"
#include "core/base/kb-json.h"
#include "core/base/kb-text.h"

#include "key-fakes.h"

static KbResponse *
reply_of (guint status, const char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, strlen (body));

  return kb_response_new (status, bytes, NULL);
}

static const struct
{
  const char *name;
  const char *data;
  gsize size; /* 0: up to the NUL */
  KbBody expected;
} bodies[] = {
  { "object", "{\"a\":1}", 0, KB_BODY_OBJECT },
  { "blanks-around", " \r\n\t{}\n ", 0, KB_BODY_OBJECT },
  { "byte-order-mark", "\xEF\xBB\xBF{}", 0, KB_BODY_OBJECT },
  { "duplicates", "{\"error\":1,\"error\":{\"code\":\"x\"}}", 0, KB_BODY_OBJECT },
  { "huge-number", "{\"a\":99999999999999999999999999,\"b\":1e999,\"c\":-1e-999}", 0, KB_BODY_OBJECT },
  { "lone-surrogate", "{\"a\":\"\\ud800\"}", 0, KB_BODY_NOT_JSON },
  { "escaped-nul", "{\"error\":{\"message\":\"a\\u0000b\"}}", 0, KB_BODY_OBJECT },
  { "empty", "", 0, KB_BODY_EMPTY },
  { "blanks", " \n\n ", 0, KB_BODY_EMPTY },
  { "html", "<!DOCTYPE html><html></html>", 0, KB_BODY_HTML },
  { "html-after-blanks", "\n\n  <html>", 0, KB_BODY_HTML },
  { "xml", "<?xml version=\"1.0\"?>", 0, KB_BODY_HTML },
  { "words", "Bad gateway", 0, KB_BODY_NOT_JSON },
  { "cut-in-name", "{\"err", 0, KB_BODY_NOT_JSON },
  { "cut-in-text", "{\"error\":\"abc", 0, KB_BODY_NOT_JSON },
  { "cut-after-value", "{\"error\":{}", 0, KB_BODY_NOT_JSON },
  { "cut-in-escape", "{\"error\":\"\\", 0, KB_BODY_NOT_JSON },
  { "two-roots", "{}{}", 0, KB_BODY_NOT_JSON },
  { "trailing-words", "{} hello", 0, KB_BODY_NOT_JSON },
  { "trailing-comma", "{\"a\":1,}", 0, KB_BODY_NOT_JSON },
  { "comment", "/* hello */ {}", 0, KB_BODY_NOT_JSON },
  { "single-quotes", "{'a':1}", 0, KB_BODY_NOT_JSON },
  { "assignment", "var a = {}", 0, KB_BODY_NOT_JSON },
  { "closing-only", "}}}]]]", 0, KB_BODY_NOT_JSON },
  { "not-utf8", "{\"a\":\"\xff\xfe\"}", 0, KB_BODY_NOT_TEXT },
  { "overlong-utf8", "{\"a\":\"\xc0\xaf\"}", 0, KB_BODY_NOT_TEXT },
  { "cut-utf8", "{\"a\":\"\xe2\x82", 0, KB_BODY_NOT_TEXT },
  { "nul", "{\"a\":\"\0\"}", 9, KB_BODY_NOT_TEXT },
  { "escape-character", "{\"a\":\"\x1b[31m\"}", 0, KB_BODY_NOT_TEXT },
  { "compressed", "\x1f\x8b\x08\x00\x00\x00\x00\x00", 8, KB_BODY_NOT_TEXT },
  { "array", "[{\"a\":1}]", 0, KB_BODY_LIST },
  { "text", "\"hello\"", 0, KB_BODY_NOT_OBJECT },
  { "number", "42", 0, KB_BODY_NOT_OBJECT },
  { "null", "null", 0, KB_BODY_NOT_OBJECT },
};

static void
test_body (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  gsize size = bodies[i].size ? bodies[i].size : strlen (bodies[i].data);
  g_autoptr (GBytes) bytes = g_bytes_new_static (bodies[i].data, size);
  g_autoptr (KbResponse) reply = kb_response_new (200, bytes, NULL);

  g_assert_cmpint (kb_response_get_body (reply), ==, bodies[i].expected);
  g_assert_cmpint (kb_response_get_failure (reply), ==, KB_FAILURE_NONE);
  g_assert_true ((kb_response_get_object (reply) != NULL) == (bodies[i].expected == KB_BODY_OBJECT));
}

static char *
nested (char open, char close, gsize depth)
{
  GString *text = g_string_new ("{\"a\":");

  for (gsize i = 0; i < depth; i++)
    g_string_append (text, open == '{' ? "{\"a\":" : "[");
  g_string_append_c (text, '1');
  for (gsize i = 0; i < depth; i++)
    g_string_append_c (text, close);
  g_string_append_c (text, '}');

  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  static const struct
  {
    gsize depth;
    KbBody expected;
  } cases[] = { { KB_JSON_MAX_DEPTH - 1, KB_BODY_OBJECT },
                { KB_JSON_MAX_DEPTH, KB_BODY_TOO_DEEP },
                { 150000, KB_BODY_TOO_DEEP } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *lists = nested ('[', ']', cases[i].depth);
      g_autofree char *objects = nested ('{', '}', cases[i].depth);
      g_autoptr (KbResponse) first = reply_of (200, lists);
      g_autoptr (KbResponse) second = reply_of (200, objects);

      g_assert_cmpint (kb_response_get_body (first), ==, cases[i].expected);
      g_assert_cmpint (kb_response_get_body (second), ==, cases[i].expected);
    }
}

static void
test_depth_in_text (void)
{
  g_autofree char *brackets = g_strnfill (1000, '[');
  g_autofree char *body = g_strdup_printf ("{\"a\":\"%s \\\" %s\"}", brackets, brackets);
  g_autoptr (KbResponse) reply = reply_of (200, body);

  g_assert_cmpint (kb_response_get_body (reply), ==, KB_BODY_OBJECT);
}

static void
test_size (void)
{
  g_autofree char *filler = g_strnfill (KB_JSON_MAX_BYTES - 9, ' ');
  g_autofree char *fits = g_strdup_printf ("{\"a\":1}%s  ", filler);
  g_autofree char *over = g_strdup_printf ("%s ", fits);
  g_autoptr (KbResponse) reply = reply_of (200, fits);
  g_autoptr (KbResponse) big = reply_of (200, over);

  g_assert_cmpuint (strlen (fits), ==, KB_JSON_MAX_BYTES);
  g_assert_cmpint (kb_response_get_body (reply), ==, KB_BODY_OBJECT);
  g_assert_cmpint (kb_response_get_failure (reply), ==, KB_FAILURE_NONE);
  g_assert_cmpint (kb_response_get_failure (big), ==, KB_FAILURE_TOO_BIG);
  g_assert_null (kb_response_get_object (big));
}

static void
test_error (void)
{
  g_autoptr (KbResponse) reply =
      reply_of (429, "{\"error\":{\"message\":\"Too  much.\\nNow\",\"type\":\"tokens\","
                     "\"param\":\"model\",\"code\":\"rate_limit_exceeded\"}}");

  g_assert_cmpuint (kb_response_get_status (reply), ==, 429);
  g_assert_cmpstr (kb_response_get_error (reply)->code, ==, "rate_limit_exceeded");
  g_assert_cmpstr (kb_response_get_error (reply)->type, ==, "tokens");
  g_assert_cmpstr (kb_response_get_error (reply)->param, ==, "model");
  g_assert_cmpstr (kb_response_get_error (reply)->message, ==, "Too  much. Now");
}

static const struct
{
  const char *body;
  const char *code;
  const char *message;
} errors[] = {
  { "{}", NULL, NULL },
  { "{\"error\":null}", NULL, NULL },
  { "{\"error\":[]}", NULL, NULL },
  { "{\"error\":7}", NULL, NULL },
  { "{\"error\":\"no luck\"}", NULL, "no luck" },
  { "{\"error\":{\"code\":401}}", "401", NULL },
  { "{\"error\":{\"code\":-9223372036854775808}}", "-9223372036854775808", NULL },
  { "{\"error\":{\"code\":4.5}}", NULL, NULL },
  { "{\"error\":{\"code\":true}}", NULL, NULL },
  { "{\"error\":{\"code\":{}}}", NULL, NULL },
  { "{\"error\":{\"code\":null,\"message\":null}}", NULL, NULL },
  { "{\"error\":{\"code\":\"a\",\"code\":\"b\"}}", "b", NULL },
  { "{\"error\":{\"message\":[\"x\"]}}", NULL, NULL },
  { "{\"error\":{\"message\":\"a\\u001b[31mb\\u0007\"}}", NULL, "a [31mb" },
  { "{\"error\":{\"message\":\"abc\\u202edef\\u2066\"}}", NULL, "abcdef" },
  { "{\"error\":{\"message\":\"a\\u2028b\\u2029c\"}}", NULL, "a b c" },
  { "{\"error\":{\"message\":\"<b>&amp;\"}}", NULL, "<b>&amp;" },
};

static void
test_error_shapes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autoptr (KbResponse) reply = reply_of (400, errors[i].body);

      g_test_message ("%s", errors[i].body);
      g_assert_cmpstr (kb_response_get_error (reply)->code, ==, errors[i].code);
      g_assert_cmpstr (kb_response_get_error (reply)->message, ==, errors[i].message);
    }
}

static void
test_redaction (void)
{
  g_autofree char *key = fake_key ("sk-proj-", 164, '\0', 7);
  const char *secret = key + strlen ("sk-proj-");
  const char *headers[] = { "x-request-id", key, NULL };
  g_autofree char *body = g_strdup_printf (
      "{\"error\":{\"message\":\"Incorrect API key provided: "
      "%s.\",\"code\":\"%s\",\"type\":\"%s\",\"param\":\"%s\"},"
      "\"model\":\"%s\",\"data\":[{\"id\":\"%s\"}],\"output\":[{\"type\":\"message\",\"content\":"
      "[{\"type\":\"output_text\",\"text\":\"%s\"}]}]}",
      key, key, key, key, key, key, key);
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, strlen (body));
  g_autoptr (KbResponse) reply = kb_response_new (401, bytes, headers);
  g_autofree char *text = kb_response_dup_text (reply);
  g_autofree char *model = kb_response_dup_model (reply);
  g_auto (GStrv) models = kb_response_dup_model_ids (reply);
  const char *shown[] = { kb_response_get_error (reply)->message,
                          kb_response_get_error (reply)->code,
                          kb_response_get_error (reply)->type,
                          kb_response_get_error (reply)->param,
                          kb_response_get_header (reply, "x-request-id"),
                          text,
                          model,
                          models[0] };

  for (gsize i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      g_assert_nonnull (shown[i]);
      g_assert_null (strstr (shown[i], secret + 20));
      g_assert_cmpuint (strlen (shown[i]), <, 60);
    }
  g_assert_true (g_str_has_prefix (shown[0], "Incorrect API key provided: sk-"));
}

static void
test_long_text (void)
{
  GString *text = g_string_new (NULL);
  g_autofree char *body = NULL;
  g_autoptr (KbResponse) reply = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append (text, "é€");
  body = g_strdup_printf ("{\"error\":{\"message\":\"%s\"}}", text->str);
  reply = reply_of (400, body);

  g_assert_cmpuint (strlen (kb_response_get_error (reply)->message), <=, KB_TEXT_MAX_BYTES);
  g_assert_cmpuint (strlen (kb_response_get_error (reply)->message), >, KB_TEXT_MAX_BYTES - 16);
  g_assert_true (g_utf8_validate (kb_response_get_error (reply)->message, -1, NULL));
  g_string_free (text, TRUE);
}

static void
test_headers (void)
{
  const char *headers[] = { "X-Request-Id", "req_1", "x-request-id", "req_2",   "Openai-Organization",
                            " a\tb\x7f ",   "Odd",   "\xff",         "Cut-Off", NULL };
  g_autoptr (KbResponse) reply = kb_response_new (200, NULL, headers);

  g_assert_cmpstr (kb_response_get_header (reply, "X-REQUEST-ID"), ==, "req_1");
  g_assert_cmpstr (kb_response_get_header (reply, "openai-organization"), ==, "a b");
  g_assert_true (g_utf8_validate (kb_response_get_header (reply, "odd"), -1, NULL));
  g_assert_null (kb_response_get_header (reply, "cut-off"));
  g_assert_null (kb_response_get_header (reply, "absent"));
  g_assert_cmpint (kb_response_get_body (reply), ==, KB_BODY_EMPTY);
}

static void
test_models (void)
{
  g_autoptr (KbResponse) reply = reply_of (
      200,
      "{\"object\":\"list\",\"data\":[{\"id\":\"gpt-6-luna\"},{\"id\":\"gone\",\"shutdown_date\":\"2023-01-"
      "01\"},"
      "{\"id\":\"old\",\"shutdown_date\":1600000000},{\"id\":\"lasts\",\"shutdown_date\":\"2999-12-31\"},"
      "{\"id\":\"odd\",\"shutdown_date\":\"soon, we think\"},{\"id\":\"null\",\"shutdown_date\":null},"
      "{\"id\":\"with blank\"},{\"id\":\"\"},{\"id\":7},{\"id\":null},{},[],null,\"text\","
      "{\"id\":\"new\\nline\"},{\"id\":\"é\"}]}");
  g_auto (GStrv) ids = kb_response_dup_model_ids (reply);
  g_autofree char *joined = g_strjoinv (" ", ids);

  g_assert_cmpstr (joined, ==, "gpt-6-luna lasts odd null");
}

static void
test_models_elsewhere (void)
{
  static const char *const others[] = { "{}", "{\"data\":{}}", "{\"data\":null}", "{\"data\":[]}", "[]", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (KbResponse) reply = reply_of (200, others[i]);
      g_auto (GStrv) ids = kb_response_dup_model_ids (reply);

      g_assert_nonnull (ids);
      g_assert_null (ids[0]);
    }
}

/* A list as long as an answer may be. Looking for a key takes time, so it is done with some of the names
 * only, and the others that have room for one are left out. */
static void
test_models_long (void)
{
  g_autofree char *filler = g_strnfill (238, 'x');
  GString *body = g_string_new ("{\"data\":[{\"id\":\"first\"}");
  g_autofree char *text = NULL;
  g_autoptr (KbResponse) reply = NULL;
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; i < 3850; i++)
    g_string_append_printf (body, ",{\"id\":\"model-%04u-%s\"}", i, filler);
  g_string_append (body, ",{\"id\":\"last\"}]}");
  text = g_string_free_and_steal (body);
  reply = reply_of (200, text);
  ids = kb_response_dup_model_ids (reply);
  g_assert_cmpstr (ids[0], ==, "first");
  g_assert_cmpuint (g_strv_length (ids), ==, 1 + 256 + 1);
  g_assert_cmpstr (ids[257], ==, "last");
}

static void
test_response (void)
{
  g_autoptr (KbResponse) reply = reply_of (
      200,
      "{\"status\":\"completed\",\"error\":null,\"model\":\"gpt-6-luna-2026-09-01\",\"output\":["
      "{\"type\":\"reasoning\",\"content\":[{\"type\":\"output_text\",\"text\":\"no\"}]},null,7,"
      "{\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"conn\"},"
      "{\"type\":\"output_text\",\"text\":7},{\"type\":\"other\",\"text\":\"no\"}]},"
      "{\"type\":\"message\",\"content\":\"no\"},"
      "{\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"ected\\n\"}]}],"
      "\"usage\":{\"input_tokens\":19,\"input_tokens_details\":{\"cached_tokens\":3},\"output_tokens\":5}}");
  g_autofree char *text = kb_response_dup_text (reply);
  g_autofree char *refusal = kb_response_dup_refusal (reply);
  g_autofree char *model = kb_response_dup_model (reply);

  g_assert_cmpstr (kb_response_get_run_status (reply), ==, "completed");
  g_assert_cmpstr (text, ==, "connected");
  g_assert_null (refusal);
  g_assert_cmpstr (model, ==, "gpt-6-luna-2026-09-01");
  g_assert_cmpint (kb_response_get_input_tokens (reply), ==, 19);
  g_assert_cmpint (kb_response_get_cached_tokens (reply), ==, 3);
  g_assert_cmpint (kb_response_get_output_tokens (reply), ==, 5);
}

static void
test_chat (void)
{
  g_autoptr (KbResponse) reply =
      reply_of (200, "{\"choices\":[{\"message\":{\"content\":\"connected\",\"refusal\":null}}],\"usage\":{"
                     "\"prompt_tokens\":8,"
                     "\"completion_tokens\":1,\"prompt_tokens_details\":{\"cached_tokens\":2}}}");
  g_autofree char *text = kb_response_dup_text (reply);
  g_autofree char *model = kb_response_dup_model (reply);

  g_assert_null (kb_response_get_run_status (reply));
  g_assert_cmpstr (text, ==, "connected");
  g_assert_null (model);
  g_assert_cmpint (kb_response_get_input_tokens (reply), ==, 8);
  g_assert_cmpint (kb_response_get_cached_tokens (reply), ==, 2);
  g_assert_cmpint (kb_response_get_output_tokens (reply), ==, 1);
}

static void
test_numbers (void)
{
  static const char *const odd[] = {
    "-1", "1.5", "\"7\"", "true", "null", "[]", "9223372036854775807", "1e30"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"usage\":{\"input_tokens\":%s}}", odd[i]);
      g_autoptr (KbResponse) reply = reply_of (200, body);

      g_assert_cmpint (kb_response_get_input_tokens (reply), ==, -1);
    }
}

static void
test_status_word (void)
{
  g_autoptr (KbResponse) unknown = reply_of (200, "{\"status\":\"exploded\"}");
  g_autoptr (KbResponse) wrong = reply_of (200, "{\"status\":{}}");

  g_assert_null (kb_response_get_run_status (unknown));
  g_assert_null (kb_response_get_run_status (wrong));
}

static void
test_resets (void)
{
  static const struct
  {
    const char *text;
    double seconds;
  } cases[] = {
    { "20ms", 0.02 }, { "1m2.5s", 62.5 }, { "6h0m0s", 21600 }, { "0s", 0 },     { "1d", 86400 },
    { "12", -1 },     { "", -1 },         { "s", -1 },         { "-5s", -1 },   { "5x", -1 },
    { "nans", -1 },   { "infs", -1 },     { "1e99s", -1 },     { "0x10s", -1 }, { "1s junk", -1 }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *headers[] = { "x-ratelimit-reset-tokens", cases[i].text, NULL };
      g_autoptr (KbResponse) reply = kb_response_new (429, NULL, headers);

      g_assert_cmpfloat_with_epsilon (kb_retry_after_read (reply), cases[i].seconds, 1e-9);
    }
}

static void
test_retry_after (void)
{
  static const struct
  {
    const char *headers[9];
    double seconds;
  } cases[] = {
    { { NULL }, -1 },
    { { "Retry-After", "20", NULL }, 20 },
    { { "retry-after", "1.5", NULL }, 1.5 },
    { { "retry-after-ms", "250", "retry-after", "9", NULL }, 0.25 },
    { { "retry-after", "soon", NULL }, -1 },
    { { "retry-after", "-3", NULL }, -1 },
    { { "retry-after", "1e300", NULL }, -1 },
    { { "retry-after", "nan", NULL }, -1 },
    { { "date", "Fri, 20 Nov 2026 10:00:00 GMT", "retry-after", "Fri, 20 Nov 2026 10:01:30 GMT", NULL }, 90 },
    { { "date", "Fri, 20 Nov 2026 10:00:00 GMT", "retry-after", "Fri, 20 Nov 2026 09:00:00 GMT", NULL }, 0 },
    { { "x-ratelimit-reset-requests", "3s", "x-ratelimit-reset-tokens", "7s", NULL }, 7 },
    { { "x-ratelimit-reset-requests", "3s", "x-ratelimit-remaining-requests", "0", "x-ratelimit-reset-tokens",
        "7s", "x-ratelimit-remaining-tokens", "12" },
      3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KbResponse) reply = kb_response_new (429, NULL, cases[i].headers);

      g_test_message ("case %zu", i);
      g_assert_cmpfloat_with_epsilon (kb_retry_after_read (reply), cases[i].seconds, 1e-9);
    }
}

static void
test_failure (void)
{
  g_autoptr (KbResponse) reply = kb_response_new_failure (KB_FAILURE_TLS);

  kb_response_set_tls (reply, G_TLS_CERTIFICATE_EXPIRED, "Evil\x1b[2J \xe2\x80\xae Corp");
  kb_response_set_elapsed (reply, 1234);
  g_assert_cmpint (kb_response_get_failure (reply), ==, KB_FAILURE_TLS);
  g_assert_cmpuint (kb_response_get_status (reply), ==, 0);
  g_assert_cmpuint (kb_response_get_tls_errors (reply), ==, G_TLS_CERTIFICATE_EXPIRED);
  g_assert_cmpstr (kb_response_get_tls_issuer (reply), ==, "Evil [2J  Corp");
  g_assert_cmpint (kb_response_get_elapsed (reply), ==, 1234);
  g_assert_null (kb_response_get_error (reply)->code);
  g_assert_null (kb_response_get_header (reply, "date"));
}

/* Every prefix of a good answer, and the same with one byte changed: nothing may crash. */
static void
call_every_getter (KbResponse *reply)
{
  g_autofree char *text = kb_response_dup_text (reply);
  g_autofree char *refusal = kb_response_dup_refusal (reply);
  g_autofree char *model = kb_response_dup_model (reply);
  g_auto (GStrv) models = kb_response_dup_model_ids (reply);

  g_assert_nonnull (models);
  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
  g_assert_cmpint (kb_response_get_input_tokens (reply), >=, -1);
  g_assert_cmpint (kb_response_get_cached_tokens (reply), >=, -1);
  g_assert_cmpint (kb_response_get_output_tokens (reply), >=, -1);
  g_assert_cmpfloat (kb_retry_after_read (reply), >=, -1);
}

static void
test_mutations (void)
{
  const char good[] =
      "{\"status\":\"completed\",\"model\":\"m\",\"data\":[{\"id\":\"x\",\"shutdown_date\":\"2026-01-01\"}],"
      "\"output\":[{\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"\\u00e9\"}]}],"
      "\"usage\":{\"input_tokens\":1,\"input_tokens_details\":{\"cached_tokens\":0}},\"error\":{\"code\":1}}";

  for (guint i = 0; i < 20000; i++)
    {
      gsize size = g_test_rand_int_range (0, sizeof good);
      g_autofree char *data = g_memdup2 (good, sizeof good);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (KbResponse) reply = NULL;

      if (g_test_rand_bit ())
        {
          data[g_test_rand_int_range (0, sizeof good - 1)] = g_test_rand_int_range (0, 256);
          size = sizeof good - 1;
        }
      bytes = g_bytes_new (data, size);
      reply = kb_response_new (200, bytes, NULL);
      call_every_getter (reply);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *path = g_strconcat ("/response/body/", bodies[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_body);
    }
  g_test_add_func ("/response/depth", test_depth);
  g_test_add_func ("/response/depth-in-text", test_depth_in_text);
  g_test_add_func ("/response/size", test_size);
  g_test_add_func ("/response/error", test_error);
  g_test_add_func ("/response/error-shapes", test_error_shapes);
  g_test_add_func ("/response/redaction", test_redaction);
  g_test_add_func ("/response/long-text", test_long_text);
  g_test_add_func ("/response/headers", test_headers);
  g_test_add_func ("/response/models", test_models);
  g_test_add_func ("/response/models-elsewhere", test_models_elsewhere);
  g_test_add_func ("/response/models-long", test_models_long);
  g_test_add_func ("/response/response", test_response);
  g_test_add_func ("/response/chat", test_chat);
  g_test_add_func ("/response/numbers", test_numbers);
  g_test_add_func ("/response/status-word", test_status_word);
  g_test_add_func ("/response/resets", test_resets);
  g_test_add_func ("/response/retry-after", test_retry_after);
  g_test_add_func ("/response/failure", test_failure);
  g_test_add_func ("/response/mutations", test_mutations);

  return g_test_run ();
}
