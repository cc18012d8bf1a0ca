/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-save-page.h"

#include "core/setup/kb-saver.h"
#include "kb-copy-secret.h"
#include "kb-permission-words.h"
#include "widgets/kb-clipboard-row.h"
#include "widgets/kb-key-entry.h"
#include "widgets/kb-keyring-row.h"
#include "widgets/kb-practice-row.h"

#include <glib/gi18n.h>

struct _KbSavePage
{
  KbStepPage parent_instance;

  KbKeyringRow *keyring_row;
  GtkWidget *practice_group;
  KbPracticeRow *practice_row;
  KbKeyEntry *key_entry;
  GtkWidget *notes_group;
  GtkWidget *name_row;
  GtkWidget *taken_row;
  GtkWidget *for_now_group;
  GtkWidget *for_now_row;
  GtkWidget *saved_group;
  AdwActionRow *saved_row;
  GtkImage *saved_icon;
  GtkWidget *copy_row;
  KbClipboardRow *clipboard_row;

  KbSaver *saver;
  KbSaverState shown; /* what the page says */
  gboolean waits;     /* it says that too */
  gulong active_handler;
};

static guint saved_signal;

G_DEFINE_FINAL_TYPE (KbSavePage, kb_save_page, KB_TYPE_STEP_PAGE)

/* What has to be known of the name; NULL: nothing */
static char *
dup_name_words (KbSavePage *self, gboolean taken)
{
  const char *renamed = kb_saver_get_renamed (self->saver);

  if (kb_saver_get_lack (self->saver, FALSE) == KB_SAVER_LACKS_OTHER_NAME)
    return g_strdup (_ ("This is the key that you are replacing. Choose another name: "
                        "the old key is needed until the new one is in use."));
  if (taken)
    return g_strdup (_ ("A key of this name is saved already; saving replaces it"));
  if (kb_saver_get_twin (self->saver))
    return g_strdup (_ ("Another program keeps a key under this name, and programs may get that one. Under "
                        "another name there is only one."));
  if (!renamed)
    return NULL;
  /* TRANSLATORS: %s is the name that the person gave to a key */
  return g_strdup_printf (_ ("A key named “%s” is saved already. This one gets another name."), renamed);
}

static void
show_name (KbSavePage *self, gboolean taken)
{
  g_autofree char *words = dup_name_words (self, taken);

  if (words)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->taken_row), words);
  gtk_widget_set_visible (self->taken_row, words != NULL);
}

static void
show_editing (KbSavePage *self, gboolean taken)
{
  KbStepPage *page = KB_STEP_PAGE (self);
  KbSaverLack lack = kb_saver_get_lack (self->saver, FALSE);
  const char *label = taken                                                 ? _ ("_Replace Saved Key")
                      : kb_saver_get_state (self->saver) == KB_SAVER_FAILED ? _ ("_Try Again")
                                                                            : _ ("_Save to Keyring");

  show_name (self, taken);
  gtk_widget_set_sensitive (self->for_now_row,
                            kb_saver_get_lack (self->saver, TRUE) == KB_SAVER_LACKS_NOTHING);
  kb_step_page_set_primary (page, label, lack == KB_SAVER_LACKS_NOTHING);
  kb_step_page_set_secondary (page, _ ("S_kip"));
}

static void
show_buttons (KbSavePage *self, gboolean taken)
{
  KbStepPage *page = KB_STEP_PAGE (self);

  switch (kb_saver_get_state (self->saver))
    {
    case KB_SAVER_SAVING:
      kb_step_page_set_primary (page, _ ("Saving…"), FALSE);
      kb_step_page_set_secondary (page, _ ("_Cancel"));
      break;
    case KB_SAVER_SAVED:
      kb_step_page_set_primary (page, _ ("_Continue"), TRUE);
      kb_step_page_set_secondary (page, NULL);
      break;
    case KB_SAVER_EDITING:
    case KB_SAVER_FAILED:
    default:
      show_editing (self, taken);
    }
}

