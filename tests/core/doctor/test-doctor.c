/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/doctor/kb-doctor.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define USER "ann"
#define GNOME_AUTH "auth optional pam_gnome_keyring.so\n"
#define GNOME_SESSION "session optional pam_gnome_keyring.so auto_start\n"
#define OPTIONAL \
  "-auth\toptional\tpam_gnome_keyring.so # if it is there\n-auth optional pam_kwallet5.so\n" \
  "-session optional pam_gnome_keyring.so auto_start\n-session optional pam_kwallet5.so auto_start\n"
#define GNOME_MODULE { "/usr/lib/x86_64-linux-gnu/security/pam_gnome_keyring.so", "" }
#define KDE_MODULE { "/usr/lib64/security/pam_kwallet5.so", "" }
#define LINK ">" /* a link to what follows */

/* A computer: files, what the keyring says of itself, and what is the matter. */
static const struct
{
  const char *name;
  const char *files[8][2]; /* "~" is the person's home */
  KbStoreState state;
  KbStoreProvider provider;
  gboolean no_bus, no_display, remote, sandboxed, for_session, second;
  const char *manager;
  KbDoctorCause cause;
  const char *said; /* in what is to do */
} systems[] = {
  { .name = "gdm-fine",
    .files = { { "/etc/systemd/system/display-manager.service", LINK "/usr/lib/systemd/system/gdm3.service" },
               { "/etc/pam.d/gdm-password", "@include common-auth\n" GNOME_AUTH GNOME_SESSION },
               GNOME_MODULE },
    .state = KB_STORE_STATE_READY,
    .provider = KB_STORE_PROVIDER_GNOME,
    .manager = "gdm",
    .cause = KB_DOCTOR_FINE },
  { .name = "gdm-automatic",
    .files = { { "/etc/systemd/system/display-manager.service", LINK "gdm.service" },
               { "/etc/pam.d/gdm-password", GNOME_AUTH GNOME_SESSION },
               { "/etc/gdm3/daemon.conf", "[daemon]\nAutomaticLoginEnable=true\nAutomaticLogin=ann\n" },
               GNOME_MODULE },
    .state = KB_STORE_STATE_LOCKED,
    .provider = KB_STORE_PROVIDER_GNOME,
    .manager = "gdm",
    .cause = KB_DOCTOR_LOCKED_AUTOMATIC,
    .said = "automatic login" },
  { .name = "gdm-automatic-off",
    .files = { { "/etc/systemd/system/display-manager.service", LINK "gdm.service" },
               { "/etc/pam.d/gdm-password", GNOME_AUTH GNOME_SESSION },
               { "/etc/gdm/custom.conf", "[daemon]\nAutomaticLoginEnable=false\nAutomaticLogin=ann\n" },
               GNOME_MODULE },
    .state = KB_STORE_STATE_LOCKED,
    .provider = KB_STORE_PROVIDER_GNOME,
    .manager = "gdm",
    .cause = KB_DOCTOR_LOCKED_PASSWORD,
    .said = "another password" },
  { .name = "sddm-somebody-else-automatic",
    .files = { { "/etc/systemd/system/display-manager.service", LINK "/usr/lib/systemd/system/sddm.service" },
               { "/etc/pam.d/sddm", OPTIONAL },
               { "/etc/sddm.conf.d/10.conf", "[Autologin]\nUser=ann\n" },
               { "/etc/sddm.conf.d/20.conf", "[Autologin]\nUser=bob\n" },
               KDE_MODULE },
    .state = KB_STORE_STATE_LOCKED,
    .provider = KB_STORE_PROVIDER_KDE,
    .manager = "sddm",
    .cause = KB_DOCTOR_LOCKED_PASSWORD },
  { .name = "sddm-module-missing",
    .files = { { "/etc/X11/default-display-manager", "/usr/bin/sddm\n" },
               { "/etc/pam.d/sddm", OPTIONAL },
               KDE_MODULE },
    .state = KB_STORE_STATE_LOCKED,
    .provider = KB_STORE_PROVIDER_GNOME,
    .manager = "sddm",
    .cause = KB_DOCTOR_LOCKED_MODULE,
    .said = "libpam-gnome-keyring" },
  { .name = "lightdm-automatic",
    .files = { { "/etc/X11/default-display-manager", "/usr/sbin/lightdm\n" },
               { "/etc/pam.d/lightdm", OPTIONAL },
               { "/etc/lightdm/lightdm.conf", "[Seat:*]\n#autologin-user=bob\nautologin-user=ann\n" },
               GNOME_MODULE },
    .state = KB_STORE_STATE_LOCKED,
    .provider = KB_STORE_PROVIDER_GNOME,
    .manager = "lightdm",
    .cause = KB_DOCTOR_LOCKED_AUTOMATIC },
  { .name = "greetd-without-rules",
    .files = { { "/etc/systemd/system/display-manager.service", LINK "greetd.service" },
               { "/etc/pam.d/greetd", "@include login\n" },
               { "/etc/pam.d/login",
                 "auth [success=1 default=ignore] pam_unix.so\n#" GNOME_AUTH "#" GNOME_SESSION },
               GNOME_MODULE },
    .state = KB_STORE_STATE_LOCKED,
    .provider = KB_STORE_PROVIDER_GNOME,
    .manager = "greetd",
    .cause = KB_DOCTOR_LOCKED_RULES,
    .said = "/etc/pam.d/greetd" },
  { .name = "greetd-automatic",
    .files = { { "/etc/systemd/system/display-manager.service", LINK "greetd.service" },
               { "/etc/pam.d/greetd", OPTIONAL },
               { "/etc/greetd/config.toml", "[initial_session]\ncommand = \"sway\"\nuser = \"ann\"\n" },
               GNOME_MODULE },
    .state = KB_STORE_STATE_LOCKED,
    .provider = KB_STORE_PROVIDER_GNOME,
    .manager = "greetd",
    .cause = KB_DOCTOR_LOCKED_AUTOMATIC },
  { .name = "login-included",
    .files = { { "/usr/lib/pam.d/login", "auth substack system-auth\nsession include system-auth\n" },
               { "/etc/pam.d/system-auth", GNOME_AUTH GNOME_SESSION "@include system-auth\n" },
               GNOME_MODULE },
    .state = KB_STORE_STATE_LOCKED,
    .provider = KB_STORE_PROVIDER_GNOME,
    .manager = "login",
    .cause = KB_DOCTOR_LOCKED_PASSWORD },
  { .name = "only-half-of-the-rules",
    .files = { { "/etc/X11/default-display-manager", "/usr/sbin/lxdm" },
               { "/etc/pam.d/lxdm", GNOME_AUTH "session optional # pam_gnome_keyring.so auto_start\n" },
               GNOME_MODULE },
    .state = KB_STORE_STATE_LOCKED,
    .provider = KB_STORE_PROVIDER_GNOME,
    .manager = "lxdm",
    .cause = KB_DOCTOR_LOCKED_RULES,
    .said = "auto_start" },
  { .name = "rules-not-readable",
    .files = { { "/etc/X11/default-display-manager", "/usr/sbin/gdm3" } },
    .state = KB_STORE_STATE_LOCKED,
    .provider = KB_STORE_PROVIDER_GNOME,
    .manager = "gdm",
    .cause = KB_DOCTOR_LOCKED,
    .said = "Unlock it" },
  { .name = "another-manager",
    .files = { { "/etc/systemd/system/display-manager.service", LINK "plasmalogin.service" },
               { "/etc/pam.d/login", "auth optional pam_unix.so\n" } },
    .state = KB_STORE_STATE_LOCKED,
    .provider = KB_STORE_PROVIDER_KDE,
    .cause = KB_DOCTOR_LOCKED },
  { .name = "keepassxc-locked",
    .files = { { "/etc/pam.d/login", GNOME_AUTH GNOME_SESSION }, GNOME_MODULE },
    .state = KB_STORE_STATE_LOCKED,
    .provider = KB_STORE_PROVIDER_KEEPASSXC,
    .manager = "login",
    .cause = KB_DOCTOR_LOCKED },
  { .name = "over-ssh",
    .files = { { "/etc/pam.d/login", GNOME_AUTH GNOME_SESSION }, GNOME_MODULE },
    .state = KB_STORE_STATE_LOCKED,
    .provider = KB_STORE_PROVIDER_GNOME,
    .remote = TRUE,
    .manager = "login",
    .cause = KB_DOCTOR_LOCKED_REMOTE,
    .said = "gnome-keyring-daemon --replace --unlock" },
  { .name = "no-bus", .no_bus = TRUE, .manager = "login", .cause = KB_DOCTOR_NO_BUS, .said = "session bus" },
  { .name = "nothing",
    .state = KB_STORE_STATE_NO_SERVICE,
    .manager = "login",
    .cause = KB_DOCTOR_NO_PROVIDER },
  { .name = "kwallet-off",
    .files = { { "~/config/kwalletrc", "[Wallet]\nEnabled=false\n" } },
    .state = KB_STORE_STATE_NO_SERVICE,
    .manager = "login",
    .cause = KB_DOCTOR_KWALLET_OFF,
    .said = "KDE Wallet" },
  { .name = "kwallet-not-for-others",
    .files = { { "~/config/kwalletrc", "[org.freedesktop.secrets]\napiEnabled=false\n" } },
    .state = KB_STORE_STATE_NO_SERVICE,
    .manager = "login",
    .cause = KB_DOCTOR_KWALLET_OFF },
  { .name = "keepassxc-without-database",
    .state = KB_STORE_STATE_NO_COLLECTION,
    .provider = KB_STORE_PROVIDER_KEEPASSXC,
    .manager = "login",
    .cause = KB_DOCTOR_NO_DATABASE },
  { .name = "no-collection",
    .state = KB_STORE_STATE_NO_COLLECTION,
    .provider = KB_STORE_PROVIDER_GNOME,
    .manager = "login",
    .cause = KB_DOCTOR_NO_COLLECTION },
  { .name = "session-only",
    .state = KB_STORE_STATE_READY,
    .provider = KB_STORE_PROVIDER_GNOME,
    .for_session = TRUE,
    .manager = "login",
    .cause = KB_DOCTOR_FOR_SESSION,
    .said = "seahorse" },
  { .name = "two-at-once",
    .state = KB_STORE_STATE_READY,
    .provider = KB_STORE_PROVIDER_KDE,
    .second = TRUE,
    .manager = "login",
    .cause = KB_DOCTOR_TWO_PROVIDERS },
  { .name = "empty-password",
    .files = { { "~/data/keyrings/default", "Standard\n" },
               { "~/data/keyrings/Standard.keyring", "[keyring]\ndisplay-name=Standard\n" } },
    .state = KB_STORE_STATE_READY,
    .provider = KB_STORE_PROVIDER_GNOME,
    .manager = "login",
    .cause = KB_DOCTOR_OPEN_TO_ANYONE },
  { .name = "encrypted",
    .files = { { "~/data/keyrings/login.keyring", "GnomeKeyring\n\r" } },
    .state = KB_STORE_STATE_READY,
    .provider = KB_STORE_PROVIDER_GNOME,
    .manager = "login",
    .cause = KB_DOCTOR_FINE },
  { .name = "sandbox",
    .state = KB_STORE_STATE_DENIED,
    .sandboxed = TRUE,
    .manager = "login",
    .cause = KB_DOCTOR_SANDBOX,
    .said = "flatpak override" },
  { .name = "silent", .state = KB_STORE_STATE_NOT_RESPONDING, .manager = "login", .cause = KB_DOCTOR_SILENT },
};

