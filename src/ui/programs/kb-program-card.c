/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-program-card.h"

#include "core/facts/kb-fact-words.h"
#include "keys/kb-key-words.h"
#include "widgets/kb-door-row.h"
#include "widgets/kb-fit.h"

#include <glib/gi18n.h>

/* What it holds and how the saved key did that it is; and who pays. */
static char *
dup_text (KbUse *use, guint place, KbKeys *keys)
{
  g_autofree char *words = kb_use_dup_words (use, place);
  KbFinding *finding = kb_use_get_finding (use, place);
  const char *name = finding ? kb_finding_get_same_name (finding) : NULL;
  g_autofree char *test =
      name ? kb_key_dup_last_test (kb_notes_find (kb_keys_get_notes_for (keys, name), name)) : NULL;
  const char *payer = kb_use_get_payer_words (use, place);
  /* TRANSLATORS: a key that a program uses, and how its last test went */
  g_autofree char *key = test ? g_strdup_printf (C_ ("key", "%s · %s"), words, test) : g_strdup (words);

  return payer ? g_strconcat (key, "\n", payer, NULL) : g_steal_pointer (&key);
}

static GtkWidget *
new_row (const char *title, const char *subtitle)
{
  return g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle", subtitle,
                       "subtitle-selectable", FALSE, NULL);
}

/* What is said stands out, not what it is about. */
static GtkWidget *
new_property (const char *title, const char *text)
{
  GtkWidget *row = new_row (title, text);

  gtk_widget_add_css_class (row, "property");
  return row;
}

static const char *
get_heading (KbUse *use, guint place)
{
  if (kb_use_is_elsewhere (use, place))
    /* TRANSLATORS: what a program takes when it is started from a terminal instead of the desktop, or the
     * other way round; stands before the place */
    return _ ("If started another way");
  if (place > 0)
    return _ ("Otherwise");
  return kb_use_is_known (use) ? _ ("Now") : _ ("Could not tell");
}

static GtkWidget *
new_place (KbUse *use, guint place, KbKeys *keys)
{
  g_autofree char *where = kb_use_dup_title (use, place);
  /* TRANSLATORS: the first %s is "Now", "Otherwise", "Could not tell" or "Started elsewhere", the second
   * where a program takes its key from */
  g_autofree char *title = g_strdup_printf (C_ ("place of a key", "%s: %s"), get_heading (use, place), where);
  g_autofree char *text = dup_text (use, place, keys);

  return new_row (title, text);
}

static gboolean
is_now (KbUse *use, guint place)
{
  return place == 0 && !kb_use_is_elsewhere (use, place);
}

/* What it would use otherwise, what was looked at, and how that is known. */
static GtkWidget *
new_more (KbUse *use, KbKeys *keys)
{
  GtkWidget *row = g_object_new (ADW_TYPE_EXPANDER_ROW, "use-markup", FALSE, "title", _ ("More"), NULL);
  g_autofree char *looked = kb_use_dup_looked (use);
  g_autofree char *checked = kb_fact_words_dup_date (kb_program_get_checked (kb_use_get_program (use)));
  g_autofree char *of =
      /* TRANSLATORS: %s is a date; a program's source is what it is made from */
      g_strdup_printf (_ ("According to its source code or documentation of %s"), checked);
  guint n_others = 0;

  for (guint i = 0; i < kb_use_get_n_places (use); i++)
    if (!is_now (use, i))
      {
        adw_expander_row_add_row (ADW_EXPANDER_ROW (row), new_place (use, i, keys));
        n_others++;
      }
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), new_property (_ ("Looked At"), looked));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), new_property (_ ("How That Is Known"), of));
  if (n_others > 0)
    {
      g_autofree char *count = g_strdup_printf (
          /* TRANSLATORS: %u is a number of places that a program takes its key from */
          ngettext ("%u other place has something", "%u other places have something", n_others), n_others);

      adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), count);
    }
  return row;
}

GtkWidget *
kb_program_card_new (KbUse *use, KbKeys *keys, GtkWidget **button)
{
  const char *name = kb_program_get_name (kb_use_get_program (use));
  AdwPreferencesGroup *card = g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", name, NULL);
  g_autofree char *advice = kb_use_dup_advice (use);
  /* TRANSLATORS: %s is the name of a program; a button that leads to a page */
  g_autofree char *title = g_strdup_printf (_ ("Connect %s…"), name);

  if (kb_use_get_n_places (use) > 0 && is_now (use, 0))
    adw_preferences_group_add (card, new_place (use, 0, keys));
  else
    adw_preferences_group_add (card, new_row (_ ("It finds no key"), ""));
  adw_preferences_group_add (card, new_property (_ ("What to Do"), advice));
  if (kb_use_has_keyring_trouble (use))
    adw_preferences_group_add (card, g_object_new (KB_TYPE_DOOR_ROW, "title", _ ("Find Out _Why…"),
                                                   "action-name", "win.doctor", NULL));
  adw_preferences_group_add (card, new_more (use, keys));
  *button = g_object_new (ADW_TYPE_BUTTON_ROW, "title", title, "end-icon-name", "go-next-symbolic", NULL);
  adw_preferences_group_add (card, *button);
  kb_fit (GTK_WIDGET (card));
  return GTK_WIDGET (card);
}
