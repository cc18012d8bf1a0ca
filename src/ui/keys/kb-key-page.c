/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-key-page.h"

#include "core/facts/kb-fact-words.h"
#include "core/keyring/kb-stored-key.h"
#include "core/keys/kb-expiry.h"
#include "core/keys/kb-health.h"
#include "kb-calendar-save.h"
#include "kb-copy-secret.h"
#include "kb-expiry-row.h"
#include "kb-key-words.h"
#include "kb-page.h"
#include "kb-permission-words.h"
#include "kb-reminder-row.h"
#include "kb-reveal-row.h"
#include "kb-rotation-page.h"
#include "kb-say.h"
#include "programs/kb-connected.h"
#include "widgets/kb-link-row.h"

#include <glib/gi18n.h>

struct _KbKeyPage
{
  KbPage parent_instance;

  AdwBanner *end_banner;
  AdwActionRow *state_row;
  GtkImage *state_icon;
  GtkWidget *spinner;
  GtkButton *test_button;
  GtkWidget *clean_button;
  GtkWidget *why_row;
  AdwActionRow *age_row;
  GtkWidget *life_group;
  GtkWidget *expiry_row;
  AdwSwitchRow *reminder_row;
  GtkWidget *calendar_row;
  AdwActionRow *project_row;
  AdwActionRow *kind_row;
  GtkActionable *access_row;
  AdwActionRow *rotate_row;
  AdwActionRow *leak_row;
  KbRevealRow *reveal_row;
  GtkEditable *name_row;
  AdwActionRow *connected_row;

  KbSavedKey *key;
  KbKeyCheck *key_check;
};

G_DEFINE_FINAL_TYPE (KbKeyPage, kb_key_page, KB_TYPE_PAGE)

static KbKeyStore *
get_store (KbKeyPage *self)
{
  return kb_keys_get_store (kb_page_get_keys (KB_PAGE (self)));
}

static const char *
get_name (KbKeyPage *self)
{
  return kb_saved_key_get_name (self->key);
}

static const KbNote *
get_note (KbKeyPage *self)
{
  return kb_notes_find (kb_keys_get_notes (kb_page_get_keys (KB_PAGE (self))), get_name (self));
}

static gboolean
is_running (KbKeyPage *self)
{
  return kb_key_check_get_state (self->key_check) == KB_KEY_CHECK_STATE_RUNNING;
}

static void
say_state (KbKeyPage *self, const char *title, const char *subtitle, const char *icon)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state_row), title);
  adw_action_row_set_subtitle (self->state_row, subtitle);
  gtk_image_set_from_icon_name (self->state_icon, icon);
}

static const char *
get_icon (const KbDiagnosis *diagnosis)
{
  return diagnosis && diagnosis->outcome == KB_OUTCOME_WORKS ? "kb-check-symbolic"
                                                             : "dialog-warning-symbolic";
}

/* What the notes say; a test of this page says more. */
static void
show_known (KbKeyPage *self)
{
  const KbNote *note = get_note (self);
  const KbDiagnosis *diagnosis = note ? kb_diagnosis_find (note->last_verdict) : NULL;
  g_autofree char *time = diagnosis ? kb_say_time (note->last_tested, NULL) : NULL;
  /* TRANSLATORS: %s is a time such as "5 minutes ago" */
  g_autofree char *tested = time ? g_strdup_printf (_ ("Tested %s"), time) : NULL;

  if (diagnosis)
    say_state (self, _ (diagnosis->title), tested, get_icon (diagnosis));
  else
    say_state (self, _ ("Not Tested Yet"), _ ("One small request shows whether it works"),
               "dialog-question-symbolic");
}

static void
show_verdict (KbKeyPage *self)
{
  KbVerdict *verdict = kb_key_check_get_verdict (self->key_check);
  g_autofree char *title = kb_verdict_dup_title (verdict);
  g_autofree char *explanation = kb_verdict_dup_explanation (verdict);
  g_autofree char *known = NULL;
  g_autofree char *both = NULL;

  if (kb_verdict_get_outcome (verdict) == KB_OUTCOME_NOT_CHECKED && get_note (self))
    {
      known = kb_key_dup_last_test (get_note (self));
      /* TRANSLATORS: why a test failed that says nothing of the key, then what was known before, as in
         "Works, tested yesterday" */
      both = g_strdup_printf (_ ("%s\nBefore that: %s"), explanation, known);
    }
  say_state (self, title, both ? both : explanation, get_icon (kb_verdict_get_diagnosis (verdict)));
}

/* What a test left alone, as there is more than it */
static SecretValue *
find_clean_key (KbKeyPage *self)
{
  return kb_key_check_get_state (self->key_check) == KB_KEY_CHECK_STATE_UNREAD
             ? kb_stored_error_get_clean_key (kb_key_check_get_error (self->key_check))
             : NULL;
}

