/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/base/kb-lock.h"

#include "core/base/kb-fiber.h"

#define BUS_NAME "org.freedesktop.DBus"
#define BUS_PATH "/org/freedesktop/DBus"
#define BUS_INTERFACE "org.freedesktop.DBus"

/* Answers of RequestName */
#define PRIMARY_OWNER 1

/* A name on the session bus and not a file: a sandbox has files of its own, but the bus is everybody's. Below
 * the Devel profile's id, whichever profile is built: a Flatpak may own what is below its own id without
 * asking for it, and this is below the id of both. */
static const char *const names[] = {
  [KB_LOCK_KEYS] = "io.github.keybearer.Keybearer.Devel.Lock.Keys",
  [KB_LOCK_NOTES] = "io.github.keybearer.Keybearer.Devel.Lock.Notes",
};

struct _KbLock
{
  GObject parent_instance;

  /* Of its own: the bus counts connections, so two operations of one process stand in line as well, and it
   * takes the name back from a process that dies. */
  GDBusConnection *connection;
  DexPromise *acquired;
  guint acquired_id;
};

G_DEFINE_FINAL_TYPE (KbLock, kb_lock, G_TYPE_OBJECT)

G_DEFINE_QUARK (kb_lock_error, kb_lock_error)

static void
kb_lock_dispose (GObject *object)
{
  KbLock *self = KB_LOCK (object);

  if (self->acquired_id != 0)
    g_dbus_connection_signal_unsubscribe (self->connection, self->acquired_id);
  self->acquired_id = 0;
  if (self->connection != NULL)
    g_dbus_connection_close (self->connection, NULL, NULL, NULL);
  g_clear_object (&self->connection);
  dex_clear (&self->acquired);

  G_OBJECT_CLASS (kb_lock_parent_class)->dispose (object);
}

static void
kb_lock_class_init (KbLockClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kb_lock_dispose;
}

static void
kb_lock_init (KbLock *self)
{
  self->acquired = dex_promise_new ();
}

/* One attempt to get a lock. */
typedef struct
{
  KbLock *lock;
  const char *name;
  gint64 deadline; /* monotonic, 0 for none */
  GCancellable *cancellable;
  DexPromise *waits;
} Taking;

static void
taking_free (gpointer data)
{
  Taking *taking = data;

  g_clear_object (&taking->lock);
  g_clear_object (&taking->cancellable);
  dex_clear (&taking->waits);
  g_free (taking);
}

static gboolean
connect_to_bus (Taking *taking, GError **error)
{
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, error);
  g_autoptr (GAsyncResult) result = NULL;
  DexPromise *promise = NULL;

  if (address == NULL)
    return FALSE;

  promise = dex_promise_new ();
  g_dbus_connection_new_for_address (
      address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, kb_fiber_ready_cb, dex_ref (promise));
  result = kb_fiber_await (promise, taking->deadline, taking->cancellable, error);
  if (result != NULL)
    taking->lock->connection = g_dbus_connection_new_for_address_finish (result, error);

  return taking->lock->connection != NULL;
}

static void
acquired_cb (GDBusConnection *connection,
             const char *sender,
             const char *path,
             const char *interface,
             const char *signal,
             GVariant *parameters,
             gpointer promise)
{
  dex_promise_resolve_boolean (promise, TRUE);
}

/* Without DBUS_NAME_FLAG_DO_NOT_QUEUE, so those who come later get it one after the other. */
static gboolean
request_name (Taking *taking, gboolean *owned, GError **error)
{
  KbLock *lock = taking->lock;
  g_autoptr (GVariant) reply = NULL;
  guint answer = 0;

  lock->acquired_id = g_dbus_connection_signal_subscribe (
      lock->connection, BUS_NAME, BUS_INTERFACE, "NameAcquired", BUS_PATH, taking->name,
      G_DBUS_SIGNAL_FLAGS_NONE, acquired_cb, dex_ref (lock->acquired), dex_unref);
  reply = dex_await_variant (
      kb_fiber_until (dex_dbus_connection_call (lock->connection, BUS_NAME, BUS_PATH, BUS_INTERFACE,
                                                "RequestName", g_variant_new ("(su)", taking->name, 0),
                                                G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE, G_MAXINT),
                      taking->deadline, taking->cancellable),
      error);
  if (reply == NULL)
    return FALSE;

  g_variant_get (reply, "(u)", &answer);
  *owned = answer == PRIMARY_OWNER;

  return TRUE;
}

static gboolean
wait_for_name (Taking *taking, GError **error)
{
  if (taking->waits != NULL)
    dex_promise_resolve_boolean (taking->waits, TRUE);

  return dex_await (kb_fiber_until (dex_ref (taking->lock->acquired), taking->deadline, taking->cancellable),
                    error);
}

static gboolean
take (Taking *taking, GError **error)
{
  gboolean owned = FALSE;

  return connect_to_bus (taking, error) && request_name (taking, &owned, error) &&
         (owned || wait_for_name (taking, error));
}

/* Whatever else keeps us from the bus, there is no lock to be had. */
static void
explain (GError **error)
{
  gboolean late = g_error_matches (*error, DEX_ERROR, DEX_ERROR_TIMED_OUT);

  if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  (*error)->domain = KB_LOCK_ERROR;
  (*error)->code = late ? KB_LOCK_ERROR_TOO_LONG : KB_LOCK_ERROR_NO_BUS;
}

static DexFuture *
take_fiber (gpointer data)
{
  Taking *taking = data;
  GError *error = NULL;

  if (take (taking, &error))
    return dex_future_new_take_object (g_steal_pointer (&taking->lock));

  explain (&error);

  return dex_future_new_for_error (error);
}

/**
 * kb_lock_take:
 * @name: what is to be changed
 * @limit: how long to wait at most, in ms; %KB_LOCK_LIMIT unless there is a reason
 * @cancellable: (nullable): to stop waiting
 * @waits: (nullable): resolved when another one holds the lock, so that the wait can be shown
 *
 * Waits until nobody else holds @name, in the order of asking.
 *
 * Returns: (transfer full): a future of the #KbLock; or of %KB_LOCK_ERROR_TOO_LONG, %KB_LOCK_ERROR_NO_BUS,
 *   with which a caller may go on unlocked, or %G_IO_ERROR_CANCELLED
 */
DexFuture *
kb_lock_take (KbLockName name, guint limit, GCancellable *cancellable, DexPromise *waits)
{
  Taking *taking = g_new0 (Taking, 1);

  dex_init ();
  taking->lock = g_object_new (KB_TYPE_LOCK, NULL);
  taking->name = names[name];
  taking->deadline = g_get_monotonic_time () + limit * G_GINT64_CONSTANT (1000);
  g_set_object (&taking->cancellable, cancellable);
  taking->waits = waits != NULL ? dex_ref (waits) : NULL;

  return dex_scheduler_spawn (NULL, 0, take_fiber, taking, taking_free);
}
