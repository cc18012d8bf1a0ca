/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gio/gio.h>
#include <libsecret/secret.h>

G_BEGIN_DECLS

/* On the session bus */
#define KB_STORE_SERVICE "org.freedesktop.secrets"

#define KB_STORE_ERROR (kb_store_error_quark ())

typedef enum
{
  KB_STORE_ERROR_NO_SERVICE,
  KB_STORE_ERROR_NO_COLLECTION,
  KB_STORE_ERROR_LOCKED,
  KB_STORE_ERROR_DISMISSED, /* the person closed the prompt */
  KB_STORE_ERROR_DENIED,    /* a sandbox may not talk to it */
  KB_STORE_ERROR_NOT_RESPONDING,
  KB_STORE_ERROR_NOT_FOUND,
  KB_STORE_ERROR_MISMATCH,      /* read back another key than was saved; the copy was removed */
  KB_STORE_ERROR_MISMATCH_LEFT, /* the same, and the copy is still there */
  KB_STORE_ERROR_NAME_TAKEN,    /* a key of that name is there, and was not to be replaced */
  KB_STORE_ERROR_BUSY,          /* another Keybearer was changing keys all the time */
  KB_STORE_ERROR_FAILED,
} KbStoreError;

typedef enum
{
  KB_STORE_STATE_CHECKING,
  KB_STORE_STATE_READY,
  KB_STORE_STATE_LOCKED,
  KB_STORE_STATE_NO_COLLECTION,
  KB_STORE_STATE_NO_SERVICE,
  KB_STORE_STATE_DENIED,
  KB_STORE_STATE_NOT_RESPONDING,
} KbStoreState;

/* Who is behind the name of the service. */
typedef enum
{
  KB_STORE_PROVIDER_UNKNOWN, /* in a sandbox, or none that Keybearer knows */
  KB_STORE_PROVIDER_GNOME,
  KB_STORE_PROVIDER_KDE,
  KB_STORE_PROVIDER_KEEPASSXC,
} KbStoreProvider;

#define KB_TYPE_STORE_STATE (kb_store_state_get_type ())
GType kb_store_state_get_type (void);
GQuark kb_store_error_quark (void);

/* A key that is stored, without the key. */
#define KB_TYPE_SAVED_KEY (kb_saved_key_get_type ())
G_DECLARE_FINAL_TYPE (KbSavedKey, kb_saved_key, KB, SAVED_KEY, GObject)
KbSavedKey *kb_saved_key_new (const char *name, const char *label, gint64 created, gboolean locked);
const char *kb_saved_key_get_name (KbSavedKey *self);
const char *kb_saved_key_get_label (KbSavedKey *self);
gint64 kb_saved_key_get_created (KbSavedKey *self);
gboolean kb_saved_key_get_locked (KbSavedKey *self);
gboolean kb_saved_keys_have_name (GPtrArray *keys, const char *name);
char *kb_saved_keys_dup_free_label (GPtrArray *keys, const char *label);

typedef enum
{
  KB_STORE_PROBE,
  KB_STORE_UNLOCK,
  KB_STORE_LIST,
  KB_STORE_SAVE,
  KB_STORE_LOAD,
  KB_STORE_RENAME,
  KB_STORE_FORGET,
} KbStoreVerb;

/* What is asked of a store. */
typedef struct
{
  KbStoreVerb verb;
  char *name; /* nullable, as what follows: where the verb has none */
  char *label;
  SecretValue *key;
  gboolean replace;
} KbStoreRequest;

#define KB_TYPE_KEY_STORE (kb_key_store_get_type ())
G_DECLARE_INTERFACE (KbKeyStore, kb_key_store, KB, KEY_STORE, GObject)

struct _KbKeyStoreInterface
{
  GTypeInterface g_iface;

  /* Does what the KbStoreRequest asks that is the data of @task, and answers on that, never before it has
   * returned: with a pointer when probing (what the keyring calls itself, nullable), listing and loading,
   * else with TRUE. */
  void (*start) (KbKeyStore *self, GTask *task);
  KbStoreProvider (*get_provider) (KbKeyStore *self);
};

void kb_key_store_probe_async (KbKeyStore *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
KbStoreState kb_key_store_probe_finish (KbKeyStore *self,
                                        GAsyncResult *result,
                                        char **collection,
                                        GError **error);
void kb_key_store_unlock_async (KbKeyStore *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean kb_key_store_unlock_finish (KbKeyStore *self, GAsyncResult *result, GError **error);
void kb_key_store_list_async (KbKeyStore *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GPtrArray *kb_key_store_list_finish (KbKeyStore *self, GAsyncResult *result, GError **error);
void kb_key_store_save_async (KbKeyStore *self,
                              const char *name,
                              const char *label,
                              SecretValue *key,
                              gboolean replace,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean kb_key_store_save_finish (KbKeyStore *self, GAsyncResult *result, GError **error);
void kb_key_store_load_async (KbKeyStore *self,
                              const char *name,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
SecretValue *kb_key_store_load_finish (KbKeyStore *self, GAsyncResult *result, GError **error);
void kb_key_store_rename_async (KbKeyStore *self,
                                const char *name,
                                const char *label,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean kb_key_store_rename_finish (KbKeyStore *self, GAsyncResult *result, GError **error);
void kb_key_store_forget_async (KbKeyStore *self,
                                const char *name,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean kb_key_store_forget_finish (KbKeyStore *self, GAsyncResult *result, GError **error);

KbStoreProvider kb_key_store_get_provider (KbKeyStore *self);
char *kb_key_store_dup_name_for (const char *label);

const char *kb_store_state_get_title (KbStoreState state);
char *kb_store_state_dup_advice (KbStoreState state);
char *kb_store_state_dup_advice_for (KbStoreState state, KbStoreProvider provider);
const char *kb_store_get_install_advice (const char *desktop);
const char *kb_store_get_sandbox_command (void);
const char *kb_store_error_get_advice (const GError *error);
gboolean kb_store_error_is_trouble (const GError *error);

G_END_DECLS