/* What went wrong or is waited for stands on top, where it is seen at every size. */
static void
show_heading (KbSavePage *self, const char *heading, const char *body)
{
  KbStepPage *page = KB_STEP_PAGE (self);

  kb_step_page_set_illustration (page, body ? NULL : "save");
  if (!body && kb_setup_get_practice (kb_page_get_setup (KB_PAGE (page))))
    body = _ ("In a practice run the key is kept in memory only and is gone when you leave it. "
              "Nothing is written anywhere.");
  else if (!body)
    body = _ ("The keyring is your desktop’s safe for passwords: encrypted, and locked with your session. "
              "Nothing is written anywhere else.");
  kb_step_page_set_heading (page, heading ? heading : _ ("Save the Key in Your Keyring"));
  kb_step_page_set_body (page, body);
}

static char *
describe_saved (const char *label, gboolean for_now)
{
  if (for_now)
    /* TRANSLATORS: %s is the name that the person gave to the key */
    return g_strdup_printf (_ ("It is in memory as “%s”, and gone when you close Keybearer. OpenAI does not "
                               "show it again: copy it into a password manager if you want to use it later."),
                            label);
  /* TRANSLATORS: %s is the name that the person gave to the key */
  return g_strdup_printf (_ ("It is in the keyring as “%s”"), label);
}

static void
show_saved (KbSavePage *self)
{
  gboolean for_now = kb_saver_get_for_now (self->saver);
  g_autofree char *text =
      describe_saved (kb_choices_get_key_name (kb_page_get_choices (KB_PAGE (self))), for_now);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->saved_row),
                                 for_now ? _ ("Kept for This Session Only")
                                         : _ ("Saved, and Read Back the Same"));
  adw_action_row_set_subtitle (self->saved_row, text);
  gtk_image_set_from_icon_name (self->saved_icon,
                                for_now ? "dialog-information-symbolic" : "kb-check-symbolic");
  gtk_widget_set_visible (self->copy_row, for_now);
  show_heading (self, for_now ? _ ("Your Key Is Kept for Now") : _ ("Your Key Is in the Keyring"), NULL);
  kb_step_page_back_to_top (KB_STEP_PAGE (self));
}

static void
show_waiting (KbSavePage *self)
{
  gboolean waiting = kb_saver_get_waiting (self->saver);

  if (waiting == self->waits)
    return;
  self->waits = waiting;
  show_heading (self, waiting ? _ ("Waiting for Another Keybearer") : NULL,
                waiting
                    ? _ ("It is saving or changing a key. Your key is saved when it has finished. Look for "
                         "a window of your keyring that waits for an answer.")
                    : NULL);
  if (waiting)
    kb_announce (GTK_WIDGET (self), _ ("Waiting for Another Keybearer"));
}

static void
list_keys (KbSavePage *self)
{
  kb_saver_list (self->saver, kb_page_get_cancellable (KB_PAGE (self)));
}

static void
show_failed (KbSavePage *self)
{
  const char *advice = kb_store_error_get_advice (kb_saver_get_error (self->saver));

  show_heading (self, _ ("The Key Was Not Saved"), advice);
  kb_step_page_back_to_top (KB_STEP_PAGE (self));
  kb_announce (GTK_WIDGET (self), advice);
  /* Otherwise it is looked at when the page is shown. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      list_keys (self);
      kb_keyring_row_refresh (self->keyring_row);
    }
}

/* What was pasted is in safety. */
static void
take_saved (KbSavePage *self)
{
  kb_key_entry_clear (self->key_entry);
  kb_clipboard_row_look (self->clipboard_row);
  kb_announce (GTK_WIDGET (self), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->saved_row)));
  g_signal_emit (self, saved_signal, 0);
}

