/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-rotation-page.h"

#include "core/check/kb-revocation-check.h"
#include "core/keys/kb-expiry.h"
#include "core/practice/kb-practice.h"
#include "kb-expiry-row.h"
#include "kb-flow-row.h"
#include "kb-place-list.h"
#include "programs/kb-connected.h"

#include <glib/gi18n.h>

struct _KbRotationPage
{
  KbStepPage parent_instance;

  AdwPreferencesGroup *steps;
  KbFlowRow *create_row;
  KbFlowRow *test_row;
  KbFlowRow *switch_row;
  KbFlowRow *revoke_row;
  KbFlowRow *prove_row;
  KbFlowRow *usage_row;
  KbFlowRow *remove_row;
  AdwActionRow *new_row;
  AdwActionRow *connected_row;
  AdwActionRow *result_row;
  GtkWidget *result_why_row;
  GtkWidget *new_end_row;
  GtkWidget *practice_row;
  AdwActionRow *proof_row;
  GtkWidget *proof_why_row;

  KbSavedKey *key;
  KbRotation *rotation;
  KbKeyCheck *key_check;    /* of the new key */
  KbRevocationCheck *proof; /* of the old one's end */
};

G_DEFINE_FINAL_TYPE (KbRotationPage, kb_rotation_page, KB_TYPE_STEP_PAGE)

static KbFlowRow *
get_row (KbRotationPage *self, KbRotationStep step)
{
  KbFlowRow *rows[KB_N_ROTATION_STEPS] = { self->create_row, self->test_row,  self->switch_row,
                                           self->revoke_row, self->prove_row, self->usage_row,
                                           self->remove_row };

  return rows[step];
}

static const char *
get_name (KbRotationPage *self)
{
  return kb_saved_key_get_name (self->key);
}

static gboolean
is_proving (KbRotationPage *self)
{
  KbRevocationCheckState state = kb_revocation_check_get_state (self->proof);

  return state == KB_REVOCATION_CHECK_TESTING || state == KB_REVOCATION_CHECK_WAITING;
}

static gboolean
is_testing (KbRotationPage *self)
{
  return kb_key_check_get_state (self->key_check) == KB_KEY_CHECK_STATE_RUNNING;
}

static const char *
say_primary (KbRotationStep step)
{
  switch (step)
    {
    case KB_ROTATION_STEP_CREATE:
      return _ ("_Create the New Key");
    case KB_ROTATION_STEP_TEST:
      return _ ("_Test the New Key");
    case KB_ROTATION_STEP_SWITCH:
      return _ ("My Programs Have the _New Key");
    case KB_ROTATION_STEP_REVOKE:
      return _ ("I _Revoked the Old Key");
    case KB_ROTATION_STEP_PROVE:
      return _ ("_Check That It Is Refused");
    case KB_ROTATION_STEP_USAGE:
      return _ ("I _Looked at the Usage");
    case KB_ROTATION_STEP_REMOVE:
    default:
      return _ ("_Forget the Old Key");
    }
}

static void
show_buttons (KbRotationPage *self)
{
  KbStepPage *page = KB_STEP_PAGE (self);
  KbRotationStep step = kb_rotation_get_current (self->rotation);
  gboolean busy = is_proving (self) || is_testing (self);

  kb_step_page_set_primary (page, busy ? _ ("Testing…") : say_primary (step), !busy);
  kb_step_page_set_secondary (page, busy                              ? _ ("_Cancel")
                                    : step != KB_ROTATION_STEP_REMOVE ? _ ("_Skip This Step")
                                                                      : NULL);
}

static void
connect_cb (KbRotationPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.programs", "s",
                              kb_rotation_get_replacement (self->rotation));
}

static KbNotes *
get_notes (KbRotationPage *self)
{
  return kb_keys_get_notes (kb_page_get_keys (KB_PAGE (self)));
}

/* Of which nothing is known when it was saved without its date. */
static void
show_new_end (KbRotationPage *self)
{
  const KbNote *note = kb_notes_find (get_notes (self), kb_rotation_get_replacement (self->rotation));

  gtk_widget_set_visible (self->new_end_row, note != NULL);
  if (note)
    g_object_set (self->new_end_row, "date", note->expires, NULL);
}

