/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keyring/kb-key-store.h"

G_BEGIN_DECLS

/* What an item says of itself. Nothing that others store has to be there: gnome-keyring, locked since it was
 * started, gives neither label nor attributes nor dates. */
typedef struct
{
  char *path;
  char *label;
  GHashTable *attributes;
  gboolean locked;
  guint64 created; /* Unix seconds */
  guint64 modified;
} KbSecretItem;

KbSecretItem *kb_secret_item_new (const char *path, GVariant *properties);
void kb_secret_item_free (gpointer item);
const char *kb_secret_item_get (const KbSecretItem *item, const char *attribute);

/* What Keybearer's items look like, and what can be read off them. */
GVariant *kb_secret_item_new_attributes (const char *name);
GVariant *kb_secret_item_new_properties (const char *name, const char *label);
char *kb_secret_item_dup_label (const char *name, const char *label);
gboolean kb_secret_item_is_ours (const KbSecretItem *item, const char *name);
KbSecretItem *kb_secret_item_choose (GPtrArray *items);
GPtrArray *kb_secret_item_list_keys (GPtrArray *items);

G_END_DECLS
