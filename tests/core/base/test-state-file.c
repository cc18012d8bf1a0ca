/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/base/kb-file.h"

#include "state-support.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* A number that is kept in a file. */
#define TEST_TYPE_NUMBER (test_number_get_type ())
G_DECLARE_FINAL_TYPE (TestNumber, test_number, TEST, NUMBER, GObject)

struct _TestNumber
{
  GObject parent_instance;

  KbStateFile *file;
  guint value;
  guint n_given;
  guint n_written;
};

G_DEFINE_FINAL_TYPE (TestNumber, test_number, G_TYPE_OBJECT)

static void
test_number_finalize (GObject *object)
{
  g_clear_object (&TEST_NUMBER (object)->file);
  G_OBJECT_CLASS (test_number_parent_class)->finalize (object);
}

static void
test_number_class_init (TestNumberClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_number_finalize;
}

static void
test_number_init (TestNumber *self)
{
}

static KbStateText
take_cb (gpointer owner, const char *text, gsize length, gboolean loading)
{
  TestNumber *self = owner;
  guint64 value = 0;

  if (g_str_has_prefix (text, "newer"))
    return KB_STATE_TEXT_NEWER;
  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT, &value, NULL))
    return KB_STATE_TEXT_BROKEN;
  if (loading)
    self->value = (guint) value;
  return KB_STATE_TEXT_READ;
}

static GBytes *
give_cb (gpointer owner)
{
  TestNumber *self = owner;
  char *text = g_strdup_printf ("%u", self->value);

  self->n_given++;
  return g_bytes_new_take (text, strlen (text));
}

static void
written_cb (gpointer owner)
{
  TEST_NUMBER (owner)->n_written++;
}

static const KbStateUse use = { take_cb, give_cb, written_cb, FALSE };

typedef struct
{
  char *folder;
  char *path;
  GFile *file;
  TestNumber *number;
} Fixture;

static TestNumber *
open_number (Fixture *fixture)
{
  TestNumber *number = g_object_new (TEST_TYPE_NUMBER, NULL);

  number->file = kb_state_file_new (fixture->file, &use, number);
  kb_state_file_load (number->file);
  return number;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("keybearer-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "deep", "state", "number", NULL);
  fixture->file = g_file_new_for_path (fixture->path);
  fixture->number = open_number (fixture);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) directory = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->number);
  state_run_until_idle ();
  remove_tree (fixture->folder);
  g_object_unref (fixture->file);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
change (Fixture *fixture, guint value)
{
  fixture->number->value = value;
  kb_state_file_queue (fixture->number->file);
}

static void
save (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  state_save (fixture->number->file, &error);
  g_assert_no_error (error);
}

static void
assert_contents (const char *path, const char *expected)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (contents, ==, expected);
}

static void
assert_mode (const char *path, guint mode)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 0777, ==, mode);
}

static void
write_text (Fixture *fixture, const char *text)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
}

static void
reopen (Fixture *fixture)
{
  g_clear_object (&fixture->number);
  fixture->number = open_number (fixture);
}

static void
test_a_burst_is_written_once (Fixture *fixture, gconstpointer data)
{
  change (fixture, 1);
  change (fixture, 2);
  change (fixture, 3);
  while (fixture->number->n_written == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->number->n_given, ==, 1);
  assert_contents (fixture->path, "3");
}

static void
test_nothing_changed (Fixture *fixture, gconstpointer data)
{
  save (fixture);
  g_assert_cmpuint (fixture->number->n_given, ==, 0);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* What is flushed does not wait for the delay, nor does the caller wait for the disk. */
static void
test_flush (Fixture *fixture, gconstpointer data)
{
  change (fixture, 7);
  kb_state_file_flush (fixture->number->file);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  save (fixture);
  assert_contents (fixture->path, "7");
  g_assert_cmpuint (fixture->number->n_given, ==, 1);
}

static void
test_changed_while_writing (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *expected = g_strdup_printf ("%u", 2 * i + 1);
      guint n_given = fixture->number->n_given;

      change (fixture, 2 * i);
      kb_state_file_flush (fixture->number->file);
      while (fixture->number->n_given == n_given)
        g_main_context_iteration (NULL, TRUE);
      change (fixture, 2 * i + 1);
      save (fixture);
      assert_contents (fixture->path, expected);
    }
}

/* What changes between the beginning of a write and the moment that takes what there is goes with that write,
 * and then nothing keeps the program from ending. */
static void
test_changed_before_taken (Fixture *fixture, gconstpointer data)
{
  change (fixture, 1);
  kb_state_file_flush (fixture->number->file);
  change (fixture, 2);
  while (fixture->number->n_written == 0)
    g_main_context_iteration (NULL, TRUE);
  assert_contents (fixture->path, "2");
  state_run_until_idle ();
  g_assert_false (kb_state_file_is_any_busy ());
  g_assert_cmpuint (fixture->number->n_given, ==, 1);
}

