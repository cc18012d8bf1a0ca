/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/library/kb-library.h"

#include <string.h>

/* What people ask and paste, from public threads. The answer has to be among the first two that are found,
 * and to stand in what people read there, not among its keywords. */

#define N_LOOKED_AT 2
#define MAX_IDS 3
#define MAX_WORDS 6

typedef struct
{
  const char *question;
  const char *ids[MAX_IDS];     /* any of them */
  const char *words[MAX_WORDS]; /* all of them, in the same article */
} Question;

static const Question questions[] = {
  { "I pay for Plus, why 429?",
    { "plus-or-key", "no-credit" },
    { "two wallets", "Continue with ChatGPT", "may use your plan" } },
  { "Can I get my money back?",
    { "refunds" },
    { "Normally not", "error in the billing", "strangers", "service that failed", "Help Center" } },
  { "Can I use it without a credit card / PayPal / gift card?",
    { "paying-trouble" },
    { "debit card", "No public list of them was found on 28 November 2026", "PayPal, gift cards",
      "often not accepted" } },
  { "Prepaid card refused?", { "paying-trouble" }, { "Prepaid cards", "often not accepted" } },
  { "My card is declined", { "paying-trouble" }, { "in order", "Ask your bank" } },
  { "Phone number already used",
    { "countries-and-phone" },
    { "first key", "SMS", "WhatsApp", "internet numbers do not work" } },
  { "no code arrives", { "countries-and-phone" }, { "SMS", "WhatsApp", "internet numbers do not work" } },
  { "Which countries?", { "countries-and-phone" }, { "list; the link is below", "VPN" } },
  { "Is my data used for training?", { "your-data" }, { "Not by default" } },
  { "How long does OpenAI keep what I send?", { "your-data" }, { "up to 30 days" } },
  { "Can someone see my ChatGPT chats with my key?",
    { "your-data" },
    { "No. A key opens the API, not ChatGPT" } },
  { "How do I stop it costing / cancel?",
    { "stopping" },
    { "turn off “Auto-reload”", "Delete your keys", "Remove the card", "no subscription" } },
  { "How do I delete my account?",
    { "stopping" },
    { "delete account", "Help Center", "credit that is left" } },
  { "Why is my key gone from the list?",
    { "key-gone" },
    { "Another project", "Another organization", "by an owner", "Expired" } },
  { "Is the key per device? Two computers?",
    { "two-computers" },
    { "one key for each computer", "laptop-anna" } },
  { "What is a token?", { "tokens-and-prices" }, { "A token is" } },
  { "What does one question cost?", { "one-question" }, { "One such question then costs $" } },
  { "Is it free?", { "faq-money", "how-you-pay" }, { "free credit" } },
  { "What is my balance?",
    { "monitoring-usage" },
    { "The Billing page shows", "No program can read the balance" } },
  { "What have I spent?", { "monitoring-usage" }, { "The Usage page shows it" } },
  { "Where do I paste the key?", { "key-in-an-app" }, { "settings", "“API key”", "My Keys", "Copy" } },
  { "May I share my key?", { "faq-safety" }, { "Better not" } },
  { "Someone stole my key", { "leak" }, { "delete the key" } },
  { "I lost my key", { "lost-key" }, { "make a new one" } },
  { "How do I change my key?", { "rotation" }, { "Create a new key", "Revoke the old key" } },
  { "Which model should I use?", { "models" }, { "Try the small one first" } },
  { "Model not found", { "models", "not-allowed" }, { "model" } },
  { "What is an organization?", { "faq-account" }, { "holds projects, billing and people" } },
  { "What is a project?", { "projects" }, { "like a drawer", "ChatGPT has “Projects”", "workspaces" } },
  { "What is a service account?",
    { "teams-and-roles" },
    { "account for a program", "cannot be added to the default project" } },
  { "Which permissions?", { "owners-and-permissions" }, { "Model capabilities", "Mixed" } },
  { "Does the key expire?", { "rotation", "faq-keys" }, { "expiration date" } },
  { "Do credits expire?", { "how-you-pay" }, { "Credits expire after 1 year" } },
  { "Invoice, receipt, VAT, company name",
    { "invoices" },
    { "Invoice or Receipt", "Billing page", "VAT number", "Company name" } },
  { "Euro, tax, why more than $5?", { "invoices" }, { "tax comes on top", "currency" } },
  { "I was charged and use no key",
    { "unexpected-charge" },
    { "Playground", "forgotten key", "Auto-reload" } },
  { "How do I turn off auto-reload?",
    { "how-you-pay", "stopping" },
    { "open Billing", "monthly reload limit" } },
  { "It worked yesterday", { "worked-yesterday" }, { "Credit", "limit", "expired", "deleted", "retired" } },
  { "Must I show a passport?", { "not-allowed" }, { "passport", "some models" } },
  { "How do I use it in VS Code, Obsidian, Home Assistant, Excel?",
    { "key-in-an-app" },
    { "VS Code", "Obsidian", "Home Assistant", "Excel", "least permissions" } },
  { "Do I have to program?", { "what-is-an-api", "key-in-an-app" }, { "do the rest" } },
  { "Paid, still 429", { "no-credit" }, { "It can take 15 minutes", "try a new key" } },
  { "Age limit, commercial use", { "countries-and-phone" }, { "OpenAI’s terms" } },
  { "I have an Azure key", { "other-services" }, { "Azure OpenAI is", "do not work at OpenAI" } },
  { "I have an OpenRouter key", { "other-services" }, { "OpenRouter", "Where Do I Put It" } },
  { "I have a Claude key", { "other-services" }, { "Anthropic, for Claude", "Where Do I Put It" } },
  { "Can one key have its own limit?", { "several-keys" }, { "No, but its project can" } },
  { "How do I uninstall, what stays?",
    { "stopping", "keyring-trouble" },
    { "uninstall", "stay in the keyring", "forget them in My Keys" } },
  /* The same in other words */
  { "refund", { "refunds" }, { "exceptions" } },
  { "refunds", { "refunds" }, { "exceptions" } },
  { "credit expires", { "how-you-pay" }, { "Credits expire" } },
  { "expired credit", { "how-you-pay", "no-credit" }, { "credit" } },
  { "do i need a key", { "which-door" }, { "Not everybody needs a key" } },
  { "continue with chatgpt", { "which-door", "plus-or-key" }, { "Plus or Pro plan" } },
  { "github actions", { "which-door" }, { "workload identity" } },
  { "privacy", { "your-data", "faq-safety" }, { "training" } },
  { "postman", { "first-calls" }, { "Postman", "Bearer Token" } },
  { "bearer", { "what-the-key-does", "first-calls" }, { "Bearer" } },
  { "invoice", { "invoices" }, { "Billing page" } },
  { "quickstart", { "first-calls" }, { "quickstart" } },
  { "assistants", { "other-ways" }, { "Use Responses" } },
  { "function calling", { "other-ways" }, { "which function it wants" } },
  { "endpoint", { "what-is-an-api", "wrong-address" }, { "address" } },
  { "embeddings", { "what-a-key-unlocks" }, { "recommending, grouping", "your own documents" } },
  { "environment variable on mac", { "variable" }, { "On macOS" } },
  { "how much is one request", { "one-question", "tokens-and-prices" }, { "million" } },
  { "cancel subscription", { "stopping" }, { "no subscription" } },
  { "where is my key", { "lost-key" }, { "My Keys: was it saved here?" } },
  { "I closed the window without copying", { "lost-key" }, { "make a new one" } },
  { "can children use it", { "countries-and-phone" }, { "How old you must be" } },
  { "may I use it commercially", { "countries-and-phone" }, { "what a company may do" } },
  { "is OpenAI available in China", { "countries-and-phone" }, { "OpenAI keeps a list" } },
  { "does ChatGPT Plus include the API", { "plus-or-key" }, { "two products" } },
  { "how do I remove my credit card", { "stopping" }, { "Remove the card" } },
  { "can a company pay by invoice", { "invoices" }, { "Company Name" } },
  { "why was I charged twice", { "refunds", "unexpected-charge" }, { "error in the billing" } },
  { "negative balance", { "unexpected-charge" }, { "go below zero" } },
  { "how do I move my key to a new computer", { "two-computers" }, { "password manager" } },
  { "are my keys gone after a restart", { "keyring-doctor" }, { "Put a Marker There" } },
  { "my account was closed", { "key-refused" }, { "Account closed" } },
  { "what is an API", { "what-is-an-api" }, { "a way for one program to ask another" } },
  { "requests per day", { "too-fast" }, { "the limit of a day" } },
  { "what does Mixed mean", { "owners-and-permissions" }, { "“Mixed”" } },
  { "fine-tuning", { "other-ways" }, { "Fine-tuning: closed" } },
  { "where is the documentation of all parameters", { "request-settings" }, { "reference, linked below" } },
  { "data residency Europe", { "wrong-address" }, { "keep their data in one region" } },
  { "rate limit", { "too-fast" }, { "ask more slowly" } },
};

