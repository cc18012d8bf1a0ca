/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-diagnosis-rules.h"

#include "core/api/kb-diagnosis-argument.h"
#include "core/api/kb-retry-after.h"
#include "core/base/kb-clock.h"

#include <string.h>

#define BODY(kind) (1u << KB_BODY_##kind)
#define NOT_JSON (BODY (NOT_JSON) | BODY (NOT_TEXT) | BODY (TOO_DEEP) | BODY (NOT_OBJECT))
#define NO_WORDS (BODY (EMPTY) | BODY (HTML) | BODY (NOT_TEXT) | BODY (TOO_DEEP))

#define OUT_OF_DATE (G_TLS_CERTIFICATE_NOT_ACTIVATED | G_TLS_CERTIFICATE_EXPIRED)
#define LONG_WAIT (60 * 60)

/* What of a reply leads to a row. Members that are not set match anything, except @failure: without it only
 * an answer matches. */
typedef struct
{
  KbFailure failure;
  GTlsCertificateFlags tls;
  KbClock clock;
  guint first, last;      /* range of HTTP statuses; @last 0: just @first */
  guint bodies;           /* set of BODY() */
  gboolean lacks_version; /* the base address names none */
  const char *code;
  const char *text; /* part of the message, in any case */
  const char *also; /* another part of it */
  const char *type;
  KbArgument tells;  /* the reply has to tell this */
  gboolean too_much; /* one request is more than the limit that the message names */
  double waits_over; /* seconds that the server asks to wait, at least */
  const char *id;
} KbRule;

/* The first that matches decides, so the order here is that of precedence: failure, what answers in place of
 * the service, code, text, type, status, and only then a body that says nothing. Source: OpenAI's list of
 * error codes, and public bug reports for older wordings and for other servers. */
