/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-trouble-banner.h"

#include "kb-page.h"
#include "kb-state-words.h"

#include <glib/gi18n.h>

typedef KbStateFile *(*GetFile) (KbSetup *setup);

static KbStateFile *
get_notes_file (KbSetup *setup)
{
  return kb_notes_get_file (kb_keys_get_notes (kb_setup_get_keys (setup)));
}

static KbStateFile *
get_choices_file (KbSetup *setup)
{
  return kb_choices_get_file (kb_setup_get_choices (setup));
}

/* The worse first */
static const struct
{
  GetFile get;
  KbStateOf of;
} files[] = {
  { get_notes_file, KB_STATE_OF_NOTES },
  { get_choices_file, KB_STATE_OF_CHOICES },
};

/* The place in the table of the file that is in trouble; as many as there are if none is. */
static gsize
find_trouble (AdwBanner *banner)
{
  KbSetup *setup = g_object_get_data (G_OBJECT (banner), "setup");
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (files); i++)
    {
      KbStateFile *file = files[i].get (setup);

      if (file && kb_state_get_trouble (file, files[i].of))
        break;
    }
  return i;
}

static void
show (AdwBanner *banner)
{
  KbSetup *setup = g_object_get_data (G_OBJECT (banner), "setup");
  gsize i = find_trouble (banner);

  if (i < G_N_ELEMENTS (files))
    {
      adw_banner_set_title (banner, kb_state_get_trouble (files[i].get (setup), files[i].of));
      kb_announce (GTK_WIDGET (banner), adw_banner_get_title (banner));
    }
  adw_banner_set_revealed (banner, i < G_N_ELEMENTS (files));
}

/* What was so when the window was opened is said as soon as there is a window. */
static void
map_cb (AdwBanner *banner)
{
  if (adw_banner_get_revealed (banner))
    kb_announce (GTK_WIDGET (banner), adw_banner_get_title (banner));
}

static void
hide_cb (AdwBanner *banner)
{
  adw_banner_set_revealed (banner, FALSE);
}

/* The path of a file has to be cut anywhere, and is worth copying. */
static GtkWidget *
new_outcome (const char *text)
{
  return g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "selectable", TRUE, NULL);
}

/* In a bar there is no room for it. */
static void
details_cb (AdwBanner *banner)
{
  KbSetup *setup = g_object_get_data (G_OBJECT (banner), "setup");
  gsize i = find_trouble (banner);
  KbStateFile *file = i < G_N_ELEMENTS (files) ? files[i].get (setup) : NULL;
  g_autofree char *outcome = NULL;
  AdwDialog *dialog;

  if (!file)
    return;
  outcome = kb_state_dup_outcome (file, files[i].of);
  dialog = adw_alert_dialog_new (kb_state_get_heading (file), kb_state_get_trouble (file, files[i].of));
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), new_outcome (outcome));
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (hide_cb), banner, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (banner));
}

void
kb_trouble_banner_watch (AdwBanner *banner, KbSetup *setup)
{
  g_object_set_data_full (G_OBJECT (banner), "setup", g_object_ref (setup), g_object_unref);
  g_signal_handlers_disconnect_by_func (banner, details_cb, NULL);
  g_signal_connect (banner, "button-clicked", G_CALLBACK (details_cb), NULL);
  g_signal_handlers_disconnect_by_func (banner, map_cb, NULL);
  g_signal_connect_after (banner, "map", G_CALLBACK (map_cb), NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      KbStateFile *file = files[i].get (setup);

      if (file)
        g_signal_connect_object (file, "notify::trouble", G_CALLBACK (show), banner, G_CONNECT_SWAPPED);
    }
  show (banner);
}
