/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/base/kb-words.h"
#include "core/programs/kb-connection-private.h"

#include "core/base/kb-file.h"
#include "core/base/kb-json.h"

#include <string.h>

#define FILE_NAME "connections.json"
#define ORIGINALS "originals"
#define VERSION 1
#define MOST_ORIGINALS 9999

/* What a note has, by the names in the file. */
static const struct
{
  const char *name;
  gsize offset;
} members[] = {
  { "program", G_STRUCT_OFFSET (KbConnectionNote, program) },
  { "name", G_STRUCT_OFFSET (KbConnectionNote, name) },
  { "path", G_STRUCT_OFFSET (KbConnectionNote, path) },
  { "original", G_STRUCT_OFFSET (KbConnectionNote, original) },
  { "hash", G_STRUCT_OFFSET (KbConnectionNote, hash) },
};

#define MEMBER(note, i) ((char **) G_STRUCT_MEMBER_P (note, members[i].offset))

KbConnectionNote *
kb_connection_note_copy (const KbConnectionNote *note)
{
  KbConnectionNote *copy = g_new0 (KbConnectionNote, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    *MEMBER (copy, i) = g_strdup (*MEMBER (note, i));
  return copy;
}

void
kb_connection_note_free (KbConnectionNote *note)
{
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    g_free (*MEMBER (note, i));
  g_free (note);
}

char *
kb_connection_note_dup_place (const KbConnectionNote *note)
{
  return kb_program_dup_shown (note->path);
}

static void
note_free (gpointer note)
{
  kb_connection_note_free (note);
}

static void
add_note (GPtrArray *notes, JsonObject *object)
{
  KbConnectionNote *note = g_new0 (KbConnectionNote, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    *MEMBER (note, i) = g_strdup (kb_json_get_string (object, members[i].name));
  if (note->program && note->name && note->path && g_path_is_absolute (note->path))
    g_ptr_array_add (notes, note);
  else
    kb_connection_note_free (note);
}

/* @error: also for a file that this version does not know, which is not written over then. transfer full */
GPtrArray *
kb_connection_notes_read (GError **error)
{
  g_autofree char *path = kb_file_dup_data_path (FILE_NAME);
  g_autoptr (GError) reason = NULL;
  gsize length = 0;
  char *text = kb_file_read (path, KB_FILE_LIMIT, &length, &reason);
  g_autoptr (GBytes) bytes = text ? g_bytes_new_take (text, length) : NULL;
  KbBody kind;
  g_autoptr (JsonNode) root = bytes ? kb_json_parse (bytes, &kind) : NULL;
  JsonObject *object = root && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonArray *list = kb_json_get_array (object, "connections");
  GPtrArray *notes = g_ptr_array_new_with_free_func (note_free);

  for (guint i = 0; list && i < json_array_get_length (list); i++)
    add_note (notes, kb_json_array_get_object (list, i));
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
      (list != NULL && kb_json_get_count (object, "version") == VERSION))
    return notes;
  g_ptr_array_unref (notes);
  g_set_error_literal (error, KB_CONNECTION_ERROR, KB_CONNECTION_ERROR_NOTES, "Notes of connections");
  return NULL;
}

static JsonNode *
note_to_json (const KbConnectionNote *note)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_init_object (json_node_alloc (), object);

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (*MEMBER (note, i) != NULL)
      json_object_set_string_member (object, members[i].name, *MEMBER (note, i));
  json_object_unref (object);

  return node;
}

gboolean
kb_connection_notes_write (GPtrArray *notes, GError **error)
{
  g_autofree char *path = kb_file_dup_data_path (FILE_NAME);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), object);
  JsonArray *list = json_array_new ();
  g_autofree char *text = NULL;

  json_object_set_int_member (object, "version", VERSION);
  json_object_set_array_member (object, "connections", list);
  for (guint i = 0; i < notes->len; i++)
    json_array_add_element (list, note_to_json (notes->pdata[i]));
  text = json_to_string (root, TRUE);
  if (kb_file_write (path, text, strlen (text), NULL))
    return TRUE;
  g_set_error_literal (error, KB_CONNECTION_ERROR, KB_CONNECTION_ERROR_NOTES, "Notes of connections");
  return FALSE;
}

void
kb_connection_notes_drop (GPtrArray *notes, const char *program, const char *path)
{
  for (guint i = notes->len; i-- > 0;)
    {
      KbConnectionNote *note = notes->pdata[i];

      if (g_str_equal (note->program, program) && g_str_equal (note->path, path))
        g_ptr_array_remove_index (notes, i);
    }
}

/* Under a name that no other has. transfer full, nullable */
char *
kb_connection_keep_original (const char *program, const char *data, gsize length, GError **error)
{
  g_autofree char *folder = kb_file_dup_data_path (ORIGINALS);
  g_autofree char *path = NULL;

  for (guint n = 1; n <= MOST_ORIGINALS && (path == NULL || g_file_test (path, G_FILE_TEST_EXISTS)); n++)
    {
      g_autofree char *name = g_strdup_printf ("%s-%u", program, n);

      g_free (path);
      path = g_build_filename (folder, name, NULL);
    }
  if (kb_file_write (path, data, length, NULL))
    return g_steal_pointer (&path);
  g_set_error_literal (error, KB_CONNECTION_ERROR, KB_CONNECTION_ERROR_NOTES, "Original");
  return NULL;
}

char *
kb_connections_dup_programs (GPtrArray *notes)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < notes->len; i++)
    {
      const KbConnectionNote *note = notes->pdata[i];
      KbProgram *program = kb_programs_find (note->program);
      const char *name = program ? kb_program_get_name (program) : note->program;

      if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, (gpointer) name);
    }
  return kb_words_join (names, FALSE);
}
