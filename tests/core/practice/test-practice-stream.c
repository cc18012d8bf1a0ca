/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "practice-support.h"

#include "core/base/kb-json.h"

#define ASK "{\"model\":\"gpt-6-luna\",\"input\":\"hi\",\"stream\":true}"
#define ASK_CHAT(more) \
  "{\"model\":\"gpt-6-luna\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"stream\":true" more "}"

static Fetched
stream (KbPractice *practice, const char *id, const char *path, const char *body)
{
  g_autofree char *authorization = bearer (id);

  return fetch_raw (practice, (Request) { "POST", path, authorization, "application/json", body });
}

static JsonNode *
read_data (const char *line)
{
  JsonNode *node;

  g_assert_true (g_str_has_prefix (line, "data: "));
  node = json_from_string (line + strlen ("data: "), NULL);
  g_assert_nonnull (node);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));

  return node;
}

/* The data of each event, in their order. What is read is the line itself, as a program gets it. */
static GPtrArray *
read_events (Fetched *fetched, gboolean named)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_autofree char *text = NULL;
  g_auto (GStrv) blocks = NULL;

  g_assert_no_error (fetched->error);
  g_assert_cmpuint (soup_message_get_status (fetched->message), ==, 200);
  g_assert_cmpstr (fetched_header (fetched, "Content-Type"), ==, "text/event-stream; charset=utf-8");
  g_assert_cmpstr (fetched_header (fetched, "Transfer-Encoding"), ==, "chunked");
  text = g_strndup (g_bytes_get_data (fetched->bytes, NULL), g_bytes_get_size (fetched->bytes));
  g_assert_true (g_str_has_suffix (text, "\n\n"));
  blocks = g_strsplit (text, "\n\n", -1);
  for (gsize i = 0; *blocks[i] != '\0'; i++)
    {
      g_auto (GStrv) lines = g_strsplit (blocks[i], "\n", -1);
      JsonNode *node;

      if (g_str_equal (blocks[i], "data: [DONE]"))
        break;
      g_assert_cmpuint (g_strv_length (lines), ==, named ? 2 : 1);
      node = read_data (lines[named ? 1 : 0]);
      if (named)
        g_assert_cmpstr (lines[0] + strlen ("event: "), ==,
                         kb_json_get_string (json_node_get_object (node), "type"));
      g_ptr_array_add (events, node);
    }

  return events;
}

static JsonObject *
get_event (GPtrArray *events, gint at)
{
  return json_node_get_object (events->pdata[at < 0 ? (gint) events->len + at : at]);
}

static void
assert_types (GPtrArray *events, const char *const *expected)
{
  for (guint i = 0; i < events->len && expected[i] != NULL; i++)
    {
      g_assert_cmpstr (kb_json_get_string (get_event (events, i), "type"), ==, expected[i]);
      g_assert_cmpint (kb_json_get_count (get_event (events, i), "sequence_number"), ==, i);
    }
  g_assert_cmpuint (events->len, ==, g_strv_length ((char **) expected));
}

static char *
join_deltas (GPtrArray *events)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < events->len; i++)
    if (kb_json_get_string (get_event (events, i), "delta"))
      g_string_append (text, kb_json_get_string (get_event (events, i), "delta"));

  return g_string_free_and_steal (text);
}

static void
test_response (void)
{
  static const char *const expected[] = {
    "response.created",           "response.in_progress",
    "response.output_item.added", "response.output_item.done",
    "response.output_item.added", "response.content_part.added",
    "response.output_text.delta", "response.output_text.delta",
    "response.output_text.delta", "response.output_text.done",
    "response.content_part.done", "response.output_item.done",
    "response.completed",         NULL,
  };
  g_autoptr (KbPractice) practice = start ();
  g_auto (Fetched) fetched = stream (practice, "works", "/v1/responses", ASK);
  g_autoptr (GPtrArray) events = read_events (&fetched, TRUE);
  g_autofree char *text = join_deltas (events);
  JsonObject *begun = kb_json_get_object (get_event (events, 0), "response");
  JsonObject *ended = kb_json_get_object (get_event (events, -1), "response");
  JsonObject *item = kb_json_get_object (get_event (events, 4), "item");
  const char *id = kb_json_get_string (item, "id");

  assert_types (events, expected);
  g_assert_cmpstr (text, ==, "connected");
  g_assert_cmpstr (kb_json_get_string (begun, "status"), ==, "in_progress");
  g_assert_cmpuint (json_array_get_length (kb_json_get_array (begun, "output")), ==, 0);
  g_assert_cmpuint (json_array_get_length (kb_json_get_array (item, "content")), ==, 0);
  g_assert_cmpstr (kb_json_get_string (get_event (events, 6), "item_id"), ==, id);
  g_assert_cmpint (kb_json_get_count (get_event (events, 6), "output_index"), ==, 1);
  g_assert_cmpint (kb_json_get_count (get_event (events, 6), "content_index"), ==, 0);
  g_assert_cmpstr (kb_json_get_string (get_event (events, 9), "text"), ==, "connected");
  g_assert_cmpstr (kb_json_get_string (ended, "status"), ==, "completed");
  g_assert_cmpstr (kb_json_get_string (ended, "id"), ==, kb_json_get_string (begun, "id"));
  g_assert_cmpuint (json_array_get_length (kb_json_get_array (ended, "output")), ==, 2);
  g_assert_cmpint (kb_json_get_count (kb_json_get_object (ended, "usage"), "total_tokens"), ==, 24);
}

