/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/key/kb-key-types.h"

#include <glib-object.h>
#include <libsecret/secret.h>

G_BEGIN_DECLS

/* Bytes of a text in which a key is looked for. */
#define KB_KEY_TEXT_LONGEST (64 * 1024)

/* What was taken away to get at the key. */
typedef enum
{
  KB_KEY_REMOVED_NOTHING = 0,
  KB_KEY_REMOVED_SPACES = 1 << 0,
  KB_KEY_REMOVED_LINE_BREAKS = 1 << 1,
  KB_KEY_REMOVED_QUOTES = 1 << 2,      /* backticks too */
  KB_KEY_REMOVED_INVISIBLE = 1 << 3,   /* zero-width, no-break, BOM */
  KB_KEY_REMOVED_VARIABLE = 1 << 4,    /* export OPENAI_API_KEY= and its like */
  KB_KEY_REMOVED_HEADER = 1 << 5,      /* Authorization: Bearer */
  KB_KEY_REMOVED_PUNCTUATION = 1 << 6, /* trailing comma, semicolon, ${ } */
  KB_KEY_REMOVED_WRAPPING = 1 << 7,    /* JSON or YAML around it */
  KB_KEY_REMOVED_DASHES = 1 << 8,      /* typographic dashes turned into - */
  KB_KEY_REMOVED_WIDE = 1 << 9,        /* full-width letters turned into ordinary ones */
  KB_KEY_REMOVED_ESCAPES = 1 << 10,    /* %2D, \\x2d, &#45; and their like turned into what they stand for */
  KB_KEY_REMOVED_REPEATED = 1 << 11,   /* "sk-proj-" that stood there twice */
} KbKeyRemoved;

/* What a pasted text turned out to be. Immutable; the key in it lies in non-pageable memory and is wiped with
 * it. */
typedef struct _KbKeyReading KbKeyReading;
#define KB_TYPE_KEY_READING (kb_key_reading_get_type ())
GType kb_key_reading_get_type (void);
KbKeyReading *kb_key_read (const char *text, gssize length);
KbKeyReading *kb_key_reading_ref (KbKeyReading *self);
void kb_key_reading_unref (KbKeyReading *self);
KbKeyState kb_key_reading_get_state (const KbKeyReading *self);
KbKeyKind kb_key_reading_get_kind (const KbKeyReading *self);
KbKeyRemoved kb_key_reading_get_removed (const KbKeyReading *self);
gsize kb_key_reading_get_length (const KbKeyReading *self);
SecretValue *kb_key_reading_get_key (const KbKeyReading *self);

/* @named: OpenAI is, in front of it; @line: on which it begins, from 1. */
typedef void (*KbKeyFound) (KbKeyReading *reading, gboolean named, guint line, gpointer user_data);
void kb_key_read_all (const char *text, gsize length, KbKeyFound each, gpointer user_data);

char *kb_key_reading_dup_summary (const KbKeyReading *self);
char *kb_key_reading_dup_removed (const KbKeyReading *self);
const char *kb_key_kind_get_label (KbKeyKind kind);

char *kb_key_redact (const char *text);
gboolean kb_key_is_in (const char *text);
gboolean kb_key_looks_like_key (const char *text);
gboolean kb_key_equal (SecretValue *a, SecretValue *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KbKeyReading, kb_key_reading_unref)

G_END_DECLS
