/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-verdict.h"

#include "core/api/kb-diagnosis-argument.h"
#include "core/api/kb-retry-after.h"
#include "core/base/kb-words.h"
#include "core/facts/kb-fact-words.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KbVerdict
{
  GObject parent_instance;

  KbVerdictParts is; /* its reply and models are not NULL */
  char *text;
  gint64 tested;
};

G_DEFINE_FINAL_TYPE (KbVerdict, kb_verdict, G_TYPE_OBJECT)

static void
kb_verdict_finalize (GObject *object)
{
  KbVerdict *self = KB_VERDICT (object);

  g_free ((gpointer) self->is.end);
  g_free ((gpointer) self->is.base_uri);
  g_free ((gpointer) self->is.model);
  g_free (self->text);
  g_clear_object (&self->is.reply);
  g_strfreev (self->is.models);

  G_OBJECT_CLASS (kb_verdict_parent_class)->finalize (object);
}

static void
kb_verdict_class_init (KbVerdictClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kb_verdict_finalize;
}

static void
kb_verdict_init (KbVerdict *self)
{
}

/**
 * kb_verdict_new:
 * @parts: what the test found; copied
 *
 * Returns: (transfer full): a verdict
 */
KbVerdict *
kb_verdict_new (const KbVerdictParts *parts)
{
  static const char *const none[] = { NULL };
  KbVerdict *self = g_object_new (KB_TYPE_VERDICT, NULL);
  gboolean works = parts->diagnosis->outcome == KB_OUTCOME_WORKS;

  self->is = *parts;
  self->is.end = g_strdup (parts->end);
  self->is.base_uri = g_strdup (parts->base_uri);
  self->is.reply = parts->reply ? g_object_ref (parts->reply) : kb_response_new_failure (KB_FAILURE_OTHER);
  self->is.model = works ? kb_response_dup_model (self->is.reply) : NULL;
  if (self->is.model == NULL)
    self->is.model = g_strdup (parts->model);
  self->text = works ? kb_response_dup_text (self->is.reply) : NULL;
  if (self->text == NULL && works)
    self->text = kb_response_dup_refusal (self->is.reply);
  self->is.models = g_strdupv (parts->models ? parts->models : (char **) none);
  self->tested = g_get_real_time () / G_USEC_PER_SEC;

  return self;
}

const KbDiagnosis *
kb_verdict_get_diagnosis (KbVerdict *self)
{
  g_return_val_if_fail (KB_IS_VERDICT (self), NULL);

  return self->is.diagnosis;
}

KbOutcome
kb_verdict_get_outcome (KbVerdict *self)
{
  g_return_val_if_fail (KB_IS_VERDICT (self), KB_OUTCOME_NOT_CHECKED);

  return self->is.diagnosis->outcome;
}

/**
 * kb_verdict_get_aspect:
 * @aspect: an aspect
 *
 * Returns: passed, failed or not reached
 */
KbAspectState
kb_verdict_get_aspect (KbVerdict *self, KbAspect aspect)
{
  g_return_val_if_fail (KB_IS_VERDICT (self), KB_ASPECT_STATE_NOT_REACHED);
  g_return_val_if_fail (aspect < KB_N_ASPECTS, KB_ASPECT_STATE_NOT_REACHED);

  return self->is.aspects[aspect];
}

static char *
dup_argument (KbVerdict *self)
{
  KbArgument kind = self->is.diagnosis->argument;
  g_autofree char *argument = NULL;

  if (kind == KB_ARGUMENT_MODEL)
    return g_strdup (self->is.model);
  if (kind == KB_ARGUMENT_ADDRESS)
    return kb_verdict_dup_other_address (self);
  if (kind == KB_ARGUMENT_END && self->is.end != NULL)
    return kb_fact_words_dup_date (self->is.end);

  argument = kb_diagnosis_dup_argument (self->is.reply, kind);
  return argument ? g_steal_pointer (&argument) : g_strdup (kb_diagnosis_get_missing (kind));
}

static char *
fill_in (KbVerdict *self, const char *text)
{
  g_autofree char *argument = strchr (text, '%') ? dup_argument (self) : NULL;

  return kb_words_fill (text, argument);
}

/**
 * kb_verdict_dup_title:
 *
 * Returns: (transfer full): the translated title
 */
char *
kb_verdict_dup_title (KbVerdict *self)
{
  g_return_val_if_fail (KB_IS_VERDICT (self), NULL);

  return fill_in (self, gettext (self->is.diagnosis->title));
}

