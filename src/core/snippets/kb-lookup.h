/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What another program gets that asks the keyring for a key by its name. */
typedef enum
{
  KB_LOOKUP_ONE,
  KB_LOOKUP_LOCKED, /* one, once the keyring is open */
  KB_LOOKUP_NONE,
  KB_LOOKUP_SEVERAL,
  KB_LOOKUP_HIDDEN, /* from us, by the sandbox: others may find it */
  KB_LOOKUP_FAILED, /* the keyring did not answer */
} KbLookup;

/* Never prompts, answers within 3 s. Fails only when cancelled. */
void kb_lookup_async (const char *name,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
KbLookup kb_lookup_finish (GAsyncResult *result, GError **error);

G_END_DECLS
