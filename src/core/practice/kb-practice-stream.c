/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

/* Answers word by word, as server-sent events in the order of OpenAI's OpenAPI document. */

#include "core/practice/kb-practice-stream.h"

#include "core/base/kb-json.h"

#include <string.h>

/* Characters that come at once, about as many as a token has */
#define PIECE 4

typedef struct
{
  GPtrArray *events;
  JsonObject *response; /* that has begun */
  gint64 number;        /* of the next event */
  gint64 output;        /* where in the answer: the item, */
  gint64 content;       /* and the part of it */
  const char *item_id;
} Stream;

/* A copy of an object's own members; what is in them is shared. */
static JsonObject *
copy (JsonObject *object)
{
  JsonObject *made = json_object_new ();
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (made, l->data, json_object_dup_member (object, l->data));

  return made;
}

static char *
to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, object);
  return json_to_string (node, FALSE);
}

static char **
split (const char *text)
{
  g_autoptr (GStrvBuilder) pieces = g_strv_builder_new ();

  while (*text != '\0')
    {
      const char *end = g_utf8_offset_to_pointer (text, MIN (g_utf8_strlen (text, -1), PIECE));

      g_strv_builder_take (pieces, g_strndup (text, end - text));
      text = end;
    }

  return g_strv_builder_end (pieces);
}

/* Takes @event. */
static void
tell (Stream *stream, const char *type, JsonObject *event)
{
  g_autofree char *data = NULL;

  json_object_set_string_member (event, "type", type);
  json_object_set_int_member (event, "sequence_number", stream->number++);
  data = to_text (event);
  g_ptr_array_add (stream->events, g_strdup_printf ("event: %s\ndata: %s\n\n", type, data));
  json_object_unref (event);
}

static void
tell_response (Stream *stream, const char *type, JsonObject *response)
{
  JsonObject *event = json_object_new ();

  json_object_set_object_member (event, "response", json_object_ref (response));
  tell (stream, type, event);
}

static void
tell_item (Stream *stream, const char *type, JsonObject *item)
{
  JsonObject *event = json_object_new ();

  json_object_set_int_member (event, "output_index", stream->output);
  json_object_set_object_member (event, "item", json_object_ref (item));
  tell (stream, type, event);
}

/* Where in the answer something of a message belongs. */
static JsonObject *
make_place (Stream *stream)
{
  JsonObject *event = json_object_new ();

  json_object_set_string_member (event, "item_id", stream->item_id);
  json_object_set_int_member (event, "output_index", stream->output);
  json_object_set_int_member (event, "content_index", stream->content);

  return event;
}

static void
tell_part (Stream *stream, const char *type, JsonObject *part)
{
  JsonObject *event = make_place (stream);

  json_object_set_object_member (event, "part", json_object_ref (part));
  tell (stream, type, event);
}

/* @name: what holds the text, "text" or "refusal"; "delta" for a piece of it */
static void
tell_text (Stream *stream, const char *kind, const char *name, const char *text)
{
  gboolean is_piece = g_str_equal (name, "delta");
  g_autofree char *type = g_strdup_printf ("response.%s.%s", kind, is_piece ? "delta" : "done");
  JsonObject *event = make_place (stream);

  json_object_set_string_member (event, name, text);
  if (g_str_equal (kind, "output_text"))
    json_object_set_array_member (event, "logprobs", json_array_new ());
  tell (stream, type, event);
}

/* Until the text is there, or half of it. */
static void
tell_pieces (Stream *stream, JsonObject *part, gboolean half)
{
  gboolean is_refusal = kb_json_get_string (part, "refusal") != NULL;
  const char *name = is_refusal ? "refusal" : "text";
  const char *kind = is_refusal ? "refusal" : "output_text";
  const char *text = kb_json_get_string (part, name);
  g_auto (GStrv) pieces = split (text);
  g_autoptr (JsonObject) empty = copy (part);

  json_object_set_string_member (empty, name, "");
  tell_part (stream, "response.content_part.added", empty);
  for (gsize i = 0; pieces[i] != NULL && !(half && i == 1); i++)
    tell_text (stream, kind, "delta", pieces[i]);
  if (half)
    return;

  tell_text (stream, kind, name, text);
  tell_part (stream, "response.content_part.done", part);
}

/* A message, or what the model thought before. */
static void
tell_output (Stream *stream, JsonObject *item, gboolean half)
{
  JsonArray *content = kb_json_get_array (item, "content");
  guint length = content ? json_array_get_length (content) : 0;
  g_autoptr (JsonObject) begun = copy (item);

  stream->item_id = kb_json_get_string (item, "id");
  if (content != NULL)
    {
      json_object_set_array_member (begun, "content", json_array_new ());
      json_object_set_string_member (begun, "status", "in_progress");
    }
  tell_item (stream, "response.output_item.added", begun);
  for (stream->content = 0; stream->content < length; stream->content++)
    tell_pieces (stream, kb_json_array_get_object (content, stream->content), half);
  if (!half || content == NULL)
    tell_item (stream, "response.output_item.done", item);
}

