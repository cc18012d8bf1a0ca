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
          N_ ("The service accepted the key, the key may use this model, the account could pay for it, and "
              "the model answered. A program that uses this key in the same way will get answers too."),
      .action_label = N_ ("Use Your Key"),
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
      .explanation =
          N_ ("The model answered. The key may not see the list of models, which is fine: it was probably "
              "restricted on purpose. Programs need the list only to show a choice."),
      .action_label = N_ ("Use Your Key"),
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
      .explanation =
          N_ ("The model ran and was paid for, so the key works. This time it wrote no words within the "
              "short limit of the test. A program with a higher limit will get an answer."),
      .action_label = N_ ("Use Your Key"),
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
      .explanation =
          N_ ("The model was reached and answered that it would rather not reply to the test sentence. "
              "That says something about the model, not about the key: the key works."),
      .action_label = N_ ("Use Your Key"),
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
