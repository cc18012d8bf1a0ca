/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "ui-support.h"

#include "estimate/kb-estimate-page.h"
#include "kb-open.h"
#include "keys/kb-keys-page.h"
#include "pages/kb-pages.h"

#include <stdlib.h>
#include <string.h>

#define LIMIT_SECONDS 15

static KbApplication *application;
static char *announced;
static GPtrArray *all_announced;

/* In place of GTK's, which its test back end cannot do: there it calls a function that is not. */
void
gtk_accessible_announce (GtkAccessible *self, const char *text, GtkAccessibleAnnouncementPriority priority)
{
  /* From the window is how ours are said; toasts speak for themselves. */
  if (!GTK_IS_WINDOW (self))
    return;
  g_set_str (&announced, text);
  if (!all_announced)
    all_announced = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (all_announced, g_strdup (text));
}

const char *
ui_get_announced (void)
{
  return announced ? announced : "";
}

gboolean
ui_has_announced (const char *text)
{
  return all_announced && g_ptr_array_find_with_equal_func (all_announced, text, g_str_equal, NULL);
}

void
ui_forget_announced (void)
{
  g_clear_pointer (&announced, g_free);
  g_clear_pointer (&all_announced, g_ptr_array_unref);
}

static GType
get_page_type (guint step)
{
  if (step == UI_ESTIMATE)
    return KB_TYPE_ESTIMATE_PAGE;
  return step == UI_KEYS ? KB_TYPE_KEYS_PAGE : kb_pages_get_type_of ((KbStep) step);
}

const char *
ui_page_get_name (guint step)
{
  if (step == UI_ESTIMATE)
    return "estimate";
  return step == UI_KEYS ? "keys" : kb_step_get_name ((KbStep) step);
}

void
ui_init (int *argc, char ***argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (argc, argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink", FALSE, NULL);
  application = KB_APPLICATION (kb_application_new ());
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
}

KbApplication *
ui_get_application (void)
{
  return application;
}

typedef struct
{
  const char *what;
  guint source;
} Limit;

static gboolean
too_late_cb (gpointer user_data)
{
  g_error ("Waited too long at %s", ((Limit *) user_data)->what);
  return G_SOURCE_REMOVE;
}

gpointer
ui_limit_begin (const char *what)
{
  const char *factor = g_getenv ("KEYBEARER_TEST_TIMEOUT_FACTOR");
  Limit *limit = g_new0 (Limit, 1);

  limit->what = what;
  limit->source =
      g_timeout_add_seconds (LIMIT_SECONDS * (guint) (factor ? atoi (factor) : 1), too_late_cb, limit);
  return limit;
}

void
ui_limit_end (gpointer limit)
{
  g_source_remove (((Limit *) limit)->source);
  g_free (limit);
}

void
ui_drain (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

int
ui_run (void)
{
  int status = g_test_run ();

  while (kb_state_file_is_any_busy ())
    g_main_context_iteration (NULL, TRUE);
  ui_drain ();
  return status;
}

static void
next_cb (UiHost *host)
{
  host->n_next++;
}

static void
go_to_cb (UiHost *host, KbStep step)
{
  host->gone_to = (int) step;
}

static void
toast_cb (GSimpleAction *action, GVariant *text, gpointer user_data)
{
  g_set_str (&((UiHost *) user_data)->last_toast, g_variant_get_string (text, NULL));
}

static void
trouble_cb (GSimpleAction *action, GVariant *text, gpointer user_data)
{
  g_set_str (&((UiHost *) user_data)->last_trouble, g_variant_get_string (text, NULL));
  toast_cb (action, text, user_data);
}

static void
doctor_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ((UiHost *) user_data)->n_doctor++;
}

static void
article_cb (GSimpleAction *action, GVariant *id, gpointer user_data)
{
  g_set_str (&((UiHost *) user_data)->last_article, g_variant_get_string (id, NULL));
}

static void
open_link_cb (GSimpleAction *action, GVariant *link, gpointer user_data)
{
  UiHost *host = user_data;

  g_set_str (&host->last_link, g_variant_get_string (link, NULL));
  kb_open_link (GTK_WIDGET (host->view), host->last_link, TRUE);
}

static void
rotate_cb (GSimpleAction *action, GVariant *name, gpointer user_data)
{
  g_set_str (&((UiHost *) user_data)->last_rotated, g_variant_get_string (name, NULL));
}

static void
ignore_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
}

