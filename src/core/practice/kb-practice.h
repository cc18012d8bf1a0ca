/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/api/kb-diagnosis.h"
#include "core/key/kb-permission.h"

G_BEGIN_DECLS

#define KB_TYPE_PRACTICE (kb_practice_get_type ())
G_DECLARE_FINAL_TYPE (KbPractice, kb_practice, KB, PRACTICE, GObject)

/* What a practice key shows: a verdict, or beside it what a key of that kind may do. */
typedef struct
{
  const char *id;        /* in the key */
  const char *prefix;    /* of the key */
  const char *teaches;   /* N_() short */
  const char *verdict;   /* id of the row that a test leads to */
  const KbLevel *levels; /* nullable: KB_N_RESOURCES of them; NULL: as the verdict has it */
} KbPracticeLesson;

/* The built-in service: answers on loopback in OpenAI's format, one key a verdict. Which verdict a key brings
 * is in the table of kb-diagnosis.c. */
KbPractice *kb_practice_new (void);
gboolean kb_practice_start (KbPractice *self, guint16 port, GError **error);
void kb_practice_stop (KbPractice *self);
const char *kb_practice_get_base_uri (KbPractice *self);
char *kb_practice_dup_uri_for (KbPractice *self, const char *key);
gint64 kb_practice_get_date_for (const char *key);
GArray *kb_practice_get_lessons (void);
char *kb_practice_dup_lesson_key (const KbPracticeLesson *lesson);
char *kb_practice_dup_key (const KbDiagnosis *diagnosis);
const KbPracticeLesson *kb_practice_find_lesson (const char *key);
const KbDiagnosis *kb_practice_find (const char *key);
void kb_practice_revoke (KbPractice *self, const char *key);
guint kb_practice_get_requests (KbPractice *self);

G_END_DECLS
