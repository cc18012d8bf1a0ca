/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/api/kb-access.h"
#include "core/programs/kb-program.h"
#include "core/setup/kb-setup.h"

G_BEGIN_DECLS

/* What a key may do, line by line of the dashboard's list, beside what was chosen for it and what the
 * programs need that it is connected to. */
typedef struct
{
  GPtrArray *findings; /* KbAccessFinding */
  KbNote *note;        /* nullable: nobody has said what it was chosen to be */
  GPtrArray *programs; /* KbProgram; those that Keybearer has connected with it */
  char *today;         /* an ISO date */
} KbAccessReport;

void kb_access_report_find_async (KbSetup *setup,
                                  const char *name,
                                  SecretValue *key,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
KbAccessReport *kb_access_report_find_finish (KbSetup *setup, GAsyncResult *result, GError **error);
void kb_access_report_free (KbAccessReport *self);

KbSeen kb_access_report_get_chosen (const KbAccessReport *self, const KbProbe *probe);
GPtrArray *kb_access_report_find_needing (const KbAccessReport *self, const KbProbe *probe);
gboolean kb_access_report_get_spare (const KbAccessReport *self, KbResource resource, KbLevel *enough);
/* Translated, transfer full. */
char *kb_access_report_dup_seen (const KbAccessReport *self, const KbAccessFinding *finding);
char *kb_access_report_dup_beside (const KbAccessReport *self, const KbProbe *probe);
char *kb_access_report_dup_advice (const KbAccessReport *self);
const char *kb_access_get_seems_words (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KbAccessReport, kb_access_report_free)

G_END_DECLS
