/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/doctor/kb-proof.h"

#include "core/base/kb-fiber.h"
#include "core/base/kb-file.h"
#include "core/base/kb-json.h"
#include "core/keyring/kb-provider.h"

#include <glib/gi18n.h>
#include <string.h>

#define FILE_NAME "keyring-marker.json"
#define BOOT_ID "/proc/sys/kernel/random/boot_id"
/* µs that no step should ever take, as nobody is asked anything */
#define PATIENCE (10 * G_USEC_PER_SEC)

/* Not of the keys: no list of them shows it. */
static const SecretSchema schema = {
  "io.github.keybearer.Marker",
  SECRET_SCHEMA_DONT_MATCH_NAME,
  { { "application", SECRET_SCHEMA_ATTRIBUTE_STRING }, { "marker", SECRET_SCHEMA_ATTRIBUTE_STRING } },
};

typedef struct
{
  KbKeyStore *store;
  GCancellable *cancellable;
  GDBusConnection *bus; /* nullable */
} Proof;

G_DEFINE_ENUM_TYPE (KbProof,
                    kb_proof,
                    G_DEFINE_ENUM_VALUE (KB_PROOF_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (KB_PROOF_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (KB_PROOF_SURVIVED, "survived"),
                    G_DEFINE_ENUM_VALUE (KB_PROOF_LOST, "lost"),
                    G_DEFINE_ENUM_VALUE (KB_PROOF_MOVED, "moved"),
                    G_DEFINE_ENUM_VALUE (KB_PROOF_UNKNOWN, "unknown"))

/* ---- this login ---- */

static GVariant *
await_answer (Proof *proof, DexFuture *future)
{
  return dex_await_variant (kb_fiber_until (future, g_get_monotonic_time () + PATIENCE, proof->cancellable),
                            NULL);
}

/* The keyring's program lives as long as the session's bus, and that has a name of its own. */
static char *
dup_login (Proof *proof)
{
  g_autoptr (GVariant) answer = await_answer (
      proof, dex_dbus_connection_call (proof->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "GetId", NULL, G_VARIANT_TYPE ("(s)"),
                                       G_DBUS_CALL_FLAGS_NO_AUTO_START, -1));
  g_autofree char *boot = NULL;
  const char *bus = "";

  g_file_get_contents (BOOT_ID, &boot, NULL, NULL);
  if (answer == NULL || boot == NULL)
    return NULL;
  g_variant_get (answer, "(&s)", &bus);

  return g_strconcat (g_strstrip (boot), "/", bus, NULL);
}

static char *
dup_process (Proof *proof)
{
  g_autoptr (GVariant) answer = await_answer (proof, kb_provider_ask (proof->bus, KB_STORE_SERVICE));
  guint pid;

  return kb_provider_dup_process (answer, &pid);
}

/* ---- what is remembered ---- */

static JsonNode *
read_note (void)
{
  g_autofree char *path = kb_file_dup_state_path (FILE_NAME);
  gsize length = 0;
  char *text = kb_file_read (path, KB_FILE_LIMIT, &length, NULL);
  g_autoptr (GBytes) bytes = text ? g_bytes_new_take (text, length) : NULL;
  KbBody kind;
  g_autoptr (JsonNode) root = bytes ? kb_json_parse (bytes, &kind) : NULL;

  return root && JSON_NODE_HOLDS_OBJECT (root) ? g_steal_pointer (&root) : NULL;
}

static gboolean
write_note (const char *marker, const char *login, const char *process, GError **error)
{
  g_autofree char *path = kb_file_dup_state_path (FILE_NAME);
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  g_autofree char *text = NULL;

  json_object_set_string_member (object, "marker", marker);
  json_object_set_string_member (object, "login", login);
  json_object_set_string_member (object, "process", process ? process : "");
  json_node_take_object (root, object);
  text = json_to_string (root, TRUE);

  return kb_file_write (path, text, strlen (text), error);
}

/* ---- the marker ---- */

static GAsyncResult *
await_step (Proof *proof, DexPromise *promise, GError **error)
{
  return kb_fiber_await (promise, g_get_monotonic_time () + PATIENCE, proof->cancellable, error);
}

static GHashTable *
new_attributes (const char *marker)
{
  return secret_attributes_build (&schema, "application", "keybearer-marker", marker ? "marker" : NULL,
                                  marker, NULL);
}

static void
clear_others (Proof *proof)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GHashTable) attributes = new_attributes (NULL);
  g_autoptr (GAsyncResult) result = NULL;

  secret_password_clearv (&schema, attributes, proof->cancellable, kb_fiber_ready_cb, dex_ref (promise));
  result = await_step (proof, promise, NULL);
  if (result != NULL)
    secret_password_clear_finish (result, NULL);
}

