/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "ui-scenes.h"

G_BEGIN_DECLS

/* The window around a page. */
char *ui_scene_write_file (const char *folder, const char *name, const char *format);
void ui_scene_open_window (UiScene *scene, gconstpointer practice);
void ui_scene_open_trouble (UiScene *scene, gconstpointer data);
void ui_scene_open_dialog (UiScene *scene, gconstpointer action);
void ui_scene_open_unsaved (UiScene *scene, gconstpointer data);
void ui_scene_close_window (UiHost *host);

G_END_DECLS
