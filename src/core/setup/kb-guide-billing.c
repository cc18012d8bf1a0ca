/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/setup/kb-guide.h"

#include <glib/gi18n.h>

static const KbDrawing billing = {
  /* TRANSLATORS: the title of a web page, in a drawing of it */
  N_ ("Billing"),
  {
      { KB_DRAWN_BUTTON, "{web.add-payment}" },
      /* TRANSLATORS: for the card that pays, in a drawing of a web page; not a label that is quoted */
      { KB_DRAWN_FIELD, N_ ("Card"), "•••• •••• •••• ••••" },
      /* TRANSLATORS: how much to buy, in a drawing of a web page; not a label that is quoted */
      { KB_DRAWN_FIELD, N_ ("Credit"), "{credit}" },
      { KB_DRAWN_OFF, "{web.auto-reload}" },
      /* TRANSLATORS: a button, in a drawing of a web page; not a label that is quoted */
      { KB_DRAWN_MAIN_BUTTON, N_ ("Continue") },
  },
};

static const KbDrawing limits = {
  /* TRANSLATORS: the title of a web page, in a drawing of it */
  N_ ("Limits"),
  {
      { KB_DRAWN_BUTTON, "{web.edit-limit}" },
      { KB_DRAWN_FIELD, "{web.monthly-limit}", "{hard-limit}" },
      { KB_DRAWN_ON, "{web.enforce-limit}" },
      { KB_DRAWN_MAIN_BUTTON, "{web.save}" },
      /* TRANSLATORS: at which amount an e-mail comes, in a drawing of a web page */
      { KB_DRAWN_FIELD, N_ ("Alert"), "{alert}" },
  },
};

static const KbGuideStep steps[] = {
  {
      .id = "billing.open",
      .title = N_ ("Open Billing"),
      .why = N_ ("Requests are paid from credit that you buy first."),
      .link = "link.billing",
      .open = N_ ("_Open Billing"),
      .drawing = &billing,
  },
  {
      .id = "billing.card",
      .title = N_ ("Add your card"),
      .why = N_ ("Choose “{web.add-payment}”. A key works only for an account that can pay."),
      .drawing = &billing,
      .ring = 1,
  },
  {
      .id = "billing.credit",
      .title = N_ ("Buy {credit} of credit"),
      .why = N_ ("The least is {money.minimum-credit}; the page suggests {money.default-credit}."),
      .drawing = &billing,
      .ring = 3,
  },
  {
      .id = "billing.reload",
      .title = N_ ("Turn “{web.auto-reload}” off, or limit it"),
      .why = N_ ("It is on at first: when credit runs low, OpenAI charges your card for more. A monthly "
                 "reload limit caps that."),
      .drawing = &billing,
      .ring = 4,
  },
  {
      .id = "billing.limits",
      .title = N_ ("Open Limits"),
      .why = N_ ("There you choose “{web.edit-limit}”."),
      .link = "link.limits",
      .open = N_ ("Open _Limits"),
      .drawing = &limits,
      .ring = 1,
  },
  {
      .id = "billing.limit",
      .title = N_ ("Stop at {hard-limit} a month"),
      .why = N_ ("Enter it as “{web.monthly-limit}”, tick “{web.enforce-limit}” and choose “{web.save}”. It "
                 "also stops a leaked key."),
      .copy = "{limit-number}",
      .drawing = &limits,
      .ring = 2,
  },
  {
      .id = "billing.alert",
      .title = N_ ("Add an alert at {alert}"),
      .why = N_ ("It sends you an e-mail; requests still work."),
      .drawing = &limits,
      .ring = 5,
  },
};

const KbGuide kb_guide_billing = {
  .heading = N_ ("Buy API Credit"),
  .different = N_ ("Billing and Limits are in the organization’s settings: choose the gear at the top right. "
                   "An older page says “monthly budget” and “notification threshold” for the hard limit and "
                   "the alert. Only an owner of an organization sees them. If an amount is not accepted, buy "
                   "less at first. You are done when Billing shows the credit, and Limits the two amounts."),
  .article = "how-you-pay",
  .steps = steps,
  .n_steps = G_N_ELEMENTS (steps),
};
