/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-check-request.h"

#include "core/facts/kb-facts.h"

#include <json-glib/json-glib.h>

#define SENTENCE "This is a test of the connection. Please answer with one word: connected"

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_limit (JsonBuilder *builder, const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder,
                              kb_facts_get_integer (kb_facts_get_default (), "test.max-output-tokens"));
}

static GBytes *
end (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = NULL;
  char *text;

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);

  return g_bytes_new_take (text, strlen (text));
}

/**
 * kb_check_request_new_responses:
 * @model: which model to ask
 * @options: what may be in it
 *
 * No streaming and no summary of the reasoning: both can demand a verified organization.
 *
 * Returns: (transfer full): the body of `POST responses`
 */
GBytes *
kb_check_request_new_responses (const char *model, KbTestOptions options)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_string (builder, "model", model);
  add_string (builder, "input", SENTENCE);
  if (options & KB_TEST_OPTIONS_LIMIT)
    add_limit (builder, "max_output_tokens");
  if (options & KB_TEST_OPTIONS_STORE)
    {
      json_builder_set_member_name (builder, "store");
      json_builder_add_boolean_value (builder, FALSE);
    }
  if (options & KB_TEST_OPTIONS_REASONING)
    {
      json_builder_set_member_name (builder, "reasoning");
      json_builder_begin_object (builder);
      add_string (builder, "effort", "none");
      json_builder_end_object (builder);
    }

  return end (builder);
}

/**
 * kb_check_request_new_chat:
 * @model: which model to ask
 * @options: what may be in it
 *
 * Returns: (transfer full): the body of `POST chat/completions`
 */
GBytes *
kb_check_request_new_chat (const char *model, KbTestOptions options)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_string (builder, "model", model);
  json_builder_set_member_name (builder, "messages");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  add_string (builder, "role", "user");
  add_string (builder, "content", SENTENCE);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  add_limit (builder, options & KB_TEST_OPTIONS_NEW_LIMIT ? "max_completion_tokens" : "max_tokens");

  return end (builder);
}

/**
 * kb_check_request_find_option:
 * @param: (nullable): the parameter that the server names: "reasoning.effort"
 * @message: (nullable): what it says
 *
 * Returns: the option that it does not take, %KB_TEST_OPTIONS_NONE when it means something else
 */
KbTestOptions
kb_check_request_find_option (const char *param, const char *message)
{
  static const struct
  {
    const char *name;
    KbTestOptions option;
  } names[] = { { "reasoning", KB_TEST_OPTIONS_REASONING },
                { "store", KB_TEST_OPTIONS_STORE },
                { "max_completion_tokens", KB_TEST_OPTIONS_NEW_LIMIT },
                { "max_output_tokens", KB_TEST_OPTIONS_LIMIT } };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (param ? g_str_has_prefix (param, names[i].name) : message && strstr (message, names[i].name))
      return names[i].option;

  return KB_TEST_OPTIONS_NONE;
}
