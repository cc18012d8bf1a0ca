/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/keys/kb-calendar.h"

#include <string.h>

/* Noon of 21 November 2026, in UTC */
#define NOW G_GINT64_CONSTANT (1795262400)

static char *
write_one (const char *label, const char *expires)
{
  g_autoptr (KbNotes) notes = kb_notes_new (NULL);
  g_autoptr (KbNote) note = kb_note_new ("key");
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_object_unref);

  g_set_str (&note->expires, expires);
  note->created = 7;
  kb_notes_put (notes, note);
  g_ptr_array_add (keys, kb_saved_key_new ("key", label, 0, FALSE));
  /* of which there are no notes */
  g_ptr_array_add (keys, kb_saved_key_new ("other", "other", 0, FALSE));

  return kb_calendar_dup_text (keys, notes, NOW);
}

static gboolean
has_line (const char *text, const char *line)
{
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);

  return g_strv_contains ((const char *const *) lines, line);
}

/* One day that takes no time, and an alarm for each reminder. */
static void
test_entry (void)
{
  static const char *const lines[] = {
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "BEGIN:VEVENT",
    "DTSTAMP:20261121T120000Z",
    "DTSTART;VALUE=DATE:20270228",
    "SUMMARY:API key “laptop” ends",
    "TRANSP:TRANSPARENT",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    "TRIGGER:-P13DT15H",
    "TRIGGER:-P2DT15H",
    "TRIGGER:-PT15H",
    "DESCRIPTION:API key “laptop” ends",
    "END:VALARM",
    "END:VEVENT",
    "END:VCALENDAR",
  };
  g_autofree char *text = write_one ("laptop", "2027-02-28");

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_test_message ("%s", lines[i]);
      g_assert_true (has_line (text, lines[i]));
    }
  g_assert_true (g_str_has_prefix (text, "BEGIN:VCALENDAR\r\n"));
  g_assert_true (g_str_has_suffix (text, "END:VCALENDAR\r\n"));
}

/* The next one takes the place of the first in a calendar that has it. */
static void
test_same (void)
{
  g_autofree char *text = write_one ("laptop", "2027-02-28");
  g_autofree char *again = write_one ("renamed", "2027-03-31");
  const char *uid = strstr (text, "UID:"), *same = strstr (again, "UID:");

  g_assert_cmpmem (uid, strlen ("UID:") + 64, same, strlen ("UID:") + 64);
}

static void
test_no_date (void)
{
  static const char *const dates[] = { "", "soon", "2026-11-20" };

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    g_assert_null (write_one ("laptop", dates[i]));
}

/* What another program called it is text, and long lines are folded between characters. */
static void
test_odd_label (void)
{
  g_autoptr (GString) label = g_string_new ("a;b,c\\d\nEND:VCALENDAR\r\n");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *unfolded = NULL;
  g_auto (GStrv) parts = NULL;

  for (guint i = 0; i < 60; i++)
    g_string_append (label, "ü");
  text = write_one (label->str, "2027-02-28");
  lines = g_strsplit (text, "\r\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_assert_cmpuint (strlen (*line), <=, 75);
      g_assert_true (g_utf8_validate (*line, -1, NULL));
    }
  parts = g_strsplit (text, "\r\n ", -1);
  unfolded = g_strjoinv ("", parts);
  g_assert_nonnull (strstr (unfolded, "SUMMARY:API key “a\\;b\\,c\\\\d END:VCALENDAR  üü"));
  g_assert_nonnull (strstr (unfolded, "üü” ends\r\n"));
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/calendar/entry", test_entry);
  g_test_add_func ("/calendar/same", test_same);
  g_test_add_func ("/calendar/no-date", test_no_date);
  g_test_add_func ("/calendar/odd-label", test_odd_label);

  return g_test_run ();
}