static void
new_end_cb (KbRotationPage *self)
{
  g_autofree char *date = NULL;

  g_object_get (self->new_end_row, "date", &date, NULL);
  kb_notes_set_expires (get_notes (self), kb_rotation_get_replacement (self->rotation), date);
}

static void
show_steps (KbRotationPage *self)
{
  gsize n_steps;
  const KbRotationStep *steps = kb_rotation_get_steps (self->rotation, &n_steps);
  KbRotationStep current = kb_rotation_get_current (self->rotation);
  const char *replacement = kb_rotation_get_replacement (self->rotation);

  for (guint i = 0; i < n_steps; i++)
    kb_flow_row_set_step (get_row (self, steps[i]), i + 1, kb_rotation_get_mark (self->rotation, steps[i]),
                          steps[i] == current);
  adw_action_row_set_subtitle (self->new_row, replacement);
  gtk_widget_set_visible (GTK_WIDGET (self->new_row), *replacement != '\0');
  show_new_end (self);
  kb_connected_show (self->connected_row, kb_saved_key_get_name (self->key),
                     kb_page_get_cancellable (KB_PAGE (self)));
}

static void
say (AdwActionRow *row, const char *title, const char *subtitle)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (row), TRUE);
}

static void
say_verdict (AdwActionRow *row, KbVerdict *verdict)
{
  g_autofree char *title = kb_verdict_dup_title (verdict);
  g_autofree char *explanation = kb_verdict_dup_explanation (verdict);

  say (row, title, explanation);
}

static void
say_unread (AdwActionRow *row, KbKeyCheck *key_check, GtkWidget *way)
{
  say (row, _ ("The Key Could Not Be Read"), kb_trouble_get_advice (kb_key_check_get_error (key_check), way));
}

static void
show_result (KbRotationPage *self)
{
  gtk_widget_set_visible (self->result_why_row, FALSE);
  switch (kb_key_check_get_state (self->key_check))
    {
    case KB_KEY_CHECK_STATE_RUNNING:
      say (self->result_row, _ ("Testing…"), "");
      break;
    case KB_KEY_CHECK_STATE_UNREAD:
      say_unread (self->result_row, self->key_check, self->result_why_row);
      break;
    case KB_KEY_CHECK_STATE_JUDGED:
      say_verdict (self->result_row, kb_key_check_get_verdict (self->key_check));
      break;
    case KB_KEY_CHECK_STATE_READY:
    default:
      gtk_widget_set_visible (GTK_WIDGET (self->result_row), FALSE);
    }
}

static void
show_waiting (KbRotationPage *self)
{
  guint left = kb_revocation_check_get_seconds_left (self->proof);
  guint tries = kb_revocation_check_get_tries (self->proof);
  /* TRANSLATORS: a key was revoked, but still works; then the seconds to the next try, which the plural is
     of, how many tries were made, and how many are made at most */
  g_autofree char *text = g_strdup_printf (ngettext ("Next try in %u second. Tries so far: %u of %u",
                                                     "Next try in %u seconds. Tries so far: %u of %u", left),
                                           left, tries, KB_REVOCATION_CHECK_MOST_TRIES);

  say (self->proof_row, _ ("Still Accepted So Far"), text);
}

static void
show_proof (KbRotationPage *self)
{
  gtk_widget_set_visible (self->proof_why_row, FALSE);
  switch (kb_revocation_check_get_state (self->proof))
    {
    case KB_REVOCATION_CHECK_TESTING:
      say (self->proof_row, _ ("Testing the Old Key…"), "");
      break;
    case KB_REVOCATION_CHECK_WAITING:
      show_waiting (self);
      break;
    case KB_REVOCATION_CHECK_DEAD:
      say (self->proof_row, _ ("Refused: The Old Key Is Dead"), _ ("Nobody can use it any more"));
      break;
    case KB_REVOCATION_CHECK_ALIVE:
      say (self->proof_row, _ ("Still Accepted"),
           _ ("It may take some more seconds, or another key was revoked. Look on the web page whether the "
              "old "
              "one is still there, and check again."));
      break;
    case KB_REVOCATION_CHECK_UNKNOWN:
      say_verdict (self->proof_row,
                   kb_key_check_get_verdict (kb_revocation_check_get_key_check (self->proof)));
      break;
    case KB_REVOCATION_CHECK_UNREAD:
      say_unread (self->proof_row, kb_revocation_check_get_key_check (self->proof), self->proof_why_row);
      break;
    case KB_REVOCATION_CHECK_IDLE:
    default:
      gtk_widget_set_visible (GTK_WIDGET (self->proof_row), FALSE);
    }
}

