/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/keyring/kb-secret-error.h"

typedef struct
{
  GQuark (*domain) (void);
  int first;
  int last;
  KbStoreError store_code;
  gboolean stale;
} CodeRow;

#define ANY G_MININT, G_MAXINT
#define ONE(code) code, code

/* Seen on the bus with gnome-keyring, KeePassXC, KWallet and without any. */
static const CodeRow rows[] = {
  { g_dbus_error_quark, ONE (G_DBUS_ERROR_SERVICE_UNKNOWN), KB_STORE_ERROR_NO_SERVICE, TRUE },
  { g_dbus_error_quark, ONE (G_DBUS_ERROR_NAME_HAS_NO_OWNER), KB_STORE_ERROR_NO_SERVICE, TRUE },
  { g_dbus_error_quark, ONE (G_DBUS_ERROR_DISCONNECTED), KB_STORE_ERROR_NO_SERVICE, TRUE },
  { g_dbus_error_quark, ONE (G_DBUS_ERROR_NO_SERVER), KB_STORE_ERROR_NO_SERVICE, FALSE },
  { g_dbus_error_quark, ONE (G_DBUS_ERROR_BAD_ADDRESS), KB_STORE_ERROR_NO_SERVICE, FALSE },
  { g_dbus_error_quark, G_DBUS_ERROR_SPAWN_EXEC_FAILED, G_DBUS_ERROR_SPAWN_FILE_INVALID,
    KB_STORE_ERROR_NO_SERVICE, FALSE },
  { g_dbus_error_quark, ONE (G_DBUS_ERROR_ACCESS_DENIED), KB_STORE_ERROR_DENIED, FALSE },
  { g_dbus_error_quark, ONE (G_DBUS_ERROR_AUTH_FAILED), KB_STORE_ERROR_DENIED, FALSE },
  { g_dbus_error_quark, ONE (G_DBUS_ERROR_NO_REPLY), KB_STORE_ERROR_NOT_RESPONDING, TRUE },
  { g_dbus_error_quark, ONE (G_DBUS_ERROR_TIMEOUT), KB_STORE_ERROR_NOT_RESPONDING, FALSE },
  { g_dbus_error_quark, ONE (G_DBUS_ERROR_TIMED_OUT), KB_STORE_ERROR_NOT_RESPONDING, FALSE },
  { g_dbus_error_quark, ONE (G_DBUS_ERROR_UNKNOWN_OBJECT), KB_STORE_ERROR_NO_COLLECTION, TRUE },
  { g_dbus_error_quark, ONE (G_DBUS_ERROR_UNKNOWN_METHOD), KB_STORE_ERROR_FAILED, TRUE },
  /* KWallet takes no public key that begins with a zero, as one in 256 does; the next session has another. */
  { g_dbus_error_quark, ONE (G_DBUS_ERROR_INVALID_ARGS), KB_STORE_ERROR_FAILED, TRUE },
  { g_io_error_quark, ONE (G_IO_ERROR_CLOSED), KB_STORE_ERROR_NO_SERVICE, TRUE },
  /* The bus, or the proxy that stands before it, hangs up while we connect. */
  { g_io_error_quark, ONE (G_IO_ERROR_CONNECTION_CLOSED), KB_STORE_ERROR_NO_SERVICE, TRUE },
  { g_io_error_quark, ONE (G_IO_ERROR_CONNECTION_REFUSED), KB_STORE_ERROR_NO_SERVICE, FALSE },
  { g_io_error_quark, ONE (G_IO_ERROR_NOT_FOUND), KB_STORE_ERROR_NO_SERVICE, FALSE },
  { g_io_error_quark, ONE (G_IO_ERROR_NOT_SUPPORTED), KB_STORE_ERROR_NO_SERVICE, FALSE },
  /* No address of a bus, and no display to start one for; an address that is none */
  { g_io_error_quark, ONE (G_IO_ERROR_FAILED), KB_STORE_ERROR_NO_SERVICE, FALSE },
  { g_io_error_quark, ONE (G_IO_ERROR_INVALID_ARGUMENT), KB_STORE_ERROR_NO_SERVICE, FALSE },
  { g_io_error_quark, ONE (G_IO_ERROR_PERMISSION_DENIED), KB_STORE_ERROR_DENIED, FALSE },
  { g_io_error_quark, ONE (G_IO_ERROR_TIMED_OUT), KB_STORE_ERROR_NOT_RESPONDING, FALSE },
  /* An error of the service's own, such as org.freedesktop.Secret.Error.NoSession. */
  { g_io_error_quark, ONE (G_IO_ERROR_DBUS_ERROR), KB_STORE_ERROR_FAILED, TRUE },
  /* As with invalid arguments above, the other way round */
  { secret_error_get_quark, ONE (SECRET_ERROR_PROTOCOL), KB_STORE_ERROR_FAILED, TRUE },
  { secret_error_get_quark, ONE (SECRET_ERROR_IS_LOCKED), KB_STORE_ERROR_LOCKED, FALSE },
  { secret_error_get_quark, ONE (SECRET_ERROR_NO_SUCH_OBJECT), KB_STORE_ERROR_NOT_FOUND, TRUE },
  /* GIO knows no domain for "there is no bus": the socket or dbus-launch is a file that is not there. */
  { g_file_error_quark, ANY, KB_STORE_ERROR_NO_SERVICE, FALSE },
  { g_spawn_error_quark, ANY, KB_STORE_ERROR_NO_SERVICE, FALSE },
};

static const CodeRow *
find_row (const GError *error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].domain () == error->domain && error->code >= rows[i].first && error->code <= rows[i].last)
      return &rows[i];

  return NULL;
}

/**
 * kb_secret_error_get_code:
 * @error: what a call to the Secret Service failed with
 * @hidden: whether a sandbox hides the service from us
 *
 * A bus that filters says of a hidden service that it is unknown, so "no service" is not to be believed then.
 *
 * Returns: the code that a caller branches on
 */
KbStoreError
kb_secret_error_get_code (const GError *error, gboolean hidden)
{
  const CodeRow *row = NULL;
  KbStoreError code = KB_STORE_ERROR_FAILED;

  if (error->domain == KB_STORE_ERROR)
    return error->code;

  row = find_row (error);
  if (row != NULL)
    code = row->store_code;

  return code == KB_STORE_ERROR_NO_SERVICE && hidden ? KB_STORE_ERROR_DENIED : code;
}

/**
 * kb_secret_error_is_stale:
 * @error: what a call to the Secret Service failed with
 *
 * Returns: whether to connect anew and try once more
 */
gboolean
kb_secret_error_is_stale (const GError *error)
{
  const CodeRow *row = find_row (error);

  return row != NULL && row->stale;
}

/**
 * kb_secret_error_is_no_object:
 * @error: (nullable): what a call to an object of the Secret Service failed with
 *
 * Services that are not made with a library for objects say "unknown method" for it.
 *
 * Returns: whether the object is not there
 */
gboolean
kb_secret_error_is_no_object (const GError *error)
{
  return g_error_matches (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD);
}
