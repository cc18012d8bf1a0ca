/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-keys-page.h"

#include "core/check/kb-check-all.h"
#include "core/keys/kb-key-list.h"
#include "core/programs/kb-connection.h"
#include "kb-key-page.h"
#include "kb-key-row.h"
#include "kb-key-words.h"
#include "kb-notes-dialog.h"
#include "kb-page.h"
#include "kb-rotation-page.h"
#include "kb-unlock-bar.h"

#include <glib/gi18n.h>

/* So many fill a screen; the others follow when somebody comes near the end. */
#define ROWS_A_TURN 20u
/* What is found at a glance needs no search. */
#define MOST_WITHOUT_SEARCH 10u

struct _KbKeysPage
{
  KbPage parent_instance;

  GtkStack *stack;
  AdwStatusPage *failed_page;
  GtkListBox *list;
  GtkWidget *failed_list;
  AdwActionRow *failed_row;
  AdwActionRow *why_row;
  KbUnlockBar *unlock_bar;
  GtkWidget *search_bin;
  GtkEditable *search;
  GtkWidget *round_bar;
  GtkLabel *round_label;
  GtkProgressBar *round_progress;

  KbKeyList *keys;
  GtkCustomFilter *filter;
  GtkFilterListModel *found; /* those that match the search */
  GtkSliceListModel *shown;  /* as many of them as have a row */
  GPtrArray *keys_for_now;   /* KbSavedKey; NULL before the first look */
  GPtrArray *connections;    /* KbConnectionNote; NULL: not known */
  KbCheckAll *round;
  guint growing;
  gboolean test_next; /* all keys, when the keyring has said which there are */
  char *words;        /* what is searched, case folded */
  char *last_tested;  /* name of the key that the round was at before */
};

G_DEFINE_FINAL_TYPE (KbKeysPage, kb_keys_page, KB_TYPE_PAGE)

static void refresh_cb (KbKeysPage *self);

static KbKeyStore *
get_store (KbKeysPage *self)
{
  return kb_keys_get_store (kb_page_get_keys (KB_PAGE (self)));
}

static KbNotes *
get_notes (KbKeysPage *self)
{
  return kb_keys_get_notes (kb_page_get_keys (KB_PAGE (self)));
}

/* A key of this session or notes without a key: nothing to search in. */
static gboolean
matches (gpointer item, gpointer user_data)
{
  KbKeysPage *self = user_data;

  if (*self->words == '\0')
    return TRUE;
  return kb_listed_key_get_kind (item) == KB_LISTED_KEY_SAVED &&
         kb_key_matches (kb_page_get_setup (KB_PAGE (self)), kb_listed_key_get_key (item), self->words);
}

static void
grow_cb (gpointer user_data)
{
  KbKeysPage *self = user_data;

  self->growing = 0;
  gtk_slice_list_model_set_size (self->shown, gtk_slice_list_model_get_size (self->shown) + ROWS_A_TURN);
}

/* By wheel, finger or a row that takes the focus: all move the page. Later, as rows are being placed now. */
static void
moved_cb (KbKeysPage *self, GtkAdjustment *place)
{
  double screen = gtk_adjustment_get_page_size (place);
  gboolean near_end =
      gtk_adjustment_get_value (place) + 2 * screen >= gtk_adjustment_get_upper (place) && screen > 0;

  if (near_end && self->growing == 0 &&
      gtk_slice_list_model_get_size (self->shown) < g_list_model_get_n_items (G_LIST_MODEL (self->found)))
    self->growing = g_idle_add_once (grow_cb, self);
}

static void
update_row (KbKeysPage *self, KbKeyRow *row)
{
  kb_key_row_update (row, kb_page_get_setup (KB_PAGE (self)), self->round, self->connections);
}

/* Of the key of that name, or all. */
static void
update_rows (KbKeysPage *self, const char *name)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)); i++)
    if (!name || g_str_equal (kb_saved_key_get_name (kb_key_row_get_key (KB_KEY_ROW (row))), name))
      update_row (self, KB_KEY_ROW (row));
}