static void
update (KbRotationPage *self)
{
  show_steps (self);
  show_result (self);
  show_proof (self);
  show_buttons (self);
}

/* A step that is over hands the focus on to the next one, which unfolds. */
static void
go_on (KbRotationPage *self)
{
  KbFlowRow *row = get_row (self, kb_rotation_get_current (self->rotation));
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));

  update (self);
  kb_take_focus (GTK_WIDGET (row));
  kb_announce (GTK_WIDGET (self), title);
}

static void
mark (KbRotationPage *self, KbRotationMark mark)
{
  kb_rotation_set_mark (self->rotation, kb_rotation_get_current (self->rotation), mark);
  go_on (self);
}

static void
key_check_cb (KbRotationPage *self)
{
  kb_rotation_refresh (self->rotation);
  if (kb_rotation_get_mark (self->rotation, KB_ROTATION_STEP_TEST) == KB_ROTATION_DONE &&
      kb_key_check_get_state (self->key_check) == KB_KEY_CHECK_STATE_JUDGED)
    go_on (self);
  else
    update (self);
}

static void
proof_cb (KbRotationPage *self)
{
  KbRevocationCheckState state = kb_revocation_check_get_state (self->proof);

  if (state == KB_REVOCATION_CHECK_DEAD)
    {
      kb_rotation_set_mark (self->rotation, KB_ROTATION_STEP_PROVE, KB_ROTATION_DONE);
      go_on (self);
    }
  else
    update (self);
  if (state == KB_REVOCATION_CHECK_ALIVE || state == KB_REVOCATION_CHECK_UNKNOWN ||
      state == KB_REVOCATION_CHECK_UNREAD)
    kb_take_focus (GTK_WIDGET (self->proof_row)); /* which scrolls it into sight */
  if (state > KB_REVOCATION_CHECK_WAITING)
    kb_announce (GTK_WIDGET (self), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->proof_row)));
}

static void
create_key (KbRotationPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.replace-key", "(ss)", get_name (self),
                              kb_saved_key_get_label (self->key));
}

static void
test_new_key (KbRotationPage *self)
{
  const char *replacement = kb_rotation_get_replacement (self->rotation);

  if (*replacement)
    kb_key_check_run (self->key_check, replacement, NULL);
  else
    create_key (self);
}

static void
forget_old_key (KbRotationPage *self)
{
  g_autoptr (KbRotationPage) kept = g_object_ref (self);
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  kb_rotation_hand_over (self->rotation);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.forget-key", "(ss)", get_name (self),
                              kb_saved_key_get_label (self->key));
  adw_navigation_view_pop_to_tag (ADW_NAVIGATION_VIEW (view), "keys");
}

static void
kb_rotation_page_primary (KbStepPage *page)
{
  KbRotationPage *self = KB_ROTATION_PAGE (page);

  switch (kb_rotation_get_current (self->rotation))
    {
    case KB_ROTATION_STEP_CREATE:
      create_key (self);
      break;
    case KB_ROTATION_STEP_TEST:
      test_new_key (self);
      break;
    case KB_ROTATION_STEP_PROVE:
      kb_revocation_check_start (self->proof, get_name (self));
      break;
    case KB_ROTATION_STEP_REMOVE:
      forget_old_key (self);
      break;
    case KB_ROTATION_STEP_SWITCH:
    case KB_ROTATION_STEP_REVOKE:
    case KB_ROTATION_STEP_USAGE:
    default:
      mark (self, KB_ROTATION_DONE);
    }
}

static void
kb_rotation_page_secondary (KbStepPage *page)
{
  KbRotationPage *self = KB_ROTATION_PAGE (page);

  if (is_proving (self))
    kb_revocation_check_stop (self->proof);
  else if (is_testing (self))
    kb_key_check_stop (self->key_check);
  else
    mark (self, KB_ROTATION_SKIPPED);
}