/* What servers and the libraries of OpenAI say */
static const Question messages[] = {
  { "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer "
    "auth "
    "(i.e. Authorization: Bearer YOUR_KEY)",
    { "network-trouble", "error-codes", "what-the-key-does" } },
  { "Incorrect API key provided: sk-proj-****abcd. You can find your API key at "
    "https://platform.openai.com/account/api-keys.",
    { "key-refused" } },
  { "openai.AuthenticationError: Error code: 401 - {'error': {'message': 'Incorrect API key provided: "
    "sk-1***2. You "
    "can find your API key at https://platform.openai.com/account/api-keys.', 'type': "
    "'invalid_request_error', "
    "'param': None, 'code': 'invalid_api_key'}}",
    { "key-refused" } },
  { "account_deactivated", { "key-refused" } },
  { "access_terminated", { "key-refused" } },
  { "mismatched_organization", { "key-refused", "wrong-address" } },
  { "OpenAI-Organization header should match organization for API key", { "key-refused", "wrong-address" } },
  { "No such organization: org-abc. (HTTP response 401)", { "key-refused" } },
  { "not_authorized_invalid_project", { "key-refused", "error-codes" } },
  { "The project you are requesting has been archived and cannot be accessed",
    { "projects", "key-refused", "key-gone" } },
  { "User keys are not allowed for this organization. Use a permissioned key. "
    "not_authorized_invalid_key_type",
    { "key-refused" } },
  { "Attempted to access resource with incorrect regional hostname. Please make your request to "
    "us.api.openai.com",
    { "wrong-address" } },
  { "incorrect_hostname", { "wrong-address" } },
  { "A valid mTLS client certificate is required for this organization", { "wrong-address" } },
  { "You have insufficient permissions for this operation. Missing scopes: api.model.read. Check that you "
    "have the "
    "correct role in your organization (Reader, Writer, Owner) and project (Member, Owner), and if you're "
    "using a "
    "restricted API key, that it has the necessary scopes.",
    { "not-allowed" } },
  { "missing_scope", { "not-allowed" } },
  { "You must be a member of an organization to use the API. Please contact us through our help center",
    { "key-refused", "faq-account" } },
  { "ip_not_authorized", { "not-allowed" } },
  { "Country, region, or territory not supported unsupported_country_region_territory",
    { "not-allowed", "countries-and-phone" } },
  { "The model `gpt-7` does not exist or you do not have access to it. model_not_found",
    { "not-allowed", "models" } },
  { "The model `gpt-4` has been deprecated, learn more here: https://platform.openai.com/docs/deprecations",
    { "models" } },
  { "Your organization must be verified to use the model. Please go to settings and click on Verify "
    "Organization.",
    { "not-allowed" } },
  { "Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16, but got 5 instead. "
    "integer_below_min_value",
    { "request-settings", "error-codes" } },
  { "Billing hard limit has been reached. billing_hard_limit_reached",
    { "no-credit", "what-stops-the-bill" } },
  { "credit_balance_exhausted", { "no-credit" } },
  { "organization_spend_limit_exceeded", { "no-credit" } },
  { "project_spend_limit_exceeded", { "no-credit" } },
  { "organization_usage_limit_exceeded", { "no-credit" } },
  { "You exceeded your current quota, please check your plan and billing details. For more information on "
    "this "
    "error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.",
    { "no-credit" } },
  { "openai.RateLimitError: Error code: 429 - {'error': {'message': 'You exceeded your current quota, please "
    "check "
    "your plan and billing details.', 'type': 'insufficient_quota', 'param': None, 'code': "
    "'insufficient_quota'}}",
    { "no-credit" } },
  { "insufficient_quota", { "no-credit" } },
  { "Your account is not active, please check your billing details on our website. billing_not_active",
    { "no-credit" } },
  { "Rate limit reached for gpt-6-sol in organization org-abc on tokens per min (TPM): Limit 30000, Used "
    "29000, "
    "Requested 30601. Please try again in 1m2s. rate_limit_exceeded",
    { "too-fast" } },
  { "Rate limit reached on requests per day (RPD): Limit 200, Used 200, Requested 1.", { "too-fast" } },
  { "The engine is currently overloaded, please try again later", { "too-fast", "network-trouble" } },
  { "engine_overloaded_error", { "too-fast", "error-codes" } },
  { "slow_down", { "too-fast" } },
  { "The server had an error while processing your request. Sorry about that! server_error",
    { "network-trouble" } },
  { "server_is_overloaded", { "network-trouble" } },
  { "502 Bad Gateway", { "network-trouble", "error-codes" } },
  { "402 Payment Required", { "wrong-address", "error-codes" } },
  { "RateLimitError", { "sdk-errors", "too-fast" } },
  { "AuthenticationError", { "sdk-errors", "key-refused" } },
  { "PermissionDeniedError", { "sdk-errors", "not-allowed" } },
  { "NotFoundError", { "sdk-errors", "not-allowed" } },
  { "BadRequestError", { "sdk-errors" } },
  { "UnprocessableEntityError", { "sdk-errors" } },
  { "InternalServerError", { "sdk-errors" } },
  { "openai.APIConnectionError: Connection error.", { "sdk-errors", "network-trouble" } },
  { "openai.APITimeoutError: Request timed out.", { "sdk-errors", "network-trouble" } },
  { "OpenAIError: The api_key client option must be set either by passing api_key to the client or by "
    "setting the "
    "OPENAI_API_KEY environment variable",
    { "sdk-errors", "variable" } },
};

