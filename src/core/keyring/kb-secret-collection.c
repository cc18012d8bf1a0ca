/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/keyring/kb-secret-collection.h"

struct _KbSecretCollection
{
  SecretCollection parent_instance;
};

static void async_initable_iface_init (GAsyncInitableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KbSecretCollection,
                               kb_secret_collection,
                               SECRET_TYPE_COLLECTION,
                               G_IMPLEMENT_INTERFACE (G_TYPE_ASYNC_INITABLE, async_initable_iface_init))

static GAsyncInitableIface *parent_iface;

/* Without the cancellable: libsecret 0.21 lets go of a collection once too often when it is cancelled between
 * the end of this and the call that takes the result. */
static void
init_async (GAsyncInitable *initable,
            int io_priority,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  parent_iface->init_async (initable, io_priority, NULL, callback, user_data);
}

static void
async_initable_iface_init (GAsyncInitableIface *iface)
{
  parent_iface = g_type_interface_peek_parent (iface);
  iface->init_async = init_async;
}

/* libsecret's own leaks a list of all items with each item that is created (0.21.7), and complains when the
 * service comes back after a restart. Nobody here reads that list. */
static void
kb_secret_collection_g_signal (GDBusProxy *proxy,
                               const char *sender,
                               const char *signal,
                               GVariant *parameters)
{
}

static void
kb_secret_collection_class_init (KbSecretCollectionClass *klass)
{
  G_DBUS_PROXY_CLASS (klass)->g_signal = kb_secret_collection_g_signal;
}

static void
kb_secret_collection_init (KbSecretCollection *self)
{
}
