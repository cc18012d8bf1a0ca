/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

/* The part of KbResponse that reads what the calls of a test return. */

#include "core/api/kb-response.h"

#include "core/base/kb-json.h"
#include "core/base/kb-text.h"
#include "core/key/kb-key.h"

#define MAX_MODELS 4096
#define MAX_MODEL_ID 256
/* A shorter name has no room for a key. Looking for one takes time, so only so many longer ones are taken. */
#define SHORTEST_KEY 20
#define MAX_LONG_IDS 256

static gboolean
is_model_id (const char *id)
{
  if (id == NULL || *id == '\0' || strlen (id) > MAX_MODEL_ID)
    return FALSE;

  for (const char *p = id; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p))
      return FALSE;

  return TRUE;
}

/* The date comes as a text; as seconds it would match the `created` beside it. */
static char *
dup_shutdown_date (JsonObject *model)
{
  const char *text = kb_json_get_string (model, "shutdown_date");
  gint64 seconds = kb_json_get_count (model, "shutdown_date");
  g_autoptr (GDateTime) date = seconds > 0 ? g_date_time_new_from_unix_utc (seconds) : NULL;

  if (date != NULL)
    return g_date_time_format (date, "%F");

  return text && strlen (text) >= strlen ("YYYY-MM-DD") ? g_strndup (text, strlen ("YYYY-MM-DD")) : NULL;
}

static gboolean
is_shut_down (JsonObject *model, const char *today)
{
  g_autofree char *date = dup_shutdown_date (model);

  return date != NULL && g_ascii_isdigit (*date) && strcmp (date, today) < 0;
}

/**
 * kb_response_dup_model_ids:
 * @self: an answer to `GET models`
 *
 * Returns: (transfer full) (array zero-terminated=1): the models that it lists, without those whose
 *   shutdown date has passed; empty for any other answer
 */
char **
kb_response_dup_model_ids (KbResponse *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *today = g_date_time_format (now, "%F");
  JsonArray *data;
  guint length;
  guint n_long = 0;

  g_return_val_if_fail (KB_IS_RESPONSE (self), NULL);

  data = kb_response_get_models (self);
  length = data ? MIN (json_array_get_length (data), MAX_MODELS) : 0;
  for (guint i = 0; i < length; i++)
    {
      JsonObject *model = kb_json_array_get_object (data, i);
      const char *id = kb_json_get_string (model, "id");

      if (!is_model_id (id) || is_shut_down (model, today))
        continue;
      if (strlen (id) < SHORTEST_KEY)
        g_strv_builder_add (ids, id);
      else if (n_long++ < MAX_LONG_IDS)
        g_strv_builder_take (ids, kb_key_redact (id));
    }

  return g_strv_builder_end (ids);
}

/**
 * kb_response_get_run_status:
 * @self: an answer to `POST responses`
 *
 * Returns: (transfer none) (nullable): `status`, one of the words that the API documents
 */
const char *
kb_response_get_run_status (KbResponse *self)
{
  static const char *const known[] = { "completed", "incomplete", "failed", "in_progress",
                                       "queued",    "cancelled",  NULL };
  const char *status;

  g_return_val_if_fail (KB_IS_RESPONSE (self), NULL);

  status = kb_json_get_string (kb_response_get_object (self), "status");
  return status && g_strv_contains (known, status) ? status : NULL;
}

static void
append (GString *text, const char *part)
{
  if (part != NULL && text->len < KB_TEXT_MAX_BYTES)
    g_string_append_len (text, part, strnlen (part, KB_TEXT_MAX_BYTES));
}

/* Every content[] of @type in every message of output[]; the first items may be of another type. */
static void
append_output (GString *text, JsonObject *object, const char *type, const char *member)
{
  JsonArray *output = kb_json_get_array (object, "output");

  for (guint i = 0; output && i < json_array_get_length (output); i++)
    {
      JsonObject *item = kb_json_array_get_object (output, i);
      JsonArray *content = kb_json_get_array (item, "content");

      if (g_strcmp0 (kb_json_get_string (item, "type"), "message") != 0)
        continue;
      for (guint j = 0; content && j < json_array_get_length (content); j++)
        {
          JsonObject *part = kb_json_array_get_object (content, j);

          if (g_strcmp0 (kb_json_get_string (part, "type"), type) == 0)
            append (text, kb_json_get_string (part, member));
        }
    }
}

