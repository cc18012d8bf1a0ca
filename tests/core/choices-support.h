/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-choices.h"

#include "state-support.h"

#include <glib/gstdio.h>

/* Nobody's: made up of the right characters only. */
#define FAKE_KEY "sk-proj-0123456789abcdefghijABCDEFGHIJ"

typedef struct
{
  char *folder;
  GFile *file, *broken, *newer;
  KbChoices *choices;
} Fixture;

static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("keybearer-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->file = g_file_new_build_filename (fixture->folder, "session.json", NULL);
  fixture->broken = g_file_new_build_filename (fixture->folder, "session.json.broken", NULL);
  fixture->newer = g_file_new_build_filename (fixture->folder, "session.json.newer", NULL);
  fixture->choices = kb_choices_new ();
}

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->choices);
  g_file_delete (fixture->file, NULL, NULL);
  g_file_delete (fixture->broken, NULL, NULL);
  g_file_delete (fixture->newer, NULL, NULL);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_object_unref (fixture->file);
  g_object_unref (fixture->broken);
  g_object_unref (fixture->newer);
  g_free (fixture->folder);
}

static inline guint
get_uint (KbChoices *choices, const char *name)
{
  guint value;

  g_object_get (choices, name, &value, NULL);
  return value;
}

/* Any property as a text, for comparing and for messages. */
static inline char *
dup_value (KbChoices *choices, GParamSpec *pspec)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, pspec->value_type);
  g_object_get_property (G_OBJECT (choices), pspec->name, &value);
  return g_strdup_value_contents (&value);
}

static inline GParamSpec **
list_properties (guint *n_pspecs)
{
  g_autoptr (GTypeClass) choices_class = g_type_class_ref (KB_TYPE_CHOICES);

  return g_object_class_list_properties (G_OBJECT_CLASS (choices_class), n_pspecs);
}

static inline void
assert_same (KbChoices *a, KbChoices *b)
{
  guint n_pspecs;
  g_autofree GParamSpec **pspecs = list_properties (&n_pspecs);

  for (guint i = 0; i < n_pspecs; i++)
    {
      g_autofree char *value_a = dup_value (a, pspecs[i]);
      g_autofree char *value_b = dup_value (b, pspecs[i]);

      g_test_message ("%s", pspecs[i]->name);
      g_assert_cmpstr (value_a, ==, value_b);
    }
}

static inline void
assert_new (KbChoices *choices)
{
  g_autoptr (KbChoices) fresh = kb_choices_new ();

  assert_same (choices, fresh);
}

/* Sets @pspec to something that it is not by itself. */
static inline void
change (KbChoices *choices, GParamSpec *pspec)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, pspec->value_type);
  g_object_get_property (G_OBJECT (choices), pspec->name, &value);

  if (G_VALUE_HOLDS_BOOLEAN (&value))
    g_value_set_boolean (&value, !g_value_get_boolean (&value));
  else if (G_VALUE_HOLDS_UINT (&value))
    g_value_set_uint (&value, g_value_get_uint (&value) + 13);
  else if (G_VALUE_HOLDS_STRING (&value))
    g_value_take_string (&value, g_strdup_printf ("%s “x”\n\t\\", pspec->name));
  else if (G_VALUE_HOLDS_ENUM (&value))
    g_value_set_enum (&value, g_value_get_enum (&value) == 0 ? 1 : 0);
  else if (G_VALUE_HOLDS_FLAGS (&value))
    g_value_set_flags (&value, g_value_get_flags (&value) ^ 3);
  else
    g_assert_not_reached ();

  g_object_set_property (G_OBJECT (choices), pspec->name, &value);
}

static inline gboolean
is_stored (GParamSpec *pspec)
{
  return (pspec->flags & G_PARAM_WRITABLE) && !g_str_equal (pspec->name, "saved-for-now");
}

static inline void
flush (KbChoices *choices)
{
  g_autoptr (GError) error = NULL;

  state_save (kb_choices_get_file (choices), &error);
  g_assert_no_error (error);
  state_run_until_idle ();
}

static inline void
save (Fixture *fixture)
{
  flush (fixture->choices);
  g_assert_true (g_file_query_exists (fixture->file, NULL));
}

static inline char *
dup_contents (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *contents = NULL;

  g_file_load_contents (fixture->file, NULL, &contents, NULL, NULL, &error);
  g_assert_no_error (error);
  return contents;
}

static inline void
write_contents (Fixture *fixture, const char *contents, gssize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (g_file_peek_path (fixture->file), contents, length, &error);
  g_assert_no_error (error);
}

static inline KbChoices *
load (Fixture *fixture)
{
  KbChoices *choices = kb_choices_new ();

  kb_choices_open (choices, fixture->file);
  return choices;
}

static inline KbChoices *
load_text (Fixture *fixture, const char *contents)
{
  write_contents (fixture, contents, -1);
  return load (fixture);
}

static inline void
count_cb (GObject *object, GParamSpec *pspec, guint *count)
{
  ++*count;
}
