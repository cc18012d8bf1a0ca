/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-setup.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_PAGE (kb_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (KbPage, kb_page, KB, PAGE, AdwNavigationPage)

/* What every step of the wizard has: heading, why, scrolled content (the children of a subclass's template),
 * and the bottom bar with at most one suggested button. Properties: setup (construct-only), step, heading,
 * body, illustration, article (of the library, offered at the end), primary-label, primary-sensitive,
 * secondary-label. Signal next: the person goes on. */
struct _KbPageClass
{
  AdwNavigationPageClass parent_class;

  /* The suggested and the plain button; both go to the next step unless overridden. */
  void (*primary) (KbPage *self);
  void (*secondary) (KbPage *self);
  /* The page is in front and may start what it has to ask; the page was left, and what it asked is cancelled.
   */
  void (*arrived) (KbPage *self);
  void (*left) (KbPage *self);
};

KbSetup *kb_page_get_setup (KbPage *self);
KbChoices *kb_page_get_choices (KbPage *self);
KbStep kb_page_get_step (KbPage *self);
/* Cancelled when the page is left; a new one each time it is shown. */
GCancellable *kb_page_get_cancellable (KbPage *self);
void kb_page_next (KbPage *self);
/* To another step than the next one. */
void kb_page_go_to (KbPage *self, KbStep step);
void kb_page_set_heading (KbPage *self, const char *heading);
void kb_page_set_body (KbPage *self, const char *body);
void kb_page_set_illustration (KbPage *self, const char *name);
/* NULL hides the button. */
void kb_page_set_primary (KbPage *self, const char *label, gboolean sensitive);
void kb_page_set_secondary (KbPage *self, const char *label);
/* Scrolls to the heading and puts the focus there, at once or when the page is shown again: it says something
 * new. */
void kb_page_back_to_top (KbPage *self);
/* Ties a choice of the set-up to a widget's property, both ways. */
void kb_page_bind (KbPage *self, const char *choice, gpointer widget, const char *property);
/* Unless another page is in front: what ends on this one is not to be typed into. */
void kb_take_focus (GtkWidget *widget);
/* A toast in the window that @widget is in. */
void kb_toast (GtkWidget *widget, const char *text);
/* The same, with a button that copies @address. */
void kb_toast_link (GtkWidget *widget, const char *text, const char *address);
/* Says @text to a screen reader, from the window: what a page that is still being pushed announces is lost.
 * Nothing if @widget is not in sight, as on a page that another one covers. */
void kb_announce (GtkWidget *widget, const char *text);
/* The same, without interrupting what is being said. */
void kb_announce_quietly (GtkWidget *widget, const char *text);

G_END_DECLS
