/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/keyring/kb-stored-key.h"

#include <glib/gi18n.h>

#define SANDBOX_COMMAND "flatpak override --user --talk-name=org.freedesktop.secrets " APP_ID

typedef struct
{
  const char *title;
  const char *advice;
} StateWords;

/* Indexed by KbStoreState. */
static const StateWords state_words[] = {
  [KB_STORE_STATE_CHECKING] = { N_ ("Looking for Your Keyring…"), N_ ("This takes only a moment") },
  [KB_STORE_STATE_READY] = { N_ ("Keyring Is Ready"),
                             N_ ("Your key will be kept encrypted in it, not in a plain file") },
  [KB_STORE_STATE_LOCKED] = { N_ ("Keyring Is Locked"), N_ ("Unlock it with the keyring’s password. For most "
                                                            "people that is the one they sign in to this "
                                                            "computer with.") },
  [KB_STORE_STATE_NO_COLLECTION] = { N_ ("No Keyring Yet"),
                                     N_ ("Create one. Your desktop will ask for a new password that protects "
                                         "what is kept in it.") },
  [KB_STORE_STATE_NO_SERVICE] = { N_ ("No Keyring Found"), NULL },    /* depends on the desktop */
  [KB_STORE_STATE_DENIED] = { N_ ("Keyring Is Out of Reach"), NULL }, /* has the command in it */
  [KB_STORE_STATE_NOT_RESPONDING] = { N_ ("Keyring Does Not Answer"),
                                      N_ ("It is there but busy or stuck. Try again in a moment. If that "
                                          "does not help, sign out of your desktop "
                                          "and in again.") },
};

/* Where a keyring has its own names for things */
static const struct
{
  KbStoreState state;
  KbStoreProvider provider;
  const char *advice;
} provider_words[] = {
  { KB_STORE_STATE_LOCKED, KB_STORE_PROVIDER_KDE,
    N_ ("Unlock it. KDE asks for the password of your wallet, unless it was opened when you signed in.") },
  { KB_STORE_STATE_LOCKED, KB_STORE_PROVIDER_KEEPASSXC,
    N_ ("Your database in KeePassXC is locked. Unlock it there or here, with the database’s password.") },
  { KB_STORE_STATE_NO_COLLECTION, KB_STORE_PROVIDER_KEEPASSXC,
    N_ ("No database is open in KeePassXC that other programs may use. Open one there, and look in its "
        "settings which group Secret Service Integration may show.") },
};

/* Indexed by KbStoreError. */
static const char *const error_advice[] = {
  [KB_STORE_ERROR_NO_SERVICE] = N_ ("No keyring was found. Start or install one, such as GNOME Keyring, "
                                    "KWallet or KeePassXC, and try again."),
  [KB_STORE_ERROR_NO_COLLECTION] = N_ ("There is no keyring for the key yet, or KeePassXC has no database "
                                       "open. Create a keyring or open the database, then try again."),
  [KB_STORE_ERROR_LOCKED] = N_ ("The keyring is locked. Unlock it and try again."),
  [KB_STORE_ERROR_DISMISSED] = N_ ("The keyring’s own window was closed without an answer, so nothing was "
                                   "changed. Try again and answer it "
                                   "with the keyring’s password."),
  [KB_STORE_ERROR_DENIED] = N_ (
      "Keybearer is not allowed to talk to the keyring. Allow it in the settings of the sandbox, or install "
      "Keybearer without one, and try again."),
  [KB_STORE_ERROR_NOT_RESPONDING] = N_ ("The keyring stopped answering. Try again in a moment. If that does "
                                        "not help, sign out of your desktop and in again."),
  [KB_STORE_ERROR_NOT_FOUND] =
      N_ ("This key is no longer in the keyring. Another program may have removed it. Save it again."),
  [KB_STORE_ERROR_MISMATCH] = N_ (
      "The keyring gave back something other than the key it was given. That copy was removed, and what "
      "was saved before is untouched. Try to save again, and keep your copy of the key until that works."),
  [KB_STORE_ERROR_MISMATCH_LEFT] =
      N_ ("The keyring gave back something other than the key it was given, and the wrong copy could not be "
          "removed. Keep your copy of the key, and save it again under the same name: that replaces the "
          "wrong one."),
  [KB_STORE_ERROR_NAME_TAKEN] = N_ ("A key of that name is saved already, so nothing was changed. Choose "
                                    "another name, or save again to replace that key."),
  [KB_STORE_ERROR_BUSY] = N_ ("Another Keybearer is saving or changing a key and did not finish, so nothing "
                              "was changed. Look for a window of your keyring that waits for an answer, then "
                              "try again."),
  [KB_STORE_ERROR_FAILED] = N_ ("The keyring reported a problem that Keybearer does not know. Try again. If "
                                "that does not help, restart the keyring or your computer."),
};

typedef struct
{
  const char *desktop; /* as in XDG_CURRENT_DESKTOP */
  const char *advice;
} InstallRow;

static const char with_gnome_keyring[] =
    N_ ("No program that keeps passwords is running. Install GNOME Keyring with your software center: the "
        "package is called gnome-keyring. Then sign out of your desktop and in again.");
static const char with_kwallet[] =
    N_ ("No program that keeps passwords is running. Install KWallet with your software center. In "
        "the System Settings, under KDE Wallet, turn on “Use KWallet for the Secret Service interface”. Then "
        "sign out of your desktop and in again.");
static const char by_hand[] = N_ (
    "No program that keeps passwords is running, and this desktop starts none by itself. Install GNOME "
    "Keyring (the package is called gnome-keyring) and sign in again. Or install KeePassXC, turn on Secret "
    "Service Integration in its settings, and let it start with the desktop.");

