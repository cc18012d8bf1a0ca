/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/library/kb-library-index.h"

#include "core/library/kb-article-private.h"
#include "core/library/kb-article.h"

#include <glib/gi18n.h>

typedef struct
{
  GPtrArray *groups;
  KbLibraryGroup *group; /* the last one */
  GHashTable *ids;
  GString *text;
  int line; /* where the last element began */
} Reading;

static void
free_group (gpointer data)
{
  KbLibraryGroup *group = data;

  g_free (group->title);
  g_ptr_array_unref (group->ids);
  g_free (group);
}

static void
begin_group (Reading *reading)
{
  reading->group = g_new0 (KbLibraryGroup, 1);
  reading->group->ids = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (reading->groups, reading->group);
}

static void
add_article (Reading *reading, const char *id, GError **error)
{
  char *copy = g_strdup (id);

  g_ptr_array_add (reading->group->ids, copy);
  if (!g_hash_table_add (reading->ids, copy))
    g_set_error (error, KB_LIBRARY_ERROR, KB_LIBRARY_ERROR_SHAPE, "“%s” is there twice", id);
}

static void
start_cb (GMarkupParseContext *context,
          const char *name,
          const char **names,
          const char **values,
          gpointer user_data,
          GError **error)
{
  Reading *reading = user_data;
  const GSList *parents = g_markup_parse_context_get_element_stack (context)->next;
  const char *parent = parents ? parents->data : "";
  gboolean in_group = g_str_equal (parent, "group");

  g_markup_parse_context_get_position (context, &reading->line, NULL);
  g_string_truncate (reading->text, 0);
  if (in_group && g_str_equal (name, "article") && g_strcmp0 (names[0], "id") == 0 && !names[1])
    add_article (reading, values[0], error);
  else if (g_str_equal (parent, "library") && g_str_equal (name, "group") && !names[0])
    begin_group (reading);
  else if (names[0] || !(in_group ? g_str_equal (name, "title") : !parents && g_str_equal (name, "library")))
    g_set_error (error, KB_LIBRARY_ERROR, KB_LIBRARY_ERROR_SHAPE, "“%s” does not belong here", name);
}

static void
end_cb (GMarkupParseContext *context, const char *name, gpointer user_data, GError **error)
{
  Reading *reading = user_data;
  g_autofree char *text = kb_article_collapse (reading->text->str);

  if (g_str_equal (name, "title") && !reading->group->title && *text)
    reading->group->title = g_strdup (gettext (text));
  else if (*text)
    g_set_error (error, KB_LIBRARY_ERROR, KB_LIBRARY_ERROR_SHAPE, "“%s” does not belong here", text);
  else if (g_str_equal (name, "group") && (!reading->group->title || reading->group->ids->len == 0))
    g_set_error (error, KB_LIBRARY_ERROR, KB_LIBRARY_ERROR_SHAPE, "a group lacks a title or articles");
  g_string_truncate (reading->text, 0);
}

static void
text_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer user_data, GError **error)
{
  g_string_append_len (((Reading *) user_data)->text, text, (gssize) length);
}

static const GMarkupParser parser = { start_cb, end_cb, text_cb, NULL, NULL };

/**
 * kb_library_index_new_from_xml:
 * @xml: data/library/index.xml
 * @error: return location for a #KbLibraryError or a #GMarkupError; the message begins with the line
 *
 * Returns: (transfer container) (element-type KbLibraryGroup) (nullable): the groups in order of reading, or
 *   %NULL with @error set
 */
GPtrArray *
kb_library_index_new_from_xml (GBytes *xml, GError **error)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (free_group);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) text = g_string_new (NULL);
  Reading reading = { .groups = groups, .ids = ids, .text = text };

  if (!kb_article_parse (&parser, xml, &reading, &reading.line, error))
    return NULL;
  return g_steal_pointer (&groups);
}
