/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "ui-support.h"

#include "kb-permission-model.h"
#include "widgets/kb-access-surface.h"
#include "widgets/kb-compare-dialog.h"

#include <string.h>

static gboolean
is_shown (UiHost *host, const char *name)
{
  return gtk_widget_get_visible (ui_host_get (host, name));
}

#define assert_model(host, property, expected) \
  G_STMT_START \
  { \
    g_autofree char *actual_ = NULL; \
    g_object_get (ui_host_get (host, "model"), property, &actual_, NULL); \
    g_assert_cmpstr (actual_, ==, expected); \
  } \
  G_STMT_END

static void
choose (UiHost *host, const char *row, guint value)
{
  adw_combo_row_set_selected (ui_host_get (host, row), value);
}

/* The answers change the whole card. */
static void
test_answers (void)
{
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_PERMISSIONS, NULL);
  AdwActionRow *settings = ui_host_get (host, "settings_row");
  GtkWidget *card = gtk_widget_get_ancestor (ui_host_get (host, "project_row"), ADW_TYPE_PREFERENCES_GROUP);

  assert_model (host, "title", "Recommended for You");
  assert_model (host, "recommended", "Recommended: You, All");
  g_assert_nonnull (
      strstr (adw_preferences_group_get_description (ADW_PREFERENCES_GROUP (card)), "nothing to set"));
  g_assert_false (is_shown (host, "settings_row"));
  g_assert_false (is_shown (host, "service_row"));

  adw_action_row_activate (ui_host_get (host, "app_row"));
  ui_expand_all (GTK_WIDGET (host->page));
  ui_press (ui_host_get (host, "files_toggle"));
  assert_model (host, "recommended", "Recommended: You, Restricted");
  g_assert_cmpstr (ui_get_announced (), ==, "Recommended: You, Restricted");
  g_assert_true (is_shown (host, "settings_row"));
  g_assert_cmpstr (adw_action_row_get_subtitle (settings), ==,
                   "List models: Read\nModel capabilities: Request\nResponses: Write\nFiles: Write\n"
                   "Vector stores: Write\nEverything else: None\n"
                   "Set “Model capabilities” to “Request” first, then set what is not needed to “None”. "
                   "“Mixed” beside it is then right.");
  g_assert_nonnull (strstr (adw_preferences_group_get_description (ADW_PREFERENCES_GROUP (card)),
                            "if someone steals the key"));

  adw_action_row_activate (ui_host_get (host, "team_row"));
  assert_model (host, "recommended", "Recommended: Service account");
  g_assert_false (is_shown (host, "settings_row"));
  g_assert_true (is_shown (host, "service_row"));
}

/* The dialog on the web asks no permissions of it, and so does the page. */
static void
test_service_account (void)
{
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_PERMISSIONS, NULL);

  g_assert_true (is_shown (host, "permission"));
  choose (host, "owner", KB_OWNER_SERVICE_ACCOUNT);
  g_assert_false (is_shown (host, "permission"));
  g_assert_true (is_shown (host, "service_row"));
  choose (host, "owner", KB_OWNER_YOU);
  g_assert_true (is_shown (host, "permission"));
  g_assert_false (is_shown (host, "service_row"));
}

static void
go_to_cb (KbStepPage *page, KbStep step, int *there)
{
  *there = (int) step;
}

/* It cannot be in the project that every account begins with, and the page leads back to choose another. */
static void
test_lacks_project (void)
{
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_PERMISSIONS, NULL);
  int there = -1;

  g_assert_false (is_shown (host, "project_row"));
  choose (host, "owner", KB_OWNER_SERVICE_ACCOUNT);
  g_assert_true (is_shown (host, "project_row"));
  g_object_set (host->choices, "project-name", "Default project", NULL);
  g_assert_true (is_shown (host, "project_row"));
  g_signal_connect (host->page, "go-to", G_CALLBACK (go_to_cb), &there);
  adw_action_row_activate (ui_host_get (host, "project_row"));
  g_assert_cmpint (there, ==, KB_STEP_PROJECT);
  g_object_set (host->choices, "project-name", "shop", NULL);
  g_assert_false (is_shown (host, "project_row"));
}

static void
follow (UiHost *host)
{
  ui_expand_all (GTK_WIDGET (host->page));
  g_assert_true (gtk_widget_get_mapped (ui_host_get (host, "follow_row")));
  g_signal_emit_by_name (ui_host_get (host, "follow_row"), "activated");
}

/* Choosing otherwise is explained, not refused, and taken back with one button. */
static void
test_otherwise (void)
{
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_PERMISSIONS, NULL);

  g_assert_false (is_shown (host, "differs_row"));
  choose (host, "permission", KB_PERMISSION_READ_ONLY);
  g_assert_true (is_shown (host, "differs_row"));
  assert_model (host, "title", "Your Choice");
  assert_model (host, "text",
                "Such a key only sees lists and spends nothing.\nThis would be refused: text, the test");
  choose (host, "permission", KB_PERMISSION_RESTRICTED);
  g_assert_true (is_shown (host, "settings_row"));
  assert_model (host, "text",
                "Safer: requests outside the chosen areas are refused. It takes a few more clicks.");
  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (ui_host_get_primary (host))));

  follow (host);
  g_assert_cmpint (kb_choices_get_permission (host->choices), ==, KB_PERMISSION_ALL);
  g_assert_false (is_shown (host, "differs_row"));

  choose (host, "owner", KB_OWNER_SERVICE_ACCOUNT);
  follow (host);
  g_assert_cmpint (kb_choices_get_owner (host->choices), ==, KB_OWNER_YOU);
}

