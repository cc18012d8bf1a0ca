/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/facts/kb-facts.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  KB_FACT_UNIT_USD,
  KB_FACT_UNIT_COUNT,
  KB_FACT_UNIT_PERCENT,
  KB_FACT_UNIT_MINUTES,
  KB_FACT_UNIT_DAYS,
  KB_FACT_UNIT_YEARS,
  KB_FACT_UNIT_DATE,
  KB_FACT_UNIT_URI,
  KB_FACT_UNIT_TEXT
} KbFactUnit;

typedef struct
{
  KbFactUnit unit;
  gint64 number;    /* -1 of DATE, URI and TEXT */
  const char *text; /* NULL of the others */
  const char *checked;
} KbFact;

struct _KbFacts
{
  JsonNode *root; /* all strings belong to it */
  const char *collected;
  GHashTable *facts; /* id → KbFact */
  GPtrArray *models; /* KbModel */
};

G_END_DECLS
