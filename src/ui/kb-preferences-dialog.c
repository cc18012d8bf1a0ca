/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-preferences-dialog.h"

#include "core/api/kb-base-address.h"
#include "core/base/kb-address.h"
#include "core/base/kb-settings.h"
#include "keys/kb-reminder-row.h"
#include "widgets/kb-fit.h"
#include "widgets/kb-header.h"

#include <glib/gi18n.h>

struct _KbPreferencesDialog
{
  AdwDialog parent_instance;

  AdwSwitchRow *reminder_row;
  GtkEditable *address_row;
  AdwActionRow *used_row;
  AdwPreferencesRow *note_row;

  GSettings *settings; /* NULL where the schema is missing */
};

G_DEFINE_FINAL_TYPE (KbPreferencesDialog, kb_preferences_dialog, ADW_TYPE_DIALOG)

/* What is to be said of an address; NULL: nothing. */
static const char *
get_words (const char *address)
{
  if (*address == '\0')
    return NULL;

  switch (kb_address_find_fault (address))
    {
    case KB_ADDRESS_FAULT_NO_ADDRESS:
      return _ ("This is not a web address: it has to begin with “https://”");
    case KB_ADDRESS_FAULT_UNPROTECTED:
      return _ (
          "The key would be sent unprotected: begin with “https://”, except for a server on this computer");
    case KB_ADDRESS_FAULT_PARTS:
      return _ ("Leave out a name before “@”, and what follows “?” or “#”");
    case KB_ADDRESS_FAULT_NONE:
    default:
      return kb_address_lacks_version (address) ? _ ("For most servers, the address ends in “/v1”") : NULL;
    }
}

static char *
dup_written (KbPreferencesDialog *self)
{
  gboolean mended;

  return kb_address_clean (gtk_editable_get_text (self->address_row), &mended);
}

static gboolean
is_usable (const char *address)
{
  return *address == '\0' || kb_address_is_allowed (address);
}

static void
show_used (KbPreferencesDialog *self)
{
  KbBaseSource source;
  g_autofree char *address = kb_base_address_dup (&source, NULL);
  g_autofree char *from_variable =
      /* TRANSLATORS: %s is an address */
      g_strdup_printf (_ ("%s, because the variable OPENAI_BASE_URL is set and comes first"), address);

  adw_action_row_set_subtitle (self->used_row, source == KB_BASE_VARIABLE ? from_variable : address);
}

static void
changed_cb (KbPreferencesDialog *self)
{
  g_autofree char *address = dup_written (self);
  const char *words = get_words (address);

  gtk_widget_set_visible (GTK_WIDGET (self->note_row), words != NULL);
  adw_preferences_row_set_title (self->note_row, words ? words : "");
  if (is_usable (address))
    gtk_widget_remove_css_class (GTK_WIDGET (self->address_row), "error");
}

/* An address that no key may be sent to is not kept. */
static void
apply_cb (KbPreferencesDialog *self)
{
  g_autofree char *address = dup_written (self);

  if (!is_usable (address))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->address_row), "error");
      return;
    }
  if (self->settings != NULL)
    g_settings_set_string (self->settings, KB_BASE_ADDRESS_KEY, address);
  show_used (self);
}

static void
kb_preferences_dialog_dispose (GObject *object)
{
  KbPreferencesDialog *self = KB_PREFERENCES_DIALOG (object);

  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), KB_TYPE_PREFERENCES_DIALOG);
  G_OBJECT_CLASS (kb_preferences_dialog_parent_class)->dispose (object);
}

static void
kb_preferences_dialog_class_init (KbPreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kb_preferences_dialog_dispose;
  g_type_ensure (KB_TYPE_HEADER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KbPreferencesDialog, reminder_row);
  gtk_widget_class_bind_template_child (widget_class, KbPreferencesDialog, address_row);
  gtk_widget_class_bind_template_child (widget_class, KbPreferencesDialog, used_row);
  gtk_widget_class_bind_template_child (widget_class, KbPreferencesDialog, note_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
}

static void
kb_preferences_dialog_init (KbPreferencesDialog *self)
{
  g_autofree char *chosen = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  kb_fit (GTK_WIDGET (self));
  kb_reminder_row_attach (self->reminder_row);
  self->settings = kb_settings_new ();
  chosen = self->settings ? g_settings_get_string (self->settings, KB_BASE_ADDRESS_KEY) : g_strdup ("");
  gtk_editable_set_text (self->address_row, chosen);
  show_used (self);
}

AdwDialog *
kb_preferences_dialog_new (void)
{
  return g_object_new (KB_TYPE_PREFERENCES_DIALOG, NULL);
}
