/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "ui-support.h"

#include "core/setup/kb-guide.h"
#include "kb-permission-words.h"
#include "web/kb-drawn-page.h"
#include "web/kb-web-step-row.h"
#include "web/kb-web-steps.h"

#include <string.h>

static const KbStep with_guide[] = { KB_STEP_SIGN_IN, KB_STEP_PROJECT, KB_STEP_BILLING, KB_STEP_CREATE };

static guint
count_parts (const KbDrawing *drawing)
{
  guint n_parts = 0;

  while (n_parts < KB_MAX_DRAWN_PARTS && drawing->parts[n_parts].label)
    n_parts++;
  return n_parts;
}

/* The tables fit together: what is ringed is there, the first step opens the page, no name is used twice. */
static void
test_tables (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < G_N_ELEMENTS (with_guide); i++)
    {
      const KbGuide *guide = kb_guide_find (with_guide[i]);
      g_autofree char *prefix = g_strconcat (kb_step_get_name (with_guide[i]), ".", NULL);

      g_assert_nonnull (guide->steps[0].link);
      g_assert_nonnull (guide->steps[0].open);
      for (gsize j = 0; j < guide->n_steps; j++)
        {
          const KbGuideStep *step = &guide->steps[j];

          g_assert_true (g_str_has_prefix (step->id, prefix));
          g_assert_true (g_hash_table_add (ids, (gpointer) step->id));
          g_assert_nonnull (step->drawing);
          g_assert_cmpuint (step->ring, <=, count_parts (step->drawing));
          g_assert_cmpint (step->link != NULL, ==, step->open != NULL);
          g_assert_true (!step->choice || step->copy);
        }
    }
  g_assert_null (kb_guide_find (KB_STEP_SAVE));
}

/* With every kind of key: all texts can be filled in, and nothing is left open. */
static void
test_texts (void)
{
  g_autoptr (KbChoices) choices = kb_choices_new ();

  g_object_set (choices, "project-name", "{odd} name}", NULL);
  for (int owner = KB_OWNER_YOU; owner <= KB_OWNER_SERVICE_ACCOUNT; owner++)
    for (int permission = KB_PERMISSION_ALL; permission <= KB_PERMISSION_READ_ONLY; permission++)
      {
        g_object_set (choices, "owner", owner, "permission", permission, NULL);
        for (gsize i = 0; i < G_N_ELEMENTS (with_guide); i++)
          for (gsize j = 0; j < kb_guide_find (with_guide[i])->n_steps; j++)
            {
              const KbGuideStep *step = &kb_guide_find (with_guide[i])->steps[j];
              g_autofree char *title = kb_guide_dup_text (step->title, choices);
              g_autofree char *why = kb_guide_dup_text (step->why, choices);

              g_assert_cmpstr (title, !=, "");
              g_assert_true (strstr (step->title, "{project}") ? strstr (title, "{odd} name}") != NULL
                                                               : !strchr (title, '{'));
              g_assert_null (strchr (why, '{'));
            }
      }
}

static GtkListBoxRow *
get_row (UiHost *host, int place)
{
  return gtk_list_box_get_row_at_index (
      GTK_LIST_BOX (gtk_widget_get_first_child (ui_host_get (host, "steps"))), place);
}

static GtkWidget *
find_button (UiHost *host, const char *label)
{
  g_autoptr (GPtrArray) buttons = ui_find_all (ui_host_get (host, "steps"), GTK_TYPE_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    {
      g_autofree char *plain = ui_dup_plain (gtk_button_get_label (buttons->pdata[i]));

      if (g_str_equal (plain, label))
        return buttons->pdata[i];
    }
  return NULL;
}

#define assert_row(host, place, expected) \
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_row (host, place)), \
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, expected)

static void
go_to (UiHost *host, KbStep step)
{
  ui_host_push (host, step);
  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (host->page)));
}

static const KbGuideStep *
get_current (UiHost *host)
{
  return kb_web_steps_get_current (ui_host_get (host, "steps"));
}

/* Open, then Continue; nothing has to be ticked, and Skip is gone when something is done. */
static void
test_open (void)
{
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_CREATE, NULL);

  ui_assert_label (ui_host_get_primary (host), "Open API Keys");
  ui_assert_label (ui_host_get_secondary (host), "Skip for Now");
  assert_row (host, 0, "Open the API keys page, 1 of 8");
  g_assert_null (find_button (host, "Open API Keys"));
  ui_press (ui_host_get_primary (host));
  g_assert_cmpstr (host->last_link, ==, "link.api-keys");
  g_assert_cmpuint (host->n_next, ==, 0);
  ui_assert_label (ui_host_get_primary (host), "Continue");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (ui_host_get_secondary (host))));
  assert_row (host, 0, "Open the API keys page, 1 of 8, done");
  g_assert_cmpstr (get_current (host)->id, ==, "create.new");
  ui_press (ui_host_get_primary (host));
  g_assert_cmpuint (host->n_next, ==, 1);
}

