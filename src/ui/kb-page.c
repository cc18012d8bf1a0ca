/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-page.h"

#include "widgets/kb-door-row.h"
#include "widgets/kb-fit.h"
#include "widgets/kb-header.h"

/* The widest column of a page, how wide it is before its margins begin to grow, and the smallest margin */
#define COLUMN 640
#define NARROW_COLUMN 400
#define MARGIN 12

typedef struct
{
  KbSetup *setup;
  char *key_name;
  GCancellable *cancellable;
  GtkWidget *first_focus;
  GtkWidget *content; /* that has the focus on arrival, once it is there */
  GtkWidget *news;    /* that has it instead of both */
  GtkWidget *default_button;
  gboolean arrived; /* and not left yet */
  gboolean covered; /* Back leads to where one was */
  gboolean shown;
} KbPagePrivate;

typedef enum
{
  PROP_SETUP = 1,
  PROP_KEY_NAME,
  PROP_FIRST_FOCUS,
  PROP_DEFAULT_BUTTON,
} KbPageProperty;
#define N_PROPS (PROP_DEFAULT_BUTTON + 1)

static GParamSpec *props[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (KbPage, kb_page, ADW_TYPE_NAVIGATION_PAGE)

#define PRIV(self) ((KbPagePrivate *) kb_page_get_instance_private (self))

void
kb_bind_fields (KbChoices *choices, GtkWidget *widget)
{
  static const char *const properties[] = { "active", "selected", "value", "text", "date" };
  GObjectClass *widget_class = G_OBJECT_GET_CLASS (widget);
  const char *choice = gtk_widget_get_name (widget);

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (choices), choice))
    for (gsize i = 0; i < G_N_ELEMENTS (properties); i++)
      if (g_object_class_find_property (widget_class, properties[i]))
        {
          g_object_bind_property (choices, choice, widget, properties[i],
                                  G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
          break;
        }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    kb_bind_fields (choices, child);
}

/* As in the other pages, where the clamp is in the margins and not around them: edges stay where they are. */
static void
align_columns (GtkWidget *widget)
{
  if (ADW_IS_CLAMP (widget) && gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_PAGE))
    g_object_set (widget, "maximum-size", COLUMN + 2 * MARGIN, "tightening-threshold",
                  NARROW_COLUMN + 2 * MARGIN, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    align_columns (child);
}

static void
kb_page_constructed (GObject *object)
{
  G_OBJECT_CLASS (kb_page_parent_class)->constructed (object);
  kb_fit (GTK_WIDGET (object));
  align_columns (GTK_WIDGET (object));
  if (PRIV (KB_PAGE (object))->setup)
    kb_bind_fields (kb_page_get_choices (KB_PAGE (object)), GTK_WIDGET (object));
}

static void
kb_page_showing (AdwNavigationPage *page)
{
  KbPage *self = KB_PAGE (page);
  KbPagePrivate *priv = PRIV (self);

  ADW_NAVIGATION_PAGE_CLASS (kb_page_parent_class)->showing (page);
  g_clear_object (&priv->cancellable);
  priv->cancellable = g_cancellable_new ();
  priv->arrived = TRUE;
  if (KB_PAGE_GET_CLASS (self)->arrived)
    KB_PAGE_GET_CLASS (self)->arrived (self);
}

static void
take_default (KbPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root) && PRIV (self)->default_button)
    gtk_window_set_default_widget (GTK_WINDOW (root), PRIV (self)->default_button);
}

/* Where a page has the focus when nothing else takes it */
static void
focus_content (KbPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (!focus || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) ||
      gtk_widget_get_ancestor (focus, ADW_TYPE_HEADER_BAR))
    gtk_widget_child_focus (PRIV (self)->content, GTK_DIR_TAB_FORWARD);
}

static void
kb_page_shown (AdwNavigationPage *page)
{
  KbPagePrivate *priv = PRIV (KB_PAGE (page));
  GtkWidget *first = priv->news && gtk_widget_get_mapped (priv->news) ? priv->news : priv->first_focus;

  ADW_NAVIGATION_PAGE_CLASS (kb_page_parent_class)->shown (page);
  /* Who read an article meanwhile goes on where they left off. */
  if (!priv->covered && first)
    gtk_widget_grab_focus (first);
  else if (!priv->covered && priv->content)
    focus_content (KB_PAGE (page));
  priv->covered = FALSE;
  priv->shown = TRUE;
  take_default (KB_PAGE (page));
}

