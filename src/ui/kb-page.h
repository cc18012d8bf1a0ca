/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-setup.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_PAGE (kb_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (KbPage, kb_page, KB, PAGE, AdwNavigationPage)

/* A page of the window. It disposes of the templates of its subclasses; what they hold beside these they give
 * up before they chain up. Properties: setup (construct-only; NULL where a page needs none), key-name
 * (construct-only; by which the store knows the key that the page is about, or ""), first-focus (a child of
 * the template, which has the focus on arrival), default-button (a child too, which Enter presses). A field
 * whose widget is named as a property of KbChoices shows that choice and changes it. */
struct _KbPageClass
{
  AdwNavigationPageClass parent_class;

  /* The page is in front and may start what it has to ask; the page was left, and what it asked is cancelled.
   */
  void (*arrived) (KbPage *self);
  void (*left) (KbPage *self);

  /* As a step does, and all others do not: Back leads from it to the beginning of the page before. */
  gboolean takes_place;
};

KbSetup *kb_page_get_setup (KbPage *self);
KbKeys *kb_page_get_keys (KbPage *self);
const char *kb_page_get_key_name (KbPage *self);
KbChoices *kb_page_get_choices (KbPage *self);
/* Cancelled when the page is left; a new one each time it is shown. */
GCancellable *kb_page_get_cancellable (KbPage *self);
/* Who left for another page comes back to the beginning: it says something new. */
void kb_page_begin_anew (KbPage *self);
/* To a page that Back leads away from. transfer floating */
void kb_page_push (KbPage *self, AdwNavigationPage *page);
/* Unless another page is in front: what ends on this one is not to be typed into. */
void kb_take_focus (GtkWidget *widget);
/* As in a form on the web: a field in @widget that is named after a choice shows it and changes it. */
void kb_bind_fields (KbChoices *choices, GtkWidget *widget);
/* The first time: what the page is about is there, and gets the focus if that is in the bar above it, or will
 * when the page is shown. */
void kb_page_focus_content (KbPage *self, GtkWidget *content);
/* A part of the template says what has to be seen to before all else: it gets the focus, now and whenever one
 * arrives, but not from what somebody types or chooses. NULL: it no longer does */
void kb_page_turn_to (KbPage *self, GtkWidget *news);
/* A toast in the window that @widget is in. */
void kb_toast (GtkWidget *widget, const char *text);
/* The same of what a store failed with; it leads to the keyring's doctor where that helps. */
void kb_toast_trouble (GtkWidget *widget, const GError *error);
/* What to do about @error of a store, in words. @way, which leads to the keyring's doctor, is shown where
 * that helps and hidden where it does not; NULL: there is one anyway. */
const char *kb_trouble_get_advice (const GError *error, GtkWidget *way);
/* The same, with a button that copies @address. */
void kb_toast_link (GtkWidget *widget, const char *text, const char *address);
/* Says @text to a screen reader, from the window: what a page that is still being pushed announces is lost.
 * Nothing if @widget is not in sight, as on a page that another one covers. */
void kb_announce (GtkWidget *widget, const char *text);
/* The same, without interrupting what is being said. */
void kb_announce_quietly (GtkWidget *widget, const char *text);

G_END_DECLS
