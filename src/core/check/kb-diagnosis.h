/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/check/kb-reply.h"

G_BEGIN_DECLS

typedef enum
{
  KB_OUTCOME_WORKS,
  KB_OUTCOME_REFUSED,
  KB_OUTCOME_BLOCKED,
  KB_OUTCOME_NOT_CHECKED
} KbOutcome;
typedef enum
{
  KB_ASPECT_NETWORK,
  KB_ASPECT_KEY,
  KB_ASPECT_PERMISSIONS,
  KB_ASPECT_MODEL,
  KB_ASPECT_CREDIT,
  KB_ASPECT_STORAGE
} KbAspect;
#define KB_N_ASPECTS (KB_ASPECT_STORAGE + 1)
typedef enum
{
  KB_ASPECT_STATE_NOT_REACHED,
  KB_ASPECT_STATE_CHECKING,
  KB_ASPECT_STATE_PASSED,
  KB_ASPECT_STATE_FAILED
} KbAspectState;

/* What the button of a verdict does. */
typedef enum
{
  KB_ACTION_NONE,
  KB_ACTION_OPEN_LINK, /* the row's link, a fact id */
  KB_ACTION_EDIT_KEY,  /* back to Save, to paste again */
  KB_ACTION_NEW_KEY,   /* to Create the Key */
  KB_ACTION_OTHER_MODEL,
  KB_ACTION_TRY_AGAIN,
  KB_ACTION_FINISH,
} KbAction;

/* Which call was answered. */
typedef enum
{
  KB_CALL_MODELS,
  KB_CALL_RESPONSES,
  KB_CALL_CHAT
} KbCall;

/* One row of the table in kb-diagnosis.c: the only place to touch to add a verdict. Strings are static;
 * title, explanation and action_label are marked with N_() and given to the reader through gettext. */
typedef struct
{
  const char *id; /* "credit-exhausted": stable, in --json, reports and practice keys */
  KbOutcome outcome;
  KbAspect failed;         /* the aspect that failed; those before it passed, those after it were not reached.
                              KB_N_ASPECTS when it works */
  const char *title;       /* "No Credit Left" */
  const char *explanation; /* what happened, whose side, what to do; everyday words, under 60 words. May hold
                              one %s: kb_diagnosis_dup_explanation() */
  const char *action_label; /* "Add Credit" */
  KbAction action;
  const char *link;    /* fact id of the address, or NULL */
  const char *article; /* of the library, that explains it */
  guint wait_seconds;  /* how long waiting may help; 0: it does not */
  /* the practice service's way to bring it about */
  guint practice_status;
  const char *practice_body;    /* JSON or HTML; NULL for what is not an answer (a failure) */
  const char *practice_teaches; /* N_() short: what the practice key shows */
} KbDiagnosis;

const KbDiagnosis *kb_diagnosis_get_table (gsize *n_rows);
const KbDiagnosis *kb_diagnosis_find (const char *id); /* nullable */
/* Pure, in the order of API.md §3. @reply: an answer to @call. Never NULL. "works" only for a real
 * generation; a good answer to KB_CALL_MODELS gives NULL: nothing to say yet. */
const KbDiagnosis *kb_diagnose (KbReply *reply, KbCall call);
/* Permissions that `Missing scopes: …` names, with the level to set, in the dashboard's words: "List models
 * (Read), Responses (Write)". transfer full; NULL when none. */
char *kb_diagnosis_dup_missing_scopes (KbReply *reply);

#define KB_TYPE_ASPECT (kb_aspect_get_type ())
#define KB_TYPE_ASPECT_STATE (kb_aspect_state_get_type ())
#define KB_TYPE_OUTCOME (kb_outcome_get_type ())
GType kb_aspect_get_type (void);
GType kb_aspect_state_get_type (void);
GType kb_outcome_get_type (void);
const char *kb_outcome_get_name (KbOutcome outcome); /* "works", "refused", "blocked", "not-checked" */

G_END_DECLS
