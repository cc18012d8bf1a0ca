/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/programs/kb-connection-private.h"

#include "core/key/kb-key.h"
#include "core/programs/kb-config-reader.h"
#include "core/programs/kb-edit.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (KbConnection, kb_connection, G_TYPE_OBJECT)

G_DEFINE_QUARK (kb_connection_error, kb_connection_error)

G_DEFINE_ENUM_TYPE (KbConnectionState,
                    kb_connection_state,
                    G_DEFINE_ENUM_VALUE (KB_CONNECTION_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (KB_CONNECTION_BY_HAND, "by-hand"),
                    G_DEFINE_ENUM_VALUE (KB_CONNECTION_THERE, "there"),
                    G_DEFINE_ENUM_VALUE (KB_CONNECTION_SETTINGS, "settings"))
G_DEFINE_ENUM_TYPE (KbConnectionTest,
                    kb_connection_test,
                    G_DEFINE_ENUM_VALUE (KB_CONNECTION_GETS_KEY, "gets-key"),
                    G_DEFINE_ENUM_VALUE (KB_CONNECTION_GETS_OTHER, "gets-other"),
                    G_DEFINE_ENUM_VALUE (KB_CONNECTION_GETS_NOTHING, "gets-nothing"),
                    G_DEFINE_ENUM_VALUE (KB_CONNECTION_NO_COMMAND, "no-command"),
                    G_DEFINE_ENUM_VALUE (KB_CONNECTION_LATE, "late"),
                    G_DEFINE_ENUM_VALUE (KB_CONNECTION_UNTESTED, "untested"))

static void
kb_connection_finalize (GObject *object)
{
  KbConnection *self = KB_CONNECTION (object);

  if (self->before)
    explicit_bzero (self->before, self->before_length);
  g_free (self->before);
  kb_config_wipe (self->after);
  g_clear_object (&self->program);
  g_free (self->name);
  g_free (self->path);
  g_free (self->place);
  g_free (self->lines);
  g_free (self->variable);
  G_OBJECT_CLASS (kb_connection_parent_class)->finalize (object);
}

static void
kb_connection_class_init (KbConnectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kb_connection_finalize;
}

static void
kb_connection_init (KbConnection *self)
{
}

KbConnection *
kb_connection_new (KbProgram *program, const char *name)
{
  KbConnection *self = g_object_new (KB_TYPE_CONNECTION, NULL);

  self->program = g_object_ref (program);
  self->name = g_strdup (name);
  return self;
}

/**
 * kb_connection_is_name:
 * @name: the short name of a saved key
 *
 * Returns: whether it can stand in the settings of any program as it is; those that Keybearer makes can
 */
gboolean
kb_connection_is_name (const char *name)
{
  return g_regex_match_simple ("^[A-Za-z0-9_][A-Za-z0-9_.@-]*$", name, G_REGEX_DOLLAR_ENDONLY, 0);
}

KbProgram *
kb_connection_get_program (KbConnection *self)
{
  return self->program;
}

const char *
kb_connection_get_name (KbConnection *self)
{
  return self->name;
}

KbConnectionState
kb_connection_get_state (KbConnection *self)
{
  return self->state;
}

/**
 * kb_connection_get_place:
 *
 * Returns: (nullable): the file, as people write it; %NULL for lines of a person's own program
 */
const char *
kb_connection_get_place (KbConnection *self)
{
  return self->place;
}

/**
 * kb_connection_get_lines:
 *
 * Returns: (nullable): what the file needs, to copy
 */
const char *
kb_connection_get_lines (KbConnection *self)
{
  return self->lines;
}

/**
 * kb_connection_holds_key:
 *
 * Returns: whether the file holds a key as it is; the original that is kept for undoing holds it then
 */
gboolean
kb_connection_holds_key (KbConnection *self)
{
  return self->before != NULL && kb_key_is_in (self->before);
}

const char *
kb_connection_get_trouble (KbConnection *self)
{
  return self->trouble;
}

/**
 * kb_connection_dup_changes:
 *
 * Returns: (transfer full) (nullable): exactly what changes: lines that go behind "-", lines that come behind
 *   "+", with no key in them; %NULL when nothing does
 */
char *
kb_connection_dup_changes (KbConnection *self)
{
  return self->after ? kb_edit_dup_changes (self->before, self->after) : NULL;
}

static char *
dup_ready_words (KbConnection *self)
{
  switch (self->via)
    {
    case KB_VIA_WRAPPER:
      /* TRANSLATORS: %s is a file that is a command */
      return g_strdup_printf (_ ("Keybearer makes the command %s, which starts the program with the key"),
                              self->place);
    case KB_VIA_ENTRY:
      /* TRANSLATORS: %s is a file; the menu is that of the desktop, with all programs */
      return g_strdup_printf (_ ("The menu starts it with the key, through an entry of your own: %s"),
                              self->place);
    case KB_VIA_FOLDER:
      /* TRANSLATORS: %s is a file; direnv is a program */
      return g_strdup_printf (_ ("In that folder direnv gives it the key, through a line in %s"),
                              self->place);
    case KB_VIA_HOOK:
    case KB_VIA_ALIAS:
    case KB_VIA_SETTINGS:
    default:
      /* TRANSLATORS: %s is a file */
      return g_strdup_printf (_ ("It asks Keybearer for the key, through a setting in %s"), self->place);
    }
}

/**
 * kb_connection_dup_words:
 *
 * Returns: (transfer full): how the program gets the key, translated
 */
char *
kb_connection_dup_words (KbConnection *self)
{
  switch (self->state)
    {
    case KB_CONNECTION_THERE:
      /* TRANSLATORS: the first %s is a program, the second the short name of a key, the third a file */
      return g_strdup_printf (_ ("%s gets the key “%s” through %s"), kb_program_get_name (self->program),
                              self->name, self->place);
    case KB_CONNECTION_SETTINGS:
      /* TRANSLATORS: the first %s is a program, the second the way through its own settings */
      return g_strdup_printf (_ ("%s accepts a key only in its own settings, and keeps it there: %s"),
                              kb_program_get_name (self->program), self->lines);
    case KB_CONNECTION_BY_HAND:
      if (self->place == NULL)
        return g_strdup (_ ("Lines for your own program"));
      if (self->is_at_top)
        /* TRANSLATORS: %s is a file */
        return g_strdup_printf (_ ("Put these lines at the beginning of %s"), self->place);
      /* TRANSLATORS: %s is a file */
      return g_strdup_printf (_ ("Put these lines into %s"), self->place);
    case KB_CONNECTION_READY:
    default:
      return dup_ready_words (self);
    }
}

/**
 * kb_connection_get_afterwards:
 *
 * Returns: (nullable): what the person has to do before it counts, translated
 */
const char *
kb_connection_get_afterwards (KbConnection *self)
{
  switch (self->via)
    {
    case KB_VIA_FOLDER:
      return _ ("Type “direnv allow” in that folder: direnv reads nothing that changed before you allow it.");
    case KB_VIA_ALIAS:
      /* What is only typed works at once. */
      return self->place ? _ ("It works in terminals that you open from then on.") : NULL;
    case KB_VIA_WRAPPER:
      return _ ("In terminals that are open already, type “hash -r” first.");
    case KB_VIA_HOOK:
    case KB_VIA_ENTRY:
      return _ ("If it is running, start it again.");
    case KB_VIA_SETTINGS:
    default:
      return NULL;
    }
}

const char *
kb_connection_error_get_words (const GError *error)
{
  switch (error->domain == KB_CONNECTION_ERROR ? (KbConnectionError) error->code
                                               : KB_CONNECTION_ERROR_UNWRITTEN)
    {
    case KB_CONNECTION_ERROR_CHANGED:
      return _ ("The file was changed by something else meanwhile, so it was left alone. Look at it again.");
    case KB_CONNECTION_ERROR_NOTES:
      return _ ("Keybearer’s notes on connections could not be read or written, so nothing was changed.");
    case KB_CONNECTION_ERROR_ORIGINAL:
      return _ ("The original is no longer where it was kept, so the file was not changed.");
    case KB_CONNECTION_ERROR_BUSY:
      return _ ("Another Keybearer is changing something. Nothing was changed here; try again.");
    case KB_CONNECTION_ERROR_UNWRITTEN:
    default:
      return _ ("The file could not be written. It is as it was.");
    }
}

const char *
kb_connection_test_get_words (KbConnectionTest test)
{
  switch (test)
    {
    case KB_CONNECTION_GETS_KEY:
      return _ ("Tried as the program does it: Keybearer gave the saved key");
    case KB_CONNECTION_GETS_OTHER:
      return _ ("Tried as the program does it: Keybearer gave something other than the saved key");
    case KB_CONNECTION_GETS_NOTHING:
      return _ (
          "Tried as the program does it: Keybearer gave no key, as the keyring is locked or has no such key");
    case KB_CONNECTION_NO_COMMAND:
      return _ ("Programs cannot find the command “keybearer” where they look for commands");
    case KB_CONNECTION_LATE:
      return _ ("Tried as the program does it: no key came in time, as the keyring waits for an answer");
    case KB_CONNECTION_UNTESTED:
    default:
      return _ ("From its sandbox, Keybearer cannot try it as the program does");
    }
}
