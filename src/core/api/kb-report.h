/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/api/kb-verdict.h"

G_BEGIN_DECLS

/* What the verdict does not know. All nullable. */
typedef struct
{
  const char *toolkit;       /* "GTK 4.18.6, libadwaita 1.7.6" */
  const char *keyring;       /* "Secret Service" */
  const char *system;        /* "Debian GNU/Linux 13 (trixie)" */
  const char *desktop;       /* "GNOME" */
  const char *display;       /* "wayland" */
  gboolean sandboxed;        /* in Flatpak */
  gboolean practice;         /* nothing of it is OpenAI's doing */
  guint retries;             /* tests after the first */
  const char *const *hidden; /* names that a server may repeat and that nobody else should read */
} KbReportContext;
void kb_report_context_init (KbReportContext *context);

char *kb_report_create (KbVerdict *verdict, const KbReportContext *context);

G_END_DECLS
