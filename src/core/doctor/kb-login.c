/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/doctor/kb-login.h"

#include "core/base/kb-file.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Bytes; what is larger is not a file of settings. */
#define FILE_LIMIT (256 * 1024)
/* Rules that include each other end somewhere. */
#define MAX_DEPTH 8

/* As Debian 13's gdm3 48, sddm 0.21, lightdm 1.32, greetd 0.10 and lxdm 0.5 name and lay out their files,
 * compared on 2026-11-29. */
static const struct
{
  const char *manager;
  const char *program; /* how what /etc/X11/default-display-manager or the unit names begins */
  const char *rules;   /* in /etc/pam.d */
} managers[] = {
  { "gdm", "gdm", "gdm-password" }, { "sddm", "sddm", "sddm" }, { "lightdm", "lightdm", "lightdm" },
  { "greetd", "greetd", "greetd" }, { "lxdm", "lxdm", "lxdm" },
};

/* Where each says who is signed in without being asked; below a folder in the order of the names. */
static const struct
{
  const char *manager;
  const char *path; /* a file, or a folder of *.conf */
  const char *group;
  const char *key;
  const char *enabled; /* nullable: a key that has to be true as well */
} automatic[] = {
  { "gdm", "/etc/gdm3/daemon.conf", "daemon", "AutomaticLogin", "AutomaticLoginEnable" },
  { "gdm", "/etc/gdm3/custom.conf", "daemon", "AutomaticLogin", "AutomaticLoginEnable" },
  { "gdm", "/etc/gdm/custom.conf", "daemon", "AutomaticLogin", "AutomaticLoginEnable" },
  { "sddm", "/usr/lib/sddm/sddm.conf.d", "Autologin", "User", NULL },
  { "sddm", "/etc/sddm.conf.d", "Autologin", "User", NULL },
  { "sddm", "/etc/sddm.conf", "Autologin", "User", NULL },
  { "lightdm", "/etc/lightdm/lightdm.conf.d", "Seat:*", "autologin-user", NULL },
  { "lightdm", "/etc/lightdm/lightdm.conf", "Seat:*", "autologin-user", NULL },
  { "greetd", "/etc/greetd/config.toml", "initial_session", "user", NULL },
  { "lxdm", "/etc/lxdm/lxdm.conf", "base", "autologin", NULL },
};

static char *
read_file (const char *root, const char *path)
{
  g_autofree char *whole = g_strconcat (root, path, NULL);
  gsize length;

  return kb_file_read (whole, FILE_LIMIT, &length, NULL);
}

/* ---- which program signs people in ---- */

/* NULL: none, as where people sign in on a console */
static char *
dup_manager_program (const char *root)
{
  g_autofree char *unit_path = g_strconcat (root, "/etc/systemd/system/display-manager.service", NULL);
  g_autofree char *unit = g_file_read_link (unit_path, NULL);
  g_autofree char *named = unit ? NULL : read_file (root, "/etc/X11/default-display-manager");

  return unit || named ? g_path_get_basename (unit ? unit : g_strstrip (named)) : NULL;
}

/* ---- its rules ---- */

typedef struct
{
  gboolean gnome_auth, gnome_session, kde_auth, kde_session;
} Rules;

static void
take_rule (Rules *rules, const char *type, const char *module)
{
  gboolean gnome = g_str_has_prefix (module, "pam_gnome_keyring.");
  gboolean kde = g_str_has_prefix (module, "pam_kwallet");

  if (g_str_equal (type, "auth"))
    {
      rules->gnome_auth |= gnome;
      rules->kde_auth |= kde;
    }
  else if (g_str_equal (type, "session"))
    {
      rules->gnome_session |= gnome;
      rules->kde_session |= kde;
    }
}

static gboolean read_rules (const char *root, const char *name, guint depth, Rules *rules);

/* "-auth [success=1 default=ignore] /lib/security/pam_gnome_keyring.so auto_start", "@include common-auth",
 * "auth substack system-auth": pam.conf(5) */
