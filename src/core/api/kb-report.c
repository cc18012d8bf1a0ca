/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/api/kb-report.h"

#include "core/base/kb-enum.h"
#include "core/base/kb-sandbox.h"
#include "core/facts/kb-facts.h"

#include <json-glib/json-glib.h>
#include <libsecret/secret.h>
#include <libsoup/soup.h>
#include <string.h>

#define MAX_VALUE 400
/* Enough to tell two organizations apart, too little to be one's name. */
#define ID_LENGTH 4
/* A shorter one would take pieces out of ordinary words. */
#define SHORTEST_HIDDEN 3
#define LEFT_OUT "[left out]"

/* ---- taking out what nobody else should read ---- */

static gboolean
shorten_id_cb (const GMatchInfo *match, GString *result, gpointer user_data)
{
  g_autofree char *prefix = g_match_info_fetch (match, 1);
  g_autofree char *rest = g_match_info_fetch (match, 2);

  g_string_append_printf (result, "%s%.*s…", prefix, ID_LENGTH, rest);
  return FALSE;
}

static gboolean
hide_cb (const GMatchInfo *match, GString *result, gpointer user_data)
{
  g_string_append (result, user_data);
  return FALSE;
}

static void
replace (char **text, const char *pattern, GRegexEvalCallback callback, const char *with)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS, G_REGEX_MATCH_DEFAULT, NULL);
  char *replaced =
      g_regex_replace_eval (regex, *text, -1, 0, G_REGEX_MATCH_DEFAULT, callback, (gpointer) with, NULL);

  if (replaced != NULL)
    {
      g_free (*text);
      *text = replaced;
    }
}

static void
hide_name (char **text, const char *name)
{
  g_autofree char *escaped = NULL;

  if (name == NULL || !g_utf8_validate (name, -1, NULL) || g_utf8_strlen (name, -1) < SHORTEST_HIDDEN)
    return;
  escaped = g_regex_escape_string (name, -1);
  replace (text, escaped, hide_cb, LEFT_OUT);
}

/* One line, without control characters. */
static char *
flatten (const char *text)
{
  g_autoptr (GString) flat = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  glong length = 0;

  for (const char *c = valid; *c != '\0' && length < MAX_VALUE; c = g_utf8_next_char (c), length++)
    {
      gunichar character = g_utf8_get_char (c);

      g_string_append_unichar (flat, g_unichar_isprint (character) ? character : ' ');
    }
  if (length == MAX_VALUE)
    g_string_append (flat, "…");

  return g_strstrip (g_string_free (g_steal_pointer (&flat), FALSE));
}

/* Keys go first, while they are whole: what is left of a cut one looks like nothing. */
static char *
clean (KbVerdict *verdict, const KbReportContext *context, const char *text)
{
  g_autofree char *redacted = kb_key_redact (text);
  char *flat = flatten (redacted);

  replace (&flat, "[^\\s<>@\"'`]+@[^\\s<>@\"'`]+", hide_cb, LEFT_OUT);
  replace (&flat, "\\b((?:org|proj|user|key|cust)[-_])([A-Za-z0-9]{5,})", shorten_id_cb, NULL);
  hide_name (&flat, kb_response_get_header (kb_verdict_get_response (verdict), "openai-organization"));
  for (gsize i = 0; context->hidden != NULL && context->hidden[i] != NULL; i++)
    hide_name (&flat, context->hidden[i]);

  return flat;
}

/* ---- lines ---- */

static void
add (GString *report, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (report, "%s: %s\n", name, value);
}

static void
add_clean (GString *report,
           KbVerdict *verdict,
           const KbReportContext *context,
           const char *name,
           const char *value)
{
  g_autofree char *cleaned = value ? clean (verdict, context, value) : NULL;

  add (report, name, cleaned);
}

/* An ID keeps its beginning; anything else is a name that somebody chose. */
static char *
shorten_organization (const char *organization)
{
  char *id;

  if (!g_regex_match_simple ("^(org|user)-[A-Za-z0-9]{5,}$", organization, G_REGEX_DEFAULT,
                             G_REGEX_MATCH_DEFAULT))
    return g_strdup (LEFT_OUT);
  id = g_strdup (organization);
  replace (&id, "^((?:org|user)-)([A-Za-z0-9]+)$", shorten_id_cb, NULL);
  return id;
}

/* The name of a model of one's own holds the organization's: "ft:gpt-6-luna:acme:support:9abc". */
static char *
shorten_model (const char *model)
{
  g_auto (GStrv) parts = g_strsplit (model, ":", 3);

  if (g_strcmp0 (parts[0], "ft") == 0 && parts[1] != NULL)
    return g_strconcat (parts[0], ":", parts[1], ":…", NULL);

  return g_strdup (model);
}

/* A server of one's own may have a telling name, and what it is called does not matter to anybody else. */
static const char *
describe_server (KbVerdict *verdict, const KbReportContext *context)
{
  const char *base_uri = kb_verdict_get_base_uri (verdict);

  if (context->practice)
    return "the practice service";
  if (g_strcmp0 (base_uri, kb_facts_get_string (kb_facts_get_default (), "api.base")) == 0)
    return base_uri;

  return "not OpenAI’s own address";
}

static void
add_outcome (GString *report, KbVerdict *verdict)
{
  const KbDiagnosis *diagnosis = kb_verdict_get_diagnosis (verdict);
  g_autoptr (GString) aspects = g_string_new (NULL);

  g_string_append_printf (report, "Outcome: %s (%s)\n", kb_outcome_get_name (diagnosis->outcome),
                          diagnosis->id);
  for (guint aspect = 0; aspect < KB_N_ASPECTS; aspect++)
    g_string_append_printf (
        aspects, "%s%s %s", aspect > 0 ? ", " : "", kb_enum_get_nick (KB_TYPE_ASPECT, (int) aspect),
        kb_enum_get_nick (KB_TYPE_ASPECT_STATE, (int) kb_verdict_get_aspect (verdict, aspect)));
  add (report, "Step by step", aspects->str);
}

