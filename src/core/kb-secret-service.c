/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-secret-service.h"

#include "kb-key-store.h"
#include "kb-secret-collection.h"

struct _KbSecretService
{
  SecretService parent_instance;

  char *owner; /* of the name, when the session with it was made */
};

G_DEFINE_FINAL_TYPE (KbSecretService, kb_secret_service, SECRET_TYPE_SERVICE)

/* gnome-keyring answers a closed prompt for a new collection with the path of none. */
static gboolean
is_nothing (GVariant *value)
{
  return value == NULL || (g_variant_is_of_type (value, G_VARIANT_TYPE_OBJECT_PATH) &&
                           g_str_equal (g_variant_get_string (value, NULL), "/"));
}

static void
performed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = secret_prompt_perform_finish (SECRET_PROMPT (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (!is_nothing (value))
    g_task_return_pointer (task, g_steal_pointer (&value), (GDestroyNotify) g_variant_unref);
  else if (kb_secret_service_is_alive (g_task_get_source_object (task)))
    g_task_return_new_error (task, KB_STORE_ERROR, KB_STORE_ERROR_DISMISSED, "The prompt was dismissed");
  else
    g_task_return_new_error (task, KB_STORE_ERROR, KB_STORE_ERROR_NOT_RESPONDING,
                             "The service left while prompting");
}

/* In place of libsecret's own, for three reasons. A prompt that was dismissed, or whose service died, ends
 * there with no error, and what waits for it is then never called back or goes on with a NULL path. And
 * gnome-keyring 48 aborts when a prompt that is on the screen is dismissed by its caller, so this one has no
 * cancellable; who cancels the operation is answered without it (kb-secret-call.c). */
static void
kb_secret_service_prompt_async (SecretService *service,
                                SecretPrompt *prompt,
                                const GVariantType *return_type,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = g_task_new (service, NULL, callback, user_data);

  g_task_set_source_tag (task, kb_secret_service_prompt_async);
  secret_prompt_perform (prompt, NULL, return_type, NULL, performed_cb, task);
}

static GVariant *
kb_secret_service_prompt_finish (SecretService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, service), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* libsecret's own keeps a list of collections that nobody here reads, and complains when the service comes
 * back after a restart. */
static void
kb_secret_service_g_signal (GDBusProxy *proxy, const char *sender, const char *signal, GVariant *parameters)
{
}

static void
kb_secret_service_finalize (GObject *object)
{
  KbSecretService *self = KB_SECRET_SERVICE (object);

  g_free (self->owner);

  G_OBJECT_CLASS (kb_secret_service_parent_class)->finalize (object);
}

static void
kb_secret_service_class_init (KbSecretServiceClass *klass)
{
  SecretServiceClass *service_class = SECRET_SERVICE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kb_secret_service_finalize;
  G_DBUS_PROXY_CLASS (klass)->g_signal = kb_secret_service_g_signal;
  service_class->collection_gtype = KB_TYPE_SECRET_COLLECTION;
  service_class->prompt_async = kb_secret_service_prompt_async;
  service_class->prompt_finish = kb_secret_service_prompt_finish;
}

static void
kb_secret_service_init (KbSecretService *self)
{
}

/**
 * kb_secret_service_remember_owner:
 * @service: a #KbSecretService that has just been opened with a session
 *
 * Takes down whose session it is.
 *
 * Returns: whether there is anybody behind the name
 */
gboolean
kb_secret_service_remember_owner (SecretService *service)
{
  KbSecretService *self = KB_SECRET_SERVICE (service);

  g_free (self->owner);
  self->owner = g_dbus_proxy_get_name_owner (G_DBUS_PROXY (service));

  return self->owner != NULL;
}

/**
 * kb_secret_service_is_alive:
 * @service: a #KbSecretService
 *
 * A session is lost when the program behind the name is replaced.
 *
 * Returns: whether the session can still be used
 */
gboolean
kb_secret_service_is_alive (SecretService *service)
{
  KbSecretService *self = KB_SECRET_SERVICE (service);
  g_autofree char *owner = g_dbus_proxy_get_name_owner (G_DBUS_PROXY (service));

  return owner != NULL && g_strcmp0 (owner, self->owner) == 0;
}
