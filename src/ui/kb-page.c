/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-page.h"

#include "library/kb-article-row.h"
#include "widgets/kb-check-row.h"
#include "widgets/kb-copy-row.h"
#include "widgets/kb-heading.h"
#include "widgets/kb-instruction-row.h"
#include "widgets/kb-link-row.h"
#include "widgets/kb-more-row.h"
#include "widgets/kb-step-indicator.h"

#include <glib/gi18n.h>

typedef struct
{
  KbSetup *setup;
  KbStep step;
  char *heading;
  char *body;
  char *illustration_name;
  char *article;
  char *primary_label;
  char *secondary_label;
  gboolean primary_sensitive;
  gboolean covered; /* by a page that is no step; Back leads here */
  GCancellable *cancellable;

  GtkBox *content;
  GtkScrolledWindow *scroller;
  GtkPicture *illustration;
  GtkWidget *heading_widget;
  GtkButton *primary_button;
  KbStepIndicator *indicator;
} KbPagePrivate;

enum
{
  PROP_SETUP = 1,
  PROP_STEP,
  PROP_HEADING,
  PROP_BODY,
  PROP_ILLUSTRATION,
  PROP_ARTICLE,
  PROP_PRIMARY_LABEL,
  PROP_PRIMARY_SENSITIVE,
  PROP_SECONDARY_LABEL,
  N_PROPS
};

enum
{
  SIGNAL_NEXT,
  SIGNAL_GO_TO,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];
static GtkBuildableIface *parent_buildable;

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (KbPage,
                                  kb_page,
                                  ADW_TYPE_NAVIGATION_PAGE,
                                  G_ADD_PRIVATE (KbPage)
                                      G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

#define PRIV(self) ((KbPagePrivate *) kb_page_get_instance_private (self))

static void
set_text (KbPage *self, char **place, const char *text, guint prop)
{
  if (g_set_str (place, text))
    g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
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
primary_clicked_cb (KbPage *self)
{
  KB_PAGE_GET_CLASS (self)->primary (self);
}

static void
secondary_clicked_cb (KbPage *self)
{
  KB_PAGE_GET_CLASS (self)->secondary (self);
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
kb_page_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  KbPagePrivate *priv = PRIV (KB_PAGE (buildable));

  /* Children of a subclass's template go into the column; before that, the page's own template is being
   * built. */
  if (priv->content && GTK_IS_WIDGET (child))
    gtk_box_append (priv->content, GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
kb_page_showing (AdwNavigationPage *page)
{
  KbPage *self = KB_PAGE (page);
  KbPagePrivate *priv = PRIV (self);

  ADW_NAVIGATION_PAGE_CLASS (kb_page_parent_class)->showing (page);
  g_set_object (&priv->cancellable, NULL);
  priv->cancellable = g_cancellable_new ();
  kb_choices_set_step (kb_page_get_choices (self), priv->step);
  kb_step_indicator_show_step (priv->indicator, kb_page_get_choices (self), priv->step);
  if (KB_PAGE_GET_CLASS (self)->arrived)
    KB_PAGE_GET_CLASS (self)->arrived (self);
}

static void
kb_page_shown (AdwNavigationPage *page)
{
  KbPagePrivate *priv = PRIV (KB_PAGE (page));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  g_autofree char *where = NULL;

  ADW_NAVIGATION_PAGE_CLASS (kb_page_parent_class)->shown (page);
  /* Who read an article meanwhile goes on where they left off. */
  if (!priv->covered)
    gtk_widget_grab_focus (priv->heading_widget);
  priv->covered = FALSE;
  if (GTK_IS_WINDOW (root))
    gtk_window_set_default_widget (GTK_WINDOW (root), GTK_WIDGET (priv->primary_button));
  where = kb_step_indicator_dup_text (priv->indicator);
  if (where)
    kb_announce (GTK_WIDGET (page), where);
}

/* The window keeps no reference to its default widget: it must not outlive the page. */
static void
give_up_default (KbPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root) &&
      gtk_window_get_default_widget (GTK_WINDOW (root)) == GTK_WIDGET (PRIV (self)->primary_button))
    gtk_window_set_default_widget (GTK_WINDOW (root), NULL);
}

static void
kb_page_unroot (GtkWidget *widget)
{
  give_up_default (KB_PAGE (widget));
  GTK_WIDGET_CLASS (kb_page_parent_class)->unroot (widget);
}

/* By what is in front now, if that is no step of the wizard and this page is still below it. */
static gboolean
is_covered (KbPage *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);
  AdwNavigationPage *front = view ? adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (view)) : NULL;

  return front && !KB_IS_PAGE (front) &&
         adw_navigation_view_get_previous_page (ADW_NAVIGATION_VIEW (view), front) != NULL;
}

