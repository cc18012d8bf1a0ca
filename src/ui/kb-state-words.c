/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-state-words.h"

#include <glib/gi18n.h>

/* Indexed by KbStateTrouble and KbStateOf. */
static const char *const words[][2] = {
  [KB_STATE_TROUBLE_MENDED] = {
    /* TRANSLATORS: %s is the path of a file */
    N_ ("The notes on your keys were damaged. What could be read is kept, and the damaged file is now %s"),
    /* TRANSLATORS: %s is the path of a file */
    N_ ("The choices of your set-up were damaged. What could be read is kept, and the damaged file is now %s"),
  },
  [KB_STATE_TROUBLE_BROKEN] = {
    /* TRANSLATORS: %s is the path of a file */
    N_ ("The notes on your keys were damaged and begin anew. The damaged file is now %s"),
    /* TRANSLATORS: %s is the path of a file */
    N_ ("The choices of your set-up were damaged and begin anew. The damaged file is now %s"),
  },
  [KB_STATE_TROUBLE_NEWER] = {
    /* TRANSLATORS: %s is the path of a file */
    N_ ("A newer Keybearer wrote the notes on your keys. They are left alone, and what you note now is not kept: %s"),
    /* TRANSLATORS: %s is the path of a file */
    N_ ("A newer Keybearer wrote the choices of your set-up. They are left alone, and what you choose now is not kept: %s"),
  },
  [KB_STATE_TROUBLE_UNREADABLE] = {
    /* TRANSLATORS: %s is the path of a file */
    N_ ("The notes on your keys cannot be read, so what you note now is not kept: %s"),
    /* TRANSLATORS: %s is the path of a file */
    N_ ("The choices of your set-up cannot be read, so what you choose now is not kept: %s"),
  },
  [KB_STATE_TROUBLE_UNWRITABLE] = {
    /* TRANSLATORS: %s is the path of a file */
    N_ ("The notes on your keys cannot be written. The next change tries it again: %s"),
    /* TRANSLATORS: %s is the path of a file */
    N_ ("The choices of your set-up cannot be written. The next change tries it again: %s"),
  },
};

char *
kb_state_dup_trouble (KbStateFile *file, KbStateOf of)
{
  KbStateTrouble trouble = kb_state_file_get_trouble (file);
  const char *aside = trouble <= KB_STATE_TROUBLE_BROKEN ? kb_state_file_get_aside (file) : NULL;
  g_autofree char *path = NULL;
  GString *text;

  if (trouble == KB_STATE_TROUBLE_NONE)
    return NULL;
  path = g_filename_display_name (aside ? aside : kb_state_file_get_path (file));
  text = g_string_new (_ (words[trouble][of]));
  g_string_replace (text, "%s", path, 1);
  return g_string_free_and_steal (text);
}