static void
test_response_refusal (void)
{
  g_autoptr (KbPractice) practice = start ();
  g_auto (Fetched) fetched = stream (practice, "refusal", "/v1/responses", ASK);
  g_autoptr (GPtrArray) events = read_events (&fetched, TRUE);
  g_autofree char *text = join_deltas (events);

  g_assert_cmpstr (text, ==, "I would rather not say that.");
  g_assert_cmpstr (kb_json_get_string (get_event (events, 6), "type"), ==, "response.refusal.delta");
  g_assert_cmpstr (kb_json_get_string (get_event (events, -4), "type"), ==, "response.refusal.done");
  g_assert_cmpstr (kb_json_get_string (get_event (events, -1), "type"), ==, "response.completed");
}

static void
test_response_empty (void)
{
  g_autoptr (KbPractice) practice = start ();
  g_auto (Fetched) fetched = stream (practice, "works-empty", "/v1/responses", ASK);
  g_autoptr (GPtrArray) events = read_events (&fetched, TRUE);
  g_autofree char *text = join_deltas (events);

  g_assert_cmpstr (text, ==, "");
  g_assert_cmpstr (kb_json_get_string (get_event (events, -1), "type"), ==, "response.incomplete");
}

static void
test_response_failing (void)
{
  static const char *const expected[] = {
    "response.created",
    "response.in_progress",
    "response.output_item.added",
    "response.output_item.done",
    "response.output_item.added",
    "response.content_part.added",
    "response.output_text.delta",
    "response.failed",
    NULL,
  };
  g_autoptr (KbPractice) practice = start ();
  g_auto (Fetched) fetched = stream (practice, "run-failed", "/v1/responses", ASK);
  g_autoptr (GPtrArray) events = read_events (&fetched, TRUE);
  JsonObject *ended = kb_json_get_object (get_event (events, -1), "response");

  assert_types (events, expected);
  g_assert_cmpstr (kb_json_get_string (kb_json_get_object (ended, "error"), "message"), ==,
                   "The model stumbled.");
  g_assert_cmpstr (kb_json_get_string (ended, "id"), ==,
                   kb_json_get_string (kb_json_get_object (get_event (events, 0), "response"), "id"));
}

static const struct
{
  const char *path;
  const char *body;
} ways[] = {
  { "/v1/responses", ASK },
  { "/v1/chat/completions", ASK_CHAT ("") },
};

/* Not ended but cut: the client is told so by the line itself, and the service goes on for others. */
static void
test_breaking (void)
{
  g_autoptr (KbPractice) practice = start ();

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_auto (Fetched) cut = stream (practice, "run-unfinished", ways[i].path, ways[i].body);
      g_auto (Fetched) next = stream (practice, "works", ways[i].path, ways[i].body);

      g_assert_cmpuint (soup_message_get_status (cut.message), ==, 200);
      g_assert_cmpstr (fetched_header (&cut, "Content-Type"), ==, "text/event-stream; charset=utf-8");
      g_assert_nonnull (cut.error);
      g_assert_null (cut.bytes);
      g_assert_no_error (next.error);
    }
}

static char *
join_choice (GPtrArray *events, gint64 index, const char *name)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < events->len; i++)
    {
      JsonArray *choices = kb_json_get_array (get_event (events, i), "choices");
      JsonObject *choice = choices ? kb_json_array_get_object (choices, 0) : NULL;
      const char *piece = kb_json_get_string (kb_json_get_object (choice, "delta"), name);

      if (piece != NULL && kb_json_get_count (choice, "index") == index)
        g_string_append (text, piece);
    }

  return g_string_free_and_steal (text);
}

