/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-aspect-list.h"

#include <glib/gi18n.h>

typedef struct
{
  AdwActionRow *row;
  GtkWidget *spinner;
  GtkImage *mark;
} Line;

struct _KbAspectList
{
  AdwPreferencesGroup parent_instance;

  Line lines[KB_N_ASPECTS];
};

G_DEFINE_FINAL_TYPE (KbAspectList, kb_aspect_list, ADW_TYPE_PREFERENCES_GROUP)

/* Shown in this order: the storage comes first, since the key is read from there. */
static const struct
{
  KbAspect aspect;
  const char *title;
  const char *passed;
  const char *failed;
} texts[KB_N_ASPECTS] = {
  { KB_ASPECT_STORAGE, N_ ("Keyring"), N_ ("The key was read from it"), N_ ("The key could not be read") },
  { KB_ASPECT_NETWORK, N_ ("Network"), N_ ("The server was reached"), N_ ("The server was not reached") },
  { KB_ASPECT_KEY, N_ ("Key"), N_ ("Accepted"), N_ ("Refused") },
  { KB_ASPECT_PERMISSIONS, N_ ("Permissions"), N_ ("Enough for this request"), N_ ("Something is missing") },
  { KB_ASPECT_MODEL, N_ ("Model"), N_ ("Open to this key"), N_ ("Not available") },
  { KB_ASPECT_CREDIT, N_ ("Credit and Limits"), N_ ("Enough for this request"), N_ ("In the way") },
};

static const char *
get_text (gsize place, KbAspectState state)
{
  switch (state)
    {
    case KB_ASPECT_STATE_PASSED:
      return _ (texts[place].passed);
    case KB_ASPECT_STATE_FAILED:
      return _ (texts[place].failed);
    case KB_ASPECT_STATE_CHECKING:
      return _ ("Checking…");
    case KB_ASPECT_STATE_NOT_REACHED:
    default:
      return _ ("Not reached yet");
    }
}

static void
show_mark (Line *line, KbAspectState state)
{
  GtkWidget *mark = GTK_WIDGET (line->mark);

  gtk_widget_set_visible (line->spinner, state == KB_ASPECT_STATE_CHECKING);
  gtk_widget_set_visible (mark, state != KB_ASPECT_STATE_CHECKING);
  gtk_widget_remove_css_class (mark, "success");
  gtk_widget_remove_css_class (mark, "error");
  gtk_widget_remove_css_class (mark, "dimmed");
  if (state == KB_ASPECT_STATE_PASSED)
    {
      gtk_image_set_from_icon_name (line->mark, "kb-check-symbolic");
      gtk_widget_add_css_class (mark, "success");
    }
  else if (state == KB_ASPECT_STATE_FAILED)
    {
      gtk_image_set_from_icon_name (line->mark, "kb-cross-symbolic");
      gtk_widget_add_css_class (mark, "error");
    }
  else
    {
      gtk_image_set_from_icon_name (line->mark, "kb-dots-symbolic");
      gtk_widget_add_css_class (mark, "dimmed");
    }
}

static void
add_line (KbAspectList *self, gsize place)
{
  Line *line = &self->lines[place];

  line->row = g_object_new (ADW_TYPE_ACTION_ROW, "title", _ (texts[place].title), NULL);
  line->spinner = adw_spinner_new ();
  gtk_widget_set_size_request (line->spinner, 16, 16);
  line->mark = GTK_IMAGE (gtk_image_new ());
  gtk_accessible_update_state (GTK_ACCESSIBLE (line->mark), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_prefix (line->row, line->spinner);
  adw_action_row_add_prefix (line->row, GTK_WIDGET (line->mark));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (line->row));
}

static void
kb_aspect_list_class_init (KbAspectListClass *klass)
{
}

static void
kb_aspect_list_init (KbAspectList *self)
{
  for (gsize i = 0; i < KB_N_ASPECTS; i++)
    add_line (self, i);
  kb_aspect_list_clear (self);
}

void
kb_aspect_list_set (KbAspectList *self, KbAspect aspect, KbAspectState state)
{
  g_return_if_fail (KB_IS_ASPECT_LIST (self));

  for (gsize i = 0; i < KB_N_ASPECTS; i++)
    if (texts[i].aspect == aspect)
      {
        adw_action_row_set_subtitle (self->lines[i].row, get_text (i, state));
        show_mark (&self->lines[i], state);
      }
}

void
kb_aspect_list_clear (KbAspectList *self)
{
  g_return_if_fail (KB_IS_ASPECT_LIST (self));
  for (guint aspect = 0; aspect < KB_N_ASPECTS; aspect++)
    kb_aspect_list_set (self, aspect, KB_ASPECT_STATE_NOT_REACHED);
}
