/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/base/kb-words.h"
#include "core/facts/kb-fact-words.h"
#include "core/setup/kb-access-report.h"

#include <glib/gi18n.h>

/**
 * kb_access_report_dup_seen:
 * @self: a report
 * @finding: of one line
 *
 * Returns: (transfer full): what its answer shows
 */
char *
kb_access_report_dup_seen (const KbAccessReport *self, const KbAccessFinding *finding)
{
  if (kb_access_is_over (finding->probe, self->today))
    {
      g_autofree char *end = kb_fact_words_dup_date (kb_resource_get_end (finding->probe->resource));

      /* TRANSLATORS: of a part of OpenAI's API; %s is a date */
      return g_strdup_printf (_ ("Ended on %s"), end);
    }
  switch (finding->access)
    {
    case KB_ACCESS_ALLOWED:
      return g_strdup (C_ ("permission", "Allowed"));
    case KB_ACCESS_SEEMS_ALLOWED:
      return g_strdup (_ ("Seems allowed"));
    case KB_ACCESS_REFUSED:
      /* TRANSLATORS: %s is what the key lacks, as the web page names it: "Files (Read)" */
      return finding->lacks ? g_strdup_printf (_ ("Refused: it lacks %s"), finding->lacks)
                            : g_strdup (C_ ("permission", "Refused"));
    case KB_ACCESS_UNKNOWN:
    default:
      return g_strdup (_ ("Could not tell"));
    }
}

static char *
join_names (GPtrArray *programs)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < programs->len; i++)
    g_ptr_array_add (names, (gpointer) kb_program_get_name (programs->pdata[i]));

  return kb_words_join (names, FALSE);
}

static char *
dup_need (const KbAccessReport *self, const KbProbe *probe)
{
  g_autoptr (GPtrArray) needing = kb_access_report_find_needing (self, probe);
  g_autofree char *names = join_names (needing);

  if (self->programs->len == 0)
    return NULL;
  if (needing->len > 0)
    /* TRANSLATORS: of a permission; %s is a list of programs */
    return g_strdup_printf (_ ("Needed by %s"), names);

  return g_strdup (_ ("No connected program needs it"));
}

/**
 * kb_access_report_dup_beside:
 * @self: a report
 * @probe: a line
 *
 * Returns: (transfer full) (nullable): whether it was chosen, and which program needs it, as far as is known
 */
char *
kb_access_report_dup_beside (const KbAccessReport *self, const KbProbe *probe)
{
  static const char *const words[] = {
    [KB_SEEN_UNKNOWN] = NULL,
    [KB_SEEN_NO] = N_ ("Not chosen"),
    [KB_SEEN_YES] = N_ ("Chosen"),
  };
  const char *chosen = words[kb_access_report_get_chosen (self, probe)];
  g_autofree char *need = dup_need (self, probe);

  if (chosen != NULL && need != NULL)
    /* TRANSLATORS: of a permission: "Chosen", then "Needed by Crush" */
    return g_strdup_printf (C_ ("permission", "%s · %s"), _ (chosen), need);

  return chosen ? g_strdup (_ (chosen)) : g_steal_pointer (&need);
}

/* What could be less, and how many lines that is. */
static char *
dup_spare (const KbAccessReport *self, guint *n)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  KbLevel enough;

  for (KbResource resource = 0; resource < KB_N_RESOURCES; resource++)
    if (kb_access_report_get_spare (self, resource, &enough))
      g_ptr_array_add (list, kb_resource_dup_setting (resource, enough));

  *n = list->len;
  return kb_words_join (list, FALSE);
}

/* What a program needs and the key may not do. */
static char *
dup_lack (const KbAccessReport *self)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->findings->len; i++)
    {
      const KbAccessFinding *finding = self->findings->pdata[i];
      g_autoptr (GPtrArray) needing = kb_access_report_find_needing (self, finding->probe);

      if (needing->len > 0 && finding->access == KB_ACCESS_REFUSED)
        g_ptr_array_add (list, kb_resource_dup_setting (finding->probe->resource, finding->probe->level));
    }

  return kb_words_join (list, FALSE);
}

static char *
dup_spare_words (const KbAccessReport *self)
{
  guint n;
  g_autofree char *spare = dup_spare (self, &n);

  if (n == 0)
    return g_strdup (_ ("It may do only what its programs and a test need."));
  if (self->note != NULL && self->note->chosen && self->note->owner == KB_OWNER_SERVICE_ACCOUNT)
    return g_strdup_printf (
        /* TRANSLATORS: %s is a list of permissions in the words of the web page */
        _ ("Its programs need less: %s. For a key of a service account the web page has no permissions to "
           "set, so give the account a lower role."),
        spare);

  return g_strdup_printf (
      /* TRANSLATORS: %1$u is a number of permissions, %2$s a list of them with what they could be set to, in
       * the words of the web page: "Files: None, Evals: None" */
      ngettext ("You can narrow %1$u line on the web page: %2$s.",
                "You can narrow %1$u lines on the web page: %2$s.", n),
      n, spare);
}

/**
 * kb_access_report_dup_advice:
 * @self: a report
 *
 * Returns: (transfer full): what follows from it for who looks after the key
 */
char *
kb_access_report_dup_advice (const KbAccessReport *self)
{
  g_autofree char *names = join_names (self->programs);
  g_autofree char *lack = dup_lack (self);

  if (self->programs->len == 0)
    return g_strdup (_ ("Keybearer has connected no program with this key, so what it needs is not known."));
  if (*lack != '\0')
    return g_strdup_printf (
        /* TRANSLATORS: %1$s is a list of programs, which the number is about, %2$s a list of permissions in
         * the words of the web page */
        ngettext ("%1$s will be refused: the key lacks %2$s. Allow that on the web page.",
                  "%1$s will be refused: the key lacks %2$s. Allow that on the web page.",
                  self->programs->len),
        names, lack);

  return dup_spare_words (self);
}

/**
 * kb_access_get_seems_words:
 *
 * Returns: (transfer none): what “seems” means in kb_access_report_dup_seen()
 */
const char *
kb_access_get_seems_words (void)
{
  return _ ("“Seems” means: the request was refused, but not for a permission. As far as is known, "
            "permissions are checked first.");
}