static void
read_rule (const char *root, char *line, guint depth, Rules *rules)
{
  g_auto (GStrv) words = NULL;
  char *comment = strchr (line, '#');
  const char *last = NULL;

  if (comment != NULL)
    *comment = '\0';
  words = g_strsplit_set (g_strstrip (line), " \t", -1);
  for (guint i = 1; words[0] != NULL && words[i] != NULL && last == NULL; i++)
    if (i > 1 && strstr (words[i], ".so"))
      last = words[i];
    else if ((i == 1 && g_str_equal (words[0], "@include")) ||
             (i > 1 && *words[i] != '\0' &&
              (g_str_equal (words[1], "include") || g_str_equal (words[1], "substack"))))
      read_rules (root, words[i], depth + 1, rules);
  if (last != NULL)
    {
      g_autofree char *module = g_path_get_basename (last);

      take_rule (rules, words[0] + (*words[0] == '-'), module);
    }
}

static gboolean
read_rules (const char *root, const char *name, guint depth, Rules *rules)
{
  static const char *const folders[] = { "/etc/pam.d/", "/usr/lib/pam.d/" };
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (depth > MAX_DEPTH || strchr (name, '/') != NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (folders) && text == NULL; i++)
    {
      g_autofree char *path = g_strconcat (folders[i], name, NULL);

      text = read_file (root, path);
    }
  if (text == NULL)
    return FALSE;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    read_rule (root, lines[i], depth, rules);

  return TRUE;
}

static gboolean
lies_in (const char *folder, const char *start)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, start))
      return TRUE;

  return FALSE;
}

/* A rule that begins with "-" is passed over in silence where its module is not installed. On Debian the
 * folder has the kind of processor in its path. */
static gboolean
has_module (const char *root, const char *start)
{
  static const char *const parents[] = { "/usr/lib", "/usr/lib64", "/lib", "/lib64" };

  for (gsize i = 0; i < G_N_ELEMENTS (parents); i++)
    {
      g_autofree char *parent = g_strconcat (root, parents[i], NULL);
      g_autofree char *plain = g_build_filename (parent, "security", NULL);
      g_autoptr (GDir) dir = g_dir_open (parent, 0, NULL);
      const char *name;

      if (lies_in (plain, start))
        return TRUE;
      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *folder = g_build_filename (parent, name, "security", NULL);

          if (strstr (name, "-linux-gnu") && lies_in (folder, start))
            return TRUE;
        }
    }

  return FALSE;
}

static void
read_opening (KbLogin *login, const char *root, const char *name)
{
  Rules rules = { FALSE };
  gboolean gnome, kde;

  login->is_known = read_rules (root, name, 0, &rules);
  gnome = rules.gnome_auth && rules.gnome_session;
  kde = rules.kde_auth && rules.kde_session;
  login->lacks_gnome = gnome && !has_module (root, "pam_gnome_keyring");
  login->lacks_kde = kde && !has_module (root, "pam_kwallet");
  login->opens_gnome = gnome && !login->lacks_gnome;
  login->opens_kde = kde && !login->lacks_kde;
}

/* ---- who is not asked ---- */

static GKeyFile *
load_settings (const char *path)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  gsize length;
  g_autofree char *text = kb_file_read (path, FILE_LIMIT, &length, NULL);

  if (text == NULL || !g_key_file_load_from_data (file, text, length, G_KEY_FILE_NONE, NULL))
    return NULL;

  return g_steal_pointer (&file);
}