static GPtrArray *
stream_response (JsonObject *response, gboolean half, JsonObject *end)
{
  JsonArray *output = kb_json_get_array (response, "output");
  g_autoptr (JsonObject) begun = copy (response);
  g_autofree char *type = end ? g_strconcat ("response.", kb_json_get_string (end, "status"), NULL) : NULL;
  Stream stream = { .events = g_ptr_array_new_with_free_func (g_free) };

  json_object_set_string_member (begun, "status", "in_progress");
  json_object_set_null_member (begun, "incomplete_details");
  json_object_set_array_member (begun, "output", json_array_new ());
  json_object_set_null_member (begun, "usage");
  tell_response (&stream, "response.created", begun);
  tell_response (&stream, "response.in_progress", begun);
  for (stream.output = 0; stream.output < json_array_get_length (output); stream.output++)
    tell_output (&stream, kb_json_array_get_object (output, stream.output), half);
  if (end != NULL)
    tell_response (&stream, type, end);

  return stream.events;
}

/**
 * kb_practice_stream_response:
 * @response: an answer of `POST responses`
 *
 * Returns: (transfer full) (element-type utf8): the events in which it comes
 */
GPtrArray *
kb_practice_stream_response (JsonObject *response)
{
  return stream_response (response, FALSE, response);
}

/**
 * kb_practice_stream_response_failing:
 * @begun: an answer of `POST responses`
 * @failed: (nullable): what it comes to in the middle, an answer too; %NULL when it just stops
 *
 * Returns: (transfer full) (element-type utf8): the events in which it comes
 */
GPtrArray *
kb_practice_stream_response_failing (JsonObject *begun, JsonObject *failed)
{
  return stream_response (begun, TRUE, failed);
}

static void
add_chunk (GPtrArray *events, JsonObject *chunk)
{
  g_autofree char *data = to_text (chunk);

  g_ptr_array_add (events, g_strdup_printf ("data: %s\n\n", data));
}

/* A chunk of one choice. @name: (nullable): of what is added to it */
static void
add_choice (GPtrArray *events,
            JsonObject *base,
            gint64 index,
            const char *name,
            const char *text,
            const char *end)
{
  g_autoptr (JsonObject) chunk = copy (base);
  JsonObject *choice = json_object_new ();
  JsonObject *delta = json_object_new ();
  JsonArray *choices = json_array_new ();

  if (name != NULL)
    json_object_set_string_member (delta, name, text);
  if (g_strcmp0 (name, "role") == 0)
    json_object_set_string_member (delta, "content", "");
  json_object_set_int_member (choice, "index", index);
  json_object_set_object_member (choice, "delta", delta);
  json_object_set_null_member (choice, "logprobs");
  if (end != NULL)
    json_object_set_string_member (choice, "finish_reason", end);
  else
    json_object_set_null_member (choice, "finish_reason");
  json_array_add_object_element (choices, choice);
  json_object_set_array_member (chunk, "choices", choices);
  add_chunk (events, chunk);
}

/* What all chunks of an answer have alike. */
static JsonObject *
make_base (JsonObject *completion, gboolean with_usage)
{
  JsonObject *base = copy (completion);

  json_object_set_string_member (base, "object", "chat.completion.chunk");
  json_object_remove_member (base, "choices");
  json_object_remove_member (base, "usage");
  if (with_usage)
    json_object_set_null_member (base, "usage");

  return base;
}

static void
add_choices (GPtrArray *events, JsonObject *base, JsonObject *completion, gboolean half)
{
  JsonArray *choices = kb_json_get_array (completion, "choices");

  for (guint i = 0; i < json_array_get_length (choices); i++)
    {
      JsonObject *choice = kb_json_array_get_object (choices, i);
      JsonObject *message = kb_json_get_object (choice, "message");
      const char *name = kb_json_get_string (message, "refusal") ? "refusal" : "content";
      const char *text = kb_json_get_string (message, name);
      g_auto (GStrv) pieces = split (text ? text : "");

      add_choice (events, base, i, "role", "assistant", NULL);
      for (gsize j = 0; pieces[j] != NULL && !(half && j == 1); j++)
        add_choice (events, base, i, name, pieces[j], NULL);
      if (!half)
        add_choice (events, base, i, NULL, NULL, kb_json_get_string (choice, "finish_reason"));
    }
}

/**
 * kb_practice_stream_chat:
 * @completion: an answer of `POST chat/completions`
 * @with_usage: whether the client wants to know the tokens
 *
 * Returns: (transfer full) (element-type utf8): the events in which it comes
 */
GPtrArray *
kb_practice_stream_chat (JsonObject *completion, gboolean with_usage)
{
  GPtrArray *events = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonObject) base = make_base (completion, with_usage);

  add_choices (events, base, completion, FALSE);
  if (with_usage)
    {
      json_object_set_array_member (base, "choices", json_array_new ());
      json_object_set_member (base, "usage", json_object_dup_member (completion, "usage"));
      add_chunk (events, base);
    }
  g_ptr_array_add (events, g_strdup ("data: [DONE]\n\n"));

  return events;
}

/**
 * kb_practice_stream_chat_failing:
 * @begun: an answer of `POST chat/completions`
 * @error: (nullable): what it comes to in the middle, "error" with its members; %NULL when it just stops
 *
 * Returns: (transfer full) (element-type utf8): the events in which it comes
 */
GPtrArray *
kb_practice_stream_chat_failing (JsonObject *begun, JsonObject *error)
{
  GPtrArray *events = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonObject) base = make_base (begun, FALSE);

  add_choices (events, base, begun, TRUE);
  if (error != NULL)
    add_chunk (events, error);

  return events;
}
