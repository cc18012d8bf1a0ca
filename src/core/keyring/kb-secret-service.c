/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/keyring/kb-secret-service.h"

#include "core/keyring/kb-key-store.h"
#include "core/keyring/kb-secret-collection.h"

#define PROMPT_INTERFACE "org.freedesktop.Secret.Prompt"

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

/* One prompt on the screen; the data of its task. */
typedef struct
{
  GDBusConnection *connection;
  guint completed_id;
  guint owner_id;
  gboolean ended;
} Prompting;

static void
prompting_free (gpointer data)
{
  Prompting *prompting = data;

  g_object_unref (prompting->connection);
  g_free (prompting);
}

/* TRUE for the first of the things that can end a prompt: its answer, the failed call, the service's death.
 */
static gboolean
end_prompting (GTask *task)
{
  Prompting *prompting = g_task_get_task_data (task);

  if (prompting->ended)
    return FALSE;

  prompting->ended = TRUE;
  g_dbus_connection_signal_unsubscribe (prompting->connection, prompting->completed_id);
  g_dbus_connection_signal_unsubscribe (prompting->connection, prompting->owner_id);
  return TRUE;
}

static void
completed_cb (GDBusConnection *connection,
              const char *sender,
              const char *path,
              const char *interface,
              const char *signal,
              GVariant *parameters,
              gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  g_autoptr (GVariant) value = NULL;
  gboolean dismissed = TRUE;

  if (!end_prompting (task))
    return;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(bv)")))
    g_variant_get (parameters, "(bv)", &dismissed, &value);
  if (dismissed || is_nothing (value))
    g_task_return_new_error (task, KB_STORE_ERROR, KB_STORE_ERROR_DISMISSED, "The prompt was dismissed");
  else
    g_task_return_pointer (task, g_steal_pointer (&value), (GDestroyNotify) g_variant_unref);
}

static void
owner_changed_cb (GDBusConnection *connection,
                  const char *sender,
                  const char *path,
                  const char *interface,
                  const char *signal,
                  GVariant *parameters,
                  gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);

  if (end_prompting (task))
    g_task_return_new_error (task, KB_STORE_ERROR, KB_STORE_ERROR_NOT_RESPONDING,
                             "The service left while prompting");
}

static void
prompted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply == NULL && end_prompting (task))
    g_task_return_error (task, g_steal_pointer (&error));
}

/* In place of libsecret's own, for four reasons. Where an answer comes together with the reply to the call,
 * it lets go of its own task once too often. A prompt that was dismissed, or whose service died, ends there
 * with no error, and what waits for it is then never called back or goes on with a NULL path. And
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
  g_autoptr (GTask) task = g_task_new (service, NULL, callback, user_data);
  GDBusProxy *proxy = G_DBUS_PROXY (prompt);
  const char *path = g_dbus_proxy_get_object_path (proxy);
  const char *name = KB_SECRET_SERVICE (service)->owner;
  Prompting *prompting = g_new0 (Prompting, 1);

  g_task_set_source_tag (task, kb_secret_service_prompt_async);
  prompting->connection = g_object_ref (g_dbus_proxy_get_connection (proxy));
  g_task_set_task_data (task, prompting, prompting_free);
  prompting->completed_id = g_dbus_connection_signal_subscribe (
      prompting->connection, name, PROMPT_INTERFACE, "Completed", path, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
      completed_cb, g_object_ref (task), g_object_unref);
  prompting->owner_id = g_dbus_connection_signal_subscribe (
      prompting->connection, "org.freedesktop.DBus", "org.freedesktop.DBus", "NameOwnerChanged",
      "/org/freedesktop/DBus", name, G_DBUS_SIGNAL_FLAGS_NONE, owner_changed_cb, g_object_ref (task),
      g_object_unref);
  g_dbus_connection_call (prompting->connection, name, path, PROMPT_INTERFACE, "Prompt",
                          g_variant_new ("(s)", ""), NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, G_MAXINT, NULL,
                          prompted_cb, g_object_ref (task));
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

typedef struct
{
  const char *start; /* of the name of its process, of which the system keeps 15 bytes */
  KbStoreProvider provider;
} ProviderRow;

static const ProviderRow providers[] = {
  { "gnome-keyring", KB_STORE_PROVIDER_GNOME },
  { "kwalletd", KB_STORE_PROVIDER_KDE },
  { "ksecretd", KB_STORE_PROVIDER_KDE },
  { "keepassxc", KB_STORE_PROVIDER_KEEPASSXC },
};

/**
 * kb_secret_service_name_provider:
 * @pid: of the process behind the name of the service; 0 when it is not known
 *
 * Returns: which keyring it is
 */
KbStoreProvider
kb_secret_service_name_provider (guint pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%u/comm", pid);
  g_autofree char *name = NULL;

  if (!g_file_get_contents (path, &name, NULL, NULL))
    return KB_STORE_PROVIDER_UNKNOWN;
  for (gsize i = 0; i < G_N_ELEMENTS (providers); i++)
    if (g_str_has_prefix (name, providers[i].start))
      return providers[i].provider;

  return KB_STORE_PROVIDER_UNKNOWN;
}
