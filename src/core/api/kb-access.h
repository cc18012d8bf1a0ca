/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/api/kb-client.h"
#include "core/key/kb-permission.h"

G_BEGIN_DECLS

/* What shows that whoever may not use a line of the dashboard's list is told so before the request is read.
 */
typedef enum
{
  KB_PROBE_DOCUMENTED, /* it reads a list: its answer is the thing itself */
  KB_PROBE_ANALYZED,   /* TruffleHog's analyzer tells keys apart by the same request */
  KB_PROBE_LIKELY,     /* as the others do */
} KbProbeSource;

/* A document that requests rest on, as it was when they were compared with it. */
typedef struct
{
  const char *address;
  const char *version; /* nullable */
  const char *date;    /* an ISO date: of the version, or on which it was read */
} KbProbeDocument;

/* One request that costs nothing: it reads a list, or what it would write is of a type that is never taken.
 */
typedef struct
{
  KbResource resource;
  KbLevel level;
  const char *path;  /* below the base address */
  const char *field; /* NULL: GET; else the body is {"FIELD":0}, where a text, a list or a file belongs */
  const char *scope; /* as the server names it when the key lacks it */
  KbProbeSource source;
} KbProbe;

/* What one answer says of one line. */
typedef enum
{
  KB_ACCESS_UNKNOWN, /* could not tell */
  KB_ACCESS_ALLOWED,
  KB_ACCESS_SEEMS_ALLOWED, /* the request was read, and refused for what is in it */
  KB_ACCESS_REFUSED,
} KbAccess;

typedef struct
{
  const KbProbe *probe;
  KbAccess access;
  char *lacks; /* nullable: what the server says is missing, in the dashboard's words */
} KbAccessFinding;

#define KB_ACCESS_ERROR (kb_access_error_quark ())
typedef enum
{
  KB_ACCESS_ERROR_KEY,     /* the key itself was refused, or the server is not one that knows it */
  KB_ACCESS_ERROR_NETWORK, /* no answer */
  KB_ACCESS_ERROR_SERVICE, /* another service's: the list is OpenAI's */
} KbAccessError;
GQuark kb_access_error_quark (void);

const KbProbe *kb_access_get_probes (gsize *n_probes);
const KbProbeDocument *kb_access_get_document (const KbProbe *probe);
const KbProbeDocument *kb_access_get_evidence (const KbProbe *probe);
gboolean kb_access_is_over (const KbProbe *probe, const char *today);
guint kb_access_count_requests (const char *today);
char *kb_access_dup_sources (void);
char *kb_access_dup_announcement (KbClient *client, const char *today);
KbAccess kb_access_judge (const KbProbe *probe, KbResponse *response);
GBytes *kb_access_new_body (const KbProbe *probe);

void kb_access_find_async (KbClient *client,
                           SecretValue *key,
                           const char *today,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
GPtrArray *kb_access_find_finish (KbClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