static char *
dup_generated (KbResponse *self, const char *type, const char *member, const char *chat_member)
{
  JsonObject *object = kb_response_get_object (self);
  JsonObject *choice = kb_json_array_get_object (kb_json_get_array (object, "choices"), 0);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *clean = NULL;

  append_output (text, object, type, member);
  append (text, kb_json_get_string (kb_json_get_object (choice, "message"), chat_member));
  clean = kb_text_clean (text->str);

  return *clean != '\0' ? kb_key_redact (clean) : NULL;
}

/**
 * kb_response_dup_text:
 * @self: an answer to `POST responses` or `POST chat/completions`
 *
 * Returns: (transfer full) (nullable): what the model wrote, %NULL when nothing
 */
char *
kb_response_dup_text (KbResponse *self)
{
  g_return_val_if_fail (KB_IS_RESPONSE (self), NULL);

  return dup_generated (self, "output_text", "text", "content");
}

/**
 * kb_response_dup_refusal:
 * @self: an answer to `POST responses` or `POST chat/completions`
 *
 * Returns: (transfer full) (nullable): why the model would not, %NULL when it did not decline
 */
char *
kb_response_dup_refusal (KbResponse *self)
{
  g_return_val_if_fail (KB_IS_RESPONSE (self), NULL);

  return dup_generated (self, "refusal", "refusal", "refusal");
}

/**
 * kb_response_dup_model:
 * @self: an answer to `POST responses` or `POST chat/completions`
 *
 * Returns: (transfer full) (nullable): the model that says it answered
 */
char *
kb_response_dup_model (KbResponse *self)
{
  const char *model;

  g_return_val_if_fail (KB_IS_RESPONSE (self), NULL);

  model = kb_json_get_string (kb_response_get_object (self), "model");
  return is_model_id (model) ? kb_key_redact (model) : NULL;
}

static gint64
get_usage (KbResponse *self, const char *name, const char *chat_name)
{
  JsonObject *usage = kb_json_get_object (kb_response_get_object (self), "usage");
  gint64 count = kb_json_get_count (usage, name);

  return count >= 0 ? count : kb_json_get_count (usage, chat_name);
}

/**
 * kb_response_get_input_tokens:
 * @self: an answer to `POST responses` or `POST chat/completions`
 *
 * Returns: tokens that were read, -1 when unknown
 */
gint64
kb_response_get_input_tokens (KbResponse *self)
{
  g_return_val_if_fail (KB_IS_RESPONSE (self), -1);

  return get_usage (self, "input_tokens", "prompt_tokens");
}

/**
 * kb_response_get_cached_tokens:
 * @self: an answer to `POST responses` or `POST chat/completions`
 *
 * Returns: the part of the tokens read that came from the cache, -1 when unknown
 */
gint64
kb_response_get_cached_tokens (KbResponse *self)
{
  JsonObject *usage;
  gint64 cached;

  g_return_val_if_fail (KB_IS_RESPONSE (self), -1);

  usage = kb_json_get_object (kb_response_get_object (self), "usage");
  cached = kb_json_get_count (kb_json_get_object (usage, "input_tokens_details"), "cached_tokens");
  if (cached < 0)
    cached = kb_json_get_count (kb_json_get_object (usage, "prompt_tokens_details"), "cached_tokens");

  return cached;
}

/**
 * kb_response_get_output_tokens:
 * @self: an answer to `POST responses` or `POST chat/completions`
 *
 * Returns: tokens that were written, -1 when unknown
 */
gint64
kb_response_get_output_tokens (KbResponse *self)
{
  g_return_val_if_fail (KB_IS_RESPONSE (self), -1);

  return get_usage (self, "output_tokens", "completion_tokens");
}