/* The window keeps no reference to its default widget: it must not outlive the page. */
static void
give_up_default (KbPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root) && PRIV (self)->default_button &&
      gtk_window_get_default_widget (GTK_WINDOW (root)) == PRIV (self)->default_button)
    gtk_window_set_default_widget (GTK_WINDOW (root), NULL);
}

/* By what is in front now, if that takes no other's place and this page is still below it. */
static gboolean
is_covered (KbPage *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);
  AdwNavigationPage *front = view ? adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (view)) : NULL;

  return front && !(KB_IS_PAGE (front) && KB_PAGE_GET_CLASS (front)->takes_place) &&
         adw_navigation_view_get_previous_page (ADW_NAVIGATION_VIEW (view), front) != NULL;
}

static void
leave (KbPage *self)
{
  gboolean arrived = PRIV (self)->arrived;

  /* Now: the window forgets a button that goes only after the next event, and would touch it before that. */
  give_up_default (self);
  PRIV (self)->arrived = FALSE;
  g_cancellable_cancel (PRIV (self)->cancellable);
  if (arrived && KB_PAGE_GET_CLASS (self)->left)
    KB_PAGE_GET_CLASS (self)->left (self);
}

static void
kb_page_hiding (AdwNavigationPage *page)
{
  PRIV (KB_PAGE (page))->covered = is_covered (KB_PAGE (page));
  leave (KB_PAGE (page));
  ADW_NAVIGATION_PAGE_CLASS (kb_page_parent_class)->hiding (page);
}

/* Also when nothing covers it, but the window is closed: what is under way would keep the page alive. */
static void
kb_page_unroot (GtkWidget *widget)
{
  leave (KB_PAGE (widget));
  GTK_WIDGET_CLASS (kb_page_parent_class)->unroot (widget);
}

