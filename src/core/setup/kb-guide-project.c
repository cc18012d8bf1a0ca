/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/setup/kb-guide.h"

#include <glib/gi18n.h>

static const KbDrawing picker = {
  N_ ("Developer platform"),
  {
      { KB_DRAWN_LIST, N_ ("At the top left"), "{project}" },
      { KB_DRAWN_LINK, "{web.default-project}" },
      { KB_DRAWN_LINK, "{web.create-project}" },
  },
};

static const KbDrawing new_project = {
  "{web.create-project}",
  {
      { KB_DRAWN_FIELD, "{web.name}", "{project}" },
      /* TRANSLATORS: a button, in a drawing of a web page; not a label that is quoted */
      { KB_DRAWN_MAIN_BUTTON, N_ ("Create") },
  },
};

static const KbGuideStep steps[] = {
  {
      .id = "project.open",
      .title = N_ ("Open the developer platform"),
      .why = N_ ("A project has its own keys, usage, limits and members."),
      .link = "link.platform",
      .open = N_ ("_Open the Platform"),
      .drawing = &picker,
  },
  {
      .id = "project.list",
      .title = N_ ("Open the list at the top left"),
      .why = N_ ("It shows your organization and the project."),
      .drawing = &picker,
      .ring = 1,
  },
  {
      .id = "project.new",
      .title = N_ ("Keep “{web.default-project}”, or choose “{web.create-project}”"),
      .why = N_ ("With one for each app, a leaked key harms only that one. A service account needs its own."),
      .drawing = &picker,
      .ring = 3,
  },
  {
      .id = "project.name",
      .title = N_ ("Name it after your app"),
      .why = N_ ("The same name goes into the notes on your key. Leave it empty for the Default project."),
      .choice = "project-name",
      .copy = "{project}",
      .drawing = &new_project,
      .ring = 1,
  },
  {
      .id = "project.chosen",
      .title = N_ ("See that its name stands at the top"),
      .why = N_ ("Keys that you make now belong to it."),
      .drawing = &picker,
      .ring = 1,
  },
};

const KbGuide kb_guide_project = {
  .heading = N_ ("Choose a Project"),
  .different = N_ ("In a team you may not be allowed to create projects: then choose one that you were "
                   "given, or ask an owner of the organization. Projects are also listed in the "
                   "organization’s settings. When a key leaks or a program runs wild, only its own project "
                   "is affected: its limit stops it, and the others keep working."),
  .article = "projects",
  .steps = steps,
  .n_steps = G_N_ELEMENTS (steps),
};
