/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-verdict-words.h"

#include "core/api/kb-base-address.h"
#include "core/api/kb-environment.h"
#include "core/base/kb-number.h"
#include "core/base/kb-words.h"
#include "core/facts/kb-fact-words.h"
#include "kb-permission-words.h"
#include "kb-say.h"

#include <glib/gi18n.h>

char *
kb_verdict_dup_cost (KbVerdict *verdict)
{
  gint64 cost = kb_verdict_get_cost (verdict);

  return cost < 0 ? g_strdup (_ ("Not known")) : kb_number_format_money (cost);
}

char *
kb_verdict_dup_time (KbVerdict *verdict)
{
  gint64 elapsed = kb_response_get_elapsed (kb_verdict_get_response (verdict));

  if (elapsed < G_USEC_PER_SEC / 10)
    /* TRANSLATORS: how long a request took, in seconds */
    return g_strdup (_ ("under 0.1 s"));
  /* TRANSLATORS: how long a request took, in seconds */
  return g_strdup_printf (_ ("%.1f s"), (double) elapsed / G_USEC_PER_SEC);
}

char *
kb_verdict_dup_tokens (KbVerdict *verdict)
{
  gint64 input = kb_response_get_input_tokens (kb_verdict_get_response (verdict));
  gint64 output = kb_response_get_output_tokens (kb_verdict_get_response (verdict));

  if (input < 0 || output < 0)
    return g_strdup (_ ("Not known"));
  /* TRANSLATORS: tokens sent and received */
  return g_strdup_printf (_ ("Sent: %d, received: %d"), (int) input, (int) output);
}

/* What nobody would miss */
static gboolean
is_tiny (gint64 cost)
{
  return cost >= 0 && cost < 100;
}

char *
kb_verdict_dup_answer (KbVerdict *verdict)
{
  const char *reply = kb_verdict_get_reply_text (verdict);
  g_autofree char *cost = kb_verdict_dup_cost (verdict);

  if (!reply || kb_verdict_get_diagnosis (verdict) != kb_diagnosis_find ("works"))
    return kb_verdict_dup_summary (verdict);
  if (kb_verdict_get_cost (verdict) < 0)
    /* TRANSLATORS: %s is what the model answered, such as "connected" */
    return g_strdup_printf (_ ("It answered “%s”."), reply);
  if (is_tiny (kb_verdict_get_cost (verdict)))
    /* TRANSLATORS: %s is what the model answered, such as "connected" */
    return g_strdup_printf (_ ("It answered “%s”. That cost less than a hundredth of a cent."), reply);
  /* TRANSLATORS: what the model answered, such as "connected", and an amount */
  return g_strdup_printf (_ ("It answered “%s”. That cost %s."), reply, cost);
}

static char *
say_plan (KbChecker *checker)
{
  const char *model = kb_checker_get_model (checker);
  gint64 most = kb_checker_get_max_cost (checker);
  g_autofree char *host = kb_client_dup_host (kb_checker_get_client (checker));
  g_autofree char *amount = NULL;

  if (!kb_facts_find_model (NULL, model) || most < 0)
    /* TRANSLATORS: the name of a model, then of a server */
    return g_strdup_printf (_ ("The test asks %s at %s one question. What that costs is not known."), model,
                            host);
  if (is_tiny (most))
    return g_strdup_printf (
        /* TRANSLATORS: the name of a model, then of a server */
        _ ("The test asks %s at %s one question: less than a hundredth of a cent."), model, host);
  amount = kb_number_format_money (most);
  /* TRANSLATORS: the name of a model, then of a server, then an amount */
  return g_strdup_printf (_ ("The test asks %s at %s one question: %s at most."), model, host, amount);
}

char *
kb_checker_dup_plan (KbChecker *checker, gboolean practice)
{
  g_autofree char *plan = say_plan (checker);
  g_autofree char *why = practice ? NULL : kb_base_address_dup_words ();

  return why ? g_strconcat (plan, "\n", why, NULL) : g_steal_pointer (&plan);
}