static void
add_answer (GString *report, KbVerdict *verdict, const KbReportContext *context)
{
  KbResponse *response = kb_verdict_get_response (verdict);
  const KbApiError *error = kb_response_get_error (response);
  const char *organization = kb_response_get_header (response, "openai-organization");
  g_autofree char *shortened = organization ? shorten_organization (organization) : NULL;

  if (kb_response_get_status (response) > 0)
    g_string_append_printf (report, "Status: %u\n", kb_response_get_status (response));
  else
    add (report, "Status", "no answer");
  add_clean (report, verdict, context, "Code", error->code);
  add_clean (report, verdict, context, "Type", error->type);
  add_clean (report, verdict, context, "Parameter", error->param);
  add_clean (report, verdict, context, "Message", error->message);
  add_clean (report, verdict, context, "Request ID", kb_response_get_header (response, "x-request-id"));
  add (report, "Organization", shortened);
  add (report, "Server", describe_server (verdict, context));
}

static void
add_times (GString *report, KbVerdict *verdict, const KbReportContext *context)
{
  g_autoptr (GDateTime) tested = g_date_time_new_from_unix_utc (kb_verdict_get_tested (verdict));
  g_autofree char *when = tested ? g_date_time_format (tested, "%FT%TZ") : NULL;
  char seconds[G_ASCII_DTOSTR_BUF_SIZE];

  add (report, "Tested", when);
  g_ascii_formatd (seconds, sizeof seconds, "%.3f",
                   (double) kb_response_get_elapsed (kb_verdict_get_response (verdict)) / G_USEC_PER_SEC);
  g_string_append_printf (report, "Took: %s s\n", seconds);
  if (kb_verdict_get_retry_after (verdict) >= 0)
    {
      g_ascii_formatd (seconds, sizeof seconds, "%.3f", kb_verdict_get_retry_after (verdict));
      g_string_append_printf (report, "Asked to wait: %s s\n", seconds);
    }
  if (context->retries > 0)
    g_string_append_printf (report, "Tested again: %u times\n", context->retries);
}

/* What runs, not what it was built with. json-glib and libsecret do not tell. */
static void
add_versions (GString *report, const KbReportContext *context)
{
  add (report, "Keybearer", PACKAGE_VERSION);
  g_string_append_printf (report,
                          "Libraries: GLib %u.%u.%u, libsoup %u.%u.%u, json-glib %s, libsecret %u.%u.%u",
                          glib_major_version, glib_minor_version, glib_micro_version,
                          soup_get_major_version (), soup_get_minor_version (), soup_get_micro_version (),
                          JSON_VERSION_S, SECRET_MAJOR_VERSION, SECRET_MINOR_VERSION, SECRET_MICRO_VERSION);
  if (context->toolkit != NULL)
    g_string_append_printf (report, ", %s", context->toolkit);
  g_string_append_c (report, '\n');
}

static void
add_computer (GString *report, KbVerdict *verdict, const KbReportContext *context)
{
  g_autofree char *desktop = context->desktop ? flatten (context->desktop) : NULL;
  g_autofree char *display = context->display ? flatten (context->display) : NULL;

  add (report, "System", context->system);
  add (report, "Desktop", desktop);
  add (report, "Session", display);
  add (report, "Sandbox", context->sandboxed ? "Flatpak" : "none");
  if (context->keyring != NULL)
    g_string_append_printf (report, "Keyring: %s, key %s\n", context->keyring,
                            kb_verdict_get_aspect (verdict, KB_ASPECT_STORAGE) == KB_ASPECT_STATE_PASSED
                                ? "read from it"
                                : "not read from it");
}

/**
 * kb_report_create:
 * @verdict: the verdict to report
 * @context: what ran, and where
 *
 * Writes what helps somebody else to help. It is not translated: those who read it may not read the language
 * of the one who asks.
 *
 * Returns: (transfer full): plain text, one line a fact
 */
char *
kb_report_create (KbVerdict *verdict, const KbReportContext *context)
{
  GString *report = g_string_new ("Keybearer test report\n");
  g_autofree char *model = NULL;

  g_return_val_if_fail (KB_IS_VERDICT (verdict), NULL);
  g_return_val_if_fail (context != NULL, NULL);

  add_outcome (report, verdict);
  add_answer (report, verdict, context);
  model = kb_verdict_get_model (verdict) ? shorten_model (kb_verdict_get_model (verdict)) : NULL;
  add_clean (report, verdict, context, "Model", model);
  add_times (report, verdict, context);
  add_versions (report, context);
  add_computer (report, verdict, context);

  return g_string_free (report, FALSE);
}

/**
 * kb_report_context_init:
 * @context: (out caller-allocates): what to fill
 *
 * Everything that the environment does not tell is set to nothing.
 */
void
kb_report_context_init (KbReportContext *context)
{
  static char *system;

  g_return_if_fail (context != NULL);

  if (g_once_init_enter_pointer (&system))
    {
      char *name = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);

      g_once_init_leave_pointer (&system, name ? name : g_strdup ("unknown"));
    }
  *context = (KbReportContext) {
    .system = system,
    .desktop = g_getenv ("XDG_CURRENT_DESKTOP"),
    .display = g_getenv ("XDG_SESSION_TYPE"),
    .sandboxed = kb_sandbox_is_inside (),
  };
}
