/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KB_FACTS_ERROR (kb_facts_error_quark ())

typedef enum
{
  KB_FACTS_ERROR_SYNTAX, /* not JSON */
  KB_FACTS_ERROR_SHAPE,  /* JSON, but an entry lacks a member or has one of the wrong type */
} KbFactsError;

/* One model that the API sells. Prices are in micro-dollars (10^-6 USD) per million tokens; -1 where unknown.
 */
typedef struct
{
  const char *id;
  gint64 input_price;
  gint64 cached_price;
  gint64 output_price;
  const char *shutdown;     /* ISO date after which it answers no more, or NULL */
  const char *checked;      /* ISO date */
  gboolean takes_reasoning; /* accepts the "reasoning" member of a request */
} KbModel;

typedef struct _KbFacts KbFacts;

GQuark kb_facts_error_quark (void);

/* The facts that the program carries (data/guide/facts.json as a resource); loaded on first use, never freed.
 */
const KbFacts *kb_facts_get_default (void);
KbFacts *kb_facts_new_from_json (GBytes *json, GError **error);
void kb_facts_free (KbFacts *facts);

/* Asking for a fact that is not there, or as another unit than its own, is a programming error (g_error). */
const char *kb_facts_get_string (const KbFacts *facts, const char *id);
gint64 kb_facts_get_integer (const KbFacts *facts, const char *id);
gint64 kb_facts_get_money (const KbFacts *facts, /* micro-dollars */
                           const char *id);
const char *kb_facts_get_checked (const KbFacts *facts, /* ISO date */
                                  const char *id);
gboolean kb_facts_has (const KbFacts *facts, const char *id);

/* Models in order of preference for a test. */
const KbModel *const *kb_facts_get_models (const KbFacts *facts, gsize *n_models);
const KbModel *kb_facts_find_model (
    const KbFacts *facts, /* nullable; also finds dated snapshots "ID-YYYY-MM-DD" */
    const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KbFacts, kb_facts_free)

G_END_DECLS
