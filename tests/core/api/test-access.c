/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "net-support.h"

#include "core/api/kb-access.h"
#include "core/base/kb-json.h"
#include "core/practice/kb-practice.h"

#define LONG_AGO "2026-01-01"
#define TODAY "2026-12-24"

/* ---- the requests, beside what OpenAI documents ---- */

static JsonObject *
load_document (JsonParser *parser)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "core", "api", "fixtures", "openapi-access.json", NULL);
  GError *error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);

  return json_node_get_object (json_parser_get_root (parser));
}

static gboolean
lists (JsonArray *array, const char *text)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (g_str_equal (json_array_get_string_element (array, i), text))
      return TRUE;

  return FALSE;
}

static void
check_read (JsonObject *document, const KbProbe *probe)
{
  g_auto (GStrv) parts = g_strsplit (probe->path, "?", 2);

  g_assert_true (lists (json_object_get_array_member (document, "reads"), parts[0]));
  if (parts[1] != NULL)
    g_assert_true (lists (json_object_get_array_member (document, "limits"), parts[0]));
}

/* A number stands where none is taken, or a text where a form is wanted: it is never a creation. */
static void
check_write (JsonObject *document, const KbProbe *probe)
{
  JsonObject *writes = json_object_get_object_member (document, "writes");
  JsonObject *write = json_object_get_object_member (writes, probe->path);
  g_autoptr (GBytes) body = kb_access_new_body (probe);
  KbBody kind;
  g_autoptr (JsonNode) root = kb_json_parse (body, &kind);
  JsonArray *types = json_object_get_array_member (write, "types");

  g_assert_cmpstr (json_object_get_string_member (write, "field"), ==, probe->field);
  g_assert_cmpuint (json_object_get_size (json_node_get_object (root)), ==, 1);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (root), probe->field), ==, 0);
  g_assert_cmpuint (json_array_get_length (types), >, 0);
  g_assert_false (lists (types, "integer"));
  g_assert_false (lists (types, "number"));
}

static void
test_nothing_is_made (void)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *document = load_document (parser);
  gsize n_probes;
  const KbProbe *probes = kb_access_get_probes (&n_probes);

  for (gsize i = 0; i < n_probes; i++)
    if (probes[i].field == NULL)
      check_read (document, &probes[i]);
    else
      check_write (document, &probes[i]);
}

/* ---- what an answer shows ---- */

#define SCOPE(name) \
  "{\"error\":{\"code\":\"missing_scope\",\"message\":\"Missing scopes: " name ". Check that you may.\"}}"
#define WRONG_TYPE "{\"error\":{\"code\":\"invalid_type\",\"message\":\"Invalid type\",\"param\":\"input\"}}"

static const struct
{
  const char *name;
  gboolean writes;
  guint status;
  const char *body;
  KbAccess access;
} answers[] = {
  { "list", FALSE, 200, "{\"object\":\"list\",\"data\":[]}", KB_ACCESS_ALLOWED },
  { "page", FALSE, 200, "<html>Welcome</html>", KB_ACCESS_UNKNOWN },
  { "made", TRUE, 200, "{\"id\":\"vs_1\"}", KB_ACCESS_UNKNOWN },
  { "type", TRUE, 400, WRONG_TYPE, KB_ACCESS_SEEMS_ALLOWED },
  { "media", TRUE, 415, WRONG_TYPE, KB_ACCESS_SEEMS_ALLOWED },
  { "words", TRUE, 422, "{\"detail\":\"Bad\"}", KB_ACCESS_UNKNOWN },
  { "old", FALSE, 400, WRONG_TYPE, KB_ACCESS_SEEMS_ALLOWED },
  { "scope", TRUE, 403, SCOPE ("api.files.write"), KB_ACCESS_REFUSED },
  { "scope-401", TRUE, 401, SCOPE ("api.files.write"), KB_ACCESS_REFUSED },
  { "scope-400", TRUE, 400, SCOPE ("api.files.write"), KB_ACCESS_UNKNOWN },
  { "nothing-said", TRUE, 400, "{}", KB_ACCESS_UNKNOWN },
  { "country", FALSE, 403, "{\"error\":{\"code\":\"unsupported_country_region_territory\"}}",
    KB_ACCESS_UNKNOWN },
  { "gone", FALSE, 404, "{\"error\":{\"message\":\"Unknown URL\"}}", KB_ACCESS_UNKNOWN },
  { "limit", FALSE, 429, "{\"error\":{\"code\":\"rate_limit_exceeded\"}}", KB_ACCESS_UNKNOWN },
  { "broken", TRUE, 500, "{\"error\":{\"message\":\"Sorry\"}}", KB_ACCESS_UNKNOWN },
};

