/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-programs-page.h"

#include "core/base/kb-sandbox.h"
#include "core/programs/kb-use.h"
#include "kb-program-card.h"
#include "kb-program-row.h"
#include "widgets/kb-fit.h"

#include <glib/gi18n.h>

struct _KbProgramsPage
{
  KbPage parent_instance;

  GtkStack *stack;
  AdwPreferencesGroup *start_group;
  AdwPreferencesPage *found_page;
  AdwPreferencesGroup *known_group;
  AdwActionRow *folder_row;
  GtkWidget *look_row;

  GPtrArray *programs; /* nullable: that are on this computer */
  GPtrArray *cards;    /* in found_page */
  GFile *folder;       /* nullable */
  guint next;          /* of the programs to be looked at */
};

G_DEFINE_FINAL_TYPE (KbProgramsPage, kb_programs_page, KB_TYPE_PAGE)

static void look_at_next (KbProgramsPage *self);

/* what they use */

static void
add_card (KbProgramsPage *self, KbUse *use)
{
  GtkWidget *button;
  GtkWidget *card = kb_program_card_new (use, kb_page_get_keys (KB_PAGE (self)), &button);

  kb_program_row_lead (button, kb_use_get_program (use), KB_PAGE (self));
  adw_preferences_page_add (self->found_page, ADW_PREFERENCES_GROUP (card));
  g_ptr_array_add (self->cards, card);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbProgramsPage) self = KB_PROGRAMS_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KbUse) use = kb_use_find_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->stack)
    return;
  if (use)
    add_card (self, use);
  self->next++;
  look_at_next (self);
}

static void
show_found (KbProgramsPage *self)
{
  g_autofree char *path = self->folder ? g_file_get_path (self->folder) : NULL;
  g_autofree char *shown = path ? g_filename_display_name (path) : NULL;

  adw_action_row_set_subtitle (self->folder_row, shown ? shown : "");
  gtk_widget_set_visible (GTK_WIDGET (self->folder_row), shown != NULL);
  gtk_stack_set_visible_child_name (self->stack, "found");
  kb_announce (GTK_WIDGET (self), _ ("Programs were looked at"));
}

static void
look_at_next (KbProgramsPage *self)
{
  g_autofree char *path = self->folder ? g_file_get_path (self->folder) : NULL;

  if (self->next == self->programs->len)
    show_found (self);
  else
    kb_use_find_async (self->programs->pdata[self->next],
                       kb_keys_get_store (kb_page_get_keys (KB_PAGE (self))), path,
                       kb_page_get_cancellable (KB_PAGE (self)), found_cb, g_object_ref (self));
}

static void
look_cb (KbProgramsPage *self)
{
  kb_programs_page_look (self, self->folder);
}

static void
picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbProgramsPage) self = KB_PROGRAMS_PAGE (user_data);
  g_autoptr (GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (folder && self->stack)
    kb_programs_page_look (self, folder);
}

static void
pick_cb (KbProgramsPage *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Look in a Folder Too"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 kb_page_get_cancellable (KB_PAGE (self)), picked_cb, g_object_ref (self));
}

/* which there are */

static GtkWidget *
new_row (KbProgram *program, const char *subtitle)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", kb_program_get_name (program), "use-markup",
                                 FALSE, "subtitle", subtitle, NULL);

  kb_fit (row);
  return row;
}

static void
installed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbProgramsPage) self = KB_PROGRAMS_PAGE (user_data);
  g_autoptr (GPtrArray) programs = kb_programs_find_installed_finish (result, NULL);

  if (!programs || !self->stack)
    return;
  self->programs = g_steal_pointer (&programs);
  for (guint i = 0; i < self->programs->len; i++)
    {
      g_autofree char *reads = kb_program_dup_reads (self->programs->pdata[i]);

      adw_preferences_group_add (self->start_group, new_row (self->programs->pdata[i], reads));
    }
  adw_preferences_group_add (self->start_group,
                             g_object_new (ADW_TYPE_ACTION_ROW, "title", _ ("For All Programs"), "subtitle",
                                           _ ("The variables of your session, and the startup files of "
                                              "shells and sessions, such as .profile and .bashrc"),
                                           "use-markup", FALSE, NULL));
  gtk_stack_set_visible_child_name (self->stack, self->programs->len > 0 ? "start" : "none");
  kb_take_focus (self->look_row);
}

/* Where nothing can or should be looked at: how each is connected. */
static void
show_known (KbProgramsPage *self, const char *description)
{
  GPtrArray *all = kb_programs_get ();

  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "known"))
    return;
  adw_preferences_group_set_description (self->known_group, description);
  for (guint i = 0; i < all->len; i++)
    adw_preferences_group_add (self->known_group, kb_program_row_new (all->pdata[i], KB_PAGE (self)));
  gtk_stack_set_visible_child_name (self->stack, "known");
  gtk_widget_child_focus (GTK_WIDGET (self->known_group), GTK_DIR_TAB_FORWARD);
}

static void
kb_programs_page_arrived (KbPage *page)
{
  KbProgramsPage *self = KB_PROGRAMS_PAGE (page);

  if (kb_setup_get_practice (kb_page_get_setup (page)))
    show_known (self, _ ("A practice run looks at nothing on your computer. These are the programs that "
                         "Keybearer knows, and how each is connected."));
  else if (kb_sandbox_is_inside ())
    show_known (
        self,
        _ ("Keybearer runs in a sandbox, a closed space for one app, so it cannot see which programs you "
           "have. These are the ones that it knows. Each page has the lines that connect the program."));
  else if (!self->programs)
    kb_programs_find_installed_async (kb_page_get_cancellable (page), installed_cb, g_object_ref (self));
  /* What was connected meanwhile is seen. */
  else if (self->cards->len > 0)
    look_cb (self);
}

static void
kb_programs_page_finalize (GObject *object)
{
  KbProgramsPage *self = KB_PROGRAMS_PAGE (object);

  g_clear_object (&self->folder);
  g_clear_pointer (&self->programs, g_ptr_array_unref);
  g_ptr_array_unref (self->cards);
  G_OBJECT_CLASS (kb_programs_page_parent_class)->finalize (object);
}

static void
kb_programs_page_class_init (KbProgramsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = kb_programs_page_finalize;
  KB_PAGE_CLASS (klass)->arrived = kb_programs_page_arrived;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-programs-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KbProgramsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KbProgramsPage, start_group);
  gtk_widget_class_bind_template_child (widget_class, KbProgramsPage, found_page);
  gtk_widget_class_bind_template_child (widget_class, KbProgramsPage, known_group);
  gtk_widget_class_bind_template_child (widget_class, KbProgramsPage, folder_row);
  gtk_widget_class_bind_template_child (widget_class, KbProgramsPage, look_row);
  gtk_widget_class_bind_template_callback (widget_class, look_cb);
  gtk_widget_class_bind_template_callback (widget_class, pick_cb);
}

static void
kb_programs_page_init (KbProgramsPage *self)
{
  self->cards = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kb_programs_page_look (KbProgramsPage *self, GFile *folder)
{
  g_set_object (&self->folder, folder);
  for (guint i = 0; i < self->cards->len; i++)
    adw_preferences_page_remove (self->found_page, self->cards->pdata[i]);
  g_ptr_array_set_size (self->cards, 0);
  self->next = 0;
  gtk_stack_set_visible_child_name (self->stack, "waiting");
  look_at_next (self);
}
