/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/key/kb-key-prefixes.h"
#include "core/key/kb-key.h"

G_BEGIN_DECLS

/* "sk-" and 20 characters; what is longer than the other is no key of anybody. */
#define KB_KEY_SHORTEST 23
#define KB_KEY_LONGEST 512

/* What stands in KbKeyText.chars for a character outside ASCII. */
#define KB_KEY_CHAR_LETTER '\1'
#define KB_KEY_CHAR_SYMBOL '\2'
#define KB_KEY_CHAR_MASK '\3'

/* In KbKeyText.marks, beside KbKeyRemoved. */
#define KB_KEY_MARK_LINE (1 << 15)      /* a line of the text ends here */
#define KB_KEY_MARK_LONG_DASH (1 << 14) /* word processors make one of two hyphens */
#define KB_KEY_MARK_REMOVED 0x3fff

/* A pasted text with its dirt made uniform: one byte a character, spaces are ' ', line breaks '\n', quotes
 * '"', dashes '-', invisible characters gone. marks[i] says what was done at or just before chars[i]; there
 * is one mark more than characters, for what was dropped at the end. */
typedef struct
{
  char *chars;
  guint16 *marks;
  gsize length;
  gsize size;
} KbKeyText;

typedef struct
{
  KbKeyState state;
  KbKeyKind kind;
  KbKeyProblem problem;
  KbKeyHint hint;
  const char *provider; /* name */
  const char *place;    /* untranslated */
  gsize start, end;     /* in KbKeyText */
  gsize beginning;      /* characters of a beginning that stands there once too often */
  gsize length;         /* of the token, also where it is too long for the buffer */
  gboolean doubled;
  gboolean bare;        /* told by its length only */
  gboolean line_hyphen; /* one at the end of a line was left out */
  gboolean named;       /* OpenAI is, in front of it */
  char token[KB_KEY_LONGEST + 1];
} KbKeyMatch;

typedef struct
{
  KbKeyRemoved removed;
  guint spaces;
  guint line_breaks;
} KbKeyDirt;

struct _KbKeyReading
{
  KbKeyState state;
  KbKeyKind kind;
  KbKeyProblem problem;
  KbKeyHint hint;
  KbKeyDirt dirt;
  const char *provider;
  const char *place;
  gsize length;
  SecretValue *key;
};

static inline gboolean
kb_key_char_is_blank (char c)
{
  return c == ' ' || c == '\n';
}

/* kb-key-clean.c */
void kb_key_text_init (KbKeyText *self, const char *text, gsize length);
void kb_key_text_clear (KbKeyText *self);
gsize kb_key_text_get_run_end (const KbKeyText *self, gsize start);

/* kb-key-escapes.c */
gsize kb_key_read_escape (const char *p, const char *end, gunichar *c);

/* kb-key-kinds.c */
void kb_key_judge_token (KbKeyMatch *match);
gboolean kb_key_judge_run (KbKeyMatch *match, const char *run, gsize length);
gboolean kb_key_is_whole (const char *token, gsize length);
gboolean kb_key_is_random (const char *run, gsize length);
gboolean kb_key_is_placeholder (const char *text, gsize length);

/* kb-key-join.c */
void kb_key_join (KbKeyMatch *match, const KbKeyText *text, gsize end);
gsize kb_key_find_next_run (const KbKeyText *text, gsize i);

/* kb-key-find.c */
typedef void (*KbKeyMatchFunc) (const KbKeyText *text, const KbKeyMatch *match, gpointer user_data);
void kb_key_scan (const KbKeyText *text, KbKeyMatchFunc each, gpointer user_data);
void kb_key_find (const KbKeyText *text, KbKeyMatch *best);

/* kb-key-guess.c */
void kb_key_guess (const KbKeyText *text, KbKeyMatch *best);

/* kb-key-around.c */
KbKeyDirt kb_key_measure_dirt (const KbKeyText *text, const KbKeyMatch *match);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KbKeyText, kb_key_text_clear)

G_END_DECLS
