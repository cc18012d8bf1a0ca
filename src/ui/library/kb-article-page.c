/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-article-page.h"

#include "core/library/kb-library.h"
#include "kb-article-blocks.h"
#include "kb-say.h"
#include "widgets/kb-even-lines.h"
#include "widgets/kb-fit.h"
#include "widgets/kb-heading.h"

#include <glib/gi18n.h>

struct _KbArticlePage
{
  KbPage parent_instance;

  AdwBreakpoint *narrow;
  GtkBox *content;
  GtkLabel *summary;

  char *article;
};

enum
{
  PROP_ARTICLE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KbArticlePage, kb_article_page, KB_TYPE_PAGE)

static gboolean
is_link (const KbBlock *block)
{
  return block->kind == KB_BLOCK_SEE || block->kind == KB_BLOCK_WEB;
}

static void
add_blocks (KbArticlePage *self, const KbArticle *article)
{
  gsize n_blocks;
  const KbBlock *const *blocks = kb_article_get_blocks (article, &n_blocks);
  GtkWidget *links = NULL;

  for (gsize i = 0; i < n_blocks; i++)
    {
      GtkWidget *block = kb_article_block_new (blocks[i], self->narrow);

      if (is_link (blocks[i]) && !links)
        {
          links = g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", _ ("Read On"), "margin-top", 12, NULL);
          gtk_box_append (self->content, links);
        }
      if (is_link (blocks[i]))
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (links), block);
      else
        gtk_box_append (self->content, block);
    }
}

static char *
dup_dates (const KbArticle *article)
{
  const char *compared = article->compared, *checked = article->checked;
  g_autofree char *words = compared ? kb_say_as_of_date (compared, NULL) : NULL;
  g_autofree char *figures = checked ? kb_say_as_of_date (checked, NULL) : NULL;

  if (words && figures && !g_str_equal (compared, checked))
    /* TRANSLATORS: below an article: how old its text and the oldest of its numbers are; each %s is a date */
    return g_strdup_printf (_ ("Text as of %s; oldest figure as of %s"), words, figures);
  if (words && figures)
    /* TRANSLATORS: below an article: how old it is; %s is a date */
    return g_strdup_printf (_ ("Text and figures as of %s"), words);
  if (words)
    /* TRANSLATORS: below an article without numbers: how old its text is; %s is a date */
    return g_strdup_printf (_ ("Text as of %s"), words);
  /* TRANSLATORS: below an article: how old the oldest of its numbers is; %s is a date */
  return figures ? g_strdup_printf (_ ("Figures as of %s"), figures) : NULL;
}

static void
add_date (KbArticlePage *self, const KbArticle *article)
{
  g_autofree char *text = dup_dates (article);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "margin-top", 12, NULL);

  gtk_widget_add_css_class (label, "dimmed");
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (self->content, label);
}

static void
kb_article_page_constructed (GObject *object)
{
  KbArticlePage *self = KB_ARTICLE_PAGE (object);
  const KbArticle *article = kb_library_find (kb_library_get_default (), self->article);

  G_OBJECT_CLASS (kb_article_page_parent_class)->constructed (object);
  g_return_if_fail (article != NULL);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), article->title);
  gtk_label_set_label (self->summary, article->summary);
  add_blocks (self, article);
  if (article->compared || article->checked)
    add_date (self, article);
  kb_fit (GTK_WIDGET (self->content));
}

static void
kb_article_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KbArticlePage *self = KB_ARTICLE_PAGE (object);

  switch (id)
    {
    case PROP_ARTICLE:
      g_value_set_string (value, self->article);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_article_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KbArticlePage *self = KB_ARTICLE_PAGE (object);

  switch (id)
    {
    case PROP_ARTICLE:
      self->article = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_article_page_finalize (GObject *object)
{
  g_free (KB_ARTICLE_PAGE (object)->article);
  G_OBJECT_CLASS (kb_article_page_parent_class)->finalize (object);
}

static void
kb_article_page_class_init (KbArticlePageClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_CONSTRUCT_ONLY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = kb_article_page_constructed;
  object_class->get_property = kb_article_page_get_property;
  object_class->set_property = kb_article_page_set_property;
  object_class->finalize = kb_article_page_finalize;
  props[PROP_ARTICLE] = g_param_spec_string ("article", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (KB_TYPE_EVEN_LINES);
  g_type_ensure (KB_TYPE_HEADING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-article-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KbArticlePage, narrow);
  gtk_widget_class_bind_template_child (widget_class, KbArticlePage, content);
  gtk_widget_class_bind_template_child (widget_class, KbArticlePage, summary);
}

static void
kb_article_page_init (KbArticlePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
