/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-article-blocks.h"

#include "kb-article-row.h"
#include "kb-flow.h"
#include "kb-link-words.h"
#include "kb-table.h"
#include "widgets/kb-code.h"
#include "widgets/kb-link-row.h"

#include <glib/gi18n.h>

/* More boxes than this do not fit beside one another. */
#define MAX_BESIDE 4

static GtkWidget *
new_label (const char *text)
{
  return g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "xalign", 0.0f, "yalign", 0.0f, "hexpand", TRUE, NULL);
}

static GtkWidget *
new_heading (const char *text)
{
  GtkWidget *heading =
      g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign",
                    0.0f, "margin-top", 12, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (heading), GTK_ACCESSIBLE_PROPERTY_LEVEL, 2, -1);
  gtk_widget_add_css_class (heading, "title-4");
  return heading;
}

static GtkWidget *
new_mark (guint number)
{
  g_autofree char *text = number > 0 ? g_strdup_printf ("%u", number) : g_strdup ("•");
  /* That it is an item is said already; which one it is, is not. */
  GtkWidget *mark =
      g_object_new (GTK_TYPE_LABEL, "label", text, "accessible-role",
                    number > 0 ? GTK_ACCESSIBLE_ROLE_LABEL : GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  if (number > 0)
    gtk_widget_add_css_class (mark, "number");
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  return mark;
}

static GtkWidget *
new_list (GPtrArray *texts, gboolean numbered)
{
  GtkWidget *list = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 9,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, NULL);

  for (guint i = 0; i < texts->len; i++)
    {
      GtkWidget *item =
          g_object_new (GTK_TYPE_BOX, "spacing", 12, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);

      gtk_box_append (GTK_BOX (item), new_mark (numbered ? i + 1 : 0));
      gtk_box_append (GTK_BOX (item), new_label (texts->pdata[i]));
      gtk_box_append (GTK_BOX (list), item);
    }
  return list;
}

static void
set_while (AdwBreakpoint *breakpoint, GtkWidget *widget, const char *property, GValue *value)
{
  adw_breakpoint_add_setter (breakpoint, G_OBJECT (widget), property, value);
  g_value_unset (value);
}

static GtkWidget *
new_flow (GPtrArray *items, AdwBreakpoint *narrow)
{
  GtkWidget *flow = kb_flow_new (items);
  GValue value = G_VALUE_INIT;

  if (items->len > MAX_BESIDE)
    {
      gtk_orientable_set_orientation (GTK_ORIENTABLE (flow), GTK_ORIENTATION_VERTICAL);
      return flow;
    }
  g_value_init (&value, GTK_TYPE_ORIENTATION);
  g_value_set_enum (&value, GTK_ORIENTATION_VERTICAL);
  set_while (narrow, flow, "orientation", &value);
  return flow;
}

static GtkWidget *
new_table (const KbBlock *block, AdwBreakpoint *narrow)
{
  GtkWidget *table = kb_table_new (block->texts, block->n_columns);
  GValue value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_BOOLEAN);
  g_value_set_boolean (&value, TRUE);
  set_while (narrow, table, "narrow", &value);
  return table;
}

GtkWidget *
kb_article_block_new (const KbBlock *block, AdwBreakpoint *narrow)
{
  const char *text = block->texts->pdata[0];

  switch (block->kind)
    {
    case KB_BLOCK_PARAGRAPH:
      return new_label (text);
    case KB_BLOCK_HEADING:
      return new_heading (text);
    case KB_BLOCK_LIST:
      return new_list (block->texts, FALSE);
    case KB_BLOCK_STEPS:
      return new_list (block->texts, TRUE);
    case KB_BLOCK_FLOW:
      return new_flow (block->texts, narrow);
    case KB_BLOCK_TABLE:
      return new_table (block, narrow);
    case KB_BLOCK_CODE:
      /* TRANSLATORS: lines of a program, which a button copies */
      return kb_code_new (text, _ ("Code"));
    case KB_BLOCK_SEE:
      return g_object_new (KB_TYPE_ARTICLE_ROW, "article", text, NULL);
    case KB_BLOCK_WEB:
      return g_object_new (KB_TYPE_LINK_ROW, "link", text, "title", kb_link_get_name (text), NULL);
    default:
      g_return_val_if_reached (NULL);
    }
}
