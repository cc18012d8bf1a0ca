/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/check/kb-diagnosis-rules.h"

#include "core/check/kb-clock.h"

#define BODY(kind) (1u << KB_BODY_##kind)
#define NOT_JSON \
  (BODY (EMPTY) | BODY (HTML) | BODY (NOT_JSON) | BODY (NOT_TEXT) | BODY (TOO_DEEP) | BODY (NOT_OBJECT))

#define OUT_OF_DATE (G_TLS_CERTIFICATE_NOT_ACTIVATED | G_TLS_CERTIFICATE_EXPIRED)

/* What of a reply leads to a row. Members that are not set match anything, except @failure: without it only
 * an answer matches. */
typedef struct
{
  KbFailure failure;
  GTlsCertificateFlags tls;
  KbClock clock;
  guint first, last; /* range of HTTP statuses; @last 0: just @first */
  guint bodies;      /* set of BODY() */
  const char *code;
  const char *text; /* part of the message, in any case */
  const char *type;
  const char *id;
} KbRule;

/* The first that matches decides, so the order here is that of precedence: failure, body, code, text, type,
 * status. Source: OpenAI's list of error codes, and public bug reports for the older wordings. */
static const KbRule rules[] = {
  { .failure = KB_FAILURE_ADDRESS, .id = "bad-address" },
  { .failure = KB_FAILURE_DNS, .id = "name-not-found" },
  { .failure = KB_FAILURE_REFUSED, .id = "connection-refused" },
  { .failure = KB_FAILURE_UNREACHABLE, .id = "unreachable" },
  { .failure = KB_FAILURE_CONNECT_TIMEOUT, .id = "connect-timeout" },
  { .failure = KB_FAILURE_TIMEOUT, .id = "timeout" },
  /* another server with a bad certificate is above all another server; a wrong clock spoils any of them */
  { .failure = KB_FAILURE_TLS, .tls = G_TLS_CERTIFICATE_BAD_IDENTITY, .id = "certificate-wrong-host" },
  { .failure = KB_FAILURE_TLS, .tls = OUT_OF_DATE, .clock = KB_CLOCK_BEHIND, .id = "clock-behind" },
  { .failure = KB_FAILURE_TLS,
    .tls = G_TLS_CERTIFICATE_EXPIRED,
    .clock = KB_CLOCK_AHEAD,
    .id = "clock-ahead" },
  { .failure = KB_FAILURE_TLS, .tls = G_TLS_CERTIFICATE_NOT_ACTIVATED, .id = "certificate-not-yet-valid" },
  { .failure = KB_FAILURE_TLS, .tls = G_TLS_CERTIFICATE_EXPIRED, .id = "certificate-expired" },
  { .failure = KB_FAILURE_TLS, .id = "certificate-untrusted" },
  { .failure = KB_FAILURE_TLS_PROTOCOL, .id = "no-secure-connection" },
  { .failure = KB_FAILURE_PROXY, .id = "proxy" },
  { .failure = KB_FAILURE_RESET, .id = "connection-broken" },
  { .failure = KB_FAILURE_TOO_BIG, .id = "answer-too-long" },
  { .failure = KB_FAILURE_OTHER, .id = "network-other" },

  { .first = 407, .id = "proxy" },
  { .first = 511, .id = "sign-in-page" },
  { .first = 300, .last = 399, .id = "redirected" },
  { .first = 500, .last = 599, .bodies = NOT_JSON, .id = "gateway-error" },
  { .first = 400, .last = 499, .bodies = BODY (HTML), .id = "web-page" },
  { .bodies = BODY (HTML), .id = "sign-in-page" },
  { .bodies = BODY (EMPTY), .id = "empty-answer" },
  { .bodies = NOT_JSON, .id = "unreadable-answer" },

  /* one code for three things: only the message tells them apart */
  { .code = "model_not_found", .text = "must be verified", .id = "verification-needed" },
  { .code = "model_not_found", .text = "has been deprecated", .id = "model-retired" },
  { .code = "model_not_found", .id = "model-not-found" },
  { .code = "invalid_api_key", .id = "invalid-key" },
  { .code = "account_deactivated", .id = "account-closed" },
  { .code = "access_terminated", .id = "access-ended" },
  { .code = "mismatched_organization", .id = "wrong-organization" },
  { .code = "mismatched_project", .id = "wrong-organization" },
  { .code = "not_authorized_invalid_project", .id = "project-archived" },
  { .code = "not_authorized_invalid_key_type", .id = "key-type-not-allowed" },
  { .code = "no_organization", .id = "no-organization" },
  { .code = "ip_not_authorized", .id = "address-not-allowed" },
  { .code = "unsupported_country_region_territory", .id = "region-not-supported" },
  { .code = "billing_hard_limit_reached", .id = "hard-limit" },
  { .code = "credit_balance_exhausted", .id = "credit-exhausted" },
  { .code = "organization_spend_limit_exceeded", .id = "organization-spend-limit" },
  { .code = "project_spend_limit_exceeded", .id = "project-spend-limit" },
  { .code = "organization_usage_limit_exceeded", .id = "usage-limit" },
  { .code = "insufficient_quota", .id = "quota-exhausted" },
  { .code = "billing_not_active", .id = "billing-not-active" },
  { .code = "rate_limit_exceeded", .id = "rate-limited" },
  { .code = "slow_down", .id = "slow-down" },
  { .code = "server_error", .id = "server-error" },
  { .code = "server_is_overloaded", .id = "overloaded" },
  { .code = "integer_below_min_value", .id = "request-not-fitting" },

  { .first = 401, .last = 403, .text = "missing scopes:", .id = "missing-scopes" },
  { .text = "must be verified", .id = "verification-needed" },
  { .text = "has been deprecated", .id = "model-retired" },
  { .text = "does not have access to model", .id = "model-not-found" },
  { .text = "do not have access to it", .id = "model-not-found" },
  /* what servers that resemble OpenAI's say without a code */
  { .first = 404, .text = "the model `", .id = "model-not-found" },
  { .first = 404, .text = "not found, try pulling", .id = "model-not-found" },
  { .first = 401, .text = "provide an api key", .id = "no-key-sent" },
  { .first = 401, .text = "incorrect api key", .id = "invalid-key" },
  { .first = 401, .text = "no such organization", .id = "wrong-organization" },
  { .first = 401, .text = "must be a member of an organization", .id = "no-organization" },
  { .first = 403, .text = "region, or territory not supported", .id = "region-not-supported" },
  { .first = 429, .text = "exceeded your current quota", .id = "quota-exhausted" },
  { .first = 429, .text = "check your billing", .id = "billing-not-active" },
  { .first = 429, .text = "rate limit reached", .id = "rate-limited" },

  { .type = "access_terminated", .id = "access-ended" },
  { .type = "insufficient_quota", .id = "quota-exhausted" },
  { .type = "billing_not_active", .id = "billing-not-active" },
  { .first = 429, .type = "tokens", .id = "rate-limited" },
  { .first = 429, .type = "requests", .id = "rate-limited" },
  { .first = 500, .type = "server_error", .id = "server-error" },

  { .first = 400, .id = "request-not-fitting" },
  { .first = 401, .id = "refused-unknown" },
  { .first = 403, .id = "forbidden-unknown" },
  { .first = 404, .id = "address-not-found" },
  { .first = 422, .id = "request-not-fitting" },
  { .first = 429, .id = "limited-unknown" },
  { .first = 400, .last = 499, .id = "rejected-unknown" },
  { .first = 502, .id = "gateway-error" },
  { .first = 503, .id = "overloaded" },
  { .first = 504, .id = "gateway-error" },
  { .first = 520, .last = 527, .id = "gateway-error" },
  { .first = 500, .last = 599, .id = "server-error" },
};

