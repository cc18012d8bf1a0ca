/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/base/kb-fiber.h"

G_BEGIN_DECLS

/* What an object does in a fiber that does not keep it: who drops the last reference ends the work, and so
 * does who is called back in the middle of it. */
typedef struct
{
  gpointer object; /* there until the work is over */
  GCancellable *cancellable;

  /*< private >*/
  DexFiberFunc fiber;
} KbWork;

/* A change of the object, on the main loop's stack: whoever hears of it may end the work. */
typedef void (*KbWorkChange) (KbWork *work, gpointer data);

DexFuture *kb_work_start (KbWork **work, gpointer object, DexFiberFunc fiber);
void kb_work_end (KbWork **work);
gboolean kb_work_is_over (KbWork *work);
void kb_work_change_here (KbWork *work, KbWorkChange change, gpointer data);

/* In the fiber. FALSE: it is over. */
gboolean kb_work_change (KbWork *work, KbWorkChange change, gpointer data);
GAsyncResult *kb_work_await (KbWork *work, DexPromise *promise);
typedef void (*KbWorkTick) (gpointer data, guint seconds_left);
gboolean kb_work_count_down (KbWork *work, guint seconds, KbWorkTick tick, gpointer data);

G_END_DECLS
