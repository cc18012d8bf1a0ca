/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define KB_REPLY_MAX_BYTES (4 * 1024 * 1024)
#define KB_REPLY_MAX_DEPTH 64

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
  KB_FAILURE_TLS,          /* untrusted; kb_reply_get_tls_errors(), kb_reply_get_tls_issuer() */
  KB_FAILURE_TLS_PROTOCOL, /* no common protocol, not TLS at all */
  KB_FAILURE_PROXY,        /* proxy not found, refused, asked for a sign-in */
  KB_FAILURE_RESET,        /* broke off in mid-answer, or not HTTP */
  KB_FAILURE_TOO_BIG,
  KB_FAILURE_OTHER,
} KbFailure;

/* What was wrong with a body. */
typedef enum
{
  KB_BODY_OBJECT, /* a JSON object, readable */
  KB_BODY_LIST,   /* a JSON array, readable */
  KB_BODY_EMPTY,
  KB_BODY_HTML,
  KB_BODY_NOT_JSON, /* anything else, cut JSON too */
  KB_BODY_NOT_TEXT, /* not UTF-8, control characters */
  KB_BODY_TOO_DEEP,
  KB_BODY_NOT_OBJECT, /* JSON, but a bare value */
} KbBody;

#define KB_TYPE_REPLY (kb_reply_get_type ())
G_DECLARE_FINAL_TYPE (KbReply, kb_reply, KB, REPLY, GObject)

/* What came back from one request, or why nothing did. Every getter takes any remote data: wrong types are as
 * if absent, text is UTF-8, without control characters, at most 4 KiB. */
KbReply *kb_reply_new (guint status,
                       GBytes *body,                /* nullable */
                       const char *const *headers); /* nullable; name, value, …, NULL */
KbReply *kb_reply_new_failure (KbFailure failure);
void kb_reply_set_tls (KbReply *self, GTlsCertificateFlags errors, const char *issuer); /* nullable */
void kb_reply_set_elapsed (KbReply *self, gint64 microseconds);
void kb_reply_set_date (KbReply *self, gint64 seconds);

KbFailure kb_reply_get_failure (KbReply *self);
guint kb_reply_get_status (KbReply *self); /* 0 when there was no answer */
KbBody kb_reply_get_body (KbReply *self);
JsonObject *kb_reply_get_object (KbReply *self); /* transfer none; NULL unless KB_BODY_OBJECT */
gint64 kb_reply_get_elapsed (KbReply *self);     /* microseconds */
gint64 kb_reply_get_date (KbReply *self);        /* Unix seconds, by this computer's clock; 0 unknown */
GTlsCertificateFlags kb_reply_get_tls_errors (KbReply *self);
const char *kb_reply_get_tls_issuer (KbReply *self); /* nullable */
const char *kb_reply_get_header (KbReply *self,      /* nullable; case-insensitive */
                                 const char *name);
JsonArray *kb_reply_get_models (KbReply *self); /* transfer none; NULL when it lists none */
gboolean kb_reply_has_error (KbReply *self);    /* says so itself, whatever the status */
/* The reason that the server gives, wherever it stands: see KbApiError. NULL when absent. */
const char *kb_reply_get_error_code (KbReply *self);
const char *kb_reply_get_error_type (KbReply *self);
const char *kb_reply_get_error_param (KbReply *self);
const char *kb_reply_get_error_message (KbReply *self); /* already redacted */
/* Seconds from retry-after-ms, retry-after (seconds or HTTP date) or x-ratelimit-reset-*; -1 when none. */
double kb_reply_get_retry_after (KbReply *self);

/* GET models */
char **kb_reply_dup_model_ids (
    KbReply *self); /* transfer full, never NULL; only those not shut down by @today */
/* POST responses, or chat/completions */
const char *kb_reply_get_run_status (KbReply *self); /* "completed", NULL */
char *kb_reply_dup_text (KbReply *self);             /* transfer full; NULL when no text */
char *kb_reply_dup_refusal (KbReply *self);
char *kb_reply_dup_model (KbReply *self);
gint64 kb_reply_get_input_tokens (KbReply *self); /* -1 when unknown */
gint64 kb_reply_get_cached_tokens (KbReply *self);
gint64 kb_reply_get_output_tokens (KbReply *self);

G_END_DECLS