static const KbRule rules[] = {
  { .failure = KB_FAILURE_ADDRESS, .id = "bad-address" },
  { .failure = KB_FAILURE_ADDRESS_PARTS, .id = "address-with-more" },
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

  /* one code for three things: only the message tells them apart */
  { .code = "model_not_found", .text = "must be verified", .id = "verification-needed" },
  { .code = "model_not_found", .text = "has been deprecated", .id = "model-retired" },
  { .code = "model_not_found", .id = "model-not-found" },
  { .code = "deploymentnotfound", .id = "model-not-found" },
  { .code = "incorrect_hostname", .tells = KB_ARGUMENT_ADDRESS, .id = "wrong-region" },
  { .code = "incorrect_hostname", .id = "wrong-region-unnamed" },
  { .code = "invalid_api_key", .id = "invalid-key" },
  { .code = "invalid_jwt", .id = "invalid-key" },
  { .code = "api_key_expired", .id = "key-expired" },
  { .code = "api_key_disabled", .id = "key-disabled" },
  { .code = "account_deactivated", .id = "account-closed" },
  { .code = "access_terminated", .id = "access-ended" },
  { .code = "mismatched_organization", .id = "wrong-organization" },
  { .code = "mismatched_project", .id = "wrong-organization" },
  { .code = "not_authorized_invalid_project", .id = "project-archived" },
  { .code = "invalid_project", .id = "project-archived" },
  { .code = "not_authorized_invalid_key_type", .id = "key-type-not-allowed" },
  { .code = "no_organization", .id = "no-organization" },
  { .code = "ip_not_authorized", .id = "address-not-allowed" },
  { .code = "certificate_required", .id = "client-certificate" },
  { .code = "unsupported_country_region_territory", .id = "region-not-supported" },
  { .code = "missing_scope", .id = "missing-scopes" },
  { .code = "insufficient_permissions", .id = "missing-scopes" },
  { .code = "billing_hard_limit_reached", .id = "hard-limit" },
  { .code = "credit_balance_exhausted", .id = "credit-exhausted" },
  { .code = "organization_spend_limit_exceeded", .id = "organization-spend-limit" },
  { .code = "project_spend_limit_exceeded", .id = "project-spend-limit" },
  { .code = "organization_usage_limit_exceeded", .id = "usage-limit" },
  { .code = "insufficient_quota", .id = "quota-exhausted" },
  { .code = "billing_not_active", .id = "billing-not-active" },
  { .code = "budget_exceeded", .id = "payment-needed" },
  { .code = "arrearage", .id = "payment-needed" },
  { .first = 429, .text = "overloaded", .id = "overloaded" },
  { .first = 429, .too_much = TRUE, .id = "limit-too-low" },
  { .first = 429, .text = "request too large", .id = "limit-too-low" },
  { .first = 429, .text = "per day", .id = "day-limit" },
  { .code = "rate_limit_exceeded", .waits_over = LONG_WAIT, .id = "day-limit" },
  { .code = "rate_limit_exceeded", .id = "rate-limited" },
  { .code = "slow_down", .id = "slow-down" },
  { .code = "server_is_overloaded", .id = "overloaded" },
  { .code = "engine_overloaded_error", .id = "overloaded" },
  { .first = 500, .last = 599, .text = "overloaded", .id = "overloaded" },
  { .code = "server_error", .id = "server-error" },
  { .code = "integer_below_min_value", .id = "request-not-fitting" },

  /* what the words say where no code does, at whatever status */
  { .text = "missing scopes:", .id = "missing-scopes" },
  { .text = "insufficient permissions", .id = "missing-scopes" },
  { .text = "incorrect regional hostname", .tells = KB_ARGUMENT_ADDRESS, .id = "wrong-region" },
  { .text = "incorrect regional hostname", .id = "wrong-region-unnamed" },
  { .text = "client certificate", .id = "client-certificate" },
  { .text = "mtls", .id = "client-certificate" },
  { .text = "must be verified", .id = "verification-needed" },
  { .text = "has been deprecated", .id = "model-retired" },
  { .text = "does not have access to model", .id = "model-not-found" },
  { .text = "not allowed to access model", .id = "model-not-found" },
  { .text = "do not have access to it", .id = "model-not-found" },
  { .text = "the model `", .also = "not exist", .id = "model-not-found" },
  { .text = "the model `", .also = "not found", .id = "model-not-found" },
  { .text = "model '", .also = "not found", .id = "model-not-found" },
  { .text = "model \"", .also = "not found", .id = "model-not-found" },
  { .text = "model not found", .id = "model-not-found" },
  { .text = "model not exist", .id = "model-not-found" },
  { .text = "not found, try pulling", .id = "model-not-found" },
  { .text = "no models loaded", .id = "model-not-found" },
  { .text = "invalid model name", .id = "model-not-found" },
  { .text = "unknown model", .id = "model-not-found" },
  { .text = "not a valid model", .id = "model-not-found" },
  { .first = 404, .text = "the model ", .id = "model-not-found" },

  { .text = "provide an api key", .id = "no-key-sent" },
  { .text = "no api key found", .id = "no-key-sent" },
  { .text = "no api key pass", .id = "no-key-sent" },
  { .text = "no api key provided", .id = "no-key-sent" },
  { .text = "missing api key", .id = "no-key-sent" },
  { .text = "api key is missing", .id = "no-key-sent" },
  { .text = "api key is required", .id = "no-key-sent" },
  { .text = "missing bearer", .id = "no-key-sent" },
  { .text = "missing authorization", .id = "no-key-sent" },
  { .text = "no auth credentials found", .id = "no-key-sent" },

  { .text = "account", .also = "deactivated", .id = "account-closed" },
  { .text = "access was terminated", .id = "access-ended" },
  { .text = "access has been terminated", .id = "access-ended" },
  { .text = "key has expired", .id = "key-expired" },
  { .text = "key is expired", .id = "key-expired" },
  { .text = "key expired", .id = "key-expired" },
  { .text = "expired key", .id = "key-expired" },
  { .text = "expired api key", .id = "key-expired" },
  { .text = "key has been disabled", .id = "key-disabled" },
  { .text = "key is disabled", .id = "key-disabled" },
  { .text = "key disabled", .id = "key-disabled" },
  { .text = "key has been deactivated", .id = "key-disabled" },
  { .text = "key is inactive", .id = "key-disabled" },
  { .text = "key is not active", .id = "key-disabled" },
  { .text = "key is blocked", .id = "key-disabled" },
  { .text = "key has been revoked", .id = "key-disabled" },
  { .text = "incorrect api key", .id = "invalid-key" },
  { .text = "invalid api key", .id = "invalid-key" },
  { .text = "invalid api_key", .id = "invalid-key" },
  { .text = "invalid api-key", .id = "invalid-key" },
  { .text = "invalid apikey", .id = "invalid-key" },
  { .text = "invalid x-api-key", .id = "invalid-key" },
  { .text = "api key not valid", .id = "invalid-key" },
  { .text = "api key not found", .id = "invalid-key" },
  { .text = "api key", .also = "is invalid", .id = "invalid-key" },
  { .text = "api key", .also = "is not valid", .id = "invalid-key" },
  { .text = "invalid proxy server token", .id = "invalid-key" },
  { .text = "invalid authentication credentials", .id = "invalid-key" },
  { .text = "could not parse your authentication token", .id = "invalid-key" },
  { .text = "security token included in the request is invalid", .id = "invalid-key" },
  { .text = "no such organization", .id = "wrong-organization" },
  { .text = "must be a member of an organization", .id = "no-organization" },
  { .text = "invalid project", .id = "project-archived" },
  { .text = "region, or territory not supported", .id = "region-not-supported" },
  { .text = "user location is not supported", .id = "region-not-supported" },

  { .text = "billing hard limit", .id = "hard-limit" },
  { .text = "exceeded your current quota", .id = "quota-exhausted" },
  { .first = 429, .text = "check your billing", .id = "billing-not-active" },
  { .first = 429, .text = "rate limit reached", .id = "rate-limited" },
  { .text = "insufficient credit", .id = "payment-needed" },
  { .text = "insufficient balance", .id = "payment-needed" },
  { .text = "budget has been exceeded", .id = "payment-needed" },
  { .text = "account is in good standing", .id = "payment-needed" },
  { .first = 402, .id = "payment-needed" },

  { .text = "unexpected endpoint or method", .id = "address-not-found" },
  { .text = "welcome to the openai api", .id = "address-not-found" },
  { .text = "missing authentication token", .id = "address-not-found" }, /* AWS, where no road leads */

  { .type = "access_terminated", .id = "access-ended" },
  { .type = "insufficient_quota", .id = "quota-exhausted" },
  { .type = "billing_not_active", .id = "billing-not-active" },
  { .type = "billing_limit_user_error", .id = "hard-limit" },
  { .type = "budget_exceeded", .id = "payment-needed" },
  { .type = "token_not_found_in_db", .id = "invalid-key" },
  { .type = "expired_key", .id = "key-expired" },
  { .type = "engine_overloaded_error", .id = "overloaded" },
  { .type = "overloaded_error", .id = "overloaded" },
  { .first = 429, .type = "tokens", .id = "rate-limited" },
  { .first = 429, .type = "requests", .id = "rate-limited" },
  { .first = 500, .type = "server_error", .id = "server-error" },

  { .first = 404, .last = 405, .lacks_version = TRUE, .id = "no-version" },
  { .first = 200, .last = 299, .bodies = BODY (OBJECT), .lacks_version = TRUE, .id = "no-version" },
  { .first = 200, .last = 299, .tells = KB_ARGUMENT_MESSAGE, .lacks_version = TRUE, .id = "no-version" },
  { .first = 500, .last = 599, .bodies = NO_WORDS, .id = "gateway-error" },
  { .first = 401, .bodies = BODY (HTML), .id = "web-page" },
  { .first = 401, .id = "refused-unknown" },
  { .first = 400, .last = 499, .bodies = BODY (HTML), .id = "web-page" },
  { .first = 403, .id = "not-let-in" },
  { .first = 404, .id = "address-not-found" },
  { .first = 429, .id = "limited-unknown" },
  { .first = 400, .id = "request-refused" },
  { .first = 422, .id = "request-refused" },
  { .first = 400, .last = 499, .id = "rejected-unknown" },
  { .first = 502, .id = "gateway-error" },
  { .first = 503, .id = "unavailable" },
  { .first = 504, .id = "gateway-error" },
  { .first = 520, .last = 527, .id = "gateway-error" },
  { .first = 500, .last = 599, .id = "server-error" },

  { .bodies = BODY (HTML), .id = "sign-in-page" },
  { .bodies = BODY (EMPTY), .id = "empty-answer" },
  { .tells = KB_ARGUMENT_MESSAGE, .id = "unexpected-answer" },
  { .bodies = NOT_JSON, .id = "unreadable-answer" },
};

