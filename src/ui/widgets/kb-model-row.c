/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-model-row.h"

#include "core/api/kb-models.h"
#include "kb-verdict-words.h"

#include <glib/gi18n.h>

/* More than one finds at a glance. */
#define MANY 12

struct _KbModelRow
{
  AdwComboRow parent_instance;

  GtkStringList *models;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KbModelRow, kb_model_row, ADW_TYPE_COMBO_ROW)

/* One entry of the popup. */
typedef struct
{
  GtkLabel *name;
  GtkLabel *price;
  GtkWidget *mark;
  KbModelRow *row; /* not owned: the entry is in it */
  GtkListItem *item;
} Entry;

static GtkLabel *
add_label (GtkBox *box, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style)
    {
      gtk_widget_add_css_class (label, style);
      gtk_widget_add_css_class (label, "dimmed");
    }
  gtk_box_append (box, label);
  return GTK_LABEL (label);
}

static void
show_mark (Entry *entry)
{
  gboolean picked = entry->item && gtk_list_item_get_item (entry->item) ==
                                       adw_combo_row_get_selected_item (ADW_COMBO_ROW (entry->row));

  gtk_widget_set_opacity (entry->mark, picked ? 1 : 0);
}

static void
picked_cb (KbModelRow *row, GParamSpec *pspec, gpointer box)
{
  show_mark (g_object_get_data (box, "entry"));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, KbModelRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  Entry *entry = g_new0 (Entry, 1);

  entry->row = self;
  entry->name = add_label (GTK_BOX (texts), NULL);
  entry->price = add_label (GTK_BOX (texts), "caption");
  entry->mark = gtk_image_new_from_icon_name ("kb-check-symbolic");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), entry->mark);
  g_object_set_data_full (G_OBJECT (box), "entry", entry, g_free);
  g_signal_connect_object (self, "notify::selected", G_CALLBACK (picked_cb), box, G_CONNECT_DEFAULT);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, KbModelRow *self)
{
  Entry *entry = g_object_get_data (G_OBJECT (gtk_list_item_get_child (item)), "entry");
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));
  g_autoptr (GtkStringObject) first = g_list_model_get_item (G_LIST_MODEL (self->models), 0);
  gboolean own = gtk_list_item_get_item (item) == (gpointer) first;
  g_autofree char *price = own ? g_strdup (_ ("The cheapest that fits")) : kb_model_dup_words (text);

  entry->item = item;
  gtk_label_set_text (entry->name, text);
  gtk_label_set_text (entry->price, price);
  show_mark (entry);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, KbModelRow *self)
{
  Entry *entry = g_object_get_data (G_OBJECT (gtk_list_item_get_child (item)), "entry");

  entry->item = NULL;
}

static void
selected_cb (KbModelRow *self)
{
  const char *model = kb_model_row_get_model (self);
  g_autofree char *words = model ? kb_model_dup_words (model) : NULL;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), words ? words : "");
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Taking the row apart empties its list, and that is no choice of anybody's. */
static void
kb_model_row_dispose (GObject *object)
{
  KbModelRow *self = KB_MODEL_ROW (object);

  g_signal_handlers_disconnect_by_func (self, selected_cb, NULL);
  g_clear_object (&self->models);
  G_OBJECT_CLASS (kb_model_row_parent_class)->dispose (object);
}

static void
kb_model_row_class_init (KbModelRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kb_model_row_dispose;
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", KB_TYPE_MODEL_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kb_model_row_init (KbModelRow *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkExpression) name = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  self->models = gtk_string_list_new (NULL);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_DEFAULT);
  adw_combo_row_set_expression (ADW_COMBO_ROW (self), name);
  adw_combo_row_set_list_factory (ADW_COMBO_ROW (self), factory);
  adw_combo_row_set_search_match_mode (ADW_COMBO_ROW (self), GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (self->models));
  g_object_set (self, "use-subtitle", FALSE, NULL);
  kb_model_row_set_listed (self, NULL);
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
}

void
kb_model_row_set_listed (KbModelRow *self, const char *const *listed)
{
  g_autofree char *picked = g_strdup (kb_model_row_get_model (self));
  g_autofree char *today = kb_models_dup_today ();
  g_auto (GStrv) offered = NULL;
  guint place = 0;

  g_return_if_fail (KB_IS_MODEL_ROW (self));

  /* An account that lists nothing, or may not, leaves what is known of models in general. */
  offered = kb_models_dup_offered (kb_facts_get_default (), listed && *listed ? listed : NULL, today);
  gtk_string_list_splice (self->models, 0, g_list_model_get_n_items (G_LIST_MODEL (self->models)), NULL);
  gtk_string_list_append (self->models, _ ("Choose for me"));
  for (guint i = 0; offered[i]; i++)
    {
      gtk_string_list_append (self->models, offered[i]);
      if (g_strcmp0 (offered[i], picked) == 0)
        place = i + 1;
    }
  adw_combo_row_set_enable_search (ADW_COMBO_ROW (self), g_strv_length (offered) > MANY);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), place);
}

const char *
kb_model_row_get_model (KbModelRow *self)
{
  guint selected;

  g_return_val_if_fail (KB_IS_MODEL_ROW (self), NULL);

  selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  return selected == 0 || selected == GTK_INVALID_LIST_POSITION
             ? NULL
             : gtk_string_list_get_string (self->models, selected);
}
