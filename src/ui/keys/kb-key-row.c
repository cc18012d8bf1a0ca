/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-key-row.h"

#include "core/programs/kb-connection.h"
#include "kb-key-words.h"
#include "widgets/kb-fit.h"

#include <glib/gi18n.h>

struct _KbKeyRow
{
  AdwActionRow parent_instance;

  GtkImage *mark;
  GtkButton *button;
  KbListedKey *item;
};

enum
{
  SIGNAL_NEXT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KbKeyRow, kb_key_row, ADW_TYPE_ACTION_ROW)

static void
next_cb (KbKeyRow *self)
{
  g_signal_emit (self, signals[SIGNAL_NEXT], 0);
}

static void
kb_key_row_finalize (GObject *object)
{
  g_clear_object (&KB_KEY_ROW (object)->item);
  G_OBJECT_CLASS (kb_key_row_parent_class)->finalize (object);
}

static void
kb_key_row_class_init (KbKeyRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kb_key_row_finalize;
  signals[SIGNAL_NEXT] =
      g_signal_new ("next", KB_TYPE_KEY_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
new_image (const char *icon)
{
  return g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                       NULL);
}

static void
kb_key_row_init (KbKeyRow *self)
{
  AdwActionRow *row = ADW_ACTION_ROW (self);

  g_object_set (self, "use-markup", FALSE, NULL);
  self->mark = GTK_IMAGE (new_image (NULL));
  self->button = GTK_BUTTON (gtk_button_new_with_mnemonic (""));
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  kb_fit_button (self->button);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (next_cb), self);
  adw_action_row_add_prefix (row, GTK_WIDGET (self->mark));
  adw_action_row_add_suffix (row, GTK_WIDGET (self->button));
  kb_fit (GTK_WIDGET (self));
}

/* what it says */

static const char *
get_icon (KbHealth health, gboolean tested)
{
  switch (health)
    {
    case KB_HEALTH_DUE:
    case KB_HEALTH_ENDING:
      return "kb-clock-symbolic";
    case KB_HEALTH_BROKEN:
    case KB_HEALTH_OVER:
      return "dialog-warning-symbolic";
    case KB_HEALTH_FINE:
    default:
      return tested ? "kb-check-symbolic" : "kb-key-symbolic";
    }
}

static void
show_mark (KbKeyRow *self, KbSetup *setup)
{
  KbSavedKey *key = kb_key_row_get_key (self);
  KbHealth health = kb_key_get_health (setup, key);
  gboolean works = health == KB_HEALTH_FINE && kb_key_get_next (setup, key) == KB_KEY_NEXT_USE;
  const char *const classes[] = { works ? "success" : health == KB_HEALTH_FINE ? "dimmed" : "warning", NULL };

  gtk_image_set_from_icon_name (self->mark, get_icon (health, works));
  gtk_widget_set_css_classes (GTK_WIDGET (self->mark), (const char **) classes);
}

static const char *
get_label (KbKeyNext next)
{
  switch (next)
    {
    case KB_KEY_NEXT_NOTE:
      return _ ("_Add Notes…");
    case KB_KEY_NEXT_GO_ON:
      return _ ("_Go On…");
    case KB_KEY_NEXT_REPLACE:
      return _ ("R_otate…");
    case KB_KEY_NEXT_TEST:
      return _ ("_Test");
    case KB_KEY_NEXT_USE:
    default:
      return _ ("_Use It");
    }
}

static char *
dup_users (const char *name, GPtrArray *connections)
{
  g_autoptr (GPtrArray) own = g_ptr_array_new ();
  g_autofree char *programs = NULL;

  for (guint i = 0; connections && i < connections->len; i++)
    if (g_str_equal (((KbConnectionNote *) connections->pdata[i])->name, name))
      g_ptr_array_add (own, connections->pdata[i]);
  programs = kb_connections_dup_programs (own);
  /* TRANSLATORS: of a key; %s are names of programs */
  return *programs ? g_strdup_printf (_ ("Used by %s"), programs) : NULL;
}

static char *
describe (KbKeyRow *self, KbSetup *setup, KbCheckAll *round, GPtrArray *connections)
{
  KbSavedKey *key = kb_key_row_get_key (self);
  const char *name = kb_saved_key_get_name (key);
  g_autofree char *summary = kb_key_dup_summary (setup, key);
  g_autofree char *users = dup_users (name, connections);
  const char *missed;

  if (kb_listed_key_get_kind (self->item) == KB_LISTED_KEY_ONLY_NOTED)
    return g_strdup (_ ("Only in the notes: the keyring has no such key"));
  if (kb_listed_key_get_kind (self->item) == KB_LISTED_KEY_FOR_NOW)
    /* TRANSLATORS: a key that is gone when the program ends; %s is what is known of it: last test, project,
       permission */
    return g_strdup_printf (_ ("Kept for this session only: gone when you close Keybearer\n%s"), summary);
  if (g_strcmp0 (kb_check_all_get_current (round), name) == 0)
    return g_strdup (_ ("Testing…"));
  missed = kb_check_all_missed (round, name) ? _ ("The last test ended without a result") : NULL;
  return g_strjoin ("\n", summary, users ? users : missed, users ? missed : NULL, NULL);
}

static void
show_button (KbKeyRow *self, KbSetup *setup)
{
  KbSavedKey *key = kb_key_row_get_key (self);
  KbListedKeyKind kind = kb_listed_key_get_kind (self->item);
  const char *label = get_label (kb_key_get_next (setup, key));

  if (kind == KB_LISTED_KEY_ONLY_NOTED)
    label = _ ("Forg_et Notes");
  else if (!*kb_saved_key_get_name (key))
    label = _ ("_Unlock…");
  gtk_button_set_label (self->button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->button), kind != KB_LISTED_KEY_FOR_NOW);
  /* Many rows may have the same. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  kb_saved_key_get_label (key), -1);
}

KbKeyRow *
kb_key_row_new (KbListedKey *item)
{
  KbKeyRow *self = g_object_new (KB_TYPE_KEY_ROW, NULL);

  self->item = g_object_ref (item);
  if (kb_listed_key_get_kind (item) == KB_LISTED_KEY_SAVED)
    {
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (self), new_image ("go-next-symbolic"));
    }
  return self;
}

KbListedKey *
kb_key_row_get_item (KbKeyRow *self)
{
  g_return_val_if_fail (KB_IS_KEY_ROW (self), NULL);
  return self->item;
}

KbSavedKey *
kb_key_row_get_key (KbKeyRow *self)
{
  g_return_val_if_fail (KB_IS_KEY_ROW (self), NULL);
  return kb_listed_key_get_key (self->item);
}

void
kb_key_row_update (KbKeyRow *self, KbSetup *setup, KbCheckAll *round, GPtrArray *connections)
{
  g_autofree char *subtitle = NULL;

  g_return_if_fail (KB_IS_KEY_ROW (self));

  subtitle = describe (self, setup, round, connections);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 kb_saved_key_get_label (kb_key_row_get_key (self)));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  show_mark (self, setup);
  show_button (self, setup);
}