static void
revoked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbRotationPage) self = KB_ROTATION_PAGE (user_data);

  if (kb_key_store_save_finish (KB_KEY_STORE (source), result, NULL))
    kb_toast (GTK_WIDGET (self), _ ("The practice service refuses the key from now on"));
}

/* There is no web page to revoke a practice key on: it turns into one that the practice service does not
 * know, whatever it was before. */
static void
revoke_practice_cb (KbRotationPage *self)
{
  g_autofree char *text = kb_practice_dup_key (kb_diagnosis_find ("invalid-key"));
  SecretValue *key = secret_value_new (text, -1, "text/plain");

  /* In memory, and done at once. */
  kb_key_store_save_async (kb_keys_get_store (kb_page_get_keys (KB_PAGE (self))), get_name (self),
                           kb_saved_key_get_label (self->key), key, TRUE, NULL, revoked_cb,
                           g_object_ref (self));
  secret_value_unref (key);
}

static void
kb_rotation_page_arrived (KbPage *page)
{
  KbRotationPage *self = KB_ROTATION_PAGE (page);

  kb_rotation_refresh (self->rotation);
  update (self);
}

static void
kb_rotation_page_left (KbPage *page)
{
  KbRotationPage *self = KB_ROTATION_PAGE (page);

  kb_revocation_check_stop (self->proof);
  kb_key_check_stop (self->key_check);
}

static void
kb_rotation_page_dispose (GObject *object)
{
  KbRotationPage *self = KB_ROTATION_PAGE (object);

  if (self->key_check)
    g_signal_handlers_disconnect_by_data (self->key_check, self);
  if (self->proof)
    g_signal_handlers_disconnect_by_data (self->proof, self);
  g_clear_object (&self->key_check);
  g_clear_object (&self->proof);
  g_clear_object (&self->rotation);
  g_clear_object (&self->key);
  G_OBJECT_CLASS (kb_rotation_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KbRotationPage, steps);
  gtk_widget_class_bind_template_child (widget_class, KbRotationPage, create_row);
  gtk_widget_class_bind_template_child (widget_class, KbRotationPage, test_row);
  gtk_widget_class_bind_template_child (widget_class, KbRotationPage, switch_row);
  gtk_widget_class_bind_template_child (widget_class, KbRotationPage, revoke_row);
  gtk_widget_class_bind_template_child (widget_class, KbRotationPage, prove_row);
  gtk_widget_class_bind_template_child (widget_class, KbRotationPage, usage_row);
  gtk_widget_class_bind_template_child (widget_class, KbRotationPage, remove_row);
  gtk_widget_class_bind_template_child (widget_class, KbRotationPage, new_row);
  gtk_widget_class_bind_template_child (widget_class, KbRotationPage, connected_row);
  gtk_widget_class_bind_template_callback (widget_class, connect_cb);
  gtk_widget_class_bind_template_child (widget_class, KbRotationPage, result_row);
  gtk_widget_class_bind_template_child (widget_class, KbRotationPage, result_why_row);
  gtk_widget_class_bind_template_child (widget_class, KbRotationPage, new_end_row);
  gtk_widget_class_bind_template_callback (widget_class, new_end_cb);
  gtk_widget_class_bind_template_child (widget_class, KbRotationPage, practice_row);
  gtk_widget_class_bind_template_child (widget_class, KbRotationPage, proof_row);
  gtk_widget_class_bind_template_child (widget_class, KbRotationPage, proof_why_row);
  gtk_widget_class_bind_template_callback (widget_class, revoke_practice_cb);
}

