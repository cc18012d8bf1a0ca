/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/api/kb-diagnosis.h"
#include "core/key/kb-key.h"

G_BEGIN_DECLS

/* What a test saw of a key. */
typedef enum
{
  KB_SEEN_UNKNOWN,
  KB_SEEN_NO,
  KB_SEEN_YES
} KbSeen;
typedef struct
{
  KbSeen service_account; /* who owns it, by how it begins */
  KbSeen lists_models;
  KbSeen responds; /* may ask a model */
} KbShown;

#define KB_TYPE_VERDICT (kb_verdict_get_type ())
G_DECLARE_FINAL_TYPE (KbVerdict, kb_verdict, KB, VERDICT, GObject)

/* The result of one test. Built by KbChecker; immutable for others. Texts from the server are redacted and
 * plain. */
const KbDiagnosis *kb_verdict_get_diagnosis (KbVerdict *self);
KbOutcome kb_verdict_get_outcome (KbVerdict *self);
KbAspectState kb_verdict_get_aspect (KbVerdict *self, KbAspect aspect);
char *kb_verdict_dup_title (KbVerdict *self);
char *kb_verdict_dup_explanation (KbVerdict *self);
char *kb_verdict_dup_summary (KbVerdict *self);
char *kb_verdict_dup_help (KbVerdict *self);
char *kb_verdict_dup_technical (KbVerdict *self);
/* What to do about it: the row's, or another where its pages are not those of the server that was asked. */
KbAction kb_verdict_get_action (KbVerdict *self);
const char *kb_verdict_get_action_label (KbVerdict *self);
const char *kb_verdict_get_link (KbVerdict *self);
char *kb_verdict_dup_other_address (KbVerdict *self);
gboolean kb_verdict_is_elsewhere (KbVerdict *self);
KbResponse *kb_verdict_get_response (KbVerdict *self);
const char *kb_verdict_get_base_uri (KbVerdict *self);
const char *kb_verdict_get_reply_text (KbVerdict *self);
const char *kb_verdict_get_model (KbVerdict *self);
gint64 kb_verdict_get_cost (KbVerdict *self);
double kb_verdict_get_retry_after (KbVerdict *self);
const char *const *kb_verdict_get_models (KbVerdict *self);
gint64 kb_verdict_get_tested (KbVerdict *self); /* Unix seconds */
const char *kb_verdict_get_end (KbVerdict *self);
KbShown kb_verdict_get_shown (KbVerdict *self);

/* For KbChecker */
typedef struct
{
  const KbDiagnosis *diagnosis;
  KbAspectState aspects[KB_N_ASPECTS];
  const char *end; /* the noted one, if that is why the key is refused; nullable */
  const char *base_uri;
  gboolean elsewhere; /* not OpenAI's own server */
  const char *model;
  KbResponse *reply; /* the last one, nullable */
  char **models;     /* nullable */
  gboolean lists_models;
  gboolean list_refused; /* the service keeps the list from this key */
  KbKeyKind key_kind;
  gint64 cost;
} KbVerdictParts;
KbVerdict *kb_verdict_new (const KbVerdictParts *parts);

G_END_DECLS
