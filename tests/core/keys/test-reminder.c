/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/keys/kb-reminder.h"

#include <glib/gstdio.h>

/* Noon of 21 November 2026, in UTC */
#define NOW G_GINT64_CONSTANT (1795262400)
#define DAY (24 * 60 * 60)

static KbNote *
new_note (const char *name, const char *expires, guint reminded)
{
  KbNote *note = kb_note_new (name);

  g_set_str (&note->expires, expires);
  note->reminded = reminded;
  return note;
}

static void
test_judge (void)
{
  static const struct
  {
    const char *expires;
    guint reminded, due;
  } rows[] = {
    { "", 0, 0 },
    { "2026-12-06", 0, 0 }, /* 15 days */
    { "2026-12-05", 0, 14 },
    { "2026-12-05", 14, 0 },
    { "2026-11-25", 0, 14 }, /* 4 days, and nobody was there before */
    { "2026-11-25", 14, 0 },
    { "2026-11-24", 14, 3 },
    { "2026-11-24", 3, 0 },
    { "2026-11-23", 3, 0 },
    { "2026-11-22", 3, 1 },
    { "2026-11-22", 0, 1 }, /* only the last */
    { "2026-11-22", 1, 0 },
    { "2026-11-21", 3, 1 }, /* the day itself */
    { "2026-11-21", 1, 0 },
    { "2026-11-20", 0, 0 }, /* over */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KbNote) note = new_note ("key", rows[i].expires, rows[i].reminded);

      g_test_message ("%s, told at %u", rows[i].expires, rows[i].reminded);
      g_assert_cmpuint (kb_reminder_judge (note, NOW), ==, rows[i].due);
    }
}

/* Nobody misses a key that was revoked. */
static void
test_revoked (void)
{
  g_autoptr (KbNote) note = new_note ("key", "2026-11-24", 0);

  note->rotation = kb_rotation_note_new ();
  g_assert_cmpuint (kb_reminder_judge (note, NOW), ==, 3);
  note->rotation->done = 1u << KB_ROTATION_STEP_REVOKE;
  g_assert_cmpuint (kb_reminder_judge (note, NOW), ==, 0);
}

static guint
count_taken (KbNotes *notes, gint64 now)
{
  g_autoptr (GPtrArray) taken = kb_reminders_take (notes, now);

  return taken->len;
}

/* Day by day from three weeks before to the end: told three times, and anew when the date has changed. */
static void
test_days (void)
{
  g_autoptr (KbNotes) notes = kb_notes_new (NULL);
  g_autoptr (KbNote) note = new_note ("key", "2026-12-12", 0);
  g_autoptr (GString) told = g_string_new (NULL);

  kb_notes_put (notes, note);
  for (int day = 0; day <= 22; day++)
    for (int time = 0; time < 2; time++)
      if (count_taken (notes, NOW + day * DAY) > 0)
        g_string_append_printf (told, "%d ", 21 - day);
  g_assert_cmpstr (told->str, ==, "14 3 1 ");
  kb_notes_set_expires (notes, "key", "2026-12-12");
  g_assert_cmpuint (count_taken (notes, NOW + 20 * DAY), ==, 0);
  kb_notes_set_expires (notes, "key", "2026-12-13");
  g_assert_cmpuint (count_taken (notes, NOW + 20 * DAY), ==, 1);
}

static void
test_give_back (void)
{
  g_autoptr (KbNotes) notes = kb_notes_new (NULL);
  g_autoptr (KbNote) note = new_note ("key", "2026-11-24", 14);
  g_autoptr (GPtrArray) taken = NULL;

  kb_notes_put (notes, note);
  taken = kb_reminders_take (notes, NOW);
  g_assert_cmpuint (kb_notes_find (notes, "key")->reminded, ==, 3);
  kb_reminders_give_back (notes, taken);
  g_assert_cmpuint (kb_notes_find (notes, "key")->reminded, ==, 14);
  g_assert_cmpuint (count_taken (notes, NOW), ==, 1);
}

static void
assert_title (KbNotes *notes, gint64 now, const char *expected)
{
  g_autoptr (GPtrArray) taken = kb_reminders_take (notes, now);
  g_autofree char *title = kb_reminders_dup_title (taken, now);

  g_assert_cmpstr (title, ==, expected);
  kb_reminders_give_back (notes, taken);
}

/* No name: it is shown on locked screens. */
static void
test_title (void)
{
  g_autoptr (KbNotes) notes = kb_notes_new (NULL);
  g_autoptr (KbNote) one = new_note ("secret-plan", "2026-12-02", 0);
  g_autoptr (KbNote) other = new_note ("other-plan", "2026-11-30", 0);

  kb_notes_put (notes, one);
  assert_title (notes, NOW, "An API key ends in 11 days");
  assert_title (notes, NOW + 10 * DAY, "An API key ends in 1 day");
  assert_title (notes, NOW + 11 * DAY, "An API key ends today");
  kb_notes_put (notes, other);
  assert_title (notes, NOW, "2 API keys end soon");
}

/* What was told is remembered, and only that is new in the file. */
static void
test_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kb-reminder-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "notes.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (KbNotes) again = NULL;

  {
    g_autoptr (KbNotes) notes = kb_notes_new (file);
    g_autoptr (KbNote) note = new_note ("key", "2026-12-02", 0);

    kb_notes_put (notes, note);
    g_assert_cmpuint (count_taken (notes, NOW), ==, 1);
    kb_notes_flush (notes);
    while (kb_state_file_is_any_busy ())
      g_main_context_iteration (NULL, TRUE);
  }
  again = kb_notes_new (file);
  g_assert_cmpuint (count_taken (again, NOW), ==, 0);
  g_assert_cmpuint (kb_notes_find (again, "key")->reminded, ==, 14);
  g_remove (path);
  g_remove (folder);
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/reminder/judge", test_judge);
  g_test_add_func ("/reminder/revoked", test_revoked);
  g_test_add_func ("/reminder/days", test_days);
  g_test_add_func ("/reminder/give-back", test_give_back);
  g_test_add_func ("/reminder/title", test_title);
  g_test_add_func ("/reminder/file", test_file);

  return g_test_run ();
}
