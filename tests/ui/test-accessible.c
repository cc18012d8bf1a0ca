/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "fake-store.h"
#include "ui-support.h"

#include "core/practice/kb-practice.h"
#include "found/kb-import-page.h"
#include "keys/kb-key-page.h"
#include "keys/kb-rotation-page.h"
#include "library/kb-library-page.h"
#include "programs/kb-programs-page.h"
#include "snippets/kb-use-page.h"
#include "widgets/kb-key-entry.h"
#include "widgets/kb-link-row.h"

/* What a person can press, pick or type into, and how a screen reader has to call it. Of two that fit the
 * first one counts. */
static const struct
{
  const char *type;
  GtkAccessibleRole role, other_role;
  gboolean needs_mnemonic; /* when it shows a label */
} controls[] = {
  { "GtkMenuButton", GTK_ACCESSIBLE_ROLE_BUTTON, GTK_ACCESSIBLE_ROLE_BUTTON, TRUE },
  { "GtkToggleButton", GTK_ACCESSIBLE_ROLE_TOGGLE_BUTTON, GTK_ACCESSIBLE_ROLE_TOGGLE_BUTTON, TRUE },
  { "GtkButton", GTK_ACCESSIBLE_ROLE_BUTTON, GTK_ACCESSIBLE_ROLE_BUTTON, TRUE },
  { "GtkCheckButton", GTK_ACCESSIBLE_ROLE_CHECKBOX, GTK_ACCESSIBLE_ROLE_RADIO, TRUE },
  { "GtkSwitch", GTK_ACCESSIBLE_ROLE_SWITCH, GTK_ACCESSIBLE_ROLE_SWITCH, FALSE },
  { "GtkSpinButton", GTK_ACCESSIBLE_ROLE_SPIN_BUTTON, GTK_ACCESSIBLE_ROLE_SPIN_BUTTON, FALSE },
  { "GtkDropDown", GTK_ACCESSIBLE_ROLE_COMBO_BOX, GTK_ACCESSIBLE_ROLE_COMBO_BOX, TRUE },
  { "KbNumberRow", GTK_ACCESSIBLE_ROLE_LIST_ITEM, GTK_ACCESSIBLE_ROLE_LIST_ITEM, TRUE },
  { "GtkText", GTK_ACCESSIBLE_ROLE_TEXT_BOX, GTK_ACCESSIBLE_ROLE_TEXT_BOX, FALSE },
  { "AdwComboRow", GTK_ACCESSIBLE_ROLE_COMBO_BOX, GTK_ACCESSIBLE_ROLE_COMBO_BOX, TRUE },
  { "AdwSwitchRow", GTK_ACCESSIBLE_ROLE_SWITCH, GTK_ACCESSIBLE_ROLE_SWITCH, TRUE },
  { "AdwButtonRow", GTK_ACCESSIBLE_ROLE_LIST_ITEM, GTK_ACCESSIBLE_ROLE_BUTTON, TRUE },
  /* The spin button in it is what is used. */
  { "AdwSpinRow", GTK_ACCESSIBLE_ROLE_LIST_ITEM, GTK_ACCESSIBLE_ROLE_PRESENTATION, TRUE },
  { "AdwEntryRow", GTK_ACCESSIBLE_ROLE_LIST_ITEM, GTK_ACCESSIBLE_ROLE_TEXT_BOX, TRUE },
  { "AdwExpanderRow", GTK_ACCESSIBLE_ROLE_LIST_ITEM, GTK_ACCESSIBLE_ROLE_LIST_ITEM, TRUE },
  { "KbCheckRow", GTK_ACCESSIBLE_ROLE_LIST_ITEM, GTK_ACCESSIBLE_ROLE_LIST_ITEM, TRUE },
  { "AdwActionRow", GTK_ACCESSIBLE_ROLE_LIST_ITEM, GTK_ACCESSIBLE_ROLE_LIST_ITEM, FALSE },
};

typedef struct
{
  const char *page;
  guint n_controls;
  GHashTable *mnemonics; /* key value → the control that has it */
  guint n_suggested;
} Survey;

static gboolean
is_inside (GtkWidget *widget, GType type)
{
  return gtk_widget_get_ancestor (gtk_widget_get_parent (widget), type) != NULL;
}

