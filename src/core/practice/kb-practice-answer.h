/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/api/kb-diagnosis.h"
#include "core/key/kb-permission.h"

G_BEGIN_DECLS

/* What a client asked of the practice service. */
typedef struct
{
  const char *method;
  const char *path;         /* "/v1/models" */
  const char *content_type; /* nullable */
  GBytes *body;             /* nullable */
  const KbLevel *levels;    /* nullable: what the key may do, where the verdict does not say it */
} KbPracticeRequest;

/* What it answers. */
typedef struct
{
  guint status;
  char *body;          /* NULL when it comes as events */
  GPtrArray *events;   /* nullable: server-sent ones, as they go over the line */
  gboolean breaks_off; /* the line is cut after the last of them */
} KbPracticeAnswer;

void kb_practice_answer_clear (KbPracticeAnswer *answer);
KbPracticeAnswer kb_practice_answer_error (guint status,
                                           const char *code,
                                           const char *param,
                                           const char *message);
KbPracticeAnswer kb_practice_answer_for (const KbDiagnosis *row, const KbPracticeRequest *request);
KbPracticeAnswer kb_practice_answer_generation (const KbDiagnosis *row, KbCall call, JsonObject *request);

gboolean kb_practice_answer_access (const KbDiagnosis *row,
                                    const KbPracticeRequest *request,
                                    KbPracticeAnswer *answer);
gboolean kb_practice_check_shape (JsonObject *body, KbCall call, KbPracticeAnswer *complaint);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KbPracticeAnswer, kb_practice_answer_clear)

G_END_DECLS
