/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/keys/kb-calendar.h"

#include "core/keys/kb-expiry.h"

#include <glib/gi18n.h>

/* Octets, without its end (RFC 5545, 3.1) */
#define LONGEST_LINE 75

/* At nine in the morning of the days on which reminders come; an entry for a day begins at midnight. */
static const char *const triggers[] = { "-P13DT15H", "-P2DT15H", "-PT15H" };

/* A long line goes on in the next one, behind a space; characters stay whole. */
static void
append (GString *text, const char *name, const char *value)
{
  g_autofree char *line = g_strconcat (name, ":", value, NULL);
  gssize length = 0;

  for (const char *c = line, *next; *c != '\0'; c = next)
    {
      next = g_utf8_next_char (c);
      if (length + (next - c) > LONGEST_LINE)
        {
          g_string_append (text, "\r\n ");
          length = 1;
        }
      g_string_append_len (text, c, next - c);
      length += next - c;
    }
  g_string_append (text, "\r\n");
}

/* As text is written there (3.3.11). Other programs may have had a hand in labels. */
static void
append_text (GString *text, const char *name, const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  g_autoptr (GString) escaped = g_string_new (NULL);

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (strchr ("\\;,", *c) != NULL)
        g_string_append_c (escaped, '\\');
      g_string_append_unichar (escaped, g_unichar_isprint (character) ? character : ' ');
    }
  append (text, name, escaped->str);
}

static void
append_alarms (GString *text, const char *summary)
{
  for (gsize i = 0; i < G_N_ELEMENTS (triggers); i++)
    {
      append (text, "BEGIN", "VALARM");
      append (text, "ACTION", "DISPLAY");
      append (text, "TRIGGER", triggers[i]);
      append_text (text, "DESCRIPTION", summary);
      append (text, "END", "VALARM");
    }
}

/* The same entry each time, so that a calendar takes a new date for it; another one on another computer. */
static char *
dup_uid (const KbNote *note)
{
  g_autofree char *words = g_strdup_printf ("%s %" G_GINT64_FORMAT, note->name, note->created);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, words, -1);

  return g_strconcat (hash, "@" APP_ID, NULL);
}

static void
append_entry (GString *text, KbSavedKey *key, const KbNote *note, const char *stamp)
{
  g_autofree char *uid = dup_uid (note);
  g_auto (GStrv) parts = g_strsplit (note->expires, "-", -1);
  g_autofree char *day = g_strjoinv ("", parts);
  /* TRANSLATORS: an entry of a calendar; %s is the name of a key */
  g_autofree char *summary = g_strdup_printf (_ ("API key “%s” ends"), kb_saved_key_get_label (key));

  append (text, "BEGIN", "VEVENT");
  append (text, "UID", uid);
  append (text, "DTSTAMP", stamp);
  append (text, "DTSTART;VALUE=DATE", day);
  append_text (text, "SUMMARY", summary);
  append_text (text, "DESCRIPTION",
               _ ("Replace it before that day: Keybearer leads through it, by “Rotate”."));
  append (text, "TRANSP", "TRANSPARENT");
  append_alarms (text, summary);
  append (text, "END", "VEVENT");
}

/**
 * kb_calendar_dup_text:
 * @keys: (element-type KbSavedKey): saved keys
 * @notes: the notes on them
 * @now: Unix seconds
 *
 * Writes a calendar with a day for the end of each key that has one to come, and with alarms before it. Its
 * format is iCalendar, RFC 5545.
 *
 * Returns: (transfer full) (nullable): the text; %NULL where there is no such key
 */
char *
kb_calendar_dup_text (GPtrArray *keys, KbNotes *notes, gint64 now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now);
  g_autofree char *stamp = g_date_time_format (time, "%Y%m%dT%H%M%SZ");
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_entries = 0;

  append (text, "BEGIN", "VCALENDAR");
  append (text, "VERSION", "2.0");
  append (text, "PRODID", "-//Keybearer//Keybearer " PACKAGE_VERSION "//EN");
  for (guint i = 0; i < keys->len; i++)
    {
      const KbNote *note = kb_notes_find (notes, kb_saved_key_get_name (keys->pdata[i]));
      KbExpiry expiry = kb_expiry_judge (note ? note->expires : NULL, now, NULL);

      if (expiry != KB_EXPIRY_SOON && expiry != KB_EXPIRY_LATER)
        continue;
      append_entry (text, keys->pdata[i], note, stamp);
      n_entries++;
    }
  append (text, "END", "VCALENDAR");

  return n_entries > 0 ? g_string_free_and_steal (g_steal_pointer (&text)) : NULL;
}
