/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/doctor/kb-doctor.h"

#include <string.h>

/* What is installed, as Debian's and Arch's programs for packages write it, compared with dpkg 1.22 and
 * pacman 7 on 2026-11-29. No program is started to ask it for its version. */
#define DPKG_STATUS "/var/lib/dpkg/status"
#define PACMAN_LOCAL "/var/lib/pacman/local"

static const struct
{
  KbStoreProvider provider;
  const char *package;
} packages[] = {
  { KB_STORE_PROVIDER_GNOME, "gnome-keyring" },
  { KB_STORE_PROVIDER_KDE, "kwallet6" },
  { KB_STORE_PROVIDER_KDE, "kwallet" },
  { KB_STORE_PROVIDER_KDE, "libkf5wallet-bin" },
  { KB_STORE_PROVIDER_KEEPASSXC, "keepassxc-full" },
  { KB_STORE_PROVIDER_KEEPASSXC, "keepassxc-minimal" },
  { KB_STORE_PROVIDER_KEEPASSXC, "keepassxc" },
};

/* Of a block of lines "Name: value" */
static char *
dup_value (const char *block, const char *end, const char *name)
{
  const char *begin = g_strstr_len (block, end - block, name);

  if (begin == NULL)
    return NULL;
  begin += strlen (name);

  return g_strndup (begin, strcspn (begin, "\n"));
}

static char *
find_in_dpkg (const char *status, gsize length, const char *package)
{
  g_autofree char *start = g_strdup_printf ("Package: %s\n", package);
  const char *block = g_strstr_len (status, (gssize) length, start);
  const char *end = block ? g_strstr_len (block, (gssize) (length - (gsize) (block - status)), "\n\n") : NULL;

  if (end == NULL || (block > status && block[-1] != '\n') ||
      g_strstr_len (block, end - block, "\nStatus: install ok installed\n") == NULL)
    return NULL;

  return dup_value (block, end, "\nVersion: ");
}

/* A folder "kwallet-6.19.0-1" a package; "kwallet-pam-6…" is another one. */
static char *
find_in_pacman (const char *root, const char *package)
{
  g_autofree char *path = g_strconcat (root, PACMAN_LOCAL, NULL);
  g_autofree char *start = g_strconcat (package, "-", NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_prefix (name, start) && g_ascii_isdigit (name[strlen (start)]))
      return g_strdup (name + strlen (start));

  return NULL;
}

/* A Flatpak, or what was built by hand, is of no package; of a process that hides its file nothing is known.
 */
static gboolean
is_packaged (guint pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%u/exe", pid);
  g_autofree char *file = g_file_read_link (path, NULL);

  return file == NULL || (g_str_has_prefix (file, "/usr/") && !g_str_has_prefix (file, "/usr/local/"));
}

/**
 * kb_doctor_dup_version:
 * @root: "" for this computer, else a folder that stands for it
 * @provider: which keyring answers
 * @pid: of its process; 0: not known
 *
 * Returns: (transfer full) (nullable): the version of the package that is installed of it
 */
char *
kb_doctor_dup_version (const char *root, KbStoreProvider provider, guint pid)
{
  g_autofree char *path = g_strconcat (root, DPKG_STATUS, NULL);
  g_autoptr (GMappedFile) status = g_mapped_file_new (path, FALSE, NULL);
  char *version = NULL;

  if (pid != 0 && !is_packaged (pid))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (packages) && version == NULL; i++)
    if (packages[i].provider == provider && status != NULL)
      version = find_in_dpkg (g_mapped_file_get_contents (status), g_mapped_file_get_length (status),
                              packages[i].package);
    else if (packages[i].provider == provider)
      version = find_in_pacman (root, packages[i].package);

  return version;
}
