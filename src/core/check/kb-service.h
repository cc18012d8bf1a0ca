/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/check/kb-checker.h"

G_BEGIN_DECLS

#define KB_TYPE_SERVICE (kb_service_get_type ())
G_DECLARE_FINAL_TYPE (KbService, kb_service, KB, SERVICE, GObject)

/* Whom a key is checked with: the server that programs ask, or the built-in practice service. */
KbService *kb_service_new (gboolean practice);
KbChecker *kb_service_new_checker (KbService *self, SecretValue *key);

G_END_DECLS
