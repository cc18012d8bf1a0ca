/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-program-row.h"

#include "kb-connect-page.h"
#include "widgets/kb-door-row.h"

#include <glib/gi18n.h>

static void
activated_cb (KbPage *page, GtkWidget *row)
{
  kb_page_push (page,
                kb_connect_page_new (kb_page_get_setup (page), g_object_get_data (G_OBJECT (row), "program"),
                                     kb_page_get_key_name (page)));
}

static char *
dup_way (KbProgram *program)
{
  g_autofree char *place = kb_program_dup_way_place (program, 0);

  if (!place)
    return g_strdup ("");
  switch (kb_program_get_way (program, 0))
    {
    case KB_CONNECT_HOOK:
      /* TRANSLATORS: of a program; %s is a file */
      return g_strdup_printf (_ ("Asks for the key when it needs it, by a line in %s"), place);
    case KB_CONNECT_VARIABLE:
      /* TRANSLATORS: of a program; %s is a variable, such as OPENAI_API_KEY */
      return g_strdup_printf (_ ("Is started with the key in %s"), place);
    case KB_CONNECT_SETTINGS:
    default:
      /* TRANSLATORS: of a program; %s is the way through its settings */
      return g_strdup_printf (_ ("Asks for a key in its settings: %s"), place);
    }
}

void
kb_program_row_lead (GtkWidget *row, KbProgram *program, KbPage *page)
{
  g_object_set_data (G_OBJECT (row), "program", program);
  g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), page, G_CONNECT_SWAPPED);
}

GtkWidget *
kb_program_row_new (KbProgram *program, KbPage *page)
{
  g_autofree char *way = dup_way (program);
  GtkWidget *row = g_object_new (KB_TYPE_DOOR_ROW, "use-underline", FALSE, "title",
                                 kb_program_get_name (program), "subtitle", way, NULL);

  kb_program_row_lead (row, program, page);
  return row;
}
