/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/keys/kb-notes-file.h"

#include "core/base/kb-enum.h"
#include "core/base/kb-json.h"
#include "core/base/kb-mend.h"

#define VERSION 1
#define MEMBER_VERSION "version"
#define MEMBER_KEYS "keys"
#define MEMBER_NAME "name"

static const char *
get_text (JsonObject *object, const char *member)
{
  const char *text = kb_json_get_string (object, member);

  return text != NULL ? text : "";
}

static int
get_word (JsonObject *object, const char *member, GType type)
{
  int value = 0;

  kb_enum_find (type, kb_json_get_string (object, member), &value);

  return value;
}

/* "text images": words that this version does not know are left out. */
static KbCalls
parse_calls (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr (GFlagsClass) klass = g_type_class_ref (KB_TYPE_CALLS);
  KbCalls calls = KB_CALLS_NONE;

  for (guint i = 0; i < klass->n_values; i++)
    if (g_strv_contains ((const char *const *) words, klass->values[i].value_nick))
      calls |= (KbCalls) klass->values[i].value;

  return calls;
}

static char *
dup_calls (KbCalls calls)
{
  g_autoptr (GFlagsClass) klass = g_type_class_ref (KB_TYPE_CALLS);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  for (guint i = 0; i < klass->n_values; i++)
    if (calls & klass->values[i].value)
      g_strv_builder_add (builder, klass->values[i].value_nick);
  words = g_strv_builder_end (builder);

  return g_strjoinv (" ", words);
}

static KbNote *
note_from_json (JsonObject *object)
{
  const char *name = get_text (object, MEMBER_NAME);
  KbNote *note = NULL;

  if (*name == '\0')
    return NULL;

  note = kb_note_new (name);
  g_set_str (&note->project, get_text (object, "project"));
  g_set_str (&note->expires, get_text (object, "expires"));
  g_set_str (&note->last_verdict, get_text (object, "last-verdict"));
  note->purpose = (KbPurpose) get_word (object, "purpose", KB_TYPE_PURPOSE);
  note->chosen = json_object_has_member (object, "permission");
  note->owner = (KbOwner) get_word (object, "owner", KB_TYPE_OWNER);
  note->permission = (KbPermission) get_word (object, "permission", KB_TYPE_PERMISSION);
  note->calls = parse_calls (get_text (object, "calls"));
  note->reminded = (guint) CLAMP (kb_json_get_int (object, "reminded", 0), 0, G_MAXINT);
  note->created = kb_json_get_int (object, "created", 0);
  note->last_tested = kb_json_get_int (object, "last-tested", 0);
  note->rotation = kb_rotation_note_from_json (object);

  return note;
}

static void
note_to_json (const KbNote *note, JsonObject *object)
{
  g_autofree char *calls = dup_calls (note->calls);

  json_object_set_string_member (object, MEMBER_NAME, note->name);
  json_object_set_string_member (object, "project", note->project);
  json_object_set_string_member (object, "purpose", kb_enum_get_nick (KB_TYPE_PURPOSE, (int) note->purpose));
  if (note->chosen)
    {
      json_object_set_string_member (object, "owner", kb_enum_get_nick (KB_TYPE_OWNER, (int) note->owner));
      json_object_set_string_member (object, "permission",
                                     kb_enum_get_nick (KB_TYPE_PERMISSION, (int) note->permission));
      json_object_set_string_member (object, "calls", calls);
    }
  json_object_set_string_member (object, "expires", note->expires);
  if (note->reminded > 0)
    json_object_set_int_member (object, "reminded", note->reminded);
  json_object_set_int_member (object, "created", note->created);
  json_object_set_string_member (object, "last-verdict", note->last_verdict);
  json_object_set_int_member (object, "last-tested", note->last_tested);
  kb_rotation_note_to_json (note->rotation, object);
}

static JsonArray *
ensure_entries (JsonObject *root)
{
  JsonArray *entries = kb_json_get_array (root, MEMBER_KEYS);

  if (entries == NULL)
    {
      entries = json_array_new ();
      json_object_set_array_member (root, MEMBER_KEYS, entries);
    }

  return entries;
}

