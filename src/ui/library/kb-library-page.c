/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-library-page.h"

#include "core/library/kb-library.h"
#include "kb-article-row.h"

#include <glib/gi18n.h>

struct _KbLibraryPage
{
  KbPage parent_instance;

  GtkEditable *entry;
  GtkStack *stack;
  GtkBox *groups;
  GtkListBox *results;
};

G_DEFINE_FINAL_TYPE (KbLibraryPage, kb_library_page, KB_TYPE_PAGE)

static GtkWidget *
new_row (const char *id)
{
  return g_object_new (KB_TYPE_ARTICLE_ROW, "article", id, NULL);
}

static void
add_group (KbLibraryPage *self, const KbLibraryGroup *group)
{
  GtkWidget *widget = g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", group->title, NULL);

  for (guint i = 0; i < group->ids->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (widget), new_row (group->ids->pdata[i]));
  gtk_box_append (self->groups, widget);
}

static void
announce (KbLibraryPage *self, guint n_found)
{
  g_autofree char *text =
      /* TRANSLATORS: said by screen readers after a search in the library; %u is a number */
      g_strdup_printf (ngettext ("%u article found", "%u articles found", n_found), n_found);

  kb_announce_quietly (GTK_WIDGET (self), text);
}

static void
search_cb (KbLibraryPage *self)
{
  const char *query = gtk_editable_get_text (self->entry);
  g_autoptr (GPtrArray) found = kb_library_search (kb_library_get_default (), query);
  g_autofree char *words = g_strstrip (g_strdup (query));

  gtk_list_box_remove_all (self->results);
  for (guint i = 0; i < found->len; i++)
    gtk_list_box_append (self->results, new_row (kb_article_get_id (found->pdata[i])));
  if (*words == '\0')
    gtk_stack_set_visible_child_name (self->stack, "groups");
  else
    gtk_stack_set_visible_child_name (self->stack, found->len > 0 ? "results" : "nothing");
  if (*words != '\0')
    announce (self, found->len);
}

/* Not what shows but what is typed: the list may be a moment behind. */
static void
open_first_cb (KbLibraryPage *self)
{
  g_autoptr (GPtrArray) found =
      kb_library_search (kb_library_get_default (), gtk_editable_get_text (self->entry));

  if (found->len > 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.article", "s", kb_article_get_id (found->pdata[0]));
}

static gboolean
clear_search (KbLibraryPage *self)
{
  if (*gtk_editable_get_text (self->entry) == '\0')
    return FALSE;
  gtk_editable_set_text (self->entry, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  return TRUE;
}

static void
stop_search_cb (KbLibraryPage *self)
{
  if (!clear_search (self))
    gtk_widget_activate_action (GTK_WIDGET (self), "navigation.pop", NULL);
}

/* With the focus elsewhere than in the entry; what is not taken here leads back. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  return clear_search (KB_LIBRARY_PAGE (widget));
}

static gboolean
find_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  return gtk_widget_grab_focus (GTK_WIDGET (KB_LIBRARY_PAGE (widget)->entry));
}

static void
kb_library_page_class_init (KbLibraryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, find_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-library-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KbLibraryPage, entry);
  gtk_widget_class_bind_template_child (widget_class, KbLibraryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KbLibraryPage, groups);
  gtk_widget_class_bind_template_child (widget_class, KbLibraryPage, results);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_first_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
kb_library_page_init (KbLibraryPage *self)
{
  gsize n_groups;
  const KbLibraryGroup *const *groups = kb_library_get_groups (kb_library_get_default (), &n_groups);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->entry), GTK_WIDGET (self));
  for (gsize i = 0; i < n_groups; i++)
    add_group (self, groups[i]);
}
