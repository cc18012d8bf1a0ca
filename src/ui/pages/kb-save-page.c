/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-save-page.h"

#include "core/setup/kb-saver.h"
#include "kb-permission-words.h"
#include "kb-verdict-words.h"
#include "keys/kb-expiry-row.h"
#include "widgets/kb-key-entry.h"
#include "widgets/kb-keyring-group.h"
#include "widgets/kb-practice-row.h"

#include <glib/gi18n.h>

struct _KbSavePage
{
  KbStepPage parent_instance;

  GtkWidget *edit_box;
  KbKeyringGroup *keyring_group;
  GtkWidget *why_group;
  GtkWidget *for_now_group;
  GtkWidget *for_now_row;
  KbKeyEntry *key_entry;
  GtkWidget *practice_group;
  KbPracticeRow *practice_row;
  GtkWidget *notes_group;
  GtkWidget *name_row;
  GtkWidget *taken_row;
  GtkWidget *plan_box;
  GtkLabel *plan_label;

  KbSaver *saver;
  KbSaverState shown; /* what the page says */
  gboolean waits;     /* it says that too */
  gulong active_handler;
};

static guint saved_signal;

G_DEFINE_FINAL_TYPE (KbSavePage, kb_save_page, KB_TYPE_STEP_PAGE)

static gboolean
is_practice (KbSavePage *self)
{
  return kb_setup_get_practice (kb_page_get_setup (KB_PAGE (self)));
}

static gboolean
has_text (gpointer object, const char *text)
{
  return text && *text;
}

/* What has to be known of the name; NULL: nothing */
static char *
dup_name_words (KbSavePage *self)
{
  const char *renamed = kb_saver_get_renamed (self->saver);
  KbSaverLack lack = kb_saver_get_lack (self->saver, TRUE);

  if (lack == KB_SAVER_LACKS_NAME)
    return g_strdup (_ ("Give the key a name to save it"));
  if (lack == KB_SAVER_LACKS_OTHER_NAME)
    return g_strdup (_ ("This is the key that you are replacing. Choose another name: "
                        "the old key is needed until the new one is in use."));
  if (kb_saver_get_taken (self->saver))
    return g_strdup (_ ("A key of this name is saved already; saving replaces it"));
  if (kb_saver_get_twin (self->saver))
    return g_strdup (_ (
        "Another program keeps a key under this name, and programs may get that one. Choose another name."));
  if (!renamed)
    return NULL;
  /* TRANSLATORS: %s is the name that the person gave to a key */
  return g_strdup_printf (_ ("A key named “%s” is saved already. This one gets another name."), renamed);
}

static void
show_name (KbSavePage *self)
{
  g_autofree char *words = dup_name_words (self);

  if (words)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->taken_row), words);
  gtk_widget_set_visible (self->taken_row, words != NULL);
}

static void
show_plan (KbSavePage *self)
{
  KbSetup *setup = kb_page_get_setup (KB_PAGE (self));
  g_autofree char *plan =
      kb_checker_dup_plan (kb_key_check_get_checker (kb_setup_get_key_check (setup)), is_practice (self));

  gtk_label_set_label (self->plan_label, plan);
}

/* One thing to do: first to paste, then what comes of it. */
static void
show_buttons (KbSavePage *self)
{
  KbStepPage *page = KB_STEP_PAGE (self);
  KbSaverState state = kb_saver_get_state (self->saver);
  gboolean has_key = kb_key_validator_get_usable (kb_key_entry_get_check (self->key_entry));
  gboolean ready = kb_saver_get_lack (self->saver, FALSE) == KB_SAVER_LACKS_NOTHING;

  if (state == KB_SAVER_SAVING)
    kb_step_page_set_primary (page, _ ("Saving…"), FALSE);
  else if (state == KB_SAVER_SAVED)
    kb_step_page_set_primary (page, _ ("_Continue"), TRUE);
  else if (!has_key)
    kb_step_page_set_primary (page, NULL, FALSE);
  else if (kb_saver_get_taken (self->saver))
    kb_step_page_set_primary (page, _ ("_Replace and Test"), ready);
  else
    kb_step_page_set_primary (page, state == KB_SAVER_FAILED ? _ ("_Try Again") : _ ("_Save and Test"),
                              ready);
  kb_step_page_set_secondary (page, state == KB_SAVER_SAVING  ? _ ("_Cancel")
                                    : state == KB_SAVER_SAVED ? _ ("Save _Another Key")
                                                              : NULL);
  g_object_set (self, "default-button",
                has_key || state == KB_SAVER_SAVED
                    ? GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (self), KB_TYPE_STEP_PAGE,
                                                                 "primary_button"))
                    : kb_key_entry_get_paste_button (self->key_entry),
                NULL);
}