static gboolean
put_marker (Proof *proof, const char *marker, GError **error)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GHashTable) attributes = new_attributes (marker);
  g_autoptr (GAsyncResult) result = NULL;

  secret_password_storev (&schema, attributes, SECRET_COLLECTION_DEFAULT,
                          _ ("Marker of Keybearer: whether this keyring lasts"), "marker", proof->cancellable,
                          kb_fiber_ready_cb, dex_ref (promise));
  result = await_step (proof, promise, error);

  return result != NULL && secret_password_store_finish (result, error);
}

/* -1: it could not be looked */
static int
has_marker (Proof *proof, const char *marker)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GHashTable) attributes = new_attributes (marker);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GList *found;
  int n;

  secret_password_searchv (&schema, attributes, SECRET_SEARCH_ALL, proof->cancellable, kb_fiber_ready_cb,
                           dex_ref (promise));
  result = await_step (proof, promise, NULL);
  found = result != NULL ? secret_password_search_finish (result, &error) : NULL;
  n = result == NULL || error != NULL ? -1 : (int) g_list_length (found);
  g_list_free_full (found, g_object_unref);

  return n;
}

static KbStoreState
probe (Proof *proof)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GAsyncResult) result = NULL;

  kb_key_store_probe_async (proof->store, proof->cancellable, kb_fiber_ready_cb, dex_ref (promise));
  result = await_step (proof, promise, NULL);

  return result ? kb_key_store_probe_finish (proof->store, result, NULL, NULL)
                : KB_STORE_STATE_NOT_RESPONDING;
}

/* ---- what follows ---- */

/* What a keyring that is locked holds can be seen, but not that it does not hold it. */
static KbProof
compare (Proof *proof, const char *marker, const char *process)
{
  KbStoreState state = probe (proof);
  gboolean is_there =
      (state == KB_STORE_STATE_READY || state == KB_STORE_STATE_LOCKED) && has_marker (proof, marker) > 0;
  g_autofree char *now = NULL;

  if (is_there)
    return KB_PROOF_SURVIVED;
  now = dup_process (proof);
  if (now != NULL && process != NULL && *process != '\0' && !g_str_equal (now, process))
    return KB_PROOF_MOVED;
  if (state == KB_STORE_STATE_NO_COLLECTION)
    return KB_PROOF_LOST;

  return state == KB_STORE_STATE_READY && has_marker (proof, marker) == 0 ? KB_PROOF_LOST : KB_PROOF_UNKNOWN;
}

static KbProof
look (Proof *proof)
{
  g_autoptr (JsonNode) root = read_note ();
  JsonObject *note = root ? json_node_get_object (root) : NULL;
  const char *marker = kb_json_get_string (note, "marker");
  g_autofree char *login = NULL;

  if (marker == NULL)
    return KB_PROOF_NONE;
  login = proof->bus ? dup_login (proof) : NULL;
  if (login == NULL)
    return KB_PROOF_UNKNOWN;
  if (g_strcmp0 (login, kb_json_get_string (note, "login")) == 0)
    return KB_PROOF_WAITING;

  return compare (proof, marker, kb_json_get_string (note, "process"));
}

static DexFuture *
look_fiber (gpointer data)
{
  Proof *proof = data;
  KbProof found;

  proof->bus = dex_await_object (dex_bus_get (G_BUS_TYPE_SESSION), NULL);
  found = look (proof);
  secret_service_disconnect ();

  return dex_future_new_for_int ((int) found);
}

