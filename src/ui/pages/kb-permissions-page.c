/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-permissions-page.h"

#include "core/setup/kb-guide.h"
#include "kb-permission-model.h"
#include "kb-permission-words.h"
#include "library/kb-article-row.h"
#include "web/kb-drawn-page.h"
#include "widgets/kb-access-surface.h"
#include "widgets/kb-compare-dialog.h"

#include <glib/gi18n.h>

#define N_PICTURES (KB_PERMISSION_READ_ONLY + 1)
#define DRAWING_WIDTH 360

struct _KbPermissionsPage
{
  KbStepPage parent_instance;

  GtkGrid *grid;
  GtkWidget *drawing, *more_group;
  KbDrawnPage *drawn_page;
  AdwExpanderRow *different_row;
  GtkWidget *me_row, *app_row, *team_row;
  GtkWidget *text_toggle, *images_toggle, *speech_toggle, *embeddings_toggle, *files_toggle, *reading_toggle;
  AdwExpanderRow *less_row;
  GtkBox *surfaces;

  KbPermissionModel *model;
  KbAccessSurface *pictures[N_PICTURES];
  GPtrArray *losses;
  char *announced;
};

G_DEFINE_FINAL_TYPE (KbPermissionsPage, kb_permissions_page, KB_TYPE_STEP_PAGE)

/* One of several: TRUE in the widget when the choice has this value. */
static gboolean
equals (GBinding *binding, const GValue *from, GValue *to, gpointer value)
{
  g_value_set_boolean (to, g_value_get_enum (from) == GPOINTER_TO_INT (value));
  return TRUE;
}

static gboolean
chosen (GBinding *binding, const GValue *from, GValue *to, gpointer value)
{
  if (!g_value_get_boolean (from))
    return FALSE;
  g_value_set_enum (to, GPOINTER_TO_INT (value));
  return TRUE;
}

static gboolean
has_flag (GBinding *binding, const GValue *from, GValue *to, gpointer flag)
{
  g_value_set_boolean (to, (g_value_get_flags (from) & GPOINTER_TO_UINT (flag)) != 0);
  return TRUE;
}

static gboolean
with_flag (GBinding *binding, const GValue *from, GValue *to, gpointer flag)
{
  g_autoptr (GObject) choices = g_binding_dup_source (binding);
  guint calls;

  g_object_get (choices, "calls", &calls, NULL);
  if (g_value_get_boolean (from))
    calls |= GPOINTER_TO_UINT (flag);
  else
    calls &= ~GPOINTER_TO_UINT (flag);
  g_value_set_flags (to, calls);
  return TRUE;
}

static void
bind_holder (KbPermissionsPage *self, GtkWidget *row, KbHolder holder)
{
  g_object_bind_property_full (kb_page_get_choices (KB_PAGE (self)), "holder", row, "active",
                               G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE, equals, chosen,
                               GINT_TO_POINTER (holder), NULL);
}

static void
bind_call (KbPermissionsPage *self, GtkWidget *toggle, KbCalls call)
{
  g_object_bind_property_full (kb_page_get_choices (KB_PAGE (self)), "calls", toggle, "active",
                               G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE, has_flag, with_flag,
                               GUINT_TO_POINTER (call), NULL);
}

static void
add_loss (KbPermissionsPage *self, const char *title, const char *text)
{
  GtkWidget *row =
      g_object_new (ADW_TYPE_ACTION_ROW, "title", title, "subtitle", text, "use-markup", FALSE, NULL);

  adw_expander_row_add_row (self->less_row, row);
  g_ptr_array_add (self->losses, row);
}

static void
add_area_losses (KbPermissionsPage *self, const KbAdvice *advice, KbCalls calls)
{
  guint n_open = 0;

  for (guint resource = 0; resource < KB_N_RESOURCES; resource++)
    if (advice->levels[resource] != KB_LEVEL_NONE)
      {
        g_autofree char *loss = kb_permission_dup_resource_loss (calls, resource, advice->levels[resource]);

        add_loss (self, kb_resource_get_label (resource), loss);
        n_open++;
      }
  if (n_open < kb_advice_count_resources ())
    add_loss (self, _ ("Everything Else"), _ ("Nothing that you chose needs it"));
}

