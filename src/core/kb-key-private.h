/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-key.h"

G_BEGIN_DECLS

/* "sk-" and 20 characters; what is longer than the other is no key of anybody. */
#define KB_KEY_SHORTEST 23
#define KB_KEY_LONGEST 512
#define KB_KEY_TEXT_LONGEST (64 * 1024)

/* What stands in KbKeyText.chars for a character outside ASCII. */
#define KB_KEY_CHAR_LETTER '\1'
#define KB_KEY_CHAR_SYMBOL '\2'
#define KB_KEY_CHAR_MASK '\3'

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

/* Finer than KbKeyProblem; each has its own sentence. */
typedef enum
{
  KB_KEY_HINT_NONE,
  KB_KEY_HINT_CUT_START,
  KB_KEY_HINT_CAPITALS,
  KB_KEY_HINT_UNDERSCORES
} KbKeyHint;

typedef struct
{
  const char *name;
  const char *prefix;
  const char *alphabet; /* of what follows the prefix; NULL for that of keys */
  gsize shortest;       /* characters after the prefix */
  gsize longest;        /* 0: no limit */
  const char *marker;   /* nullable */
  const char *place;    /* where such a key belongs; untranslated */
} KbKeyProvider;

typedef struct
{
  KbKeyState state;
  KbKeyKind kind;
  KbKeyProblem problem;
  KbKeyHint hint;
  const char *provider; /* name */
  const char *place;    /* untranslated */
  gsize start, end;     /* in KbKeyText */
  gsize length;         /* of the token, also where it is too long for the buffer */
  gboolean doubled;
  gboolean bare; /* told by its length only */
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
kb_key_char_is_token (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_';
}

static inline gboolean
kb_key_char_is_blank (char c)
{
  return c == ' ' || c == '\n';
}

/* kb-key-clean.c */
void kb_key_text_init (KbKeyText *self, const char *text, gsize length);
void kb_key_text_clear (KbKeyText *self);
gsize kb_key_text_get_run_end (const KbKeyText *self, gsize start);

/* kb-key-providers.c */
gboolean kb_key_has_prefix (const char *run, gsize length, const char *prefix);
gboolean kb_key_consists_of (const char *run, gsize length, const char *alphabet);
const KbKeyProvider *kb_key_find_provider (const char *run, gsize length);
const KbKeyProvider *kb_key_get_provider_at (gsize index); /* NULL after the last */

/* kb-key-kinds.c */
void kb_key_judge_token (KbKeyMatch *match);
gboolean kb_key_judge_run (KbKeyMatch *match, const char *run, gsize length);
gboolean kb_key_is_whole (const char *token, gsize length);
gboolean kb_key_is_random (const char *run, gsize length);
gboolean kb_key_is_placeholder (const char *text, gsize length);

/* kb-key-find.c */
void kb_key_find (const KbKeyText *text, KbKeyMatch *best);

/* kb-key-guess.c */
void kb_key_guess (const KbKeyText *text, KbKeyMatch *best);

/* kb-key-around.c */
KbKeyDirt kb_key_measure_dirt (const KbKeyText *text, const KbKeyMatch *match);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KbKeyText, kb_key_text_clear)

G_END_DECLS
