/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-advice.h"
#include "core/setup/kb-route.h"

G_BEGIN_DECLS

/* The properties of KbChoices that are stored, by property id. */
typedef enum
{
  KB_CHOICE_STEP = 1,
  KB_CHOICE_HAS_ACCOUNT, /* from here ticks, which are the first answers of KbPreflight */
  KB_CHOICE_HAS_KEY,
  KB_CHOICE_EVERY_STEP,
  KB_CHOICE_PURPOSE,
  KB_CHOICE_HOLDER,
  KB_CHOICE_CALLS,
  KB_CHOICE_CREDIT, /* from here those that follow the advice until somebody edits them */
  KB_CHOICE_HARD_LIMIT,
  KB_CHOICE_ALERT,
  KB_CHOICE_OWNER,
  KB_CHOICE_PERMISSION,
  KB_CHOICE_KEY_NAME,
  KB_CHOICE_PROJECT_NAME,
  KB_CHOICE_SAVED_NAME,
  KB_CHOICE_REPLACES,
  KB_CHOICE_ESTIMATE,
  KB_CHOICE_DONE,
  KB_CHOICE_EXPIRES,
} KbChoice;
#define KB_N_CHOICES (KB_CHOICE_EXPIRES + 1)
#define KB_N_TICKS (KB_CHOICE_EVERY_STEP - KB_CHOICE_HAS_ACCOUNT + 1)
#define KB_N_AMOUNTS (KB_CHOICE_ALERT - KB_CHOICE_CREDIT + 1)
#define KB_N_TEXTS (KB_CHOICE_EXPIRES - KB_CHOICE_KEY_NAME + 1)

typedef struct
{
  KbStep step;
  gboolean ticks[KB_N_TICKS];
  KbPurpose purpose;
  KbHolder holder;
  KbCalls calls;
  guint amounts[KB_N_AMOUNTS]; /* US dollars */
  KbOwner owner;
  KbPermission permission;
  KbPermission chosen_permission; /* for a key of one's own; counts when edited */
  char *texts[KB_N_TEXTS];

  gboolean edited[KB_N_CHOICES];  /* which of those that follow the advice no longer do */
  gboolean changed[KB_N_CHOICES]; /* which to tell of; for the owner to clear */
  gboolean loading;               /* values come from a file */
} KbChoiceValues;

void kb_choice_values_init (KbChoiceValues *self);
void kb_choice_values_clear (KbChoiceValues *self);
void kb_choice_values_reset (KbChoiceValues *self);
void kb_choice_values_get (const KbChoiceValues *self, KbChoice choice, GValue *value);
void kb_choice_values_set (KbChoiceValues *self, KbChoice choice, const GValue *value);
gboolean kb_choice_values_get_stored (const KbChoiceValues *self, KbChoice choice, GValue *value);
KbPreflight kb_choice_values_get_preflight (const KbChoiceValues *self);

G_END_DECLS