static const char *
get_test_label (KbKeyPage *self)
{
  const KbNote *note = get_note (self);

  if (is_running (self))
    return _ ("_Cancel");
  if (kb_key_check_get_state (self->key_check) == KB_KEY_CHECK_STATE_READY && !(note && note->last_tested))
    return _ ("_Test");
  return _ ("_Test Again");
}

static void
show_test (KbKeyPage *self)
{
  gtk_widget_set_visible (self->why_row, FALSE);
  switch (kb_key_check_get_state (self->key_check))
    {
    case KB_KEY_CHECK_STATE_RUNNING:
      say_state (self, _ ("Testing…"), _ ("One small request is on its way"), NULL);
      break;
    case KB_KEY_CHECK_STATE_UNREAD:
      say_state (self, _ ("The Key Could Not Be Read"),
                 kb_trouble_get_advice (kb_key_check_get_error (self->key_check), self->why_row),
                 "dialog-warning-symbolic");
      break;
    case KB_KEY_CHECK_STATE_JUDGED:
      show_verdict (self);
      break;
    case KB_KEY_CHECK_STATE_READY:
    default:
      show_known (self);
    }
  gtk_widget_set_visible (self->clean_button, find_clean_key (self) != NULL);
  gtk_widget_set_visible (self->spinner, is_running (self));
  gtk_widget_set_visible (GTK_WIDGET (self->state_icon), !is_running (self));
  gtk_button_set_label (self->test_button, get_test_label (self));
}

/* What was begun can be told by where it stands. */
static char *
dup_rotation_words (const KbNote *note)
{
  g_autofree char *begin =
      note ? kb_expiry_dup_begin (note->expires, g_get_real_time () / G_USEC_PER_SEC) : NULL;
  g_autofree char *date = begin ? kb_fact_words_dup_date (begin) : NULL;

  if (note && note->rotation && note->rotation->kind == KB_ROTATION_REPLACE)
    return g_strdup (_ ("Begun: go on where you stopped"));
  if (date)
    /* TRANSLATORS: of replacing a key; %s is a date some days before the key ends */
    return g_strdup_printf (_ ("Begin by %s, so that nothing stops working"), date);

  return g_strdup (_ ("Get a new key, then check that the old one is dead"));
}

static void
show_rotation (KbKeyPage *self)
{
  const KbNote *note = get_note (self);
  gboolean leaked = note && note->rotation && note->rotation->kind == KB_ROTATION_LEAK;
  g_autofree char *words = dup_rotation_words (note);

  adw_action_row_set_subtitle (self->rotate_row, words);
  adw_action_row_set_subtitle (self->leak_row, leaked
                                                   ? _ ("Begun: go on where you stopped")
                                                   : _ ("Somebody else may have seen the key: act at once"));
}

static const char *
say_end (gboolean over, KbExpiry expiry)
{
  if (over)
    return _ ("The key has ended");

  return expiry == KB_EXPIRY_SOON ? _ ("The key ends soon") : NULL;
}

/* When it ends, the next step is at hand; before that, the day to begin. */
static void
show_end (KbKeyPage *self)
{
  const KbNote *note = get_note (self);
  gboolean practice = kb_setup_get_practice (kb_page_get_setup (KB_PAGE (self)));
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  KbExpiry expiry = kb_expiry_judge (note ? note->expires : NULL, now, NULL);
  const char *end = say_end (kb_health_has_ended (note, now), expiry);
  gboolean coming = expiry == KB_EXPIRY_SOON || expiry == KB_EXPIRY_LATER;

  adw_banner_set_title (self->end_banner, end ? end : "");
  adw_banner_set_revealed (self->end_banner, end != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->reminder_row), coming && !practice);
  gtk_widget_set_visible (self->calendar_row, coming && !practice);
  show_rotation (self);
}

static void
show_notes (KbKeyPage *self)
{
  const KbNote *note = get_note (self);
  g_autofree char *age = kb_key_dup_age (kb_page_get_setup (KB_PAGE (self)), self->key);
  g_autofree char *kind =
      note && note->chosen ? kb_permission_dup_kind (note->owner, note->permission) : NULL;

  adw_action_row_set_subtitle (self->age_row, age ? age : "");
  gtk_widget_set_visible (GTK_WIDGET (self->age_row), age != NULL);
  gtk_widget_set_visible (self->expiry_row, note != NULL);
  gtk_widget_set_visible (self->life_group, age || note);
  if (note)
    g_object_set (self->expiry_row, "date", note->expires, NULL);
  adw_action_row_set_subtitle (self->project_row, note ? note->project : "");
  gtk_widget_set_visible (GTK_WIDGET (self->project_row), note && *note->project);
  adw_action_row_set_subtitle (self->kind_row, kind ? kind : "");
  gtk_widget_set_visible (GTK_WIDGET (self->kind_row), kind != NULL);
}

