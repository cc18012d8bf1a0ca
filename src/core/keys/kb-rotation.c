/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/keys/kb-rotation.h"

#include "core/api/kb-diagnosis.h"

struct _KbRotation
{
  GObject parent_instance;

  KbNotes *notes;
  char *name;
  KbRotationNote *state;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const KbRotationStep replace_steps[] = {
  KB_ROTATION_STEP_CREATE, KB_ROTATION_STEP_TEST,  KB_ROTATION_STEP_SWITCH,
  KB_ROTATION_STEP_REVOKE, KB_ROTATION_STEP_PROVE, KB_ROTATION_STEP_REMOVE,
};

/* Whoever has the key can spend with it until it is dead: that comes before everything else. */
static const KbRotationStep leak_steps[] = {
  KB_ROTATION_STEP_REVOKE, KB_ROTATION_STEP_PROVE, KB_ROTATION_STEP_CREATE, KB_ROTATION_STEP_TEST,
  KB_ROTATION_STEP_SWITCH, KB_ROTATION_STEP_USAGE, KB_ROTATION_STEP_REMOVE,
};

G_DEFINE_FINAL_TYPE (KbRotation, kb_rotation, G_TYPE_OBJECT)

static void
put_state (KbNotes *notes, const char *name, const KbRotationNote *state)
{
  const KbNote *known = kb_notes_find (notes, name);
  g_autoptr (KbNote) note = known != NULL ? kb_note_copy (known) : kb_note_new (name);

  kb_rotation_note_free (note->rotation);
  note->rotation = kb_rotation_note_copy (state);
  kb_notes_put (notes, note);
}

static void
keep (KbRotation *self)
{
  put_state (self->notes, self->name, self->state);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
kb_rotation_finalize (GObject *object)
{
  KbRotation *self = KB_ROTATION (object);

  g_clear_object (&self->notes);
  g_free (self->name);
  kb_rotation_note_free (self->state);

  G_OBJECT_CLASS (kb_rotation_parent_class)->finalize (object);
}

static void
kb_rotation_class_init (KbRotationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kb_rotation_finalize;
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", KB_TYPE_ROTATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kb_rotation_init (KbRotation *self)
{
}

/**
 * kb_rotation_new:
 * @notes: where it is kept
 * @name: the store's name of the key that is to be replaced
 *
 * Returns: (transfer full): how far its replacement has come
 */
KbRotation *
kb_rotation_new (KbNotes *notes, const char *name)
{
  KbRotation *self = g_object_new (KB_TYPE_ROTATION, NULL);

  self->notes = g_object_ref (notes);
  self->name = g_strdup (name);
  kb_rotation_refresh (self);

  return self;
}

/**
 * kb_rotation_begin:
 * @kind: why the key is replaced
 */
void
kb_rotation_begin (KbRotation *self, KbRotationKind kind)
{
  g_return_if_fail (KB_IS_ROTATION (self));

  if (self->state->kind >= kind)
    return;
  self->state->kind = kind;
  keep (self);
}

/**
 * kb_rotation_get_kind:
 *
 * Returns: why the key is replaced; %KB_ROTATION_NONE when it is not
 */
KbRotationKind
kb_rotation_get_kind (KbRotation *self)
{
  g_return_val_if_fail (KB_IS_ROTATION (self), KB_ROTATION_NONE);

  return self->state->kind;
}

/**
 * kb_rotation_get_steps:
 * @n_steps: (out): how many
 *
 * Returns: (array length=n_steps) (transfer none): its steps in their order
 */
const KbRotationStep *
kb_rotation_get_steps (KbRotation *self, gsize *n_steps)
{
  gboolean leak = kb_rotation_get_kind (self) == KB_ROTATION_LEAK;

  *n_steps = leak ? G_N_ELEMENTS (leak_steps) : G_N_ELEMENTS (replace_steps);

  return leak ? leak_steps : replace_steps;
}

/**
 * kb_rotation_get_mark:
 * @step: a step
 *
 * Returns: what became of it
 */
KbRotationMark
kb_rotation_get_mark (KbRotation *self, KbRotationStep step)
{
  g_return_val_if_fail (KB_IS_ROTATION (self), KB_ROTATION_TODO);

  if (self->state->done & 1u << step)
    return KB_ROTATION_DONE;

  return self->state->skipped & 1u << step ? KB_ROTATION_SKIPPED : KB_ROTATION_TODO;
}

/**
 * kb_rotation_set_mark:
 * @step: a step
 * @mark: what became of it
 */
void
kb_rotation_set_mark (KbRotation *self, KbRotationStep step, KbRotationMark mark)
{
  g_return_if_fail (KB_IS_ROTATION (self));

  if (kb_rotation_get_mark (self, step) == mark)
    return;
  self->state->done &= ~(1u << step);
  self->state->skipped &= ~(1u << step);
  if (mark == KB_ROTATION_DONE)
    self->state->done |= 1u << step;
  else if (mark == KB_ROTATION_SKIPPED)
    self->state->skipped |= 1u << step;
  keep (self);
}

/**
 * kb_rotation_get_current:
 *
 * Returns: the step to do next
 */
KbRotationStep
kb_rotation_get_current (KbRotation *self)
{
  gsize n_steps;
  const KbRotationStep *steps = kb_rotation_get_steps (self, &n_steps);

  for (gsize i = 0; i < n_steps; i++)
    if (kb_rotation_get_mark (self, steps[i]) == KB_ROTATION_TODO)
      return steps[i];

  return steps[n_steps - 1];
}

/**
 * kb_rotation_get_replacement:
 *
 * Returns: (transfer none): the store's name of the new key, "" before it is saved
 */
const char *
kb_rotation_get_replacement (KbRotation *self)
{
  g_return_val_if_fail (KB_IS_ROTATION (self), NULL);

  return self->state->replacement;
}

/**
 * kb_rotation_set_replacement:
 * @replacement: the store's name of the key that was saved; not the one that is replaced
 */
void
kb_rotation_set_replacement (KbRotation *self, const char *replacement)
{
  g_return_if_fail (KB_IS_ROTATION (self));
  g_return_if_fail (replacement != NULL && *replacement != '\0');

  if (g_str_equal (replacement, self->name))
    return;
  g_set_str (&self->state->replacement, replacement);
  self->state->kind = MAX (self->state->kind, KB_ROTATION_REPLACE);
  self->state->done |= 1u << KB_ROTATION_STEP_CREATE;
  /* Another new key has proven nothing yet. */
  self->state->done &= ~(1u << KB_ROTATION_STEP_TEST);
  self->state->skipped &= ~(1u << KB_ROTATION_STEP_CREATE | 1u << KB_ROTATION_STEP_TEST);
  keep (self);
}

static gboolean
replacement_works (KbRotation *self)
{
  const KbNote *note = kb_notes_find (self->notes, self->state->replacement);
  const KbDiagnosis *diagnosis = note != NULL ? kb_diagnosis_find (note->last_verdict) : NULL;

  return diagnosis != NULL && diagnosis->outcome == KB_OUTCOME_WORKS;
}

/**
 * kb_rotation_refresh:
 *
 * Reads the notes again, and marks the test of the new key as done where they say that it works.
 */
void
kb_rotation_refresh (KbRotation *self)
{
  const KbNote *note;

  g_return_if_fail (KB_IS_ROTATION (self));

  note = kb_notes_find (self->notes, self->name);
  kb_rotation_note_free (self->state);
  self->state = note != NULL ? kb_rotation_note_copy (note->rotation) : NULL;
  if (self->state == NULL)
    self->state = kb_rotation_note_new ();
  if (replacement_works (self))
    kb_rotation_set_mark (self, KB_ROTATION_STEP_TEST, KB_ROTATION_DONE);
}

/**
 * kb_rotation_get_places:
 *
 * Returns: (transfer none) (array zero-terminated=1): where the person said that the key is used
 */
const char *const *
kb_rotation_get_places (KbRotation *self)
{
  g_return_val_if_fail (KB_IS_ROTATION (self), NULL);

  return (const char *const *) self->state->places;
}

static void
add (char ***strings, const char *string)
{
  guint length = g_strv_length (*strings);

  *strings = g_renew (char *, *strings, length + 2);
  (*strings)[length] = g_strdup (string);
  (*strings)[length + 1] = NULL;
}

static void
take_away (char **strings, const char *string)
{
  for (char **place = strings; *place != NULL;)
    if (g_str_equal (*place, string))
      {
        g_free (*place);
        memmove (place, place + 1, g_strv_length (place + 1) * sizeof *place + sizeof *place);
      }
    else
      place++;
}

/**
 * kb_rotation_add_place:
 * @place: where the key is used, in the person's words
 */
void
kb_rotation_add_place (KbRotation *self, const char *place)
{
  g_return_if_fail (KB_IS_ROTATION (self));
  g_return_if_fail (place != NULL);

  if (*place == '\0' || g_strv_contains ((const char *const *) self->state->places, place))
    return;
  add (&self->state->places, place);
  keep (self);
}

/**
 * kb_rotation_get_updated:
 * @place: a place of the person's own, or the id of a usual one
 *
 * Returns: whether it has the new key
 */
gboolean
kb_rotation_get_updated (KbRotation *self, const char *place)
{
  g_return_val_if_fail (KB_IS_ROTATION (self), FALSE);

  return g_strv_contains ((const char *const *) self->state->updated, place);
}

/**
 * kb_rotation_set_updated:
 * @place: as above
 * @updated: whether it has the new key
 */
void
kb_rotation_set_updated (KbRotation *self, const char *place, gboolean updated)
{
  g_return_if_fail (KB_IS_ROTATION (self));

  if (kb_rotation_get_updated (self, place) == updated)
    return;
  if (updated)
    add (&self->state->updated, place);
  else
    take_away (self->state->updated, place);
  keep (self);
}

/**
 * kb_rotation_hand_over:
 * @self: a rotation whose new key is saved
 *
 * Tells the notes on the new key where it is used. The old key's notes go with that key.
 */
void
kb_rotation_hand_over (KbRotation *self)
{
  g_autoptr (KbRotationNote) state = NULL;

  g_return_if_fail (KB_IS_ROTATION (self));

  if (*self->state->replacement == '\0' || *self->state->places == NULL)
    return;
  state = kb_rotation_note_new ();
  g_strfreev (state->places);
  state->places = g_strdupv (self->state->places);
  put_state (self->notes, self->state->replacement, state);
}
