/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-step-page.h"

#include "library/kb-article-row.h"
#include "widgets/kb-check-row.h"
#include "widgets/kb-copy-row.h"
#include "widgets/kb-even-lines.h"
#include "widgets/kb-heading.h"
#include "widgets/kb-link-row.h"
#include "widgets/kb-more-row.h"
#include "widgets/kb-row-layout.h"
#include "widgets/kb-step-indicator.h"

#include <glib/gi18n.h>

typedef struct
{
  int step; /* -1: none of the set-up's */
  char *heading;
  char *body;
  char *illustration_name;
  char *article;
  char *primary_label;
  char *secondary_label;
  gboolean primary_sensitive;
  gboolean narrow;
  gboolean columns;
  gboolean low;

  GtkBox *content;
  AdwToastOverlay *toasts; /* above the buttons that lead on */
  GtkScrolledWindow *scroller;
  GtkPicture *illustration;
  GtkWidget *heading_widget;
  KbStepIndicator *indicator;
} KbStepPagePrivate;

typedef enum
{
  PROP_STEP = 1,
  PROP_HEADING,
  PROP_BODY,
  PROP_ILLUSTRATION,
  PROP_ARTICLE,
  PROP_PRIMARY_LABEL,
  PROP_PRIMARY_SENSITIVE,
  PROP_SECONDARY_LABEL,
  PROP_NARROW,
  PROP_COLUMNS,
  PROP_LOW,
  PROP_WIDTH,
} KbStepPageProperty;
#define N_PROPS (PROP_WIDTH + 1)

/* Of the content and of the buttons below it. */
#define WIDTH 640
#define WIDTH_OF_COLUMNS 1040

typedef enum
{
  SIGNAL_NEXT,
  SIGNAL_GO_TO,
  N_SIGNALS
} KbStepPageSignal;

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];
static GtkBuildableIface *parent_buildable;

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (KbStepPage,
                                  kb_step_page,
                                  KB_TYPE_PAGE,
                                  G_ADD_PRIVATE (KbStepPage)
                                      G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

#define PRIV(self) ((KbStepPagePrivate *) kb_step_page_get_instance_private (self))

static void
set_text (KbStepPage *self, char **place, const char *text, guint prop)
{
  if (g_set_str (place, text))
    g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

static void
set_flag (KbStepPage *self, gboolean *place, gboolean flag, guint prop)
{
  if (*place == flag)
    return;
  *place = flag;
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
  if (prop == PROP_LOW && flag)
    gtk_widget_add_css_class (GTK_WIDGET (self), "low");
  else if (prop == PROP_LOW)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "low");
  if (prop == PROP_COLUMNS)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WIDTH]);
}

static int
get_width (KbStepPage *self)
{
  return PRIV (self)->columns && KB_STEP_PAGE_GET_CLASS (self)->has_columns ? WIDTH_OF_COLUMNS : WIDTH;
}

static gboolean
has_text (gpointer object, const char *text)
{
  return text && *text;
}

static gboolean
has_either (gpointer object, const char *one, const char *other)
{
  return has_text (object, one) || has_text (object, other);
}

static void
primary_clicked_cb (KbStepPage *self)
{
  KB_STEP_PAGE_GET_CLASS (self)->primary (self);
}

static void
secondary_clicked_cb (KbStepPage *self)
{
  KB_STEP_PAGE_GET_CLASS (self)->secondary (self);
}

/* With large text or in a long language there are two lines, and the window stays as narrow as it was. */
static void
wrap_cb (GtkButton *button)
{
  GtkWidget *label = gtk_button_get_child (button);

  if (GTK_IS_LABEL (label))
    g_object_set (label, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "justify", GTK_JUSTIFY_CENTER,
                  NULL);
}

/* Before the window gives Enter to its default button: a row that does something takes it, as a button would.
 */
static gboolean
enter_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  return GTK_IS_LIST_BOX_ROW (focus) && gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (focus)) &&
         gtk_widget_activate (focus);
}

