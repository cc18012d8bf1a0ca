/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-welcome-page.h"

#include "kb-permission-words.h"
#include "kb-say.h"
#include "library/kb-article-row.h"

#include <glib/gi18n.h>

struct _KbWelcomePage
{
  KbStepPage parent_instance;

  GtkWidget *keys_group;
  AdwActionRow *keys_row;
  AdwExpanderRow *doors_row;
  AdwBin *route_bin;
};

G_DEFINE_FINAL_TYPE (KbWelcomePage, kb_welcome_page, KB_TYPE_STEP_PAGE)

static char *
say_needs (void)
{
  g_autofree char *minimum = kb_say_money ("money.minimum-credit");
  guint minutes = kb_route_get_minutes (KB_PREFLIGHT_NONE);

  return g_strdup_printf (
      /* TRANSLATORS: what the set-up needs; %s is an amount such as "$5" */
      ngettext ("About %u minute, a phone that gets a code, and a payment card with %s. Keep a "
                "browser open beside this window.",
                "About %u minutes, a phone that gets a code, and a payment card with %s. Keep a "
                "browser open beside this window.",
                minutes),
      minutes, minimum);
}

static gboolean
is_false (gpointer object, gboolean value)
{
  return !value;
}

static char *
say_route (KbPreflight preflight)
{
  KbStep steps[KB_N_STEPS];
  guint n_steps = (guint) kb_route_get_steps (preflight, steps);
  guint minutes = kb_route_get_minutes (preflight);
  /* TRANSLATORS: how many steps the set-up has */
  g_autofree char *count = g_strdup_printf (ngettext ("%u step", "%u steps", n_steps), n_steps);
  g_autofree char *time =
      /* TRANSLATORS: how long the set-up takes */
      g_strdup_printf (ngettext ("about %u minute", "about %u minutes", minutes), minutes);

  /* TRANSLATORS: "5 steps, about 4 minutes" */
  return g_strdup_printf (C_ ("route", "%s, %s"), count, time);
}

static GtkWidget *
new_stop (KbStep step)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *dot = g_object_new (GTK_TYPE_BOX, "css-name", "dot", "valign", GTK_ALIGN_CENTER,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = gtk_label_new (kb_say_stop (step));

  gtk_widget_add_css_class (dot, "done");
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), dot);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
show_route (KbWelcomePage *self)
{
  KbPreflight preflight = kb_choices_get_preflight (kb_page_get_choices (KB_PAGE (self)));
  KbStep steps[KB_N_STEPS];
  gsize n_steps = kb_route_get_steps (preflight, steps);
  GtkWidget *route = g_object_new (ADW_TYPE_WRAP_BOX, "css-name", "stepindicator", "child-spacing", 12,
                                   "line-spacing", 6, "align", 0.5, NULL);
  g_autofree char *text = say_route (preflight);

  for (gsize i = 0; i < n_steps; i++)
    adw_wrap_box_append (ADW_WRAP_BOX (route), new_stop (steps[i]));
  gtk_accessible_update_property (GTK_ACCESSIBLE (route), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  adw_bin_set_child (self->route_bin, route);
}

static void
preflight_cb (KbWelcomePage *self)
{
  g_autofree char *text = say_route (kb_choices_get_preflight (kb_page_get_choices (KB_PAGE (self))));

  show_route (self);
  kb_announce (GTK_WIDGET (self), text);
}

/* Only what is picked here: who chose a purpose later on keeps it. */
static void
holder_cb (KbWelcomePage *self)
{
  KbHolder holder;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  g_object_get (kb_page_get_choices (KB_PAGE (self)), "holder", &holder, NULL);
  g_object_set (kb_page_get_choices (KB_PAGE (self)), "purpose", kb_advice_get_purpose (holder), NULL);
}

static void
begin (KbWelcomePage *self, gboolean has_account, gboolean has_key)
{
  g_object_set (kb_page_get_choices (KB_PAGE (self)), "has-account", has_account, "has-key", has_key, NULL);
  kb_step_page_next (KB_STEP_PAGE (self));
}

static void
new_cb (KbWelcomePage *self)
{
  begin (self, FALSE, FALSE);
}

static void
account_cb (KbWelcomePage *self)
{
  begin (self, TRUE, FALSE);
}

static void
key_cb (KbWelcomePage *self)
{
  begin (self, FALSE, TRUE);
}

/* Notes say that there are keys; without notes, as after moving to another computer, only the keyring does.
 */
static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbWelcomePage) self = KB_WELCOME_PAGE (user_data);
  g_autoptr (GPtrArray) keys = kb_key_store_list_finish (KB_KEY_STORE (source), result, NULL);
  g_autofree char *text = NULL;

  if (!keys || keys->len == 0 || !self->keys_row)
    return;
  text = g_strdup_printf (
      /* TRANSLATORS: what the keyring of this computer holds */
      ngettext ("%u key is saved here already", "%u keys are saved here already", keys->len), keys->len);
  adw_action_row_set_subtitle (self->keys_row, text);
  gtk_widget_set_visible (self->keys_group, TRUE);
  kb_announce_quietly (GTK_WIDGET (self), text);
}

