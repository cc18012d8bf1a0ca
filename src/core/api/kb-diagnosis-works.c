/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-diagnosis-rows.h"

/* The key works. Practice bodies: kb-practice-generation.c fills in model and time. */
const KbDiagnosis kb_diagnosis_works[] = {
  {
      .id = "works",
      .failed = KB_N_ASPECTS,
      .shows = KB_ASPECT_CREDIT,
      .unlisted = "works-restricted",
      .title = N_ ("Your Key Works"),
      .explanation =
          N_ ("The service accepted the key, the key may use this model, the account could pay, and the "
              "model answered. Programs that use this key in the same way will get answers too."),
      .action_label = N_ ("_Use Your Key"),
      .action = KB_ACTION_FINISH,
      .article = "first-calls",
      .practice_status = 200,
      .practice_body = KB_RESPONSE_BODY ("completed", KB_OUTPUT_TEXT ("connected")),
      .practice_teaches = N_ ("A key with which everything is right"),
  },
  {
      .id = "works-restricted",
      .failed = KB_N_ASPECTS,
      .shows = KB_ASPECT_CREDIT,
      .title = N_ ("Your Key Works"),
      .explanation = N_ ("The model answered. The key may not see the list of models, which is fine: it was "
                         "probably restricted on purpose. Programs need the list only to offer a choice."),
      .action_label = N_ ("_Use Your Key"),
      .action = KB_ACTION_FINISH,
      .article = "owners-and-permissions",
      .practice_status = 200,
      .practice_unlisted = TRUE,
      .practice_body = KB_RESPONSE_BODY ("completed", KB_OUTPUT_TEXT ("connected")),
      .practice_teaches = N_ ("A restricted key that may use models but not list them"),
  },
  {
      .id = "works-empty",
      .failed = KB_N_ASPECTS,
      .shows = KB_ASPECT_CREDIT,
      .title = N_ ("Your Key Works"),
      .explanation = N_ ("The model ran and was paid for, so the key works. This time it wrote no words "
                         "within the test’s short limit. A program with a higher limit will get an answer."),
      .action_label = N_ ("_Use Your Key"),
      .action = KB_ACTION_FINISH,
      .article = "request-settings",
      .practice_status = 200,
      .practice_body = KB_RESPONSE_BODY ("incomplete", ""),
      .practice_teaches = N_ ("A model that reaches the length limit before it writes a word"),
  },
  {
      .id = "refusal",
      .failed = KB_N_ASPECTS,
      .shows = KB_ASPECT_CREDIT,
      .title = N_ ("Your Key Works"),
      .explanation = N_ ("The model was reached, but declined to answer the test sentence. That is up to the "
                         "model: the key works."),
      .action_label = N_ ("_Use Your Key"),
      .action = KB_ACTION_FINISH,
      .article = "first-calls",
      .practice_status = 200,
      .practice_body =
          KB_RESPONSE_BODY ("completed",
                            "{\"type\":\"refusal\",\"refusal\":\"I would rather not say that.\"}"),
      .practice_teaches = N_ ("A model that declines to answer"),
  },
};

const gsize kb_diagnosis_n_works = G_N_ELEMENTS (kb_diagnosis_works);