/* What went wrong or is waited for stands on top, where it is seen at every size. */
static void
show_heading (KbSavePage *self, const char *heading, const char *body)
{
  kb_step_page_set_heading (KB_STEP_PAGE (self), heading);
  kb_step_page_set_body (KB_STEP_PAGE (self), body);
}

static void
show_saved (KbSavePage *self)
{
  const char *label = kb_choices_get_key_name (kb_page_get_choices (KB_PAGE (self)));
  g_autofree char *text = NULL;

  if (kb_saver_get_for_now (self->saver))
    /* TRANSLATORS: %s is the name that the person gave to the key */
    text = g_strdup_printf (_ ("It is in memory as “%s” and in no keyring"), label);
  else
    /* TRANSLATORS: %s is the name that the person gave to the key */
    text = g_strdup_printf (_ ("It is in the keyring as “%s”"), label);
  show_heading (self,
                kb_saver_get_for_now (self->saver) ? _ ("Your Key Is Kept for Now") : _ ("Your Key Is Saved"),
                text);
}

static void
show_saving (KbSavePage *self)
{
  gboolean waiting = kb_saver_get_waiting (self->saver);

  if (waiting)
    show_heading (self, _ ("Waiting for Another Keybearer"),
                  _ ("It is saving or changing a key. Your key is saved when it has finished. Look for "
                     "a window of your keyring that waits for an answer."));
  else
    show_heading (self, _ ("Saving the Key"), NULL);
  if (waiting && !self->waits)
    kb_announce (GTK_WIDGET (self), _ ("Waiting for Another Keybearer"));
  self->waits = waiting;
}

static void
list_keys (KbSavePage *self)
{
  kb_saver_list (self->saver, kb_page_get_cancellable (KB_PAGE (self)));
}

