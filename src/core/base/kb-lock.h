/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

/* As long as a person may take to answer the keyring's window that another Keybearer has open, in ms. */
#define KB_LOCK_LIMIT (2 * 60 * 1000)

#define KB_LOCK_ERROR (kb_lock_error_quark ())

typedef enum
{
  KB_LOCK_ERROR_NO_BUS,   /* there is no session bus, so there is no lock to be had */
  KB_LOCK_ERROR_TOO_LONG, /* another one had it for the whole limit */
} KbLockError;
GQuark kb_lock_error_quark (void);

typedef enum
{
  KB_LOCK_KEYS,  /* what is in the keyring */
  KB_LOCK_NOTES, /* what is noted on the keys; may be taken while the keys are held, not the other way round
                  */
} KbLockName;

/* Held by one holder at a time, of all the programs of one person's session: given back when the last
 * reference goes, or the process. */
#define KB_TYPE_LOCK (kb_lock_get_type ())
G_DECLARE_FINAL_TYPE (KbLock, kb_lock, KB, LOCK, GObject)

DexFuture *kb_lock_take (KbLockName name, guint limit, GCancellable *cancellable, DexPromise *waits);

G_END_DECLS
