/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-finding-row.h"

#include "widgets/kb-more-row.h"

#include <glib/gi18n.h>

static const char *
get_removal (KbFinding *finding)
{
  switch (kb_finding_get_source (finding))
    {
    case KB_FINDING_ENVIRONMENT:
      return _ (
          "To remove it, look for the line that sets it: usually in “.bashrc”, “.profile” or “.zshrc” in "
          "your home folder. “Look in a File…” finds it. Delete the line, then log out and in again.");
    case KB_FINDING_SESSION:
      return _ ("This line removes it until you log in again. It is set by a file in "
                "“.config/environment.d” or “.profile”; delete the line there too.");
    case KB_FINDING_FILE:
      return _ ("To remove it, import the key, then delete the line in a text editor. Keybearer does not "
                "change the file. If others may have seen the file, or it is in a repository or backup, "
                "replace the key instead.");
    case KB_FINDING_KEYRING:
    default:
      if (kb_finding_get_removal (finding))
        return _ ("The program that stored it keeps using it from here. When it does not need it any more, "
                  "this line removes it.");
      return _ ("The program that stored it keeps using it from here. When it does not need it any more, "
                "remove it there, or in your password manager.");
    }
}

static GtkWidget *
new_button (const char *title)
{
  g_autofree char *name =
      /* TRANSLATORS: accessible name of a button; %s is where the key was found */
      g_strdup_printf (_ ("Import from %s"), title);
  GtkWidget *button = gtk_button_new_with_label (_ ("Import…"));

  gtk_widget_set_halign (button, GTK_ALIGN_END);
  /* There is one for each finding, and what it shows is the same on all. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

GtkWidget *
kb_finding_row_new (KbFinding *finding, GtkWidget **button)
{
  g_autofree char *title = kb_finding_dup_title (finding);
  g_autofree char *subtitle = kb_finding_dup_words (finding);
  const char *effect = kb_finding_get_effect (finding), *removal = kb_finding_get_removal (finding);
  GtkWidget *row = kb_more_row_new (title, effect ? effect : get_removal (finding));

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  if (effect)
    kb_more_row_add_text (KB_MORE_ROW (row), get_removal (finding));
  if (removal)
    kb_more_row_add_code (KB_MORE_ROW (row), removal, _ ("Command"));
  *button = kb_finding_get_key (finding) && !kb_finding_get_same (finding) ? new_button (title) : NULL;
  if (*button)
    kb_more_row_add (KB_MORE_ROW (row), *button);
  return row;
}