/* Nobody has to wait: what is not written yet is not lost with whom it is of. */
static void
test_owner_goes (Fixture *fixture, gconstpointer data)
{
  gpointer number = fixture->number;

  g_object_add_weak_pointer (number, &number);
  change (fixture, 5);
  g_clear_object (&fixture->number);
  g_assert_nonnull (number);
  while (number != NULL)
    g_main_context_iteration (NULL, TRUE);
  assert_contents (fixture->path, "5");
}

/* Whoever opens the file while it is about to be written sees what it will hold. */
static void
test_opened_meanwhile (Fixture *fixture, gconstpointer data)
{
  write_text (fixture, "1");
  change (fixture, 2);
  reopen (fixture);
  g_assert_cmpuint (fixture->number->value, ==, 2);
}

static void
test_is_private (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  change (fixture, 1);
  save (fixture);
  assert_mode (fixture->path, 0600);
  assert_mode (folder, 0700);

  /* Also when somebody opened it up before; what is more private stays so. */
  g_assert_cmpint (g_chmod (fixture->path, 0644), ==, 0);
  change (fixture, 2);
  save (fixture);
  assert_mode (fixture->path, 0600);
  g_assert_cmpint (g_chmod (fixture->path, 0400), ==, 0);
  change (fixture, 3);
  save (fixture);
  assert_mode (fixture->path, 0400);
  assert_contents (fixture->path, "3");
}

static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *target = g_build_filename (fixture->folder, "elsewhere", NULL);
  g_autofree char *inner = g_build_filename (folder, "inner", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (symlink ("inner", fixture->path), ==, 0);
  g_assert_cmpint (symlink (target, inner), ==, 0);
  /* At first it leads to nothing. */
  for (guint i = 1; i < 3; i++)
    {
      g_autofree char *expected = g_strdup_printf ("%u", i);

      change (fixture, i);
      save (fixture);
      g_assert_true (g_file_test (fixture->path, G_FILE_TEST_IS_SYMLINK));
      g_assert_true (g_file_test (inner, G_FILE_TEST_IS_SYMLINK));
      assert_contents (target, expected);
      assert_mode (target, 0600);
    }
}

static void
assert_trouble (Fixture *fixture, KbStateTrouble trouble)
{
  g_assert_cmpint (kb_state_file_get_trouble (fixture->number->file), ==, trouble);
}

/* Every accident is kept, and the file works again. */
static void
test_broken (Fixture *fixture, gconstpointer data)
{
  static const char *const accidents[] = { "x", "", "y" };
  static const char *const asides[] = { ".broken", ".broken-2", ".broken-3" };

  for (guint i = 0; i < G_N_ELEMENTS (accidents); i++)
    {
      g_autofree char *aside = g_strconcat (fixture->path, asides[i], NULL);

      write_text (fixture, accidents[i]);
      reopen (fixture);
      g_test_expect_message ("Keybearer", G_LOG_LEVEL_MESSAGE, "*.broken*");
      save (fixture);
      state_run_until_idle ();
      g_test_assert_expected_messages ();
      assert_trouble (fixture, KB_STATE_TROUBLE_BROKEN);
      g_assert_cmpstr (kb_state_file_get_aside (fixture->number->file), ==, aside);
      assert_contents (aside, accidents[i]);
      assert_mode (aside, 0600);
      assert_contents (fixture->path, "0");
    }
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_text (fixture, "newer");
  g_test_expect_message ("Keybearer", G_LOG_LEVEL_MESSAGE, "*");
  reopen (fixture);
  assert_trouble (fixture, KB_STATE_TROUBLE_NEWER);
  change (fixture, 1);
  g_assert_false (state_save (fixture->number->file, &error));
  g_assert_error (error, KB_STATE_ERROR, KB_STATE_TROUBLE_NEWER);
  assert_contents (fixture->path, "newer");
  g_test_assert_expected_messages ();
}

static void
test_unwritable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *deep = g_build_filename (fixture->folder, "deep", NULL);
  g_autoptr (GError) error = NULL;

  /* A file in the place of the folder, which stops even root. */
  g_assert_true (g_file_set_contents (deep, "in the way", -1, NULL));
  g_test_expect_message ("Keybearer", G_LOG_LEVEL_MESSAGE, "*");
  change (fixture, 1);
  g_assert_false (state_save (fixture->number->file, &error));
  state_run_until_idle ();
  g_test_assert_expected_messages ();
  g_assert_cmpint (kb_state_file_get_trouble (fixture->number->file), >=, KB_STATE_TROUBLE_UNREADABLE);

  /* It goes on as soon as it can. */
  g_assert_cmpint (g_remove (deep), ==, 0);
  save (fixture);
  state_run_until_idle ();
  assert_contents (fixture->path, "1");
  assert_trouble (fixture, KB_STATE_TROUBLE_NONE);
}

