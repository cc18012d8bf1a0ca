/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/setup/kb-guide.h"

#include <glib/gi18n.h>

static const KbDrawing sign_up = {
  N_ ("Developer platform"),
  {
      { KB_DRAWN_MAIN_BUTTON, "{web.sign-up}" },
      { KB_DRAWN_BUTTON, "{web.log-in}" },
      { KB_DRAWN_FIELD, N_ ("E-mail address"), " " },
      { KB_DRAWN_LINK, N_ ("Or with Google, Microsoft or Apple") },
  },
};

static const KbDrawing organization = {
  N_ ("Developer platform"),
  {
      /* TRANSLATORS: a field and what to write into it, in a drawing of a web page; not labels that are
         quoted */
      { KB_DRAWN_FIELD, N_ ("Name of the organization"), N_ ("Your name") },
  },
};

static const KbGuideStep steps[] = {
  {
      .id = "sign-in.open",
      .title = N_ ("Open the developer platform"),
      .why = N_ ("API keys are made on OpenAI’s developer platform, not in the ChatGPT app."),
      .link = "link.platform",
      .open = N_ ("_Open the Platform"),
      .drawing = &sign_up,
  },
  {
      .id = "sign-in.sign-up",
      .title = N_ ("Choose “{web.sign-up}”, or “{web.log-in}” if you use ChatGPT"),
      .why = N_ ("One sign-in works for both; each is paid for on its own."),
      .drawing = &sign_up,
      .ring = 1,
  },
  {
      .id = "sign-in.who",
      .title = N_ ("Say who you are"),
      .why = N_ ("Use an e-mail address with a password, or your Google, Microsoft or Apple account."),
      .drawing = &sign_up,
      .ring = 3,
  },
  {
      .id = "sign-in.mail",
      .title = N_ ("Open the link in the e-mail you get"),
      .why = N_ ("This confirms your address. Your phone number is asked for later, with the first key."),
      .drawing = &sign_up,
  },
  {
      .id = "sign-in.organization",
      .title = N_ ("Name the organization"),
      .why = N_ ("Use your own name, or the name of your team."),
      .drawing = &organization,
      .ring = 1,
  },
};

const KbGuide kb_guide_sign_in = {
  .heading = N_ ("Sign In to the Developer Platform"),
  .different = N_ (
      "You are in the right place when you see a dashboard with API keys and usage in its menu. If you see a "
      "chat, you are in ChatGPT. In a team, one of you makes the organization, under “Settings” and "
      "“Organization”, and invites the others. If you were invited, choose the team’s name at the top left."),
  .article = "plus-or-key",
  .steps = steps,
  .n_steps = G_N_ELEMENTS (steps),
};