/* What the pages expect of the window they are in. */
static void
add_actions (UiHost *host)
{
  const GActionEntry entries[] = {
    { .name = "toast", .activate = toast_cb, .parameter_type = "s" },
    { .name = "toast-trouble", .activate = trouble_cb, .parameter_type = "s" },
    { .name = "open-link", .activate = open_link_cb, .parameter_type = "s" },
    { .name = "estimate", .activate = ignore_cb },
    { .name = "article", .activate = article_cb, .parameter_type = "s" },
    { .name = "new-setup", .activate = ignore_cb },
    { .name = "import", .activate = ignore_cb },
    { .name = "library", .activate = ignore_cb },
    { .name = "doctor", .activate = doctor_cb },
    { .name = "finish", .activate = ignore_cb },
    { .name = "rotate-key", .activate = rotate_cb, .parameter_type = "s" },
    { .name = "replace-key", .activate = ignore_cb, .parameter_type = "(ss)" },
    { .name = "forget-key", .activate = ignore_cb, .parameter_type = "(ss)" },
    { .name = "use-key", .activate = ignore_cb, .parameter_type = "s" },
    { .name = "programs", .activate = ignore_cb, .parameter_type = "s" },
    { .name = "access", .activate = ignore_cb, .parameter_type = "s" },
    { .name = "show-keys", .activate = ignore_cb },
    { .name = "practice", .activate = ignore_cb },
    { .name = "leave-practice", .activate = ignore_cb },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), host);
  gtk_widget_insert_action_group (GTK_WIDGET (host->view), "win", G_ACTION_GROUP (group));
}

AdwNavigationPage *
ui_host_push (UiHost *host, guint step)
{
  AdwNavigationPage *page;

  if (step >= KB_N_STEPS)
    page = g_object_new (get_page_type (step), "setup", host->setup, NULL);
  else
    {
      page = g_object_new (get_page_type (step), "setup", host->setup, "step", step, "tag",
                           ui_page_get_name (step), NULL);
      g_signal_connect_swapped (page, "next", G_CALLBACK (next_cb), host);
      g_signal_connect_swapped (page, "go-to", G_CALLBACK (go_to_cb), host);
    }
  g_set_weak_pointer (&host->page, page);
  adw_navigation_view_push (host->view, page);
  return page;
}

static UiHost *
new_host (guint step, KbKeyStore *store, gboolean practice)
{
  UiHost *host = g_new0 (UiHost, 1);

  host->gone_to = -1;
  host->setup = g_object_new (KB_TYPE_SETUP, "practice", practice, "store", store, NULL);
  host->choices = kb_setup_get_choices (host->setup);
  host->window = GTK_WINDOW (adw_application_window_new (GTK_APPLICATION (application)));
  host->view = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  gtk_window_set_default_size (host->window, 680, 800);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (host->window), GTK_WIDGET (host->view));
  add_actions (host);
  ui_host_push (host, step);
  gtk_window_present (host->window);
  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (host->page)) && gtk_window_is_active (host->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (host->window));
  return host;
}

UiHost *
ui_host_new (guint step, KbKeyStore *store)
{
  return new_host (step, store, TRUE);
}

UiHost *
ui_host_new_real (guint step, KbKeyStore *store)
{
  return new_host (step, store, FALSE);
}

void
ui_host_close (UiHost *host)
{
  g_clear_pointer (&host->window, gtk_window_destroy);
}

void
ui_host_free (UiHost *host)
{
  gpointer window = host->window, setup = host->setup;

  g_object_add_weak_pointer (setup, &setup);
  if (window)
    g_object_add_weak_pointer (window, &window);
  ui_host_close (host);
  g_object_unref (host->setup);
  UI_WAIT (!window && !host->page && !setup);
  ui_forget_announced ();
  g_free (host->last_toast);
  g_free (host->last_trouble);
  g_free (host->last_rotated);
  g_free (host->last_article);
  g_free (host->last_link);
  g_free (host);
}

GtkWidget *
ui_find_named (GtkWidget *root, const char *name)
{
  GtkWidget *found = g_str_equal (gtk_widget_get_name (root), name) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = ui_find_named (child, name);
  return found;
}

