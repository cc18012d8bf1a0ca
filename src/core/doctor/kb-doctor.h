/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/doctor/kb-login.h"

G_BEGIN_DECLS

/* What was seen of a keyring, and of the computer that it is on. */
typedef struct
{
  gboolean has_bus;
  gboolean has_display;
  gboolean is_remote;    /* signed in over ssh */
  gboolean is_wsl;       /* inside of Windows */
  gboolean is_sandboxed; /* the files of the computer are out of sight: @login is empty */
  KbStoreState state;
  KbStoreProvider provider;
  char *process;           /* nullable: name of the program that answers */
  guint pid;               /* 0: not known */
  char *version;           /* nullable: of its installed package */
  char *collection;        /* nullable: what the default keyring calls itself */
  gboolean is_for_session; /* what is saved goes where it is gone at logout */
  gboolean has_second;     /* another program that could answer runs too */
  KbLogin login;
} KbDoctorFacts;

/* The first that holds, in this order: nothing behind it can be seen or mended before. */
typedef enum
{
  KB_DOCTOR_SANDBOX,
  KB_DOCTOR_NO_BUS,
  KB_DOCTOR_KWALLET_OFF,
  KB_DOCTOR_NO_PROVIDER,
  KB_DOCTOR_SILENT,
  KB_DOCTOR_NO_DATABASE, /* of KeePassXC */
  KB_DOCTOR_NO_COLLECTION,
  KB_DOCTOR_FOR_SESSION,
  KB_DOCTOR_LOCKED_AUTOMATIC, /* nobody types the password that would open it */
  KB_DOCTOR_LOCKED_MODULE,    /* what would hand it the password is not installed */
  KB_DOCTOR_LOCKED_RULES,     /* nothing hands it the password */
  KB_DOCTOR_LOCKED_REMOTE,    /* nobody can be asked here */
  KB_DOCTOR_LOCKED_PASSWORD,  /* it is handed one, and stays closed: it has another */
  KB_DOCTOR_LOCKED,           /* could not tell why */
  KB_DOCTOR_TWO_PROVIDERS,
  KB_DOCTOR_OPEN_TO_ANYONE,
  KB_DOCTOR_FINE,
} KbDoctorCause;

/* What was looked at, a line each. */
typedef enum
{
  KB_DOCTOR_ANSWERS,
  KB_DOCTOR_VERSION,
  KB_DOCTOR_COLLECTION,
  KB_DOCTOR_SIGNS_IN,
  KB_DOCTOR_OPENED,
} KbDoctorLine;
#define KB_N_DOCTOR_LINES (KB_DOCTOR_OPENED + 1)

#define KB_TYPE_DOCTOR_CAUSE (kb_doctor_cause_get_type ())
GType kb_doctor_cause_get_type (void);

void kb_doctor_facts_free (KbDoctorFacts *facts);
KbDoctorCause kb_doctor_find_cause (const KbDoctorFacts *facts);

void kb_doctor_look_async (KbKeyStore *store,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
KbDoctorFacts *kb_doctor_look_finish (KbKeyStore *store, GAsyncResult *result, GError **error);

char *kb_doctor_dup_version (const char *root, KbStoreProvider provider, guint pid);
const char *kb_doctor_get_unlock_line (void);
/* Translated. */
const char *kb_doctor_get_title (KbDoctorCause cause);
char *kb_doctor_dup_explanation (const KbDoctorFacts *facts, KbDoctorCause cause);
char *kb_doctor_dup_lines (const KbDoctorFacts *facts, KbDoctorCause cause);
const char *kb_doctor_get_line_title (KbDoctorLine line);
char *kb_doctor_dup_line (const KbDoctorFacts *facts, KbDoctorLine line);
char *kb_doctor_dup_text (const KbDoctorFacts *facts, const char *proof);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KbDoctorFacts, kb_doctor_facts_free)

G_END_DECLS