static const char *
get_explanation (KbVerdict *self)
{
  if (self->is.end != NULL && self->is.diagnosis->over != NULL)
    return gettext (self->is.diagnosis->over);
  if (self->is.elsewhere && self->is.diagnosis->elsewhere != NULL)
    return gettext (self->is.diagnosis->elsewhere);

  return gettext (self->is.diagnosis->explanation);
}

/**
 * kb_verdict_dup_explanation:
 *
 * Returns: (transfer full): the translated explanation with what it names filled in; plain text that may hold
 *   words of the server
 */
char *
kb_verdict_dup_explanation (KbVerdict *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (KB_IS_VERDICT (self), NULL);

  text = g_strdelimit (g_strdup (get_explanation (self)), "\n", ' ');
  return fill_in (self, text);
}

/**
 * kb_verdict_dup_summary:
 *
 * Returns: (transfer full): the first sentence of the explanation, what happened; all of it when it works
 */
char *
kb_verdict_dup_summary (KbVerdict *self)
{
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (KB_IS_VERDICT (self), NULL);

  parts = g_strsplit (get_explanation (self), "\n", 2);
  return fill_in (self, parts[0]);
}

/**
 * kb_verdict_dup_help:
 *
 * Returns: (transfer full) (nullable): the rest of the explanation, what to do; %NULL when it works
 */
char *
kb_verdict_dup_help (KbVerdict *self)
{
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (KB_IS_VERDICT (self), NULL);

  parts = g_strsplit (get_explanation (self), "\n", 2);
  return parts[1] != NULL ? fill_in (self, parts[1]) : NULL;
}

/* Another server's accounts, limits and status are not on OpenAI's pages. */
static gboolean
leads_astray (KbVerdict *self)
{
  return self->is.elsewhere && self->is.diagnosis->link != NULL;
}

KbAction
kb_verdict_get_action (KbVerdict *self)
{
  g_return_val_if_fail (KB_IS_VERDICT (self), KB_ACTION_NONE);

  return leads_astray (self) && self->is.diagnosis->action == KB_ACTION_OPEN_LINK
             ? KB_ACTION_TRY_AGAIN
             : self->is.diagnosis->action;
}

/**
 * kb_verdict_get_action_label:
 *
 * Returns: (transfer none): what its button says, translated
 */
const char *
kb_verdict_get_action_label (KbVerdict *self)
{
  g_return_val_if_fail (KB_IS_VERDICT (self), NULL);

  return kb_verdict_get_action (self) == self->is.diagnosis->action
             ? gettext (self->is.diagnosis->action_label)
             : _ ("_Try Again");
}

/**
 * kb_verdict_get_link:
 *
 * Returns: (transfer none) (nullable): fact id of the page that belongs to it; %NULL for another server than
 *   OpenAI's
 */
const char *
kb_verdict_get_link (KbVerdict *self)
{
  g_return_val_if_fail (KB_IS_VERDICT (self), NULL);

  return self->is.elsewhere ? NULL : self->is.diagnosis->link;
}

/**
 * kb_verdict_dup_other_address:
 *
 * Returns: (transfer full) (nullable): the base address that this verdict says to use instead: that of a
 * region, as the service names it, or the one that was used with the version behind it
 */
char *
kb_verdict_dup_other_address (KbVerdict *self)
{
  char *address;

  g_return_val_if_fail (KB_IS_VERDICT (self), NULL);

  if (self->is.diagnosis->argument != KB_ARGUMENT_ADDRESS)
    return NULL;

  address = kb_diagnosis_dup_argument (self->is.reply, KB_ARGUMENT_ADDRESS);
  return address ? address : g_strconcat (self->is.base_uri, "/v1", NULL);
}

/**
 * kb_verdict_is_elsewhere:
 *
 * Returns: whether the server that was asked is not OpenAI's own, nor one that plays it for practice
 */
gboolean
kb_verdict_is_elsewhere (KbVerdict *self)
{
  g_return_val_if_fail (KB_IS_VERDICT (self), FALSE);

  return self->is.elsewhere;
}

/**
 * kb_verdict_dup_technical:
 *
 * Returns: (transfer full): "HTTP 429 · credit_balance_exhausted · req_… · the server's words": what of that
 *   is known; the row's id when nothing answered
 */
char *
kb_verdict_dup_technical (KbVerdict *self)
{
  g_autoptr (GPtrArray) parts = NULL;
  const char *known[3];

  g_return_val_if_fail (KB_IS_VERDICT (self), NULL);

  parts = g_ptr_array_new_null_terminated (5, g_free, TRUE);
  if (kb_response_get_status (self->is.reply) > 0)
    g_ptr_array_add (parts, g_strdup_printf ("HTTP %u", kb_response_get_status (self->is.reply)));
  else
    g_ptr_array_add (parts, g_strdup (self->is.diagnosis->id));

  known[0] = kb_response_get_error (self->is.reply)->code;
  known[1] = kb_response_get_header (self->is.reply, "x-request-id");
  known[2] = kb_response_get_error (self->is.reply)->message;
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i] != NULL && *known[i] != '\0')
      g_ptr_array_add (parts, g_strdup (known[i]));

  return g_strjoinv (" · ", (char **) parts->pdata);
}