/* The last entry of a name counts, as it does when the file is read. */
static gboolean
find_entry (JsonArray *entries, const char *name, guint *index)
{
  for (guint i = json_array_get_length (entries); i > 0; i--)
    {
      JsonObject *entry = kb_json_array_get_object (entries, i - 1);

      if (entry != NULL && g_str_equal (get_text (entry, MEMBER_NAME), name))
        {
          *index = i - 1;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
is_newer (JsonObject *root)
{
  return kb_json_get_int (root, MEMBER_VERSION, 0) > VERSION;
}

static gboolean
is_file_of_notes (JsonNode *node)
{
  JsonObject *root = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;

  root = json_node_get_object (node);
  if (is_newer (root))
    return TRUE;

  return kb_json_get_int (root, MEMBER_VERSION, 0) == VERSION &&
         (!json_object_has_member (root, MEMBER_KEYS) || kb_json_get_array (root, MEMBER_KEYS) != NULL);
}

/**
 * kb_notes_file_new:
 *
 * Returns: (transfer full): the contents of a file without notes
 */
JsonObject *
kb_notes_file_new (void)
{
  JsonObject *root = json_object_new ();

  json_object_set_int_member (root, MEMBER_VERSION, VERSION);

  return root;
}

/* The entries that can still be read, in a file of their own. */
static JsonObject *
mend (const char *text)
{
  g_autoptr (GPtrArray) found = kb_mend_find_objects (text, MEMBER_NAME);
  JsonObject *root = kb_notes_file_new ();

  for (guint i = 0; i < found->len; i++)
    json_array_add_element (ensure_entries (root), json_node_ref (found->pdata[i]));
  return root;
}

/**
 * kb_notes_file_parse:
 * @data: (array length=length): any text
 * @length: bytes of @data
 * @root: (out) (transfer full): the contents, with what is not understood; of a damaged file those entries
 *   that can be read, of one that is no file of notes none
 *
 * Returns: what became of it
 */
KbStateText
kb_notes_file_parse (const char *data, gsize length, JsonObject **root)
{
  g_autofree char *text = g_utf8_make_valid (data, (gssize) length);
  g_autoptr (JsonNode) node = kb_mend_parse (text);

  if (is_file_of_notes (node))
    {
      *root = json_node_dup_object (node);
      if (is_newer (*root))
        return KB_STATE_TEXT_NEWER;
      return g_utf8_validate_len (data, length, NULL) ? KB_STATE_TEXT_READ : KB_STATE_TEXT_MENDED;
    }
  *root = mend (text);
  return kb_json_get_array (*root, MEMBER_KEYS) != NULL ? KB_STATE_TEXT_MENDED : KB_STATE_TEXT_BROKEN;
}

/**
 * kb_notes_file_get_notes:
 * @root: the contents
 *
 * Returns: (transfer full) (element-type KbNote): the notes in their order; of two with one name the later
 *   counts. Those that are stolen from it are the caller's.
 */
GPtrArray *
kb_notes_file_get_notes (JsonObject *root)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func ((GDestroyNotify) kb_note_free);
  JsonArray *entries = kb_json_get_array (root, MEMBER_KEYS);

  for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = kb_json_array_get_object (entries, i);
      KbNote *note = entry != NULL ? note_from_json (entry) : NULL;

      if (note != NULL)
        g_ptr_array_add (notes, note);
    }

  return notes;
}

static void
remove_gone (JsonObject *entry, JsonObject *before, JsonObject *after)
{
  g_autoptr (GList) members = json_object_get_members (before);

  for (GList *l = members; l != NULL; l = l->next)
    if (!json_object_has_member (after, l->data) && json_object_has_member (entry, l->data))
      json_object_remove_member (entry, l->data);
}

static void
take_over (JsonObject *entry, JsonObject *before, JsonObject *after)
{
  g_autoptr (GList) members = json_object_get_members (after);

  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonObject *inner = kb_json_get_object (entry, l->data);
      JsonNode *old = json_object_get_member (before, l->data);
      JsonNode *new = json_object_get_member (after, l->data);

      if (inner != NULL && old != NULL && JSON_NODE_HOLDS_OBJECT (old) && JSON_NODE_HOLDS_OBJECT (new))
        take_over (inner, json_node_get_object (old), json_node_get_object (new));
      else if (old == NULL || !json_node_equal (old, new))
        json_object_set_member (entry, l->data, json_node_copy (new));
    }
  remove_gone (entry, before, after);
}

/**
 * kb_notes_file_put:
 * @root: the contents
 * @before: what the note said before it was changed
 * @after: what it says
 *
 * Changes the entry of that name, or makes one: what is the same in both notes is left as others may have
 * changed it meanwhile, and so is what this version does not know.
 */
void
kb_notes_file_put (JsonObject *root, const KbNote *before, const KbNote *after)
{
  JsonArray *entries = ensure_entries (root);
  g_autoptr (JsonObject) old = json_object_new ();
  g_autoptr (JsonObject) new = json_object_new ();
  guint index = 0;

  note_to_json (after, new);
  if (find_entry (entries, after->name, &index))
    note_to_json (before, old);
  else
    {
      index = json_array_get_length (entries);
      json_array_add_object_element (entries, json_object_new ());
    }
  take_over (kb_json_array_get_object (entries, index), old, new);
}

/**
 * kb_notes_file_has:
 * @root: the contents
 * @name: the store's name of a key
 *
 * Returns: whether there is an entry of that name
 */
gboolean
kb_notes_file_has (JsonObject *root, const char *name)
{
  guint index = 0;

  return find_entry (ensure_entries (root), name, &index);
}

/**
 * kb_notes_file_remove:
 * @root: the contents
 * @name: of the notes that go
 */
void
kb_notes_file_remove (JsonObject *root, const char *name)
{
  JsonArray *entries = ensure_entries (root);
  guint index = 0;

  while (find_entry (entries, name, &index))
    json_array_remove_element (entries, index);
}

/**
 * kb_notes_file_to_text:
 * @root: the contents
 *
 * Returns: (transfer full): what to write
 */
char *
kb_notes_file_to_text (JsonObject *root)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *json = NULL;

  json_node_set_object (node, root);
  json = json_to_string (node, TRUE);

  return g_strconcat (json, "\n", NULL);
}
