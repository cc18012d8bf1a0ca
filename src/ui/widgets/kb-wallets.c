/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-wallets.h"

#include "core/base/kb-number.h"
#include "kb-say.h"

#include <glib/gi18n.h>

#define SPACING 12

/* No GtkBox: that passes the focus on to its children, and a picture takes it itself. */
struct _KbWallets
{
  GtkWidget parent_instance;

  GtkWidget *above; /* the two wallets with the mark between them */
  GtkWidget *below; /* what ends the money */
};

typedef enum
{
  PROP_NARROW = 1,
} KbWalletsProperty;
#define N_PROPS (PROP_NARROW + 1)

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KbWallets, kb_wallets, GTK_TYPE_WIDGET)

static char *
say_plus (void)
{
  g_autofree char *price = kb_say_money ("money.plus-month");

  /* TRANSLATORS: a price; %s is an amount such as "$20" */
  return g_strdup_printf (_ ("%s a month"), price);
}

static char *
say_credit (void)
{
  g_autofree char *minimum = kb_say_money ("money.minimum-credit");

  /* TRANSLATORS: a price; %s is an amount such as "$5" */
  return g_strdup_printf (_ ("from %s"), minimum);
}

static char *
say_empty (void)
{
  g_autofree char *nothing = kb_number_format_money (0);

  /* TRANSLATORS: of credit; %s is "$0" */
  return g_strdup_printf (_ ("%s left"), nothing);
}

static void
describe (KbWallets *self)
{
  g_autofree char *plus = kb_say_money ("money.plus-month");
  g_autofree char *minimum = kb_say_money ("money.minimum-credit");
  g_autofree char *nothing = kb_number_format_money (0);
  g_autofree char *text = g_strdup_printf (
      /* TRANSLATORS: read out in place of a picture. %1$s, %2$s and %3$s are amounts: "$20", "$5", "$0". */
      _ ("ChatGPT Plus costs %1$s a month and pays for the ChatGPT app and for apps that offer “Continue "
         "with ChatGPT”. API credit starts at %2$s and pays for your programs. The two are not shared. Each "
         "request takes some API credit, counted in tokens. When %3$s is left, requests stop. When the hard "
         "limit is reached, requests stop. When an alert is reached, you only get an e-mail."),
      plus, minimum, nothing);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Picture of the two wallets"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static GtkWidget *
new_icon (const char *name, int size, gboolean stops)
{
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", name, "pixel-size", size, NULL);

  if (stops)
    gtk_widget_add_css_class (icon, "error");
  return icon;
}

static GtkWidget *
new_label (const char *text, const char *style, gboolean across)
{
  GtkWidget *label = g_object_new (
      GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "max-width-chars", 20,
      "justify", across ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_CENTER, "xalign", across ? 0.0 : 0.5, NULL);

  if (style)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
new_box (GtkOrientation orientation, int spacing)
{
  return g_object_new (GTK_TYPE_BOX, "orientation", orientation, "spacing", spacing, "accessible-role",
                       GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

static GtkWidget *
new_wallet (const char *icon, const char *title, char *price, const char *text)
{
  GtkWidget *box = new_box (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (box), new_icon (icon, 32, FALSE));
  gtk_box_append (GTK_BOX (box), new_label (title, "heading", FALSE));
  gtk_box_append (GTK_BOX (box), new_label (price, "title-2", FALSE));
  gtk_box_append (GTK_BOX (box), new_label (text, NULL, FALSE));
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "padded");
  gtk_widget_set_hexpand (box, TRUE);
  g_free (price);
  return box;
}

/* Of what is no wallet: between them, or how the money goes. */
static GtkWidget *
new_sign (const char *icon, int size, gboolean stops, const char *text, const char *style)
{
  GtkWidget *box = new_box (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (box), new_icon (icon, size, stops));
  gtk_box_append (GTK_BOX (box), new_label (text, style, FALSE));
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  return box;
}

static GtkWidget *
new_end (const char *icon, gboolean stops, const char *title, const char *text)
{
  GtkWidget *box = new_box (GTK_ORIENTATION_HORIZONTAL, SPACING);
  GtkWidget *texts = new_box (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (texts), new_label (title, "heading", TRUE));
  gtk_box_append (GTK_BOX (texts), new_label (text, NULL, TRUE));
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), new_icon (icon, 24, stops));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "padded");
  return box;
}

static void
fill (KbWallets *self)
{
  GtkWidget *credit = new_box (GTK_ORIENTATION_VERTICAL, SPACING);
  g_autofree char *empty = say_empty ();

  gtk_box_append (GTK_BOX (credit), new_wallet ("kb-wallet-symbolic", _ ("API Credit"), say_credit (),
                                                _ ("Pays for your programs")));
  gtk_box_append (GTK_BOX (credit),
                  /* TRANSLATORS: how requests are billed; tokens are pieces of words */
                  new_sign ("kb-down-symbolic", 24, FALSE, _ ("You pay for each request’s tokens"), NULL));
  gtk_box_append (GTK_BOX (self->above),
                  new_wallet ("kb-chat-symbolic", _ ("ChatGPT Plus"), say_plus (),
                              _ ("Pays for ChatGPT, and for apps with “Continue with ChatGPT”")));
  gtk_box_append (GTK_BOX (self->above),
                  new_sign ("kb-cross-symbolic", 32, TRUE, _ ("Not shared"), "heading"));
  gtk_box_append (GTK_BOX (self->above), credit);
  gtk_box_append (GTK_BOX (self->below), new_end ("kb-stop-symbolic", TRUE, empty, _ ("Requests stop")));
  gtk_box_append (GTK_BOX (self->below),
                  new_end ("kb-stop-symbolic", TRUE, _ ("Hard limit"), _ ("Requests stop")));
  gtk_box_append (GTK_BOX (self->below),
                  new_end ("kb-mail-symbolic", FALSE, _ ("Alert"), _ ("Only an e-mail")));
}

static void
set_narrow (KbWallets *self, gboolean narrow)
{
  GtkOrientation orientation = narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->above), orientation);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->below), orientation);
  gtk_box_set_homogeneous (GTK_BOX (self->below), !narrow);
}

static void
kb_wallets_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((KbWalletsProperty) id)
    {
    case PROP_NARROW:
      set_narrow (KB_WALLETS (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_wallets_dispose (GObject *object)
{
  KbWallets *self = KB_WALLETS (object);

  g_clear_pointer (&self->above, gtk_widget_unparent);
  g_clear_pointer (&self->below, gtk_widget_unparent);
  G_OBJECT_CLASS (kb_wallets_parent_class)->dispose (object);
}

static void
kb_wallets_class_init (KbWalletsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kb_wallets_dispose;
  object_class->set_property = kb_wallets_set_property;
  props[PROP_NARROW] =
      g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_css_name (widget_class, "wallets");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kb_wallets_init (KbWallets *self)
{
  self->above = new_box (GTK_ORIENTATION_HORIZONTAL, SPACING);
  self->below = new_box (GTK_ORIENTATION_HORIZONTAL, SPACING);
  g_object_set (gtk_widget_get_layout_manager (GTK_WIDGET (self)), "orientation", GTK_ORIENTATION_VERTICAL,
                "spacing", SPACING, NULL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_parent (self->above, GTK_WIDGET (self));
  gtk_widget_set_parent (self->below, GTK_WIDGET (self));
  fill (self);
  set_narrow (self, FALSE);
  describe (self);
}
