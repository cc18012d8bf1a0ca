/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-estimate-page.h"

#include "core/api/kb-models.h"
#include "core/facts/kb-plan.h"
#include "kb-bar-chart.h"
#include "kb-estimate-words.h"
#include "kb-number-row.h"
#include "kb-page.h"
#include "kb-verdict-words.h"

#include <glib/gi18n.h>

#define MICRO 1000000
#define PAUSE_MS 1000

struct _KbEstimatePage
{
  KbPage parent_instance;

  KbNumberRow *conversations_row, *input_row, *output_row, *cached_row;
  KbNumberRow *input_price_row, *cached_price_row, *output_price_row;
  KbNumberRow *credit_row, *limit_row;
  AdwComboRow *model_row;
  GtkStringList *models;
  GtkLabel *month_label, *others_label, *credit_label, *limit_label, *as_of_label;
  GtkWidget *wrong_label;
  KbBarChart *chart;

  KbPlan *plan;
  GPtrArray *priced; /* const KbModel *, as in models; after them come one's own prices */
  gboolean ready;
  guint pause; /* source id */
};

G_DEFINE_FINAL_TYPE (KbEstimatePage, kb_estimate_page, KB_TYPE_PAGE)

static char *
say_prices (gpointer object, GtkStringObject *item)
{
  const char *id = item ? gtk_string_object_get_string (item) : "";

  return kb_facts_find_model (kb_facts_get_default (), id) ? kb_model_dup_words (id)
                                                           : g_strdup (_ ("At the prices that you typed"));
}

#define N_ROWS 9

static void
get_rows (KbEstimatePage *self, KbNumberRow *rows[N_ROWS])
{
  KbNumberRow *all[N_ROWS] = { self->conversations_row, self->input_row,       self->output_row,
                               self->cached_row,        self->input_price_row, self->cached_price_row,
                               self->output_price_row,  self->credit_row,      self->limit_row };

  memcpy (rows, all, sizeof all);
}

static gint64
get_dollars (KbNumberRow *row)
{
  return kb_number_row_get_value (row) * MICRO;
}

static void
read_rows (KbEstimatePage *self)
{
  guint selected = adw_combo_row_get_selected (self->model_row);
  KbPlan *plan = self->plan;

  plan->use.conversations = (guint64) kb_number_row_get_value (self->conversations_row);
  plan->use.input_tokens = (guint64) kb_number_row_get_value (self->input_row);
  plan->use.output_tokens = (guint64) kb_number_row_get_value (self->output_row);
  plan->use.cached_percent = (guint) kb_number_row_get_value (self->cached_row);
  plan->own_prices.input_price = kb_number_row_get_value (self->input_price_row);
  plan->own_prices.cached_price = kb_number_row_get_value (self->cached_price_row);
  plan->own_prices.output_price = kb_number_row_get_value (self->output_price_row);
  g_set_str (&plan->model,
             selected < self->priced->len ? ((const KbModel *) self->priced->pdata[selected])->id : "");
}

static void
show_plan (KbEstimatePage *self)
{
  const KbPlan *plan = self->plan;
  guint place = *plan->model ? 0 : self->priced->len;

  kb_number_row_set_value (self->conversations_row, (gint64) plan->use.conversations);
  kb_number_row_set_value (self->input_row, (gint64) plan->use.input_tokens);
  kb_number_row_set_value (self->output_row, (gint64) plan->use.output_tokens);
  kb_number_row_set_value (self->cached_row, plan->use.cached_percent);
  kb_number_row_set_value (self->input_price_row, plan->own_prices.input_price);
  kb_number_row_set_value (self->cached_price_row, plan->own_prices.cached_price);
  kb_number_row_set_value (self->output_price_row, plan->own_prices.output_price);
  for (guint i = 0; i < self->priced->len; i++)
    if (g_str_equal (((const KbModel *) self->priced->pdata[i])->id, plan->model))
      place = i;
  adw_combo_row_set_selected (self->model_row, place);
}

static void
show_chart (KbEstimatePage *self)
{
  const KbPlan *plan = self->plan;
  gboolean own = *plan->model == '\0';

  for (guint i = 0; i < self->priced->len; i++)
    {
      const KbModel *model = self->priced->pdata[i];

      kb_bar_chart_set_cost (self->chart, model->id, kb_estimate_for (model, &plan->use).month);
    }
  kb_bar_chart_set_cost (self->chart, "", own ? kb_estimate_for (&plan->own_prices, &plan->use).month : -1);
  kb_bar_chart_show (self->chart, plan->model, get_dollars (self->limit_row));
}

static gboolean
is_wrong (KbEstimatePage *self)
{
  KbNumberRow *rows[N_ROWS];
  gboolean wrong = FALSE;

  get_rows (self, rows);
  for (gsize i = 0; i < N_ROWS && !wrong; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (rows[i])))
      g_object_get (rows[i], "wrong", &wrong, NULL);
  return wrong;
}

static gboolean
announce_cb (gpointer user_data)
{
  KbEstimatePage *self = user_data;

  self->pause = 0;
  if (!is_wrong (self))
    kb_announce_quietly (GTK_WIDGET (self), gtk_label_get_text (self->month_label));
  return G_SOURCE_REMOVE;
}

static void
take_text (GtkLabel *label, char *text)
{
  gtk_label_set_text (label, text);
  g_free (text);
}