static void
kb_page_hiding (AdwNavigationPage *page)
{
  KbPage *self = KB_PAGE (page);
  KbPagePrivate *priv = PRIV (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));

  /* The window forgets a button that goes only after the next event, and would touch it before that. */
  if (GTK_IS_WINDOW (root))
    gtk_window_set_default_widget (GTK_WINDOW (root), NULL);
  priv->covered = is_covered (self);
  g_cancellable_cancel (priv->cancellable);
  /* The window would remember the button of a page that is gone. */
  if (GTK_IS_WINDOW (root) &&
      gtk_window_get_default_widget (GTK_WINDOW (root)) == GTK_WIDGET (priv->primary_button))
    gtk_window_set_default_widget (GTK_WINDOW (root), NULL);
  if (KB_PAGE_GET_CLASS (self)->left)
    KB_PAGE_GET_CLASS (self)->left (self);
  ADW_NAVIGATION_PAGE_CLASS (kb_page_parent_class)->hiding (page);
}

static void
kb_page_dispose (GObject *object)
{
  KbPagePrivate *priv = PRIV (KB_PAGE (object));

  g_cancellable_cancel (priv->cancellable);
  priv->content = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (object), KB_TYPE_PAGE);
  g_clear_object (&priv->cancellable);
  g_clear_object (&priv->setup);
  G_OBJECT_CLASS (kb_page_parent_class)->dispose (object);
}

static void
kb_page_finalize (GObject *object)
{
  KbPagePrivate *priv = PRIV (KB_PAGE (object));

  g_free (priv->heading);
  g_free (priv->body);
  g_free (priv->illustration_name);
  g_free (priv->article);
  g_free (priv->primary_label);
  g_free (priv->secondary_label);
  G_OBJECT_CLASS (kb_page_parent_class)->finalize (object);
}

