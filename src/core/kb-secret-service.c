/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-secret-service.h"

#include "kb-key-store.h"

struct _KbSecretService
{
  SecretService parent_instance;

  char *owner; /* of the name, when the session with it was made */
};

G_DEFINE_FINAL_TYPE (KbSecretService, kb_secret_service, SECRET_TYPE_SERVICE)

/* The prompt gets no cancellable: gnome-keyring 48 aborts when a prompt that is on the screen is dismissed by
 * its caller. Who cancels an operation is answered without it (kb-secret-call.c). */
static void
kb_secret_service_prompt_async (SecretService *service,
                                SecretPrompt *prompt,
                                const GVariantType *return_type,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  SECRET_SERVICE_CLASS (kb_secret_service_parent_class)
      ->prompt_async (service, prompt, return_type, NULL, callback, user_data);
}

/* libsecret says nothing at all about a dismissed prompt, and creating an item or a collection goes on with a
 * NULL path then and never calls back. An error here ends it in order. */
static GVariant *
kb_secret_service_prompt_finish (SecretService *service, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  GVariant *value = NULL;

  value =
      SECRET_SERVICE_CLASS (kb_secret_service_parent_class)->prompt_finish (service, result, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (value == NULL && kb_secret_service_is_alive (service))
    g_set_error_literal (error, KB_STORE_ERROR, KB_STORE_ERROR_DISMISSED, "The prompt was dismissed");
  else if (value == NULL)
    g_set_error_literal (error, KB_STORE_ERROR, KB_STORE_ERROR_NOT_RESPONDING,
                         "The service left while prompting");

  return value;
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
