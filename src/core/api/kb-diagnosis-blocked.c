/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-diagnosis-rows.h"

/* The key is known, and something else is in the way: permission, model, credit, limit. Limits of any kind
 * count to the credit aspect: the service looks at them last, when key, permission and model are settled. An
 * allowlist of addresses counts to the permissions, and so does a country: somebody says from where a key may
 * be used. */
const KbDiagnosis kb_diagnosis_blocked[] = {
  {
      .id = "region-not-supported",
      .failed = KB_ASPECT_PERMISSIONS,
      .title = N_ ("Region Not Supported"),
      .explanation =
          N_ ("Your connection seems to come from a country or region where OpenAI does not offer its API.\n"
              "Nothing is wrong with the key. A VPN or a company network may be the reason: try without it, "
              "or from another network."),
      KB_TRY_AGAIN,
      .article = "not-allowed",
      .practice_status = 403,
      .practice_body = KB_ERROR_BODY ("request_forbidden",
                                      "\"unsupported_country_region_territory\"",
                                      "Country, region, or territory not supported"),
      .practice_teaches = N_ ("A country where the API is not offered"),
  },
  {
      .id = "address-not-allowed",
      .failed = KB_ASPECT_PERMISSIONS,
      .shows = KB_ASPECT_KEY,
      .title = N_ ("Network Not Allowed"),
      .explanation =
          N_ ("The organization accepts requests only from certain networks, and yours is not one of them.\n"
              "Nothing is wrong with the key. Use it from the usual network, or ask an owner of the "
              "organization to add yours."),
      KB_TRY_AGAIN,
      .article = "not-allowed",
      .wait_seconds = KB_SETTLING,
      .practice_status = 401,
      .practice_body = KB_ERROR_BODY ("invalid_request_error",
                                      "\"ip_not_authorized\"",
                                      "Requests from this address are not allowed by the organization."),
      .practice_teaches = N_ ("A key that may be used from certain networks only"),
  },
  {
      .id = "wrong-region",
      .failed = KB_N_ASPECTS,
      .shows = KB_ASPECT_KEY,
      .argument = KB_ARGUMENT_ADDRESS,
      .title = N_ ("Key of Another Region"),
      .explanation =
          /* TRANSLATORS: %s is an address: "https://us.api.openai.com/v1" */
      N_ ("The key is fine, but its project keeps its data in one region and has an address of its own: %s.\n"
          "The test can use it too. Programs need it as well: set the variable OPENAI_BASE_URL to it, or "
          "enter it in their settings as base address, where requests go."),
      .action_label = N_ ("_Use This Address"),
      .action = KB_ACTION_OTHER_ADDRESS,
      .article = "wrong-address",
      .practice_status = 401,
      .practice_body = KB_ERROR_BODY ("invalid_request_error",
                                      "\"incorrect_hostname\"",
                                      "Attempted to access resource with incorrect regional hostname. Please "
                                      "make your request to us.api.openai.com"),
      .practice_teaches = N_ ("A project that keeps its data in one region"),
  },
  {
      .id = "wrong-region-unnamed",
      .failed = KB_N_ASPECTS,
      .argument = KB_ARGUMENT_MESSAGE,
      .title = N_ ("Asked at the Wrong Address"),
      .explanation =
          /* TRANSLATORS: %s is what the server says, in its own words, usually English */
      N_ ("The server says that this key needs another address, but names none of OpenAI’s.\n"
          "It says: “%s” Look in the settings of the project for its region, and for the base address, where "
          "requests go. Do not send the key to an address that you do not know."),
      KB_TRY_AGAIN,
      .article = "wrong-address",
      .practice_status = 401,
      .practice_body = KB_ERROR_BODY ("invalid_request_error",
                                      "\"incorrect_hostname\"",
                                      "Attempted to access resource with incorrect regional hostname."),
      .practice_teaches = N_ ("A region that does not name its address"),
  },
  {
      .id = "client-certificate",
      .failed = KB_ASPECT_PERMISSIONS,
      .title = N_ ("Certificate Wanted"),
      .explanation = N_ ("The organization accepts only connections with a certificate, by which a computer "
                         "proves who it is.\n"
                         "Keybearer has none, so the key was not looked at. An owner of the organization can "
                         "tell you how programs get such a certificate, or turn this off."),
      KB_TRY_AGAIN,
      .article = "wrong-address",
      .practice_status = 401,
      .practice_body = KB_ERROR_BODY ("invalid_request_error",
                                      "null",
                                      "A client certificate is required by this organization (mTLS)."),
      .practice_teaches = N_ ("An organization that wants certificates from programs"),
  },
  {
      .id = "refused-behind",
      .failed = KB_ASPECT_PERMISSIONS,
      .shows = KB_ASPECT_KEY,
      .argument = KB_ARGUMENT_MESSAGE,
      .title = N_ ("Models Listed, Request Refused"),
      .explanation =
          /* TRANSLATORS: %s is what the server says, in its own words, usually English */
      N_ ("The key got the list of models, but the request after that was refused.\n"
          "The server says: “%s” The key may lack a permission, or may have expired just now. If you use a "
          "gateway, a server that passes requests on, its own key may be the problem: ask whoever runs it."),
      KB_TRY_AGAIN,
      .article = "not-allowed",
      .practice_status = 401,
      .practice_body =
          KB_ERROR_BODY ("invalid_request_error", "\"practice_new_reason\"", "Not with this request."),
      .practice_teaches = N_ ("A key that gets the list of models and nothing else"),
  },
  {
      .id = "missing-scopes",
      .failed = KB_ASPECT_PERMISSIONS,
      .shows = KB_ASPECT_KEY,
      .argument = KB_ARGUMENT_SCOPES,
      .title = N_ ("Permission Missing"),
      .explanation =
          /* TRANSLATORS: %s is a list of permissions as the web page names them: "List models (Read)" */
      N_ ("The service knows the key, but the key may not do this.\n"
          "Missing: %s. Edit the key on the web page: set “Model capabilities” to “Request” first, then what "
          "is missing. If in doubt, choose “All”, then “Restricted” again. The owner of the key needs the "
          "same rights. Changes can take some minutes."),
      .elsewhere =
          /* TRANSLATORS: %s is a list of permissions as the web page names them: "List models (Read)" */
      N_ ("The server knows the key, but the key may not do this.\n"
          "Missing: %s. Ask whoever gave you the key, or whoever runs the server, to allow it. The person or "
          "service account who owns the key needs the same rights."),
      KB_OPEN_LINK (N_ ("_Edit Permissions"), "link.api-keys"),
      .article = "not-allowed",
      .wait_seconds = KB_SETTLING,
      .practice_status = 403,
      .practice_body = KB_ERROR_BODY (
          "invalid_request_error",
          "null",
          "You have insufficient permissions for this operation. Missing scopes: model.request, "
          "api.responses.write. Check the role of the owner and the permissions of a restricted key."),
      .practice_teaches = N_ ("A restricted key that may not ask a model"),
  },
  {
      .id = "forbidden-unknown",
      .failed = KB_ASPECT_PERMISSIONS,
      .argument = KB_ARGUMENT_MESSAGE,
      .title = N_ ("Not Allowed"),
      .explanation =
          /* TRANSLATORS: %s is what the server says, in its own words, usually English */
      N_ ("The service knows the key, but did not allow this request for a reason that is new to Keybearer.\n"
          "It says: “%s” Check the permissions of the key and your role in the organization."),
      .elsewhere =
          /* TRANSLATORS: %s is what the server says, in its own words, usually English */
      N_ ("The server knows the key, but did not allow this request.\n"
          "It says: “%s” Ask whoever runs the server what the key may do."),
      KB_OPEN_LINK (N_ ("_Look Up the Error"), "link.errors"),
      .article = "not-allowed",
      .practice_status = 403,
      .practice_body = KB_ERROR_BODY ("invalid_request_error",
                                      "\"practice_new_reason\"",
                                      "This request was not allowed today."),
      .practice_teaches = N_ ("A request that is forbidden for an unknown reason"),
  },
  {
      .id = "model-not-found",
      .failed = KB_ASPECT_MODEL,
      .argument = KB_ARGUMENT_MODEL,
      .title = N_ ("Model Not Open to This Key"),
      .explanation =
          /* TRANSLATORS: %s is the id of a model: "gpt-6-luna" */
      N_ ("This key may not use the model %s, or no model has that name.\n"
          "Choose another model. The settings of the project also say which models its keys may use."),
      .elsewhere =
          /* TRANSLATORS: %s is the id of a model: "gpt-6-luna" */
      N_ ("This key may not use the model %s, or the server has no model of that name.\n"
          "Choose another model. On a server of your own the model may have to be downloaded or loaded "
          "first."),
      .action_label = N_ ("_Choose Another Model"),
      .action = KB_ACTION_OTHER_MODEL,
      .article = "not-allowed",
      .practice_status = 404,
      .practice_body = KB_ERROR_BODY ("invalid_request_error",
                                      "\"model_not_found\"",
                                      "The model does not exist or you do not have access to it."),
      .practice_teaches = N_ ("A model that the key may not use"),
  },
  {
      .id = "model-retired",
      .failed = KB_ASPECT_MODEL,
      .argument = KB_ARGUMENT_MODEL,
      .title = N_ ("Model Retired"),
      .explanation =
          /* TRANSLATORS: %s is the id of a model: "gpt-6-luna" */
      N_ ("OpenAI has turned off the model %s for everyone.\n"
          "Choose a newer model, here and in programs that still use the old one."),
      .action_label = N_ ("_Choose Another Model"),
      .action = KB_ACTION_OTHER_MODEL,
      .article = "models",
      .practice_status = 404,
      .practice_body =
          KB_ERROR_BODY ("invalid_request_error", "\"model_not_found\"", "The model has been deprecated."),
      .practice_teaches = N_ ("A model that OpenAI has turned off"),
  },
  {
      .id = "verification-needed",
      .failed = KB_ASPECT_MODEL,
      .title = N_ ("Organization Not Verified"),
      .explanation = N_ ("This model is open to verified organizations only.\n"
                         "On the organization page choose “Verify Organization”. It asks for an identity "
                         "document and can take some minutes to take effect. Other models work without it."),
      KB_OPEN_LINK (N_ ("_Verify the Organization"), "link.organization"),
      .article = "not-allowed",
      .wait_seconds = KB_SETTLING,
      .practice_status = 403,
      .practice_body = KB_ERROR_BODY ("invalid_request_error",
                                      "\"model_not_found\"",
                                      "Your organization must be verified to use this model."),
      .practice_teaches = N_ ("A model for verified organizations"),
  },
  {
      .id = "request-not-fitting",
      .failed = KB_ASPECT_MODEL,
      .argument = KB_ARGUMENT_MESSAGE,
      .title = N_ ("Test Does Not Fit the Model"),
      .explanation =
          /* TRANSLATORS: %s is what the server says, in its own words, usually English */
      N_ ("This model or server does not accept Keybearer’s test.\n"
          "You did nothing wrong. It says: “%s” Another model will probably work."),
      .action_label = N_ ("_Choose Another Model"),
      .action = KB_ACTION_OTHER_MODEL,
      .article = "models",
      .practice_status = 400,
      .practice_body = KB_ERROR_BODY ("invalid_request_error",
                                      "\"integer_below_min_value\"",
                                      "Invalid 'max_output_tokens': the value is below the minimum."),
      .practice_teaches = N_ ("A model that wants another kind of request"),
  },
  {
      .id = "run-failed",
      .failed = KB_ASPECT_MODEL,
      .shows = KB_ASPECT_PERMISSIONS,
      .argument = KB_ARGUMENT_MESSAGE,
      .title = N_ ("Model Could Not Answer"),
      .explanation =
          /* TRANSLATORS: %s is what the server says, in its own words, usually English */
      N_ ("The model began to answer, then something failed at OpenAI.\n"
          "The service says: “%s” Usually a second try works. If not, choose another model."),
      .elsewhere =
          /* TRANSLATORS: %s is what the server says, in its own words, usually English */
      N_ ("The model began to answer, then something failed at the server.\n"
          "It says: “%s” Usually a second try works. If not, choose another model."),
      KB_TRY_AGAIN,
      .article = "error-codes",
      .wait_seconds = KB_MINUTES (1),
      .practice_status = 200,
      .practice_body =
          "{\"id\":\"resp_practice\",\"object\":\"response\",\"status\":\"failed\",\"error\":{\"code\":"
          "\"practice_failed\",\"message\":\"The model stumbled.\"},\"model\":\"practice\",\"output\":[],"
          "\"usage\":null}",
      .practice_teaches = N_ ("A model that fails in the middle"),
  },
  {
      .id = "run-unfinished",
      .failed = KB_ASPECT_MODEL,
      .shows = KB_ASPECT_PERMISSIONS,
      .title = N_ ("Answer Not Finished"),
      .explanation = N_ ("The key is accepted, but the service put off its answer.\n"
                         "That happens when it is very busy. Try again in a minute."),
      KB_TRY_AGAIN,
      .article = "error-codes",
      .wait_seconds = KB_MINUTES (1),
      .practice_status = 200,
      .practice_body =
          "{\"id\":\"resp_practice\",\"object\":\"response\",\"status\":\"queued\",\"error\":null,"
          "\"model\":\"practice\",\"output\":[],\"usage\":null}",
      .practice_teaches = N_ ("An answer that is put off"),
  },
  {
      .id = "credit-exhausted",
      .failed = KB_ASPECT_CREDIT,
      .shows = KB_ASPECT_MODEL,
      .title = N_ ("No Credit Left"),
      .explanation =
          N_ ("The key is fine, but the account has no API credit.\n"
              "A ChatGPT subscription such as Plus gives none: it pays only for ChatGPT and for programs "
              "with “Continue with ChatGPT”. Add credit on the billing page. It can take some minutes until "
              "it counts. If the key is still refused an hour later, try a new one."),
      .elsewhere = N_ ("The server says that the account which pays for this key has no credit left.\n"
                       "Ask whoever runs the server, or whoever gave you the key."),
      KB_OPEN_LINK (N_ ("_Add Credit"), "link.billing"),
      .article = "no-credit",
      .wait_seconds = KB_SETTLING,
      .practice_status = 429,
      .practice_body = KB_ERROR_BODY ("insufficient_quota",
                                      "\"credit_balance_exhausted\"",
                                      "The credit balance is exhausted."),
      .practice_teaches = N_ ("An account without credit: ChatGPT Plus is not API credit"),
  },
  {
      .id = "organization-spend-limit",
      .failed = KB_ASPECT_CREDIT,
      .shows = KB_ASPECT_MODEL,
      .title = N_ ("Organization’s Hard Limit Reached"),
      .explanation = N_ ("The key is fine, but the organization has reached its hard limit, the most that "
                         "may be spent in a month.\n"
                         "Raise it on the limits page, or ask an owner of the organization. Otherwise "
                         "requests work again next month."),
      KB_OPEN_LINK (N_ ("_See the Limits"), "link.limits"),
      .article = "what-stops-the-bill",
      .wait_seconds = KB_SETTLING,
      .practice_status = 429,
      .practice_body = KB_ERROR_BODY ("insufficient_quota",
                                      "\"organization_spend_limit_exceeded\"",
                                      "The organization reached its monthly spend limit."),
      .practice_teaches = N_ ("The organization’s own hard limit"),
  },
  {
      .id = "project-spend-limit",
      .failed = KB_ASPECT_CREDIT,
      .shows = KB_ASPECT_MODEL,
      .title = N_ ("Project’s Hard Limit Reached"),
      .explanation = N_ ("The key is fine, but its project has reached its hard limit, the most that may be "
                         "spent in a month.\n"
                         "Raise it in the settings of the project, or use a key of another project."),
      KB_OPEN_LINK (N_ ("_See the Limits"), "link.limits"),
      .article = "what-stops-the-bill",
      .wait_seconds = KB_SETTLING,
      .practice_status = 429,
      .practice_body = KB_ERROR_BODY ("insufficient_quota",
                                      "\"project_spend_limit_exceeded\"",
                                      "The project reached its monthly spend limit."),
      .practice_teaches = N_ ("The hard limit of one project"),
  },
  {
      .id = "usage-limit",
      .failed = KB_ASPECT_CREDIT,
      .shows = KB_ASPECT_MODEL,
      .title = N_ ("OpenAI’s Usage Limit Reached"),
      .explanation = N_ ("The key is fine, but OpenAI lets each organization spend a certain amount a month, "
                         "and yours has been spent.\n"
                         "The amount grows with what you have paid so far. On the limits page you can see it "
                         "and ask for more."),
      KB_OPEN_LINK (N_ ("_See the Limits"), "link.limits"),
      .article = "usage-tiers",
      .wait_seconds = KB_SETTLING,
      .practice_status = 429,
      .practice_body = KB_ERROR_BODY ("insufficient_quota",
                                      "\"organization_usage_limit_exceeded\"",
                                      "The organization reached its usage limit."),
      .practice_teaches = N_ ("The ceiling that OpenAI sets for an organization"),
  },
  {
      .id = "hard-limit",
      .failed = KB_ASPECT_CREDIT,
      .shows = KB_ASPECT_MODEL,
      .title = N_ ("Hard Limit Reached"),
      .explanation =
          N_ ("The key is fine, but a hard limit is reached, the most that may be spent in a month.\n"
              "It may be the limit of the organization or of the project. Raise it on the limits page, or "
              "wait for the next month."),
      KB_OPEN_LINK (N_ ("_See the Limits"), "link.limits"),
      .article = "what-stops-the-bill",
      .wait_seconds = KB_SETTLING,
      .practice_status = 400,
      .practice_body = KB_ERROR_BODY ("invalid_request_error",
                                      "\"billing_hard_limit_reached\"",
                                      "Billing hard limit has been reached"),
      .practice_teaches = N_ ("A hard limit in its older wording"),
  },
  {
      .id = "quota-exhausted",
      .failed = KB_ASPECT_CREDIT,
      .shows = KB_ASPECT_MODEL,
      .title = N_ ("Credit or Limit Used Up"),
      .explanation =
          N_ ("The key is fine, but the account may not spend more, and the service does not say why.\n"
              "Check these in turn: credit on the billing page, hard limit of the project, hard limit of the "
              "organization. ChatGPT Plus is not API credit. Changes can take some minutes."),
      .elsewhere = N_ ("The server says that no more may be spent with this key: credit or a limit is used "
                       "up, and it does not say which.\n"
                       "Ask whoever runs the server, or whoever gave you the key."),
      KB_OPEN_LINK (N_ ("_Open Billing"), "link.billing"),
      .article = "no-credit",
      .wait_seconds = KB_SETTLING,
      .practice_status = 429,
      .practice_body =
          KB_ERROR_BODY ("insufficient_quota", "\"insufficient_quota\"", "You exceeded your current quota."),
      .practice_teaches = N_ ("The older answer that may mean credit or a limit"),
  },
  {
      .id = "billing-not-active",
      .failed = KB_ASPECT_CREDIT,
      .shows = KB_ASPECT_MODEL,
      .title = N_ ("Billing Not Active"),
      .explanation = N_ ("The key is fine, but paying is not set up for the account, or was suspended, for "
                         "example because a card expired.\n"
                         "The billing page shows what is missing. Changes can take some minutes."),
      .elsewhere =
          N_ ("The server says that paying is not set up, or was suspended, for the account that it uses.\n"
              "Ask whoever runs the server, or whoever gave you the key."),
      KB_OPEN_LINK (N_ ("_Open Billing"), "link.billing"),
      .article = "no-credit",
      .wait_seconds = KB_SETTLING,
      .practice_status = 429,
      .practice_body =
          KB_ERROR_BODY ("billing_not_active", "\"billing_not_active\"", "The account is not active."),
      .practice_teaches = N_ ("An account where paying is not set up"),
  },
  {
      .id = "payment-needed",
      .failed = KB_ASPECT_CREDIT,
      .shows = KB_ASPECT_KEY,
      .argument = KB_ARGUMENT_MESSAGE,
      .title = N_ ("Server Wants Payment"),
      .explanation =
          /* TRANSLATORS: %s is what the server says, in its own words, usually English */
      N_ ("The server knows the key, but credit or a budget there is used up.\n"
          "It says: “%s” Pay whoever runs this server, or ask them for a higher budget. Then try again."),
      KB_TRY_AGAIN,
      .article = "wrong-address",
      .wait_seconds = KB_SETTLING,
      .practice_status = 402,
      .practice_body =
          KB_ERROR_BODY ("invalid_request_error", "\"practice_payment\"", "Insufficient credits."),
      .practice_teaches = N_ ("A server in between that wants its own payment"),
  },
  {
      .id = "rate-limited",
      .failed = KB_ASPECT_CREDIT,
      .shows = KB_ASPECT_MODEL,
      .title = N_ ("Too Many Requests"),
      .explanation =
          N_ ("The key works, but there were more requests in this minute than the account is allowed.\n"
              "All programs of the project share this limit. Wait a little and try again. Programs should do "
              "the same."),
      KB_TRY_AGAIN,
      .article = "too-fast",
      .wait_seconds = 20,
      .practice_status = 429,
      .practice_body =
          KB_ERROR_BODY ("requests", "\"rate_limit_exceeded\"", "Rate limit reached for requests."),
      .practice_teaches = N_ ("More requests in a minute than allowed"),
  },
  {
      .id = "day-limit",
      .failed = KB_ASPECT_CREDIT,
      .shows = KB_ASPECT_MODEL,
      .argument = KB_ARGUMENT_WAIT,
      .title = N_ ("Limit of the Day Reached"),
      .explanation =
          /* TRANSLATORS: %s is a time such as "8 minutes", or "not told" */
      N_ ("The key works, but the requests that this model allows in a day are used up.\n"
          "All programs of the project share this limit. The service asks for this wait: %s. Other models "
          "have limits of their own, and limits grow with what has been paid."),
      KB_OPEN_LINK (N_ ("_See the Limits"), "link.limits"),
      .article = "too-fast",
      .practice_status = 429,
      .practice_body =
          KB_ERROR_BODY ("requests",
                         "\"rate_limit_exceeded\"",
                         "Rate limit reached on requests per day (RPD): Limit 200, Used 200, Requested 1."),
      .practice_teaches = N_ ("More requests in a day than allowed"),
  },
  {
      .id = "limit-too-low",
      .failed = KB_ASPECT_CREDIT,
      .shows = KB_ASPECT_MODEL,
      .title = N_ ("Limit Too Low for This Model"),
      .explanation = N_ (
          "The key works, but even one small request is too much for the account’s limit with this model.\n"
          "Waiting does not help. Choose another model, or look at the limits page: limits grow with what "
          "has been paid."),
      .elsewhere = N_ (
          "Even one small request is too much for this key’s limit with this model.\n"
          "Waiting does not help. Choose another model, or ask whoever runs the server to raise the limit."),
      .action_label = N_ ("_Choose Another Model"),
      .action = KB_ACTION_OTHER_MODEL,
      .link = "link.limits",
      .article = "too-fast",
      .practice_status = 429,
      .practice_body = KB_ERROR_BODY ("tokens",
                                      "\"rate_limit_exceeded\"",
                                      "Request too large on tokens per min (TPM): Limit 0, Requested 40."),
      .practice_teaches = N_ ("A model that the account cannot use yet"),
  },
  {
      .id = "slow-down",
      .failed = KB_ASPECT_CREDIT,
      .shows = KB_ASPECT_MODEL,
      .title = N_ ("Traffic Grew Too Fast"),
      .explanation =
          N_ ("The key works, but the number of requests rose so quickly that the service asks for fewer.\n"
              "Wait a few minutes. Programs should start slowly and send more step by step."),
      KB_TRY_AGAIN,
      .article = "too-fast",
      .wait_seconds = KB_MINUTES (5),
      .practice_status = 429,
      .practice_body = KB_ERROR_BODY ("requests", "\"slow_down\"", "Please slow down."),
      .practice_teaches = N_ ("A service that asks for a slower start"),
  },
  {
      .id = "limited-unknown",
      .failed = KB_ASPECT_CREDIT,
      .argument = KB_ARGUMENT_MESSAGE,
      .title = N_ ("Limit Reached"),
      .explanation =
          /* TRANSLATORS: %s is what the server says, in its own words, usually English */
      N_ ("The service says that a limit is reached, and Keybearer does not know this one.\n"
          "It says: “%s” Wait a minute and try again. If that does not help, check your credit and hard "
          "limits: the most that may be spent in a month."),
      .elsewhere =
          /* TRANSLATORS: %s is what the server says, in its own words, usually English */
      N_ ("The server says that a limit is reached.\n"
          "It says: “%s” Wait a minute and try again. If that does not help, ask whoever runs the server "
          "which limits there are."),
      KB_OPEN_LINK (N_ ("_See the Limits"), "link.limits"),
      .article = "error-codes",
      .wait_seconds = KB_MINUTES (1),
      .practice_status = 429,
      .practice_body =
          KB_ERROR_BODY ("practice_new_type", "\"practice_new_reason\"", "Enough for one afternoon."),
      .practice_teaches = N_ ("A limit that is not documented"),
  },
};

const gsize kb_diagnosis_n_blocked = G_N_ELEMENTS (kb_diagnosis_blocked);