static void
test_skip (void)
{
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_BILLING, NULL);

  ui_press (ui_host_get_secondary (host));
  g_assert_cmpuint (host->n_next, ==, 1);
  g_assert_false (kb_choices_is_done (host->choices, "billing.open"));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

/* What is copied is what the drawing shows, and copying it goes on; so does Next, and choosing a step. */
static void
test_ring (void)
{
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_CREATE, NULL);
  g_autofree char *copied = NULL;

  g_object_set (host->choices, "key-name", "herbarium", NULL);
  g_signal_emit_by_name (gtk_widget_get_parent (GTK_WIDGET (get_row (host, 3))), "row-activated",
                         get_row (host, 3));
  g_assert_cmpstr (get_current (host)->id, ==, "create.name");
  g_assert_false (kb_choices_is_done (host->choices, "create.open"));
  ui_drain ();
  ui_press (find_button (host, "Copy"));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (host->page)), NULL, read_cb, &copied);
  UI_WAIT (copied);
  g_assert_cmpstr (copied, ==, "herbarium");
  g_assert_true (kb_choices_is_done (host->choices, "create.name"));
  g_assert_cmpstr (get_current (host)->id, ==, "create.project");
  ui_drain ();
  ui_press (find_button (host, "Next"));
  g_assert_cmpstr (get_current (host)->id, ==, "create.expiration");
}

/* The focus goes along to what is open now. */
static void
test_focus (void)
{
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_CREATE, NULL);
  GtkWidget *next;

  g_signal_emit_by_name (gtk_widget_get_parent (GTK_WIDGET (get_row (host, 1))), "row-activated",
                         get_row (host, 1));
  ui_drain ();
  next = find_button (host, "Next");
  gtk_widget_grab_focus (next);
  ui_press (next);
  g_assert_true (gtk_window_get_focus (host->window) == GTK_WIDGET (get_row (host, 2)));
}

/* One who comes back finds what was done. */
static void
test_kept (void)
{
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_WELCOME, NULL);

  go_to (host, KB_STEP_SIGN_IN);
  ui_press (ui_host_get_primary (host));
  adw_navigation_view_pop (host->view);
  UI_WAIT (!host->page);
  go_to (host, KB_STEP_SIGN_IN);
  ui_assert_label (ui_host_get_primary (host), "Continue");
  g_assert_cmpstr (get_current (host)->id, ==, "sign-in.sign-up");
}

/* The second page of the web that a step is about has its own button. */
static void
test_second_page (void)
{
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_BILLING, NULL);

  g_signal_emit_by_name (gtk_widget_get_parent (GTK_WIDGET (get_row (host, 4))), "row-activated",
                         get_row (host, 4));
  ui_drain ();
  ui_press (find_button (host, "Open Limits"));
  g_assert_cmpstr (host->last_link, ==, "link.limits");
  g_assert_cmpstr (get_current (host)->id, ==, "billing.limit");
  ui_assert_label (ui_host_get_primary (host), "Continue");
}

/* Other steps for a service account and for a restricted key. */
static void
test_kinds (void)
{
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_WELCOME, NULL);

  g_object_set (host->choices, "owner", KB_OWNER_SERVICE_ACCOUNT, "project-name", "shop", NULL);
  go_to (host, KB_STEP_CREATE);
  assert_row (host, 2, "Set “Owned by” to Service account, 3 of 7");
  assert_row (host, 4, "Put it in shop, 5 of 7");
  assert_row (host, 5, "Set “Expiration” to None, 6 of 7");
  /* Which the web page refuses for a service account */
  g_object_set (host->choices, "project-name", "", NULL);
  adw_navigation_view_pop (host->view);
  UI_WAIT (!host->page);
  go_to (host, KB_STEP_CREATE);
  assert_row (host, 4, "Put it in a project of its own, 5 of 7");
  g_object_set (host->choices, "owner", KB_OWNER_YOU, "permission", KB_PERMISSION_RESTRICTED, NULL);
  adw_navigation_view_pop (host->view);
  UI_WAIT (!host->page);
  go_to (host, KB_STEP_CREATE);
  assert_row (host, 6, "Set “Permissions” to Restricted, 7 of 8");
  /* Who learns sees to the key; a key in an app is forgotten. */
  g_object_set (host->choices, "purpose", KB_PURPOSE_PRODUCTION, "owner", KB_OWNER_YOU, NULL);
  adw_navigation_view_pop (host->view);
  UI_WAIT (!host->page);
  go_to (host, KB_STEP_CREATE);
  assert_row (host, 5, "Set “Expiration” to 90 days, 6 of 8");
}