static void
kb_rotation_page_class_init (KbRotationPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kb_rotation_page_dispose;
  KB_PAGE_CLASS (klass)->arrived = kb_rotation_page_arrived;
  KB_PAGE_CLASS (klass)->left = kb_rotation_page_left;
  KB_STEP_PAGE_CLASS (klass)->primary = kb_rotation_page_primary;
  KB_STEP_PAGE_CLASS (klass)->secondary = kb_rotation_page_secondary;

  g_type_ensure (KB_TYPE_EXPIRY_ROW);
  g_type_ensure (KB_TYPE_FLOW_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-rotation-page.ui");
  bind_template (widget_class);
}

static void
kb_rotation_page_init (KbRotationPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
dup_replace_words (KbRotationPage *self, const char *label)
{
  const KbNote *note = kb_notes_find (get_notes (self), get_name (self));
  int days;
  KbExpiry expiry = kb_expiry_judge (note ? note->expires : NULL, g_get_real_time () / G_USEC_PER_SEC, &days);

  if (expiry == KB_EXPIRY_OVER)
    return g_strdup_printf (
        /* TRANSLATORS: %s is what the person calls the key */
        _ ("“%s” has ended: what uses it is refused until it has a new key. You can stop at any step and go "
           "on later."),
        label);
  if (expiry == KB_EXPIRY_SOON)
    return g_strdup_printf (
        /* TRANSLATORS: %s is what the person calls the key, %d a number of days */
        ngettext ("“%s” ends within %d day. Begin now, so that nothing stops working. You can stop at any "
                  "step and go on later.",
                  "“%s” ends within %d days. Begin now, so that nothing stops working. You can stop at any "
                  "step and go on later.",
                  (gulong) MAX (days, 1)),
        label, MAX (days, 1));

  return g_strdup_printf (
      /* TRANSLATORS: %s is what the person calls the key */
      _ ("A new key takes the place of “%s”, and your programs keep working meanwhile. You can stop at any "
         "step and go on later."),
      label);
}

static void
say_kind (KbRotationPage *self)
{
  gboolean leak = kb_rotation_get_kind (self->rotation) == KB_ROTATION_LEAK;
  const char *label = kb_saved_key_get_label (self->key);
  g_autofree char *body = NULL;

  if (leak)
    body = g_strdup_printf (
        /* TRANSLATORS: %s is what the person calls the key */
        _ ("Whoever has “%s” can spend your credit with it. First make it worthless, then replace it. You "
           "can "
           "stop at any step and go on later."),
        label);
  else
    body = dup_replace_words (self, label);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), leak ? _ ("It Leaked") : _ ("Rotate"));
  kb_step_page_set_heading (KB_STEP_PAGE (self),
                            leak ? _ ("Make the Leaked Key Worthless") : _ ("Replace the Key"));
  kb_step_page_set_body (KB_STEP_PAGE (self), body);
}

/* They stand in the order of a replacement in peace. */
static void
sort_steps (KbRotationPage *self)
{
  gsize n_steps;
  const KbRotationStep *steps = kb_rotation_get_steps (self->rotation, &n_steps);

  for (guint step = 0; step < KB_N_ROTATION_STEPS; step++)
    {
      g_object_ref (get_row (self, step));
      adw_preferences_group_remove (self->steps, GTK_WIDGET (get_row (self, step)));
    }
  for (gsize i = 0; i < n_steps; i++)
    adw_preferences_group_add (self->steps, GTK_WIDGET (get_row (self, steps[i])));
  for (guint step = 0; step < KB_N_ROTATION_STEPS; step++)
    g_object_unref (get_row (self, step));
}

AdwNavigationPage *
kb_rotation_page_new (KbSetup *setup, KbSavedKey *key, KbRotationKind kind)
{
  KbRotationPage *self = g_object_new (KB_TYPE_ROTATION_PAGE, "setup", setup, NULL);

  self->key = g_object_ref (key);
  self->rotation = kb_rotation_new (kb_keys_get_notes (kb_setup_get_keys (setup)), get_name (self));
  kb_rotation_begin (self->rotation, kind);
  self->key_check = kb_key_check_new (kb_setup_get_keys (setup), kb_setup_get_service (setup));
  self->proof = kb_revocation_check_new (kb_setup_get_keys (setup), kb_setup_get_service (setup));
  g_signal_connect_object (self->key_check, "changed", G_CALLBACK (key_check_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->proof, "changed", G_CALLBACK (proof_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->practice_row, kb_setup_get_practice (setup));
  kb_place_list_fill (ADW_EXPANDER_ROW (self->switch_row), self->rotation);
  say_kind (self);
  sort_steps (self);
  update (self);
  return ADW_NAVIGATION_PAGE (self);
}