static const KbProbe *
find_probe (gboolean writes)
{
  gsize n_probes;
  const KbProbe *probes = kb_access_get_probes (&n_probes);

  for (gsize i = 0; i < n_probes; i++)
    if ((probes[i].field != NULL) == writes)
      return &probes[i];
  g_assert_not_reached ();
}

static void
test_judge (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GBytes) body = g_bytes_new_static (answers[i].body, strlen (answers[i].body));
  g_autoptr (KbResponse) response = kb_response_new (answers[i].status, body, NULL);

  g_assert_cmpint (kb_access_judge (find_probe (answers[i].writes), response), ==, answers[i].access);
}

/* ---- the whole of it, with the practice service ---- */

typedef struct
{
  GPtrArray *findings;
  GError *error;
  gboolean done;
} Found;

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Found *found = user_data;

  found->findings = kb_access_find_finish (KB_CLIENT (source), result, &found->error);
  found->done = TRUE;
}

static char *
dup_key (const char *id)
{
  GArray *lessons = kb_practice_get_lessons ();

  for (guint i = 0; i < lessons->len; i++)
    if (g_str_equal (g_array_index (lessons, KbPracticeLesson, i).id, id))
      return kb_practice_dup_lesson_key (&g_array_index (lessons, KbPracticeLesson, i));
  g_assert_not_reached ();
}

static Found
find (KbPractice *practice, const char *id, const char *today, gboolean openai)
{
  g_autoptr (KbClient) client = kb_client_new (kb_practice_get_base_uri (practice));
  g_autofree char *text = dup_key (id);
  SecretValue *key = secret_value_new (text, -1, "text/plain");
  Found found = { NULL };

  kb_client_set_plays_openai (client, openai);
  kb_access_find_async (client, key, today, NULL, found_cb, &found);
  while (!found.done)
    g_main_context_iteration (NULL, TRUE);
  secret_value_unref (key);

  return found;
}

static KbPractice *
start_practice (void)
{
  KbPractice *practice = kb_practice_new ();
  GError *error = NULL;

  kb_practice_start (practice, 0, &error);
  g_assert_no_error (error);

  return practice;
}

static void
check_access (Found *found, guint i, KbAccess access)
{
  const KbAccessFinding *finding = found->findings->pdata[i];

  g_test_message ("%s %s", finding->probe->path, finding->probe->scope);
  g_assert_cmpint (finding->access, ==, access);
  g_assert_true ((finding->lacks != NULL) == (access == KB_ACCESS_REFUSED));
}

/* What each kind of practice key may do: a letter a line, for allowed, seems allowed and refused. */
static const struct
{
  const char *id;
  const char *lines;
} kinds[] = {
  { "works", "assassasasasas" },           { "service-account", "assassasasasas" },
  { "missing-scopes", "arrarrarararar" },  { "works-restricted", "rssrrrrrrrrrrr" },
  { "restricted-test", "assrrrrrrrrrrr" }, { "restricted-files", "assrrrrrrrasar" },
};

static void
test_kind (gconstpointer data)
{
  g_autoptr (KbPractice) practice = start_practice ();
  gsize kind = GPOINTER_TO_SIZE (data);
  Found found = find (practice, kinds[kind].id, LONG_AGO, TRUE);
  gsize n_probes;

  kb_access_get_probes (&n_probes);
  g_assert_no_error (found.error);
  g_assert_cmpuint (found.findings->len, ==, n_probes);
  g_assert_cmpuint (strlen (kinds[kind].lines), ==, n_probes);
  for (guint i = 0; i < n_probes; i++)
    check_access (&found, i,
                  kinds[kind].lines[i] == 'a'   ? KB_ACCESS_ALLOWED
                  : kinds[kind].lines[i] == 's' ? KB_ACCESS_SEEMS_ALLOWED
                                                : KB_ACCESS_REFUSED);
  g_assert_cmpuint (kb_practice_get_requests (practice), ==, kb_access_count_requests (LONG_AGO));
  g_ptr_array_unref (found.findings);
}

