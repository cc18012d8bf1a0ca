/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/doctor/kb-doctor.h"

#include <glib/gi18n.h>

/**
 * kb_doctor_get_line_title:
 * @line: a line
 *
 * Returns: (transfer none): what it is about, translated
 */
const char *
kb_doctor_get_line_title (KbDoctorLine line)
{
  static const char *const titles[KB_N_DOCTOR_LINES] = {
    [KB_DOCTOR_ANSWERS] = N_ ("Who Answers"),
    [KB_DOCTOR_VERSION] = N_ ("Its Version"),
    [KB_DOCTOR_COLLECTION] = N_ ("Default Keyring"),
    [KB_DOCTOR_SIGNS_IN] = N_ ("What Signs You In"),
    [KB_DOCTOR_OPENED] = N_ ("Opened When You Sign In"),
  };

  g_return_val_if_fail ((guint) line < KB_N_DOCTOR_LINES, NULL);

  return _ (titles[line]);
}

static char *
dup_answers (const KbDoctorFacts *facts)
{
  if (!facts->has_bus || facts->state == KB_STORE_STATE_NO_SERVICE)
    return g_strdup (_ ("Nobody"));
  if (facts->process == NULL)
    return NULL;

  /* TRANSLATORS: the name of a program, the number of its process */
  return g_strdup_printf (_ ("%s (process %u)"), facts->process, facts->pid);
}

static char *
dup_collection (const KbDoctorFacts *facts)
{
  if (facts->state == KB_STORE_STATE_NO_COLLECTION)
    return g_strdup (C_ ("keyring", "None"));
  if (facts->is_for_session)
    return g_strdup (_ ("One in memory, gone when you sign out"));

  return g_strdup (facts->collection && *facts->collection ? facts->collection : NULL);
}

/* Only where it can be told: of KeePassXC nobody types a password when signing in. */
static char *
dup_opened (const KbDoctorFacts *facts)
{
  gboolean kde = facts->provider == KB_STORE_PROVIDER_KDE;

  if (facts->provider == KB_STORE_PROVIDER_KEEPASSXC)
    return g_strdup (_ ("No: you open its database yourself"));
  if (facts->provider == KB_STORE_PROVIDER_UNKNOWN || !facts->login.is_known)
    return NULL;
  if (facts->login.is_automatic)
    return g_strdup (_ ("No: you are signed in without a password"));

  return g_strdup ((kde ? facts->login.opens_kde : facts->login.opens_gnome)
                       ? _ ("Yes, by the rules for signing in")
                       : _ ("No, by the rules for signing in"));
}

/**
 * kb_doctor_dup_line:
 * @facts: what was seen
 * @line: which line of it
 *
 * Returns: (transfer full): what it says, translated, or that it could not be told
 */
char *
kb_doctor_dup_line (const KbDoctorFacts *facts, KbDoctorLine line)
{
  char *words = NULL;

  switch (line)
    {
    case KB_DOCTOR_ANSWERS:
      words = dup_answers (facts);
      break;
    case KB_DOCTOR_VERSION:
      words = g_strdup (facts->version);
      break;
    case KB_DOCTOR_COLLECTION:
      words = dup_collection (facts);
      break;
    case KB_DOCTOR_SIGNS_IN:
      words = g_strdup (facts->login.is_known ? facts->login.manager : NULL);
      break;
    case KB_DOCTOR_OPENED:
      words = dup_opened (facts);
      break;
    default:
      g_return_val_if_reached (NULL);
    }

  return words ? words : g_strdup (_ ("Could not tell"));
}

static void
add_indented (GString *text, const char *indent, const char *lines)
{
  g_auto (GStrv) split = lines ? g_strsplit (lines, "\n", -1) : NULL;

  for (gsize i = 0; split != NULL && split[i] != NULL; i++)
    g_string_append_printf (text, "%s%s\n", indent, split[i]);
}

/**
 * kb_doctor_dup_text:
 * @facts: what was seen
 * @proof: what kb_proof_get_words() says
 *
 * Returns: (transfer full): all of it, as text for a terminal or to send to somebody
 */
char *
kb_doctor_dup_text (const KbDoctorFacts *facts, const char *proof)
{
  KbDoctorCause cause = kb_doctor_find_cause (facts);
  g_autofree char *explanation = kb_doctor_dup_explanation (facts, cause);
  g_autofree char *lines = kb_doctor_dup_lines (facts, cause);
  GString *text = g_string_new (kb_doctor_get_title (cause));

  g_string_append_printf (text, "\n  %s\n", explanation);
  add_indented (text, "    ", lines);
  for (KbDoctorLine line = 0; line < KB_N_DOCTOR_LINES; line++)
    {
      g_autofree char *words = kb_doctor_dup_line (facts, line);

      /* TRANSLATORS: what was looked at, and what was seen: "Its Version: 48.0" */
      g_string_append_printf (text, C_ ("line", "  %s: %s"), kb_doctor_get_line_title (line), words);
      g_string_append_c (text, '\n');
    }
  add_indented (text, "  ", proof);

  return g_string_free_and_steal (text);
}
