/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/base/kb-work.h"

#include "core/base/kb-second.h"

static void
clear_work (gpointer data)
{
  g_object_unref (((KbWork *) data)->cancellable);
}

static void
work_unref (gpointer work)
{
  g_rc_box_release_full (work, clear_work);
}

static DexFuture *
begin_fiber (gpointer data)
{
  KbWork *work = data;

  return kb_work_is_over (work) ? dex_future_new_true () : work->fiber (work);
}

/**
 * kb_work_start:
 * @work: (out): to end it with, at the latest when @object is disposed of
 * @object: whose work it is; not kept
 * @fiber: what to do; its data are the #KbWork
 *
 * Begins the work in the next turn of the main loop, if it is not over by then.
 *
 * Returns: (transfer full): what @fiber returns
 */
DexFuture *
kb_work_start (KbWork **work, gpointer object, DexFiberFunc fiber)
{
  KbWork *self = g_rc_box_new0 (KbWork);
  DexFuture *future;

  self->object = object;
  self->fiber = fiber;
  self->cancellable = g_cancellable_new ();
  *work = g_rc_box_acquire (self);
  dex_init ();
  future = dex_scheduler_spawn (NULL, KB_FIBER_STACK, begin_fiber, self, work_unref);
  dex_future_disown (dex_ref (future));

  return future;
}

/**
 * kb_work_end:
 * @work: (inout): nothing to do where it is %NULL
 *
 * Ends what is being waited for, and lets go of it: the object is changed no more.
 */
void
kb_work_end (KbWork **work)
{
  KbWork *self = g_steal_pointer (work);

  if (self == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  work_unref (self);
}

gboolean
kb_work_is_over (KbWork *work)
{
  return g_cancellable_is_cancelled (work->cancellable);
}

/**
 * kb_work_change_here:
 * @work: a work
 * @change: what to change; not done when the work is over
 * @data: for @change
 *
 * kb_work_change() for those who are in no fiber.
 */
void
kb_work_change_here (KbWork *work, KbWorkChange change, gpointer data)
{
  g_autoptr (GObject) kept = NULL;

  if (kb_work_is_over (work))
    return;
  kept = g_object_ref (work->object);
  g_rc_box_acquire (work);
  change (work, data);
  work_unref (work);
}

typedef struct
{
  KbWork *work;
  KbWorkChange change;
  gpointer data;
} Change;

static void
change_cb (gpointer data)
{
  Change *change = data;

  kb_work_change_here (change->work, change->change, change->data);
}

/**
 * kb_work_change:
 * @work: a work, in its fiber
 * @change: what to change; not done when the work is over
 * @data: for @change
 *
 * Returns: whether to go on
 */
gboolean
kb_work_change (KbWork *work, KbWorkChange change, gpointer data)
{
  Change call = { work, change, data };

  if (!kb_work_is_over (work))
    kb_fiber_call (change_cb, &call);

  return !kb_work_is_over (work);
}

/**
 * kb_work_await:
 * @work: a work, in its fiber
 * @promise: (transfer full): of a step that has begun
 *
 * Returns: (transfer full) (nullable): what the step came to; %NULL when the work is over
 */
GAsyncResult *
kb_work_await (KbWork *work, DexPromise *promise)
{
  g_autoptr (GAsyncResult) result = kb_fiber_await (promise, 0, work->cancellable, NULL);

  return kb_work_is_over (work) ? NULL : g_steal_pointer (&result);
}

typedef struct
{
  KbWorkTick tick;
  gpointer data;
  guint left;
} Counting;

static void
tick_change (KbWork *work, gpointer data)
{
  Counting *self = data;

  self->tick (self->data, self->left);
}

/**
 * kb_work_count_down:
 * @work: a work, in its fiber
 * @seconds: how long to wait, of kb_second_get_milliseconds() each
 * @tick: called once a second with what is left, at last with 0; by the clock, also when the computer slept
 * @data: for @tick
 *
 * Returns: whether the time is up; else the work is over
 */
gboolean
kb_work_count_down (KbWork *work, guint seconds, KbWorkTick tick, gpointer data)
{
  gint64 second = kb_second_get_milliseconds () * G_TIME_SPAN_MILLISECOND;
  gint64 end = g_get_monotonic_time () + seconds * second;
  Counting counting = { tick, data, seconds };

  while (counting.left > 0)
    {
      gint64 left;

      dex_await (
          kb_fiber_until (dex_future_new_infinite (), end - (counting.left - 1) * second, work->cancellable),
          NULL);
      left = (MAX (end - g_get_monotonic_time (), 0) + second - 1) / second;
      if (left < counting.left)
        {
          counting.left = (guint) left;
          kb_work_change (work, tick_change, &counting);
        }
      if (kb_work_is_over (work))
        return FALSE;
    }

  return TRUE;
}
