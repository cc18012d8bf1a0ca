/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "ui-scenes.h"

G_BEGIN_DECLS

/* When a key ends: @days from today it does. */
void ui_scene_open_ending (UiScene *scene, gconstpointer days);
void ui_scene_open_ending_list (UiScene *scene, gconstpointer data);
void ui_scene_open_ending_rotation (UiScene *scene, gconstpointer data);
void ui_scene_open_end_date (UiScene *scene, gconstpointer data);
void ui_scene_open_expiration (UiScene *scene, gconstpointer data);

G_END_DECLS
