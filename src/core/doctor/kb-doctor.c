/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/doctor/kb-doctor.h"

#include "core/base/kb-fiber.h"
#include "core/base/kb-sandbox.h"
#include "core/keyring/kb-provider.h"

#include <string.h>

#define SECRETS_PATH "/org/freedesktop/secrets"
#define BUS "org.freedesktop.DBus"
/* µs that nothing of this should ever take, as nobody is asked anything */
#define PATIENCE (5 * G_USEC_PER_SEC)

/* GNOME Keyring's own that is kept in memory */
#define SESSION_COLLECTION "/session"

/* What else each that could answer is called on the bus. */
static const struct
{
  const char *name;
  KbStoreProvider provider;
} names[] = {
  { "org.gnome.keyring", KB_STORE_PROVIDER_GNOME },
  { "org.kde.kwalletd6", KB_STORE_PROVIDER_KDE },
  { "org.kde.kwalletd5", KB_STORE_PROVIDER_KDE },
  { "org.keepassxc.KeePassXC.MainWindow", KB_STORE_PROVIDER_KEEPASSXC },
};

typedef struct
{
  KbKeyStore *store;
  GCancellable *cancellable;
  GDBusConnection *bus; /* nullable */
  KbDoctorFacts *facts;
} Look;

G_DEFINE_ENUM_TYPE (KbDoctorCause,
                    kb_doctor_cause,
                    G_DEFINE_ENUM_VALUE (KB_DOCTOR_SANDBOX, "sandbox"),
                    G_DEFINE_ENUM_VALUE (KB_DOCTOR_NO_BUS, "no-bus"),
                    G_DEFINE_ENUM_VALUE (KB_DOCTOR_KWALLET_OFF, "kwallet-off"),
                    G_DEFINE_ENUM_VALUE (KB_DOCTOR_NO_PROVIDER, "no-provider"),
                    G_DEFINE_ENUM_VALUE (KB_DOCTOR_SILENT, "silent"),
                    G_DEFINE_ENUM_VALUE (KB_DOCTOR_NO_DATABASE, "no-database"),
                    G_DEFINE_ENUM_VALUE (KB_DOCTOR_NO_COLLECTION, "no-collection"),
                    G_DEFINE_ENUM_VALUE (KB_DOCTOR_FOR_SESSION, "for-session"),
                    G_DEFINE_ENUM_VALUE (KB_DOCTOR_LOCKED_AUTOMATIC, "locked-automatic"),
                    G_DEFINE_ENUM_VALUE (KB_DOCTOR_LOCKED_MODULE, "locked-module"),
                    G_DEFINE_ENUM_VALUE (KB_DOCTOR_LOCKED_RULES, "locked-rules"),
                    G_DEFINE_ENUM_VALUE (KB_DOCTOR_LOCKED_REMOTE, "locked-remote"),
                    G_DEFINE_ENUM_VALUE (KB_DOCTOR_LOCKED_PASSWORD, "locked-password"),
                    G_DEFINE_ENUM_VALUE (KB_DOCTOR_LOCKED, "locked"),
                    G_DEFINE_ENUM_VALUE (KB_DOCTOR_TWO_PROVIDERS, "two-providers"),
                    G_DEFINE_ENUM_VALUE (KB_DOCTOR_OPEN_TO_ANYONE, "open-to-anyone"),
                    G_DEFINE_ENUM_VALUE (KB_DOCTOR_FINE, "fine"))

void
kb_doctor_facts_free (KbDoctorFacts *facts)
{
  g_free (facts->process);
  g_free (facts->version);
  g_free (facts->collection);
  g_free (facts);
}

/* ---- the cause ---- */

static gboolean
is_opened (const KbDoctorFacts *facts)
{
  return facts->provider == KB_STORE_PROVIDER_KDE ? facts->login.opens_kde : facts->login.opens_gnome;
}

static gboolean
lacks_module (const KbDoctorFacts *facts)
{
  return facts->provider == KB_STORE_PROVIDER_KDE ? facts->login.lacks_kde : facts->login.lacks_gnome;
}

