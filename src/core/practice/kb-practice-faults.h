/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Addresses on this computer at which requests really fail. */
typedef struct _KbPracticeFaults KbPracticeFaults;

KbPracticeFaults *kb_practice_faults_new (void);
void kb_practice_faults_free (KbPracticeFaults *self);
char *kb_practice_faults_dup_uri (KbPracticeFaults *self, const char *id);
gint64 kb_practice_faults_get_date (const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KbPracticeFaults, kb_practice_faults_free)

G_END_DECLS
