/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/doctor/kb-doctor.h"

#include <glib/gi18n.h>

/* Indexed by KbDoctorCause. The second is a sentence or two: what is so, and what mends it. */
static const struct
{
  const char *title;
  const char *explanation;
} words[] = {
  [KB_DOCTOR_SANDBOX] = { N_ ("The sandbox keeps the keyring away"),
                          N_ ("Keybearer runs in a sandbox that may not talk to the keyring. This allows "
                              "it:") },
  [KB_DOCTOR_NO_BUS] = { N_ ("There is no session here"), NULL },
  [KB_DOCTOR_KWALLET_OFF] = { N_ ("KWallet is turned off"), N_ ("Your settings say that KWallet is not to "
                                                                "be used, or not by other programs. In "
                                                                "the System Settings, under KDE Wallet, "
                                                                "turn on both, and sign in again.") },
  [KB_DOCTOR_NO_PROVIDER] = { N_ ("No program keeps passwords here"), NULL },
  [KB_DOCTOR_SILENT] = { N_ ("The keyring does not answer"),
                         N_ ("A program should answer for the keyring, and does not. Sign out of your "
                             "desktop and in again: that restarts it.") },
  [KB_DOCTOR_NO_DATABASE] = { N_ ("KeePassXC has no database open for this"),
                              N_ ("Open your database in KeePassXC. In its settings, under Secret Service "
                                  "Integration, choose a group that other programs may use.") },
  [KB_DOCTOR_NO_COLLECTION] = { N_ ("There is no keyring yet"),
                                N_ ("The program that keeps passwords is running, but has no keyring yet. "
                                    "Saving a key creates one: give it the password that you sign in with, "
                                    "and it opens when you sign in.") },
  [KB_DOCTOR_FOR_SESSION] = { N_ ("What is saved is gone when you sign out"),
                              N_ ("The default keyring is only in memory, and ends with your session. "
                                  "Install Passwords and Keys (seahorse), create a keyring there and set it "
                                  "as default.") },
  [KB_DOCTOR_LOCKED_AUTOMATIC] = { N_ ("You are signed in without a password, so nothing opens the keyring"),
                                   N_ ("The keyring opens with the password that you type when you sign in. "
                                       "Turn off automatic login, or type the keyring’s password once a "
                                       "session.") },
  [KB_DOCTOR_LOCKED_MODULE] = { N_ ("The part that opens the keyring when you sign in is not installed"),
                                N_ ("The rules for signing in mention it, but it is not installed. Install "
                                    "this package and sign in again:") },
  [KB_DOCTOR_LOCKED_RULES] = { N_ ("Signing in does not open the keyring"), NULL },
  [KB_DOCTOR_LOCKED_REMOTE] = { N_ ("The keyring is locked, and nobody can be asked here"), NULL },
  [KB_DOCTOR_LOCKED_PASSWORD] = { N_ ("Signing in should open the keyring, and it is locked"),
                                  N_ ("It was locked later, or it has another password than the one you sign "
                                      "in with, as after a change of password. If it is locked each time, "
                                      "give it your new password in Passwords and Keys (seahorse) or in "
                                      "KDE’s Wallet Manager.") },
  [KB_DOCTOR_LOCKED] = { N_ ("The keyring is locked, and the reason is not known"),
                         N_ ("Unlock it. If it is locked each time you sign in, its password is not the one "
                             "you sign in with, or you sign in without one.") },
  [KB_DOCTOR_TWO_PROVIDERS] = { N_ ("Two programs keep passwords here"),
                                N_ ("Only one of them answers at a time. If it is the other one after your "
                                    "next login, your keys seem lost: turn off the Secret Service in one of "
                                    "them.") },
  [KB_DOCTOR_OPEN_TO_ANYONE] = { N_ ("The keyring has an empty password"),
                                 N_ ("It works, but its file is not encrypted: whoever can read your disk "
                                     "can read "
                                     "your keys. In Passwords and Keys (seahorse), give it the password that "
                                     "you "
                                     "sign in with.") },
  [KB_DOCTOR_FINE] = { N_ ("The keyring is in order"),
                       N_ ("It answers, is open, and keeps what is saved when you sign out.") },
};

/* What makes signing in open it, in the rules of whoever signs people in. */
static const char gnome_rules[] = "auth     optional  pam_gnome_keyring.so\n"
                                  "session  optional  pam_gnome_keyring.so auto_start";
static const char kde_rules[] = "auth     optional  pam_kwallet5.so\n"
                                "session  optional  pam_kwallet5.so auto_start";
static const char allow_line[] = "flatpak override --user --talk-name=org.freedesktop.secrets " APP_ID;

/**
 * kb_doctor_get_title:
 * @cause: a cause
 *
 * Returns: (transfer none): what is the matter, translated
 */
const char *
kb_doctor_get_title (KbDoctorCause cause)
{
  g_return_val_if_fail ((guint) cause < G_N_ELEMENTS (words), NULL);

  return _ (words[cause].title);
}