/* KeePassXC is opened by a person, and of a provider that is not known nothing is known. */
static KbDoctorCause
find_locked_cause (const KbDoctorFacts *facts)
{
  gboolean can_be_opened =
      facts->provider == KB_STORE_PROVIDER_GNOME || facts->provider == KB_STORE_PROVIDER_KDE;

  if (facts->is_remote || !facts->has_display)
    return KB_DOCTOR_LOCKED_REMOTE;
  if (!can_be_opened || facts->is_sandboxed)
    return KB_DOCTOR_LOCKED;
  if (facts->login.is_automatic)
    return KB_DOCTOR_LOCKED_AUTOMATIC;
  if (!facts->login.is_known)
    return KB_DOCTOR_LOCKED;
  if (lacks_module (facts))
    return KB_DOCTOR_LOCKED_MODULE;

  return is_opened (facts) ? KB_DOCTOR_LOCKED_PASSWORD : KB_DOCTOR_LOCKED_RULES;
}

static KbDoctorCause
find_ready_cause (const KbDoctorFacts *facts)
{
  if (facts->is_for_session)
    return KB_DOCTOR_FOR_SESSION;
  if (facts->has_second)
    return KB_DOCTOR_TWO_PROVIDERS;

  return facts->provider == KB_STORE_PROVIDER_GNOME && facts->login.is_open_to_anyone
             ? KB_DOCTOR_OPEN_TO_ANYONE
             : KB_DOCTOR_FINE;
}

/**
 * kb_doctor_find_cause:
 * @facts: what was seen
 *
 * Returns: the cause of the trouble, as far as it was seen
 */
KbDoctorCause
kb_doctor_find_cause (const KbDoctorFacts *facts)
{
  if (!facts->has_bus)
    return KB_DOCTOR_NO_BUS;
  switch (facts->state)
    {
    case KB_STORE_STATE_DENIED:
      return KB_DOCTOR_SANDBOX;
    case KB_STORE_STATE_NO_SERVICE:
      return facts->login.is_kwallet_off ? KB_DOCTOR_KWALLET_OFF : KB_DOCTOR_NO_PROVIDER;
    case KB_STORE_STATE_NOT_RESPONDING:
      return KB_DOCTOR_SILENT;
    case KB_STORE_STATE_NO_COLLECTION:
      return facts->provider == KB_STORE_PROVIDER_KEEPASSXC ? KB_DOCTOR_NO_DATABASE : KB_DOCTOR_NO_COLLECTION;
    case KB_STORE_STATE_LOCKED:
      return find_locked_cause (facts);
    case KB_STORE_STATE_READY:
      return find_ready_cause (facts);
    case KB_STORE_STATE_CHECKING:
    default:
      return KB_DOCTOR_SILENT;
    }
}

/* ---- looking ---- */

static GVariant *
ask (Look *look,
     const char *owner,
     const char *path,
     const char *interface,
     const char *method,
     GVariant *arguments)
{
  return dex_await_variant (
      kb_fiber_until (dex_dbus_connection_call (look->bus, owner, path, interface, method, arguments, NULL,
                                                G_DBUS_CALL_FLAGS_NO_AUTO_START, -1),
                      g_get_monotonic_time () + PATIENCE, look->cancellable),
      NULL);
}

static gboolean
has_owner (Look *look, const char *name)
{
  g_autoptr (GVariant) reply =
      ask (look, BUS, "/org/freedesktop/DBus", BUS, "NameHasOwner", g_variant_new ("(s)", name));
  gboolean owned = FALSE;

  if (reply != NULL && g_variant_is_of_type (reply, G_VARIANT_TYPE ("(b)")))
    g_variant_get (reply, "(b)", &owned);

  return owned;
}

static void
look_at_process (Look *look)
{
  g_autoptr (GVariant) answer =
      dex_await_variant (kb_fiber_until (kb_provider_ask (look->bus, KB_STORE_SERVICE),
                                         g_get_monotonic_time () + PATIENCE, look->cancellable),
                         NULL);

  look->facts->process = kb_provider_dup_process (answer, &look->facts->pid);
  look->facts->version =
      kb_doctor_dup_version ("", kb_provider_find (look->facts->process), look->facts->pid);
}

