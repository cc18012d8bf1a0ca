/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/api/kb-diagnosis.h"

G_BEGIN_DECLS

#define KB_TYPE_PRACTICE (kb_practice_get_type ())
G_DECLARE_FINAL_TYPE (KbPractice, kb_practice, KB, PRACTICE, GObject)

/* The built-in service: answers on loopback in OpenAI's format, one key a verdict. Which verdict a key brings
 * is in the table of kb-diagnosis.c. */
KbPractice *kb_practice_new (void);
/* @port: 0 takes a free one. */
gboolean kb_practice_start (KbPractice *self, guint16 port, GError **error);
void kb_practice_stop (KbPractice *self);
const char *kb_practice_get_base_uri (KbPractice *self); /* "http://127.0.0.1:PORT/v1"; NULL before start */
/* The address to use for @key: most keys the base address; the network failures (name not found, refused,
 * untrusted certificate…) real addresses on this machine that fail so. transfer full. */
char *kb_practice_dup_uri_for (KbPractice *self, const char *key);
/* The date that the client has to be told for @key, Unix seconds; 0: the true one. */
gint64 kb_practice_get_date_for (const char *key);
/* "sk-proj-practice-credit-exhausted-…": passes for a project key; another in each process. transfer full. */
char *kb_practice_dup_key (const KbDiagnosis *diagnosis);
const KbDiagnosis *kb_practice_find (const char *key); /* nullable */
/* From now on @key is one that the service does not know. Also over the network: POST /practice/revoke. */
void kb_practice_revoke (KbPractice *self, const char *key);
guint kb_practice_get_requests (KbPractice *self); /* answered so far; for tests */

G_END_DECLS