static void
show_label (KbKeyPage *self)
{
  const char *label = kb_saved_key_get_label (self->key);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), label);
  gtk_editable_set_text (self->name_row, label);
}

static void
key_check_cb (KbKeyPage *self)
{
  show_test (self);
  show_end (self);
  if (!is_running (self))
    kb_announce (GTK_WIDGET (self), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->state_row)));
}

static void
test_cb (KbKeyPage *self)
{
  if (is_running (self))
    kb_key_check_stop (self->key_check);
  else
    kb_key_check_run (self->key_check, get_name (self), NULL);
}

static void
cleaned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbKeyPage) self = KB_KEY_PAGE (user_data);
  g_autoptr (GError) error = NULL;

  if (!kb_key_store_save_finish (KB_KEY_STORE (source), result, &error))
    kb_toast_trouble (GTK_WIDGET (self), error);
  else if (self->key_check)
    {
      kb_toast (GTK_WIDGET (self), _ ("Only the key is stored now"));
      test_cb (self);
    }
  if (self->clean_button)
    gtk_widget_set_sensitive (self->clean_button, TRUE);
}

/* Not to be cancelled by leaving the page: the store is to come to an end. */
static void
clean_cb (KbKeyPage *self)
{
  SecretValue *key = find_clean_key (self);

  g_return_if_fail (key != NULL);

  gtk_widget_set_sensitive (self->clean_button, FALSE);
  kb_key_store_save_async (get_store (self), get_name (self), kb_saved_key_get_label (self->key), key, TRUE,
                           NULL, cleaned_cb, g_object_ref (self));
}

static void
copy_cb (KbKeyPage *self)
{
  kb_copy_saved_key (GTK_WIDGET (self), get_store (self), get_name (self),
                     kb_page_get_cancellable (KB_PAGE (self)));
}

typedef struct
{
  KbKeyPage *page;
  char *label; /* that the keyring is asked to write */
} Renaming;

static void
renaming_free (Renaming *renaming)
{
  g_object_unref (renaming->page);
  g_free (renaming->label);
  g_free (renaming);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Renaming, renaming_free)

static void
renamed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Renaming) renaming = user_data;
  KbKeyPage *self = renaming->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (KbSavedKey) before = NULL;

  if (!kb_key_store_rename_finish (KB_KEY_STORE (source), result, &error))
    {
      kb_toast_trouble (GTK_WIDGET (self), error);
      return;
    }
  if (!self->name_row)
    return;
  before = g_steal_pointer (&self->key);
  self->key = kb_saved_key_new (kb_saved_key_get_name (before), renaming->label,
                                kb_saved_key_get_created (before), kb_saved_key_get_locked (before));
  show_label (self);
  kb_toast (GTK_WIDGET (self), _ ("Renamed"));
}

/* The name that programs look it up by stays: only what people read changes. */
static void
rename_cb (KbKeyPage *self)
{
  g_autofree char *label = g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));
  Renaming *renaming;

  if (*label == '\0')
    {
      show_label (self);
      return;
    }
  gtk_editable_set_text (self->name_row, label);
  renaming = g_new (Renaming, 1);
  *renaming = (Renaming) { g_object_ref (self), g_strdup (label) };
  /* What the person asked for is done also when they go on to another page. */
  kb_key_store_rename_async (get_store (self), get_name (self), label, NULL, renamed_cb, renaming);
}

static void
expiry_cb (KbKeyPage *self)
{
  g_autofree char *date = NULL;

  g_object_get (self->expiry_row, "date", &date, NULL);
  kb_notes_set_expires (kb_keys_get_notes (kb_page_get_keys (KB_PAGE (self))), get_name (self), date);
  show_end (self);
}

static void
calendar_cb (KbKeyPage *self)
{
  kb_calendar_save (GTK_WIDGET (self), self->key, kb_keys_get_notes (kb_page_get_keys (KB_PAGE (self))),
                    kb_page_get_cancellable (KB_PAGE (self)));
}

static void
use_cb (KbKeyPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.use-key", "s", get_name (self));
}

static void
connect_cb (KbKeyPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.programs", "s", get_name (self));
}

static void
begin_rotation (KbKeyPage *self, KbRotationKind kind)
{
  kb_page_push (KB_PAGE (self), kb_rotation_page_new (kb_page_get_setup (KB_PAGE (self)), self->key, kind));
}

static void
rotate_cb (KbKeyPage *self)
{
  begin_rotation (self, KB_ROTATION_REPLACE);
}

