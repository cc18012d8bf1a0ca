/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gtk/gtk.h>
#include <libsecret/secret.h>

G_BEGIN_DECLS

#define KB_PASTE_ERROR (kb_paste_error_quark ())
GQuark kb_paste_error_quark (void);

typedef enum
{
  KB_PASTE_ERROR_NOTHING,
  KB_PASTE_ERROR_TOO_LONG,
  KB_PASTE_ERROR_TOO_SLOW,
} KbPasteError;

/* The text on @clipboard: as much as a paste may be, and not for longer than its owner may take, which may be
 * a program that hangs or one that copied a whole film. */
void kb_paste_async (GdkClipboard *clipboard,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data);
/* Valid UTF-8, not empty; NULL with @error set to one of the above or to what cancelled it. */
SecretValue *kb_paste_finish (GAsyncResult *result, GError **error);
/* For tests, which cannot wait. */
void kb_paste_set_limit (guint milliseconds);
/* A sentence for the person. */
const char *kb_paste_error_get_advice (const GError *error);

G_END_DECLS