static void
write_file (const char *root, const char *home, const char *name, const char *text)
{
  g_autofree char *path = g_strconcat (*name == '~' ? home : root, name + (*name == '~'), NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  GError *error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  if (g_str_has_prefix (text, LINK))
    g_assert_cmpint (symlink (text + strlen (LINK), path), ==, 0);
  else
    g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_folder (child);
      else
        g_remove (child);
    }
  g_rmdir (path);
}

static KbLogin
read_login (gsize i)
{
  g_autofree char *root = g_dir_make_tmp ("kb-system-XXXXXX", NULL);
  g_autofree char *home = g_build_filename (root, "home", NULL);
  g_autofree char *config = g_build_filename (home, "config", NULL);
  g_autofree char *data = g_build_filename (home, "data", NULL);
  KbLogin login;

  for (gsize f = 0; f < G_N_ELEMENTS (systems[i].files) && systems[i].files[f][0] != NULL; f++)
    write_file (root, home, systems[i].files[f][0], systems[i].files[f][1]);
  login = kb_login_read (root, USER, config, data);
  remove_folder (root);

  return login;
}

static void
test_system (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  KbDoctorFacts facts = {
    .has_bus = !systems[i].no_bus,
    .has_display = !systems[i].no_display,
    .is_remote = systems[i].remote,
    .is_sandboxed = systems[i].sandboxed,
    .is_for_session = systems[i].for_session,
    .has_second = systems[i].second,
    .state = systems[i].state,
    .provider = systems[i].provider,
    .login = read_login (i),
  };
  KbDoctorCause cause = kb_doctor_find_cause (&facts);
  g_autofree char *explanation = kb_doctor_dup_explanation (&facts, cause);
  g_autofree char *lines = kb_doctor_dup_lines (&facts, cause);
  g_autofree char *said = g_strconcat (explanation, "\n", lines, NULL);

  g_assert_cmpstr (facts.login.manager, ==, systems[i].manager);
  g_assert_cmpint (cause, ==, systems[i].cause);
  g_assert_true (g_str_has_suffix (explanation, lines ? ":" : "."));
  if (systems[i].said != NULL)
    g_assert_nonnull (strstr (said, systems[i].said));
}

