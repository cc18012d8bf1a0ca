/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-number-row.h"

#include "kb-page.h"

#include <glib/gi18n.h>

#define PAUSE_MS 1000

struct _KbNumberRow
{
  AdwActionRow parent_instance;

  GtkEditable *entry;
  KbNumberKind kind;
  gint64 maximum;
  gint64 value;
  char *hint;
  gboolean wrong;
  guint pause; /* source id */
};

typedef enum
{
  PROP_KIND = 1,
  PROP_MAXIMUM,
  PROP_VALUE,
  PROP_HINT,
  PROP_WRONG,
} KbNumberRowProperty;
#define N_PROPS (PROP_WRONG + 1)

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KbNumberRow, kb_number_row, ADW_TYPE_ACTION_ROW)

static char *
dup_example (KbNumberRow *self)
{
  g_autofree char *plain = g_strdup_printf ("%d", 1000);
  g_autofree char *grouped = kb_number_format (KB_NUMBER_COUNT, 1000);

  if (self->kind == KB_NUMBER_MONEY)
    return g_strdup (
        _ ("This point or comma can mean two things. Leave it out, or write two digits after it"));
  if (g_str_equal (plain, grouped))
    return g_strdup_printf (
        /* TRANSLATORS: what to do about "1.000"; %s is the number 1000 without any separator */
        _ ("This point or comma can mean two things. Write %s without it"), plain);
  return g_strdup_printf (
      /* TRANSLATORS: what to do about "1.000"; the number 1000 without any separator, then with the usual one
       */
      _ ("This point or comma can mean two things. Write %s or %s"), plain, grouped);
}

static char *
dup_sentence (KbNumberRow *self, KbNumberProblem problem)
{
  g_autofree char *maximum = kb_number_format (self->kind, self->maximum);

  switch (problem)
    {
    case KB_NUMBER_EMPTY:
      return g_strdup (_ ("Enter a number; it can be 0"));
    case KB_NUMBER_NOT_A_NUMBER:
      return g_strdup (_ ("This is not a number"));
    case KB_NUMBER_NEGATIVE:
      return g_strdup (_ ("The number cannot be less than 0"));
    case KB_NUMBER_TOO_LARGE:
      /* TRANSLATORS: %s is the largest number that can be entered */
      return g_strdup_printf (_ ("The number can be at most %s"), maximum);
    case KB_NUMBER_FRACTION:
      return g_strdup (_ ("This has to be a whole number"));
    case KB_NUMBER_TOO_FINE:
      return g_strdup (_ ("A price can have at most six decimals"));
    case KB_NUMBER_AMBIGUOUS:
      return dup_example (self);
    case KB_NUMBER_OTHER_CURRENCY:
      return g_strdup (_ ("Amounts are in US dollars"));
    case KB_NUMBER_GOOD:
    default:
      return g_strdup (self->hint ? self->hint : "");
    }
}

static KbNumberProblem
parse (KbNumberRow *self, gint64 *value)
{
  return kb_number_parse (gtk_editable_get_text (self->entry), self->kind, self->maximum, value);
}

/* The text is left alone where somebody types in it, or has written the same number otherwise. */
static void
show_value (KbNumberRow *self)
{
  gint64 shown = 0;
  g_autofree char *text = NULL;

  if (parse (self, &shown) == KB_NUMBER_GOOD && shown == self->value)
    return;
  text = kb_number_format (self->kind, self->value);
  gtk_editable_set_text (self->entry, text);
}

static void
tell (KbNumberRow *self, KbNumberProblem problem)
{
  gboolean wrong = problem != KB_NUMBER_GOOD;
  g_autofree char *sentence = dup_sentence (self, problem);

  g_clear_handle_id (&self->pause, g_source_remove);
  if (wrong && !(self->wrong && g_str_equal (sentence, adw_action_row_get_subtitle (ADW_ACTION_ROW (self)))))
    kb_announce (GTK_WIDGET (self), sentence);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence,
                                  -1);
  if (self->wrong == wrong)
    return;
  self->wrong = wrong;
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WRONG]);
}

static gboolean
pause_cb (gpointer user_data)
{
  KbNumberRow *self = user_data;
  gint64 value;

  self->pause = 0;
  tell (self, parse (self, &value));
  return G_SOURCE_REMOVE;
}

static void
changed_cb (KbNumberRow *self)
{
  gint64 value = 0;

  g_clear_handle_id (&self->pause, g_source_remove);
  if (parse (self, &value) != KB_NUMBER_GOOD)
    {
      self->pause = g_timeout_add (PAUSE_MS, pause_cb, self);
      return;
    }
  tell (self, KB_NUMBER_GOOD);
  kb_number_row_set_value (self, value);
}

