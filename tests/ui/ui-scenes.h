/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "fake-store.h"
#include "ui-support.h"

G_BEGIN_DECLS

typedef enum
{
  UI_RANK_MAIN,
  UI_RANK_VARIANT, /* much like another one: where there is the least room */
  UI_RANK_REST,    /* in the whole gallery only */
} UiRank;

/* A page or a dialog in a state that matters, to be looked at. */
typedef struct
{
  const char *name;
  UiHost *host;
  FakeStore *store;
  KbStoreError error; /* what the store fails with, where it fails */
  GtkWidget *over;    /* the page, and looked at in its place; nullable */
  GtkWidget *sight;   /* what the page is scrolled to; nullable */
} UiScene;

guint ui_scenes_count (void);
const char *ui_scenes_get_name (guint number);
UiRank ui_scenes_get_rank (guint number);
UiScene *ui_scene_open (guint number);
void ui_scene_close (UiScene *scene);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UiScene, ui_scene_close)

G_END_DECLS
