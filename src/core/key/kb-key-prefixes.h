/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/key/kb-key-types.h"

G_BEGIN_DECLS

/* What most keys of OpenAI have in their middle. */
#define KB_KEY_MARKER "T3BlbkFJ"

typedef enum
{
  KB_KEY_REDACT_NOT,     /* an ID, or another row of the same prefix does it */
  KB_KEY_REDACT_FITTING, /* only what fits the row */
  KB_KEY_REDACT_ALL,     /* whatever begins so, in capitals too */
  KB_KEY_REDACT_INSIDE,  /* the same in the middle of a word, where an escape ran into it */
} KbKeyRedaction;

/* Finer than KbKeyProblem; each has its own sentence. */
typedef enum
{
  KB_KEY_HINT_NONE,
  KB_KEY_HINT_CUT_START,
  KB_KEY_HINT_CAPITALS,
  KB_KEY_HINT_UNDERSCORES,
  KB_KEY_HINT_ONE_MORE /* than keys of this kind have */
} KbKeyHint;

/* How secrets begin, and what Keybearer makes of them. */
typedef struct
{
  const char *prefix;
  KbKeyState state;     /* GOOD, ODD or BAD: usable, with a doubt, refused */
  KbKeyProblem problem; /* of ODD and BAD */
  KbKeyKind kind;
  const char *whose; /* NULL: OpenAI's */
  const char *place; /* where such a key belongs, untranslated; NULL: where one of @whose is asked for */
  /* A row fits what has the prefix and all of these. */
  const char *alphabet; /* of the rest; NULL for that of keys */
  guint16 shortest;     /* characters after the prefix */
  guint16 longest;      /* 0: no limit */
  gboolean no_word;     /* capitals or digits are among them */
  const char *marker;   /* nullable */
  guint16 lengths[6];   /* of whole keys, with the prefix; 0 ends */
  KbKeyRedaction redaction;
  KbKeyHint hint;
} KbKeyPrefix;

static inline gboolean
kb_key_char_is_token (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_';
}

/* The first row that fits; NULL when none does. */
const KbKeyPrefix *kb_key_find_prefix (const char *run, gsize length);
const KbKeyPrefix *kb_key_get_prefix_at (gsize index); /* NULL after the last */
/* "sk-proj-" and its like: OpenAI's, and told from all else by itself. */
gboolean kb_key_prefix_is_openais (const KbKeyPrefix *row);
/* How far @text goes on in the alphabet of keys; a prefix may have a dot, too. */
gsize kb_key_measure_run (const char *text, gsize length);
gboolean kb_key_has_prefix (const char *run, gsize length, const char *prefix);
gboolean kb_key_consists_of (const char *run, gsize length, const char *alphabet);

typedef struct
{
  const char *name;  /* as in the names of variables, capitals */
  const char *whose; /* NULL: OpenAI's */
} KbKeyOwner;

/* Whose the name says a key is that stands behind @text; NULL when it says nothing. */
const KbKeyOwner *kb_key_find_owner (const char *text, gsize length);

G_END_DECLS