/* What was understood is shown as it is usually written. */
static void
left_cb (KbNumberRow *self)
{
  gint64 value = 0;
  KbNumberProblem problem = parse (self, &value);
  g_autofree char *text = kb_number_format (self->kind, self->value);

  tell (self, problem);
  if (problem == KB_NUMBER_GOOD && !g_str_equal (text, gtk_editable_get_text (self->entry)))
    gtk_editable_set_text (self->entry, text);
}

static void
title_cb (KbNumberRow *self)
{
  g_autoptr (GString) name = g_string_new (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)));

  g_string_replace (name, "_", "", 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str, -1);
}

static gboolean
kb_number_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (KB_NUMBER_ROW (widget)->entry));
}

static void
kb_number_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KbNumberRow *self = KB_NUMBER_ROW (object);

  switch ((KbNumberRowProperty) id)
    {
    case PROP_KIND:
      g_value_set_int (value, (int) self->kind);
      break;
    case PROP_MAXIMUM:
      g_value_set_int64 (value, self->maximum);
      break;
    case PROP_VALUE:
      g_value_set_int64 (value, self->value);
      break;
    case PROP_HINT:
      g_value_set_string (value, self->hint);
      break;
    case PROP_WRONG:
      g_value_set_boolean (value, self->wrong);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_number_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KbNumberRow *self = KB_NUMBER_ROW (object);

  switch ((KbNumberRowProperty) id)
    {
    case PROP_KIND:
      self->kind = (KbNumberKind) g_value_get_int (value);
      break;
    case PROP_MAXIMUM:
      self->maximum = g_value_get_int64 (value);
      break;
    case PROP_VALUE:
      kb_number_row_set_value (self, g_value_get_int64 (value));
      break;
    case PROP_HINT:
      if (g_set_str (&self->hint, g_value_get_string (value)) && !self->wrong)
        tell (self, KB_NUMBER_GOOD);
      break;
    case PROP_WRONG:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_number_row_constructed (GObject *object)
{
  G_OBJECT_CLASS (kb_number_row_parent_class)->constructed (object);
  show_value (KB_NUMBER_ROW (object));
}

static void
kb_number_row_dispose (GObject *object)
{
  KbNumberRow *self = KB_NUMBER_ROW (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  G_OBJECT_CLASS (kb_number_row_parent_class)->dispose (object);
}

static void
kb_number_row_finalize (GObject *object)
{
  g_free (KB_NUMBER_ROW (object)->hint);
  G_OBJECT_CLASS (kb_number_row_parent_class)->finalize (object);
}

static void
kb_number_row_class_init (KbNumberRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = kb_number_row_get_property;
  object_class->set_property = kb_number_row_set_property;
  object_class->constructed = kb_number_row_constructed;
  object_class->dispose = kb_number_row_dispose;
  object_class->finalize = kb_number_row_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = kb_number_row_grab_focus;

  props[PROP_KIND] = g_param_spec_int ("kind", NULL, NULL, KB_NUMBER_COUNT, KB_NUMBER_MONEY, KB_NUMBER_COUNT,
                                       flags | G_PARAM_CONSTRUCT_ONLY);
  props[PROP_MAXIMUM] =
      g_param_spec_int64 ("maximum", NULL, NULL, 0, G_MAXINT64, G_MAXINT64, flags | G_PARAM_CONSTRUCT_ONLY);
  props[PROP_VALUE] = g_param_spec_int64 ("value", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, flags);
  props[PROP_WRONG] =
      g_param_spec_boolean ("wrong", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

/* Looks like a GtkEntry, which does not tell screen readers what stands in it. */
static GtkWidget *
frame_entry (GtkWidget *entry)
{
  GtkWidget *frame =
      g_object_new (GTK_TYPE_BOX, "css-name", "entry", "valign", GTK_ALIGN_CENTER, "hexpand", FALSE, NULL);

  gtk_box_append (GTK_BOX (frame), entry);
  return frame;
}

static void
kb_number_row_init (KbNumberRow *self)
{
  GtkWidget *entry = g_object_new (GTK_TYPE_TEXT, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX, "hexpand",
                                   TRUE, "xalign", 1.0f, "width-chars", 10, "max-width-chars", 10,
                                   "input-purpose", GTK_INPUT_PURPOSE_NUMBER, NULL);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = GTK_EDITABLE (entry);
  gtk_widget_add_css_class (entry, "numeric");
  gtk_widget_add_controller (entry, focus);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::title", G_CALLBACK (title_cb), NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), frame_entry (entry));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), entry);
  g_object_set (self, "use-markup", FALSE, "use-underline", TRUE, NULL);
}

gint64
kb_number_row_get_value (KbNumberRow *self)
{
  g_return_val_if_fail (KB_IS_NUMBER_ROW (self), 0);
  return self->value;
}

void
kb_number_row_set_value (KbNumberRow *self, gint64 value)
{
  g_return_if_fail (KB_IS_NUMBER_ROW (self));

  if (self->value != value)
    {
      self->value = value;
      show_value (self);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VALUE]);
    }
}