static void
show_state (KbSavePage *self, KbSaverState state)
{
  KbSaverState before = self->shown;

  self->shown = state;
  self->waits = FALSE;
  switch (state)
    {
    case KB_SAVER_SAVED:
      show_saved (self);
      if (before == KB_SAVER_SAVING)
        take_saved (self);
      break;
    case KB_SAVER_FAILED:
      show_failed (self);
      break;
    case KB_SAVER_SAVING:
    case KB_SAVER_EDITING:
    default:
      show_heading (self, NULL, NULL);
    }
}

/* Everything that depends on the state is decided here. */
static void
update (KbSavePage *self)
{
  KbSaverState state = kb_saver_get_state (self->saver);
  gboolean editing = state == KB_SAVER_EDITING || state == KB_SAVER_FAILED;
  gboolean saved = state == KB_SAVER_SAVED;
  gboolean taken = editing && kb_saver_get_taken (self->saver);

  gtk_widget_set_sensitive (GTK_WIDGET (self->key_entry), editing);
  gtk_widget_set_sensitive (self->notes_group, editing);
  gtk_widget_set_visible (self->practice_group,
                          !saved && kb_setup_get_practice (kb_page_get_setup (KB_PAGE (self))));
  gtk_widget_set_visible (GTK_WIDGET (self->key_entry), !saved);
  gtk_widget_set_visible (self->notes_group, !saved);
  gtk_widget_set_visible (self->for_now_group, kb_saver_get_offers_for_now (self->saver));
  gtk_widget_set_visible (self->saved_group, saved);
  show_buttons (self, taken);
  if (state != self->shown)
    show_state (self, state);
  else if (state == KB_SAVER_SAVING)
    show_waiting (self);
}

static void
keep_for_now_cb (KbSavePage *self)
{
  kb_saver_save (self->saver, TRUE);
}

static void
loaded_for_copy_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbSavePage) self = KB_SAVE_PAGE (user_data);
  g_autoptr (SecretValue) key = kb_key_store_load_finish (KB_KEY_STORE (source), result, NULL);

  if (!key || !self->clipboard_row)
    return;
  kb_copy_secret (GTK_WIDGET (self), key);
  kb_clipboard_row_look (self->clipboard_row);
}

static void
copy_key_cb (KbSavePage *self)
{
  KbPage *page = KB_PAGE (self);

  kb_key_store_load_async (kb_keys_get_store_for_now (kb_page_get_keys (page)),
                           kb_choices_get_saved_name (kb_page_get_choices (page)),
                           kb_page_get_cancellable (page), loaded_for_copy_cb, g_object_ref (self));
}

static void
another_cb (KbSavePage *self)
{
  g_object_set (kb_page_get_choices (KB_PAGE (self)), "saved-name", "", NULL);
  kb_saver_edit (self->saver);
  kb_keyring_row_refresh (self->keyring_row);
  kb_key_entry_focus (self->key_entry);
}

static void
practice_picked_cb (KbSavePage *self)
{
  g_autofree char *key = kb_practice_row_dup_key (self->practice_row);

  kb_key_entry_set_text (self->key_entry, key ? key : "");
}

static void
keyring_state_cb (KbSavePage *self)
{
  KbStoreState state = kb_keyring_row_get_state (self->keyring_row);

  if (state == KB_STORE_STATE_READY || state == KB_STORE_STATE_LOCKED)
    list_keys (self);
  kb_saver_set_keyring (self->saver, state);
}

static void
window_active_cb (KbSavePage *self, GParamSpec *pspec, GtkWindow *window)
{
  if (gtk_window_is_active (window) && self->shown != KB_SAVER_SAVING)
    kb_keyring_row_refresh (self->keyring_row);
}

static void
kb_save_page_arrived (KbPage *page)
{
  KbSavePage *self = KB_SAVE_PAGE (page);
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (page));

  kb_saver_follow (self->saver);
  kb_keyring_row_refresh (self->keyring_row);
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
  kb_keyring_row_stop (self->keyring_row);
}

static void
kb_save_page_primary (KbStepPage *page)
{
  KbSavePage *self = KB_SAVE_PAGE (page);

  if (self->shown == KB_SAVER_SAVED)
    kb_step_page_next (page);
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
    kb_step_page_next (page);
}

