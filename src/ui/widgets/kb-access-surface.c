/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-access-surface.h"

#include "kb-permission-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _KbAccessSurface
{
  GtkBox parent_instance;

  GtkLabel *title, *count;
  GtkWidget *blocks[KB_N_RESOURCES];
};

G_DEFINE_FINAL_TYPE (KbAccessSurface, kb_access_surface, GTK_TYPE_BOX)

/* All that may be done in a resource looks the same: whether the page calls it Write or Request is in the
 * list.
 */
static const char *
get_class (KbLevel level)
{
  switch (level)
    {
    case KB_LEVEL_READ:
      return "read";
    case KB_LEVEL_REQUEST:
    case KB_LEVEL_WRITE:
      return "write";
    case KB_LEVEL_NONE:
    default:
      return "none";
    }
}

static GtkWidget *
new_block (KbLevel level)
{
  const char *classes[] = { get_class (level), NULL };

  return g_object_new (GTK_TYPE_BOX, "css-name", "block", "css-classes", classes, "valign", GTK_ALIGN_END,
                       "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

/* The sentence of the whole says it to a screen reader. */
static GtkLabel *
add_label (KbAccessSurface *self, const char *style)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                    "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (self), label);
  return GTK_LABEL (label);
}

static void
show_block (KbAccessSurface *self, KbResource resource, KbLevel level)
{
  const char *classes[] = { get_class (level), NULL };
  g_autofree char *tooltip = kb_resource_dup_setting (resource, level);

  gtk_widget_set_css_classes (self->blocks[resource], classes);
  gtk_widget_set_tooltip_text (self->blocks[resource], tooltip);
}

static void
kb_access_surface_class_init (KbAccessSurfaceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_css_name (widget_class, "accesssurface");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kb_access_surface_init (KbAccessSurface *self)
{
  GtkWidget *blocks = g_object_new (GTK_TYPE_BOX, "css-name", "blocks", "spacing", 3, "accessible-role",
                                    GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  g_object_set (self, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 3, NULL);
  self->title = add_label (self, "heading");
  gtk_box_append (GTK_BOX (self), blocks);
  for (guint resource = 0; resource < KB_N_RESOURCES; resource++)
    {
      self->blocks[resource] = new_block (KB_LEVEL_NONE);
      gtk_widget_set_visible (self->blocks[resource], kb_resource_get_end (resource) == NULL);
      gtk_box_append (GTK_BOX (blocks), self->blocks[resource]);
    }
  self->count = add_label (self, "caption");
}

void
kb_access_surface_show (KbAccessSurface *self, const KbAdvice *key, const char *title)
{
  g_autofree char *count = NULL, *sentence = NULL;

  g_return_if_fail (KB_IS_ACCESS_SURFACE (self) && key != NULL);

  count = kb_permission_dup_count (key);
  sentence = kb_permission_dup_sentence (key, title);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->count, count);
  for (guint resource = 0; resource < KB_N_RESOURCES; resource++)
    show_block (self, resource, kb_advice_get_level (key, resource));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}

static void
add_entry (AdwWrapBox *legend, KbLevel level, const char *text)
{
  GtkWidget *entry = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "caption");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (entry), new_block (level));
  gtk_box_append (GTK_BOX (entry), label);
  adw_wrap_box_append (legend, entry);
}

GtkWidget *
kb_access_surface_new_legend (void)
{
  AdwWrapBox *legend = g_object_new (ADW_TYPE_WRAP_BOX, "css-name", "accesssurface", "child-spacing", 18,
                                     "line-spacing", 3, NULL);

  add_entry (legend, KB_LEVEL_NONE, _ ("No access"));
  add_entry (legend, KB_LEVEL_READ, _ ("Can be read"));
  add_entry (legend, KB_LEVEL_WRITE, _ ("Can be used and changed"));
  return GTK_WIDGET (legend);
}
