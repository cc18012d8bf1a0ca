/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-copy-secret.h"

#include "core/base/kb-second.h"
#include "core/keyring/kb-stored-key.h"
#include "kb-page.h"

#include <glib/gi18n.h>

#define SECONDS 60u

/* What histories of the clipboard look at, so as not to keep it. GTK 4 offers it by its name, which most go
 * by, and cannot hand out what stands in it: for that the name would need a slash. Klipper wants to read it.
 */
#define HINT_TYPE "x-kde-passwordManagerHint"
#define HINT "secret"

#define KB_TYPE_SECRET_CONTENT (kb_secret_content_get_type ())
G_DECLARE_FINAL_TYPE (KbSecretContent, kb_secret_content, KB, SECRET_CONTENT, GdkContentProvider)

/* Hands the key out from where it is safe: a copy in an ordinary string could not be wiped. */
struct _KbSecretContent
{
  GdkContentProvider parent_instance;

  SecretValue *key;
};

G_DEFINE_FINAL_TYPE (KbSecretContent, kb_secret_content, GDK_TYPE_CONTENT_PROVIDER)

/* One clipboard, one key: a second copy takes the place of the first. */
static GdkClipboard *clipboard;
static GdkContentProvider *content;
static guint clearing;

static GdkContentFormats *
kb_secret_content_ref_formats (GdkContentProvider *provider)
{
  static const char *types[] = { "text/plain;charset=utf-8", "text/plain", HINT_TYPE };

  return gdk_content_formats_new (types, G_N_ELEMENTS (types));
}

static void
written_cb (GObject *stream, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (stream), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
kb_secret_content_write_async (GdkContentProvider *provider,
                               const char *type,
                               GOutputStream *stream,
                               int priority,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  KbSecretContent *self = (KbSecretContent *) provider;
  GTask *task = g_task_new (provider, cancellable, callback, user_data);
  gsize length = strlen (HINT);
  const char *text = HINT;

  if (!g_str_equal (type, HINT_TYPE))
    text = secret_value_get (self->key, &length);
  g_output_stream_write_all_async (stream, text, length, priority, cancellable, written_cb, task);
}

static gboolean
kb_secret_content_write_finish (GdkContentProvider *provider, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
kb_secret_content_finalize (GObject *object)
{
  g_clear_pointer (&((KbSecretContent *) object)->key, secret_value_unref);
  G_OBJECT_CLASS (kb_secret_content_parent_class)->finalize (object);
}

static void
kb_secret_content_class_init (KbSecretContentClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kb_secret_content_finalize;
  provider_class->ref_formats = kb_secret_content_ref_formats;
  provider_class->write_mime_type_async = kb_secret_content_write_async;
  provider_class->write_mime_type_finish = kb_secret_content_write_finish;
}

static void
kb_secret_content_init (KbSecretContent *self)
{
}

static gboolean
clear_cb (gpointer user_data)
{
  clearing = 0;
  kb_copy_secret_clear ();
  return G_SOURCE_REMOVE;
}

void
kb_copy_secret (GtkWidget *widget, SecretValue *key)
{
  KbSecretContent *copy = g_object_new (KB_TYPE_SECRET_CONTENT, NULL);

  copy->key = secret_value_ref (key);
  g_clear_handle_id (&clearing, g_source_remove);
  g_set_object (&clipboard, gtk_widget_get_clipboard (widget));
  g_clear_object (&content);
  content = GDK_CONTENT_PROVIDER (copy);
  gdk_clipboard_set_content (clipboard, content);
  clearing = g_timeout_add (SECONDS * kb_second_get_milliseconds (), clear_cb, NULL);
  kb_toast (widget, _ ("Key copied for one minute"));
}

void
kb_copy_secret_clear (void)
{
  g_clear_handle_id (&clearing, g_source_remove);
  if (clipboard && gdk_clipboard_get_content (clipboard) == content)
    gdk_clipboard_set_content (clipboard, NULL);
  g_clear_object (&content);
  g_clear_object (&clipboard);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = GTK_WIDGET (user_data);
  g_autoptr (GError) error = NULL;
  SecretValue *key = kb_stored_key_load_finish (KB_KEY_STORE (source), result, &error);

  if (key)
    kb_copy_secret (widget, key);
  else if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kb_toast_trouble (widget, error);
  g_clear_pointer (&key, secret_value_unref);
}

void
kb_copy_saved_key (GtkWidget *widget, KbKeyStore *store, const char *name, GCancellable *cancellable)
{
  kb_key_store_load_async (store, name, cancellable, loaded_cb, g_object_ref (widget));
}
