/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  KB_STEP_WELCOME,
  KB_STEP_SIGN_IN,
  KB_STEP_PROJECT,
  KB_STEP_BILLING,
  KB_STEP_PERMISSIONS,
  KB_STEP_CREATE,
  KB_STEP_SAVE,
  KB_STEP_TEST,
} KbStep;
#define KB_N_STEPS (KB_STEP_TEST + 1)

/* What decides which steps there are: what the person has, and what will hold the key. */
typedef enum
{
  KB_PREFLIGHT_NONE = 0,
  KB_PREFLIGHT_ACCOUNT = 1 << 0,
  KB_PREFLIGHT_KEY = 1 << 1,
  KB_PREFLIGHT_APP = 1 << 2,
  KB_PREFLIGHT_TEAM = 1 << 3,
  KB_PREFLIGHT_EVERY = 1 << 4, /* wants to see every step */
} KbPreflight;

#define KB_TYPE_STEP (kb_step_get_type ())
#define KB_TYPE_PREFLIGHT (kb_preflight_get_type ())
GType kb_step_get_type (void);
GType kb_preflight_get_type (void);
const char *kb_step_get_name (KbStep step);
guint kb_step_get_minutes (KbStep step);

gsize kb_route_get_steps (KbPreflight preflight, KbStep steps[KB_N_STEPS]);
guint kb_route_get_minutes (KbPreflight preflight);
gboolean kb_route_get_next (KbPreflight preflight, KbStep step, KbStep *next);
gsize kb_route_get_position (KbPreflight preflight, KbStep step);

G_END_DECLS
