/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keys/kb-notes.h"

#include "state-support.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  char *path;
  GFile *file;
} Fixture;

static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("kb-notes-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "keybearer", "notes.json", NULL);
  fixture->file = g_file_new_for_path (fixture->path);
}

static inline void
remove_tree (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_object_unref (fixture->file);
}

static inline void
write_text (Fixture *fixture, const char *text)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
}

static inline char *
read_text (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static inline guint
count_files (Fixture *fixture)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (directory) != NULL)
    n++;

  return n;
}

static inline void
put (KbNotes *notes, const char *name, const char *project)
{
  g_autoptr (KbNote) note = kb_note_new (name);

  g_set_str (&note->project, project);
  kb_notes_put (notes, note);
}

static inline gboolean
save (KbNotes *notes, GError **error)
{
  return state_save (kb_notes_get_file (notes), error);
}

static inline KbStateTrouble
get_trouble (KbNotes *notes)
{
  return kb_state_file_get_trouble (kb_notes_get_file (notes));
}

#define ADD(path, func) g_test_add ("/notes/" path, Fixture, NULL, set_up, func, tear_down)