static gboolean
begin (Proof *proof, GError **error)
{
  g_autofree char *marker = g_uuid_string_random ();
  g_autofree char *login = proof->bus ? dup_login (proof) : NULL;
  g_autofree char *process = proof->bus ? dup_process (proof) : NULL;

  if (login == NULL || probe (proof) != KB_STORE_STATE_READY)
    {
      g_set_error_literal (error, KB_STORE_ERROR, KB_STORE_ERROR_LOCKED, "The keyring is not open");
      return FALSE;
    }
  clear_others (proof);
  if (!put_marker (proof, marker, error))
    return FALSE;
  if (write_note (marker, login, process, NULL))
    return TRUE;
  /* One that nobody looks for again is to be nowhere. */
  clear_others (proof);
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "It cannot be remembered");
  return FALSE;
}

static DexFuture *
begin_fiber (gpointer data)
{
  Proof *proof = data;
  GError *error = NULL;

  proof->bus = dex_await_object (dex_bus_get (G_BUS_TYPE_SESSION), NULL);
  begin (proof, &error);
  secret_service_disconnect ();

  return error ? dex_future_new_for_error (error) : dex_future_new_true ();
}

static void
proof_free (gpointer data)
{
  Proof *proof = data;

  g_object_unref (proof->store);
  g_clear_object (&proof->cancellable);
  g_clear_object (&proof->bus);
  g_free (proof);
}

static void
start (KbKeyStore *store,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data,
       DexFiberFunc fiber)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);
  Proof *proof = g_new0 (Proof, 1);

  proof->store = g_object_ref (store);
  g_set_object (&proof->cancellable, cancellable);
  kb_fiber_start (task, fiber, proof, proof_free);
}

/**
 * kb_proof_begin_async:
 * @store: the keyring's
 * @cancellable: (nullable): ends it
 * @callback: called when it is over
 * @user_data: for @callback
 *
 * Puts a marker into the default keyring, which has to be open, in the place of an earlier one.
 */
void
kb_proof_begin_async (KbKeyStore *store,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  start (store, cancellable, callback, user_data, begin_fiber);
}

/**
 * kb_proof_begin_finish:
 * @store: the keyring's
 * @result: from the callback
 * @error: return location: %KB_STORE_ERROR_LOCKED where it is not open, %G_FILE_ERROR_FAILED where it cannot
 * be remembered, or what went wrong
 *
 * Returns: whether it is there and remembered
 */
gboolean
kb_proof_begin_finish (KbKeyStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * kb_proof_error_get_words:
 * @error: of kb_proof_begin_finish()
 *
 * Returns: (transfer none): why there is no marker, translated
 */
const char *
kb_proof_error_get_words (const GError *error)
{
  return g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_FAILED)
             ? _ ("The marker could not be put there: Keybearer’s folder cannot be written to")
             : _ ("The marker could not be put there: the keyring has to be open");
}

/**
 * kb_proof_look_async:
 * @store: the keyring's
 * @cancellable: (nullable): ends it
 * @callback: called when it is over
 * @user_data: for @callback
 *
 * Looks what became of the marker. Nobody is asked anything, and nothing is changed.
 */
void
kb_proof_look_async (KbKeyStore *store,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  start (store, cancellable, callback, user_data, look_fiber);
}

/**
 * kb_proof_look_finish:
 * @store: the keyring's
 * @result: from the callback
 *
 * Returns: what became of it; %KB_PROOF_UNKNOWN when it was cancelled
 */
KbProof
kb_proof_look_finish (KbKeyStore *store, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  gssize found = g_task_propagate_int (G_TASK (result), &error);

  return error ? KB_PROOF_UNKNOWN : (KbProof) found;
}

/**
 * kb_proof_get_words:
 * @proof: what became of the marker
 *
 * Returns: (transfer none): a sentence on it, translated
 */
const char *
kb_proof_get_words (KbProof proof)
{
  switch (proof)
    {
    case KB_PROOF_WAITING:
      return _ ("A marker is in your keyring. Sign out and in again, or restart: then this tells whether it "
                "survived.");
    case KB_PROOF_SURVIVED:
      return _ ("Your keyring survived: what was put there in an earlier login is still there.");
    case KB_PROOF_LOST:
      return _ ("The marker of an earlier login is gone: this keyring does not keep what is put there.");
    case KB_PROOF_MOVED:
      return _ (
          "The marker is not here, because another program answers now. What the earlier one keeps is not "
          "lost.");
    case KB_PROOF_UNKNOWN:
      return _ ("The keyring is not open, so the marker could not be looked for.");
    case KB_PROOF_NONE:
    default:
      return _ ("Not tried yet: whether what is saved is still there after you sign out.");
    }
}
