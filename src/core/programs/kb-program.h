/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/key/kb-permission.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Who pays for what a program does with a credential. */
typedef enum
{
  KB_PAYER_API,   /* the credit of the API */
  KB_PAYER_PLAN,  /* a ChatGPT plan */
  KB_PAYER_OTHER, /* another service, which is paid elsewhere */
} KbPayer;
GType kb_payer_get_type (void);
#define KB_TYPE_PAYER (kb_payer_get_type ())

/* How a program gets the key from the keyring. */
typedef enum
{
  KB_CONNECT_HOOK,     /* it runs a command that prints the key */
  KB_CONNECT_VARIABLE, /* it is started with a variable that only it has */
  KB_CONNECT_SETTINGS, /* it is typed into its settings, and stays there */
} KbConnect;
GType kb_connect_get_type (void);
#define KB_TYPE_CONNECT (kb_connect_get_type ())

/* Whether it offers "Continue with ChatGPT", with which a plan pays. */
typedef enum
{
  KB_CHATGPT_NO,
  KB_CHATGPT_YES,
  KB_CHATGPT_UNCHECKED,
} KbChatgpt;

#define KB_TYPE_PROGRAM (kb_program_get_type ())
G_DECLARE_FINAL_TYPE (KbProgram, kb_program, KB, PROGRAM, GObject)

/* A program that can use a key of OpenAI, as data/programs/ describes it. */
GPtrArray *kb_programs_get (void);
KbProgram *kb_programs_find (const char *id);
const char *kb_program_get_id (KbProgram *self);
const char *kb_program_get_name (KbProgram *self);
KbChatgpt kb_program_get_chatgpt (KbProgram *self);
const char *kb_program_get_checked (KbProgram *self);
KbLevel kb_program_get_level (KbProgram *self, KbResource resource);
/* The best way first. */
guint kb_program_get_n_ways (KbProgram *self);
KbConnect kb_program_get_way (KbProgram *self, guint way);
char *kb_program_dup_way_place (KbProgram *self, guint way);
char *kb_program_dup_way_lines (KbProgram *self, guint way, const char *name);
gboolean kb_program_has_variable (KbProgram *self);
/* Looks at the disk. */
gboolean kb_program_is_installed (KbProgram *self);
void kb_programs_find_installed_async (GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GPtrArray *kb_programs_find_installed_finish (GAsyncResult *result, GError **error);
char *kb_program_dup_reads (KbProgram *self);
char *kb_program_dup_needs (KbProgram *self);

G_END_DECLS
