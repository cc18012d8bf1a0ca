/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-paste.h"

#include "core/base/kb-fiber.h"
#include "core/key/kb-key.h"

#include <glib/gi18n.h>
#include <string.h>

/* Milliseconds in which a program that is not stuck has handed over a text of this size. */
#define LIMIT 5000

/* What is remembered of a clipboard, until another text is copied */
#define TOO_LONG "kb-too-long"

static guint limit = LIMIT;
static GQueue waiters = G_QUEUE_INIT; /* DexPromise; for a stream, who waits longest first */

typedef struct
{
  GdkClipboard *clipboard;
  GCancellable *cancellable; /* nullable; the caller's */
  GCancellable *step;        /* of what is waited for; cancelled at the end */
  gint64 deadline;
} Paste;

G_DEFINE_QUARK (kb_paste_error, kb_paste_error)

static void
paste_free (gpointer data)
{
  Paste *paste = data;

  g_cancellable_cancel (paste->step);
  g_object_unref (paste->step);
  g_object_unref (paste->clipboard);
  g_clear_object (&paste->cancellable);
  g_free (paste);
}

/* What was too long is not asked for again: on X11 it would all be sent once more, and an owner that is still
 * sending may answer nobody else. */
static gboolean
is_too_long (GdkClipboard *clipboard)
{
  return g_object_get_data (G_OBJECT (clipboard), TOO_LONG) != NULL;
}

static void
forget_too_long (GdkClipboard *clipboard)
{
  g_object_set_data (G_OBJECT (clipboard), TOO_LONG, NULL);
  g_signal_handlers_disconnect_by_func (clipboard, forget_too_long, NULL);
}

static void
note_too_long (GdkClipboard *clipboard)
{
  if (is_too_long (clipboard))
    return;
  g_object_set_data (G_OBJECT (clipboard), TOO_LONG, (gpointer) TOO_LONG);
  g_signal_connect (clipboard, "changed", G_CALLBACK (forget_too_long), NULL);
}

static void
free_buffer (gpointer buffer)
{
  explicit_bzero (buffer, KB_KEY_TEXT_LONGEST + 1);
  g_free (buffer);
}

/* The buffer goes with the stream: what comes late still has a place to go. */
static char *
add_buffer (GInputStream *stream)
{
  char *buffer = g_malloc (KB_KEY_TEXT_LONGEST + 1);

  g_object_set_data_full (G_OBJECT (stream), "buffer", buffer, free_buffer);
  return buffer;
}

static const char *
read_stream (Paste *paste, GInputStream *stream, gsize *length, GError **error)
{
  char *buffer = add_buffer (stream);
  g_autoptr (GAsyncResult) result = NULL;
  DexPromise *promise = dex_promise_new ();

  g_input_stream_read_all_async (stream, buffer, KB_KEY_TEXT_LONGEST + 1, G_PRIORITY_DEFAULT, paste->step,
                                 kb_fiber_ready_cb, dex_ref (promise));
  result = kb_fiber_await (promise, paste->deadline, paste->cancellable, error);
  return result && g_input_stream_read_all_finish (stream, result, length, error) ? buffer : NULL;
}

static SecretValue *
new_value (const char *text, gsize length, GError **error)
{
  gsize size = strnlen (text, length);
  g_autofree char *valid = NULL;
  SecretValue *value;

  if (length > KB_KEY_TEXT_LONGEST || size == 0)
    {
      g_set_error_literal (error, KB_PASTE_ERROR,
                           size == 0 ? KB_PASTE_ERROR_NOTHING : KB_PASTE_ERROR_TOO_LONG, "");
      return NULL;
    }
  valid = g_utf8_make_valid (text, (gssize) size);
  value = secret_value_new (valid, -1, "text/plain");
  explicit_bzero (valid, strlen (valid));
  return value;
}

static void drained_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* On X11 nothing stops an owner that has more to give, and GDK would keep all of it until it was read. */
static void
drain (GInputStream *stream)
{
  g_input_stream_read_async (stream, g_object_get_data (G_OBJECT (stream), "buffer"), KB_KEY_TEXT_LONGEST,
                             G_PRIORITY_LOW, NULL, drained_cb, NULL);
}

static void
drained_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  if (g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL) > 0)
    drain (G_INPUT_STREAM (source));
}

