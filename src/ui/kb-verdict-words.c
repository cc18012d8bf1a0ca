/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-verdict-words.h"

#include "core/kb-cost.h"
#include "kb-permission-words.h"

#include <glib/gi18n.h>

char *
kb_verdict_dup_cost (KbVerdict *verdict)
{
  gint64 cost = kb_verdict_get_cost (verdict);

  return cost < 0 ? g_strdup (_ ("Not known")) : kb_cost_format (cost);
}

char *
kb_verdict_dup_time (KbVerdict *verdict)
{
  /* TRANSLATORS: how long a request took, in seconds */
  return g_strdup_printf (_ ("%.1f s"), (double) kb_verdict_get_elapsed (verdict) / G_USEC_PER_SEC);
}

char *
kb_verdict_dup_tokens (KbVerdict *verdict)
{
  gint64 input = kb_verdict_get_input_tokens (verdict);
  gint64 output = kb_verdict_get_output_tokens (verdict);

  if (input < 0 || output < 0)
    return g_strdup (_ ("Not known"));
  /* TRANSLATORS: tokens sent and received */
  return g_strdup_printf (_ ("%d sent, %d received"), (int) input, (int) output);
}

char *
kb_verdict_dup_billing_words (KbVerdict *verdict, KbSession *session)
{
  g_autofree char *cost = kb_verdict_dup_cost (verdict);
  guint limit, alert;
  gboolean limit_set;

  g_object_get (session, "hard-limit", &limit, "alert", &alert, "limit-set", &limit_set, NULL);
  if (kb_verdict_get_outcome (verdict) != KB_OUTCOME_WORKS)
    return g_strdup (_ ("A refused request costs nothing. Credit for the API is bought on its own; ChatGPT "
                        "Plus does not count."));
  if (!limit_set)
    /* TRANSLATORS: %s is an amount such as "$0.000012", %u a number of US dollars */
    return g_strdup_printf (_ ("This test cost %s of your credit. You have not ticked that a hard limit is "
                               "set: $%u a month would stop a program that runs wild."),
                            cost, limit);
  /* TRANSLATORS: %s is an amount such as "$0.000012", both %u are US dollars */
  return g_strdup_printf (_ ("This test cost %s of your credit. At $%u in a month you get an e-mail, at $%u "
                             "requests are refused until the next month."),
                          cost, alert, limit);
}

char *
kb_verdict_dup_permission_words (KbVerdict *verdict, KbSession *session)
{
  g_autofree char *kind =
      kb_permission_dup_kind (kb_session_get_owner (session), kb_session_get_permission (session));
  KbAspectState state = kb_verdict_get_aspect (verdict, KB_ASPECT_PERMISSIONS);

  if (state == KB_ASPECT_STATE_FAILED)
    /* TRANSLATORS: %s is a label of OpenAI's web page such as "Restricted" */
    return g_strdup_printf (_ ("You chose “%s”. The key showed that it may not do what the test asks for."),
                            kind);
  if (state != KB_ASPECT_STATE_PASSED)
    /* TRANSLATORS: %s is a label of OpenAI's web page such as "Restricted" */
    return g_strdup_printf (_ ("You chose “%s”. The test did not get far enough to see what the key may do."),
                            kind);
  if (!kb_verdict_get_lists_models (verdict))
    /* TRANSLATORS: %s is a label of OpenAI's web page such as "Restricted" */
    return g_strdup_printf (_ ("You chose “%s”. The key may make responses, but not list the models; that is "
                               "fine for most programs."),
                            kind);
  /* TRANSLATORS: %s is a label of OpenAI's web page such as "Restricted" */
  return g_strdup_printf (_ ("You chose “%s”. The key may list the models and make responses."), kind);
}

char *
kb_verdict_dup_proof_words (KbVerdict *verdict)
{
  if (kb_verdict_get_outcome (verdict) == KB_OUTCOME_WORKS)
    return g_strdup (
        _ ("A real answer came back, so key, permission, credit and model were all in order a moment ago. It "
           "does not show how much credit is left, nor that other models or areas are open."));
  return g_strdup (_ ("Everything ticked below was in order. What stands after the failed line was not "
                      "tried, and may be fine."));
}
