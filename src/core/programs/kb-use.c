/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/base/kb-words.h"
#include "core/programs/kb-use-private.h"

#include <glib/gi18n.h>

struct _KbUse
{
  GObject parent_instance;

  KbProgram *program;
  GPtrArray *places; /* KbUsePlace that hold something */
  GPtrArray *looked; /* char* */
};

G_DEFINE_FINAL_TYPE (KbUse, kb_use, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (KbUseState,
                    kb_use_state,
                    G_DEFINE_ENUM_VALUE (KB_USE_ABSENT, "absent"),
                    G_DEFINE_ENUM_VALUE (KB_USE_KEY, "key"),
                    G_DEFINE_ENUM_VALUE (KB_USE_COMMAND, "command"),
                    G_DEFINE_ENUM_VALUE (KB_USE_SIGN_IN, "sign-in"),
                    G_DEFINE_ENUM_VALUE (KB_USE_SERVICE, "service"),
                    G_DEFINE_ENUM_VALUE (KB_USE_UNSET, "unset"),
                    G_DEFINE_ENUM_VALUE (KB_USE_NOT_UNDERSTOOD, "not-understood"),
                    G_DEFINE_ENUM_VALUE (KB_USE_NOT_READ, "not-read"),
                    G_DEFINE_ENUM_VALUE (KB_USE_UNREADABLE, "unreadable"),
                    G_DEFINE_ENUM_VALUE (KB_USE_LOCKED, "locked"))

void
kb_use_place_free (gpointer data)
{
  KbUsePlace *place = data;

  g_clear_object (&place->finding);
  g_free (place->where);
  g_free (place->detail);
  g_free (place->origin);
  g_free (place);
}

static void
kb_use_finalize (GObject *object)
{
  KbUse *self = KB_USE (object);

  g_clear_object (&self->program);
  g_ptr_array_unref (self->places);
  g_ptr_array_unref (self->looked);
  G_OBJECT_CLASS (kb_use_parent_class)->finalize (object);
}

static void
kb_use_class_init (KbUseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kb_use_finalize;
}

static void
kb_use_init (KbUse *self)
{
  self->places = g_ptr_array_new_with_free_func (kb_use_place_free);
  self->looked = g_ptr_array_new_with_free_func (g_free);
}

KbUse *
kb_use_new (KbProgram *program)
{
  KbUse *self = g_object_new (KB_TYPE_USE, NULL);

  self->program = g_object_ref (program);
  return self;
}

/* One file that is not understood is as many places as it could have held, and one that was told to run a
 * command for the other service that it is set to has been told of. */
static gboolean
is_told (KbUse *self, const KbUsePlace *place)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      const KbUsePlace *other = self->places->pdata[i];

      if (other->source == place->source && g_strcmp0 (other->where, place->where) == 0 &&
          (place->state == KB_USE_SERVICE ||
           (place->state >= KB_USE_NOT_UNDERSTOOD && place->state == other->state)))
        return TRUE;
    }
  return FALSE;
}

void
kb_use_add (KbUse *self, KbUsePlace *place)
{
  if (place->state == KB_USE_ABSENT || is_told (self, place))
    kb_use_place_free (place);
  else
    g_ptr_array_add (self->places, place);
}

void
kb_use_add_looked (KbUse *self, const char *where)
{
  if (!g_ptr_array_find_with_equal_func (self->looked, where, g_str_equal, NULL))
    g_ptr_array_add (self->looked, g_strdup (where));
}

/* Of several lines that set it so, the last one counts. */
void
kb_use_set_origin (KbUse *self, const char *name, const char *path, guint line)
{
  g_autofree char *shown = kb_program_dup_shown (path);

  for (guint i = 0; i < self->places->len; i++)
    {
      KbUsePlace *place = self->places->pdata[i];

      if (place->source != KB_FINDING_ENVIRONMENT || !g_str_equal (place->where, name))
        continue;
      g_free (place->origin);
      /* TRANSLATORS: the first %s is a file, the number that of a line in it */
      place->origin = g_strdup_printf (_ ("%s, line %u"), shown, line);
    }
}

KbProgram *
kb_use_get_program (KbUse *self)
{
  return self->program;
}

guint
kb_use_get_n_places (KbUse *self)
{
  return self->places->len;
}

const KbUsePlace *
kb_use_get_place (KbUse *self, guint place)
{
  return self->places->pdata[place];
}

KbUseState
kb_use_get_state (KbUse *self, guint place)
{
  return kb_use_get_place (self, place)->state;
}

/**
 * kb_use_is_known:
 *
 * Returns: whether it can be told what the program would use now, be it nothing: the first of the places, if
 *   it is not elsewhere
 */
gboolean
kb_use_is_known (KbUse *self)
{
  return self->places->len == 0 || kb_use_get_state (self, 0) < KB_USE_NOT_UNDERSTOOD;
}

/**
 * kb_use_get_payer:
 * @place: from 0
 * @payer: (out): who pays
 *
 * Returns: whether that is known: not where there is no key of OpenAI
 */
gboolean
kb_use_get_payer (KbUse *self, guint place, KbPayer *payer)
{
  const KbUsePlace *found = kb_use_get_place (self, place);

  *payer = found->payer;
  if (found->state == KB_USE_KEY)
    return kb_finding_get_key (found->finding) != NULL;
  return found->state < KB_USE_UNSET;
}

gboolean
kb_use_is_elsewhere (KbUse *self, guint place)
{
  return kb_use_get_place (self, place)->is_elsewhere;
}

/**
 * kb_use_get_finding:
 * @place: from 0
 *
 * Returns: (transfer none) (nullable): what stands there, when it is a key or what is taken for one
 */
KbFinding *
kb_use_get_finding (KbUse *self, guint place)
{
  return kb_use_get_place (self, place)->finding;
}

/**
 * kb_use_dup_looked:
 *
 * Returns: (transfer full): the variables and files that were looked at, whether they are there or not,
 *   separated by commas
 */
char *
kb_use_dup_looked (KbUse *self)
{
  return kb_words_join (self->looked, FALSE);
}
