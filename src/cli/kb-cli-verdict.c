/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-cli-verdict.h"

#include "core/api/kb-environment.h"
#include "core/base/kb-enum.h"
#include "core/base/kb-number.h"
#include "core/facts/kb-facts.h"

#include <glib/gi18n.h>

/* In the order in which a test goes through them */
static const struct
{
  KbAspect aspect;
  const char *title;
  const char *passed;
  const char *failed;
} aspect_words[] = {
  { KB_ASPECT_STORAGE, N_ ("Keyring"), N_ ("The key was read from it"), N_ ("The key could not be read") },
  { KB_ASPECT_NETWORK, N_ ("Network"), N_ ("The server was reached"), N_ ("The server was not reached") },
  { KB_ASPECT_KEY, N_ ("Key"), N_ ("Accepted"), N_ ("Refused") },
  { KB_ASPECT_PERMISSIONS, N_ ("Permissions"), N_ ("They allow this request"), N_ ("Something is missing") },
  { KB_ASPECT_MODEL, N_ ("Model"), N_ ("Open to this key"), N_ ("Not available") },
  { KB_ASPECT_CREDIT, N_ ("Credit and Limits"), N_ ("Enough for this request"), N_ ("Stops this request") },
};

int
kb_cli_get_exit_code (KbOutcome outcome)
{
  switch (outcome)
    {
    case KB_OUTCOME_WORKS:
      return KB_EXIT_WORKS;
    case KB_OUTCOME_REFUSED:
      return KB_EXIT_KEY_REFUSED;
    case KB_OUTCOME_BLOCKED:
      return KB_EXIT_BLOCKED;
    case KB_OUTCOME_NOT_CHECKED:
    default:
      return KB_EXIT_NOT_CHECKED;
    }
}

const char *
kb_cli_get_aspect_title (KbAspect aspect)
{
  for (gsize i = 0; i < G_N_ELEMENTS (aspect_words); i++)
    if (aspect_words[i].aspect == aspect)
      return _ (aspect_words[i].title);
  g_return_val_if_reached ("");
}

/* text */

static void
print_line (const char *title, const char *value)
{
  g_autofree char *plain = value ? kb_cli_dup_plain (value) : NULL;

  if (plain != NULL && *plain != '\0')
    {
      /* TRANSLATORS: what something is, and what it was: "Model: gpt-6-luna" */
      g_print (C_ ("detail", "%s: %s"), title, g_strdelimit (plain, "\n", ' '));
      g_print ("\n");
    }
}

static void
print_aspects (KbVerdict *verdict)
{
  for (gsize i = 0; i < G_N_ELEMENTS (aspect_words); i++)
    switch (kb_verdict_get_aspect (verdict, aspect_words[i].aspect))
      {
      case KB_ASPECT_STATE_PASSED:
        print_line (_ (aspect_words[i].title), _ (aspect_words[i].passed));
        break;
      case KB_ASPECT_STATE_FAILED:
        print_line (_ (aspect_words[i].title), _ (aspect_words[i].failed));
        break;
      case KB_ASPECT_STATE_NOT_REACHED:
      case KB_ASPECT_STATE_CHECKING:
      default:
        /* Nobody asked the keyring for a key that came on the standard input. */
        if (aspect_words[i].aspect != KB_ASPECT_STORAGE)
          print_line (_ (aspect_words[i].title), _ ("Not reached"));
      }
}

static void
print_cost (KbVerdict *verdict)
{
  gint64 input = kb_response_get_input_tokens (kb_verdict_get_response (verdict));
  gint64 output = kb_response_get_output_tokens (kb_verdict_get_response (verdict));
  gint64 cost = kb_verdict_get_cost (verdict);
  g_autofree char *tokens = NULL, *money = NULL;

  if (input >= 0 && output >= 0)
    /* TRANSLATORS: tokens sent and received */
    tokens = g_strdup_printf (_ ("Sent: %d, received: %d"), (int) input, (int) output);
  if (cost >= 0)
    money = kb_number_format_money (cost);
  print_line (_ ("Tokens"), tokens);
  print_line (_ ("Cost of This Test"), money);
}

static char *
dup_time (KbVerdict *verdict)
{
  gint64 elapsed = kb_response_get_elapsed (kb_verdict_get_response (verdict));

  if (elapsed < G_USEC_PER_SEC / 10)
    /* TRANSLATORS: how long a request took, in seconds */
    return g_strdup (_ ("under 0.1 s"));
  /* TRANSLATORS: how long a request took, in seconds */
  return g_strdup_printf (_ ("%.1f s"), (double) elapsed / G_USEC_PER_SEC);
}

/* A promise about other programs, and what they look at and the test did not. */
static void
print_environment (KbVerdict *verdict)
{
  g_auto (GStrv) notes = kb_environment_dup_notes ();

  if (kb_verdict_get_outcome (verdict) != KB_OUTCOME_WORKS)
    return;
  for (gsize i = 0; notes[i] != NULL; i++)
    g_print ("%s\n", notes[i]);
}