static void
show_counts (KbKeysPage *self)
{
  guint n = kb_key_list_count_saved (self->keys);
  guint n_all = g_list_model_get_n_items (G_LIST_MODEL (self->keys));

  gtk_stack_set_visible_child_name (self->stack, n_all > 0 ? "keys" : "empty");
  gtk_widget_set_visible (self->search_bin, n > MOST_WITHOUT_SEARCH);
  /* Or it would take a Tab for each to get past them. */
  gtk_list_box_set_tab_behavior (self->list, n > MOST_WITHOUT_SEARCH ? GTK_LIST_TAB_ITEM : GTK_LIST_TAB_ALL);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search),
                                           n > MOST_WITHOUT_SEARCH ? GTK_WIDGET (self) : NULL);
  if (n <= MOST_WITHOUT_SEARCH)
    gtk_editable_set_text (self->search, "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "keys.test-all", n > 0);
}

static void
write_notes (KbKeysPage *self)
{
  kb_notes_flush (get_notes (self));
  kb_key_list_refresh (self->keys);
  update_rows (self, NULL);
  show_counts (self);
}

static void
add_notes (KbKeysPage *self, KbSavedKey *key)
{
  AdwDialog *dialog =
      kb_notes_dialog_new (get_notes (self), kb_saved_key_get_name (key), kb_saved_key_get_created (key));

  g_signal_connect_object (dialog, "noted", G_CALLBACK (write_notes), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
forget_notes (KbKeysPage *self, KbSavedKey *key)
{
  kb_notes_remove (get_notes (self), kb_saved_key_get_name (key));
  kb_toast (GTK_WIDGET (self), _ ("Notes forgotten"));
  write_notes (self);
}

static void
replace_key (KbKeysPage *self, KbSavedKey *key)
{
  const KbNote *note = kb_notes_find (get_notes (self), kb_saved_key_get_name (key));
  KbRotationKind kind = note->rotation ? note->rotation->kind : KB_ROTATION_NONE;

  kb_page_push (KB_PAGE (self), kb_rotation_page_new (kb_page_get_setup (KB_PAGE (self)), key,
                                                      kind == KB_ROTATION_NONE ? KB_ROTATION_REPLACE : kind));
}

/* One after another: what is being tested goes on. */
static void
test (KbKeysPage *self, const char *const *names)
{
  if (!kb_check_all_get_current (self->round))
    kb_check_all_start (self->round, names);
}

static void
do_next (KbKeysPage *self, KbSavedKey *key)
{
  const char *names[] = { kb_saved_key_get_name (key), NULL };

  switch (kb_key_get_next (kb_page_get_setup (KB_PAGE (self)), key))
    {
    case KB_KEY_NEXT_NOTE:
      add_notes (self, key);
      break;
    case KB_KEY_NEXT_GO_ON:
    case KB_KEY_NEXT_REPLACE:
      replace_key (self, key);
      break;
    case KB_KEY_NEXT_TEST:
      test (self, names);
      break;
    case KB_KEY_NEXT_USE:
    default:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.use-key", "s", names[0]);
    }
}

static void
next_cb (KbKeysPage *self, KbKeyRow *row)
{
  KbSavedKey *key = kb_key_row_get_key (row);

  if (kb_listed_key_get_kind (kb_key_row_get_item (row)) == KB_LISTED_KEY_ONLY_NOTED)
    forget_notes (self, key);
  else if (*kb_saved_key_get_name (key))
    do_next (self, key);
  else
    kb_unlock_bar_start (self->unlock_bar, get_store (self));
}

static GtkWidget *
new_row_cb (gpointer item, gpointer user_data)
{
  KbKeysPage *self = user_data;
  KbKeyRow *row = kb_key_row_new (item);

  g_signal_connect_object (row, "next", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
  update_row (self, row);
  return GTK_WIDGET (row);
}

static void
show_trouble (KbKeysPage *self, gboolean failed, gboolean locked)
{
  gtk_widget_set_visible (GTK_WIDGET (self->failed_row), failed);
  adw_action_row_set_subtitle (
      self->why_row, failed ? "" : _ ("What keeps your keyring locked, and what opens it when you sign in"));
  gtk_widget_set_visible (self->failed_list, failed || locked);
}

/* The rows stay where the keys do, and with them the focus and the place that is scrolled to. */
static void
show_keys (KbKeysPage *self, GPtrArray *keys)
{
  show_trouble (self, FALSE, kb_saved_keys_have_name (keys, ""));
  kb_key_list_set (self->keys, self->keys_for_now, keys);
  update_rows (self, NULL);
  show_counts (self);
  kb_page_focus_content (KB_PAGE (self), GTK_WIDGET (self->stack));
}

static void
test_all (KbKeysPage *self)
{
  g_auto (GStrv) names = kb_key_list_dup_names (self->keys);

  test (self, (const char *const *) names);
}

static void
show_failure (KbKeysPage *self, const GError *error)
{
  gboolean denied = g_error_matches (error, KB_STORE_ERROR, KB_STORE_ERROR_DENIED);
  const char *title =
      denied ? kb_store_state_get_title (KB_STORE_STATE_DENIED) : _ ("The Keyring Did Not Answer");
  g_autofree char *advice = denied ? kb_store_state_dup_advice (KB_STORE_STATE_DENIED)
                                   : g_strdup (kb_trouble_get_advice (error, NULL));
  gboolean alone;

  kb_key_list_set (self->keys, self->keys_for_now, NULL);
  show_counts (self);
  alone = g_list_model_get_n_items (G_LIST_MODEL (self->keys)) == 0;
  adw_status_page_set_title (self->failed_page, title);
  adw_status_page_set_description (self->failed_page, advice);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->failed_row), title);
  adw_action_row_set_subtitle (self->failed_row, advice);
  show_trouble (self, !alone, FALSE);
  gtk_stack_set_visible_child_name (self->stack, alone ? "failed" : "keys");
  kb_announce (GTK_WIDGET (self), title);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbKeysPage) self = KB_KEYS_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = kb_key_store_list_finish (KB_KEY_STORE (source), result, &error);
  gboolean test_next;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->list)
    return;
  test_next = self->test_next;
  self->test_next = FALSE;
  if (!keys)
    {
      show_failure (self, error);
      return;
    }
  show_keys (self, keys);
  if (test_next)
    test_all (self);
}

