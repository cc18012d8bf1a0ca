/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-save-page.h"

#include "kb-copy-secret.h"
#include "widgets/kb-clipboard-row.h"
#include "widgets/kb-key-entry.h"
#include "widgets/kb-keyring-row.h"
#include "widgets/kb-practice-row.h"

#include <glib/gi18n.h>

typedef enum
{
  EDITING,
  SAVING,
  FAILED,
  SAVED,
} SaveState;

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

  SaveState state;
  GPtrArray *saved_keys; /* KbSavedKey; what the keyring holds already, NULL until known */
  GCancellable *saving;  /* of the save alone: Cancel stops it, leaving the page does not */
  gboolean waiting;      /* for another Keybearer, which is saving */
  gulong active_handler;
  gboolean name_suggested;
};

static guint saved_signal;

G_DEFINE_FINAL_TYPE (KbSavePage, kb_save_page, KB_TYPE_STEP_PAGE)

static char *
dup_name (KbSavePage *self)
{
  g_autofree char *label = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row)));

  return *g_strstrip (label) ? kb_key_store_dup_name_for (label) : NULL;
}

static gboolean
is_taken (KbSavePage *self, const char *name)
{
  return name && ((self->saved_keys && kb_saved_keys_have_name (self->saved_keys, name)) ||
                  kb_keys_is_for_now (kb_page_get_keys (KB_PAGE (self)), name));
}

/* A second key gets a name of its own unless the person wants to replace the first. */
static void
suggest_free_name (KbSavePage *self)
{
  g_autofree char *name = dup_name (self);
  g_autofree char *label = NULL;

  if (self->name_suggested || self->state != EDITING)
    return;
  self->name_suggested = TRUE;
  if (!is_taken (self, name))
    return;
  label =
      kb_saved_keys_dup_free_label (self->saved_keys, gtk_editable_get_text (GTK_EDITABLE (self->name_row)));
  if (label)
    gtk_editable_set_text (GTK_EDITABLE (self->name_row), label);
}

static gboolean
can_store (KbSavePage *self)
{
  KbStoreState state = kb_keyring_row_get_state (self->keyring_row);

  /* Where it is locked, saving asks for the password. */
  return state == KB_STORE_STATE_READY || state == KB_STORE_STATE_LOCKED;
}

/* While one key takes the place of another, both are needed: the old one goes last. */
static gboolean
is_still_needed (KbSavePage *self, const char *name)
{
  return g_strcmp0 (name, kb_choices_get_replaces (kb_page_get_choices (KB_PAGE (self)))) == 0;
}

/* Where the keyring can be had, it is to have the key. */
static gboolean
offers_for_now (KbSavePage *self)
{
  KbStoreState state = kb_keyring_row_get_state (self->keyring_row);

  if (state == KB_STORE_STATE_CHECKING || kb_setup_get_practice (kb_page_get_setup (KB_PAGE (self))))
    return FALSE;
  return self->state == FAILED || (self->state == EDITING && !can_store (self));
}

static void
show_editing (KbSavePage *self, gboolean taken, const char *name)
{
  KbStepPage *page = KB_STEP_PAGE (self);
  const char *label = taken ? _ ("_Replace Saved Key") : _ ("_Save to Keyring");
  gboolean needed = is_still_needed (self, name);
  gboolean usable = name && !needed && kb_key_validator_get_usable (kb_key_entry_get_check (self->key_entry));

  if (self->state == FAILED && !taken)
    label = _ ("_Try Again");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->taken_row),
                                 needed ? _ ("This is the key that you are replacing. Choose another name: "
                                             "the old key is needed until the new one is in use.")
                                        : _ ("A key of this name is saved already; saving replaces it"));
  gtk_widget_set_sensitive (self->for_now_row, usable);
  kb_step_page_set_primary (page, label, usable && can_store (self));
  kb_step_page_set_secondary (page, _ ("S_kip"));
}

