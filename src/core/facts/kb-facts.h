/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One model that the API sells. Prices are in micro-dollars (10^-6 USD) per million tokens; -1 where unknown.
 */
typedef struct
{
  const char *id;
  const char *line; /* its family, in which newer ones follow older ones: "luna" */
  gint64 input_price;
  gint64 cached_price;
  gint64 output_price;
  const char *shutdown;     /* ISO date after which it answers no more, or NULL */
  const char *checked;      /* ISO date */
  gboolean takes_reasoning; /* accepts the "reasoning" member of a request */

  /* Where more input tokens than that in one request make all of it dearer; 0 where they do not */
  gint64 long_request;
  guint long_input, long_output; /* percent of the prices */
  guint cache_write;             /* percent of the input price, of what is kept for later; 0 as it is */
} KbModel;

typedef struct _KbFacts KbFacts;

const KbFacts *kb_facts_get_default (void);
KbFacts *kb_facts_new_from_json (GBytes *json);
void kb_facts_free (KbFacts *facts);

const char *kb_facts_get_string (const KbFacts *facts, const char *id);
gint64 kb_facts_get_integer (const KbFacts *facts, const char *id);
gint64 kb_facts_get_money (const KbFacts *facts, const char *id);
const char *kb_facts_get_checked (const KbFacts *facts, const char *id);
gboolean kb_facts_has (const KbFacts *facts, const char *id);
const char *kb_facts_get_collected (const KbFacts *facts);

const KbModel *const *kb_facts_get_models (const KbFacts *facts, gsize *n_models);
const KbModel *kb_facts_find_model (
    const KbFacts *facts, /* nullable; also finds dated snapshots "ID-YYYY-MM-DD" */
    const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KbFacts, kb_facts_free)

G_END_DECLS