static void
test_lacks (void)
{
  g_autoptr (KbPractice) practice = start_practice ();
  Found found = find (practice, "works-restricted", LONG_AGO, TRUE);

  g_assert_cmpstr (((KbAccessFinding *) found.findings->pdata[0])->lacks, ==, "List models (Read)");
  g_ptr_array_unref (found.findings);
}

/* What has ended is not asked for. */
static void
test_ended (void)
{
  g_autoptr (KbPractice) practice = start_practice ();
  Found found = find (practice, "works", TODAY, TRUE);
  gsize n_probes;
  const KbProbe *probes = kb_access_get_probes (&n_probes);

  g_assert_cmpuint (kb_access_count_requests (TODAY), <, n_probes);
  g_assert_cmpuint (kb_practice_get_requests (practice), ==, kb_access_count_requests (TODAY));
  for (guint i = 0; i < n_probes; i++)
    if (probes[i].resource == KB_RESOURCE_ASSISTANTS || probes[i].resource == KB_RESOURCE_EVALS)
      check_access (&found, i, KB_ACCESS_UNKNOWN);
  g_ptr_array_unref (found.findings);
}

static void
check_fails (KbPractice *practice, const char *row, gboolean openai, KbAccessError code, guint requests)
{
  Found found = find (practice, row, LONG_AGO, openai);
  guint before = kb_practice_get_requests (practice);

  g_assert_error (found.error, KB_ACCESS_ERROR, (int) code);
  g_assert_null (found.findings);
  g_assert_cmpuint (before, ==, requests);
  g_error_free (found.error);
}

/* It stops at the first answer that would be the same for every line. */
static void
test_refused (void)
{
  g_autoptr (KbPractice) practice = start_practice ();

  check_fails (practice, "invalid-key", TRUE, KB_ACCESS_ERROR_KEY, 1);
}

static void
test_elsewhere (void)
{
  g_autoptr (KbPractice) practice = start_practice ();

  check_fails (practice, "works", FALSE, KB_ACCESS_ERROR_SERVICE, 0);
}

static void
test_no_network (void)
{
  g_autoptr (KbClient) client = kb_client_new ("http://127.0.0.1:1/v1");
  SecretValue *key = secret_value_new ("sk-test", -1, "text/plain");
  Found found = { NULL };

  kb_client_set_plays_openai (client, TRUE);
  kb_access_find_async (client, key, LONG_AGO, NULL, found_cb, &found);
  while (!found.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (found.error, KB_ACCESS_ERROR, KB_ACCESS_ERROR_NETWORK);
  g_error_free (found.error);
  secret_value_unref (key);
}

static void
test_cancel (void)
{
  g_autoptr (KbPractice) practice = start_practice ();
  g_autoptr (KbClient) client = kb_client_new (kb_practice_get_base_uri (practice));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  SecretValue *key = secret_value_new ("sk-test", -1, "text/plain");
  Found found = { NULL };

  kb_client_set_plays_openai (client, TRUE);
  kb_access_find_async (client, key, LONG_AGO, cancellable, found_cb, &found);
  g_cancellable_cancel (cancellable);
  while (!found.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (found.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_error_free (found.error);
  secret_value_unref (key);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/access/nothing-is-made", test_nothing_is_made);
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *path = g_strconcat ("/access/judge/", answers[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_judge);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_strconcat ("/access/kind/", kinds[i].id, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_kind);
    }
  g_test_add_func ("/access/lacks", test_lacks);
  g_test_add_func ("/access/ended", test_ended);
  g_test_add_func ("/access/refused", test_refused);
  g_test_add_func ("/access/elsewhere", test_elsewhere);
  g_test_add_func ("/access/no-network", test_no_network);
  g_test_add_func ("/access/cancel", test_cancel);

  return g_test_run ();
}
