/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keyring/kb-key-store.h"

G_BEGIN_DECLS

/* What the files of a computer say of how people sign in to it, and what that does to their keyring. */
typedef struct
{
  const char *manager;  /* static: "gdm", "sddm", "lightdm", "greetd", "lxdm", "login"; NULL for another */
  gboolean is_known;    /* its rules could be read */
  gboolean opens_gnome; /* signing in hands the password to GNOME Keyring */
  gboolean opens_kde;   /* and to KWallet */
  gboolean lacks_gnome; /* the rules name the module that would, and it is not installed */
  gboolean lacks_kde;
  gboolean is_automatic;   /* this person is signed in without a password */
  gboolean is_kwallet_off; /* in the person's own settings */
  gboolean
      is_open_to_anyone; /* the file of GNOME's default keyring is not encrypted: its password is empty */
} KbLogin;

KbLogin kb_login_read (const char *root, const char *user, const char *config_dir, const char *data_dir);

G_END_DECLS