/* A rule without a clock fits whatever the clock shows. */
static gboolean
has_clock (const KbRule *rule, KbResponse *reply)
{
  return rule->clock == KB_CLOCK_PLAUSIBLE ||
         rule->clock == kb_clock_judge (kb_response_get_date (reply), kb_clock_get_build_date ());
}

static gboolean
has_status (const KbRule *rule, guint status)
{
  return rule->first == 0 || (status >= rule->first && status <= MAX (rule->first, rule->last));
}

static gboolean
is (const char *wanted, const char *found)
{
  return wanted == NULL || (found != NULL && g_ascii_strcasecmp (wanted, found) == 0);
}

static gboolean
holds (const char *wanted, const char *lower)
{
  return wanted == NULL || (lower != NULL && strstr (lower, wanted) != NULL);
}

static gboolean
tells (KbArgument argument, KbResponse *reply)
{
  g_autofree char *told = argument ? kb_diagnosis_dup_argument (reply, argument) : NULL;

  return argument == KB_ARGUMENT_NONE || told != NULL;
}

/* -1 when @name is not followed by one. */
static gint64
find_number (const char *lower, const char *name)
{
  const char *place = lower ? strstr (lower, name) : NULL;

  return place && g_ascii_isdigit (place[strlen (name)]) ? g_ascii_strtoll (place + strlen (name), NULL, 10)
                                                         : -1;
}