/* Made by GTK within something that is looked at as a whole. */
static gboolean
is_part (GtkWidget *widget)
{
  return is_inside (widget, GTK_TYPE_MENU_BUTTON) || is_inside (widget, GTK_TYPE_SPIN_BUTTON) ||
         is_inside (widget, GTK_TYPE_WINDOW_CONTROLS);
}

static int
find_control (GtkWidget *widget)
{
  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    {
      GType type = g_type_from_name (controls[i].type);

      if (type && g_type_is_a (G_OBJECT_TYPE (widget), type))
        return (int) i;
    }
  return -1;
}

static char *
describe (Survey *survey, GtkWidget *widget)
{
  g_autofree char *name = ui_dup_accessible_name (widget);

  return g_strdup_printf ("%s: %s “%s”", survey->page, G_OBJECT_TYPE_NAME (widget), name ? name : "");
}

static void
find_label_cb (GtkWidget *widget, gpointer user_data)
{
  GtkWidget **found = user_data;

  if (!*found && GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)))
    *found = widget;
}

static GtkWidget *
find_label (GtkWidget *widget)
{
  GtkWidget *label = NULL;

  ui_walk (widget, find_label_cb, &label);
  return label;
}

static void
check_name (Survey *survey, GtkWidget *widget)
{
  g_autofree char *what = describe (survey, widget);
  g_autofree char *name = ui_dup_accessible_name (widget);
  /* The labels of a row are not in the button or entry that they name. */
  gboolean labelled =
      gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);

  if (!labelled && !(name && *name))
    g_error ("%s has no accessible name", what);
  if (GTK_IS_BUTTON (widget) && !find_label (widget) && !gtk_widget_get_has_tooltip (widget))
    g_error ("%s shows only an icon and has no tooltip", what);
}

/* A mnemonic, pressed with Shift or without. */
static guint
get_letter (GtkLabel *label)
{
  return gdk_keyval_to_lower (gtk_label_get_mnemonic_keyval (label));
}

static void
check_mnemonic (Survey *survey, GtkWidget *widget)
{
  g_autofree char *what = describe (survey, widget);
  GtkWidget *label = find_label (widget);
  guint key;
  GtkWidget *other;

  /* Several of these stand on a page, and all of them say the same. */
  if (!label || is_inside (widget, KB_TYPE_LINK_ROW))
    return;
  key = get_letter (GTK_LABEL (label));
  if (key == GDK_KEY_VoidSymbol)
    g_error ("%s has no mnemonic", what);
  other = g_hash_table_lookup (survey->mnemonics, GUINT_TO_POINTER (key));
  if (other && other != widget && !gtk_widget_is_ancestor (widget, other))
    g_error ("%s has the same mnemonic as %s", what, describe (survey, other));
  g_hash_table_insert (survey->mnemonics, GUINT_TO_POINTER (key), widget);
}

static void
survey_cb (GtkWidget *widget, gpointer user_data)
{
  Survey *survey = user_data;
  int control = find_control (widget);
  GtkAccessibleRole role;

  if (control < 0 || is_part (widget))
    return;
  survey->n_controls++;
  role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));
  if (role != controls[control].other_role)
    gtk_test_accessible_assert_role (widget, controls[control].role);
  check_name (survey, widget);
  if (controls[control].needs_mnemonic)
    check_mnemonic (survey, widget);
  if (gtk_widget_has_css_class (widget, "suggested-action"))
    survey->n_suggested++;
}

static void
survey (UiHost *host, const char *page, guint n_suggested)
{
  Survey result = { .page = page, .mnemonics = g_hash_table_new (NULL, NULL) };

  ui_expand_all (GTK_WIDGET (host->page));
  ui_walk (GTK_WIDGET (host->page), survey_cb, &result);
  g_assert_cmpuint (result.n_controls, >=, 3);
  g_assert_cmpuint (result.n_suggested, ==, n_suggested);
  g_hash_table_unref (result.mnemonics);
}

static void
test_page (gconstpointer data)
{
  guint step = GPOINTER_TO_UINT (data);
  g_autoptr (UiHost) host = ui_host_new (step, NULL);

  if (step == UI_KEYS)
    UI_WAIT (g_str_equal (gtk_stack_get_visible_child_name (ui_host_get (host, "stack")), "empty"));
  /* Nothing is to be done on the estimator: what is typed counts at once. Welcome asks where to begin. */
  survey (host, ui_page_get_name (step), step == UI_ESTIMATE || step == KB_STEP_WELCOME ? 0 : 1);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (kb_key_store_save_finish (KB_KEY_STORE (source), result, NULL));
  *(gboolean *) user_data = TRUE;
}

