/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-keyring-group.h"

#include "core/keyring/kb-memory-store.h"
#include "kb-copy-row.h"
#include "kb-page.h"

#include <glib/gi18n.h>

struct _KbKeyringGroup
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *row;
  GtkWidget *spinner;
  GtkWidget *button;

  KbKeyStore *store;
  KbStoreState state;
  char *place;               /* nullable */
  GCancellable *cancellable; /* of what runs now */
  gboolean unlocking;
  guint patience;
  guint hint_id;
};

/* Milliseconds after which a window that is not seen may be one that is not there: KWallet, whose assistant
 * was closed, never says so. */
#define PATIENCE 15000

enum
{
  PROP_STATE = 1,
  PROP_PLACE,
  PROP_DENIED,
  PROP_COMMAND,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KbKeyringGroup, kb_keyring_group, ADW_TYPE_PREFERENCES_GROUP)

static void
show (KbKeyringGroup *self, const char *title, const char *subtitle, const char *button)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), title);
  adw_action_row_set_subtitle (self->row, subtitle ? subtitle : "");
  gtk_widget_set_visible (self->button, button != NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->button), button ? button : "");
  gtk_widget_set_visible (self->spinner, self->cancellable != NULL);
}

static const char *
get_button_label (KbStoreState state)
{
  switch (state)
    {
    case KB_STORE_STATE_NO_COLLECTION:
      return _ ("Create Keyrin_g…");
    case KB_STORE_STATE_NO_SERVICE:
    case KB_STORE_STATE_NOT_RESPONDING:
      return _ ("_Look Again");
    case KB_STORE_STATE_CHECKING:
    case KB_STORE_STATE_READY:
    case KB_STORE_STATE_LOCKED:
    case KB_STORE_STATE_DENIED:
    default:
      return NULL;
    }
}

/* The command has a row of its own: beside a button there is no room for it in a narrow window. */
static char *
dup_advice (KbKeyringGroup *self, KbStoreState state)
{
  if (state == KB_STORE_STATE_DENIED)
    /* TRANSLATORS: A sandbox is the closed space that Flatpak runs an app in. */
    return g_strdup (_ ("Keybearer runs in a sandbox, a closed space for one app, that keeps it away from "
                        "the keyring. Run this command in a terminal and start Keybearer again."));
  return kb_store_state_dup_advice_for (state, kb_key_store_get_provider (self->store));
}

/* Where a key goes that is saved now; NULL: nowhere. */
static char *
dup_place (KbKeyringGroup *self, KbStoreState state, const char *collection)
{
  if (KB_IS_MEMORY_STORE (self->store))
    return g_strdup (_ ("A practice key stays in memory, and is gone when you leave the practice run."));
  if (state == KB_STORE_STATE_LOCKED)
    return dup_advice (self, state);
  if (state == KB_STORE_STATE_READY && collection && *collection)
    /* TRANSLATORS: of the key; %s is a keyring's own name, such as "Login" */
    return g_strdup_printf (_ ("It goes into your keyring “%s”, encrypted."), collection);
  return state == KB_STORE_STATE_READY ? g_strdup (_ ("It goes into your keyring, encrypted.")) : NULL;
}

/* A problem is shown and said; where all is well, a line is enough. */
static void
show_state (KbKeyringGroup *self, KbStoreState state, const char *collection)
{
  g_autofree char *advice = dup_advice (self, state);
  gboolean changed = self->state != state;

  g_free (self->place);
  self->place = dup_place (self, state, collection);
  self->state = state;
  show (self, kb_store_state_get_title (state), advice, get_button_label (state));
  gtk_widget_set_visible (GTK_WIDGET (self), self->place == NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PLACE]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DENIED]);
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
  if (changed && !self->place)
    kb_announce (GTK_WIDGET (self), kb_store_state_get_title (state));
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbKeyringGroup) self = KB_KEYRING_GROUP (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *collection = NULL;
  KbStoreState state = kb_key_store_probe_finish (KB_KEY_STORE (source), result, &collection, &error);

  if (error)
    return;
  g_clear_object (&self->cancellable);
  show_state (self, state, collection);
}

static void
end_unlocking (KbKeyringGroup *self)
{
  self->unlocking = FALSE;
  g_clear_handle_id (&self->hint_id, g_source_remove);
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbKeyringGroup) self = KB_KEYRING_GROUP (user_data);
  g_autoptr (GError) error = NULL;

  if (kb_key_store_unlock_finish (KB_KEY_STORE (source), result, &error))
    {
      end_unlocking (self);
      kb_keyring_group_refresh (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      end_unlocking (self);
      g_clear_object (&self->cancellable);
      show (self, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->row)),
            kb_trouble_get_advice (error, NULL), get_button_label (self->state));
    }
}

