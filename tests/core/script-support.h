/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "check-support.h"

/* A server whose answers a test writes. */
typedef struct
{
  guint status;
  const char *body;
} Answer;

typedef struct
{
  Answer models, responses, responses_plain, chat, chat_plain; /* plain: the second time it is asked */
  guint n_models, n_responses, n_chat;
  char *last_response_body;
  char *last_chat_body;
  GCancellable *cancel; /* when the call of @cancel_at arrives */
  KbCall cancel_at;
} Script;

static inline void
script_clear (Script *script)
{
  g_free (script->last_response_body);
  g_free (script->last_chat_body);
}

static inline Answer
choose_answer (Script *script, KbCall call, const char *body)
{
  switch (call)
    {
    case KB_CALL_MODELS:
      script->n_models++;
      return script->models;
    case KB_CALL_RESPONSES:
      g_set_str (&script->last_response_body, body);
      return script->n_responses++ > 0 && script->responses_plain.status ? script->responses_plain
                                                                         : script->responses;
    case KB_CALL_CHAT:
      g_set_str (&script->last_chat_body, body);
      return script->n_chat++ > 0 && script->chat_plain.status ? script->chat_plain : script->chat;
    default:
      g_assert_not_reached ();
    }
}

static inline void
script_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer user_data)
{
  Script *script = user_data;
  SoupMessageBody *request = soup_server_message_get_request_body (message);
  g_autofree char *body = g_strndup (request->data, request->length);
  KbCall call = g_str_has_suffix (path, "/models")      ? KB_CALL_MODELS
                : g_str_has_suffix (path, "/responses") ? KB_CALL_RESPONSES
                                                        : KB_CALL_CHAT;
  Answer answer = choose_answer (script, call, body);

  if (script->cancel != NULL && script->cancel_at == call)
    g_cancellable_cancel (script->cancel);
  soup_server_message_set_status (message, answer.status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, answer.body,
                                    strlen (answer.body));
}

#define LIST "{\"object\":\"list\",\"data\":[{\"id\":\"gpt-6-luna\"}]}"
#define CONNECTED \
  "{\"status\":\"completed\",\"model\":\"gpt-6-luna-2026-09-01\",\"output\":[{\"type\":\"message\"," \
  "\"content\":[" \
  "{\"type\":\"output_text\",\"text\":\"connected\"}]}],\"usage\":{\"input_tokens\":20,\"output_tokens\":4}" \
  "}"
#define CHATTED \
  "{\"choices\":[{\"message\":{\"content\":\"connected\"}}],\"usage\":{\"prompt_tokens\":7,\"completion_" \
  "tokens\":2}}"
#define NO_MODELS "{\"error\":{\"message\":\"Missing scopes: api.model.read\",\"code\":null}}"
#define NO_REASONING \
  "{\"error\":{\"message\":\"Unsupported parameter: 'reasoning.effort'\",\"param\":\"reasoning.effort\"," \
  "\"code\":\"unsupported_parameter\"}}"
#define NOWHERE "{\"detail\":\"Not Found\"}"

static inline SupportRun
run_script (Script *script, const char *model)
{
  g_autofree char *base_uri = NULL;
  g_autoptr (SoupServer) server = support_serve (script_cb, script, &base_uri);
  g_autoptr (KbClient) client = kb_client_new (base_uri);
  g_autoptr (KbChecker) checker = kb_checker_new (client);
  SupportRun run;

  kb_checker_set_model (checker, model);
  run = support_run (checker, "sk-test");
  soup_server_disconnect (server);

  return run;
}