/* The result, which has controls of its own. */
static void
test_result (gconstpointer id)
{
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_WELCOME, NULL);
  g_autofree char *key = kb_practice_dup_key (kb_diagnosis_find (id));
  SecretValue *value = secret_value_new (key, -1, "text/plain");
  gboolean saved = FALSE;

  kb_key_store_save_async (kb_keys_get_store (kb_setup_get_keys (host->setup)), "lesson", "Lesson", value,
                           FALSE, NULL, saved_cb, &saved);
  UI_WAIT (saved);
  secret_value_unref (value);
  g_object_set (host->choices, "saved-name", "lesson", NULL);
  ui_host_push (host, KB_STEP_TEST);
  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (host->page)));
  ui_press (ui_host_get_primary (host));
  UI_WAIT (gtk_widget_get_mapped (ui_host_get (host, "details")));
  survey (host, id, 1);
}

/* Where one is pasted, that comes first. */
static void
paste (UiHost *host)
{
  g_autofree char *key = kb_practice_dup_key (kb_diagnosis_find ("works"));

  kb_key_entry_set_text (ui_host_get (host, "key_entry"), key);
  UI_WAIT (gtk_widget_get_height (GTK_WIDGET (ui_host_get_primary (host))) > 0);
}

/* The one suggested button is the primary one, and that stands at the bottom: below all that scrolls. */
static void
test_bottom (gconstpointer data)
{
  guint step = GPOINTER_TO_UINT (data);
  g_autoptr (UiHost) host = ui_host_new (step, NULL);
  GtkWidget *button = GTK_WIDGET (ui_host_get_primary (host));
  g_autoptr (GPtrArray) scrollers = ui_find_all (GTK_WIDGET (host->page), GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t scroller, bounds;

  if (step == KB_STEP_SAVE)
    paste (host);
  g_assert_true (gtk_widget_has_css_class (button, "suggested-action"));
  g_assert_cmpuint (scrollers->len, ==, 1);
  g_assert_false (gtk_widget_is_ancestor (button, scrollers->pdata[0]));
  g_assert_true (gtk_widget_compute_bounds (scrollers->pdata[0], GTK_WIDGET (host->page), &scroller));
  g_assert_true (gtk_widget_compute_bounds (button, GTK_WIDGET (host->page), &bounds));
  g_assert_cmpfloat (bounds.origin.y, >=, scroller.origin.y + scroller.size.height);
  g_assert_true (gtk_window_get_default_widget (host->window) == button);
}

/* One of the first level, and under it those of the groups */
static void
check_level_cb (GtkWidget *widget, gpointer first)
{
  if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) == GTK_ACCESSIBLE_ROLE_HEADING)
    gtk_test_accessible_assert_property (widget, GTK_ACCESSIBLE_PROPERTY_LEVEL, widget == first ? 1 : 2);
}

/* The heading has the focus on arrival, and screen readers know it as one. */
static void
test_heading (gconstpointer data)
{
  g_autoptr (UiHost) host = ui_host_new (GPOINTER_TO_UINT (data), NULL);
  GtkWidget *focus = gtk_window_get_focus (host->window);

  g_assert_nonnull (focus);
  gtk_test_accessible_assert_role (focus, GTK_ACCESSIBLE_ROLE_HEADING);
  gtk_test_accessible_assert_property (focus, GTK_ACCESSIBLE_PROPERTY_LABEL, ui_host_get_heading (host));
  g_assert_cmpstr (ui_host_get_heading (host), !=, "");
  ui_walk (GTK_WIDGET (host->page), check_level_cb, focus);
}

static const char *const other_pages[] = {
  "keys", "key", "rotate", "leak", "use", "programs", "import", "library",
};