/* Nobody can be asked, nor can anything be handed a password, where there is no display. */
static void
test_no_display (void)
{
  KbDoctorFacts facts = { .has_bus = TRUE,
                          .state = KB_STORE_STATE_LOCKED,
                          .provider = KB_STORE_PROVIDER_KDE,
                          .login = { .manager = "login", .is_automatic = TRUE } };

  g_autofree char *explanation = kb_doctor_dup_explanation (&facts, KB_DOCTOR_LOCKED_REMOTE);

  g_assert_cmpint (kb_doctor_find_cause (&facts), ==, KB_DOCTOR_LOCKED_REMOTE);
  g_assert_true (g_str_has_suffix (explanation, "."));
  g_assert_null (kb_doctor_dup_lines (&facts, KB_DOCTOR_LOCKED_REMOTE));
}

/* ---- the version, of what is installed ---- */

#define STATUS(package, state, version) \
  "Package: " package "\nStatus: install ok " state "\nArchitecture: amd64\nVersion: " version "\n\n"

static const struct
{
  const char *files[3][2];
  KbStoreProvider provider;
  const char *version;
} installed[] = {
  { { { "/var/lib/dpkg/status",
        STATUS ("gnome-keyring-pkcs11", "installed", "1") STATUS ("gnome-keyring", "installed", "48.0-1") } },
    KB_STORE_PROVIDER_GNOME,
    "48.0-1" },
  { { { "/var/lib/dpkg/status", STATUS ("gnome-keyring", "config-files", "46.1-2") } },
    KB_STORE_PROVIDER_GNOME,
    NULL },
  { { { "/var/lib/dpkg/status", STATUS ("libkf5wallet-bin", "installed", "5.116.0-1+b1") } },
    KB_STORE_PROVIDER_KDE,
    "5.116.0-1+b1" },
  { { { "/var/lib/pacman/local/kwallet-pam-6.4.0-1/desc", "" },
      { "/var/lib/pacman/local/kwallet-6.19.0-1/desc", "" } },
    KB_STORE_PROVIDER_KDE,
    "6.19.0-1" },
  { { { "/var/lib/pacman/local/kwallet-pam-6.4.0-1/desc", "" } }, KB_STORE_PROVIDER_KDE, NULL },
  { { { "/var/lib/pacman/local/keepassxc-2.7.10-2/desc", "" } }, KB_STORE_PROVIDER_KEEPASSXC, "2.7.10-2" },
  { { { "/var/lib/pacman/local/keepassxc-2.7.10-2/desc", "" } }, KB_STORE_PROVIDER_UNKNOWN, NULL },
  { { { "/etc/os-release", "" } }, KB_STORE_PROVIDER_GNOME, NULL },
};