/* What people read, in small letters */
static char *
dup_body (const KbArticle *article)
{
  g_autoptr (GString) body = g_string_new (NULL);
  gsize n_blocks;
  const KbBlock *const *blocks = kb_article_get_blocks (article, &n_blocks);

  for (gsize i = 0; i < n_blocks; i++)
    for (guint j = 0; j < blocks[i]->texts->len; j++)
      if (blocks[i]->kind != KB_BLOCK_SEE && blocks[i]->kind != KB_BLOCK_WEB)
        g_string_append_printf (body, "%s\n", (char *) blocks[i]->texts->pdata[j]);
  return g_utf8_casefold (body->str, -1);
}

/* The first of the words that does not stand there, or NULL */
static const char *
find_missing (const KbArticle *article, const Question *question)
{
  g_autofree char *body = dup_body (article);

  for (guint i = 0; i < MAX_WORDS && question->words[i]; i++)
    {
      g_autofree char *word = g_utf8_casefold (question->words[i], -1);

      if (!strstr (body, word))
        return question->words[i];
    }
  return NULL;
}

static gboolean
is_expected (const KbArticle *article, const Question *question)
{
  for (guint i = 0; i < MAX_IDS && question->ids[i]; i++)
    if (g_str_equal (kb_article_get_id (article), question->ids[i]))
      return TRUE;
  return FALSE;
}