static void
for_now_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbKeysPage) self = KB_KEYS_PAGE (user_data);
  GPtrArray *keys = kb_key_store_list_finish (KB_KEY_STORE (source), result, NULL);

  if (!keys)
    return;
  g_clear_pointer (&self->keys_for_now, g_ptr_array_unref);
  self->keys_for_now = keys;
  kb_key_store_list_async (get_store (self), kb_page_get_cancellable (KB_PAGE (self)), listed_cb,
                           g_object_ref (self));
}

static void
connections_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbKeysPage) self = KB_KEYS_PAGE (user_data);
  g_autoptr (GPtrArray) connections = kb_connections_list_finish (result, NULL);

  if (!connections || !self->list)
    return;
  g_clear_pointer (&self->connections, g_ptr_array_unref);
  self->connections = g_steal_pointer (&connections);
  update_rows (self, NULL);
}

static void
look (KbKeysPage *self)
{
  if (!kb_setup_get_practice (kb_page_get_setup (KB_PAGE (self))))
    kb_connections_list_async (NULL, kb_page_get_cancellable (KB_PAGE (self)), connections_cb,
                               g_object_ref (self));
  kb_key_store_list_async (kb_keys_get_store_for_now (kb_page_get_keys (KB_PAGE (self))),
                           kb_page_get_cancellable (KB_PAGE (self)), for_now_listed_cb, g_object_ref (self));
}

static void
refresh_cb (KbKeysPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "waiting");
  look (self);
}

