/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "ui-scenes.h"

G_BEGIN_DECLS

/* A place where the keyring can fail, with the error of the scene. */
typedef struct
{
  const char *name;
  void (*fail) (UiScene *scene);
  gboolean toast;  /* it is said in one, so there is nothing to look at in a page alone */
  gboolean always; /* its way to the doctor is there whatever the error is */
} UiFailure;

const UiFailure *ui_scenes_get_failures (gsize *n_failures);
void ui_scene_open_failure (UiScene *scene, gconstpointer failure);

G_END_DECLS