static void
test_version (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (installed); i++)
    {
      g_autofree char *root = g_dir_make_tmp ("kb-system-XXXXXX", NULL);
      g_autofree char *version = NULL;

      for (gsize f = 0; f < G_N_ELEMENTS (installed[i].files) && installed[i].files[f][0] != NULL; f++)
        write_file (root, "", installed[i].files[f][0], installed[i].files[f][1]);
      version = kb_doctor_dup_version (root, installed[i].provider, 0);
      remove_folder (root);
      g_assert_cmpstr (version, ==, installed[i].version);
    }
}

/* ---- what was seen, line by line ---- */

static void
assert_line (const KbDoctorFacts *facts, KbDoctorLine line, const char *expected)
{
  g_autofree char *words = kb_doctor_dup_line (facts, line);

  g_assert_cmpuint (strlen (kb_doctor_get_line_title (line)), >, 5);
  g_assert_cmpstr (words, ==, expected);
}

static void
test_lines (void)
{
  KbDoctorFacts facts = { .has_bus = TRUE,
                          .state = KB_STORE_STATE_READY,
                          .provider = KB_STORE_PROVIDER_KDE,
                          .process = (char *) "kwalletd6",
                          .pid = 42,
                          .version = (char *) "6.19",
                          .collection = (char *) "kdewallet",
                          .login = { .manager = "sddm", .is_known = TRUE, .opens_kde = TRUE } };
  g_autofree char *text = kb_doctor_dup_text (&facts, "Proof.");

  assert_line (&facts, KB_DOCTOR_ANSWERS, "kwalletd6 (process 42)");
  assert_line (&facts, KB_DOCTOR_VERSION, "6.19");
  assert_line (&facts, KB_DOCTOR_COLLECTION, "kdewallet");
  assert_line (&facts, KB_DOCTOR_SIGNS_IN, "sddm");
  assert_line (&facts, KB_DOCTOR_OPENED, "Yes, by the rules for signing in");
  g_assert_true (g_str_has_prefix (text, "The keyring is in order\n  It answers"));
  g_assert_true (g_str_has_suffix (text, "\n  Proof.\n"));
  facts.login.opens_kde = FALSE;
  assert_line (&facts, KB_DOCTOR_OPENED, "No, by the rules for signing in");
  facts.login.is_automatic = TRUE;
  assert_line (&facts, KB_DOCTOR_OPENED, "No: you are signed in without a password");
  facts.is_for_session = TRUE;
  assert_line (&facts, KB_DOCTOR_COLLECTION, "One in memory, gone when you sign out");
}

