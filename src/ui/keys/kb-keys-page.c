/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-keys-page.h"

#include "core/check/kb-check-all.h"
#include "kb-key-page.h"
#include "kb-key-row.h"
#include "kb-key-words.h"
#include "kb-notes-button.h"
#include "kb-page.h"
#include "kb-unlock-bar.h"

#include <glib/gi18n.h>

/* So many fill a screen; the others follow while the person looks. */
#define ROWS_A_TURN 40u
/* What is found at a glance needs no search. */
#define MOST_WITHOUT_SEARCH 10u

struct _KbKeysPage
{
  KbPage parent_instance;

  GtkStack *stack;
  AdwStatusPage *waiting_page;
  AdwStatusPage *failed_page;
  GtkListBox *list;
  KbUnlockBar *unlock_bar;
  GtkWidget *search_bin;
  GtkEditable *search;
  GtkWidget *round_bar;
  GtkLabel *round_label;
  GtkProgressBar *round_progress;

  GPtrArray *keys_for_now; /* KbSavedKey; NULL before the first look */
  GPtrArray *keys;         /* KbSavedKey, as the keyring said last */
  GPtrArray *rows;         /* KbKeyRow of the first of them */
  GHashTable *rows_by_name;
  KbCheckAll *round;
  guint filling;
  gboolean test_next;  /* all keys, when the keyring has said which there are */
  gboolean stale;      /* a row lacks or has a button that it should not */
  gboolean has_others; /* rows that are no keys of the keyring */
  char *words;         /* what is searched, case folded */
  char *last_tested;   /* name of the key that the round was at before */
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

static gboolean
is_in_sight (KbKeysPage *self, KbSavedKey *key)
{
  return !kb_trash_holds (kb_keys_get_trash (kb_page_get_keys (KB_PAGE (self))), kb_saved_key_get_name (key));
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer user_data)
{
  KbKeysPage *self = user_data;

  /* A key of this session, notes without a key, what went wrong: nothing to search in. */
  if (!KB_IS_KEY_ROW (row))
    return *self->words == '\0';
  return is_in_sight (self, kb_key_row_get_key (KB_KEY_ROW (row))) &&
         kb_key_row_matches (KB_KEY_ROW (row), self->words);
}

static void
show_counts (KbKeysPage *self)
{
  guint n = 0;

  for (guint i = 0; i < self->keys->len; i++)
    n += is_in_sight (self, self->keys->pdata[i]) ? 1 : 0;
  gtk_stack_set_visible_child_name (self->stack, n > 0 || self->has_others ? "keys" : "empty");
  gtk_widget_set_visible (self->search_bin, n > MOST_WITHOUT_SEARCH);
  if (n <= MOST_WITHOUT_SEARCH)
    gtk_editable_set_text (self->search, "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "keys.test-all", n > 0);
}

static GtkWidget *
add_plain_row (KbKeysPage *self, const char *icon, const char *title, const char *subtitle)
{
  GtkWidget *row = kb_plain_row_new (icon, title, subtitle);

  gtk_list_box_append (self->list, row);
  return row;
}

static void
write_notes (KbKeysPage *self)
{
  self->stale = TRUE;
  kb_notes_flush (get_notes (self));
  refresh_cb (self);
}

static void
add_session_rows (KbKeysPage *self)
{
  for (guint i = 0; self->keys_for_now && i < self->keys_for_now->len; i++)
    {
      KbSavedKey *key = self->keys_for_now->pdata[i];
      g_autofree char *description = kb_key_dup_summary (kb_page_get_setup (KB_PAGE (self)), key);
      g_autofree char *subtitle = g_strdup_printf (
          /* TRANSLATORS: a key that is gone when the program ends; %s is what is known of it: project,
             permission, last test */
          _ ("Kept for this session only: gone when you close Keybearer\n%s"), description);

      add_plain_row (self, "kb-clock-symbolic", kb_saved_key_get_label (key), subtitle);
    }
}

static void
add_row (KbKeysPage *self)
{
  KbSavedKey *key = self->keys->pdata[self->rows->len];
  const char *name = kb_saved_key_get_name (key);
  KbKeyRow *row = kb_key_row_new (key);

  kb_key_row_update (row, key, kb_page_get_setup (KB_PAGE (self)), self->round);
  if (*name != '\0' && !kb_notes_find (get_notes (self), name))
    kb_notes_button_add (GTK_WIDGET (row), get_notes (self), name, kb_saved_key_get_created (key),
                         G_CALLBACK (write_notes), self);
  g_ptr_array_add (self->rows, row);
  g_hash_table_insert (self->rows_by_name, g_strdup (name), row);
  gtk_list_box_append (self->list, GTK_WIDGET (row));
}

static void
add_orphan_rows (KbKeysPage *self, GPtrArray *keys)
{
  g_auto (GStrv) names = kb_notes_dup_orphans (get_notes (self), keys);

  for (gsize i = 0; names[i]; i++)
    kb_notes_button_add_forget (add_plain_row (self, "dialog-information-symbolic", names[i],
                                               _ ("Only in the notes: the keyring has no such key")),
                                get_notes (self), names[i], G_CALLBACK (write_notes), self);
}

static gboolean
fill_cb (gpointer user_data)
{
  KbKeysPage *self = user_data;
  guint end = MIN (self->rows->len + ROWS_A_TURN, self->keys->len);

  while (self->rows->len < end)
    add_row (self);
  if (end < self->keys->len)
    return G_SOURCE_CONTINUE;
  add_orphan_rows (self, self->keys);
  self->filling = 0;
  return G_SOURCE_REMOVE;
}

static void
update_rows (KbKeysPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    kb_key_row_update (self->rows->pdata[i], self->keys->pdata[i], kb_page_get_setup (KB_PAGE (self)),
                       self->round);
  gtk_list_box_invalidate_filter (self->list);
}

static gboolean
find_others (KbKeysPage *self, GPtrArray *keys)
{
  g_auto (GStrv) orphans = kb_notes_dup_orphans (get_notes (self), keys);

  return orphans[0] || (self->keys_for_now && self->keys_for_now->len > 0);
}

static void
begin_list (KbKeysPage *self)
{
  g_clear_handle_id (&self->filling, g_source_remove);
  g_ptr_array_set_size (self->rows, 0);
  g_hash_table_remove_all (self->rows_by_name);
  gtk_list_box_remove_all (self->list);
  add_session_rows (self);
}

/* The rows stay where the keys do, and with them the focus and the place that is scrolled to. */
static void
show_keys (KbKeysPage *self, GPtrArray *keys)
{
  gboolean had_others = self->has_others;
  gboolean same = kb_saved_keys_have_same_names (self->keys, keys) && self->rows->len == keys->len;

  g_ptr_array_unref (self->keys);
  self->keys = g_ptr_array_ref (keys);
  self->has_others = find_others (self, keys);
  if (same && !had_others && !self->has_others && !self->stale)
    update_rows (self);
  else
    {
      begin_list (self);
      if (fill_cb (self) == G_SOURCE_CONTINUE)
        self->filling = g_idle_add (fill_cb, self);
    }
  self->stale = FALSE;
  show_counts (self);
}

static void
test_all (KbKeysPage *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (guint i = 0; i < self->keys->len; i++)
    if (*kb_saved_key_get_name (self->keys->pdata[i]) && is_in_sight (self, self->keys->pdata[i]))
      g_strv_builder_add (names, kb_saved_key_get_name (self->keys->pdata[i]));
  list = g_strv_builder_end (names);
  kb_check_all_start (self->round, (const char *const *) list);
}

static void
show_failure (KbKeysPage *self, const GError *error)
{
  gboolean denied = g_error_matches (error, KB_STORE_ERROR, KB_STORE_ERROR_DENIED);
  g_autofree char *advice = denied ? kb_store_state_dup_advice (KB_STORE_STATE_DENIED)
                                   : g_strdup (kb_store_error_get_advice (error));

  adw_status_page_set_title (self->failed_page, denied ? kb_store_state_get_title (KB_STORE_STATE_DENIED)
                                                       : _ ("The Keyring Did Not Answer"));
  if (!gtk_list_box_get_row_at_index (self->list, 0))
    {
      adw_status_page_set_description (self->failed_page, advice);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  kb_row_add_button (
      add_plain_row (self, "kb-keyring-symbolic", adw_status_page_get_title (self->failed_page), advice),
      _ ("_Try Again"), G_CALLBACK (refresh_cb), self, NULL);
  gtk_stack_set_visible_child_name (self->stack, "keys");
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
  if (keys)
    {
      show_keys (self, keys);
      if (test_next && !kb_check_all_get_current (self->round))
        test_all (self);
      return;
    }
  begin_list (self);
  self->stale = TRUE;
  show_failure (self, error);
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
look (KbKeysPage *self)
{
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
  KbSavedKey *key = KB_IS_KEY_ROW (row) ? kb_key_row_get_key (KB_KEY_ROW (row)) : NULL;

  if (!key)
    return;
  if (*kb_saved_key_get_name (key))
    kb_page_push (KB_PAGE (self), kb_key_page_new (kb_page_get_setup (KB_PAGE (self)), key));
  else
    kb_unlock_bar_start (self->unlock_bar, get_store (self));
}

static void
search_cb (KbKeysPage *self)
{
  g_free (self->words);
  self->words = g_utf8_casefold (gtk_editable_get_text (self->search), -1);
  gtk_list_box_invalidate_filter (self->list);
}

static void
trash_cb (KbKeysPage *self)
{
  gtk_list_box_invalidate_filter (self->list);
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "keys") ||
      g_str_equal (gtk_stack_get_visible_child_name (self->stack), "empty"))
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
  g_autofree char *text = kb_check_all_dup_sum (self->round);

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

/* Only the rows that are concerned: with a thousand keys there are a thousand turns. */
static void
update_row_of (KbKeysPage *self, const char *name)
{
  KbKeyRow *row = name ? g_hash_table_lookup (self->rows_by_name, name) : NULL;

  if (row)
    kb_key_row_update (row, kb_key_row_get_key (row), kb_page_get_setup (KB_PAGE (self)), self->round);
}

static void
round_cb (KbKeysPage *self)
{
  gboolean was_running = gtk_widget_get_visible (self->round_bar);
  const char *current = kb_check_all_get_current (self->round);

  gtk_widget_set_visible (self->round_bar, current != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "keys.test-all", current == NULL);
  if (!current || !was_running)
    update_rows (self);
  if (current)
    {
      show_progress (self);
      update_row_of (self, current);
      update_row_of (self, self->last_tested);
    }
  else if (was_running)
    end_round (self);
  g_set_str (&self->last_tested, current);
}

static void
kb_keys_page_arrived (KbPage *page)
{
  KbKeysPage *self = KB_KEYS_PAGE (page);

  if (self->keys->len > 0)
    look (self);
  else
    refresh_cb (self);
}

static void
kb_keys_page_constructed (GObject *object)
{
  KbKeysPage *self = KB_KEYS_PAGE (object);

  G_OBJECT_CLASS (kb_keys_page_parent_class)->constructed (object);
  self->round = kb_check_all_new (kb_page_get_keys (KB_PAGE (self)),
                                  kb_setup_get_service (kb_page_get_setup (KB_PAGE (self))));
  g_signal_connect_object (self->round, "changed", G_CALLBACK (round_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (kb_keys_get_trash (kb_page_get_keys (KB_PAGE (self))), "changed",
                           G_CALLBACK (trash_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
}

static void
kb_keys_page_dispose (GObject *object)
{
  KbKeysPage *self = KB_KEYS_PAGE (object);

  g_clear_handle_id (&self->filling, g_source_remove);
  if (self->round)
    g_signal_handlers_disconnect_by_data (self->round, self);
  g_clear_object (&self->round);
  if (self->list)
    gtk_list_box_set_filter_func (self->list, NULL, NULL, NULL);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->rows_by_name, g_hash_table_unref);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->keys_for_now, g_ptr_array_unref);
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
  gtk_widget_class_bind_template_child (widget_class, KbKeysPage, waiting_page);
  gtk_widget_class_bind_template_child (widget_class, KbKeysPage, failed_page);
  gtk_widget_class_bind_template_child (widget_class, KbKeysPage, list);
  gtk_widget_class_bind_template_child (widget_class, KbKeysPage, search_bin);
  gtk_widget_class_bind_template_child (widget_class, KbKeysPage, search);
  gtk_widget_class_bind_template_child (widget_class, KbKeysPage, unlock_bar);
  gtk_widget_class_bind_template_child (widget_class, KbKeysPage, round_bar);
  gtk_widget_class_bind_template_callback (widget_class, look);
  gtk_widget_class_bind_template_child (widget_class, KbKeysPage, round_label);
  gtk_widget_class_bind_template_child (widget_class, KbKeysPage, round_progress);
  gtk_widget_class_bind_template_callback (widget_class, is_under_way);
  gtk_widget_class_bind_template_callback (widget_class, refresh_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_round_cb);
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

  gtk_widget_class_install_action (widget_class, "keys.test-all", NULL, test_all_cb);
  g_type_ensure (KB_TYPE_UNLOCK_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-keys-page.ui");
  bind_template (widget_class);
}

static void
kb_keys_page_init (KbKeysPage *self)
{
  g_autoptr (AdwSpinnerPaintable) spinner = NULL;

  self->keys = g_ptr_array_new_with_free_func (g_object_unref);
  self->rows = g_ptr_array_new ();
  self->rows_by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->words = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Not in the template: GtkBuilder takes an object that stands in for a picture for a file's name. */
  spinner = adw_spinner_paintable_new (GTK_WIDGET (self->waiting_page));
  adw_status_page_set_paintable (self->waiting_page, GDK_PAINTABLE (spinner));
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