static void
show_failed (KbSavePage *self)
{
  const char *advice = kb_trouble_get_advice (kb_saver_get_error (self->saver), NULL);

  show_heading (self, _ ("The Key Was Not Saved"), advice);
  kb_announce (GTK_WIDGET (self), advice);
  /* Otherwise it is looked at when the page is shown. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      list_keys (self);
      kb_keyring_group_refresh (self->keyring_group);
    }
}

/* What was found out already, or is waited for, is only looked at. */
static void
test (KbSavePage *self)
{
  KbKeyCheck *key_check = kb_setup_get_key_check (kb_page_get_setup (KB_PAGE (self)));
  const char *name = kb_choices_get_saved_name (kb_page_get_choices (KB_PAGE (self)));

  if (!g_str_equal (kb_key_check_get_name (key_check), name) || !kb_key_check_get_verdict (key_check))
    kb_key_check_run (key_check, name, NULL);
  kb_step_page_next (KB_STEP_PAGE (self));
}

/* What was pasted is in safety. Who looks at something else, or waited to do so, is not taken to the test. */
static void
take_saved (KbSavePage *self)
{
  gboolean elsewhere = FALSE;

  kb_key_entry_clear (self->key_entry);
  kb_key_check_reset (kb_setup_get_key_check (kb_page_get_setup (KB_PAGE (self))));
  g_signal_emit (self, saved_signal, 0, &elsewhere);
  if (!elsewhere && gtk_widget_get_mapped (GTK_WIDGET (self)))
    test (self);
}

static void
show_state (KbSavePage *self)
{
  switch (kb_saver_get_state (self->saver))
    {
    case KB_SAVER_SAVED:
      show_saved (self);
      break;
    case KB_SAVER_FAILED:
      show_failed (self);
      break;
    case KB_SAVER_SAVING:
      show_saving (self);
      break;
    case KB_SAVER_EDITING:
    default:
      show_heading (self,
                    kb_key_validator_get_usable (kb_key_entry_get_check (self->key_entry))
                        ? _ ("Save and Test the Key")
                        : _ ("Paste the Key You Copied"),
                    NULL);
    }
}

/* A picture, where there is nothing to be seen yet but one button. */
static void
show_illustration (KbSavePage *self)
{
  KbStoreState keyring = kb_keyring_group_get_state (self->keyring_group);
  gboolean in_order = keyring == KB_STORE_STATE_CHECKING || keyring == KB_STORE_STATE_READY ||
                      keyring == KB_STORE_STATE_LOCKED;
  gboolean has_key = kb_key_validator_get_usable (kb_key_entry_get_check (self->key_entry));
  gboolean editing = kb_saver_get_state (self->saver) == KB_SAVER_EDITING;

  kb_step_page_set_illustration (KB_STEP_PAGE (self), in_order && editing && !has_key ? "save" : NULL);
}

/* Everything that depends on the state is decided here. */
static void
update (KbSavePage *self)
{
  KbSaverState before = self->shown;
  KbSaverState state = kb_saver_get_state (self->saver);
  gboolean has_key = kb_key_validator_get_usable (kb_key_entry_get_check (self->key_entry));

  self->shown = state;
  gtk_widget_set_visible (self->edit_box, state != KB_SAVER_SAVED);
  gtk_widget_set_sensitive (self->edit_box, state == KB_SAVER_EDITING || state == KB_SAVER_FAILED);
  /* The keyring's own trouble has a way there. */
  gtk_widget_set_visible (self->why_group, kb_store_error_is_trouble (kb_saver_get_error (self->saver)) &&
                                               !gtk_widget_get_visible (GTK_WIDGET (self->keyring_group)));
  gtk_widget_set_visible (self->practice_group, is_practice (self));
  gtk_widget_set_visible (self->notes_group, has_key);
  gtk_widget_set_visible (self->plan_box, has_key);
  gtk_widget_set_visible (self->for_now_group, kb_saver_get_offers_for_now (self->saver));
  gtk_widget_set_sensitive (self->for_now_row,
                            kb_saver_get_lack (self->saver, TRUE) == KB_SAVER_LACKS_NOTHING);
  show_name (self);
  show_illustration (self);
  show_buttons (self);
  if (state != before)
    kb_step_page_back_to_top (KB_STEP_PAGE (self));
  if (state != before || state == KB_SAVER_SAVING || state == KB_SAVER_EDITING)
    show_state (self);
  if (state == KB_SAVER_SAVED && before == KB_SAVER_SAVING)
    take_saved (self);
}

static void
keep_for_now_cb (KbSavePage *self)
{
  kb_saver_save (self->saver, TRUE);
}

static void
save_another (KbSavePage *self)
{
  g_object_set (kb_page_get_choices (KB_PAGE (self)), "saved-name", "", NULL);
  kb_saver_edit (self->saver);
  kb_keyring_group_refresh (self->keyring_group);
}

static gboolean
paste_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  kb_save_page_paste (KB_SAVE_PAGE (widget));
  return GDK_EVENT_STOP;
}

static void
practice_picked_cb (KbSavePage *self)
{
  g_autofree char *key = kb_practice_row_dup_key (self->practice_row);

  kb_key_entry_set_text (self->key_entry, key ? key : "");
}

/* Of a save that failed, the heading says why. */
static void
keyring_state_cb (KbSavePage *self)
{
  KbStoreState state = kb_keyring_group_get_state (self->keyring_group);
  GtkWidget *group = GTK_WIDGET (self->keyring_group);

  if (state == KB_STORE_STATE_READY || state == KB_STORE_STATE_LOCKED)
    list_keys (self);
  kb_saver_set_keyring (self->saver, state);
  kb_page_turn_to (KB_PAGE (self),
                   self->shown == KB_SAVER_EDITING && gtk_widget_get_visible (group) ? group : NULL);
}

