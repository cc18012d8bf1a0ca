/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>

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
  KB_ACTION_ROTATE,    /* to replacing the key; one that no keyring has: to Create the Key */
  KB_ACTION_OTHER_MODEL,
  KB_ACTION_OTHER_ADDRESS, /* the base address that KB_ARGUMENT_ADDRESS names, then the test again */
  KB_ACTION_TRY_AGAIN,
  KB_ACTION_FINISH,
} KbAction;

/* What the one %s of an explanation stands for. */
typedef enum
{
  KB_ARGUMENT_NONE,
  KB_ARGUMENT_MESSAGE, /* the server's words */
  KB_ARGUMENT_MODEL,   /* which was asked */
  KB_ARGUMENT_SCOPES,  /* permissions that are missing */
  KB_ARGUMENT_ISSUER,  /* who issued the certificate */
  KB_ARGUMENT_DATE,    /* what this computer's clock shows */
  KB_ARGUMENT_ADDRESS, /* the base address to use instead */
  KB_ARGUMENT_WAIT,    /* how long the server asks to wait */
  KB_ARGUMENT_END,     /* the day that is noted as the key's end */
} KbArgument;

/* Which call was answered. */
typedef enum
{
  KB_CALL_MODELS,
  KB_CALL_RESPONSES,
  KB_CALL_CHAT
} KbCall;

/* What was known when the answer came. */
typedef struct
{
  KbCall call;
  gboolean accepted;      /* an earlier answer has shown that the server knows the key */
  gboolean unlisted;      /* and kept the list of models from it */
  gboolean lacks_version; /* the base address does not say which version of the API it wants: no "/v1" */
} KbAsked;

/* One verdict; the rows stand in kb-diagnosis-works.c and its like, a file an outcome. Strings are static;
 * title, explanations and action_label are marked with N_() and given to the reader through gettext. */
typedef struct
{
  const char *id;    /* "credit-exhausted": stable, in --json, reports and practice keys */
  KbOutcome outcome; /* of the file that the row stands in */
  KbAspect failed;   /* the aspect that failed; KB_N_ASPECTS when none did */
  KbAspect shows;    /* the last aspect that such an answer proves, with those before it: the service looks
                        at them in their order. Any answer at all proves the network. What is not proved was
                        not reached. */
  const char *title; /* "No Credit Left" */
  const char *explanation; /* what happened and on whose side, in one sentence; when it does not work, a line
                              break and what to do. Everyday words, under 60. May hold one %s */
  const char *elsewhere;   /* the same when the server is not OpenAI's own; NULL: the same words */
  const char *over;      /* the same when it is the noted end of the key that tells it; NULL: it never does */
  KbArgument argument;   /* what %s stands for */
  gboolean knows_no_key; /* what the service says of a key that it does not have */
  const char *once_accepted; /* id of the row that is meant when the key had been accepted before */
  const char *unlisted;      /* id of the row that is meant when the list of models was kept from the key */
  const char *once_over;     /* id of the row that is meant when the noted end of the key has passed */
  const char *action_label;  /* "_Add Credit" */
  KbAction action;
  const char *link;    /* fact id of the address, or NULL */
  const char *article; /* of the library, that explains it */
  guint wait_seconds;  /* how long waiting may help; 0: it does not */
  /* the practice service's way to bring it about */
  guint practice_status;
  gboolean practice_unlisted;   /* the list of models is kept from the practice key */
  const char *practice_body;    /* JSON or HTML; NULL for what is not an answer (a failure) */
  const char *practice_teaches; /* N_() short: what the practice key shows */
} KbDiagnosis;

G_END_DECLS