/* What is not known is not claimed. */
static void
test_lines_unknown (void)
{
  KbDoctorFacts facts = { .has_bus = TRUE, .is_sandboxed = TRUE, .state = KB_STORE_STATE_READY };

  for (KbDoctorLine line = 0; line < KB_N_DOCTOR_LINES; line++)
    assert_line (&facts, line, "Could not tell");
  facts.state = KB_STORE_STATE_NO_SERVICE;
  assert_line (&facts, KB_DOCTOR_ANSWERS, "Nobody");
  facts.state = KB_STORE_STATE_NO_COLLECTION;
  assert_line (&facts, KB_DOCTOR_COLLECTION, "None");
}

/* Every cause has its words, and each is the end of some system. */
static void
test_words (void)
{
  for (KbDoctorCause cause = 0; cause <= KB_DOCTOR_FINE; cause++)
    {
      gboolean seen = FALSE;

      g_assert_cmpuint (strlen (kb_doctor_get_title (cause)), >, 8);
      for (gsize i = 0; i < G_N_ELEMENTS (systems); i++)
        seen |= systems[i].cause == cause;
      g_assert_true (seen);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (systems); i++)
    {
      g_autofree char *path = g_strconcat ("/doctor/", systems[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_system);
    }
  g_test_add_func ("/doctor/no-display", test_no_display);
  g_test_add_func ("/doctor/version", test_version);
  g_test_add_func ("/doctor/lines", test_lines);
  g_test_add_func ("/doctor/lines-unknown", test_lines_unknown);
  g_test_add_func ("/doctor/words", test_words);

  return g_test_run ();
}