/* Nobody waits for the keyring to see the first frame, which the second one comes after. */
static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  KbPage *page = KB_PAGE (widget);
  gint64 *first = user_data;
  gint64 now = gdk_frame_clock_get_frame_counter (clock);

  if (*first == 0 || now == *first)
    {
      *first = now;
      return G_SOURCE_CONTINUE;
    }
  kb_key_store_list_async (kb_keys_get_store (kb_page_get_keys (page)), kb_page_get_cancellable (page),
                           listed_cb, g_object_ref (page));
  return G_SOURCE_REMOVE;
}

static void
kb_welcome_page_arrived (KbPage *page)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (page), frame_cb, g_new0 (gint64, 1), g_free);
}

static void
kb_welcome_page_constructed (GObject *object)
{
  KbWelcomePage *self = KB_WELCOME_PAGE (object);

  G_OBJECT_CLASS (kb_welcome_page_parent_class)->constructed (object);
  g_signal_connect_object (kb_page_get_choices (KB_PAGE (self)), "notify::holder", G_CALLBACK (holder_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (kb_page_get_choices (KB_PAGE (self)), "notify::preflight",
                           G_CALLBACK (preflight_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (self->doors_row, g_object_new (KB_TYPE_ARTICLE_ROW, "learn-more", TRUE, "article",
                                                           "what-is-an-api", NULL));
  show_route (self);
}

static void
kb_welcome_page_class_init (KbWelcomePageClass *klass)
{
  /* What the template does by itself; its tests look at it. */
  static const char *const bound[] = { "new_row", "account_row", "key_row", "practice_row" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = kb_welcome_page_constructed;
  KB_PAGE_CLASS (klass)->arrived = kb_welcome_page_arrived;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KbWelcomePage, keys_group);
  gtk_widget_class_bind_template_child (widget_class, KbWelcomePage, keys_row);
  gtk_widget_class_bind_template_child (widget_class, KbWelcomePage, doors_row);
  gtk_widget_class_bind_template_child (widget_class, KbWelcomePage, route_bin);
  for (gsize i = 0; i < G_N_ELEMENTS (bound); i++)
    gtk_widget_class_bind_template_child_full (widget_class, bound[i], FALSE, 0);
  gtk_widget_class_bind_template_callback (widget_class, kb_list_holders);
  gtk_widget_class_bind_template_callback (widget_class, say_needs);
  gtk_widget_class_bind_template_callback (widget_class, new_cb);
  gtk_widget_class_bind_template_callback (widget_class, account_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, is_false);
}

static void
kb_welcome_page_init (KbWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