static void
test_follow_to_service_account (void)
{
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_PERMISSIONS, NULL);

  g_object_set (host->choices, "holder", KB_HOLDER_TEAM, NULL);
  choose (host, "owner", KB_OWNER_YOU);
  follow (host);
  g_assert_cmpint (kb_choices_get_owner (host->choices), ==, KB_OWNER_SERVICE_ACCOUNT);
  g_assert_false (is_shown (host, "differs_row"));
}

static void
count_cb (GtkWidget *widget, gpointer user_data)
{
  const char *const *wanted = user_data;

  if (gtk_widget_has_css_class (widget, wanted[0]) && g_str_equal (gtk_widget_get_css_name (widget), "block"))
    ((guint *) wanted[1])[0]++;
}

static guint
count_blocks (GtkWidget *surface, const char *style)
{
  guint n_blocks = 0;
  const void *wanted[] = { style, &n_blocks };

  ui_walk (surface, count_cb, (gpointer) wanted);
  return n_blocks;
}

/* Three levels beside one another; each is one sentence to a screen reader, and shows as much. */
static void
test_pictures (void)
{
  static const struct
  {
    const char *sentence;
    guint none, read, write;
  } rows[] = {
    { "All (recommended): 6 of 6 areas open", 0, 1, 5 },
    { "Restricted: 3 of 6 areas open\nList models: Read, Model capabilities: Request, Responses: Write", 3, 1,
      2 },
    { "Read only: 5 of 6 areas open, for reading only", 1, 5, 0 },
  };
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_PERMISSIONS, NULL);
  g_autoptr (GPtrArray) pictures = NULL;

  ui_expand_all (GTK_WIDGET (host->page));
  pictures = ui_find_all (GTK_WIDGET (host->page), KB_TYPE_ACCESS_SURFACE);
  g_assert_cmpuint (pictures->len, ==, G_N_ELEMENTS (rows));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gtk_test_accessible_assert_role (pictures->pdata[i], GTK_ACCESSIBLE_ROLE_IMG);
      gtk_test_accessible_assert_property (pictures->pdata[i], GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           rows[i].sentence);
      g_assert_cmpuint (count_blocks (pictures->pdata[i], "none"), ==, rows[i].none);
      g_assert_cmpuint (count_blocks (pictures->pdata[i], "read"), ==, rows[i].read);
      g_assert_cmpuint (count_blocks (pictures->pdata[i], "write"), ==, rows[i].write);
    }

  choose (host, "permission", KB_PERMISSION_READ_ONLY);
  gtk_test_accessible_assert_property (pictures->pdata[2], GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Read only (chosen): 5 of 6 areas open, for reading only");
  choose (host, "owner", KB_OWNER_SERVICE_ACCOUNT);
  g_assert_true (gtk_widget_get_visible (pictures->pdata[0]));
  g_assert_false (gtk_widget_get_visible (pictures->pdata[1]));
  g_assert_false (gtk_widget_get_visible (pictures->pdata[2]));
}

/* Without colours: the more is open, the higher the block. */
static void
test_heights (void)
{
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_PERMISSIONS, NULL);
  g_autoptr (GPtrArray) boxes = NULL;
  int none = 0, read = 0, write = 0;

  ui_expand_all (GTK_WIDGET (host->page));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (host->window));
  boxes = ui_find_all (ui_host_get (host, "surfaces"), GTK_TYPE_BOX);
  for (guint i = 0; i < boxes->len; i++)
    {
      GtkWidget *box = boxes->pdata[i];
      int height = gtk_widget_get_height (box);

      if (gtk_widget_has_css_class (box, "none"))
        none = height;
      else if (gtk_widget_has_css_class (box, "read"))
        read = height;
      else if (gtk_widget_has_css_class (box, "write"))
        write = height;
    }
  g_assert_cmpint (none, >, 0);
  g_assert_cmpint (read, >, none);
  g_assert_cmpint (write, >, read);
}

static void
collect_cb (GtkWidget *widget, gpointer user_data)
{
  if (ADW_IS_ACTION_ROW (widget))
    g_string_append_printf (user_data, "%s: %s\n",
                            adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)),
                            adw_action_row_get_subtitle (ADW_ACTION_ROW (widget)));
}

static char *
dup_losses (UiHost *host)
{
  GString *text = g_string_new (NULL);

  adw_expander_row_set_expanded (ui_host_get (host, "less_row"), TRUE);
  ui_drain ();
  ui_walk (ui_host_get (host, "less_row"), collect_cb, text);
  return g_string_free_and_steal (text);
}

