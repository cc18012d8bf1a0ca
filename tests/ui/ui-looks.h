/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "ui-scenes.h"

G_BEGIN_DECLS

/* How a window looks, beside what is set when the program starts: its contrast, and its language. */
typedef struct
{
  const char *name;
  int width, height;
  gboolean dark, large, mirrored;
} UiLook;

/* Where pictures go, and the list of them with what is wrong with each: FOLDER/LIST.tsv. */
void ui_looks_begin (const char *folder, const char *list);
void ui_looks_end (void);
/* Shows @scene so, takes pictures of it, and fails the test when something in it is out of place. */
void ui_look_at (UiScene *scene, const UiLook *look);
/* As it was before the first look. */
void ui_look_away (void);

G_END_DECLS
