/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/practice/kb-practice.h"

#include "core/practice/kb-practice-answer.h"
#include "core/practice/kb-practice-faults.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#define KEY_PREFIX "sk-proj-practice-"
#define KEY_MARKER "T3BlbkFJ"
#define KEY_LENGTH 164
#define KEY_SEED_LENGTH 12
#define RETRY_AFTER "8"
#define REVOKE_PATH "/practice/revoke"

static const char key_letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

struct _KbPractice
{
  GObject parent_instance;

  SoupServer *server;
  KbPracticeFaults *faults;
  char *base_uri;
  GHashTable *revoked; /* keys */
  guint requests;
};

G_DEFINE_FINAL_TYPE (KbPractice, kb_practice, G_TYPE_OBJECT)

/* The API shows the ends of a key that it does not know. */
static KbPracticeAnswer
answer_incorrect (const char *key)
{
  gsize length = strlen (key);
  g_autofree char *shown =
      length > 16 ? g_strdup_printf ("%.8s****%s", key, key + length - 4) : g_strdup ("****");
  g_autofree char *clean = g_utf8_make_valid (shown, -1);
  g_autofree char *message = g_strdup_printf ("Incorrect API key provided: %s.", clean);

  return kb_practice_answer_error (401, "invalid_api_key", NULL, message);
}

static KbPracticeAnswer
answer (KbPractice *self, const char *key, KbPracticeRequest *request)
{
  const KbPracticeLesson *lesson = kb_practice_find_lesson (key);
  const KbDiagnosis *row = kb_practice_find (key);
  g_autofree char *uri = row ? kb_practice_dup_uri_for (self, key) : NULL;

  if (key == NULL)
    row = kb_diagnosis_find ("no-key-sent");
  else if (row == NULL || row->knows_no_key || g_hash_table_contains (self->revoked, key))
    return answer_incorrect (key);
  if (key != NULL && g_str_equal (request->path, REVOKE_PATH))
    {
      kb_practice_revoke (self, key);
      return (KbPracticeAnswer) { .status = 200, .body = g_strdup ("{}") };
    }

  if (row->practice_status == 0)
    {
      g_autofree char *message = g_strdup_printf ("This practice key is for another address: %s", uri);

      return kb_practice_answer_error (404, "practice_other_address", NULL, message);
    }

  request->levels = lesson ? lesson->levels : NULL;
  return kb_practice_answer_for (row, request);
}

static const char *
get_key (SoupServerMessage *message)
{
  const char *value =
      soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Authorization");

  if (value == NULL || !g_str_has_prefix (value, "Bearer "))
    return NULL;

  value += strlen ("Bearer ");
  return *value != '\0' ? value : NULL;
}

static void
add_headers (SoupMessageHeaders *headers, guint status)
{
  static const char *const usual[][2] = {
    { "openai-organization", "practice-organization" },
    { "openai-processing-ms", "42" },
    { "openai-version", "2020-10-01" },
    { "x-ratelimit-limit-requests", "500" },
    { "x-ratelimit-limit-tokens", "200000" },
    { "x-ratelimit-remaining-tokens", "199976" },
    { "x-ratelimit-reset-requests", "120ms" },
    { "x-ratelimit-reset-tokens", "7ms" },
  };
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *request_id = g_strconcat ("req_", id, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
    soup_message_headers_append (headers, usual[i][0], usual[i][1]);
  soup_message_headers_append (headers, "x-request-id", request_id);
  soup_message_headers_append (headers, "x-ratelimit-remaining-requests", status == 429 ? "0" : "499");
  if (status == 429)
    soup_message_headers_append (headers, "retry-after", RETRY_AFTER);
  if (status == 407)
    soup_message_headers_append (headers, "Proxy-Authenticate", "Basic realm=\"practice\"");
  if (status == 307)
    soup_message_headers_append (headers, "Location", "https://elsewhere.practice.invalid/v1");
}

static void
cut_cb (SoupServerMessage *message, guint *n_left)
{
  if (--*n_left == 0)
    g_socket_shutdown (soup_server_message_get_socket (message), TRUE, TRUE, NULL);
}

/* Each event is a chunk of its own. One more, which is never read, makes the server see that the line is cut.
 */
static void
set_events (SoupServerMessage *message, GPtrArray *events, gboolean breaks_off)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupMessageBody *body = soup_server_message_get_response_body (message);

  soup_message_headers_replace (headers, "Content-Type", "text/event-stream; charset=utf-8");
  soup_message_headers_replace (headers, "Cache-Control", "no-cache");
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  for (guint i = 0; i < events->len; i++)
    soup_message_body_append (body, SOUP_MEMORY_COPY, events->pdata[i], strlen (events->pdata[i]));
  if (breaks_off)
    {
      guint *n_left = g_new (guint, 1);

      *n_left = events->len;
      g_object_set_data_full (G_OBJECT (message), "keybearer-chunks-left", n_left, g_free);
      g_signal_connect (message, "wrote-chunk", G_CALLBACK (cut_cb), n_left);
      soup_message_body_append (body, SOUP_MEMORY_STATIC, ":\n\n", strlen (":\n\n"));
    }
  soup_message_body_complete (body);
}