static void
show_losses (KbPermissionsPage *self)
{
  KbAdvice advice = kb_permission_model_get_advice (self->model);
  KbCalls calls = kb_permission_model_get_calls (self->model);
  g_autofree char *lower = kb_permission_dup_lower (&advice);
  g_autofree char *loss = kb_permission_dup_loss (&advice, calls);

  for (guint i = 0; i < self->losses->len; i++)
    adw_expander_row_remove (self->less_row, self->losses->pdata[i]);
  g_ptr_array_set_size (self->losses, 0);
  add_loss (self, lower, loss);
  if (advice.owner == KB_OWNER_YOU)
    add_area_losses (self, &advice, calls);
  add_loss (self, _ ("Name"),
            _ ("It says where the key is and what it is for. Without it, nobody knows later which key can be "
               "deleted"));
  add_loss (self, _ ("Hard Limit"),
            _ ("With a lower one, requests are refused earlier in the month. With none, a program that runs "
               "wild stops only when the credit is used up"));
}

static const char *
get_note (const KbAdvice *key, const KbAdvice *advice, const KbAdvice *chosen)
{
  if (key->owner == advice->owner && key->permission == advice->permission)
    /* TRANSLATORS: of a kind of key; stands after it */
    return _ ("recommended");
  if (key->owner == chosen->owner && key->permission == chosen->permission)
    /* TRANSLATORS: of a kind of key; stands after it */
    return _ ("chosen");
  return NULL;
}

/* The levels beside one another; a service account has none, so its own picture stands alone. */
static void
show_pictures (KbPermissionsPage *self)
{
  KbAdvice advice = kb_permission_model_get_advice (self->model);
  KbAdvice chosen = kb_permission_model_get_chosen (self->model);

  for (int permission = KB_PERMISSION_ALL; permission <= KB_PERMISSION_READ_ONLY; permission++)
    {
      KbAdvice key = chosen;
      g_autofree char *kind = kb_permission_dup_kind (key.owner, (KbPermission) permission);
      g_autofree char *title = NULL;

      key.permission = (KbPermission) permission;
      title = kb_permission_dup_marked (kind, get_note (&key, &advice, &chosen));
      kb_access_surface_show (self->pictures[permission], &key, title);
      gtk_widget_set_visible (GTK_WIDGET (self->pictures[permission]),
                              chosen.owner == KB_OWNER_YOU || permission == KB_PERMISSION_ALL);
    }
}

/* Not on arrival: then the page speaks for itself. */
static void
announce (KbPermissionsPage *self)
{
  g_autofree char *recommended = NULL;

  g_object_get (self->model, "recommended", &recommended, NULL);
  if (self->announced && !g_str_equal (self->announced, recommended))
    kb_announce_quietly (GTK_WIDGET (self), recommended);
  g_set_str (&self->announced, recommended);
}

static void
attach (KbPermissionsPage *self, GtkWidget *child, int column, int row, int height)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self->grid));

  g_object_set (gtk_layout_manager_get_layout_child (layout, child), "column", column, "row", row, "row-span",
                height, NULL);
}

/* What is drawn comes after what is recommended, or beside all of it. */
static void
layout_cb (KbPermissionsPage *self)
{
  gboolean columns, low;

  g_object_get (self, "columns", &columns, "low", &low, NULL);
  attach (self, self->drawing, columns, !columns, 1 + columns);
  attach (self, self->more_group, 0, columns ? 1 : 2, 1);
  gtk_widget_set_size_request (self->drawing, columns ? DRAWING_WIDTH : -1, -1);
  gtk_widget_set_visible (self->drawing, columns || !low);
}

static void
changed_cb (KbPermissionsPage *self)
{
  kb_drawn_page_show (self->drawn_page, &kb_guide_editing, 1, kb_page_get_choices (KB_PAGE (self)));
  show_pictures (self);
  show_losses (self);
  announce (self);
}