static void
row_cb (KbKeysPage *self, GtkListBoxRow *row)
{
  KbSavedKey *key = kb_key_row_get_key (KB_KEY_ROW (row));

  if (*kb_saved_key_get_name (key))
    kb_page_push (KB_PAGE (self), kb_key_page_new (kb_page_get_setup (KB_PAGE (self)), key));
  else
    kb_unlock_bar_start (self->unlock_bar, get_store (self));
}

static void
announce_found (KbKeysPage *self, guint n_found)
{
  g_autofree char *text =
      /* TRANSLATORS: said by screen readers after a search; %u is a number */
      g_strdup_printf (ngettext ("%u key found", "%u keys found", n_found), n_found);

  kb_announce_quietly (GTK_WIDGET (self), text);
}

static void
search_cb (KbKeysPage *self)
{
  g_free (self->words);
  self->words = g_utf8_casefold (gtk_editable_get_text (self->search), -1);
  gtk_slice_list_model_set_size (self->shown, ROWS_A_TURN);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  if (*self->words)
    announce_found (self, g_list_model_get_n_items (G_LIST_MODEL (self->found)));
}

static void
stop_search_cb (KbKeysPage *self)
{
  gtk_editable_set_text (self->search, "");
}

static gboolean
find_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  return gtk_widget_grab_focus (GTK_WIDGET (KB_KEYS_PAGE (widget)->search));
}

/* What is in the trash is not in the list. */
static void
keys_cb (KbKeysPage *self)
{
  const char *child = gtk_stack_get_visible_child_name (self->stack);

  if (g_str_equal (child, "keys") || g_str_equal (child, "empty"))
    show_counts (self);
}

static void
test_all_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  test_all (KB_KEYS_PAGE (widget));
}

static gboolean
is_under_way (KbKeysPage *self, KbStep step)
{
  return step != KB_STEP_WELCOME;
}

static void
stop_round_cb (KbKeysPage *self)
{
  kb_check_all_stop (self->round);
}

static void
end_round (KbKeysPage *self)
{
  const GError *error = kb_check_all_get_error (self->round);
  g_autofree char *text =
      error ? g_strdup (kb_trouble_get_advice (error, NULL)) : kb_check_all_dup_sum (self->round);

  if (error)
    kb_toast_trouble (GTK_WIDGET (self), error);
  else
    kb_toast (GTK_WIDGET (self), text);
  kb_announce (GTK_WIDGET (self), text);
}

static void
show_progress (KbKeysPage *self)
{
  g_autofree char *text = kb_check_all_dup_progress (self->round);

  gtk_label_set_label (self->round_label, text);
  gtk_progress_bar_set_fraction (self->round_progress, kb_check_all_get_done (self->round) /
                                                           (double) kb_check_all_get_total (self->round));
}

static void
round_cb (KbKeysPage *self)
{
  gboolean was_running = gtk_widget_get_visible (self->round_bar);
  const char *current = kb_check_all_get_current (self->round);

  gtk_widget_set_visible (self->round_bar, current != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "keys.test-all", current == NULL);
  if (!current || !was_running)
    update_rows (self, NULL);
  if (current)
    {
      show_progress (self);
      /* Only the rows that are concerned: with a thousand keys there are a thousand turns. */
      update_rows (self, current);
      if (self->last_tested)
        update_rows (self, self->last_tested);
    }
  else if (was_running)
    end_round (self);
  g_set_str (&self->last_tested, current);
}

static void
kb_keys_page_arrived (KbPage *page)
{
  KbKeysPage *self = KB_KEYS_PAGE (page);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->keys)) > 0)
    look (self);
  else
    refresh_cb (self);
}

static void
kb_keys_page_left (KbPage *page)
{
  kb_unlock_bar_stop (KB_KEYS_PAGE (page)->unlock_bar);
}