/* A rule without a clock fits whatever the clock shows. */
static gboolean
has_clock (const KbRule *rule, KbReply *reply)
{
  return rule->clock == KB_CLOCK_PLAUSIBLE ||
         rule->clock == kb_clock_judge (kb_reply_get_date (reply), kb_clock_get_build_date ());
}

static gboolean
has_status (const KbRule *rule, guint status)
{
  return rule->first == 0 || (status >= rule->first && status <= MAX (rule->first, rule->last));
}

static gboolean
is (const char *wanted, const char *found)
{
  return wanted == NULL || g_strcmp0 (wanted, found) == 0;
}

static gboolean
holds (const char *wanted, const char *lower)
{
  return wanted == NULL || (lower != NULL && strstr (lower, wanted) != NULL);
}

static gboolean
matches (const KbRule *rule, KbReply *reply, const char *lower_message)
{
  return rule->failure == kb_reply_get_failure (reply) &&
         (rule->tls == 0 || (rule->tls & kb_reply_get_tls_errors (reply))) && has_clock (rule, reply) &&
         has_status (rule, kb_reply_get_status (reply)) &&
         (rule->bodies == 0 || (rule->bodies & (1u << kb_reply_get_body (reply)))) &&
         is (rule->code, kb_reply_get_error_code (reply)) && holds (rule->text, lower_message) &&
         is (rule->type, kb_reply_get_error_type (reply));
}

/**
 * kb_diagnosis_rules_apply:
 * @reply: anything but a success
 *
 * Returns: (transfer none): the id of the row that fits
 */
const char *
kb_diagnosis_rules_apply (KbReply *reply)
{
  const char *message = kb_reply_get_error_message (reply);
  g_autofree char *lower = message ? g_ascii_strdown (message, -1) : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (matches (&rules[i], reply, lower))
      return rules[i].id;

  return "unexpected-answer";
}
