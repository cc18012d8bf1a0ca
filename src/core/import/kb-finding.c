/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/import/kb-finding.h"

struct _KbFinding
{
  GObject parent_instance;

  KbFindingSource source;
  char *place;
  guint line;
  KbKeyReading *reading;
  char *removal;
  char *same;
};

G_DEFINE_FINAL_TYPE (KbFinding, kb_finding, G_TYPE_OBJECT)

static void
kb_finding_finalize (GObject *object)
{
  KbFinding *self = KB_FINDING (object);

  g_free (self->place);
  g_free (self->removal);
  g_free (self->same);
  g_clear_pointer (&self->reading, kb_key_reading_unref);

  G_OBJECT_CLASS (kb_finding_parent_class)->finalize (object);
}

static void
kb_finding_class_init (KbFindingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kb_finding_finalize;
}

static void
kb_finding_init (KbFinding *self)
{
}

/**
 * kb_finding_new:
 * @source: where it was found
 * @place: what a person calls that place
 * @line: line of the file, from 1; 0 elsewhere
 * @reading: what was found; it holds a key
 *
 * Returns: (transfer full): a finding
 */
KbFinding *
kb_finding_new (KbFindingSource source, const char *place, guint line, KbKeyReading *reading)
{
  KbFinding *self = g_object_new (KB_TYPE_FINDING, NULL);

  self->source = source;
  self->place = g_strdup (place);
  self->line = line;
  self->reading = kb_key_reading_ref (reading);

  return self;
}

KbFindingSource
kb_finding_get_source (KbFinding *self)
{
  return self->source;
}

const char *
kb_finding_get_place (KbFinding *self)
{
  return self->place;
}

guint
kb_finding_get_line (KbFinding *self)
{
  return self->line;
}

KbKeyReading *
kb_finding_get_reading (KbFinding *self)
{
  return self->reading;
}

/**
 * kb_finding_get_key:
 * @self: a finding
 *
 * Returns: (transfer none): the key, cleaned
 */
SecretValue *
kb_finding_get_key (KbFinding *self)
{
  return kb_key_reading_get_key (self->reading);
}

/**
 * kb_finding_get_removal:
 * @self: a finding
 *
 * Returns: (nullable): a line for the terminal that removes this copy
 */
const char *
kb_finding_get_removal (KbFinding *self)
{
  return self->removal;
}

void
kb_finding_set_removal (KbFinding *self, const char *removal)
{
  g_set_str (&self->removal, removal);
}

/**
 * kb_finding_get_same:
 * @self: a finding
 *
 * Returns: (nullable): the label of the saved key that is the same
 */
const char *
kb_finding_get_same (KbFinding *self)
{
  return self->same;
}

void
kb_finding_set_same (KbFinding *self, const char *label)
{
  g_set_str (&self->same, label);
}

/**
 * kb_finding_is_variable:
 * @self: a finding
 *
 * Returns: whether it lies in an environment, where it beats saved keys
 */
gboolean
kb_finding_is_variable (KbFinding *self)
{
  return self->source == KB_FINDING_ENVIRONMENT || self->source == KB_FINDING_SESSION;
}
