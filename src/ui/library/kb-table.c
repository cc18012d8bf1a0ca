/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-table.h"

#include "widgets/kb-fit.h"

#include <glib/gi18n.h>

struct _KbTable
{
  AdwBin parent_instance;

  GPtrArray *cells;
  guint n_columns;
  gboolean narrow;
};

enum
{
  PROP_NARROW = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KbTable, kb_table, ADW_TYPE_BIN)

static const char *
get_cell (KbTable *self, guint row, guint column)
{
  return self->cells->pdata[row * self->n_columns + column];
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                    "natural-wrap-mode", GTK_NATURAL_WRAP_WORD, "xalign", 0.0f, "yalign", 0.0f, NULL);

  kb_fit (label);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* Which column a cell is in is seen; it is said too. */
static GtkWidget *
new_cell (KbTable *self, guint row, guint column)
{
  GtkWidget *cell = new_label (get_cell (self, row, column), row == 0 ? "heading" : NULL);

  gtk_widget_set_hexpand (cell, TRUE);
  /* What the row is about is in one piece. */
  if (column == 0)
    gtk_label_set_wrap_mode (GTK_LABEL (cell), PANGO_WRAP_WORD);
  if (row > 0)
    gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    get_cell (self, 0, column), -1);
  return cell;
}

static GtkWidget *
new_wide (KbTable *self)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());
  guint n_rows = self->cells->len / self->n_columns;

  gtk_grid_set_column_spacing (grid, 18);
  gtk_grid_set_row_spacing (grid, 9);
  for (guint row = 0; row < n_rows; row++)
    {
      if (row > 0)
        gtk_grid_attach (grid, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL), 0, (int) (2 * row - 1),
                         (int) self->n_columns, 1);
      for (guint column = 0; column < self->n_columns; column++)
        gtk_grid_attach (grid, new_cell (self, row, column), (int) column, (int) (2 * row), 1, 1);
    }
  return GTK_WIDGET (grid);
}

static GtkWidget *
new_named_cell (KbTable *self, guint row, guint column)
{
  g_autofree char *text =
      /* TRANSLATORS: a cell of a table, with the name of its column before it */
      g_strdup_printf (C_ ("table", "%s: %s"), get_cell (self, 0, column), get_cell (self, row, column));

  return new_label (text, NULL);
}

static GtkWidget *
new_narrow (KbTable *self)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  guint n_rows = self->cells->len / self->n_columns;

  for (guint row = 1; row < n_rows; row++)
    {
      if (row > 1)
        gtk_box_append (box, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      gtk_box_append (box, new_label (get_cell (self, row, 0), "heading"));
      for (guint column = 1; column < self->n_columns; column++)
        gtk_box_append (box, new_named_cell (self, row, column));
    }
  return GTK_WIDGET (box);
}

static void
rebuild (KbTable *self)
{
  GtkWidget *child = self->narrow ? new_narrow (self) : new_wide (self);

  gtk_widget_add_css_class (child, "card");
  gtk_widget_add_css_class (child, "padded");
  adw_bin_set_child (ADW_BIN (self), child);
}

static void
set_narrow (KbTable *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  rebuild (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NARROW]);
}

static void
kb_table_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, KB_TABLE (object)->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_table_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_NARROW:
      set_narrow (KB_TABLE (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_table_finalize (GObject *object)
{
  g_ptr_array_unref (KB_TABLE (object)->cells);
  G_OBJECT_CLASS (kb_table_parent_class)->finalize (object);
}

static void
kb_table_class_init (KbTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kb_table_get_property;
  object_class->set_property = kb_table_set_property;
  object_class->finalize = kb_table_finalize;
  props[PROP_NARROW] = g_param_spec_boolean (
      "narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
kb_table_init (KbTable *self)
{
}

GtkWidget *
kb_table_new (GPtrArray *cells, guint n_columns)
{
  KbTable *self = g_object_new (KB_TYPE_TABLE, NULL);

  self->cells = g_ptr_array_ref (cells);
  self->n_columns = n_columns;
  rebuild (self);
  return GTK_WIDGET (self);
}