static void
kb_save_page_constructed (GObject *object)
{
  KbSavePage *self = KB_SAVE_PAGE (object);
  KbPage *page = KB_PAGE (object);

  G_OBJECT_CLASS (kb_save_page_parent_class)->constructed (object);
  kb_keyring_row_set_store (self->keyring_row, kb_keys_get_store (kb_page_get_keys (page)));
  g_signal_connect_object (self->keyring_row, "notify::state", G_CALLBACK (keyring_state_cb), self,
                           G_CONNECT_SWAPPED);
  self->saver = kb_saver_new (kb_page_get_setup (page), kb_key_entry_get_check (self->key_entry));
  g_signal_connect_object (self->saver, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  show_heading (self, NULL, NULL);
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
  gtk_widget_class_bind_template_callback (widget_class, kb_list_purposes);
  gtk_widget_class_bind_template_child (widget_class, KbSavePage, keyring_row);
  gtk_widget_class_bind_template_child (widget_class, KbSavePage, practice_group);
  gtk_widget_class_bind_template_child (widget_class, KbSavePage, practice_row);
  gtk_widget_class_bind_template_child (widget_class, KbSavePage, key_entry);
  gtk_widget_class_bind_template_child (widget_class, KbSavePage, notes_group);
  gtk_widget_class_bind_template_child (widget_class, KbSavePage, name_row);
  gtk_widget_class_bind_template_child (widget_class, KbSavePage, taken_row);
  gtk_widget_class_bind_template_child (widget_class, KbSavePage, for_now_group);
  gtk_widget_class_bind_template_child (widget_class, KbSavePage, for_now_row);
  gtk_widget_class_bind_template_child (widget_class, KbSavePage, saved_group);
  gtk_widget_class_bind_template_child (widget_class, KbSavePage, saved_row);
  gtk_widget_class_bind_template_child (widget_class, KbSavePage, saved_icon);
  gtk_widget_class_bind_template_child (widget_class, KbSavePage, copy_row);
  gtk_widget_class_bind_template_child (widget_class, KbSavePage, clipboard_row);
  gtk_widget_class_bind_template_callback (widget_class, practice_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, another_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_for_now_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_key_cb);
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
  saved_signal =
      g_signal_new ("saved", KB_TYPE_SAVE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (KB_TYPE_CLIPBOARD_ROW);
  g_type_ensure (KB_TYPE_KEYRING_ROW);
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

/* Nothing is pasted in a practice run that it does not tell to be gone afterwards. */
gboolean
kb_save_page_holds_key (KbSavePage *self)
{
  g_return_val_if_fail (KB_IS_SAVE_PAGE (self), FALSE);
  return !kb_setup_get_practice (kb_page_get_setup (KB_PAGE (self))) &&
         kb_key_validator_get_state (kb_key_entry_get_check (self->key_entry)) != KB_KEY_STATE_EMPTY;
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
  switch (kb_saver_get_lack (self->saver, FALSE))
    {
    case KB_SAVER_LACKS_KEY:
      *sentence = _ ("This cannot be saved as it is: see what is said of the key");
      return GTK_WIDGET (self->key_entry);
    case KB_SAVER_LACKS_NAME:
      *sentence = _ ("Give the key a name, and it can be saved");
      return self->name_row;
    case KB_SAVER_LACKS_KEYRING:
      *sentence = _ ("The keyring cannot take the key yet");
      return GTK_WIDGET (self->keyring_row);
    case KB_SAVER_LACKS_OTHER_NAME:
    case KB_SAVER_LACKS_NOTHING:
    default:
      *sentence = _ ("Choose another name, or say that the saved key is to be replaced");
      return kb_saver_get_lack (self->saver, FALSE) == KB_SAVER_LACKS_OTHER_NAME ||
                     kb_saver_get_taken (self->saver)
                 ? self->name_row
                 : NULL;
    }
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