char *
kb_verdict_dup_billing_words (KbVerdict *verdict, KbChoices *choices)
{
  g_autofree char *limit = NULL, *alert = NULL;
  guint hard_limit, alert_at;

  if (kb_verdict_get_aspect (verdict, KB_ASPECT_CREDIT) == KB_ASPECT_STATE_FAILED)
    return g_strdup (_ ("A refused request costs nothing."));
  if (kb_verdict_get_outcome (verdict) != KB_OUTCOME_WORKS || !kb_choices_has_chosen (choices))
    return NULL;
  g_object_get (choices, "hard-limit", &hard_limit, "alert", &alert_at, NULL);
  limit = kb_number_format (KB_NUMBER_DOLLARS, hard_limit);
  alert = kb_number_format (KB_NUMBER_DOLLARS, alert_at);
  if (!kb_choices_is_done (choices, "billing.limit"))
    /* TRANSLATORS: %s is an amount such as "$10" */
    return g_strdup_printf (_ ("Did you set a limit? %s a month stops a program that runs wild."), limit);
  /* TRANSLATORS: both %s are amounts such as "$10" */
  return g_strdup_printf (_ ("Your limit of %s a month stops it, not to the cent. At %s you get an e-mail."),
                          limit, alert);
}

/* With the reason, when it is the owner that makes the difference. */
static char *
dup_owner_words (KbOwner chosen)
{
  if (chosen == KB_OWNER_SERVICE_ACCOUNT)
    return g_strdup (_ ("You chose a service account as owner, but this key belongs to a person: it stops "
                        "working when that person loses access."));
  return g_strdup (_ ("You chose yourself as owner, but this key belongs to a service account: it may do "
                      "whatever that account may."));
}

static const char *
get_less_words (const KbShown *shown)
{
  if (shown->responds == KB_SEEN_NO)
    /* TRANSLATORS: %s is a label of OpenAI's web page such as "Restricted" */
    return _ ("You chose “%s”. The key may do less: it may not ask a model. See above what to set.");
  /* TRANSLATORS: %s is a label of OpenAI's web page such as "Restricted"; “List models” and “Read” stand on
   * that page too */
  return _ ("You chose “%s”. The key may do a little less: it may not list the models. Programs seldom need "
            "that; to allow it, set “List models” to “Read”.");
}

static const char *
get_match_words (KbMatch match, const KbShown *shown)
{
  switch (match)
    {
    case KB_MATCH_AS_CHOSEN:
      if (shown->responds == KB_SEEN_NO)
        /* TRANSLATORS: %s is a label of OpenAI's web page such as "Read only" */
        return _ ("You chose “%s”, and the key is as you chose: it may look, but not ask a model. The test "
                  "and programs that want an answer need more.");
      /* TRANSLATORS: %s is a label of OpenAI's web page such as "Restricted" */
      return _ ("It may do what you chose (%s).");
    case KB_MATCH_LESS:
      return get_less_words (shown);
    case KB_MATCH_MORE:
      /* TRANSLATORS: %s is a label of OpenAI's web page such as "Read only" */
      return _ ("You chose “%s”. The key may do more: it may ask a model, which costs credit. If you do not "
                "want that, edit its permissions on the web page.");
    case KB_MATCH_OTHER:
      /* TRANSLATORS: %s is a label of OpenAI's web page such as "Read only" */
      return _ ("You chose “%s”. The key is different: it may ask a model, but not list the models. Compare "
                "its permissions on the web page.");
    case KB_MATCH_UNKNOWN:
    default:
      return NULL;
    }
}

/* What the test showed of it; of a failure, only where permissions are the matter. */
static gboolean
tells_permissions (KbVerdict *verdict)
{
  return kb_verdict_get_outcome (verdict) == KB_OUTCOME_WORKS ||
         kb_verdict_get_aspect (verdict, KB_ASPECT_PERMISSIONS) == KB_ASPECT_STATE_FAILED;
}

char *
kb_verdict_dup_permission_words (KbVerdict *verdict, KbChoices *choices)
{
  KbOwner owner = kb_choices_get_owner (choices);
  g_autofree char *kind = kb_permission_dup_kind (owner, kb_choices_get_permission (choices));
  KbAdvice chosen = kb_choices_get_advice (choices);
  KbShown shown = kb_verdict_get_shown (verdict);
  const char *words;

  if (!kb_choices_has_chosen (choices) || !tells_permissions (verdict))
    return NULL;
  if (kb_advice_compare_owner (owner, &shown) == KB_MATCH_OTHER)
    return dup_owner_words (owner);
  chosen.owner = owner;
  chosen.permission = kb_choices_get_permission (choices);
  words = get_match_words (kb_advice_compare (&chosen, &shown), &shown);
  return words ? kb_words_fill (words, kind) : NULL;
}