static void
kb_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KbPagePrivate *priv = PRIV (KB_PAGE (object));

  switch (id)
    {
    case PROP_SETUP:
      g_value_set_object (value, priv->setup);
      break;
    case PROP_STEP:
      g_value_set_enum (value, priv->step);
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
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KbPage *self = KB_PAGE (object);
  KbPagePrivate *priv = PRIV (self);

  switch (id)
    {
    case PROP_SETUP:
      priv->setup = g_value_dup_object (value);
      break;
    case PROP_STEP:
      priv->step = g_value_get_enum (value);
      break;
    case PROP_HEADING:
      kb_page_set_heading (self, g_value_get_string (value));
      break;
    case PROP_BODY:
      kb_page_set_body (self, g_value_get_string (value));
      break;
    case PROP_ILLUSTRATION:
      kb_page_set_illustration (self, g_value_get_string (value));
      break;
    case PROP_ARTICLE:
      set_text (self, &priv->article, g_value_get_string (value), PROP_ARTICLE);
      break;
    case PROP_PRIMARY_LABEL:
      kb_page_set_primary (self, g_value_get_string (value), priv->primary_sensitive);
      break;
    case PROP_PRIMARY_SENSITIVE:
      kb_page_set_primary (self, priv->primary_label, g_value_get_boolean (value));
      break;
    case PROP_SECONDARY_LABEL:
      kb_page_set_secondary (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  props[PROP_SETUP] =
      g_param_spec_object ("setup", NULL, NULL, KB_TYPE_SETUP,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_CONSTRUCT_ONLY);
  props[PROP_STEP] = g_param_spec_enum ("step", NULL, NULL, KB_TYPE_STEP, KB_STEP_WELCOME,
                                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_CONSTRUCT_ONLY);
  props[PROP_HEADING] = g_param_spec_string ("heading", NULL, NULL, NULL, flags);
  props[PROP_BODY] = g_param_spec_string ("body", NULL, NULL, NULL, flags);
  props[PROP_ILLUSTRATION] = g_param_spec_string ("illustration", NULL, NULL, NULL, flags);
  props[PROP_ARTICLE] = g_param_spec_string ("article", NULL, NULL, NULL, flags);
  props[PROP_PRIMARY_LABEL] = g_param_spec_string ("primary-label", NULL, NULL, NULL, flags);
  props[PROP_PRIMARY_SENSITIVE] = g_param_spec_boolean ("primary-sensitive", NULL, NULL, TRUE, flags);
  props[PROP_SECONDARY_LABEL] = g_param_spec_string ("secondary-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

/* The templates of all pages name these; GtkBuilder finds only types that are registered. */
static void
ensure_widgets (void)
{
  g_type_ensure (KB_TYPE_ARTICLE_ROW);
  g_type_ensure (KB_TYPE_CHECK_ROW);
  g_type_ensure (KB_TYPE_COPY_ROW);
  g_type_ensure (KB_TYPE_HEADING);
  g_type_ensure (KB_TYPE_INSTRUCTION_ROW);
  g_type_ensure (KB_TYPE_LINK_ROW);
  g_type_ensure (KB_TYPE_MORE_ROW);
  g_type_ensure (KB_TYPE_STEP_INDICATOR);
}

static void
kb_page_class_init (KbPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AdwNavigationPageClass *page_class = ADW_NAVIGATION_PAGE_CLASS (klass);

  object_class->dispose = kb_page_dispose;
  object_class->finalize = kb_page_finalize;
  object_class->get_property = kb_page_get_property;
  object_class->set_property = kb_page_set_property;
  widget_class->unroot = kb_page_unroot;
  page_class->showing = kb_page_showing;
  page_class->shown = kb_page_shown;
  page_class->hiding = kb_page_hiding;
  klass->primary = kb_page_next;
  klass->secondary = kb_page_next;

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, enter_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, enter_cb, NULL);

  install_properties (object_class);
  signals[SIGNAL_NEXT] =
      g_signal_new ("next", KB_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_GO_TO] = g_signal_new ("go-to", KB_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, KB_TYPE_STEP);

  ensure_widgets ();
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/keybearer/Keybearer/ui/kb-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, KbPage, content);
  gtk_widget_class_bind_template_child_private (widget_class, KbPage, scroller);
  gtk_widget_class_bind_template_child_private (widget_class, KbPage, illustration);
  gtk_widget_class_bind_template_child_private (widget_class, KbPage, heading_widget);
  gtk_widget_class_bind_template_child_private (widget_class, KbPage, primary_button);
  gtk_widget_class_bind_template_child_private (widget_class, KbPage, indicator);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, has_either);
  gtk_widget_class_bind_template_callback (widget_class, primary_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, secondary_clicked_cb);
}

static void
kb_page_init (KbPage *self)
{
  PRIV (self)->primary_sensitive = TRUE;
  PRIV (self)->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = kb_page_add_child;
}

KbSetup *
kb_page_get_setup (KbPage *self)
{
  g_return_val_if_fail (KB_IS_PAGE (self), NULL);
  return PRIV (self)->setup;
}

KbChoices *
kb_page_get_choices (KbPage *self)
{
  g_return_val_if_fail (KB_IS_PAGE (self), NULL);
  return kb_setup_get_choices (PRIV (self)->setup);
}

KbStep
kb_page_get_step (KbPage *self)
{
  g_return_val_if_fail (KB_IS_PAGE (self), KB_STEP_WELCOME);
  return PRIV (self)->step;
}

GCancellable *
kb_page_get_cancellable (KbPage *self)
{
  g_return_val_if_fail (KB_IS_PAGE (self), NULL);
  return PRIV (self)->cancellable;
}

void
kb_page_next (KbPage *self)
{
  g_return_if_fail (KB_IS_PAGE (self));
  g_signal_emit (self, signals[SIGNAL_NEXT], 0);
}

void
kb_page_go_to (KbPage *self, KbStep step)
{
  g_return_if_fail (KB_IS_PAGE (self));
  g_signal_emit (self, signals[SIGNAL_GO_TO], 0, step);
}

void
kb_page_set_heading (KbPage *self, const char *heading)
{
  g_return_if_fail (KB_IS_PAGE (self));
  set_text (self, &PRIV (self)->heading, heading, PROP_HEADING);
}

void
kb_page_set_body (KbPage *self, const char *body)
{
  g_return_if_fail (KB_IS_PAGE (self));
  set_text (self, &PRIV (self)->body, body, PROP_BODY);
}

void
kb_page_set_illustration (KbPage *self, const char *name)
{
  g_autofree char *path = NULL;

  g_return_if_fail (KB_IS_PAGE (self));

  if (name)
    path = g_strdup_printf ("/io/github/keybearer/Keybearer/illustrations/%s.svg", name);
  gtk_picture_set_resource (PRIV (self)->illustration, path);
  set_text (self, &PRIV (self)->illustration_name, name, PROP_ILLUSTRATION);
}

void
kb_page_set_primary (KbPage *self, const char *label, gboolean sensitive)
{
  KbPagePrivate *priv;

  g_return_if_fail (KB_IS_PAGE (self));

  priv = PRIV (self);
  set_text (self, &priv->primary_label, label, PROP_PRIMARY_LABEL);
  if (priv->primary_sensitive != sensitive)
    {
      priv->primary_sensitive = sensitive;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PRIMARY_SENSITIVE]);
    }
}