/* Whatever a server had a part in goes through print_line(). */
void
kb_cli_print_verdict (KbVerdict *verdict)
{
  const char *link = kb_verdict_get_link (verdict);
  g_autofree char *title = kb_verdict_dup_title (verdict);
  g_autofree char *explanation = kb_verdict_dup_explanation (verdict);
  g_autofree char *plain = kb_cli_dup_plain (explanation);
  g_autofree char *technical = kb_verdict_dup_technical (verdict);
  g_autofree char *time = dup_time (verdict);

  g_print ("%s\n%s\n", title, plain);
  if (kb_verdict_get_action (verdict) == KB_ACTION_OPEN_LINK && link != NULL)
    g_print ("%s\n", kb_facts_get_string (kb_facts_get_default (), link));
  print_environment (verdict);
  g_print ("\n");
  print_aspects (verdict);
  g_print ("\n");
  print_line (_ ("Reply"), kb_verdict_get_reply_text (verdict));
  print_line (_ ("Model"), kb_verdict_get_model (verdict));
  print_line (_ ("Time"), time);
  print_cost (verdict);
  print_line (_ ("Organization"),
              kb_response_get_header (kb_verdict_get_response (verdict), "openai-organization"));
  /* TRANSLATORS: before a status, a code and the words of the server */
  print_line (_ ("Answer of the Server"), technical);
}

/* JSON */

static void
add_verdict (JsonBuilder *builder, KbVerdict *verdict)
{
  const KbDiagnosis *row = kb_verdict_get_diagnosis (verdict);
  const char *link = kb_verdict_get_link (verdict);
  g_autofree char *title = kb_verdict_dup_title (verdict);
  g_autofree char *explanation = kb_verdict_dup_explanation (verdict);

  kb_cli_add_string (builder, "outcome", kb_outcome_get_name (row->outcome));
  kb_cli_add_string (builder, "verdict", row->id);
  kb_cli_add_string (builder, "title", title);
  kb_cli_add_string (builder, "explanation", explanation);
  kb_cli_add_string (builder, "link", link ? kb_facts_get_string (kb_facts_get_default (), link) : NULL);
}

static void
add_aspects (JsonBuilder *builder, KbVerdict *verdict)
{
  json_builder_set_member_name (builder, "aspects");
  json_builder_begin_object (builder);
  for (gsize i = 0; i < G_N_ELEMENTS (aspect_words); i++)
    kb_cli_add_string (builder, kb_enum_get_nick (KB_TYPE_ASPECT, (int) aspect_words[i].aspect),
                       kb_enum_get_nick (KB_TYPE_ASPECT_STATE,
                                         (int) kb_verdict_get_aspect (verdict, aspect_words[i].aspect)));
  json_builder_end_object (builder);
}

static void
add_answer (JsonBuilder *builder, KbVerdict *verdict)
{
  KbResponse *response = kb_verdict_get_response (verdict);
  const KbApiError *error = kb_response_get_error (response);
  double retry_after = kb_verdict_get_retry_after (verdict);
  guint status = kb_response_get_status (response);

  kb_cli_add_string (builder, "model", kb_verdict_get_model (verdict));
  kb_cli_add_string (builder, "reply", kb_verdict_get_reply_text (verdict));
  kb_cli_add_count (builder, "input_tokens", kb_response_get_input_tokens (response));
  kb_cli_add_count (builder, "output_tokens", kb_response_get_output_tokens (response));
  kb_cli_add_count (builder, "cost_microdollars", kb_verdict_get_cost (verdict));
  kb_cli_add_count (builder, "elapsed_microseconds", kb_response_get_elapsed (response));
  kb_cli_add_time (builder, "tested", kb_verdict_get_tested (verdict));
  kb_cli_add_count (builder, "http_status", status > 0 ? (gint64) status : -1);
  kb_cli_add_string (builder, "code", error->code);
  kb_cli_add_string (builder, "message", error->message);
  kb_cli_add_string (builder, "request_id", kb_response_get_header (response, "x-request-id"));
  kb_cli_add_string (builder, "organization", kb_response_get_header (response, "openai-organization"));
  kb_cli_add_count (builder, "retry_after_seconds", retry_after < 0 ? -1 : (gint64) (retry_after + 0.999));
}

void
kb_cli_print_verdict_json (KbCli *cli, KbVerdict *verdict, const char *name, KbClient *client)
{
  g_autoptr (JsonBuilder) builder = kb_cli_new_json (cli);
  g_autofree char *host = kb_client_dup_host (client);

  kb_cli_add_string (builder, "name", name);
  add_verdict (builder, verdict);
  add_aspects (builder, verdict);
  kb_cli_add_string (builder, "server", host);
  add_answer (builder, verdict);
  kb_cli_print_json (builder);
}
