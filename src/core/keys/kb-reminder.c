/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/keys/kb-reminder.h"

#include "core/keys/kb-expiry.h"

#include <glib/gi18n.h>

/* How many days before the end, the last one first */
static const guint thresholds[] = { 1, 3, KB_EXPIRY_SOON_DAYS };

static gboolean
is_revoked (const KbNote *note)
{
  return note->rotation != NULL && note->rotation->done & 1u << KB_ROTATION_STEP_REVOKE;
}

/**
 * kb_reminder_judge:
 * @note: what is known of a key
 * @now: Unix seconds
 *
 * Each of 14, 3 and 1 day before is told once; who was not there at one of them is told of the next only.
 *
 * Returns: at which of them the person is to be told now; 0 for not now
 */
guint
kb_reminder_judge (const KbNote *note, gint64 now)
{
  int days;

  if (kb_expiry_judge (note->expires, now, &days) != KB_EXPIRY_SOON || is_revoked (note))
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (thresholds); i++)
    if (days <= (int) thresholds[i])
      return note->reminded == 0 || thresholds[i] < note->reminded ? thresholds[i] : 0;

  return 0;
}

static int
compare_ends (gconstpointer a, gconstpointer b)
{
  const KbNote *one = *(const KbNote *const *) a, *other = *(const KbNote *const *) b;

  return strcmp (one->expires, other->expires);
}

/**
 * kb_reminders_take:
 * @notes: the notes on the person's keys
 * @now: Unix seconds
 *
 * Finds those to tell of, and notes that it was done. The keyring is not asked: it may be locked.
 *
 * Returns: (transfer full) (element-type KbNote): what the notes said before, the nearest end first
 */
GPtrArray *
kb_reminders_take (KbNotes *notes, gint64 now)
{
  g_autoptr (GPtrArray) all = kb_notes_list (notes);
  GPtrArray *taken = g_ptr_array_new_with_free_func ((GDestroyNotify) kb_note_free);

  for (guint i = 0; i < all->len; i++)
    if (kb_reminder_judge (all->pdata[i], now) > 0)
      g_ptr_array_add (taken, kb_note_copy (all->pdata[i]));
  g_ptr_array_sort (taken, compare_ends);
  for (guint i = 0; i < taken->len; i++)
    {
      g_autoptr (KbNote) note = kb_note_copy (taken->pdata[i]);

      note->reminded = kb_reminder_judge (note, now);
      kb_notes_put (notes, note);
    }
  return taken;
}

/**
 * kb_reminders_give_back:
 * @notes: the notes on the person's keys
 * @taken: (element-type KbNote): what kb_reminders_take() gave, and nobody could be told of
 */
void
kb_reminders_give_back (KbNotes *notes, GPtrArray *taken)
{
  for (guint i = 0; i < taken->len; i++)
    kb_notes_put (notes, taken->pdata[i]);
}

/**
 * kb_reminders_dup_title:
 * @taken: (element-type KbNote): what kb_reminders_take() gave, one or more
 * @now: Unix seconds
 *
 * Returns: (transfer full): a line that names no key: notifications are kept, and shown on locked screens
 */
char *
kb_reminders_dup_title (GPtrArray *taken, gint64 now)
{
  int days;

  g_return_val_if_fail (taken->len > 0, NULL);

  kb_expiry_judge (((KbNote *) taken->pdata[0])->expires, now, &days);
  if (taken->len > 1)
    /* TRANSLATORS: %u is a number of keys, two or more */
    return g_strdup_printf (ngettext ("%u API key ends soon", "%u API keys end soon", taken->len),
                            taken->len);
  if (days == 0)
    return g_strdup (_ ("An API key ends today"));

  /* TRANSLATORS: %d is a number of days */
  return g_strdup_printf (ngettext ("An API key ends in %d day", "An API key ends in %d days", (gulong) days),
                          days);
}