void
kb_page_set_secondary (KbPage *self, const char *label)
{
  g_return_if_fail (KB_IS_PAGE (self));
  set_text (self, &PRIV (self)->secondary_label, label, PROP_SECONDARY_LABEL);
}

static gboolean
to_top_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (widget)), 0);
  return G_SOURCE_REMOVE;
}

void
kb_page_back_to_top (KbPage *self)
{
  KbPagePrivate *priv;

  g_return_if_fail (KB_IS_PAGE (self));

  priv = PRIV (self);
  /* Who reads another page finds the news when they come back. */
  priv->covered = FALSE;
  kb_take_focus (priv->heading_widget);
  /* In the next frame: taking the focus scrolls too, and it still sees the layout from before. */
  gtk_widget_add_tick_callback (GTK_WIDGET (priv->scroller), to_top_cb, NULL, NULL);
}

void
kb_page_bind (KbPage *self, const char *choice, gpointer widget, const char *property)
{
  g_return_if_fail (KB_IS_PAGE (self));
  g_object_bind_property (kb_page_get_choices (self), choice, widget, property,
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

void
kb_take_focus (GtkWidget *widget)
{
  if (gtk_widget_get_mapped (widget))
    gtk_widget_grab_focus (widget);
}

void
kb_toast (GtkWidget *widget, const char *text)
{
  gtk_widget_activate_action (widget, "win.toast", "s", text);
}

void
kb_toast_link (GtkWidget *widget, const char *text, const char *address)
{
  gtk_widget_activate_action (widget, "win.toast-link", "(ss)", text, address);
}

static void
announce (GtkWidget *widget, const char *text, GtkAccessibleAnnouncementPriority priority)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  /* Who reads another page is not told what happens on this one. */
  if (root && gtk_widget_get_mapped (widget))
    gtk_accessible_announce (GTK_ACCESSIBLE (root), text, priority);
}

void
kb_announce (GtkWidget *widget, const char *text)
{
  announce (widget, text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

void
kb_announce_quietly (GtkWidget *widget, const char *text)
{
  announce (widget, text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}
