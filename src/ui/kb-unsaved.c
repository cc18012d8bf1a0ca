/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-unsaved.h"

#include <glib/gi18n.h>

struct _KbUnsaved
{
  GObject parent_instance;

  GtkWidget *window; /* not owned, as it owns this */
  KbSavePage *page;
  AdwDialog *dialog; /* weak */
  char *action;      /* that waits for the key to be saved; NULL: none */
  GVariant *parameter;
  GtkApplication *held; /* kept from ending with the session; NULL: not */
  guint cookie;         /* by which it is let go again; 0 where no session can be held up */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (KbUnsaved, kb_unsaved, G_TYPE_OBJECT)

static void
set_action (KbUnsaved *self, const char *action, GVariant *parameter)
{
  g_set_str (&self->action, action);
  g_clear_pointer (&self->parameter, g_variant_unref);
  if (parameter)
    self->parameter = g_variant_ref (parameter);
}

/* The desktop asks whether to log out all the same, and says why it asks. */
static void
update_hold (KbUnsaved *self)
{
  gboolean holds = kb_unsaved_holds_key (self);

  if (holds && !self->held)
    {
      g_set_object (&self->held, gtk_window_get_application (GTK_WINDOW (self->window)));
      self->cookie =
          gtk_application_inhibit (self->held, GTK_WINDOW (self->window), GTK_APPLICATION_INHIBIT_LOGOUT,
                                   _ ("The key that you pasted is saved nowhere yet"));
    }
  else if (!holds && self->held)
    {
      if (self->cookie)
        gtk_application_uninhibit (self->held, self->cookie);
      g_clear_object (&self->held);
    }
  g_signal_emit (self, changed_signal, 0);
}

static void
forget_action_cb (KbUnsaved *self)
{
  set_action (self, NULL, NULL);
}

static gboolean
go_on_cb (KbUnsaved *self)
{
  g_autofree char *action = g_steal_pointer (&self->action);
  g_autoptr (GVariant) parameter = g_steal_pointer (&self->parameter);

  if (action)
    gtk_widget_activate_action_variant (self->window, action, parameter);
  return action != NULL;
}

/* On its page, where it is seen how that goes. */
static void
save_first (KbUnsaved *self)
{
  kb_step_page_go_to (KB_STEP_PAGE (self->page), KB_STEP_SAVE);
  kb_save_page_save (self->page);
}

static void
answered_cb (KbUnsaved *self, const char *response)
{
  g_clear_weak_pointer (&self->dialog);
  if (g_str_equal (response, "cancel"))
    set_action (self, NULL, NULL);
  else if (g_str_equal (response, "save") && kb_unsaved_holds_key (self))
    save_first (self);
  else /* or it was being saved while the question stood there */
    {
      if (kb_unsaved_holds_key (self))
        kb_save_page_throw_away (self->page);
      go_on_cb (self);
    }
}

static void
ask (KbUnsaved *self)
{
  AdwDialog *dialog = adw_alert_dialog_new (
      _ ("Leave Without Saving the Key?"),
      _ ("The key that you pasted is saved nowhere yet, and OpenAI does not show it again."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "throw-away",
                                  _ ("_Throw Away"), "save", _ ("_Save It First"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "throw-away",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "save", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "save");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->dialog, dialog);
  adw_dialog_present (dialog, self->window);
}

static void
kb_unsaved_dispose (GObject *object)
{
  KbUnsaved *self = KB_UNSAVED (object);

  kb_unsaved_set_page (self, NULL);
  g_clear_weak_pointer (&self->dialog);
  G_OBJECT_CLASS (kb_unsaved_parent_class)->dispose (object);
}

static void
kb_unsaved_class_init (KbUnsavedClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kb_unsaved_dispose;
  changed_signal =
      g_signal_new ("changed", KB_TYPE_UNSAVED, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kb_unsaved_init (KbUnsaved *self)
{
}

KbUnsaved *
kb_unsaved_new (GtkWidget *window)
{
  KbUnsaved *self = g_object_new (KB_TYPE_UNSAVED, NULL);

  self->window = window;
  return self;
}

void
kb_unsaved_set_page (KbUnsaved *self, KbSavePage *page)
{
  g_return_if_fail (KB_IS_UNSAVED (self));

  set_action (self, NULL, NULL);
  if (self->page)
    {
      g_signal_handlers_disconnect_by_data (self->page, self);
      g_signal_handlers_disconnect_by_data (kb_save_page_get_validator (self->page), self);
    }
  g_clear_object (&self->page);
  update_hold (self);
  if (!page)
    return;
  self->page = g_object_ref_sink (page);
  g_signal_connect_object (page, "saved", G_CALLBACK (go_on_cb), self, G_CONNECT_SWAPPED);
  /* Who goes elsewhere meanwhile has changed their mind. */
  g_signal_connect_object (page, "hiding", G_CALLBACK (forget_action_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (kb_save_page_get_validator (page), "notify::state", G_CALLBACK (update_hold), self,
                           G_CONNECT_SWAPPED);
}

KbSavePage *
kb_unsaved_get_page (KbUnsaved *self)
{
  g_return_val_if_fail (KB_IS_UNSAVED (self), NULL);
  return self->page;
}

gboolean
kb_unsaved_holds_key (KbUnsaved *self)
{
  g_return_val_if_fail (KB_IS_UNSAVED (self), FALSE);
  return self->page && kb_save_page_holds_key (self->page);
}

gboolean
kb_unsaved_asks (KbUnsaved *self, const char *action, GVariant *parameter)
{
  g_return_val_if_fail (KB_IS_UNSAVED (self), FALSE);

  if (!kb_unsaved_holds_key (self))
    return FALSE;
  set_action (self, action, parameter);
  if (!self->dialog)
    ask (self);
  return TRUE;
}