/* Closing a pipe is what stops its owner. */
static void
end_stream (GInputStream *stream, gboolean has_more)
{
  if (has_more && !G_IS_POLLABLE_INPUT_STREAM (stream))
    drain (stream);
  else
    g_input_stream_close_async (stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
}

/* On X11 GDK takes an answer for one to the question that it asked first, be that one which a program that
 * hangs never answered. So it is not for who asked, but for who waits. */
static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DexPromise *waiter = g_queue_pop_head (&waiters);
  GError *error = NULL;
  GInputStream *stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, &error);

  if (waiter && stream)
    dex_promise_resolve_object (waiter, stream);
  else if (waiter)
    dex_promise_reject (waiter, error);
  else if (stream)
    {
      add_buffer (stream);
      end_stream (stream, TRUE);
      g_object_unref (stream);
    }
  else
    g_error_free (error);
  dex_clear (&waiter);
}

/* Types that every text has, on X11 too, where GDK gives them in place of the old names. */
static GInputStream *
open_stream (Paste *paste, GError **error)
{
  static const char *types[] = { "text/plain;charset=utf-8", "text/plain", NULL };
  g_autoptr (DexPromise) promise = dex_promise_new ();
  GInputStream *stream;

  g_queue_push_tail (&waiters, dex_ref (promise));
  gdk_clipboard_read_async (paste->clipboard, types, G_PRIORITY_DEFAULT, NULL, asked_cb, NULL);
  stream = dex_await_object (kb_fiber_until (dex_ref (promise), paste->deadline, paste->cancellable), error);
  if (g_queue_remove (&waiters, promise))
    dex_unref (promise);
  return stream;
}

static SecretValue *
paste (Paste *paste, GError **error)
{
  g_autoptr (GInputStream) stream = open_stream (paste, error);
  SecretValue *value = NULL;
  const char *text;
  gsize length = 0;

  if (!stream)
    return NULL;
  text = read_stream (paste, stream, &length, error);
  if (text)
    value = new_value (text, length, error);
  if (length > KB_KEY_TEXT_LONGEST)
    note_too_long (paste->clipboard);
  end_stream (stream, length > KB_KEY_TEXT_LONGEST);
  return value;
}

/* A clipboard without text, or one whose owner is gone, has nothing to paste. */
static void
explain (GError **error)
{
  gboolean late = g_error_matches (*error, DEX_ERROR, DEX_ERROR_TIMED_OUT);

  if ((*error)->domain == KB_PASTE_ERROR || g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  (*error)->domain = KB_PASTE_ERROR;
  (*error)->code = late ? KB_PASTE_ERROR_TOO_SLOW : KB_PASTE_ERROR_NOTHING;
}

static DexFuture *
paste_fiber (gpointer data)
{
  GError *error = NULL;
  SecretValue *value = NULL;

  if (is_too_long (((Paste *) data)->clipboard))
    g_set_error_literal (&error, KB_PASTE_ERROR, KB_PASTE_ERROR_TOO_LONG, "");
  else
    value = paste (data, &error);
  if (value)
    return dex_future_new_take_boxed (SECRET_TYPE_VALUE, value);
  explain (&error);
  return dex_future_new_for_error (error);
}

static DexFuture *
answer_cb (DexFuture *future, gpointer user_data)
{
  GError *error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (value)
    g_task_return_pointer (user_data, g_value_dup_boxed (value), (GDestroyNotify) secret_value_unref);
  else
    g_task_return_error (user_data, error);
  return NULL;
}

void
kb_paste_async (GdkClipboard *clipboard,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer user_data)
{
  Paste *paste = g_new0 (Paste, 1);

  dex_init ();
  paste->clipboard = g_object_ref (clipboard);
  g_set_object (&paste->cancellable, cancellable);
  paste->step = g_cancellable_new ();
  paste->deadline = g_get_monotonic_time () + limit * G_GINT64_CONSTANT (1000);
  dex_future_disown (dex_future_finally (dex_scheduler_spawn (NULL, 0, paste_fiber, paste, paste_free),
                                         answer_cb, g_task_new (clipboard, cancellable, callback, user_data),
                                         g_object_unref));
}

SecretValue *
kb_paste_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kb_paste_set_limit (guint milliseconds)
{
  limit = milliseconds;
}

const char *
kb_paste_error_get_advice (const GError *error)
{
  if (g_error_matches (error, KB_PASTE_ERROR, KB_PASTE_ERROR_TOO_LONG))
    return _ ("The text on the clipboard is too long to be a key");
  if (g_error_matches (error, KB_PASTE_ERROR, KB_PASTE_ERROR_TOO_SLOW))
    return _ ("The program that you copied from does not answer: copy the key again");
  /* A program that hangs does not even tell what it has. */
  return _ ("There is no text on the clipboard, or the program that you copied from does not answer");
}
