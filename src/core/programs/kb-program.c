/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/programs/kb-program-private.h"

#include "core/base/kb-json.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glob.h>
#include <string.h>

#define RESOURCES "/io/github/keybearer/Keybearer/programs"
/* Where Flatpak keeps what is installed for all, and below the person's own data. */
#define FLATPAKS "/var/lib/flatpak/app"

/* The names that say what a program is, for whoever translates; all others are the same everywhere. */
#define NAME_CONTEXT "program"
G_GNUC_UNUSED static const char *const said_names[] = {
  NC_ ("program", "OpenAI’s library for JavaScript"),
  NC_ ("program", "OpenAI’s library for Python"),
};

struct _KbProgram
{
  GObject parent_instance;

  JsonNode *root;
  GPtrArray *places;
};

G_DEFINE_FINAL_TYPE (KbProgram, kb_program, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (KbPayer,
                    kb_payer,
                    G_DEFINE_ENUM_VALUE (KB_PAYER_API, "api"),
                    G_DEFINE_ENUM_VALUE (KB_PAYER_PLAN, "plan"),
                    G_DEFINE_ENUM_VALUE (KB_PAYER_OTHER, "other"))
G_DEFINE_ENUM_TYPE (KbConnect,
                    kb_connect,
                    G_DEFINE_ENUM_VALUE (KB_CONNECT_HOOK, "hook"),
                    G_DEFINE_ENUM_VALUE (KB_CONNECT_VARIABLE, "variable"),
                    G_DEFINE_ENUM_VALUE (KB_CONNECT_SETTINGS, "settings"))

static void
kb_program_finalize (GObject *object)
{
  KbProgram *self = KB_PROGRAM (object);

  g_clear_pointer (&self->root, json_node_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  G_OBJECT_CLASS (kb_program_parent_class)->finalize (object);
}

static void
kb_program_class_init (KbProgramClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kb_program_finalize;
}

static void
kb_program_init (KbProgram *self)
{
  self->places = g_ptr_array_new_with_free_func (kb_place_free);
}

JsonObject *
kb_program_get_json (KbProgram *self)
{
  return json_node_get_object (self->root);
}

static KbProgram *
program_new (const char *file)
{
  g_autofree char *path = g_strconcat (RESOURCES "/", file, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  KbProgram *self = g_object_new (KB_TYPE_PROGRAM, NULL);
  JsonArray *takes;
  KbBody kind;

  self->root = kb_json_parse (bytes, &kind);
  takes = kb_json_get_array (kb_program_get_json (self), "takes");
  for (guint i = 0; i < json_array_get_length (takes); i++)
    g_ptr_array_add (self->places, kb_place_new (json_array_get_object_element (takes, i)));
  return self;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (kb_program_get_name (*(KbProgram **) a), kb_program_get_name (*(KbProgram **) b));
}

/**
 * kb_programs_get:
 *
 * Returns: (transfer none) (element-type KbProgram): all that are known, by their names
 */
GPtrArray *
kb_programs_get (void)
{
  static GPtrArray *programs;

  if (g_once_init_enter_pointer (&programs))
    {
      g_auto (GStrv) files = g_resources_enumerate_children (RESOURCES, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      GPtrArray *made = g_ptr_array_new_with_free_func (g_object_unref);

      for (gsize i = 0; files[i] != NULL; i++)
        g_ptr_array_add (made, program_new (files[i]));
      g_ptr_array_sort (made, compare_names);
      g_once_init_leave_pointer (&programs, made);
    }
  return programs;
}

/**
 * kb_programs_find:
 * @id: "llm", or its name in any case
 *
 * Returns: (transfer none) (nullable): the program
 */
KbProgram *
kb_programs_find (const char *id)
{
  GPtrArray *programs = kb_programs_get ();

  for (guint i = 0; i < programs->len; i++)
    if (g_str_equal (kb_program_get_id (programs->pdata[i]), id) ||
        g_ascii_strcasecmp (kb_program_get_name (programs->pdata[i]), id) == 0)
      return programs->pdata[i];
  return NULL;
}

const char *
kb_program_get_id (KbProgram *self)
{
  return kb_json_get_string (kb_program_get_json (self), "id");
}

const char *
kb_program_get_name (KbProgram *self)
{
  return g_dpgettext2 (NULL, NAME_CONTEXT, kb_json_get_string (kb_program_get_json (self), "name"));
}

GPtrArray *
kb_program_get_places (KbProgram *self)
{
  return self->places;
}

gboolean
kb_program_is_window (KbProgram *self)
{
  return g_strcmp0 (kb_json_get_string (kb_program_get_json (self), "starts"), "window") == 0;
}

KbChatgpt
kb_program_get_chatgpt (KbProgram *self)
{
  const char *word = kb_json_get_string (kb_program_get_json (self), "chatgpt");

  if (g_strcmp0 (word, "yes") == 0)
    return KB_CHATGPT_YES;
  return g_strcmp0 (word, "no") == 0 ? KB_CHATGPT_NO : KB_CHATGPT_UNCHECKED;
}

/**
 * kb_program_get_checked:
 *
 * Returns: the day, as in 2026-11-29, on which its source or documentation was last looked at
 */
const char *
kb_program_get_checked (KbProgram *self)
{
  return kb_json_get_string (
      kb_json_array_get_object (kb_json_get_array (kb_program_get_json (self), "sources"), 0), "checked");
}

/* "Model capabilities" is "model-capabilities". */
static char *
dup_nick (const char *label)
{
  return g_strdelimit (g_ascii_strdown (label, -1), " ", '-');
}

/**
 * kb_program_get_level:
 * @resource: what a restricted key has a line for
 *
 * Returns: the least that a key for it needs there
 */
KbLevel
kb_program_get_level (KbProgram *self, KbResource resource)
{
  g_autofree char *nick = dup_nick (kb_resource_get_label (resource));
  const char *level =
      kb_json_get_string (kb_json_get_object (kb_program_get_json (self), "permissions"), nick);

  for (int i = KB_LEVEL_WRITE; level && i > KB_LEVEL_NONE; i--)
    if (g_ascii_strcasecmp (kb_level_get_label ((KbLevel) i), level) == 0)
      return (KbLevel) i;
  return KB_LEVEL_NONE;
}

/* whether it is here */

typedef gboolean (*Test) (const char *text);

static gboolean
is_command (const char *name)
{
  g_autofree char *path = g_find_program_in_path (name);

  return path != NULL;
}

/* transfer full, nullable */
static char *
find_entry (const char *id)
{
  g_autofree char *name = g_build_filename ("applications", id, NULL);
  const char *const *folders = g_get_system_data_dirs ();
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), name, NULL);

  for (gsize i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folders[i], name, NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
  return g_file_test (own, G_FILE_TEST_EXISTS) ? g_steal_pointer (&own) : NULL;
}

static gboolean
is_entry (const char *id)
{
  g_autofree char *path = find_entry (id);

  return path != NULL;
}

static gboolean
is_flatpak (const char *id)
{
  g_autofree char *all = g_build_filename (FLATPAKS, id, NULL);
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "flatpak", "app", id, NULL);

  return g_file_test (all, G_FILE_TEST_IS_DIR) || g_file_test (own, G_FILE_TEST_IS_DIR);
}

static gboolean
is_folder (const char *pattern)
{
  g_auto (GStrv) environment = g_get_environ ();
  g_autofree char *path = kb_program_expand (pattern, NULL, environment);
  glob_t found = { 0 };
  gboolean is_there = glob (path, GLOB_NOSORT, NULL, &found) == 0;

  globfree (&found);
  return is_there;
}

/* The first that is here; NULL when none is. */
static const char *
find_first (KbProgram *self, const char *member, Test test)
{
  JsonObject *found = kb_json_get_object (kb_program_get_json (self), "found");
  JsonArray *list = kb_json_get_array (found, member);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    if (test (json_array_get_string_element (list, i)))
      return json_array_get_string_element (list, i);
  return NULL;
}

/* The command that starts it; NULL where there is none. Looks at the disk. */
const char *
kb_program_find_command (KbProgram *self)
{
  return find_first (self, "commands", is_command);
}

/* Its entry of the menu, as it was installed. Looks at the disk. transfer full, nullable */
char *
kb_program_find_entry (KbProgram *self)
{
  const char *id = find_first (self, "entries", is_entry);

  return id ? find_entry (id) : NULL;
}

/**
 * kb_program_is_installed:
 *
 * Returns: whether a command, an entry of the menu, a Flatpak or a folder of it is on this computer; a
 * library has none of them and is never found
 */
gboolean
kb_program_is_installed (KbProgram *self)
{
  return find_first (self, "commands", is_command) || find_first (self, "entries", is_entry) ||
         find_first (self, "flatpaks", is_flatpak) || find_first (self, "folders", is_folder);
}

/* @at: behind "${"; moved behind what closes it. "NAME:-otherwise", as in a shell, also one inside the other
 */
static char *
expand_variable (const char **at, char **environment)
{
  const char *dash = strstr (*at, ":-"), *begin = dash + 2, *end = begin;
  g_autofree char *name = g_strndup (*at, (gsize) (dash - *at));
  g_autofree char *otherwise = NULL;
  const char *value = g_environ_getenv (environment, name);
  guint depth = 1;

  for (; depth > 0 && *end; end++)
    depth += *end == '{' ? 1 : *end == '}' ? -1 : 0;
  otherwise = g_strndup (begin, (gsize) (end - 1 - begin));
  *at = end;
  if (value != NULL && *value != '\0')
    return g_strdup (value);
  return kb_program_expand (otherwise, NULL, environment);
}

/**
 * kb_program_expand:
 * @path: that begins with "~/", "./" or "${NAME:-otherwise}"
 * @folder: (nullable): what "." is
 * @environment: variables
 *
 * Returns: (transfer full) (nullable): the path; %NULL when it is in a folder and there is none
 */
char *
kb_program_expand (const char *path, const char *folder, char **environment)
{
  g_autofree char *value = NULL;

  if (g_str_equal (path, "~"))
    return g_strdup (g_get_home_dir ());
  if (g_str_has_prefix (path, "~/"))
    return g_build_filename (g_get_home_dir (), path + 2, NULL);
  if (g_str_has_prefix (path, "./"))
    return folder ? g_build_filename (folder, path + 2, NULL) : NULL;
  if (!g_str_has_prefix (path, "${"))
    return g_strdup (path);
  path += strlen ("${");
  value = expand_variable (&path, environment);
  return g_strconcat (value, path, NULL);
}

char *
kb_program_dup_shown (const char *path)
{
  const char *home = g_get_home_dir ();
  g_autofree char *shown = NULL;

  if (g_str_has_prefix (path, home) && path[strlen (home)] == G_DIR_SEPARATOR)
    shown = g_strconcat ("~", path + strlen (home), NULL);
  return g_filename_display_name (shown ? shown : path);
}
