/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-choices.h"

G_BEGIN_DECLS

/* A part of a drawn web page. */
typedef enum
{
  KB_DRAWN_TEXT,
  KB_DRAWN_LINK, /* one of a menu or a list of ways */
  KB_DRAWN_BUTTON,
  KB_DRAWN_MAIN_BUTTON,
  KB_DRAWN_FIELD,  /* a label, and what is typed */
  KB_DRAWN_LIST,   /* a label, and what is picked */
  KB_DRAWN_CHOICE, /* a label, and the one of several options that is chosen */
  KB_DRAWN_ON,
  KB_DRAWN_OFF,
} KbDrawnKind;

/* All texts here are for kb_guide_dup_text(). */
typedef struct
{
  KbDrawnKind kind;
  const char *label;
  const char *value;   /* nullable */
  const char *options; /* of a choice, with "|" between them; the value is one of them */
} KbDrawnPart;

#define KB_MAX_DRAWN_PARTS 8

typedef struct
{
  const char *title;
  KbDrawnPart parts[KB_MAX_DRAWN_PARTS]; /* up to the first without a label */
} KbDrawing;

/* Whose key it is, and what it may do. */
typedef enum
{
  KB_GUIDE_ALWAYS,
  KB_GUIDE_OWN,
  KB_GUIDE_SERVICE,
  KB_GUIDE_SERVICE_IN_PROJECT,
  KB_GUIDE_SERVICE_WITHOUT_PROJECT,
  KB_GUIDE_OWN_SIMPLE, /* not restricted */
  KB_GUIDE_OWN_RESTRICTED,
} KbGuideWhen;

/* Something to do on the web. */
typedef struct
{
  const char *id; /* what is remembered when it is done */
  const char *title;
  const char *why;    /* in one line; nullable */
  const char *link;   /* the fact with the address of the page that is opened; nullable */
  const char *open;   /* the label of the button that opens it, with a mnemonic; nullable */
  const char *copy;   /* what is copied to the web page; nullable */
  const char *choice; /* the property of KbChoices that is typed here; nullable */
  const KbDrawing *drawing;
  guint ring; /* the part that is to be looked at, from 1; 0 for none */
  KbGuideWhen when;
} KbGuideStep;

/* What is to be done on the web at one step of the set-up. The first step opens the page. */
typedef struct
{
  const char *heading;
  const char *different; /* when the web page is not as drawn */
  const char *article;
  const KbGuideStep *steps;
  gsize n_steps;
} KbGuide;

const KbGuide *kb_guide_find (KbStep step);
gboolean kb_guide_has_step (const KbGuideStep *step, KbChoices *choices);
char *kb_guide_dup_text (const char *text, KbChoices *choices);

extern const KbGuide kb_guide_sign_in, kb_guide_project, kb_guide_billing, kb_guide_create;
extern const KbDrawing kb_guide_editing;

G_END_DECLS
