/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/setup/kb-guide.h"

#include <glib/gi18n.h>

static const KbDrawing keys = {
  N_ ("API keys"),
  {
      { KB_DRAWN_MAIN_BUTTON, "{web.new-key}" },
      { KB_DRAWN_TEXT, N_ ("Your keys are listed here") },
  },
};

static const KbDrawing dialog = {
  "{web.new-key}",
  {
      { KB_DRAWN_CHOICE, "{web.owner}", "{owner}", "{you}|{service}" },
      { KB_DRAWN_FIELD, "{web.name}", "{name}" },
      { KB_DRAWN_LIST, "{web.project}", "{project}" },
      { KB_DRAWN_LIST, "{web.expiration}", "{expiration}" },
      { KB_DRAWN_CHOICE, "{web.permissions}", "{permission}", "{all}|{restricted}|{read-only}" },
      { KB_DRAWN_MAIN_BUTTON, "{web.create-key}" },
  },
};

/* It asks for no permissions. */
static const KbDrawing service_dialog = {
  "{web.new-key}",
  {
      { KB_DRAWN_CHOICE, "{web.owner}", "{owner}", "{you}|{service}" },
      { KB_DRAWN_FIELD, "{web.name}", "{name}" },
      { KB_DRAWN_LIST, "{web.project}", "{service-project}" },
      { KB_DRAWN_LIST, "{web.expiration}", "{expiration}" },
      { KB_DRAWN_MAIN_BUTTON, "{web.create-key}" },
  },
};

static const KbDrawing shown_once = {
  N_ ("Your new key"),
  {
      { KB_DRAWN_TEXT, N_ ("Shown this one time") },
      { KB_DRAWN_FIELD, "{name}", "sk-…" },
      { KB_DRAWN_MAIN_BUTTON, "{web.copy}" },
  },
};

static const KbGuideStep steps[] = {
  {
      .id = "create.open",
      .title = N_ ("Open the API keys page"),
      .why = N_ ("Keep it beside this window."),
      .link = "link.api-keys",
      .open = N_ ("_Open API Keys"),
      .drawing = &keys,
  },
  {
      .id = "create.new",
      .title = N_ ("Choose “{web.new-key}”"),
      .why = N_ ("With your first key, enter your phone number, then the code that comes by SMS or, in some "
                 "countries, WhatsApp."),
      .drawing = &keys,
      .ring = 1,
  },
  {
      .id = "create.owner",
      .title = N_ ("Leave it owned by {owner}"),
      .why = N_ ("The key is yours: it can do what you can, and stops when you lose access."),
      .drawing = &dialog,
      .ring = 1,
      .when = KB_GUIDE_OWN,
  },
  {
      .id = "create.service",
      .title = N_ ("Set “{web.owner}” to {owner}"),
      .why = N_ (
          "It keeps working when people leave. Only an owner of the project or organization can make one."),
      .drawing = &service_dialog,
      .ring = 1,
      .when = KB_GUIDE_SERVICE,
  },
  {
      .id = "create.name",
      .title = N_ ("Give it this name"),
      .why = N_ ("You will know later which key to revoke."),
      .copy = "{name}",
      .drawing = &dialog,
      .ring = 2,
      .when = KB_GUIDE_OWN,
  },
  {
      .id = "create.service-name",
      .title = N_ ("Give the account this name"),
      .why = N_ ("You will know later which one to revoke."),
      .copy = "{name}",
      .drawing = &service_dialog,
      .ring = 2,
      .when = KB_GUIDE_SERVICE,
  },
  {
      .id = "create.project",
      .title = N_ ("Leave it in {project}"),
      .why = N_ ("Usage and limits are counted by project."),
      .drawing = &dialog,
      .ring = 3,
      .when = KB_GUIDE_OWN,
  },
  {
      .id = "create.service-project",
      .title = N_ ("Put it in {project}"),
      .why = N_ ("Usage and limits are counted by project."),
      .drawing = &service_dialog,
      .ring = 3,
      .when = KB_GUIDE_SERVICE_IN_PROJECT,
  },
  {
      .id = "create.own-project",
      .title = N_ ("Put it in a project of its own"),
      .why = N_ ("A service account cannot be in the Default project: make one of its own first."),
      .drawing = &service_dialog,
      .ring = 3,
      .when = KB_GUIDE_SERVICE_WITHOUT_PROJECT,
  },
  {
      .id = "create.expiration",
      .title = N_ ("Set “{web.expiration}” to {expiration}"),
      .why = N_ ("None is fine to learn. For an app, a date makes you replace the key in time: note it when "
                 "you save it."),
      .drawing = &dialog,
      .ring = 4,
      .when = KB_GUIDE_OWN,
  },
  {
      .id = "create.service-expiration",
      .title = N_ ("Set “{web.expiration}” to {expiration}"),
      .why = N_ ("None is fine to learn. For an app, a date makes you replace the key in time: note it when "
                 "you save it."),
      .drawing = &service_dialog,
      .ring = 4,
      .when = KB_GUIDE_SERVICE,
  },
  {
      .id = "create.permission",
      .title = N_ ("Set “{web.permissions}” to {permission}"),
      .why = N_ ("All: it may do what you may do. Read only: it only sees lists, so a test cannot succeed."),
      .drawing = &dialog,
      .ring = 5,
      .when = KB_GUIDE_OWN_SIMPLE,
  },
  {
      .id = "create.restricted",
      .title = N_ ("Set “{web.permissions}” to {permission}"),
      .why = N_ ("Then, for each area:\n{settings}"),
      .drawing = &dialog,
      .ring = 5,
      .when = KB_GUIDE_OWN_RESTRICTED,
  },
  {
      .id = "create.copy",
      .title = N_ ("Create, copy, come back here"),
      .why = N_ ("The whole key is shown once, after “{web.create-key}”. Leave it open until it is saved "
                 "here."),
      .drawing = &shown_once,
      .ring = 3,
  },
};

const KbGuide kb_guide_create = {
  .heading = N_ ("Create the Key and Copy It"),
  .different =
      N_ ("No code? Landlines and internet numbers get none, and it never comes by e-mail or a call. An "
          "organization can allow only keys of service accounts, only those of users, or none, and can set "
          "an expiration: choose what is offered. No button? Look for “API keys” in the project’s settings, "
          "or ask an owner. Closed without copying? Delete that key and make another; it costs nothing. What "
          "you copied is one long word that begins with “sk-”."),
  .article = "lost-key",
  .steps = steps,
  .n_steps = G_N_ELEMENTS (steps),
};
