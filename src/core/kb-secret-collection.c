/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-secret-collection.h"

struct _KbSecretCollection
{
  SecretCollection parent_instance;
};

G_DEFINE_FINAL_TYPE (KbSecretCollection, kb_secret_collection, SECRET_TYPE_COLLECTION)

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