static void
window_active_cb (KbSavePage *self, GParamSpec *pspec, GtkWindow *window)
{
  if (gtk_window_is_active (window) && self->shown != KB_SAVER_SAVING)
    kb_keyring_group_refresh (self->keyring_group);
}

static void
kb_save_page_arrived (KbPage *page)
{
  KbSavePage *self = KB_SAVE_PAGE (page);
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (page));

  kb_saver_follow (self->saver);
  show_plan (self);
  kb_keyring_group_refresh (self->keyring_group);
  if (GTK_IS_WINDOW (window) && self->active_handler == 0)
    self->active_handler = g_signal_connect_object (window, "notify::is-active",
                                                    G_CALLBACK (window_active_cb), self, G_CONNECT_SWAPPED);
}

static void
kb_save_page_left (KbPage *page)
{
  KbSavePage *self = KB_SAVE_PAGE (page);
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (page));

  if (window && self->active_handler)
    g_signal_handler_disconnect (window, self->active_handler);
  self->active_handler = 0;
  kb_keyring_group_stop (self->keyring_group);
  kb_key_entry_leave (self->key_entry);
}

static void
kb_save_page_primary (KbStepPage *page)
{
  KbSavePage *self = KB_SAVE_PAGE (page);

  if (self->shown == KB_SAVER_SAVED)
    test (self);
  else if (self->shown != KB_SAVER_SAVING)
    kb_saver_save (self->saver, FALSE);
}

static void
kb_save_page_secondary (KbStepPage *page)
{
  KbSavePage *self = KB_SAVE_PAGE (page);

  if (self->shown == KB_SAVER_SAVING)
    kb_saver_cancel (self->saver);
  else
    save_another (self);
}

static void
kb_save_page_constructed (GObject *object)
{
  KbSavePage *self = KB_SAVE_PAGE (object);
  KbPage *page = KB_PAGE (object);

  G_OBJECT_CLASS (kb_save_page_parent_class)->constructed (object);
  kb_keyring_group_set_store (self->keyring_group, kb_keys_get_store (kb_page_get_keys (page)));
  g_signal_connect_object (self->keyring_group, "notify::state", G_CALLBACK (keyring_state_cb), self,
                           G_CONNECT_SWAPPED);
  self->saver = kb_saver_new (kb_page_get_setup (page), kb_key_entry_get_check (self->key_entry));
  g_signal_connect_object (self->saver, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  show_state (self);
  update (self);
}

static void
kb_save_page_dispose (GObject *object)
{
  KbSavePage *self = KB_SAVE_PAGE (object);

  /* A save that is under way comes to its end. */
  if (self->saver)
    g_signal_handlers_disconnect_by_data (self->saver, self);
  g_clear_object (&self->saver);
  G_OBJECT_CLASS (kb_save_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KbSavePage, edit_box);
  gtk_widget_class_bind_template_child (widget_class, KbSavePage, keyring_group);
  gtk_widget_class_bind_template_child (widget_class, KbSavePage, why_group);
  gtk_widget_class_bind_template_child (widget_class, KbSavePage, for_now_group);
  gtk_widget_class_bind_template_child (widget_class, KbSavePage, for_now_row);
  gtk_widget_class_bind_template_child (widget_class, KbSavePage, key_entry);
  gtk_widget_class_bind_template_child (widget_class, KbSavePage, practice_group);
  gtk_widget_class_bind_template_child (widget_class, KbSavePage, practice_row);
  gtk_widget_class_bind_template_child (widget_class, KbSavePage, notes_group);
  gtk_widget_class_bind_template_child (widget_class, KbSavePage, name_row);
  gtk_widget_class_bind_template_child (widget_class, KbSavePage, taken_row);
  gtk_widget_class_bind_template_child (widget_class, KbSavePage, plan_box);
  gtk_widget_class_bind_template_child (widget_class, KbSavePage, plan_label);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, kb_list_purposes);
  gtk_widget_class_bind_template_callback (widget_class, practice_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_for_now_cb);
}