/* Of the last file that says something of it. */
static void
read_automatic_file (KbLogin *login, guint row, const char *path, const char *user)
{
  g_autoptr (GKeyFile) file = load_settings (path);
  g_autofree char *name =
      file ? g_key_file_get_string (file, automatic[row].group, automatic[row].key, NULL) : NULL;
  g_autofree char *enabled =
      file && automatic[row].enabled
          ? g_key_file_get_string (file, automatic[row].group, automatic[row].enabled, NULL)
          : NULL;
  gsize length;

  if (name == NULL)
    return;
  g_strstrip (name);
  length = strlen (name);
  if (length > 1 && name[0] == '"' && name[length - 1] == '"') /* TOML */
    {
      name[length - 1] = '\0';
      memmove (name, name + 1, length - 1);
    }
  login->is_automatic =
      g_str_equal (name, user) && (automatic[row].enabled == NULL || g_strcmp0 (enabled, "true") == 0 ||
                                   g_strcmp0 (enabled, "True") == 0);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
read_automatic (KbLogin *login, guint row, const char *root, const char *user)
{
  g_autofree char *path = g_strconcat (root, automatic[row].path, NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (folder == NULL)
    {
      read_automatic_file (login, row, path, user);
      return;
    }
  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_suffix (name, ".conf"))
      g_ptr_array_add (names, g_build_filename (path, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    read_automatic_file (login, row, names->pdata[i], user);
}

/* ---- the person's own files ---- */

static gboolean
is_kwallet_off (const char *config_dir)
{
  g_autofree char *path = g_build_filename (config_dir, "kwalletrc", NULL);
  g_autoptr (GKeyFile) file = load_settings (path);
  g_autofree char *enabled = file ? g_key_file_get_string (file, "Wallet", "Enabled", NULL) : NULL;
  g_autofree char *api =
      file ? g_key_file_get_string (file, "org.freedesktop.secrets", "apiEnabled", NULL) : NULL;

  return g_strcmp0 (enabled, "false") == 0 || g_strcmp0 (api, "false") == 0;
}

/* No more of it than that: what follows may be secrets. */
static gboolean
begins_with (const char *path, const char *text)
{
  char begin[16] = "";
  int file = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  gssize length = file < 0 ? 0 : read (file, begin, MIN (strlen (text), sizeof begin - 1));

  if (file >= 0)
    close (file);

  return length > 0 && g_str_equal (begin, text);
}

/* GNOME Keyring writes a keyring with an empty password as text; an encrypted one begins with its name. */
static gboolean
is_open_to_anyone (const char *data_dir)
{
  g_autofree char *name_path = g_build_filename (data_dir, "keyrings", "default", NULL);
  gsize length;
  g_autofree char *name = kb_file_read (name_path, FILE_LIMIT, &length, NULL);
  g_autofree char *file = g_strconcat (name ? g_strstrip (name) : "login", ".keyring", NULL);
  g_autofree char *path = g_build_filename (data_dir, "keyrings", file, NULL);

  return strchr (file, '/') == NULL && begins_with (path, "[keyring]");
}

/**
 * kb_login_read:
 * @root: "" for this computer, else a folder that stands for it
 * @user: who signs in
 * @config_dir: where the settings of @user lie
 * @data_dir: where the data of @user lies
 *
 * Reads files of settings, and nothing that is secret: of a keyring only how its file begins. Writes nothing.
 *
 * Returns: what they say
 */
KbLogin
kb_login_read (const char *root, const char *user, const char *config_dir, const char *data_dir)
{
  g_autofree char *program = dup_manager_program (root);
  KbLogin login = { .manager = program ? NULL : "login" };

  if (program == NULL)
    read_opening (&login, root, "login");
  for (guint i = 0; program != NULL && i < G_N_ELEMENTS (managers); i++)
    if (g_str_has_prefix (program, managers[i].program))
      {
        login.manager = managers[i].manager;
        read_opening (&login, root, managers[i].rules);
      }
  for (guint i = 0; i < G_N_ELEMENTS (automatic); i++)
    if (g_strcmp0 (automatic[i].manager, login.manager) == 0)
      read_automatic (&login, i, root, user);
  login.is_kwallet_off = is_kwallet_off (config_dir);
  login.is_open_to_anyone = is_open_to_anyone (data_dir);

  return login;
}
