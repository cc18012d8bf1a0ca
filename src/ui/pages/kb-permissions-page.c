/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-permissions-page.h"

#include "kb-permission-words.h"

#include <glib/gi18n.h>

struct _KbPermissionsPage
{
  KbPage parent_instance;

  GtkWidget *me_row, *app_row, *team_row;
  GtkWidget *text_toggle, *images_toggle, *speech_toggle, *embeddings_toggle, *files_toggle, *tuning_toggle,
      *reading_toggle;
  GtkWidget *owner_row, *permission_row, *differs_row;
  AdwExpanderRow *areas_row;
  GtkStringList *owners, *permissions;
  GtkWidget *area_rows[KB_N_AREAS];

  char *reason;
  char *surface;
  char *difference;
};

enum
{
  PROP_REASON = 1,
  PROP_SURFACE,
  PROP_DIFFERENCE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KbPermissionsPage, kb_permissions_page, KB_TYPE_PAGE)

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
  g_autoptr (GObject) session = g_binding_dup_source (binding);
  guint calls;

  g_object_get (session, "calls", &calls, NULL);
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
  g_object_bind_property_full (kb_page_get_session (KB_PAGE (self)), "holder", row, "active",
                               G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE, equals, chosen,
                               GINT_TO_POINTER (holder), NULL);
}

static void
bind_call (KbPermissionsPage *self, GtkWidget *toggle, KbCalls call)
{
  g_object_bind_property_full (kb_page_get_session (KB_PAGE (self)), "calls", toggle, "active",
                               G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE, has_flag, with_flag,
                               GUINT_TO_POINTER (call), NULL);
}

static void
show_area (KbPermissionsPage *self, KbArea area, KbLevel level)
{
  GtkWidget *row = self->area_rows[area];

  if (!row)
    {
      row = g_object_new (ADW_TYPE_ACTION_ROW, "title", kb_area_get_label (area), NULL);
      gtk_widget_add_css_class (row, "property");
      adw_expander_row_add_row (self->areas_row, row);
      self->area_rows[area] = row;
    }
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), kb_level_get_label (level));
}

static void
set_text (KbPermissionsPage *self, char **place, char *text, guint prop)
{
  g_autofree char *owned = text;

  if (g_set_str (place, owned))
    g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

static void
choices_cb (KbPermissionsPage *self)
{
  KbSession *session = kb_page_get_session (KB_PAGE (self));
  KbAdvice advice = kb_session_get_advice (session);
  KbOwner owner = kb_session_get_owner (session);
  KbPermission permission = kb_session_get_permission (session);
  gboolean differs = owner != advice.owner || permission != advice.permission;

  set_text (self, &self->reason, kb_permission_dup_reason (&advice), PROP_REASON);
  set_text (self, &self->surface, kb_permission_dup_surface (&advice, owner, permission), PROP_SURFACE);
  set_text (self, &self->difference, kb_permission_dup_difference (&advice, owner, permission),
            PROP_DIFFERENCE);
  gtk_widget_set_visible (self->differs_row, differs);
  gtk_widget_set_sensitive (self->permission_row, owner == KB_OWNER_YOU);
  gtk_widget_set_visible (GTK_WIDGET (self->areas_row), owner == KB_OWNER_YOU);
  adw_expander_row_set_enable_expansion (self->areas_row, permission == KB_PERMISSION_RESTRICTED);
  for (guint area = 0; area < KB_N_AREAS; area++)
    show_area (self, area, advice.levels[area]);
}

static void
fill_lists (KbPermissionsPage *self)
{
  for (int owner = KB_OWNER_YOU; owner <= KB_OWNER_SERVICE_ACCOUNT; owner++)
    gtk_string_list_append (self->owners, kb_owner_get_label (owner));
  for (int permission = KB_PERMISSION_ALL; permission <= KB_PERMISSION_READ_ONLY; permission++)
    gtk_string_list_append (self->permissions, kb_permission_get_label (permission));
}

static void
kb_permissions_page_constructed (GObject *object)
{
  KbPermissionsPage *self = KB_PERMISSIONS_PAGE (object);
  KbPage *page = KB_PAGE (object);
  KbSession *session = kb_page_get_session (page);
  static const char *const watched[] = { "notify::holder", "notify::calls", "notify::purpose",
                                         "notify::owner", "notify::permission" };

  G_OBJECT_CLASS (kb_permissions_page_parent_class)->constructed (object);
  fill_lists (self);
  bind_holder (self, self->me_row, KB_HOLDER_ME);
  bind_holder (self, self->app_row, KB_HOLDER_APP);
  bind_holder (self, self->team_row, KB_HOLDER_TEAM);
  bind_call (self, self->text_toggle, KB_CALLS_TEXT);
  bind_call (self, self->images_toggle, KB_CALLS_IMAGES);
  bind_call (self, self->speech_toggle, KB_CALLS_SPEECH);
  bind_call (self, self->embeddings_toggle, KB_CALLS_EMBEDDINGS);
  bind_call (self, self->files_toggle, KB_CALLS_FILES);
  bind_call (self, self->tuning_toggle, KB_CALLS_FINE_TUNING);
  bind_call (self, self->reading_toggle, KB_CALLS_READING);
  kb_page_bind (page, "owner", self->owner_row, "selected");
  kb_page_bind (page, "permission", self->permission_row, "selected");
  for (gsize i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (session, watched[i], G_CALLBACK (choices_cb), self, G_CONNECT_SWAPPED);
  choices_cb (self);
}

static void
kb_permissions_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KbPermissionsPage *self = KB_PERMISSIONS_PAGE (object);

  switch (id)
    {
    case PROP_REASON:
      g_value_set_string (value, self->reason);
      break;
    case PROP_SURFACE:
      g_value_set_string (value, self->surface);
      break;
    case PROP_DIFFERENCE:
      g_value_set_string (value, self->difference);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_permissions_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KB_TYPE_PERMISSIONS_PAGE);
  G_OBJECT_CLASS (kb_permissions_page_parent_class)->dispose (object);
}

static void
kb_permissions_page_finalize (GObject *object)
{
  KbPermissionsPage *self = KB_PERMISSIONS_PAGE (object);

  g_free (self->reason);
  g_free (self->surface);
  g_free (self->difference);
  G_OBJECT_CLASS (kb_permissions_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, me_row);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, app_row);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, team_row);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, text_toggle);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, images_toggle);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, speech_toggle);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, embeddings_toggle);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, files_toggle);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, tuning_toggle);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, reading_toggle);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, owner_row);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, permission_row);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, differs_row);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, areas_row);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, owners);
  gtk_widget_class_bind_template_child (widget_class, KbPermissionsPage, permissions);
}

static void
kb_permissions_page_class_init (KbPermissionsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->constructed = kb_permissions_page_constructed;
  object_class->get_property = kb_permissions_page_get_property;
  object_class->dispose = kb_permissions_page_dispose;
  object_class->finalize = kb_permissions_page_finalize;
  props[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  props[PROP_SURFACE] = g_param_spec_string ("surface", NULL, NULL, NULL, flags);
  props[PROP_DIFFERENCE] = g_param_spec_string ("difference", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-permissions-page.ui");
  bind_template (widget_class);
}

static void
kb_permissions_page_init (KbPermissionsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
