/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/keys/kb-rotation-note.h"

#include "core/base/kb-json.h"

#define MEMBER "rotation"

/* Words of the file format: they stay when an enum is sorted anew. */
static const char *const kind_words[] = { "none", "replace", "leak" };
static const char *const step_words[] = { "create", "test", "switch", "revoke", "prove", "usage", "remove" };

G_STATIC_ASSERT (G_N_ELEMENTS (step_words) == KB_N_ROTATION_STEPS);

/**
 * kb_rotation_note_new:
 *
 * Returns: (transfer full): one that says nothing yet
 */
KbRotationNote *
kb_rotation_note_new (void)
{
  KbRotationNote *note = g_new0 (KbRotationNote, 1);

  note->replacement = g_strdup ("");
  note->places = g_new0 (char *, 1);
  note->updated = g_new0 (char *, 1);

  return note;
}

/**
 * kb_rotation_note_copy:
 * @note: (nullable): what to copy
 *
 * Returns: (transfer full) (nullable): a copy
 */
KbRotationNote *
kb_rotation_note_copy (const KbRotationNote *note)
{
  KbRotationNote *copy = note != NULL ? g_memdup2 (note, sizeof *note) : NULL;

  if (copy == NULL)
    return NULL;
  copy->replacement = g_strdup (note->replacement);
  copy->places = g_strdupv (note->places);
  copy->updated = g_strdupv (note->updated);

  return copy;
}

/**
 * kb_rotation_note_free:
 * @note: (transfer full) (nullable): what to free
 */
void
kb_rotation_note_free (KbRotationNote *note)
{
  if (note == NULL)
    return;
  g_free (note->replacement);
  g_strfreev (note->places);
  g_strfreev (note->updated);
  g_free (note);
}

static char **
get_strings (JsonObject *object, const char *member)
{
  return kb_json_dup_strings (kb_json_get_array (object, member));
}

static guint
get_steps (JsonObject *object, const char *member)
{
  g_auto (GStrv) words = get_strings (object, member);
  guint steps = 0;

  for (guint step = 0; step < KB_N_ROTATION_STEPS; step++)
    if (g_strv_contains ((const char *const *) words, step_words[step]))
      steps |= 1u << step;

  return steps;
}

/**
 * kb_rotation_note_from_json:
 * @entry: what the notes say of a key
 *
 * Returns: (transfer full) (nullable): how far its replacement has come, %NULL when nothing is said of it
 */
KbRotationNote *
kb_rotation_note_from_json (JsonObject *entry)
{
  JsonObject *object = kb_json_get_object (entry, MEMBER);
  KbRotationNote *note;

  if (object == NULL)
    return NULL;

  note = kb_rotation_note_new ();
  for (guint kind = 0; kind < G_N_ELEMENTS (kind_words); kind++)
    if (g_strcmp0 (kb_json_get_string (object, "kind"), kind_words[kind]) == 0)
      note->kind = (KbRotationKind) kind;
  note->done = get_steps (object, "done");
  note->skipped = get_steps (object, "skipped") & ~note->done;
  if (kb_json_get_string (object, "replacement") != NULL)
    g_set_str (&note->replacement, kb_json_get_string (object, "replacement"));
  g_strfreev (note->places);
  note->places = get_strings (object, "places");
  g_strfreev (note->updated);
  note->updated = get_strings (object, "updated");

  return note;
}

static void
set_strings (JsonObject *object, const char *member, char **strings)
{
  JsonArray *array = json_array_new ();

  for (char **string = strings; *string != NULL; string++)
    json_array_add_string_element (array, *string);
  json_object_set_array_member (object, member, array);
}

static void
set_steps (JsonObject *object, const char *member, guint steps)
{
  JsonArray *array = json_array_new ();

  for (guint step = 0; step < KB_N_ROTATION_STEPS; step++)
    if (steps & 1u << step)
      json_array_add_string_element (array, step_words[step]);
  json_object_set_array_member (object, member, array);
}

/**
 * kb_rotation_note_to_json:
 * @note: (nullable): how far a key's replacement has come
 * @entry: what the notes say of the key; what is not known of it stays
 */
void
kb_rotation_note_to_json (const KbRotationNote *note, JsonObject *entry)
{
  JsonNode *node = json_object_get_member (entry, MEMBER);
  JsonObject *object;

  if (note == NULL)
    {
      if (node != NULL)
        json_object_remove_member (entry, MEMBER);
      return;
    }
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    json_object_set_object_member (entry, MEMBER, json_object_new ());
  object = json_object_get_object_member (entry, MEMBER);
  json_object_set_string_member (object, "kind", kind_words[note->kind]);
  set_steps (object, "done", note->done);
  set_steps (object, "skipped", note->skipped);
  json_object_set_string_member (object, "replacement", note->replacement);
  set_strings (object, "places", note->places);
  set_strings (object, "updated", note->updated);
}