/* Everything that depends on the state is decided here. */
static void
update (KbSavePage *self)
{
  KbStepPage *page = KB_STEP_PAGE (self);
  g_autofree char *name = dup_name (self);
  gboolean editing = self->state == EDITING || self->state == FAILED;
  gboolean taken = editing && is_taken (self, name);

  gtk_widget_set_sensitive (GTK_WIDGET (self->key_entry), editing);
  gtk_widget_set_sensitive (self->notes_group, editing);
  gtk_widget_set_visible (self->practice_group,
                          self->state != SAVED && kb_setup_get_practice (kb_page_get_setup (KB_PAGE (page))));
  gtk_widget_set_visible (GTK_WIDGET (self->key_entry), self->state != SAVED);
  gtk_widget_set_visible (self->notes_group, self->state != SAVED);
  gtk_widget_set_visible (self->taken_row, taken);
  gtk_widget_set_visible (self->for_now_group, offers_for_now (self));
  gtk_widget_set_visible (self->saved_group, self->state == SAVED);
  if (editing)
    show_editing (self, taken, name);
  else if (self->state == SAVING)
    {
      kb_step_page_set_primary (page, _ ("Saving…"), FALSE);
      kb_step_page_set_secondary (page, _ ("_Cancel"));
    }
  else
    {
      kb_step_page_set_primary (page, _ ("_Continue"), TRUE);
      kb_step_page_set_secondary (page, NULL);
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

static void
set_state (KbSavePage *self, SaveState state)
{
  self->state = state;
  show_heading (self, NULL, NULL);
  update (self);
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
show_saved (KbSavePage *self, const char *label, gboolean for_now)
{
  g_autofree char *text = describe_saved (label, for_now);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->saved_row),
                                 for_now ? _ ("Kept for This Session Only")
                                         : _ ("Saved, and Read Back the Same"));
  adw_action_row_set_subtitle (self->saved_row, text);
  gtk_image_set_from_icon_name (self->saved_icon,
                                for_now ? "dialog-information-symbolic" : "kb-check-symbolic");
  gtk_widget_set_visible (self->copy_row, for_now);
  set_state (self, SAVED);
  show_heading (self, for_now ? _ ("Your Key Is Kept for Now") : _ ("Your Key Is in the Keyring"), NULL);
  kb_step_page_back_to_top (KB_STEP_PAGE (self));
}

static void
take_saved (KbSavePage *self, KbKeyStore *store, const char *name)
{
  KbSetup *setup = kb_page_get_setup (KB_PAGE (self));
  KbKeyStore *store_for_now = kb_keys_get_store_for_now (kb_setup_get_keys (setup));

  /* It would be found instead of the one in the keyring; in memory, and done at once. */
  if (store != store_for_now && kb_keys_is_for_now (kb_setup_get_keys (setup), name))
    kb_key_store_forget_async (store_for_now, name, NULL, NULL, NULL);
  kb_setup_put_note (setup, name);
  g_object_set (kb_page_get_choices (KB_PAGE (self)), "saved-for-now", store == store_for_now, "saved-name",
                name, NULL);
  show_saved (self, gtk_editable_get_text (GTK_EDITABLE (self->name_row)), store == store_for_now);
  kb_key_entry_clear (self->key_entry);
  kb_clipboard_row_look (self->clipboard_row);
  kb_announce (GTK_WIDGET (self), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->saved_row)));
  g_signal_emit (self, saved_signal, 0);
}

/* Another Keybearer is saving or changing a key; its keyring may be asking somebody for a password. */
static void
waiting_cb (KbSavePage *self, gboolean waiting)
{
  if (self->state != SAVING || self->waiting == waiting)
    return;
  self->waiting = waiting;
  show_heading (self, waiting ? _ ("Waiting for Another Keybearer") : NULL,
                waiting
                    ? _ ("It is saving or changing a key. Your key is saved when it has finished. Look for "
                         "a window of your keyring that waits for an answer.")
                    : NULL);
  if (waiting)
    kb_announce (GTK_WIDGET (self), _ ("Waiting for Another Keybearer"));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbSavePage) self = KB_SAVE_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  GPtrArray *keys = kb_key_store_list_finish (KB_KEY_STORE (source), result, &error);

  if (!keys || !self->name_row)
    {
      g_clear_pointer (&keys, g_ptr_array_unref);
      return;
    }
  g_clear_pointer (&self->saved_keys, g_ptr_array_unref);
  self->saved_keys = keys;
  suggest_free_name (self);
  update (self);
}

static void
list_keys (KbSavePage *self)
{
  kb_key_store_list_async (kb_keys_get_store (kb_page_get_keys (KB_PAGE (self))),
                           kb_page_get_cancellable (KB_PAGE (self)), listed_cb, g_object_ref (self));
}