static gboolean
is_done (Fetched *fetched)
{
  g_autofree char *text =
      g_strndup (g_bytes_get_data (fetched->bytes, NULL), g_bytes_get_size (fetched->bytes));

  return g_str_has_suffix (text, "\n\ndata: [DONE]\n\n");
}

static JsonObject *
get_choice (GPtrArray *events, gint at)
{
  return kb_json_array_get_object (kb_json_get_array (get_event (events, at), "choices"), 0);
}

static void
test_chat (void)
{
  g_autoptr (KbPractice) practice = start ();
  g_auto (Fetched) fetched = stream (practice, "works", "/v1/chat/completions", ASK_CHAT (""));
  g_autoptr (GPtrArray) events = read_events (&fetched, FALSE);
  g_autofree char *text = join_choice (events, 0, "content");
  g_autofree char *role = join_choice (events, 0, "role");

  g_assert_cmpuint (events->len, ==, 5);
  g_assert_cmpstr (text, ==, "connected");
  g_assert_cmpstr (role, ==, "assistant");
  g_assert_cmpstr (kb_json_get_string (get_event (events, 0), "object"), ==, "chat.completion.chunk");
  g_assert_true (json_object_get_null_member (get_choice (events, 0), "finish_reason"));
  g_assert_cmpstr (kb_json_get_string (get_choice (events, -1), "finish_reason"), ==, "stop");
  g_assert_false (json_object_has_member (get_event (events, 0), "usage"));
  g_assert_true (is_done (&fetched));
}

static void
test_chat_usage (void)
{
  g_autoptr (KbPractice) practice = start ();
  g_auto (Fetched) fetched = stream (practice, "works", "/v1/chat/completions",
                                     ASK_CHAT (",\"stream_options\":{\"include_usage\":true},\"n\":2"));
  g_autoptr (GPtrArray) events = read_events (&fetched, FALSE);
  g_autofree char *text = join_choice (events, 1, "content");
  JsonObject *last = get_event (events, -1);

  g_assert_cmpstr (text, ==, "connected");
  g_assert_true (json_object_get_null_member (get_event (events, 0), "usage"));
  g_assert_cmpuint (json_array_get_length (kb_json_get_array (last, "choices")), ==, 0);
  g_assert_cmpint (kb_json_get_count (kb_json_get_object (last, "usage"), "total_tokens"), ==, 24);
  g_assert_true (is_done (&fetched));
}

static void
test_chat_failing (void)
{
  g_autoptr (KbPractice) practice = start ();
  g_auto (Fetched) fetched = stream (practice, "run-failed", "/v1/chat/completions", ASK_CHAT (""));
  g_autoptr (GPtrArray) events = read_events (&fetched, FALSE);
  g_autofree char *text = join_choice (events, 0, "content");
  JsonObject *error = kb_json_get_object (get_event (events, -1), "error");

  g_assert_cmpstr (text, ==, "conn");
  g_assert_cmpstr (kb_json_get_string (error, "message"), ==, "The model stumbled.");
  g_assert_cmpstr (kb_json_get_string (error, "type"), ==, "server_error");
  g_assert_false (is_done (&fetched));
}

/* Who asks for a stream and may not have one is told so as everybody is. */
static void
test_refused_before (void)
{
  g_autoptr (KbPractice) practice = start ();
  gsize n_rows;
  const KbDiagnosis *rows = kb_diagnosis_get_table (&n_rows);

  for (gsize i = 0; i < n_rows; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (ways) && rows[i].practice_status >= 400; j++)
      {
        g_auto (Fetched) fetched = stream (practice, rows[i].id, ways[j].path, ways[j].body);

        if (g_str_equal (rows[i].id, "invalid-key"))
          continue;
        g_assert_cmpuint (soup_message_get_status (fetched.message), ==, rows[i].practice_status);
        g_assert_cmpmem (g_bytes_get_data (fetched.bytes, NULL), g_bytes_get_size (fetched.bytes),
                         rows[i].practice_body, strlen (rows[i].practice_body));
      }
}

int
main (int argc, char *argv[])
{
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/practice-stream/response", test_response);
  g_test_add_func ("/practice-stream/response-refusal", test_response_refusal);
  g_test_add_func ("/practice-stream/response-empty", test_response_empty);
  g_test_add_func ("/practice-stream/response-failing", test_response_failing);
  g_test_add_func ("/practice-stream/breaking", test_breaking);
  g_test_add_func ("/practice-stream/chat", test_chat);
  g_test_add_func ("/practice-stream/chat-usage", test_chat_usage);
  g_test_add_func ("/practice-stream/chat-failing", test_chat_failing);
  g_test_add_func ("/practice-stream/refused-before", test_refused_before);

  return g_test_run ();
}