/**
 * kb_verdict_get_response:
 *
 * Returns: (transfer none): the last answer, or why there was none; its texts are redacted
 */
KbResponse *
kb_verdict_get_response (KbVerdict *self)
{
  g_return_val_if_fail (KB_IS_VERDICT (self), NULL);

  return self->is.reply;
}

const char *
kb_verdict_get_base_uri (KbVerdict *self)
{
  g_return_val_if_fail (KB_IS_VERDICT (self), NULL);

  return self->is.base_uri;
}

/**
 * kb_verdict_get_reply_text:
 *
 * Returns: (transfer none) (nullable): what the model wrote, or how it declined
 */
const char *
kb_verdict_get_reply_text (KbVerdict *self)
{
  g_return_val_if_fail (KB_IS_VERDICT (self), NULL);

  return self->text;
}

/**
 * kb_verdict_get_model:
 *
 * Returns: (transfer none) (nullable): the model that answered, else the one that was asked
 */
const char *
kb_verdict_get_model (KbVerdict *self)
{
  g_return_val_if_fail (KB_IS_VERDICT (self), NULL);

  return self->is.model;
}

/**
 * kb_verdict_get_cost:
 *
 * Returns: micro-dollars (10^-6 USD) that the test cost, -1 when unknown
 */
gint64
kb_verdict_get_cost (KbVerdict *self)
{
  g_return_val_if_fail (KB_IS_VERDICT (self), -1);

  return self->is.cost;
}

/**
 * kb_verdict_get_retry_after:
 *
 * Returns: seconds that the server asks to wait, -1 when it does not say
 */
double
kb_verdict_get_retry_after (KbVerdict *self)
{
  g_return_val_if_fail (KB_IS_VERDICT (self), -1);

  return kb_retry_after_read (self->is.reply);
}

/**
 * kb_verdict_get_models:
 *
 * Returns: (transfer none) (array zero-terminated=1): what the account lists, may be empty
 */
const char *const *
kb_verdict_get_models (KbVerdict *self)
{
  g_return_val_if_fail (KB_IS_VERDICT (self), NULL);

  return (const char *const *) self->is.models;
}

gint64
kb_verdict_get_tested (KbVerdict *self)
{
  g_return_val_if_fail (KB_IS_VERDICT (self), 0);

  return self->tested;
}

/**
 * kb_verdict_get_end:
 * @self: a verdict
 *
 * Returns: (transfer none) (nullable): the ISO date that is noted as the end of the key, when the service
 *   refuses it without saying more and that day has passed
 */
const char *
kb_verdict_get_end (KbVerdict *self)
{
  g_return_val_if_fail (KB_IS_VERDICT (self), NULL);

  return self->is.end;
}

static KbSeen
see_owner (KbVerdict *self)
{
  if (self->is.key_kind == KB_KEY_KIND_SERVICE_ACCOUNT)
    return KB_SEEN_YES;

  return self->is.key_kind == KB_KEY_KIND_PROJECT || self->is.key_kind == KB_KEY_KIND_USER ? KB_SEEN_NO
                                                                                           : KB_SEEN_UNKNOWN;
}

/* The service looks at permissions before model and credit, so a later complaint says yes to them. */
static KbSeen
see_responds (KbVerdict *self)
{
  if (self->is.aspects[KB_ASPECT_PERMISSIONS] == KB_ASPECT_STATE_PASSED)
    return KB_SEEN_YES;

  return self->is.diagnosis->argument == KB_ARGUMENT_SCOPES ? KB_SEEN_NO : KB_SEEN_UNKNOWN;
}

/**
 * kb_verdict_get_shown:
 *
 * Returns: what the key showed of its owner and permissions, for kb_advice_compare()
 */
KbShown
kb_verdict_get_shown (KbVerdict *self)
{
  KbShown shown = { KB_SEEN_UNKNOWN, KB_SEEN_UNKNOWN, KB_SEEN_UNKNOWN };

  g_return_val_if_fail (KB_IS_VERDICT (self), shown);

  shown.service_account = see_owner (self);
  shown.lists_models = self->is.lists_models   ? KB_SEEN_YES
                       : self->is.list_refused ? KB_SEEN_NO
                                               : KB_SEEN_UNKNOWN;
  shown.responds = see_responds (self);
  return shown;
}