static void
find_focusable_cb (GtkWidget *widget, gpointer user_data)
{
  if (gtk_widget_get_focusable (widget))
    *(gboolean *) user_data = TRUE;
}

/* To a screen reader one picture with one description, in which the person's own values are. */
static void
test_drawing (void)
{
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_CREATE, NULL);
  GtkWidget *drawn = ui_host_get (host, "drawn_page");
  g_autofree char *text = NULL;
  gboolean focusable = FALSE;

  g_object_set (host->choices, "key-name", "herbarium", NULL);
  g_signal_emit_by_name (gtk_widget_get_parent (GTK_WIDGET (get_row (host, 3))), "row-activated",
                         get_row (host, 3));
  gtk_test_accessible_assert_role (drawn, GTK_ACCESSIBLE_ROLE_IMG);
  text = ui_dup_accessible_property (drawn, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  g_assert_cmpstr (text, ==,
                   "Create new secret key, Owned by: You, Name: herbarium (here), Project: Default project, "
                   "Expiration: None, Permissions: All, Create secret key");
  ui_walk (drawn, find_focusable_cb, &focusable);
  g_assert_false (focusable);
}

/* Beside the steps where there is room, above them and cropped where there is not. */
static void
test_columns (void)
{
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_CREATE, NULL);
  GtkWidget *drawing = ui_host_get (host, "drawing"), *steps = ui_host_get (host, "steps");
  g_autoptr (GPtrArray) parts = NULL;
  graphene_rect_t one, other;

  g_signal_emit_by_name (gtk_widget_get_parent (GTK_WIDGET (get_row (host, 3))), "row-activated",
                         get_row (host, 3));
  ui_drain ();
  g_assert_true (gtk_widget_get_next_sibling (drawing) == steps);
  parts = ui_find_all (ui_host_get (host, "drawn_page"), GTK_TYPE_LABEL);
  g_assert_cmpuint (parts->len, ==, 3); /* title, Name, and the name */
  gtk_window_set_default_size (host->window, 1200, 800);
  UI_WAIT (gtk_widget_get_next_sibling (steps) == drawing);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (host->window));
  g_assert_true (gtk_widget_compute_bounds (drawing, GTK_WIDGET (host->page), &one));
  g_assert_true (gtk_widget_compute_bounds (steps, GTK_WIDGET (host->page), &other));
  g_assert_cmpfloat (one.origin.x, >=, other.origin.x + other.size.width);
}

/* The sentence follows what is chosen in the dialog. */
static void
test_money (void)
{
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_BILLING, NULL);
  g_autoptr (GPtrArray) labels = NULL;
  gboolean found = FALSE;

  g_object_set (host->choices, "credit", 40, NULL);
  labels = ui_find_all (GTK_WIDGET (host->page), GTK_TYPE_LABEL);
  for (guint i = 0; i < labels->len; i++)
    found |= g_str_has_prefix (gtk_label_get_label (labels->pdata[i]), "$40 buys about 57000 ");
  g_assert_true (found);
  assert_row (host, 2, "Buy $40 of credit, 3 of 7");
}

/* The template of a dialog that goes asks for its lists again: another one would have its first line chosen.
 */
static void
test_lists (void)
{
  GtkStringList *(*const lists[]) (void) = { kb_list_purposes, kb_list_holders, kb_list_owners,
                                             kb_list_permissions };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (GtkStringList) one = lists[i]();
      g_autoptr (GtkStringList) other = lists[i]();

      g_assert_true (one == other);
    }
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  g_test_add_func ("/guide/tables", test_tables);
  g_test_add_func ("/guide/texts", test_texts);
  g_test_add_func ("/guide/open", test_open);
  g_test_add_func ("/guide/skip", test_skip);
  g_test_add_func ("/guide/ring", test_ring);
  g_test_add_func ("/guide/focus", test_focus);
  g_test_add_func ("/guide/kept", test_kept);
  g_test_add_func ("/guide/second-page", test_second_page);
  g_test_add_func ("/guide/kinds", test_kinds);
  g_test_add_func ("/guide/drawing", test_drawing);
  g_test_add_func ("/guide/columns", test_columns);
  g_test_add_func ("/guide/money", test_money);
  g_test_add_func ("/guide/lists", test_lists);
  return ui_run ();
}