static void
kb_step_page_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  KbStepPagePrivate *priv = PRIV (KB_STEP_PAGE (buildable));

  /* Children of a subclass's template go into the column, of type "top" before the heading, and what is no
   * widget is kept by its name alone; before that, the page's own template is being built. */
  if (!priv->content)
    parent_buildable->add_child (buildable, builder, child, type);
  else if (g_strcmp0 (type, "top") == 0)
    gtk_box_prepend (priv->content, GTK_WIDGET (child));
  else if (GTK_IS_WIDGET (child))
    gtk_box_append (priv->content, GTK_WIDGET (child));
}

static void
kb_step_page_showing (AdwNavigationPage *page)
{
  KbStepPagePrivate *priv = PRIV (KB_STEP_PAGE (page));
  KbChoices *choices = kb_page_get_choices (KB_PAGE (page));

  if (priv->step >= 0)
    {
      kb_choices_set_step (choices, (KbStep) priv->step);
      kb_step_indicator_show_step (priv->indicator, choices, (KbStep) priv->step);
    }
  ADW_NAVIGATION_PAGE_CLASS (kb_step_page_parent_class)->showing (page);
}

static void
kb_step_page_shown (AdwNavigationPage *page)
{
  g_autofree char *where = NULL;

  ADW_NAVIGATION_PAGE_CLASS (kb_step_page_parent_class)->shown (page);
  where = kb_step_indicator_dup_text (PRIV (KB_STEP_PAGE (page))->indicator);
  if (where)
    kb_announce (GTK_WIDGET (page), where);
}

static void
kb_step_page_finalize (GObject *object)
{
  KbStepPagePrivate *priv = PRIV (KB_STEP_PAGE (object));

  g_free (priv->heading);
  g_free (priv->body);
  g_free (priv->illustration_name);
  g_free (priv->article);
  g_free (priv->primary_label);
  g_free (priv->secondary_label);
  G_OBJECT_CLASS (kb_step_page_parent_class)->finalize (object);
}