/* "Limit 30000, Requested 30601": no wait makes that fit. */
static gboolean
asks_too_much (const char *lower)
{
  gint64 limit = find_number (lower, "limit ");
  gint64 requested = find_number (lower, "requested ");

  return limit == 0 || (limit > 0 && requested > limit);
}

static gboolean
matches (const KbRule *rule, KbResponse *reply, const char *lower, KbAsked asked)
{
  return rule->failure == kb_response_get_failure (reply) &&
         (rule->tls == 0 || (rule->tls & kb_response_get_tls_errors (reply))) && has_clock (rule, reply) &&
         has_status (rule, kb_response_get_status (reply)) &&
         (rule->bodies == 0 || (rule->bodies & (1u << kb_response_get_body (reply)))) &&
         (!rule->lacks_version || asked.lacks_version) &&
         is (rule->code, kb_response_get_error (reply)->code) && holds (rule->text, lower) &&
         holds (rule->also, lower) && is (rule->type, kb_response_get_error (reply)->type) &&
         tells (rule->tells, reply) && (!rule->too_much || asks_too_much (lower)) &&
         (rule->waits_over <= 0 || kb_retry_after_read (reply) >= rule->waits_over);
}

/**
 * kb_diagnosis_rules_apply:
 * @reply: anything but a success
 * @asked: what was asked, and what was known by then
 *
 * Returns: (transfer none): the id of the row that fits
 */
const char *
kb_diagnosis_rules_apply (KbResponse *reply, KbAsked asked)
{
  const char *message = kb_response_get_error (reply)->message;
  g_autofree char *lower = message ? g_ascii_strdown (message, -1) : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (matches (&rules[i], reply, lower, asked))
      return rules[i].id;

  return "unexpected-answer";
}