/**
 * kb_doctor_get_unlock_line:
 *
 * Returns: (transfer none): what opens GNOME Keyring without a display, for bash and zsh. Without a line
 * break, which would become part of the password; a keyring that was started without one has to make way.
 */
const char *
kb_doctor_get_unlock_line (void)
{
  return "read -rs p; printf %s \"$p\" | gnome-keyring-daemon --replace --unlock; unset p";
}

static char *
dup_no_bus (const KbDoctorFacts *facts)
{
  if (facts->is_wsl)
    return g_strdup (_ ("Windows starts Linux here without a session, so no keyring can run. Turn on systemd "
                        "in /etc/wsl.conf ([boot], systemd=true), and restart with “wsl --shutdown”."));
  if (facts->is_remote)
    return g_strdup (
        _ ("This login over ssh has no session bus, over which programs reach the keyring. With systemd and "
           "pam_systemd, each login gets one. Otherwise start the command with “dbus-run-session”."));

  return g_strdup (_ ("There is no session bus, over which programs reach the keyring. That is usual after "
                      "“su”, in a container or in a scheduled job. Run it as the person who is signed in."));
}

static char *
dup_remote (const KbDoctorFacts *facts)
{
  if (facts->provider == KB_STORE_PROVIDER_GNOME)
    return g_strdup (_ ("It cannot ask for its password here. Sign in at the computer itself once, or open "
                        "it with this line and its password:"));

  return g_strdup (
      _ ("It cannot ask for its password here. Sign in at the computer itself once and open it there."));
}

static char *
dup_rules (const KbDoctorFacts *facts)
{
  const char *file = g_str_equal (facts->login.manager, "gdm") ? "gdm-password" : facts->login.manager;

  return g_strdup_printf (
      /* TRANSLATORS: %1$s is a program that signs people in, such as "sddm", %2$s the name of a file; two
       * lines of it follow */
      _ ("You sign in with %1$s, and its rules in /etc/pam.d/%2$s do not hand your password to "
         "the keyring. An administrator can add these lines at the end of its “auth” and "
         "“session” lines:"),
      facts->login.manager, file);
}

/**
 * kb_doctor_dup_explanation:
 * @facts: what was seen
 * @cause: what follows from it
 *
 * Returns: (transfer full): why it is so and what mends it, translated; it ends with a colon where
 *   kb_doctor_dup_lines() has something to add
 */
char *
kb_doctor_dup_explanation (const KbDoctorFacts *facts, KbDoctorCause cause)
{
  g_return_val_if_fail ((guint) cause < G_N_ELEMENTS (words), NULL);

  if (cause == KB_DOCTOR_NO_BUS)
    return dup_no_bus (facts);
  if (cause == KB_DOCTOR_NO_PROVIDER)
    return g_strdup (kb_store_get_install_advice (g_getenv ("XDG_CURRENT_DESKTOP")));
  if (cause == KB_DOCTOR_LOCKED_REMOTE)
    return dup_remote (facts);
  if (cause == KB_DOCTOR_LOCKED_RULES)
    return dup_rules (facts);

  return g_strdup (_ (words[cause].explanation));
}

/**
 * kb_doctor_dup_lines:
 * @facts: what was seen
 * @cause: what follows from it
 *
 * Returns: (transfer full) (nullable): what to type or to write, as it stands
 */
char *
kb_doctor_dup_lines (const KbDoctorFacts *facts, KbDoctorCause cause)
{
  gboolean is_kde = facts->provider == KB_STORE_PROVIDER_KDE;

  switch (cause)
    {
    case KB_DOCTOR_SANDBOX:
      return g_strdup (allow_line);
    case KB_DOCTOR_LOCKED_MODULE:
      return g_strdup (is_kde ? "libpam-kwallet5" : "libpam-gnome-keyring");
    case KB_DOCTOR_LOCKED_RULES:
      return g_strdup (is_kde ? kde_rules : gnome_rules);
    case KB_DOCTOR_LOCKED_REMOTE:
      return facts->provider == KB_STORE_PROVIDER_GNOME ? g_strdup (kb_doctor_get_unlock_line ()) : NULL;
    case KB_DOCTOR_NO_BUS:
    case KB_DOCTOR_KWALLET_OFF:
    case KB_DOCTOR_NO_PROVIDER:
    case KB_DOCTOR_SILENT:
    case KB_DOCTOR_NO_DATABASE:
    case KB_DOCTOR_NO_COLLECTION:
    case KB_DOCTOR_FOR_SESSION:
    case KB_DOCTOR_LOCKED_AUTOMATIC:
    case KB_DOCTOR_LOCKED_PASSWORD:
    case KB_DOCTOR_LOCKED:
    case KB_DOCTOR_TWO_PROVIDERS:
    case KB_DOCTOR_OPEN_TO_ANYONE:
    case KB_DOCTOR_FINE:
    default:
      return NULL;
    }
}
