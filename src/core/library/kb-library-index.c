/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/library/kb-library-index.h"

#include "core/library/kb-article-private.h"

#include <glib/gi18n.h>

typedef struct
{
  GPtrArray *groups;
  KbLibraryGroup *group; /* the last one */
  GString *text;
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
start_cb (GMarkupParseContext *context,
          const char *name,
          const char **names,
          const char **values,
          gpointer user_data,
          GError **error)
{
  Reading *reading = user_data;

  g_string_truncate (reading->text, 0);
  if (g_str_equal (name, "group"))
    {
      reading->group = g_new0 (KbLibraryGroup, 1);
      reading->group->ids = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (reading->groups, reading->group);
    }
  else if (g_str_equal (name, "article"))
    g_ptr_array_add (reading->group->ids, g_strdup (values[0]));
}

static void
end_cb (GMarkupParseContext *context, const char *name, gpointer user_data, GError **error)
{
  Reading *reading = user_data;

  if (g_str_equal (name, "title"))
    {
      g_autofree char *title = kb_article_collapse (reading->text->str);

      reading->group->title = g_strdup (gettext (title));
    }
}

static void
text_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer user_data, GError **error)
{
  g_string_append_len (((Reading *) user_data)->text, text, (gssize) length);
}

static const GMarkupParser parser = { start_cb, end_cb, text_cb, NULL, NULL };

/**
 * kb_library_index_new_from_xml:
 * @xml: data/library/index.xml, which a test has checked
 *
 * Returns: (transfer container) (element-type KbLibraryGroup): the groups in order of reading
 */
GPtrArray *
kb_library_index_new_from_xml (GBytes *xml)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (free_group);
  g_autoptr (GString) text = g_string_new (NULL);
  Reading reading = { .groups = groups, .text = text };

  kb_article_parse (&parser, xml, &reading);

  return groups;
}