static void
test_question (gconstpointer data)
{
  const Question *question = data;
  g_autoptr (GPtrArray) found = kb_library_search (kb_library_get_default (), question->question);
  const char *missing = NULL;

  for (guint i = 0; i < MIN (found->len, N_LOOKED_AT); i++)
    if (is_expected (found->pdata[i], question))
      {
        missing = find_missing (found->pdata[i], question);
        if (!missing)
          return;
      }
  for (guint i = 0; i < MIN (found->len, 5); i++)
    g_test_message ("found: %s", kb_article_get_id (found->pdata[i]));
  g_test_message ("“%s”: expected %s%s%s", question->question, question->ids[0],
                  missing ? ", which lacks " : "", missing ? missing : "");
  g_test_fail ();
}

static void
add_tests (const char *name, const Question *table, gsize n_rows)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      g_autofree char *path = g_strdup_printf ("/library/%s/%02zu", name, i + 1);

      g_test_add_data_func (path, &table[i], test_question);
    }
}

/* A word that most articles have does not drag them all in behind one that few have. */
static void
test_short (void)
{
  g_autoptr (GPtrArray) rare = kb_library_search (kb_library_get_default (), "the key in Obsidian");
  g_autoptr (GPtrArray) frequent = kb_library_search (kb_library_get_default (), "key");

  g_assert_cmpuint (rare->len, >, 0);
  g_assert_cmpuint (rare->len, <, frequent->len);
}

/* The example says what the estimates and the price make. */
static void
test_example (void)
{
  const KbFacts *facts = kb_facts_get_default ();
  const KbModel *model = kb_facts_find_model (facts, kb_facts_get_string (facts, "models.cheapest"));
  gint64 sum = model->input_price * kb_facts_get_integer (facts, "estimate.input-tokens") +
               model->output_price * kb_facts_get_integer (facts, "estimate.output-tokens");

  g_assert_cmpint (kb_facts_get_money (facts, "estimate.one-question"), ==, sum / 1000000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  add_tests ("question", questions, G_N_ELEMENTS (questions));
  add_tests ("message", messages, G_N_ELEMENTS (messages));
  g_test_add_func ("/library/short", test_short);
  g_test_add_func ("/library/example", test_example);
  return g_test_run ();
}