/* A line for each area that is open, and for the level, the name and the limit. */
static void
test_less (void)
{
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_PERMISSIONS, NULL);
  g_autofree char *text = NULL, *files = NULL, *service = NULL;

  g_object_set (host->choices, "purpose", KB_PURPOSE_MVP, NULL);
  text = dup_losses (host);
  g_assert_nonnull (strstr (text, "Permissions “Read only”: This would be refused: text, the test\n"));
  g_assert_nonnull (strstr (text, "Responses: If closed, "));
  g_assert_nonnull (strstr (text, "Everything Else: "));
  g_assert_nonnull (strstr (text, "Name: "));
  g_assert_nonnull (strstr (text, "Hard Limit: "));
  g_assert_null (strstr (text, "Vector stores: "));

  ui_expand_all (GTK_WIDGET (host->page));
  ui_press (ui_host_get (host, "files_toggle"));
  files = dup_losses (host);
  g_assert_nonnull (strstr (files, "Vector stores: If closed, "));

  g_object_set (host->choices, "holder", KB_HOLDER_TEAM, NULL);
  service = dup_losses (host);
  g_assert_nonnull (strstr (service, "Owned by “You”: "));
  g_assert_null (strstr (service, "Responses: "));
}

static GtkWidget *
open_comparison (UiHost *host)
{
  AdwDialog *dialog;

  adw_action_row_activate (ui_host_get (host, "compare_row"));
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (host->window));
  g_assert_true (KB_IS_COMPARE_DIALOG (dialog));
  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (dialog), KB_TYPE_COMPARE_DIALOG, "second_row"))));
  return GTK_WIDGET (dialog);
}

static void
find_card_cb (GtkWidget *widget, gpointer user_data)
{
  if (gtk_widget_has_css_class (widget, "kind"))
    g_ptr_array_add (user_data, widget);
}

/* All four kinds, each with its picture and three texts, and the recommended one is named. */
static void
test_comparison (void)
{
  static const char *const names[] = { "You, All", "You, Restricted", "You, Read only", "Service account" };
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_PERMISSIONS, NULL);
  g_autoptr (GPtrArray) cards = g_ptr_array_new ();
  GtkWidget *dialog = open_comparison (host);

  ui_walk (dialog, find_card_cb, cards);
  g_assert_cmpuint (cards->len, ==, G_N_ELEMENTS (names));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GPtrArray) pictures = ui_find_all (cards->pdata[i], KB_TYPE_ACCESS_SURFACE);
      g_autoptr (GPtrArray) labels = ui_find_all (cards->pdata[i], GTK_TYPE_LABEL);
      g_autofree char *sentence = NULL;

      gtk_test_accessible_assert_role (cards->pdata[i], GTK_ACCESSIBLE_ROLE_GROUP);
      gtk_test_accessible_assert_property (cards->pdata[i], GTK_ACCESSIBLE_PROPERTY_LABEL, names[i]);
      g_assert_cmpuint (pictures->len, ==, 1);
      sentence = ui_dup_accessible_property (pictures->pdata[0], GTK_ACCESSIBLE_PROPERTY_LABEL);
      g_assert_cmpint (strstr (sentence, "recommended") != NULL, ==, i == 0);
      /* two of the picture, and a heading and a text for each of three */
      g_assert_cmpuint (labels->len, ==, 8);
      for (guint j = 0; j < labels->len; j++)
        g_assert_cmpstr (gtk_label_get_label (labels->pdata[j]), !=, "");
    }
}

/* Two beside one another where there is room, below one another where there is not. */
static void
test_comparison_narrow (void)
{
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_PERMISSIONS, NULL);
  GtkWidget *dialog = open_comparison (host);
  GtkOrientable *row =
      GTK_ORIENTABLE (gtk_widget_get_template_child (dialog, KB_TYPE_COMPARE_DIALOG, "first_row"));

  UI_WAIT (gtk_orientable_get_orientation (row) == GTK_ORIENTATION_HORIZONTAL);
  gtk_window_set_default_size (host->window, 370, 600);
  UI_WAIT (gtk_orientable_get_orientation (row) == GTK_ORIENTATION_VERTICAL);
  /* libadwaita keeps a picture from before until the next one is drawn. */
  gtk_widget_queue_draw (GTK_WIDGET (host->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (host->window));
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  g_test_add_func ("/permissions/answers", test_answers);
  g_test_add_func ("/permissions/service-account", test_service_account);
  g_test_add_func ("/permissions/lacks-project", test_lacks_project);
  g_test_add_func ("/permissions/otherwise", test_otherwise);
  g_test_add_func ("/permissions/follow-to-service-account", test_follow_to_service_account);
  g_test_add_func ("/permissions/pictures", test_pictures);
  g_test_add_func ("/permissions/heights", test_heights);
  g_test_add_func ("/permissions/less", test_less);
  g_test_add_func ("/permissions/comparison", test_comparison);
  g_test_add_func ("/permissions/comparison-narrow", test_comparison_narrow);
  return ui_run ();
}
