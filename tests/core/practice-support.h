/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "net-support.h"

#include "core/practice/kb-practice.h"

/* The practice service, asked as any program would ask it. */

typedef struct
{
  const char *method;
  const char *path;
  const char *authorization;
  const char *content_type;
  const char *body;
} Request;

typedef struct
{
  SoupMessage *message;
  GBytes *bytes; /* NULL when they did not come whole */
  GError *error;
  gboolean done;
} Fetched;

static inline void
fetched_clear (Fetched *fetched)
{
  g_clear_object (&fetched->message);
  g_clear_pointer (&fetched->bytes, g_bytes_unref);
  g_clear_error (&fetched->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fetched, fetched_clear)

static inline void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fetched *fetched = user_data;

  fetched->bytes = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &fetched->error);
  fetched->done = TRUE;
}

static inline Fetched
fetch_raw (KbPractice *practice, Request request)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *root = g_strndup (kb_practice_get_base_uri (practice),
                                     strlen (kb_practice_get_base_uri (practice)) - strlen ("/v1"));
  g_autofree char *uri = g_strconcat (root, request.path, NULL);
  SoupMessage *message = soup_message_new (request.method, uri);
  Fetched fetched = { .message = message };

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (request.authorization != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message), "Authorization",
                                 request.authorization);
  if (request.body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (request.body, strlen (request.body));

      soup_message_set_request_body_from_bytes (message, request.content_type, bytes);
    }
  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, fetched_cb, &fetched);
  support_wait (&fetched.done);

  return fetched;
}

static inline const char *
fetched_header (Fetched *fetched, const char *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (fetched->message), name);
}

static inline KbResponse *
fetch (KbPractice *practice, Request request)
{
  g_auto (Fetched) fetched = fetch_raw (practice, request);
  const char *headers[] = { "x-request-id", NULL, NULL };

  g_assert_no_error (fetched.error);
  headers[1] = fetched_header (&fetched, "x-request-id");

  return kb_response_new (soup_message_get_status (fetched.message), fetched.bytes, headers);
}

static inline KbPractice *
start (void)
{
  KbPractice *practice = kb_practice_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (kb_practice_start (practice, 0, &error));
  g_assert_no_error (error);

  return practice;
}

static inline char *
bearer (const char *id)
{
  g_autofree char *key = kb_practice_dup_key (kb_diagnosis_find (id));

  return g_strconcat ("Bearer ", key, NULL);
}
