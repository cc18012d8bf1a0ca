/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/found/kb-find-private.h"
#include "core/practice/kb-practice.h"
#include "store-helper.h"

static KbKeyStore *store;
static char *good;  /* a project key */
static char *other; /* another one */

/* Fails unless there is just one of that source. */
static G_GNUC_UNUSED KbFinding *
get_only (GPtrArray *findings, KbFindingSource source)
{
  KbFinding *found = NULL;

  for (guint i = 0; i < findings->len; i++)
    if (kb_finding_get_source (findings->pdata[i]) == source)
      {
        g_assert_null (found);
        found = findings->pdata[i];
      }
  g_assert_nonnull (found);

  return found;
}

static G_GNUC_UNUSED void
assert_key (KbFinding *finding, const char *key)
{
  g_assert_cmpstr (secret_value_get_text (kb_finding_get_key (finding)), ==, key);
}

static void
make_keys (void)
{
  gsize n_rows;
  const KbDiagnosis *rows = kb_diagnosis_get_table (&n_rows);

  good = kb_practice_dup_key (&rows[0]);
  other = kb_practice_dup_key (&rows[1]);
}
