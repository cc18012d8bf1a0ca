/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "ui-scenes.h"

G_BEGIN_DECLS

/* What is found on a computer that has keys and programs. */
void ui_scene_open_session (UiScene *scene, gconstpointer data);
void ui_scene_open_import (UiScene *scene, gconstpointer data);
void ui_scene_open_uses (UiScene *scene, gconstpointer data);

G_END_DECLS
