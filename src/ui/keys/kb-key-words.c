/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-key-words.h"

#include "core/api/kb-diagnosis.h"
#include "core/facts/kb-fact-words.h"
#include "core/keys/kb-expiry.h"
#include "kb-permission-words.h"
#include "kb-say.h"

#include <glib/gi18n.h>

#define MICROSECONDS ((gint64) G_USEC_PER_SEC)

static const KbNote *
find_note (KbSetup *setup, KbSavedKey *key)
{
  return kb_notes_find (kb_keys_get_notes_for (kb_setup_get_keys (setup), kb_saved_key_get_name (key)),
                        kb_saved_key_get_name (key));
}

static gint64
get_created (KbSetup *setup, KbSavedKey *key)
{
  const KbNote *note = find_note (setup, key);

  return note && note->created > 0 ? note->created : kb_saved_key_get_created (key);
}

static gint64
get_now (void)
{
  return g_get_real_time () / MICROSECONDS;
}

char *
kb_key_dup_last_test (const KbNote *note)
{
  const KbDiagnosis *diagnosis = note ? kb_diagnosis_find (note->last_verdict) : NULL;
  g_autofree char *time = NULL;

  if (!diagnosis)
    return g_strdup (_ ("Not tested yet"));
  time = kb_say_time (note->last_tested, NULL);
  if (diagnosis->outcome == KB_OUTCOME_WORKS)
    /* TRANSLATORS: %s is a time such as "5 minutes ago" */
    return g_strdup_printf (_ ("Works, tested %s"), time);
  /* TRANSLATORS: a verdict such as "No Credit Left", then a time such as "5 minutes ago" */
  return g_strdup_printf (_ ("%s, tested %s"), _ (diagnosis->title), time);
}

gboolean
kb_key_matches (KbSetup *setup, KbSavedKey *key, const char *words)
{
  g_autofree char *summary = kb_key_dup_summary (setup, key);
  g_autofree char *text =
      g_strjoin (" ", kb_saved_key_get_label (key), kb_saved_key_get_name (key), summary, NULL);
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return strstr (folded, words) != NULL;
}

char *
kb_key_dup_age (KbSetup *setup, KbSavedKey *key)
{
  gint64 created = get_created (setup, key);
  guint days = kb_health_get_days (created, get_now ());
  g_autofree char *age = NULL;

  if (created <= 0)
    return NULL;
  if (days == 0)
    return g_strdup (_ ("Saved today"));
  if (kb_health_judge (NULL, created, get_now ()) != KB_HEALTH_DUE)
    /* TRANSLATORS: the age of a key */
    return g_strdup_printf (ngettext ("Saved %u day ago", "Saved %u days ago", days), days);
  return g_strdup_printf (
      /* TRANSLATORS: the age of a key */
      ngettext ("Saved %u day ago: time to replace it", "Saved %u days ago: time to replace it", days), days);
}

char *
kb_expiry_dup_words (const char *iso)
{
  int days;
  KbExpiry expiry = kb_expiry_judge (iso, get_now (), &days);
  g_autofree char *date = expiry != KB_EXPIRY_NONE ? kb_fact_words_dup_date (iso) : NULL;

  switch (expiry)
    {
    case KB_EXPIRY_OVER:
      /* TRANSLATORS: of a key; %s is a date */
      return g_strdup_printf (_ ("Ended on %s: make a new one"), date);
    case KB_EXPIRY_SOON:
      if (days == 0)
        return g_strdup (_ ("Ends today: time to replace it"));
      return g_strdup_printf (
          /* TRANSLATORS: of a key; %u is a number of days */
          ngettext ("Ends in %u day: time to replace it", "Ends in %u days: time to replace it",
                    (guint) days),
          (guint) days);
    case KB_EXPIRY_LATER:
      /* TRANSLATORS: of a key; %s is a date */
      return g_strdup_printf (_ ("Ends on %s"), date);
    case KB_EXPIRY_NONE:
    default:
      return NULL;
    }
}

KbHealth
kb_key_get_health (KbSetup *setup, KbSavedKey *key)
{
  return kb_health_judge (find_note (setup, key), get_created (setup, key), get_now ());
}

KbKeyNext
kb_key_get_next (KbSetup *setup, KbSavedKey *key)
{
  return kb_health_find_next (find_note (setup, key), get_created (setup, key), get_now ());
}

static char *
dup_use (const KbNote *note)
{
  g_autofree char *kind = note->chosen ? kb_permission_dup_kind (note->owner, note->permission) : NULL;
  const char *purpose = kb_purpose_get_label (note->purpose);

  if (*note->project && kind)
    /* TRANSLATORS: a saved key: project, permission, what it is for */
    return g_strdup_printf (C_ ("key", "%s · %s · %s"), note->project, kind, purpose);
  if (*note->project || kind)
    /* TRANSLATORS: a saved key: project or permission, what it is for */
    return g_strdup_printf (C_ ("key", "%s · %s"), kind ? kind : note->project, purpose);
  return g_strdup (purpose);
}

char *
kb_key_dup_summary (KbSetup *setup, KbSavedKey *key)
{
  const KbNote *note = find_note (setup, key);
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  g_autofree char *age = kb_key_dup_age (setup, key);
  g_autofree char *expiry = note ? kb_expiry_dup_words (note->expires) : NULL;

  if (!*kb_saved_key_get_name (key))
    return g_strdup (_ ("Unlock the keyring to see which one it is"));
  if (note)
    {
      g_strv_builder_take (lines, kb_key_dup_last_test (note));
      g_strv_builder_take (lines, dup_use (note));
    }
  else
    g_strv_builder_add (lines, _ ("Only in the keyring: there are no notes on it"));
  if (age)
    g_strv_builder_add (lines, age);
  if (expiry)
    g_strv_builder_add (lines, expiry);
  all = g_strv_builder_end (lines);
  return g_strjoinv ("\n", all);
}

char *
kb_check_all_dup_progress (KbCheckAll *round)
{
  /* TRANSLATORS: which key of how many is being tested */
  return g_strdup_printf (_ ("Testing %u of %u"), kb_check_all_get_done (round) + 1,
                          kb_check_all_get_total (round));
}

char *
kb_check_all_dup_sum (KbCheckAll *round)
{
  guint works = kb_check_all_count (round, KB_OUTCOME_WORKS);
  guint broken =
      kb_check_all_count (round, KB_OUTCOME_REFUSED) + kb_check_all_count (round, KB_OUTCOME_BLOCKED);

  /* TRANSLATORS: what a test of all keys found: three numbers of keys */
  return g_strdup_printf (_ ("Works: %u · needs a look: %u · could not be checked: %u"), works, broken,
                          kb_check_all_count (round, KB_OUTCOME_NOT_CHECKED));
}