gpointer
ui_host_get (UiHost *host, const char *name)
{
  GObject *object = gtk_widget_get_template_child (GTK_WIDGET (host->page), G_OBJECT_TYPE (host->page), name);

  if (!object)
    object = (GObject *) ui_find_named (GTK_WIDGET (host->page), name);
  if (!object)
    g_error ("%s has no %s", G_OBJECT_TYPE_NAME (host->page), name);
  return object;
}

GtkButton *
ui_host_get_primary (UiHost *host)
{
  return GTK_BUTTON (
      gtk_widget_get_template_child (GTK_WIDGET (host->page), KB_TYPE_STEP_PAGE, "primary_button"));
}

GtkButton *
ui_host_get_secondary (UiHost *host)
{
  /* They stand beside one another. */
  return GTK_BUTTON (gtk_widget_get_prev_sibling (GTK_WIDGET (ui_host_get_primary (host))));
}

static GtkWidget *
get_heading_widget (UiHost *host)
{
  return GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (host->page), KB_TYPE_STEP_PAGE, "heading_widget"));
}

const char *
ui_host_get_heading (UiHost *host)
{
  return gtk_label_get_label (GTK_LABEL (gtk_widget_get_first_child (get_heading_widget (host))));
}

const char *
ui_host_get_body (UiHost *host)
{
  GtkWidget *bin = gtk_widget_get_next_sibling (get_heading_widget (host));

  return gtk_label_get_label (GTK_LABEL (gtk_widget_get_first_child (bin)));
}

void
ui_walk (GtkWidget *root, UiVisit visit, gpointer user_data)
{
  if (!gtk_widget_get_mapped (root))
    return;
  visit (root, user_data);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    ui_walk (child, visit, user_data);
}

typedef struct
{
  GType type;
  GPtrArray *found;
} Search;

static void
search_cb (GtkWidget *widget, gpointer user_data)
{
  Search *search = user_data;

  if (g_type_is_a (G_OBJECT_TYPE (widget), search->type))
    g_ptr_array_add (search->found, widget);
}

GPtrArray *
ui_find_all (GtkWidget *root, GType type)
{
  Search search = { type, g_ptr_array_new () };

  ui_walk (root, search_cb, &search);
  return search.found;
}

void
ui_expand_all (GtkWidget *root)
{
  g_autoptr (GPtrArray) rows = ui_find_all (root, ADW_TYPE_EXPANDER_ROW);

  for (guint i = 0; i < rows->len; i++)
    if (adw_expander_row_get_enable_expansion (rows->pdata[i]))
      adw_expander_row_set_expanded (rows->pdata[i], TRUE);
  ui_drain ();
}

void
ui_press (gpointer button)
{
  g_assert_true (gtk_widget_get_mapped (button));
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

char *
ui_dup_plain (const char *label)
{
  GString *plain = g_string_new (label);

  g_string_replace (plain, "_", "", 0);
  return g_string_free_and_steal (plain);
}

char *
ui_dup_accessible_property (GtkWidget *widget, GtkAccessibleProperty property)
{
  /* Compares, and gives back what there is if that is something else. */
  return gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), property, "\x01", NULL);
}

static void
add_text_cb (GtkWidget *widget, gpointer user_data)
{
  GString *name = user_data;

  if (!GTK_IS_LABEL (widget) || *gtk_label_get_text (GTK_LABEL (widget)) == '\0')
    return;
  if (name->len > 0)
    g_string_append_c (name, ' ');
  g_string_append (name, gtk_label_get_text (GTK_LABEL (widget)));
}

char *
ui_dup_accessible_name (GtkWidget *widget)
{
  g_autofree char *label = ui_dup_accessible_property (widget, GTK_ACCESSIBLE_PROPERTY_LABEL);
  GString *text;

  if (label && *label && !g_str_equal (label, "undefined"))
    return g_steal_pointer (&label);
  text = g_string_new (NULL);
  ui_walk (widget, add_text_cb, text);
  if (text->len == 0 && gtk_widget_get_tooltip_text (widget))
    g_string_append (text, gtk_widget_get_tooltip_text (widget));
  if (text->len > 0)
    return g_string_free_and_steal (text);
  g_string_free (text, TRUE);
  return NULL;
}
