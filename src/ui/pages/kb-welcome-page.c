/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-welcome-page.h"

#include "kb-say.h"

#include <glib/gi18n.h>

struct _KbWelcomePage
{
  KbStepPage parent_instance;

  GtkWidget *keys_group;
  AdwActionRow *keys_row;
  AdwActionRow *route_row;
};

G_DEFINE_FINAL_TYPE (KbWelcomePage, kb_welcome_page, KB_TYPE_STEP_PAGE)

static char *
say_card (void)
{
  g_autofree char *minimum = kb_say_money ("money.minimum-credit");

  /* TRANSLATORS: what one needs for the set-up; %s is an amount such as "$5" */
  return g_strdup_printf (_ ("A payment card with %s"), minimum);
}

static char *
say_card_age (void)
{
  g_autofree char *as_of = kb_say_as_of ("money.minimum-credit");

  /* TRANSLATORS: of prepaid credit; %s is "as of" and a date */
  return g_strdup_printf (_ ("The smallest credit that can be bought (%s)"), as_of);
}

static char *
say_minutes (void)
{
  guint minutes = kb_route_get_minutes (KB_PREFLIGHT_NONE);

  /* TRANSLATORS: how long the set-up takes */
  return g_strdup_printf (ngettext ("About %u minute", "About %u minutes", minutes), minutes);
}

static gboolean
is_false (gpointer object, gboolean value)
{
  return !value;
}

static char *
name_steps (KbPreflight preflight)
{
  KbStep steps[KB_N_STEPS];
  gsize n_steps = kb_route_get_steps (preflight, steps);
  GString *names = g_string_new (NULL);

  for (gsize i = 0; i < n_steps; i++)
    {
      if (i > 0)
        /* TRANSLATORS: stands between the names of two steps; the character turns round in right-to-left text
         */
        g_string_append (names, _ (" › "));
      g_string_append (names, kb_say_step (steps[i]));
    }
  return g_string_free_and_steal (names);
}

static void
show_route (KbWelcomePage *self)
{
  KbPreflight preflight = kb_choices_get_preflight (kb_page_get_choices (KB_PAGE (self)));
  KbStep steps[KB_N_STEPS];
  guint n_steps = (guint) kb_route_get_steps (preflight, steps);
  guint minutes = kb_route_get_minutes (preflight);
  /* TRANSLATORS: how many steps the set-up has */
  g_autofree char *count = g_strdup_printf (ngettext ("%u step", "%u steps", n_steps), n_steps);
  g_autofree char *time =
      /* TRANSLATORS: how long the set-up takes */
      g_strdup_printf (ngettext ("about %u minute", "about %u minutes", minutes), minutes);
  /* TRANSLATORS: "5 steps, about 4 minutes" */
  g_autofree char *title = g_strdup_printf (_ ("%s, %s"), count, time);
  g_autofree char *names = name_steps (preflight);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->route_row), title);
  adw_action_row_set_subtitle (self->route_row, names);
}

static void
preflight_cb (KbWelcomePage *self)
{
  show_route (self);
  kb_announce (GTK_WIDGET (self), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->route_row)));
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
kb_welcome_page_secondary (KbStepPage *page)
{
  g_object_set (kb_page_get_choices (KB_PAGE (page)), "has-key", TRUE, NULL);
  kb_step_page_go_to (page, KB_STEP_SAVE);
}

static void
kb_welcome_page_constructed (GObject *object)
{
  KbWelcomePage *self = KB_WELCOME_PAGE (object);

  G_OBJECT_CLASS (kb_welcome_page_parent_class)->constructed (object);
  g_signal_connect_object (kb_page_get_choices (KB_PAGE (self)), "notify::preflight",
                           G_CALLBACK (preflight_cb), self, G_CONNECT_SWAPPED);
  show_route (self);
}

static void
kb_welcome_page_class_init (KbWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = kb_welcome_page_constructed;
  KB_PAGE_CLASS (klass)->arrived = kb_welcome_page_arrived;
  KB_STEP_PAGE_CLASS (klass)->secondary = kb_welcome_page_secondary;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KbWelcomePage, keys_group);
  gtk_widget_class_bind_template_child (widget_class, KbWelcomePage, keys_row);
  gtk_widget_class_bind_template_child (widget_class, KbWelcomePage, route_row);
  gtk_widget_class_bind_template_callback (widget_class, say_card);
  gtk_widget_class_bind_template_callback (widget_class, say_card_age);
  gtk_widget_class_bind_template_callback (widget_class, say_minutes);
  gtk_widget_class_bind_template_callback (widget_class, is_false);
}

static void
kb_welcome_page_init (KbWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
