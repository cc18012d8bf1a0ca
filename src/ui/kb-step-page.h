/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-page.h"

G_BEGIN_DECLS

#define KB_TYPE_STEP_PAGE (kb_step_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (KbStepPage, kb_step_page, KB, STEP_PAGE, KbPage)

/* What leads through something: heading, why, scrolled content (the children of a subclass's template), and
 * the bottom bar with at most one suggested button. Properties: step (of the set-up, or -1 for a way of its
 * own), heading, body, illustration, article (of the library, offered at the end), primary-label,
 * primary-sensitive, secondary-label, narrow (what stands side by side goes below one another), columns
 * (there is room beside the steps), low (there is room for little). Signals: next (the person goes on), go-to
 * (another step). */
struct _KbStepPageClass
{
  KbPageClass parent_class;

  /* The suggested and the plain button; both go to the next step unless overridden. */
  void (*primary) (KbStepPage *self);
  void (*secondary) (KbStepPage *self);

  /* Its content takes the room of two columns where that is. */
  gboolean has_columns;
};

KbStep kb_step_page_get_step (KbStepPage *self);
void kb_step_page_next (KbStepPage *self);
/* To another step than the next one. */
void kb_step_page_go_to (KbStepPage *self, KbStep step);
void kb_step_page_set_heading (KbStepPage *self, const char *heading);
void kb_step_page_set_body (KbStepPage *self, const char *body);
void kb_step_page_set_illustration (KbStepPage *self, const char *name);
/* NULL hides the button. */
void kb_step_page_set_primary (KbStepPage *self, const char *label, gboolean sensitive);
void kb_step_page_set_secondary (KbStepPage *self, const char *label);
/* (transfer none): what lies over the content, but not over the buttons. */
AdwToastOverlay *kb_step_page_get_toasts (KbStepPage *self);
/* Scrolls to the heading and puts the focus there, at once or when the page is shown again: it says something
 * new. */
void kb_step_page_back_to_top (KbStepPage *self);

G_END_DECLS