static GCancellable *
begin (KbKeyringGroup *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  return self->cancellable;
}

static void
hint_cb (gpointer user_data)
{
  KbKeyringGroup *self = KB_KEYRING_GROUP (user_data);

  self->hint_id = 0;
  show (self, _ ("Still Waiting for You"),
        _ ("Look for a window that asks for the keyring’s password; it may be behind this one. If there is "
           "none, cancel and try again."),
        _ ("_Cancel"));
  kb_announce (GTK_WIDGET (self), adw_action_row_get_subtitle (self->row));
}

static void
unlock (KbKeyringGroup *self)
{
  self->unlocking = TRUE;
  self->hint_id = g_timeout_add_once (self->patience, hint_cb, self);
  kb_key_store_unlock_async (self->store, begin (self), unlocked_cb, g_object_ref (self));
  show (self, _ ("Waiting for You"),
        _ ("Your desktop asks for the keyring’s password in a window of its own"), _ ("_Cancel"));
}

static void
button_cb (KbKeyringGroup *self)
{
  if (self->unlocking)
    {
      kb_keyring_group_stop (self);
      kb_keyring_group_refresh (self);
    }
  else if (self->state == KB_STORE_STATE_NO_COLLECTION)
    unlock (self);
  else
    {
      /* Whatever is found is news to who asks. */
      self->state = KB_STORE_STATE_CHECKING;
      kb_keyring_group_refresh (self);
    }
}

/* What is the matter, before what can be done about it */
static gboolean
kb_keyring_group_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (KB_KEYRING_GROUP (widget)->row));
}

static void
kb_keyring_group_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, KB_KEYRING_GROUP (object)->state);
      break;
    case PROP_PLACE:
      g_value_set_string (value, KB_KEYRING_GROUP (object)->place);
      break;
    case PROP_DENIED:
      g_value_set_boolean (value, KB_KEYRING_GROUP (object)->state == KB_STORE_STATE_DENIED);
      break;
    case PROP_COMMAND:
      g_value_set_static_string (value, kb_store_get_sandbox_command ());
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_keyring_group_dispose (GObject *object)
{
  KbKeyringGroup *self = KB_KEYRING_GROUP (object);

  kb_keyring_group_stop (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), KB_TYPE_KEYRING_GROUP);
  g_clear_object (&self->store);
  g_clear_pointer (&self->place, g_free);
  G_OBJECT_CLASS (kb_keyring_group_parent_class)->dispose (object);
}

static void
kb_keyring_group_class_init (KbKeyringGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kb_keyring_group_get_property;
  object_class->dispose = kb_keyring_group_dispose;
  widget_class->grab_focus = kb_keyring_group_grab_focus;
  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, KB_TYPE_STORE_STATE, KB_STORE_STATE_CHECKING,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_PLACE] = g_param_spec_string (
      "place", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_DENIED] = g_param_spec_boolean (
      "denied", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_COMMAND] =
      g_param_spec_string ("command", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (KB_TYPE_COPY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-keyring-group.ui");
  gtk_widget_class_bind_template_child (widget_class, KbKeyringGroup, row);
  gtk_widget_class_bind_template_child (widget_class, KbKeyringGroup, spinner);
  gtk_widget_class_bind_template_child (widget_class, KbKeyringGroup, button);
  gtk_widget_class_bind_template_callback (widget_class, button_cb);
}

static void
kb_keyring_group_init (KbKeyringGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->patience = PATIENCE;
}

void
kb_keyring_group_set_store (KbKeyringGroup *self, KbKeyStore *store)
{
  g_return_if_fail (KB_IS_KEYRING_GROUP (self));
  g_set_object (&self->store, store);
}

void
kb_keyring_group_refresh (KbKeyringGroup *self)
{
  g_return_if_fail (KB_IS_KEYRING_GROUP (self));

  /* When the keyring's own window closes, the focus is back here before the answer is. */
  if (self->unlocking)
    return;
  kb_key_store_probe_async (self->store, begin (self), probed_cb, g_object_ref (self));
}

KbStoreState
kb_keyring_group_get_state (KbKeyringGroup *self)
{
  g_return_val_if_fail (KB_IS_KEYRING_GROUP (self), KB_STORE_STATE_CHECKING);
  return self->state;
}

void
kb_keyring_group_set_patience (KbKeyringGroup *self, guint patience)
{
  g_return_if_fail (KB_IS_KEYRING_GROUP (self));
  self->patience = patience;
}

void
kb_keyring_group_stop (KbKeyringGroup *self)
{
  g_return_if_fail (KB_IS_KEYRING_GROUP (self));
  end_unlocking (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}