static void
follow_cb (KbPermissionsPage *self)
{
  kb_permission_model_follow (self->model);
}

static void
project_cb (KbPermissionsPage *self)
{
  kb_step_page_go_to (KB_STEP_PAGE (self), KB_STEP_PROJECT);
}

static void
compare_cb (KbPermissionsPage *self)
{
  adw_dialog_present (ADW_DIALOG (kb_compare_dialog_new (kb_page_get_choices (KB_PAGE (self)))),
                      GTK_WIDGET (self));
}

static void
fill_surfaces (KbPermissionsPage *self)
{
  for (guint i = 0; i < N_PICTURES; i++)
    {
      self->pictures[i] = g_object_new (KB_TYPE_ACCESS_SURFACE, NULL);
      gtk_box_append (self->surfaces, GTK_WIDGET (self->pictures[i]));
    }
  gtk_box_append (self->surfaces, kb_access_surface_new_legend ());
}

static void
kb_permissions_page_constructed (GObject *object)
{
  KbPermissionsPage *self = KB_PERMISSIONS_PAGE (object);
  KbPage *page = KB_PAGE (object);

  G_OBJECT_CLASS (kb_permissions_page_parent_class)->constructed (object);
  fill_surfaces (self);
  bind_holder (self, self->me_row, KB_HOLDER_ME);
  bind_holder (self, self->app_row, KB_HOLDER_APP);
  bind_holder (self, self->team_row, KB_HOLDER_TEAM);
  bind_call (self, self->text_toggle, KB_CALLS_TEXT);
  bind_call (self, self->images_toggle, KB_CALLS_IMAGES);
  bind_call (self, self->speech_toggle, KB_CALLS_SPEECH);
  bind_call (self, self->embeddings_toggle, KB_CALLS_EMBEDDINGS);
  bind_call (self, self->files_toggle, KB_CALLS_FILES);
  bind_call (self, self->reading_toggle, KB_CALLS_READING);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (self->different_row, g_object_new (KB_TYPE_ARTICLE_ROW, "learn-more", TRUE,
                                                               "article", "owners-and-permissions", NULL));
  kb_permission_model_set_choices (self->model, kb_page_get_choices (page));
  layout_cb (self);
}

static void
kb_permissions_page_finalize (GObject *object)
{
  KbPermissionsPage *self = KB_PERMISSIONS_PAGE (object);

  g_ptr_array_unref (self->losses);
  g_free (self->announced);
  G_OBJECT_CLASS (kb_permissions_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  /* What the template does by itself; its tests look at it. */
  static const char *const bound[] = { "differs_row", "follow_row",  "settings_row",
                                       "service_row", "project_row", "compare_row" };

  for (gsize i = 0; i < G_N_ELEMENTS (bound); i++)
    gtk_widget_class_bind_template_child_full (widget_class, bound[i], FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, model);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, grid);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, more_group);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, drawing);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, drawn_page);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, different_row);
  gtk_widget_class_bind_template_callback (widget_class, layout_cb);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, me_row);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, app_row);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, team_row);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, text_toggle);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, images_toggle);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, speech_toggle);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, embeddings_toggle);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, files_toggle);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, reading_toggle);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, less_row);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, surfaces);
  gtk_widget_class_bind_template_callback (widget_class, kb_list_owners);
  gtk_widget_class_bind_template_callback (widget_class, kb_list_permissions);
  gtk_widget_class_bind_template_callback (widget_class, follow_cb);
  gtk_widget_class_bind_template_callback (widget_class, project_cb);
  gtk_widget_class_bind_template_callback (widget_class, compare_cb);
}

static void
kb_permissions_page_class_init (KbPermissionsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = kb_permissions_page_constructed;
  object_class->finalize = kb_permissions_page_finalize;
  KB_STEP_PAGE_CLASS (klass)->has_columns = TRUE;

  g_type_ensure (KB_TYPE_DRAWN_PAGE);
  g_type_ensure (KB_TYPE_PERMISSION_MODEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-permissions-page.ui");
  bind_template (widget_class);
}

static void
kb_permissions_page_init (KbPermissionsPage *self)
{
  self->losses = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