static void
show_result (KbEstimatePage *self)
{
  KbEstimate estimate =
      kb_estimate_for (kb_plan_get_prices (self->plan, kb_facts_get_default ()), &self->plan->use);

  take_text (self->month_label, kb_estimate_dup_month (&estimate));
  take_text (self->others_label, kb_estimate_dup_others (&estimate));
  take_text (self->credit_label, kb_estimate_dup_credit (&estimate, get_dollars (self->credit_row)));
  take_text (self->limit_label, kb_estimate_dup_limit (&estimate, get_dollars (self->limit_row)));
  gtk_widget_set_visible (self->wrong_label, is_wrong (self));
  show_chart (self);
}

/* Everything has its value before any of it is read back. */
static void
changed_cb (KbEstimatePage *self)
{
  g_autofree char *text = NULL;

  if (!self->ready)
    return;
  read_rows (self);
  show_result (self);
  text = kb_plan_to_text (self->plan);
  g_object_set (kb_page_get_choices (KB_PAGE (self)), "estimate", text, NULL);
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE_MS, announce_cb, self);
}

static void
model_cb (KbEstimatePage *self)
{
  if (!self->priced)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->input_price_row),
                          adw_combo_row_get_selected (self->model_row) == self->priced->len);
  changed_cb (self);
}

static void
chosen_cb (KbEstimatePage *self, const char *id)
{
  guint place = self->priced->len;

  for (guint i = 0; i < self->priced->len; i++)
    if (g_str_equal (((const KbModel *) self->priced->pdata[i])->id, id))
      place = i;
  adw_combo_row_set_selected (self->model_row, place);
}

static void
list_models (KbEstimatePage *self)
{
  g_autofree char *today = kb_models_dup_today ();

  self->priced = kb_models_list_priced (kb_facts_get_default (), today);
  for (guint i = 0; i < self->priced->len; i++)
    {
      const KbModel *model = self->priced->pdata[i];

      gtk_string_list_append (self->models, model->id);
      kb_bar_chart_add (self->chart, model->id, model->id);
    }
  gtk_string_list_append (self->models, _ ("Your prices"));
  kb_bar_chart_add (self->chart, "", _ ("Your prices"));
  take_text (self->as_of_label, kb_estimate_dup_as_of (self->priced));
}

static void
follow_rows (KbEstimatePage *self)
{
  KbChoices *choices = kb_page_get_choices (KB_PAGE (self));
  KbNumberRow *rows[N_ROWS];

  get_rows (self, rows);
  g_object_bind_property (choices, "credit", self->credit_row, "value",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_object_bind_property (choices, "hard-limit", self->limit_row, "value",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  for (gsize i = 0; i < N_ROWS; i++)
    {
      g_signal_connect_object (rows[i], "notify::value", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (rows[i], "notify::wrong", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
    }
}

static void
kb_estimate_page_constructed (GObject *object)
{
  KbEstimatePage *self = KB_ESTIMATE_PAGE (object);
  g_autofree char *text = NULL;

  G_OBJECT_CLASS (kb_estimate_page_parent_class)->constructed (object);
  g_object_get (kb_page_get_choices (KB_PAGE (self)), "estimate", &text, NULL);
  self->plan = kb_plan_new_from_text (kb_facts_get_default (), text);
  list_models (self);
  show_plan (self);
  follow_rows (self);
  read_rows (self);
  model_cb (self);
  show_result (self);
  self->ready = TRUE;
}

/* Taking the page apart empties its list of models, and that is no choice of anybody's. */
static void
kb_estimate_page_dispose (GObject *object)
{
  KbEstimatePage *self = KB_ESTIMATE_PAGE (object);

  self->ready = FALSE;
  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_pointer (&self->priced, g_ptr_array_unref);
  g_clear_pointer (&self->plan, kb_plan_free);
  G_OBJECT_CLASS (kb_estimate_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KbEstimatePage, conversations_row);
  gtk_widget_class_bind_template_child (widget_class, KbEstimatePage, input_row);
  gtk_widget_class_bind_template_child (widget_class, KbEstimatePage, output_row);
  gtk_widget_class_bind_template_child (widget_class, KbEstimatePage, cached_row);
  gtk_widget_class_bind_template_child (widget_class, KbEstimatePage, input_price_row);
  gtk_widget_class_bind_template_child (widget_class, KbEstimatePage, cached_price_row);
  gtk_widget_class_bind_template_child (widget_class, KbEstimatePage, output_price_row);
  gtk_widget_class_bind_template_child (widget_class, KbEstimatePage, credit_row);
  gtk_widget_class_bind_template_child (widget_class, KbEstimatePage, limit_row);
  gtk_widget_class_bind_template_child (widget_class, KbEstimatePage, model_row);
  gtk_widget_class_bind_template_child (widget_class, KbEstimatePage, models);
  gtk_widget_class_bind_template_child (widget_class, KbEstimatePage, month_label);
  gtk_widget_class_bind_template_child (widget_class, KbEstimatePage, others_label);
  gtk_widget_class_bind_template_child (widget_class, KbEstimatePage, credit_label);
  gtk_widget_class_bind_template_child (widget_class, KbEstimatePage, limit_label);
  gtk_widget_class_bind_template_child (widget_class, KbEstimatePage, as_of_label);
  gtk_widget_class_bind_template_child (widget_class, KbEstimatePage, wrong_label);
  gtk_widget_class_bind_template_child (widget_class, KbEstimatePage, chart);
}

static void
kb_estimate_page_class_init (KbEstimatePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = kb_estimate_page_constructed;
  object_class->dispose = kb_estimate_page_dispose;

  g_type_ensure (KB_TYPE_NUMBER_ROW);
  g_type_ensure (KB_TYPE_BAR_CHART);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-estimate-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, say_prices);
  gtk_widget_class_bind_template_callback (widget_class, model_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
kb_estimate_page_init (KbEstimatePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
