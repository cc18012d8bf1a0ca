/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-article-row.h"

#include "core/library/kb-library.h"
#include "widgets/kb-fit.h"

#include <glib/gi18n.h>

struct _KbArticleRow
{
  AdwActionRow parent_instance;

  char *article;
  gboolean learn_more;
};

enum
{
  PROP_ARTICLE = 1,
  PROP_LEARN_MORE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KbArticleRow, kb_article_row, ADW_TYPE_ACTION_ROW)

static void
show_article (KbArticleRow *self, const KbArticle *article)
{
  AdwPreferencesRow *row = ADW_PREFERENCES_ROW (self);
  g_autofree char *learn_more =
      /* TRANSLATORS: a way to an article; %s is its title */
      g_strdup_printf (_ ("Learn More: %s"), article->title);

  adw_preferences_row_set_title (row, self->learn_more ? learn_more : article->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), self->learn_more ? "" : article->summary);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", kb_article_get_id (article));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.article");
}

static void
set_article (KbArticleRow *self, const char *id)
{
  const KbArticle *article = id ? kb_library_find (kb_library_get_default (), id) : NULL;

  if (!g_set_str (&self->article, id))
    return;
  if (article)
    show_article (self, article);
  gtk_widget_set_visible (GTK_WIDGET (self), article != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ARTICLE]);
}

static void
kb_article_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KbArticleRow *self = KB_ARTICLE_ROW (object);

  switch (id)
    {
    case PROP_ARTICLE:
      g_value_set_string (value, self->article);
      break;
    case PROP_LEARN_MORE:
      g_value_set_boolean (value, self->learn_more);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_article_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KbArticleRow *self = KB_ARTICLE_ROW (object);

  switch (id)
    {
    case PROP_ARTICLE:
      set_article (self, g_value_get_string (value));
      break;
    case PROP_LEARN_MORE:
      self->learn_more = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_article_row_finalize (GObject *object)
{
  g_free (KB_ARTICLE_ROW (object)->article);
  G_OBJECT_CLASS (kb_article_row_parent_class)->finalize (object);
}

static void
kb_article_row_class_init (KbArticleRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kb_article_row_get_property;
  object_class->set_property = kb_article_row_set_property;
  object_class->finalize = kb_article_row_finalize;
  props[PROP_ARTICLE] = g_param_spec_string (
      "article", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_LEARN_MORE] = g_param_spec_boolean (
      "learn-more", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_CONSTRUCT_ONLY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
kb_article_row_init (KbArticleRow *self)
{
  GtkWidget *arrow = g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  adw_action_row_add_suffix (ADW_ACTION_ROW (self), arrow);
  kb_fit (GTK_WIDGET (self));
  g_object_set (self, "use-markup", FALSE, "activatable", TRUE, "visible", FALSE, NULL);
}