static void
make_pipe (const char *path)
{
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
}

static void
make_device (const char *path)
{
  g_assert_cmpint (symlink ("/dev/zero", path), ==, 0);
}

static void
make_terminal (const char *path)
{
  g_assert_cmpint (symlink ("/dev/ptmx", path), ==, 0);
}

static void
make_folder (const char *path)
{
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
}

static void
make_large (const char *path)
{
  g_assert_true (g_file_set_contents (path, "1", 1, NULL));
  g_assert_cmpint (truncate (path, 1024 * 1024 * 1024), ==, 0);
}

static const struct
{
  const char *name;
  void (*make) (const char *path);
  int code;
} odd_files[] = {
  { "pipe", make_pipe, G_IO_ERROR_NOT_REGULAR_FILE },
  { "device", make_device, G_IO_ERROR_NOT_REGULAR_FILE },
  { "terminal", make_terminal, G_IO_ERROR_NOT_REGULAR_FILE },
  { "folder", make_folder, G_IO_ERROR_NOT_REGULAR_FILE },
  { "large", make_large, G_IO_ERROR_MESSAGE_TOO_LARGE },
};

/* None is waited for, and none is written into. */
static void
test_odd_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (odd_files); i++)
    {
      g_autoptr (GError) read_error = NULL;
      g_autoptr (GError) error = NULL;
      gsize length = 0;

      g_test_message ("%s", odd_files[i].name);
      odd_files[i].make (fixture->path);
      g_assert_null (kb_file_read (fixture->path, KB_FILE_LIMIT, &length, &read_error));
      g_assert_error (read_error, G_IO_ERROR, odd_files[i].code);

      g_test_expect_message ("Keybearer", G_LOG_LEVEL_MESSAGE, "*");
      reopen (fixture);
      assert_trouble (fixture, KB_STATE_TROUBLE_UNREADABLE);
      change (fixture, 1);
      g_assert_false (state_save (fixture->number->file, &error));
      g_assert_error (error, KB_STATE_ERROR, KB_STATE_TROUBLE_UNREADABLE);
      g_test_assert_expected_messages ();
      g_assert_cmpint (g_remove (fixture->path), ==, 0);
    }
}

/* Its length is not known before it is read. */
static void
test_grows (void)
{
  g_autofree char *text = NULL;
  gsize length = 0;

  text = kb_file_read ("/proc/self/maps", KB_FILE_LIMIT, &length, NULL);
  g_assert_nonnull (text);
  g_assert_cmpuint (length, ==, strlen (text));
  g_assert_cmpuint (length, >, 1000);
  g_assert_null (kb_file_read ("/proc/self/maps", 1000, &length, NULL));
}

/* A path that hangs on where the program is started is none, says the specification. */
static void
test_relative_folders (void)
{
  static const struct
  {
    const char *variable;
    const char *usual;
    char *(*dup) (const char *name);
  } folders[] = {
    { "XDG_DATA_HOME", ".local/share/keybearer/x", kb_file_dup_data_path },
    { "XDG_STATE_HOME", ".local/state/keybearer/x", kb_file_dup_state_path },
  };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *usual = g_build_filename (g_get_home_dir (), folders[i].usual, NULL);
      g_autofree char *path = NULL;

      g_setenv (folders[i].variable, "somewhere", TRUE);
      path = folders[i].dup ("x");
      g_assert_cmpstr (path, ==, usual);
      g_unsetenv (folders[i].variable);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add ("/state-file/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("a-burst-is-written-once", test_a_burst_is_written_once);
  ADD ("nothing-changed", test_nothing_changed);
  ADD ("flush", test_flush);
  ADD ("changed-while-writing", test_changed_while_writing);
  ADD ("changed-before-taken", test_changed_before_taken);
  ADD ("owner-goes", test_owner_goes);
  ADD ("opened-meanwhile", test_opened_meanwhile);
  ADD ("is-private", test_is_private);
  ADD ("link", test_link);
  ADD ("broken", test_broken);
  ADD ("newer", test_newer);
  ADD ("unwritable", test_unwritable);
  ADD ("odd-files", test_odd_files);
#undef ADD
  g_test_add_func ("/state-file/grows", test_grows);
  g_test_add_func ("/state-file/relative-folders", test_relative_folders);

  return state_test_run ();
}