static AdwNavigationPage *
new_page (UiHost *host, const char *name)
{
  g_autoptr (KbSavedKey) key = kb_saved_key_new ("lesson", "Lesson", 0, FALSE);

  if (g_str_equal (name, "key"))
    return kb_key_page_new (host->setup, key);
  if (g_str_equal (name, "rotate"))
    return kb_rotation_page_new (host->setup, key, KB_ROTATION_REPLACE);
  if (g_str_equal (name, "leak"))
    return kb_rotation_page_new (host->setup, key, KB_ROTATION_LEAK);
  if (g_str_equal (name, "library"))
    return g_object_new (KB_TYPE_LIBRARY_PAGE, NULL);
  return g_object_new (g_str_equal (name, "use")        ? KB_TYPE_USE_PAGE
                       : g_str_equal (name, "programs") ? KB_TYPE_PROGRAMS_PAGE
                                                        : KB_TYPE_IMPORT_PAGE,
                       "setup", host->setup, "key-name", "lesson", NULL);
}

/* What stands on many rows is found by pressing the letter again. */
static void
check_letter_cb (GtkWidget *widget, gpointer letters)
{
  guint key = GTK_IS_LABEL (widget) ? get_letter (GTK_LABEL (widget)) : GDK_KEY_VoidSymbol;
  GtkLabel *other = g_hash_table_lookup (letters, GUINT_TO_POINTER (key));

  if (key == GDK_KEY_VoidSymbol)
    return;
  if (other && !g_str_equal (gtk_label_get_text (other), gtk_label_get_text (GTK_LABEL (widget))))
    g_error ("“%s” and “%s” have the same mnemonic", gtk_label_get_text (other),
             gtk_label_get_text (GTK_LABEL (widget)));
  g_hash_table_insert (letters, GUINT_TO_POINTER (key), widget);
}

/* The focus is on the page from the beginning, and each letter leads to one thing. */
static void
test_keys_of_page (gconstpointer name)
{
  g_autoptr (FakeStore) store = fake_store_new ();
  g_autoptr (UiHost) host = NULL;
  g_autoptr (GHashTable) letters = g_hash_table_new (NULL, NULL);
  GtkWidget *focus;

  fake_store_add (store, "lesson");
  host = ui_host_new (UI_KEYS, KB_KEY_STORE (store));
  UI_WAIT (g_str_equal (gtk_stack_get_visible_child_name (ui_host_get (host, "stack")), "keys"));
  if (!g_str_equal (name, "keys"))
    {
      AdwNavigationPage *page = new_page (host, name);

      g_set_weak_pointer (&host->page, page);
      adw_navigation_view_push (host->view, page);
      UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (page)));
    }
  ui_drain ();
  focus = gtk_window_get_focus (host->window);
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (host->page)));
  ui_expand_all (GTK_WIDGET (host->page));
  ui_walk (GTK_WIDGET (host->page), check_letter_cb, letters);
}

static void
add_for_pages (const char *what, GTestDataFunc test, guint first, guint n_pages)
{
  for (guint step = first; step < n_pages; step++)
    {
      g_autofree char *path = g_strdup_printf ("/accessible/%s/%s", what, ui_page_get_name (step));

      g_test_add_data_func (path, GUINT_TO_POINTER (step), test);
    }
}

/* One for each button that the table of verdicts has. */
static void
add_results (void)
{
  g_autoptr (GHashTable) labels = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n_rows;
  const KbDiagnosis *rows = kb_diagnosis_get_table (&n_rows);

  for (gsize i = 0; i < n_rows; i++)
    {
      g_autofree char *path = g_strdup_printf ("/accessible/result/%s", rows[i].id);

      /* Those that wait for patience to end have the same buttons as others. */
      if (!g_str_has_suffix (rows[i].id, "timeout") &&
          g_hash_table_add (labels, (gpointer) rows[i].action_label))
        g_test_add_data_func (path, rows[i].id, test_result);
    }
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  add_for_pages ("controls", test_page, 0, UI_N_PAGES);
  add_results ();
  add_for_pages ("bottom", test_bottom, KB_STEP_SIGN_IN, KB_N_STEPS);
  add_for_pages ("heading", test_heading, 0, KB_N_STEPS);
  for (gsize i = 0; i < G_N_ELEMENTS (other_pages); i++)
    {
      g_autofree char *path = g_strdup_printf ("/accessible/keys/%s", other_pages[i]);

      g_test_add_data_func (path, other_pages[i], test_keys_of_page);
    }
  return ui_run ();
}