static void
show_failed (KbSavePage *self, const GError *error)
{
  const char *advice = kb_store_error_get_advice (error);

  set_state (self, FAILED);
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

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbSavePage) self = KB_SAVE_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  gboolean saved = kb_key_store_save_finish (KB_KEY_STORE (source), result, &error);

  g_signal_handlers_disconnect_by_func (source, waiting_cb, self);
  self->waiting = FALSE;
  if (self->state != SAVING)
    return;
  name = dup_name (self);
  g_clear_object (&self->saving);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_state (self, EDITING);
  else if (!saved)
    show_failed (self, error);
  else
    take_saved (self, KB_KEY_STORE (source), name);
}

/* Only what the page has said that it replaces is replaced. */
static void
save_to (KbSavePage *self, KbKeyStore *store)
{
  g_autofree char *name = dup_name (self);
  gboolean replace = is_taken (self, name);
  g_autofree char *label = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row)));

  self->saving = g_cancellable_new ();
  set_state (self, SAVING);
  g_signal_connect_object (store, "waiting", G_CALLBACK (waiting_cb), self, G_CONNECT_SWAPPED);
  kb_key_store_save_async (store, name, g_strstrip (label),
                           kb_key_validator_get_key (kb_key_entry_get_check (self->key_entry)), replace,
                           self->saving, saved_cb, g_object_ref (self));
}

static void
keep_for_now_cb (KbSavePage *self)
{
  save_to (self, kb_keys_get_store_for_now (kb_page_get_keys (KB_PAGE (self))));
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
  set_state (self, EDITING);
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
  update (self);
}

static void
window_active_cb (KbSavePage *self, GParamSpec *pspec, GtkWindow *window)
{
  if (gtk_window_is_active (window) && self->state != SAVING)
    kb_keyring_row_refresh (self->keyring_row);
}

static void
kb_save_page_arrived (KbPage *page)
{
  KbSavePage *self = KB_SAVE_PAGE (page);
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (page));
  const char *saved = kb_choices_get_saved_name (kb_page_get_choices (page));

  if (*saved && self->state != SAVED)
    show_saved (self, kb_choices_get_key_name (kb_page_get_choices (page)),
                kb_keys_is_for_now (kb_page_get_keys (page), saved));
  else if (!*saved && self->state == SAVED)
    set_state (self, EDITING);
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

  if (self->state == SAVED)
    kb_step_page_next (page);
  else if (self->state != SAVING)
    save_to (self, kb_keys_get_store (kb_page_get_keys (KB_PAGE (page))));
}

static void
kb_save_page_secondary (KbStepPage *page)
{
  KbSavePage *self = KB_SAVE_PAGE (page);

  if (self->state == SAVING)
    g_cancellable_cancel (self->saving);
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
  g_signal_connect_object (self->key_entry, "notify::usable", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  set_state (self, EDITING);
}

static void
kb_save_page_dispose (GObject *object)
{
  KbSavePage *self = KB_SAVE_PAGE (object);

  self->state = EDITING;
  g_cancellable_cancel (self->saving);
  g_clear_object (&self->saving);
  g_clear_pointer (&self->saved_keys, g_ptr_array_unref);
  G_OBJECT_CLASS (kb_save_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
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
  gtk_widget_class_bind_template_callback (widget_class, update);
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
  if (self->state == SAVING)
    return;
  set_state (self, EDITING);
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

void
kb_save_page_throw_away (KbSavePage *self)
{
  g_return_if_fail (KB_IS_SAVE_PAGE (self));

  g_cancellable_cancel (self->saving);
  g_clear_object (&self->saving);
  kb_key_entry_clear (self->key_entry);
  set_state (self, EDITING);
}

/* What must be seen to before the key can be saved, and the sentence for that; NULL if nothing. */
static GtkWidget *
find_missing (KbSavePage *self, const char **sentence)
{
  g_autofree char *name = dup_name (self);

  if (!kb_key_validator_get_usable (kb_key_entry_get_check (self->key_entry)))
    {
      *sentence = _ ("This cannot be saved as it is: see what is said of the key");
      return GTK_WIDGET (self->key_entry);
    }
  if (!name || is_still_needed (self, name) || is_taken (self, name))
    {
      *sentence = name ? _ ("Choose another name, or say that the saved key is to be replaced")
                       : _ ("Give the key a name, and it can be saved");
      return self->name_row;
    }
  *sentence = _ ("The keyring cannot take the key yet");
  return can_store (self) ? NULL : GTK_WIDGET (self->keyring_row);
}

void
kb_save_page_save (KbSavePage *self)
{
  const char *sentence;
  GtkWidget *missing;

  g_return_if_fail (KB_IS_SAVE_PAGE (self));

  if (self->state == SAVING)
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
