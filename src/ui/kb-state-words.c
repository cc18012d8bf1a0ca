/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-state-words.h"

#include "core/base/kb-words.h"

#include <glib/gi18n.h>

/* Indexed by KbStateTrouble and KbStateOf; short enough for a bar in a narrow window. */
static const char *const troubles[][2] = {
  [KB_STATE_TROUBLE_MENDED] = { N_ ("The notes on your keys were damaged"),
                                N_ ("The choices of your set-up were damaged") },
  [KB_STATE_TROUBLE_BROKEN] = { N_ ("The notes on your keys were damaged"),
                                N_ ("The choices of your set-up were damaged") },
  [KB_STATE_TROUBLE_NEWER] = { N_ ("A newer Keybearer wrote the notes on your keys"),
                               N_ ("A newer Keybearer wrote the choices of your set-up") },
  [KB_STATE_TROUBLE_UNREADABLE] = { N_ ("The notes on your keys cannot be read"),
                                    N_ ("The choices of your set-up cannot be read") },
  [KB_STATE_TROUBLE_UNWRITABLE] = { N_ ("The notes on your keys cannot be written"),
                                    N_ ("The choices of your set-up cannot be written") },
};

/* Indexed by KbStateTrouble */
static const char *const headings[] = {
  [KB_STATE_TROUBLE_MENDED] = N_ ("Damaged File"),
  [KB_STATE_TROUBLE_BROKEN] = N_ ("Damaged File"),
  [KB_STATE_TROUBLE_NEWER] = N_ ("File Left Alone"),
  [KB_STATE_TROUBLE_UNREADABLE] = N_ ("File Left Alone"),
  [KB_STATE_TROUBLE_UNWRITABLE] = N_ ("File Not Written"),
};

/* Indexed as the first one */
static const char *const outcomes[][2] = {
  [KB_STATE_TROUBLE_MENDED] = {
    /* TRANSLATORS: of notes; %s is the path of a file */
    N_ ("What could be read is kept. The damaged file is now %s"),
    /* TRANSLATORS: of choices; %s is the path of a file */
    N_ ("What could be read is kept. The damaged file is now %s"),
  },
  [KB_STATE_TROUBLE_BROKEN] = {
    /* TRANSLATORS: notes; %s is the path of a file */
    N_ ("Nothing could be read, so Keybearer begins anew. The damaged file is now %s"),
    /* TRANSLATORS: choices; %s is the path of a file */
    N_ ("Nothing could be read, so Keybearer begins anew. The damaged file is now %s"),
  },
  [KB_STATE_TROUBLE_NEWER] = {
    /* TRANSLATORS: notes; %s is the path of a file */
    N_ ("The file is left alone, and new notes are not kept: %s"),
    /* TRANSLATORS: choices; %s is the path of a file */
    N_ ("The file is left alone, and new choices are not kept: %s"),
  },
  [KB_STATE_TROUBLE_UNREADABLE] = {
    /* TRANSLATORS: %s is the path of a file */
    N_ ("The file is left alone, and new notes are not kept: %s"),
    /* TRANSLATORS: %s is the path of a file */
    N_ ("The file is left alone, and new choices are not kept: %s"),
  },
  [KB_STATE_TROUBLE_UNWRITABLE] = {
    /* TRANSLATORS: %s is the path of a file */
    N_ ("Keybearer tries again with the next change. Check whether the disk is full: %s"),
    /* TRANSLATORS: %s is the path of a file */
    N_ ("Keybearer tries again with the next change. Check whether the disk is full: %s"),
  },
};

const char *
kb_state_get_trouble (KbStateFile *file, KbStateOf of)
{
  const char *words = troubles[kb_state_file_get_trouble (file)][of];

  return words ? _ (words) : NULL;
}

const char *
kb_state_get_heading (KbStateFile *file)
{
  return _ (headings[kb_state_file_get_trouble (file)]);
}

char *
kb_state_dup_outcome (KbStateFile *file, KbStateOf of)
{
  KbStateTrouble trouble = kb_state_file_get_trouble (file);
  const char *aside = trouble <= KB_STATE_TROUBLE_BROKEN ? kb_state_file_get_aside (file) : NULL;
  g_autofree char *path = g_filename_display_name (aside ? aside : kb_state_file_get_path (file));

  return kb_words_fill (_ (outcomes[trouble][of]), path);
}