static void
kb_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KbPagePrivate *priv = PRIV (KB_PAGE (object));

  switch ((KbPageProperty) id)
    {
    case PROP_SETUP:
      g_value_set_object (value, priv->setup);
      break;
    case PROP_KEY_NAME:
      g_value_set_string (value, priv->key_name);
      break;
    case PROP_FIRST_FOCUS:
      g_value_set_object (value, priv->first_focus);
      break;
    case PROP_DEFAULT_BUTTON:
      g_value_set_object (value, priv->default_button);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* The widgets are in the template: they live as long as the page. */
static void
kb_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KbPagePrivate *priv = PRIV (KB_PAGE (object));

  switch ((KbPageProperty) id)
    {
    case PROP_SETUP:
      priv->setup = g_value_dup_object (value);
      break;
    case PROP_KEY_NAME:
      priv->key_name = g_value_dup_string (value);
      break;
    case PROP_FIRST_FOCUS:
      priv->first_focus = g_value_get_object (value);
      break;
    case PROP_DEFAULT_BUTTON:
      priv->default_button = g_value_get_object (value);
      if (priv->arrived)
        take_default (KB_PAGE (object));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_page_dispose (GObject *object)
{
  KbPagePrivate *priv = PRIV (KB_PAGE (object));

  priv->first_focus = priv->content = priv->news = priv->default_button = NULL;
  for (GType type = G_OBJECT_TYPE (object); type != KB_TYPE_PAGE; type = g_type_parent (type))
    gtk_widget_dispose_template (GTK_WIDGET (object), type);
  g_clear_object (&priv->cancellable);
  g_clear_object (&priv->setup);
  G_OBJECT_CLASS (kb_page_parent_class)->dispose (object);
}

static void
kb_page_finalize (GObject *object)
{
  g_free (PRIV (KB_PAGE (object))->key_name);
  G_OBJECT_CLASS (kb_page_parent_class)->finalize (object);
}

static void
kb_page_class_init (KbPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  AdwNavigationPageClass *page_class = ADW_NAVIGATION_PAGE_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->constructed = kb_page_constructed;
  object_class->dispose = kb_page_dispose;
  object_class->finalize = kb_page_finalize;
  object_class->get_property = kb_page_get_property;
  object_class->set_property = kb_page_set_property;
  GTK_WIDGET_CLASS (klass)->unroot = kb_page_unroot;
  page_class->showing = kb_page_showing;
  page_class->shown = kb_page_shown;
  page_class->hiding = kb_page_hiding;

  props[PROP_SETUP] =
      g_param_spec_object ("setup", NULL, NULL, KB_TYPE_SETUP, flags | G_PARAM_CONSTRUCT_ONLY);
  props[PROP_KEY_NAME] = g_param_spec_string ("key-name", NULL, NULL, "", flags | G_PARAM_CONSTRUCT_ONLY);
  props[PROP_FIRST_FOCUS] = g_param_spec_object ("first-focus", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_DEFAULT_BUTTON] = g_param_spec_object ("default-button", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_type_ensure (KB_TYPE_DOOR_ROW);
  g_type_ensure (KB_TYPE_HEADER);
}

static void
kb_page_init (KbPage *self)
{
  PRIV (self)->cancellable = g_cancellable_new ();
}

KbSetup *
kb_page_get_setup (KbPage *self)
{
  g_return_val_if_fail (KB_IS_PAGE (self), NULL);
  return PRIV (self)->setup;
}

KbKeys *
kb_page_get_keys (KbPage *self)
{
  g_return_val_if_fail (KB_IS_PAGE (self), NULL);
  return kb_setup_get_keys (PRIV (self)->setup);
}

const char *
kb_page_get_key_name (KbPage *self)
{
  g_return_val_if_fail (KB_IS_PAGE (self), NULL);
  return PRIV (self)->key_name;
}

KbChoices *
kb_page_get_choices (KbPage *self)
{
  g_return_val_if_fail (KB_IS_PAGE (self), NULL);
  return kb_setup_get_choices (PRIV (self)->setup);
}

GCancellable *
kb_page_get_cancellable (KbPage *self)
{
  g_return_val_if_fail (KB_IS_PAGE (self), NULL);
  return PRIV (self)->cancellable;
}

void
kb_page_begin_anew (KbPage *self)
{
  g_return_if_fail (KB_IS_PAGE (self));
  PRIV (self)->covered = FALSE;
}

void
kb_page_push (KbPage *self, AdwNavigationPage *page)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  g_return_if_fail (view != NULL);
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), page);
}

void
kb_page_focus_content (KbPage *self, GtkWidget *content)
{
  if (PRIV (self)->content)
    return;
  PRIV (self)->content = content;
  if (PRIV (self)->shown)
    focus_content (self);
}

/* Somebody types or chooses there, or it lies over the page, or is where the news are. */
static gboolean
is_busy_with (KbPage *self, GtkWidget *focus)
{
  return focus && (!gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) || GTK_IS_EDITABLE (focus) ||
                   gtk_widget_is_ancestor (focus, PRIV (self)->news) ||
                   gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER));
}

void
kb_page_turn_to (KbPage *self, GtkWidget *news)
{
  KbPagePrivate *priv;
  GtkRoot *root;
  GtkWidget *focus, *before;

  g_return_if_fail (KB_IS_PAGE (self));

  priv = PRIV (self);
  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root ? gtk_root_get_focus (root) : NULL;
  before = priv->news;
  priv->news = news;
  if (news ? !is_busy_with (self, focus) : before && focus && gtk_widget_is_ancestor (focus, before))
    kb_take_focus (news ? news : priv->first_focus);
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
kb_toast_trouble (GtkWidget *widget, const GError *error)
{
  gtk_widget_activate_action (widget, kb_store_error_is_trouble (error) ? "win.toast-trouble" : "win.toast",
                              "s", kb_store_error_get_advice (error));
}

const char *
kb_trouble_get_advice (const GError *error, GtkWidget *way)
{
  if (way)
    gtk_widget_set_visible (way, kb_store_error_is_trouble (error));
  return kb_store_error_get_advice (error);
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