static void
look_at_collection (Look *look)
{
  g_autoptr (GVariant) reply = ask (look, KB_STORE_SERVICE, SECRETS_PATH, "org.freedesktop.Secret.Service",
                                    "ReadAlias", g_variant_new ("(s)", "default"));
  const char *path = "";

  if (reply != NULL && g_variant_is_of_type (reply, G_VARIANT_TYPE ("(o)")))
    g_variant_get (reply, "(&o)", &path);
  look->facts->is_for_session =
      look->facts->provider == KB_STORE_PROVIDER_GNOME && g_str_has_suffix (path, SESSION_COLLECTION);
}

static void
look_at_others (Look *look)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].provider != look->facts->provider && has_owner (look, names[i].name))
      look->facts->has_second = look->facts->provider != KB_STORE_PROVIDER_UNKNOWN;
}

static void
look_at_surroundings (KbDoctorFacts *facts)
{
  g_autofree char *kernel = NULL;

  facts->has_display = g_getenv ("WAYLAND_DISPLAY") != NULL || g_getenv ("DISPLAY") != NULL;
  facts->is_remote = g_getenv ("SSH_CONNECTION") != NULL;
  facts->is_sandboxed = kb_sandbox_is_inside ();
  if (g_file_get_contents ("/proc/sys/kernel/osrelease", &kernel, NULL, NULL))
    facts->is_wsl = strstr (kernel, "microsoft") != NULL || strstr (kernel, "Microsoft") != NULL;
  if (!facts->is_sandboxed)
    facts->login = kb_login_read ("", g_get_user_name (), g_get_user_config_dir (), g_get_user_data_dir ());
}

static void
probe (Look *look)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GAsyncResult) result = NULL;

  kb_key_store_probe_async (look->store, look->cancellable, kb_fiber_ready_cb, dex_ref (promise));
  result = kb_fiber_await (promise, 0, look->cancellable, NULL);
  if (result != NULL)
    look->facts->state = kb_key_store_probe_finish (look->store, result, &look->facts->collection, NULL);
  look->facts->provider = kb_key_store_get_provider (look->store);
}

static DexFuture *
look_fiber (gpointer data)
{
  Look *look = data;

  look_at_surroundings (look->facts);
  look->bus = dex_await_object (dex_bus_get (G_BUS_TYPE_SESSION), NULL);
  look->facts->has_bus = look->bus != NULL;
  if (look->bus != NULL)
    {
      probe (look);
      look_at_process (look);
      look_at_collection (look);
      look_at_others (look);
    }
  if (g_cancellable_is_cancelled (look->cancellable))
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");

  return dex_future_new_true ();
}

static void
look_free (gpointer data)
{
  Look *look = data;

  g_clear_pointer (&look->facts, kb_doctor_facts_free);
  g_object_unref (look->store);
  g_clear_object (&look->cancellable);
  g_clear_object (&look->bus);
  g_free (look);
}

/**
 * kb_doctor_look_async:
 * @store: the keyring's
 * @cancellable: (nullable): ends it
 * @callback: called when it is over
 * @user_data: for @callback
 *
 * Looks at who answers for the keyring, at how it stands, and at the files that say how people sign in to
 * this computer. Nobody is asked anything, and nothing is changed.
 */
void
kb_doctor_look_async (KbKeyStore *store,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);
  Look *look = g_new0 (Look, 1);

  look->store = g_object_ref (store);
  g_set_object (&look->cancellable, cancellable);
  look->facts = g_new0 (KbDoctorFacts, 1);
  g_task_set_task_data (task, look, look_free);
  kb_fiber_start (task, look_fiber, look, NULL);
}

/**
 * kb_doctor_look_finish:
 * @store: the keyring's
 * @result: from the callback
 * @error: return location: %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what was seen
 */
KbDoctorFacts *
kb_doctor_look_finish (KbKeyStore *store, GAsyncResult *result, GError **error)
{
  Look *look = g_task_get_task_data (G_TASK (result));

  return g_task_propagate_boolean (G_TASK (result), error) ? g_steal_pointer (&look->facts) : NULL;
}