/* The first that the desktop calls itself. */
static const InstallRow install_rows[] = {
  { "GNOME", with_gnome_keyring },
  { "Unity", with_gnome_keyring },
  { "X-Cinnamon", with_gnome_keyring },
  { "XFCE", with_gnome_keyring },
  { "MATE", with_gnome_keyring },
  { "Budgie", with_gnome_keyring },
  { "Pantheon", with_gnome_keyring },
  { "COSMIC", with_gnome_keyring },
  { "KDE", with_kwallet },
  { "LXQt", with_kwallet },
  { "sway", by_hand },
  { "Hyprland", by_hand },
  { "niri", by_hand },
  { "river", by_hand },
  { "labwc", by_hand },
  { "wlroots", by_hand },
  { "i3", by_hand },
};

static const char install_any[] = N_ ("No program that keeps passwords is running. Install GNOME Keyring, "
                                      "KWallet or KeePassXC with your software center. If it has a setting "
                                      "called “Secret Service”, turn that on. Then try again.");

/**
 * kb_store_state_get_title:
 * @state: a state
 *
 * Returns: (transfer none): what is the matter, translated
 */
const char *
kb_store_state_get_title (KbStoreState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (state_words), NULL);

  return _ (state_words[state].title);
}

/**
 * kb_store_state_dup_advice:
 * @state: a state
 *
 * Returns: (transfer full): what to do about it, translated
 */
char *
kb_store_state_dup_advice (KbStoreState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (state_words), NULL);

  if (state == KB_STORE_STATE_NO_SERVICE)
    return g_strdup (kb_store_get_install_advice (g_getenv ("XDG_CURRENT_DESKTOP")));
  if (state == KB_STORE_STATE_DENIED)
    /* TRANSLATORS: %s is a command. A sandbox is the closed space that Flatpak runs an app in. */
    return g_strdup_printf (_ ("Keybearer runs in a sandbox, a closed space for one app, that keeps it away "
                               "from the keyring. Run this in a terminal and start Keybearer again: %s"),
                            SANDBOX_COMMAND);

  return g_strdup (_ (state_words[state].advice));
}

/**
 * kb_store_state_dup_advice_for:
 * @state: a state
 * @provider: who keeps the keys, as far as is known
 *
 * Returns: (transfer full): what to do about it there, translated
 */
char *
kb_store_state_dup_advice_for (KbStoreState state, KbStoreProvider provider)
{
  for (gsize i = 0; i < G_N_ELEMENTS (provider_words); i++)
    if (provider_words[i].state == state && provider_words[i].provider == provider)
      return g_strdup (_ (provider_words[i].advice));
  return kb_store_state_dup_advice (state);
}

/**
 * kb_store_get_install_advice:
 * @desktop: (nullable): names of a desktop, the most exact first, with colons between, as in
 *   XDG_CURRENT_DESKTOP
 *
 * Returns: (transfer none): what to do there where no keyring runs, translated
 */
const char *
kb_store_get_install_advice (const char *desktop)
{
  g_auto (GStrv) names = g_strsplit (desktop != NULL ? desktop : "", ":", -1);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      for (gsize row = 0; row < G_N_ELEMENTS (install_rows); row++)
        {
          if (g_ascii_strcasecmp (install_rows[row].desktop, names[i]) == 0)
            return _ (install_rows[row].advice);
        }
    }

  return _ (install_any);
}

/**
 * kb_store_get_sandbox_command:
 *
 * Returns: (transfer none): what to type in a terminal where a sandbox hides the keyring
 */
const char *
kb_store_get_sandbox_command (void)
{
  return SANDBOX_COMMAND;
}

/**
 * kb_store_error_get_advice:
 * @error: (nullable): what an operation failed with
 *
 * Returns: (transfer none): what happened and what to do about it, translated, as long as @error lives; the
 *   words for %KB_STORE_ERROR_FAILED for errors of domains that are not about what is stored
 */
const char *
kb_store_error_get_advice (const GError *error)
{
  guint code = KB_STORE_ERROR_FAILED;

  if (error != NULL && error->domain == KB_STORED_ERROR)
    return kb_stored_error_get_words (error);
  if (error != NULL && error->domain == KB_STORE_ERROR && (guint) error->code < G_N_ELEMENTS (error_advice))
    code = error->code;

  return _ (error_advice[code]);
}

/**
 * kb_store_error_is_trouble:
 * @error: (nullable): what an operation failed with
 *
 * Returns: whether it is the keyring itself that lets the person down, so that it helps to look at how it is
 */
gboolean
kb_store_error_is_trouble (const GError *error)
{
  if (error == NULL || error->domain != KB_STORE_ERROR)
    return FALSE;
  switch ((KbStoreError) error->code)
    {
    case KB_STORE_ERROR_NO_SERVICE:
    case KB_STORE_ERROR_NO_COLLECTION:
    case KB_STORE_ERROR_LOCKED:
    case KB_STORE_ERROR_DENIED:
    case KB_STORE_ERROR_NOT_RESPONDING:
    case KB_STORE_ERROR_MISMATCH:
    case KB_STORE_ERROR_MISMATCH_LEFT:
    case KB_STORE_ERROR_FAILED:
      return TRUE;
    case KB_STORE_ERROR_DISMISSED:
    case KB_STORE_ERROR_NOT_FOUND:
    case KB_STORE_ERROR_NAME_TAKEN:
    case KB_STORE_ERROR_BUSY:
    default:
      return FALSE;
    }
}
