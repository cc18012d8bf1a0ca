/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  KB_ROTATION_NONE,
  KB_ROTATION_REPLACE, /* in peace: the new key first */
  KB_ROTATION_LEAK,    /* in haste: the old key first */
} KbRotationKind;

typedef enum
{
  KB_ROTATION_STEP_CREATE, /* a new key is made and saved */
  KB_ROTATION_STEP_TEST,   /* the new one works */
  KB_ROTATION_STEP_SWITCH, /* what used the old one uses the new one */
  KB_ROTATION_STEP_REVOKE, /* the old one is deleted on the web page */
  KB_ROTATION_STEP_PROVE,  /* and is refused since */
  KB_ROTATION_STEP_USAGE,  /* somebody looked what was done with it */
  KB_ROTATION_STEP_REMOVE, /* it goes from the keyring */
} KbRotationStep;
#define KB_N_ROTATION_STEPS (KB_ROTATION_STEP_REMOVE + 1)

/* How far a key's replacement has come, as the notes keep it. Strings and lists never NULL. */
typedef struct
{
  KbRotationKind kind;
  guint done;        /* 1 << KbRotationStep */
  guint skipped;     /* the same */
  char *replacement; /* the store's name of the new key, "" before it is saved */
  char **places;     /* of the person's own, where the key is used */
  char **updated;    /* which places have the new one: those, or ids of the usual ones */
} KbRotationNote;

KbRotationNote *kb_rotation_note_new (void);
KbRotationNote *kb_rotation_note_copy (const KbRotationNote *note);
void kb_rotation_note_free (KbRotationNote *note);
/* As the member "rotation" of @entry; NULL where there is none, and takes it away. */
KbRotationNote *kb_rotation_note_from_json (JsonObject *entry);
void kb_rotation_note_to_json (const KbRotationNote *note, JsonObject *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KbRotationNote, kb_rotation_note_free)

G_END_DECLS
