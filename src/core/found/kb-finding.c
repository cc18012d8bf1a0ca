/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/found/kb-finding.h"

struct _KbFinding
{
  GObject parent_instance;

  KbFindingSource source;
  char *place;
  GArray *lines; /* guint, of a file */
  KbKeyReading *reading;
  char *removal;
  char *same;
  char *same_name;
};

G_DEFINE_FINAL_TYPE (KbFinding, kb_finding, G_TYPE_OBJECT)

static void
kb_finding_finalize (GObject *object)
{
  KbFinding *self = KB_FINDING (object);

  g_free (self->place);
  g_free (self->removal);
  g_free (self->same);
  g_free (self->same_name);
  g_array_unref (self->lines);
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
  self->lines = g_array_new (FALSE, FALSE, sizeof (guint));
}

/**
 * kb_finding_new:
 * @source: where it was found
 * @place: what a person calls that place
 * @line: line of the file, from 1; 0 elsewhere
 * @reading: what was found; without a key when a variable is set to something else
 *
 * Returns: (transfer full): a finding
 */
KbFinding *
kb_finding_new (KbFindingSource source, const char *place, guint line, KbKeyReading *reading)
{
  KbFinding *self = g_object_new (KB_TYPE_FINDING, NULL);

  self->source = source;
  self->place = g_strdup (place);
  if (line > 0)
    g_array_append_val (self->lines, line);
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

/**
 * kb_finding_get_lines:
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): the lines of the file that hold this key, from 1
 */
const guint *
kb_finding_get_lines (KbFinding *self, guint *n)
{
  *n = self->lines->len;
  return (const guint *) (gconstpointer) self->lines->data;
}

void
kb_finding_add_line (KbFinding *self, guint line)
{
  if (self->lines->len > 0 && g_array_index (self->lines, guint, self->lines->len - 1) == line)
    return;
  g_array_append_val (self->lines, line);
}

KbKeyReading *
kb_finding_get_reading (KbFinding *self)
{
  return self->reading;
}

/**
 * kb_finding_get_key:
 *
 * Returns: (transfer none) (nullable): the key, cleaned; %NULL for a variable that holds none
 */
SecretValue *
kb_finding_get_key (KbFinding *self)
{
  return kb_key_reading_get_key (self->reading);
}

/**
 * kb_finding_get_removal:
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
 *
 * Returns: (nullable): the label of the saved key that is the same, of those that could be compared
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
 * kb_finding_get_same_name:
 *
 * Returns: (nullable): the short name of the saved key that is the same
 */
const char *
kb_finding_get_same_name (KbFinding *self)
{
  return self->same_name;
}

void
kb_finding_set_same_name (KbFinding *self, const char *name)
{
  g_set_str (&self->same_name, name);
}

/**
 * kb_finding_is_variable:
 *
 * Returns: whether it lies in an environment, where it beats saved keys
 */
gboolean
kb_finding_is_variable (KbFinding *self)
{
  return self->source == KB_FINDING_ENVIRONMENT || self->source == KB_FINDING_SESSION;
}
