/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keyring/kb-key-store.h"
#include "core/programs/kb-program.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  KB_CONNECTION_READY,    /* one file is to be changed, as it says */
  KB_CONNECTION_BY_HAND,  /* the person copies lines: no program could put them in without a loss */
  KB_CONNECTION_THERE,    /* the program is connected so already */
  KB_CONNECTION_SETTINGS, /* a key can only be typed into its own settings, and stays there */
} KbConnectionState;
GType kb_connection_state_get_type (void);
#define KB_TYPE_CONNECTION_STATE (kb_connection_state_get_type ())

#define KB_CONNECTION_ERROR (kb_connection_error_quark ())

typedef enum
{
  KB_CONNECTION_ERROR_CHANGED,   /* the file is not as it was when it was looked at, or when it was written */
  KB_CONNECTION_ERROR_UNWRITTEN, /* the file could not be written; it is as it was */
  KB_CONNECTION_ERROR_NOTES,     /* what is noted of connections cannot be read or written */
  KB_CONNECTION_ERROR_ORIGINAL,  /* the original is not where it was kept */
  KB_CONNECTION_ERROR_BUSY,      /* another Keybearer is at it */
} KbConnectionError;
GQuark kb_connection_error_quark (void);
const char *kb_connection_error_get_words (const GError *error);

/* What a program got when it asked for the key as it will. */
typedef enum
{
  KB_CONNECTION_GETS_KEY,
  KB_CONNECTION_GETS_OTHER, /* something that is not the key */
  KB_CONNECTION_GETS_NOTHING,
  KB_CONNECTION_NO_COMMAND, /* there is no keybearer where programs look for it */
  KB_CONNECTION_LATE,
  KB_CONNECTION_UNTESTED, /* in a sandbox nothing outside can be started */
} KbConnectionTest;
GType kb_connection_test_get_type (void);
#define KB_TYPE_CONNECTION_TEST (kb_connection_test_get_type ())
const char *kb_connection_test_get_words (KbConnectionTest test);

/* How one program is connected with one saved key: a plan, of which nothing is done before it is applied. */
#define KB_TYPE_CONNECTION (kb_connection_get_type ())
G_DECLARE_FINAL_TYPE (KbConnection, kb_connection, KB, CONNECTION, GObject)

gboolean kb_connection_is_name (const char *name);
void kb_connection_plan_async (KbProgram *program,
                               const char *name,
                               const char *folder,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
KbConnection *kb_connection_plan_finish (GAsyncResult *result, GError **error);

KbProgram *kb_connection_get_program (KbConnection *self);
const char *kb_connection_get_name (KbConnection *self);
KbConnectionState kb_connection_get_state (KbConnection *self);
const char *kb_connection_get_place (KbConnection *self);
const char *kb_connection_get_lines (KbConnection *self);
gboolean kb_connection_holds_key (KbConnection *self);
char *kb_connection_dup_words (KbConnection *self);
const char *kb_connection_get_trouble (KbConnection *self);
const char *kb_connection_get_afterwards (KbConnection *self);
char *kb_connection_dup_changes (KbConnection *self);

void kb_connection_apply_async (KbConnection *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean kb_connection_apply_finish (GAsyncResult *result, GError **error);
void kb_connection_test_async (KbConnection *self,
                               KbKeyStore *store,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
KbConnectionTest kb_connection_test_finish (GAsyncResult *result, GError **error);

/* What was connected. */
typedef struct
{
  char *program; /* its id */
  char *name;    /* of the key */
  char *path;    /* of the file */
  char
      *original; /* nullable: where the file is kept as it was; NULL when there was none, or lines were copied
                  */
  char *hash;    /* nullable: of what was written; NULL when the person put in lines */
} KbConnectionNote;
KbConnectionNote *kb_connection_note_copy (const KbConnectionNote *note);
void kb_connection_note_free (KbConnectionNote *note);
/* The file, as people write it. transfer full */
char *kb_connection_note_dup_place (const KbConnectionNote *note);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KbConnectionNote, kb_connection_note_free)

void kb_connections_list_async (const char *name,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GPtrArray *kb_connections_list_finish (GAsyncResult *result, GError **error);
void kb_connections_undo_async (const KbConnectionNote *note,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean kb_connections_undo_finish (GAsyncResult *result, GError **error);
void kb_connections_clean_async (const char *name,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GPtrArray *kb_connections_clean_finish (GAsyncResult *result, GError **error);
/* "Crush, Zed": translated, transfer full */
char *kb_connections_dup_programs (GPtrArray *notes);

G_END_DECLS
