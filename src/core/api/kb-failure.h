/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/api/kb-response.h"

G_BEGIN_DECLS

/* How far a request got. */
typedef enum
{
  KB_PHASE_CONNECTING,
  KB_PHASE_TLS,
  KB_PHASE_CONNECTED
} KbPhase;

KbFailure kb_failure_from_error (const GError *error, KbPhase phase);
gboolean kb_failure_may_be_proxy (KbFailure failure, KbPhase phase);
char *kb_failure_dup_issuer (GTlsCertificate *certificate);

G_END_DECLS
