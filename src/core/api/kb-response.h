/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/api/kb-api-error.h"
#include "core/base/kb-json.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Why no answer came that could be judged. */
typedef enum
{
  KB_FAILURE_NONE,
  KB_FAILURE_ADDRESS,       /* the base address is not usable: plain http to another machine, not a URI */
  KB_FAILURE_ADDRESS_PARTS, /* the base address has a user name, or something behind "?" or "#" */
  KB_FAILURE_DNS,
  KB_FAILURE_REFUSED,
  KB_FAILURE_UNREACHABLE,
  KB_FAILURE_CONNECT_TIMEOUT,
  KB_FAILURE_TIMEOUT,      /* connected, then no whole answer in time */
  KB_FAILURE_TLS,          /* untrusted; kb_response_get_tls_errors(), kb_response_get_tls_issuer() */
  KB_FAILURE_TLS_PROTOCOL, /* no common protocol, not TLS at all */
  KB_FAILURE_PROXY,        /* proxy not found, refused, asked for a sign-in */
  KB_FAILURE_RESET,        /* broke off in mid-answer, or not HTTP */
  KB_FAILURE_TOO_BIG,
  KB_FAILURE_OTHER,
} KbFailure;

#define KB_TYPE_RESPONSE (kb_response_get_type ())
G_DECLARE_FINAL_TYPE (KbResponse, kb_response, KB, RESPONSE, GObject)

/* What came back from one request, or why nothing did. Every getter takes any remote data: wrong types are as
 * if absent, text is UTF-8, without control characters, at most 4 KiB. */
KbResponse *kb_response_new (guint status, GBytes *body, const char *const *headers);
KbResponse *kb_response_new_failure (KbFailure failure);
void kb_response_set_tls (KbResponse *self, GTlsCertificateFlags errors, const char *issuer);
void kb_response_set_elapsed (KbResponse *self, gint64 microseconds);
void kb_response_set_date (KbResponse *self, gint64 seconds);

KbFailure kb_response_get_failure (KbResponse *self);
guint kb_response_get_status (KbResponse *self);
KbBody kb_response_get_body (KbResponse *self);
JsonObject *kb_response_get_object (KbResponse *self);
gint64 kb_response_get_elapsed (KbResponse *self);
gint64 kb_response_get_date (KbResponse *self);
GTlsCertificateFlags kb_response_get_tls_errors (KbResponse *self);
const char *kb_response_get_tls_issuer (KbResponse *self);
const char *kb_response_get_header (KbResponse *self, /* nullable; case-insensitive */
                                    const char *name);
JsonArray *kb_response_get_models (KbResponse *self);
gboolean kb_response_has_error (KbResponse *self);
const KbApiError *kb_response_get_error (KbResponse *self);

/* GET models */
char **kb_response_dup_model_ids (KbResponse *self);
/* POST responses, or chat/completions */
const char *kb_response_get_run_status (KbResponse *self); /* "completed", NULL */
char *kb_response_dup_text (KbResponse *self);
char *kb_response_dup_refusal (KbResponse *self);
char *kb_response_dup_model (KbResponse *self);
gint64 kb_response_get_input_tokens (KbResponse *self);
gint64 kb_response_get_cached_tokens (KbResponse *self);
gint64 kb_response_get_output_tokens (KbResponse *self);

G_END_DECLS