/* A promise about other programs goes with what they look at and the test did not. */
static char *
dup_works_words (KbVerdict *verdict)
{
  const char *proof =
      kb_verdict_get_reply_text (verdict)
          ? _ ("A real answer came back, so key, permission, credit and model were all in order a moment "
               "ago. "
               "It does not show how much credit is left, nor that other models or areas are open.")
          : _ ("The model was reached and paid for, so key, permission, credit and model were all in order a "
               "moment ago. It does not show how much credit is left, nor that other models or areas are "
               "open.");
  g_auto (GStrv) notes = kb_environment_dup_notes ();
  g_autofree char *joined = g_strjoinv ("\n", notes);

  return *joined != '\0' ? g_strconcat (proof, "\n", joined, NULL) : g_strdup (proof);
}

char *
kb_verdict_dup_proof_words (KbVerdict *verdict)
{
  if (kb_verdict_get_outcome (verdict) == KB_OUTCOME_WORKS)
    return dup_works_words (verdict);

  return g_strdup (_ ("What has a tick is fine. The test stopped at the cross, so the rest is untested."));
}

char *
kb_model_dup_words (const char *id)
{
  const KbModel *model = kb_facts_find_model (kb_facts_get_default (), id);
  g_autofree char *input = NULL, *output = NULL, *shutdown = NULL, *as_of = NULL;

  if (!model || model->input_price < 0 || model->output_price < 0)
    return g_strdup (_ ("Price not known"));
  input = kb_number_format_money (model->input_price);
  output = kb_number_format_money (model->output_price);
  as_of = kb_say_as_of_date (model->checked, NULL);
  if (!model->shutdown)
    /* TRANSLATORS: prices in dollars for a million tokens sent and for a million received; then a date */
    return g_strdup_printf (_ ("%s in, %s out for a million tokens, as of %s"), input, output, as_of);
  shutdown = kb_fact_words_dup_date (model->shutdown);
  /* TRANSLATORS: prices in dollars for a million tokens sent and for a million received; then two
   * dates */
  return g_strdup_printf (_ ("%s in, %s out for a million tokens, as of %s; ends on %s"), input, output,
                          as_of, shutdown);
}

char *
kb_check_retry_dup_countdown (KbCheckRetry *retry)
{
  guint left = kb_check_retry_get_seconds_left (retry);

  if (kb_check_retry_get_state (retry) != KB_CHECK_RETRY_STATE_WAITING)
    return g_strdup (_ ("Testing Now"));
  /* TRANSLATORS: a countdown in minutes and seconds: "Testing Again in 1:05" */
  return g_strdup_printf (_ ("Testing Again in %u:%02u"), left / 60, left % 60);
}

char *
kb_check_retry_dup_progress (KbCheckRetry *retry)
{
  guint attempt = kb_check_retry_get_attempt (retry);

  if (attempt == 0)
    return g_strdup (_ ("You can leave this page: a notification tells you how it ends"));
  return g_strdup_printf (
      /* TRANSLATORS: %u is how many times the key was tested again */
      ngettext ("Tested again once. You can leave this page: a notification tells you how it ends",
                "Tested again %u times. You can leave this page: a notification tells you how it ends",
                attempt),
      attempt);
}

char *
kb_check_retry_dup_result (KbCheckRetry *retry, KbVerdict *verdict)
{
  guint attempt = kb_check_retry_get_attempt (retry);

  if (!kb_check_retry_can_wait (verdict))
    return g_strdup (_ ("The answer has changed, and waiting does not help with this one."));
  /* TRANSLATORS: %u is how many times the key was tested again */
  return g_strdup_printf (ngettext ("After another test the answer is the same. It can take longer than "
                                    "usual: try again later.",
                                    "After %u more tests the answer is the same. It can take longer than "
                                    "usual: try again later.",
                                    attempt),
                          attempt);
}

const char *
kb_outcome_get_illustration (KbOutcome outcome)
{
  switch (outcome)
    {
    case KB_OUTCOME_WORKS:
      return "works";
    case KB_OUTCOME_REFUSED:
      return "refused";
    case KB_OUTCOME_BLOCKED:
      return "blocked";
    case KB_OUTCOME_NOT_CHECKED:
    default:
      return "not-checked";
    }
}