static void
set_body (SoupServerMessage *message, const char *body)
{
  const char *type = *body == '<' ? "text/html; charset=utf-8" : "application/json";

  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, body, strlen (body));
}

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  KbPractice *self = KB_PRACTICE (user_data);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autoptr (GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  KbPracticeRequest request = { soup_server_message_get_method (message), path,
                                soup_message_headers_get_one (headers, "Content-Type"), body };
  g_auto (KbPracticeAnswer) reply = answer (self, get_key (message), &request);

  self->requests++;
  add_headers (soup_server_message_get_response_headers (message), reply.status);
  soup_server_message_set_status (message, reply.status, NULL);
  if (reply.events != NULL)
    set_events (message, reply.events, reply.breaks_off);
  else
    set_body (message, reply.body);
}

static void
kb_practice_finalize (GObject *object)
{
  kb_practice_stop (KB_PRACTICE (object));
  g_hash_table_unref (KB_PRACTICE (object)->revoked);

  G_OBJECT_CLASS (kb_practice_parent_class)->finalize (object);
}

static void
kb_practice_class_init (KbPracticeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kb_practice_finalize;
}

static void
kb_practice_init (KbPractice *self)
{
  self->revoked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * kb_practice_new:
 *
 * Returns: (transfer full): a practice service that is not running yet
 */
KbPractice *
kb_practice_new (void)
{
  return g_object_new (KB_TYPE_PRACTICE, NULL);
}

/**
 * kb_practice_start:
 * @self: a practice service that is not running
 * @port: where to listen on 127.0.0.1, 0 for a free port
 * @error: return location
 *
 * Answers in the main context that is the default of this thread.
 *
 * Returns: whether it listens; fails with an error of #GIOErrorEnum
 */
gboolean
kb_practice_start (KbPractice *self, guint16 port, GError **error)
{
  g_autoptr (SoupServer) server = NULL;
  g_autoslist (GUri) uris = NULL;

  g_return_val_if_fail (KB_IS_PRACTICE (self), FALSE);
  g_return_val_if_fail (self->server == NULL, FALSE);

  server = soup_server_new ("server-header", "Keybearer practice", NULL);
  if (!soup_server_listen_local (server, port, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return FALSE;

  uris = soup_server_get_uris (server);
  self->base_uri = g_strdup_printf ("http://127.0.0.1:%d/v1", g_uri_get_port (uris->data));
  soup_server_add_handler (server, NULL, request_cb, self, NULL);
  self->server = g_steal_pointer (&server);
  self->faults = kb_practice_faults_new ();

  return TRUE;
}

/**
 * kb_practice_stop:
 * @self: a practice service, running or not
 *
 * Closes every port.
 */
void
kb_practice_stop (KbPractice *self)
{
  g_return_if_fail (KB_IS_PRACTICE (self));

  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_pointer (&self->faults, kb_practice_faults_free);
  g_clear_pointer (&self->base_uri, g_free);
}

/**
 * kb_practice_get_base_uri:
 *
 * Returns: (transfer none) (nullable): "http://127.0.0.1:PORT/v1" while it runs
 */
const char *
kb_practice_get_base_uri (KbPractice *self)
{
  g_return_val_if_fail (KB_IS_PRACTICE (self), NULL);

  return self->base_uri;
}

/**
 * kb_practice_dup_uri_for:
 * @self: a practice service that is running
 * @key: (nullable): any text
 *
 * The failures of the network happen for real, at addresses of this computer that fail so.
 *
 * Returns: (transfer full): the base address to use with @key
 */
char *
kb_practice_dup_uri_for (KbPractice *self, const char *key)
{
  const KbDiagnosis *row;
  char *uri = NULL;

  g_return_val_if_fail (KB_IS_PRACTICE (self), NULL);
  g_return_val_if_fail (self->server != NULL, NULL);

  row = kb_practice_find (key);
  if (row != NULL && row->practice_status == 0)
    uri = kb_practice_faults_dup_uri (self->faults, row->id);

  /* a base address whose end was forgotten */
  if (row != NULL && row->practice_status == 404 && row->argument == KB_ARGUMENT_ADDRESS)
    uri = g_strndup (self->base_uri, strlen (self->base_uri) - strlen ("/v1"));

  return uri ? uri : g_strdup (self->base_uri);
}

/**
 * kb_practice_get_date_for:
 * @key: (nullable): any text
 *
 * A wrong clock cannot happen for real without setting the computer's clock.
 *
 * Returns: what to give to kb_client_set_date() for @key: Unix seconds, 0 for most keys
 */
gint64
kb_practice_get_date_for (const char *key)
{
  const KbDiagnosis *row = kb_practice_find (key);

  return row ? kb_practice_faults_get_date (row->id) : 0;
}

/* Letters out of which the rest of a key is made: others in each process, so that nobody finds the key of one
 * in what another does. */
static const char *
get_seed (void)
{
  static char seed[KEY_SEED_LENGTH + 1];
  static gsize is_made;

  if (g_once_init_enter (&is_made))
    {
      for (gsize i = 0; i < KEY_SEED_LENGTH; i++)
        seed[i] = key_letters[g_random_int_range (0, strlen (key_letters))];
      g_once_init_leave (&is_made, 1);
    }

  return seed;
}

/* "sk-proj-practice-ID-SEED…"; what follows is a sum of ID and SEED, so that it cannot be mistyped. */
static char *
make_key (const KbPracticeLesson *lesson, const char *seed)
{
  GString *key = g_string_new (lesson->prefix);
  g_autoptr (GRand) random = NULL;
  gsize marker;

  g_string_append_printf (key, "%s-%.*s", lesson->id, KEY_SEED_LENGTH, seed);
  random = g_rand_new_with_seed (g_str_hash (key->str));
  marker = (key->len + KEY_LENGTH - strlen (KEY_MARKER)) / 2;
  while (key->len < KEY_LENGTH)
    if (key->len == marker)
      g_string_append (key, KEY_MARKER);
    else
      g_string_append_c (key, key_letters[g_rand_int_range (random, 0, strlen (key_letters))]);

  return g_string_free (key, FALSE);
}

/* Keys with which a test succeeds, and that differ in what else they may do. */
static const KbLevel only_test[KB_N_RESOURCES] = {
  [KB_RESOURCE_LIST_MODELS] = KB_LEVEL_READ,
  [KB_RESOURCE_MODEL_CAPABILITIES] = KB_LEVEL_REQUEST,
  [KB_RESOURCE_RESPONSES] = KB_LEVEL_WRITE,
};
static const KbLevel with_files[KB_N_RESOURCES] = {
  [KB_RESOURCE_LIST_MODELS] = KB_LEVEL_READ,   [KB_RESOURCE_MODEL_CAPABILITIES] = KB_LEVEL_REQUEST,
  [KB_RESOURCE_RESPONSES] = KB_LEVEL_WRITE,    [KB_RESOURCE_FILES] = KB_LEVEL_WRITE,
  [KB_RESOURCE_VECTOR_STORES] = KB_LEVEL_READ,
};
static const KbPracticeLesson kinds[] = {
  { "restricted-test", KEY_PREFIX, N_ ("A restricted key that may do what a test needs, and no more"),
    "works", only_test },
  { "restricted-files", KEY_PREFIX, N_ ("A restricted key that may use files, too"), "works", with_files },
  { "service-account", "sk-svcacct-practice-", N_ ("A key of a service account"), "works", NULL },
};

/**
 * kb_practice_get_lessons:
 *
 * Returns: (transfer none) (element-type KbPracticeLesson): what there is a practice key for: each verdict,
 * in the order of their table, then kinds of keys
 */
GArray *
kb_practice_get_lessons (void)
{
  static GArray *lessons;

  if (g_once_init_enter_pointer (&lessons))
    {
      GArray *made = g_array_new (FALSE, FALSE, sizeof (KbPracticeLesson));
      gsize n_rows;
      const KbDiagnosis *rows = kb_diagnosis_get_table (&n_rows);

      for (gsize i = 0; i < n_rows; i++)
        {
          KbPracticeLesson lesson = { rows[i].id, KEY_PREFIX, rows[i].practice_teaches, rows[i].id, NULL };

          g_array_append_val (made, lesson);
        }
      g_array_append_vals (made, kinds, G_N_ELEMENTS (kinds));
      g_once_init_leave_pointer (&lessons, made);
    }

  return lessons;
}

/**
 * kb_practice_dup_lesson_key:
 * @lesson: what it is to show
 *
 * Returns: (transfer full): its practice key; the same each time in one process, another in each
 */
char *
kb_practice_dup_lesson_key (const KbPracticeLesson *lesson)
{
  return make_key (lesson, get_seed ());
}

/**
 * kb_practice_dup_key:
 * @diagnosis: a row of the table
 *
 * Returns: (transfer full): the practice key that brings @diagnosis about, in the shape of a project key
 */
char *
kb_practice_dup_key (const KbDiagnosis *diagnosis)
{
  KbPracticeLesson lesson = { .id = diagnosis->id, .prefix = KEY_PREFIX };

  return kb_practice_dup_lesson_key (&lesson);
}

/**
 * kb_practice_find_lesson:
 * @key: (nullable): any text
 *
 * Returns: (transfer none) (nullable): the lesson whose practice key @key is, to the last character,
 * whichever process made it
 */
const KbPracticeLesson *
kb_practice_find_lesson (const char *key)
{
  GArray *lessons = kb_practice_get_lessons ();

  if (key == NULL || strlen (key) != KEY_LENGTH)
    return NULL;

  for (guint i = 0; i < lessons->len; i++)
    {
      const KbPracticeLesson *lesson = &g_array_index (lessons, KbPracticeLesson, i);
      gsize seed = strlen (lesson->prefix) + strlen (lesson->id) + 1;
      g_autofree char *candidate =
          g_str_has_prefix (key, lesson->prefix) ? make_key (lesson, key + MIN (seed, KEY_LENGTH)) : NULL;

      if (g_strcmp0 (candidate, key) == 0)
        return lesson;
    }

  return NULL;
}

/**
 * kb_practice_find:
 * @key: (nullable): any text
 *
 * Returns: (transfer none) (nullable): the row that a test of the practice key @key leads to; %NULL for
 * another
 */
const KbDiagnosis *
kb_practice_find (const char *key)
{
  const KbPracticeLesson *lesson = kb_practice_find_lesson (key);

  return lesson ? kb_diagnosis_find (lesson->verdict) : NULL;
}

/**
 * kb_practice_revoke:
 * @key: one of its keys
 *
 * As its owner would on the web page. It holds as long as @self does.
 */
void
kb_practice_revoke (KbPractice *self, const char *key)
{
  g_return_if_fail (KB_IS_PRACTICE (self));
  g_return_if_fail (key != NULL);

  g_hash_table_add (self->revoked, g_strdup (key));
}

guint
kb_practice_get_requests (KbPractice *self)
{
  g_return_val_if_fail (KB_IS_PRACTICE (self), 0);

  return self->requests;
}
