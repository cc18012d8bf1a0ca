/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-trouble-banner.h"

#include "kb-page.h"
#include "kb-state-words.h"

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

static void
show (AdwBanner *banner)
{
  KbSetup *setup = g_object_get_data (G_OBJECT (banner), "setup");
  g_autofree char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (files) && !text; i++)
    {
      KbStateFile *file = files[i].get (setup);

      text = file ? kb_state_dup_trouble (file, files[i].of) : NULL;
    }
  if (text)
    {
      adw_banner_set_title (banner, text);
      kb_announce (GTK_WIDGET (banner), text);
    }
  adw_banner_set_revealed (banner, text != NULL);
}

static void
hide_cb (AdwBanner *banner)
{
  adw_banner_set_revealed (banner, FALSE);
}

void
kb_trouble_banner_watch (AdwBanner *banner, KbSetup *setup)
{
  g_object_set_data_full (G_OBJECT (banner), "setup", g_object_ref (setup), g_object_unref);
  g_signal_handlers_disconnect_by_func (banner, hide_cb, NULL);
  g_signal_connect (banner, "button-clicked", G_CALLBACK (hide_cb), NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      KbStateFile *file = files[i].get (setup);

      if (file)
        g_signal_connect_object (file, "notify::trouble", G_CALLBACK (show), banner, G_CONNECT_SWAPPED);
    }
  show (banner);
}