static void
leak_cb (KbKeyPage *self)
{
  begin_rotation (self, KB_ROTATION_LEAK);
}

static void
forget_cb (KbKeyPage *self)
{
  g_autoptr (KbKeyPage) kept = g_object_ref (self);
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.forget-key", "(ss)", get_name (self),
                              kb_saved_key_get_label (self->key));
  adw_navigation_view_pop (ADW_NAVIGATION_VIEW (view));
}

static void
kb_key_page_arrived (KbPage *page)
{
  KbKeyPage *self = KB_KEY_PAGE (page);

  show_test (self);
  show_notes (self);
  show_end (self);
  kb_connected_show (self->connected_row, get_name (self), kb_page_get_cancellable (page));
}

static void
kb_key_page_left (KbPage *page)
{
  KbKeyPage *self = KB_KEY_PAGE (page);

  kb_key_check_stop (self->key_check);
  kb_reveal_row_hide_key (self->reveal_row);
}

static void
kb_key_page_dispose (GObject *object)
{
  KbKeyPage *self = KB_KEY_PAGE (object);

  if (self->key_check)
    g_signal_handlers_disconnect_by_data (self->key_check, self);
  g_clear_object (&self->key_check);
  g_clear_object (&self->key);
  G_OBJECT_CLASS (kb_key_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KbKeyPage, end_banner);
  gtk_widget_class_bind_template_child (widget_class, KbKeyPage, state_row);
  gtk_widget_class_bind_template_child (widget_class, KbKeyPage, state_icon);
  gtk_widget_class_bind_template_child (widget_class, KbKeyPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, KbKeyPage, test_button);
  gtk_widget_class_bind_template_child (widget_class, KbKeyPage, clean_button);
  gtk_widget_class_bind_template_child (widget_class, KbKeyPage, why_row);
  gtk_widget_class_bind_template_child (widget_class, KbKeyPage, age_row);
  gtk_widget_class_bind_template_child (widget_class, KbKeyPage, life_group);
  gtk_widget_class_bind_template_child (widget_class, KbKeyPage, expiry_row);
  gtk_widget_class_bind_template_child (widget_class, KbKeyPage, reminder_row);
  gtk_widget_class_bind_template_child (widget_class, KbKeyPage, calendar_row);
  gtk_widget_class_bind_template_callback (widget_class, calendar_cb);
  gtk_widget_class_bind_template_child (widget_class, KbKeyPage, project_row);
  gtk_widget_class_bind_template_child (widget_class, KbKeyPage, kind_row);
  gtk_widget_class_bind_template_child (widget_class, KbKeyPage, access_row);
  gtk_widget_class_bind_template_child (widget_class, KbKeyPage, rotate_row);
  gtk_widget_class_bind_template_child (widget_class, KbKeyPage, leak_row);
  gtk_widget_class_bind_template_child (widget_class, KbKeyPage, reveal_row);
  gtk_widget_class_bind_template_child (widget_class, KbKeyPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, KbKeyPage, connected_row);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
  gtk_widget_class_bind_template_callback (widget_class, clean_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, rename_cb);
  gtk_widget_class_bind_template_callback (widget_class, expiry_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_cb);
  gtk_widget_class_bind_template_callback (widget_class, connect_cb);
  gtk_widget_class_bind_template_callback (widget_class, rotate_cb);
  gtk_widget_class_bind_template_callback (widget_class, leak_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_cb);
}

static void
kb_key_page_class_init (KbKeyPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kb_key_page_dispose;
  KB_PAGE_CLASS (klass)->arrived = kb_key_page_arrived;
  KB_PAGE_CLASS (klass)->left = kb_key_page_left;

  g_type_ensure (KB_TYPE_EXPIRY_ROW);
  g_type_ensure (KB_TYPE_LINK_ROW);
  g_type_ensure (KB_TYPE_REVEAL_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-key-page.ui");
  bind_template (widget_class);
}

static void
kb_key_page_init (KbKeyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kb_reminder_row_attach (self->reminder_row);
}

AdwNavigationPage *
kb_key_page_new (KbSetup *setup, KbSavedKey *key)
{
  KbKeyPage *self = g_object_new (KB_TYPE_KEY_PAGE, "setup", setup, NULL);

  self->key = g_object_ref (key);
  self->key_check = kb_key_check_new (kb_setup_get_keys (setup), kb_setup_get_service (setup));
  g_signal_connect_object (self->key_check, "changed", G_CALLBACK (key_check_cb), self, G_CONNECT_SWAPPED);
  gtk_actionable_set_action_target (self->access_row, "s", get_name (self));
  kb_reveal_row_set_key (self->reveal_row, kb_keys_get_store (kb_setup_get_keys (setup)), get_name (self));
  show_label (self);
  return ADW_NAVIGATION_PAGE (self);
}
