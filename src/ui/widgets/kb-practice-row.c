/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-practice-row.h"

#include "core/practice/kb-practice.h"

#include <glib/gi18n.h>

struct _KbPracticeRow
{
  AdwComboRow parent_instance;
};

G_DEFINE_FINAL_TYPE (KbPracticeRow, kb_practice_row, ADW_TYPE_COMBO_ROW)

static void
kb_practice_row_class_init (KbPracticeRowClass *klass)
{
}

static void
kb_practice_row_init (KbPracticeRow *self)
{
  g_autoptr (GtkStringList) lessons = gtk_string_list_new (NULL);
  g_autoptr (GtkExpression) name = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GArray *all = kb_practice_get_lessons ();

  gtk_string_list_append (lessons,
                          /* TRANSLATORS: no key to practice with */
                          C_ ("practice key", "None"));
  for (guint i = 0; i < all->len; i++)
    gtk_string_list_append (lessons, _ (g_array_index (all, KbPracticeLesson, i).teaches));
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (lessons));
  adw_combo_row_set_enable_search (ADW_COMBO_ROW (self), TRUE);
  g_object_set (self, "use-subtitle", TRUE, "search-match-mode", GTK_STRING_FILTER_MATCH_MODE_SUBSTRING,
                NULL);
  adw_combo_row_set_expression (ADW_COMBO_ROW (self), name);
}

/**
 * kb_practice_row_dup_key:
 *
 * Returns: (transfer full) (nullable): the practice key that was picked, %NULL when none was
 */
char *
kb_practice_row_dup_key (KbPracticeRow *self)
{
  guint selected;
  GArray *lessons = kb_practice_get_lessons ();

  g_return_val_if_fail (KB_IS_PRACTICE_ROW (self), NULL);

  selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  if (selected == 0 || selected > lessons->len)
    return NULL;
  return kb_practice_dup_lesson_key (&g_array_index (lessons, KbPracticeLesson, selected - 1));
}