static void
kb_step_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KbStepPagePrivate *priv = PRIV (KB_STEP_PAGE (object));

  switch ((KbStepPageProperty) id)
    {
    case PROP_STEP:
      g_value_set_int (value, priv->step);
      break;
    case PROP_HEADING:
      g_value_set_string (value, priv->heading);
      break;
    case PROP_BODY:
      g_value_set_string (value, priv->body);
      break;
    case PROP_ILLUSTRATION:
      g_value_set_string (value, priv->illustration_name);
      break;
    case PROP_ARTICLE:
      g_value_set_string (value, priv->article);
      break;
    case PROP_PRIMARY_LABEL:
      g_value_set_string (value, priv->primary_label);
      break;
    case PROP_PRIMARY_SENSITIVE:
      g_value_set_boolean (value, priv->primary_sensitive);
      break;
    case PROP_SECONDARY_LABEL:
      g_value_set_string (value, priv->secondary_label);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, priv->narrow);
      break;
    case PROP_COLUMNS:
      g_value_set_boolean (value, priv->columns);
      break;
    case PROP_LOW:
      g_value_set_boolean (value, priv->low);
      break;
    case PROP_WIDTH:
      g_value_set_int (value, get_width (KB_STEP_PAGE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_step_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KbStepPage *self = KB_STEP_PAGE (object);
  KbStepPagePrivate *priv = PRIV (self);

  switch ((KbStepPageProperty) id)
    {
    case PROP_STEP:
      priv->step = g_value_get_int (value);
      break;
    case PROP_HEADING:
      kb_step_page_set_heading (self, g_value_get_string (value));
      break;
    case PROP_BODY:
      kb_step_page_set_body (self, g_value_get_string (value));
      break;
    case PROP_ILLUSTRATION:
      kb_step_page_set_illustration (self, g_value_get_string (value));
      break;
    case PROP_ARTICLE:
      set_text (self, &priv->article, g_value_get_string (value), PROP_ARTICLE);
      break;
    case PROP_PRIMARY_LABEL:
      kb_step_page_set_primary (self, g_value_get_string (value), priv->primary_sensitive);
      break;
    case PROP_PRIMARY_SENSITIVE:
      kb_step_page_set_primary (self, priv->primary_label, g_value_get_boolean (value));
      break;
    case PROP_SECONDARY_LABEL:
      kb_step_page_set_secondary (self, g_value_get_string (value));
      break;
    case PROP_NARROW:
      set_flag (self, &priv->narrow, g_value_get_boolean (value), PROP_NARROW);
      break;
    case PROP_COLUMNS:
      set_flag (self, &priv->columns, g_value_get_boolean (value), PROP_COLUMNS);
      break;
    case PROP_LOW:
      set_flag (self, &priv->low, g_value_get_boolean (value), PROP_LOW);
      break;
    case PROP_WIDTH:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  props[PROP_STEP] = g_param_spec_int ("step", NULL, NULL, -1, KB_N_STEPS - 1, -1,
                                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_CONSTRUCT_ONLY);
  props[PROP_HEADING] = g_param_spec_string ("heading", NULL, NULL, NULL, flags);
  props[PROP_BODY] = g_param_spec_string ("body", NULL, NULL, NULL, flags);
  props[PROP_ILLUSTRATION] = g_param_spec_string ("illustration", NULL, NULL, NULL, flags);
  props[PROP_ARTICLE] = g_param_spec_string ("article", NULL, NULL, NULL, flags);
  props[PROP_PRIMARY_LABEL] = g_param_spec_string ("primary-label", NULL, NULL, NULL, flags);
  props[PROP_PRIMARY_SENSITIVE] = g_param_spec_boolean ("primary-sensitive", NULL, NULL, TRUE, flags);
  props[PROP_SECONDARY_LABEL] = g_param_spec_string ("secondary-label", NULL, NULL, NULL, flags);
  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  props[PROP_COLUMNS] = g_param_spec_boolean ("columns", NULL, NULL, FALSE, flags);
  props[PROP_LOW] = g_param_spec_boolean ("low", NULL, NULL, FALSE, flags);
  props[PROP_WIDTH] =
      g_param_spec_int ("width", NULL, NULL, 0, G_MAXINT, WIDTH, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

/* The templates of all pages name these; GtkBuilder finds only types that are registered. */
static void
ensure_widgets (void)
{
  g_type_ensure (KB_TYPE_ARTICLE_ROW);
  g_type_ensure (KB_TYPE_CHECK_ROW);
  g_type_ensure (KB_TYPE_COPY_ROW);
  g_type_ensure (KB_TYPE_EVEN_LINES);
  g_type_ensure (KB_TYPE_HEADING);
  g_type_ensure (KB_TYPE_LINK_ROW);
  g_type_ensure (KB_TYPE_MORE_ROW);
  g_type_ensure (KB_TYPE_ROW_LAYOUT);
  g_type_ensure (KB_TYPE_STEP_INDICATOR);
}

static void
kb_step_page_class_init (KbStepPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AdwNavigationPageClass *page_class = ADW_NAVIGATION_PAGE_CLASS (klass);

  object_class->finalize = kb_step_page_finalize;
  object_class->get_property = kb_step_page_get_property;
  object_class->set_property = kb_step_page_set_property;
  page_class->showing = kb_step_page_showing;
  page_class->shown = kb_step_page_shown;
  KB_PAGE_CLASS (klass)->takes_place = TRUE;
  klass->primary = kb_step_page_next;
  klass->secondary = kb_step_page_next;

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, enter_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, enter_cb, NULL);

  install_properties (object_class);
  signals[SIGNAL_NEXT] =
      g_signal_new ("next", KB_TYPE_STEP_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_GO_TO] = g_signal_new ("go-to", KB_TYPE_STEP_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, KB_TYPE_STEP);

  ensure_widgets ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-step-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, KbStepPage, content);
  gtk_widget_class_bind_template_child_private (widget_class, KbStepPage, scroller);
  gtk_widget_class_bind_template_child_private (widget_class, KbStepPage, toasts);
  gtk_widget_class_bind_template_child_private (widget_class, KbStepPage, illustration);
  gtk_widget_class_bind_template_child_private (widget_class, KbStepPage, heading_widget);
  gtk_widget_class_bind_template_child_private (widget_class, KbStepPage, indicator);
  gtk_widget_class_bind_template_child_full (widget_class, "primary_button", FALSE, 0);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, has_either);
  gtk_widget_class_bind_template_callback (widget_class, wrap_cb);
  gtk_widget_class_bind_template_callback (widget_class, primary_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, secondary_clicked_cb);
}

static void
kb_step_page_init (KbStepPage *self)
{
  PRIV (self)->primary_sensitive = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = kb_step_page_add_child;
}

KbStep
kb_step_page_get_step (KbStepPage *self)
{
  g_return_val_if_fail (KB_IS_STEP_PAGE (self), KB_STEP_WELCOME);
  return (KbStep) PRIV (self)->step;
}

void
kb_step_page_next (KbStepPage *self)
{
  g_return_if_fail (KB_IS_STEP_PAGE (self));
  g_signal_emit (self, signals[SIGNAL_NEXT], 0);
}

void
kb_step_page_go_to (KbStepPage *self, KbStep step)
{
  g_return_if_fail (KB_IS_STEP_PAGE (self));
  g_signal_emit (self, signals[SIGNAL_GO_TO], 0, step);
}

AdwToastOverlay *
kb_step_page_get_toasts (KbStepPage *self)
{
  g_return_val_if_fail (KB_IS_STEP_PAGE (self), NULL);
  return PRIV (self)->toasts;
}

void
kb_step_page_set_heading (KbStepPage *self, const char *heading)
{
  g_return_if_fail (KB_IS_STEP_PAGE (self));
  set_text (self, &PRIV (self)->heading, heading, PROP_HEADING);
}

void
kb_step_page_set_body (KbStepPage *self, const char *body)
{
  g_return_if_fail (KB_IS_STEP_PAGE (self));
  set_text (self, &PRIV (self)->body, body, PROP_BODY);
}

void
kb_step_page_set_illustration (KbStepPage *self, const char *name)
{
  g_autofree char *path = NULL;

  g_return_if_fail (KB_IS_STEP_PAGE (self));

  if (name)
    path = g_strdup_printf ("/io/github/keybearer/Keybearer/illustrations/%s.svg", name);
  gtk_picture_set_resource (PRIV (self)->illustration, path);
  set_text (self, &PRIV (self)->illustration_name, name, PROP_ILLUSTRATION);
}

void
kb_step_page_set_primary (KbStepPage *self, const char *label, gboolean sensitive)
{
  KbStepPagePrivate *priv;

  g_return_if_fail (KB_IS_STEP_PAGE (self));

  priv = PRIV (self);
  set_text (self, &priv->primary_label, label, PROP_PRIMARY_LABEL);
  if (priv->primary_sensitive != sensitive)
    {
      priv->primary_sensitive = sensitive;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PRIMARY_SENSITIVE]);
    }
}

void
kb_step_page_set_secondary (KbStepPage *self, const char *label)
{
  g_return_if_fail (KB_IS_STEP_PAGE (self));
  set_text (self, &PRIV (self)->secondary_label, label, PROP_SECONDARY_LABEL);
}

static gboolean
to_top_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (widget)), 0);
  return G_SOURCE_REMOVE;
}

void
kb_step_page_back_to_top (KbStepPage *self)
{
  KbStepPagePrivate *priv;

  g_return_if_fail (KB_IS_STEP_PAGE (self));

  priv = PRIV (self);
  /* Who reads another page finds the news when they come back. */
  kb_page_begin_anew (KB_PAGE (self));
  kb_take_focus (priv->heading_widget);
  /* In the next frame: taking the focus scrolls too, and it still sees the layout from before. */
  gtk_widget_add_tick_callback (GTK_WIDGET (priv->scroller), to_top_cb, NULL, NULL);
}
