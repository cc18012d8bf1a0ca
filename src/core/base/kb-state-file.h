/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What became of a text that should be the contents of the file. */
typedef enum
{
  KB_STATE_TEXT_READ,
  KB_STATE_TEXT_MENDED, /* damaged, and all that could be made out was taken */
  KB_STATE_TEXT_BROKEN, /* nothing could be made out */
  KB_STATE_TEXT_NEWER,  /* of a version of the program that this one does not know */
} KbStateText;

/* What is the matter with the file; also the codes of %KB_STATE_ERROR. */
typedef enum
{
  KB_STATE_TROUBLE_NONE,
  KB_STATE_TROUBLE_MENDED,     /* as it was, it is kept aside */
  KB_STATE_TROUBLE_BROKEN,     /* begun anew; as it was, it is kept aside */
  KB_STATE_TROUBLE_NEWER,      /* of a newer version: not overwritten */
  KB_STATE_TROUBLE_UNREADABLE, /* not overwritten */
  KB_STATE_TROUBLE_UNWRITABLE, /* tried again with the next change */
} KbStateTrouble;

#define KB_STATE_ERROR (kb_state_error_quark ())
GQuark kb_state_error_quark (void);

/* What the file has to know of whose state it keeps. */
typedef struct
{
  /* @text, with a NUL behind it, is what the file holds: taken over when @loading, and else before it is
   * replaced, when what others have written into it can be kept. */
  KbStateText (*take) (gpointer owner, const char *text, gsize length, gboolean loading);
  /* What it is to hold now. transfer full */
  GBytes *(*give) (gpointer owner);
  /* nullable: what was given last is on the disk */
  void (*written) (gpointer owner);
  gboolean is_shared; /* by several programs: read and written under a lock */
} KbStateUse;

/* A small private file that is kept up to date with an object that changes. Nothing waits for the disk but
 * kb_state_file_load(), and nothing is lost: what is still to be written keeps the owner and the application
 * alive. Emits notify::trouble. */
#define KB_TYPE_STATE_FILE (kb_state_file_get_type ())
G_DECLARE_FINAL_TYPE (KbStateFile, kb_state_file, KB, STATE_FILE, GObject)

KbStateFile *kb_state_file_new (GFile *file, const KbStateUse *use, gpointer owner);
void kb_state_file_load (KbStateFile *self);
void kb_state_file_queue (KbStateFile *self);
void kb_state_file_flush (KbStateFile *self);
void kb_state_file_save_async (KbStateFile *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean kb_state_file_save_finish (KbStateFile *self, GAsyncResult *result, GError **error);
gboolean kb_state_file_is_any_busy (void);
KbStateTrouble kb_state_file_get_trouble (KbStateFile *self);
const char *kb_state_file_get_path (KbStateFile *self);
const char *kb_state_file_get_aside (KbStateFile *self);

G_END_DECLS