static void
kb_keys_page_constructed (GObject *object)
{
  KbKeysPage *self = KB_KEYS_PAGE (object);

  G_OBJECT_CLASS (kb_keys_page_parent_class)->constructed (object);
  self->round = kb_check_all_new (kb_page_get_keys (KB_PAGE (self)),
                                  kb_setup_get_service (kb_page_get_setup (KB_PAGE (self))));
  g_signal_connect_object (self->round, "changed", G_CALLBACK (round_cb), self, G_CONNECT_SWAPPED);
  self->keys = kb_key_list_new (kb_page_get_keys (KB_PAGE (self)));
  self->filter = gtk_custom_filter_new (matches, self, NULL);
  self->found = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->keys)),
                                           GTK_FILTER (g_object_ref (self->filter)));
  self->shown = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->found)), 0, ROWS_A_TURN);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->shown), new_row_cb, self, NULL);
  g_signal_connect_object (self->keys, "items-changed", G_CALLBACK (keys_cb), self, G_CONNECT_SWAPPED);
}

static void
kb_keys_page_dispose (GObject *object)
{
  KbKeysPage *self = KB_KEYS_PAGE (object);

  g_clear_handle_id (&self->growing, g_source_remove);
  if (self->round)
    g_signal_handlers_disconnect_by_data (self->round, self);
  g_clear_object (&self->round);
  if (self->list)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  if (self->keys)
    g_signal_handlers_disconnect_by_data (self->keys, self);
  g_clear_object (&self->shown);
  g_clear_object (&self->found);
  g_clear_object (&self->filter);
  g_clear_object (&self->keys);
  g_clear_pointer (&self->keys_for_now, g_ptr_array_unref);
  g_clear_pointer (&self->connections, g_ptr_array_unref);
  G_OBJECT_CLASS (kb_keys_page_parent_class)->dispose (object);
}

static void
kb_keys_page_finalize (GObject *object)
{
  g_free (KB_KEYS_PAGE (object)->words);
  g_free (KB_KEYS_PAGE (object)->last_tested);
  G_OBJECT_CLASS (kb_keys_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KbKeysPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KbKeysPage, failed_page);
  gtk_widget_class_bind_template_child (widget_class, KbKeysPage, list);
  gtk_widget_class_bind_template_child (widget_class, KbKeysPage, failed_list);
  gtk_widget_class_bind_template_child (widget_class, KbKeysPage, failed_row);
  gtk_widget_class_bind_template_child (widget_class, KbKeysPage, why_row);
  gtk_widget_class_bind_template_child (widget_class, KbKeysPage, search_bin);
  gtk_widget_class_bind_template_child (widget_class, KbKeysPage, search);
  gtk_widget_class_bind_template_child (widget_class, KbKeysPage, unlock_bar);
  gtk_widget_class_bind_template_child (widget_class, KbKeysPage, round_bar);
  gtk_widget_class_bind_template_child (widget_class, KbKeysPage, round_label);
  gtk_widget_class_bind_template_child (widget_class, KbKeysPage, round_progress);
  gtk_widget_class_bind_template_callback (widget_class, look);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, is_under_way);
  gtk_widget_class_bind_template_callback (widget_class, refresh_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_round_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
kb_keys_page_class_init (KbKeysPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = kb_keys_page_constructed;
  object_class->dispose = kb_keys_page_dispose;
  object_class->finalize = kb_keys_page_finalize;
  KB_PAGE_CLASS (klass)->arrived = kb_keys_page_arrived;
  KB_PAGE_CLASS (klass)->left = kb_keys_page_left;

  gtk_widget_class_install_action (widget_class, "keys.test-all", NULL, test_all_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, find_cb, NULL);
  g_type_ensure (KB_TYPE_UNLOCK_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-keys-page.ui");
  bind_template (widget_class);
}

static void
kb_keys_page_init (KbKeysPage *self)
{
  self->words = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kb_keys_page_test_all (KbKeysPage *self)
{
  g_return_if_fail (KB_IS_KEYS_PAGE (self));

  self->test_next = TRUE;
  /* Otherwise it is looked when the page is shown. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    look (self);
}