static void
kb_save_page_class_init (KbSavePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = kb_save_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = kb_save_page_dispose;
  KB_PAGE_CLASS (klass)->arrived = kb_save_page_arrived;
  KB_PAGE_CLASS (klass)->left = kb_save_page_left;
  KB_STEP_PAGE_CLASS (klass)->primary = kb_save_page_primary;
  KB_STEP_PAGE_CLASS (klass)->secondary = kb_save_page_secondary;
  saved_signal = g_signal_new ("saved", KB_TYPE_SAVE_PAGE, G_SIGNAL_RUN_LAST, 0,
                               g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, paste_cb, NULL);

  g_type_ensure (KB_TYPE_EXPIRY_ROW);
  g_type_ensure (KB_TYPE_KEYRING_GROUP);
  g_type_ensure (KB_TYPE_KEY_ENTRY);
  g_type_ensure (KB_TYPE_PRACTICE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-save-page.ui");
  bind_template (widget_class);
}

static void
kb_save_page_init (KbSavePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kb_save_page_offer (KbSavePage *self, SecretValue *key)
{
  g_return_if_fail (KB_IS_SAVE_PAGE (self));
  if (self->shown == KB_SAVER_SAVING)
    return;
  kb_saver_edit (self->saver);
  kb_key_entry_set_text (self->key_entry, secret_value_get_text (key));
}

void
kb_save_page_paste (KbSavePage *self)
{
  g_return_if_fail (KB_IS_SAVE_PAGE (self));

  if (self->shown == KB_SAVER_SAVING)
    return;
  if (*kb_choices_get_saved_name (kb_page_get_choices (KB_PAGE (self))))
    save_another (self);
  kb_key_entry_paste (self->key_entry);
}

/* Nothing is pasted in a practice run that it does not tell to be gone afterwards. */
gboolean
kb_save_page_holds_key (KbSavePage *self)
{
  g_return_val_if_fail (KB_IS_SAVE_PAGE (self), FALSE);
  return !is_practice (self) &&
         kb_key_validator_get_state (kb_key_entry_get_check (self->key_entry)) != KB_KEY_STATE_EMPTY;
}

gboolean
kb_save_page_knows (KbSavePage *self, SecretValue *key)
{
  g_return_val_if_fail (KB_IS_SAVE_PAGE (self), FALSE);
  return kb_key_validator_get_state (kb_key_entry_get_check (self->key_entry)) != KB_KEY_STATE_EMPTY ||
         kb_saver_has_saved (self->saver, secret_value_get_text (key));
}

KbKeyValidator *
kb_save_page_get_validator (KbSavePage *self)
{
  g_return_val_if_fail (KB_IS_SAVE_PAGE (self), NULL);
  return kb_key_entry_get_check (self->key_entry);
}

void
kb_save_page_throw_away (KbSavePage *self)
{
  g_return_if_fail (KB_IS_SAVE_PAGE (self));

  kb_saver_edit (self->saver);
  kb_key_entry_clear (self->key_entry);
}

/* What must be seen to before the key can be saved, and the sentence for that; NULL if nothing. */
static GtkWidget *
find_missing (KbSavePage *self, const char **sentence)
{
  KbSaverLack lack = kb_saver_get_lack (self->saver, FALSE);

  *sentence = lack == KB_SAVER_LACKS_KEY ? _ ("This cannot be saved as it is: see what is said of the key")
              : lack == KB_SAVER_LACKS_KEYRING
                  ? _ ("The keyring cannot take the key yet")
                  : adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->taken_row));
  if (lack == KB_SAVER_LACKS_KEY)
    return GTK_WIDGET (self->key_entry);
  if (lack == KB_SAVER_LACKS_KEYRING)
    return GTK_WIDGET (self->keyring_group);
  return lack != KB_SAVER_LACKS_NOTHING || kb_saver_get_taken (self->saver) ? self->name_row : NULL;
}

void
kb_save_page_save (KbSavePage *self)
{
  const char *sentence;
  GtkWidget *missing;

  g_return_if_fail (KB_IS_SAVE_PAGE (self));

  if (self->shown == KB_SAVER_SAVING)
    return;
  missing = find_missing (self, &sentence);
  if (!missing)
    {
      kb_save_page_primary (KB_STEP_PAGE (self));
      return;
    }
  gtk_widget_child_focus (missing, GTK_DIR_TAB_FORWARD);
  kb_toast (GTK_WIDGET (self), sentence);
}
