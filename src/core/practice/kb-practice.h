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
gboolean kb_practice_start (KbPractice *self, guint16 port, GError **error);
void kb_practice_stop (KbPractice *self);
const char *kb_practice_get_base_uri (KbPractice *self);
char *kb_practice_dup_uri_for (KbPractice *self, const char *key);
gint64 kb_practice_get_date_for (const char *key);
char *kb_practice_dup_key (const KbDiagnosis *diagnosis);
const KbDiagnosis *kb_practice_find (const char *key);
void kb_practice_revoke (KbPractice *self, const char *key);
guint kb_practice_get_requests (KbPractice *self);

G_END_DECLS
