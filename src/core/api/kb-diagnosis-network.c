/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-diagnosis-rows.h"

/* Nothing answered. The practice service brings these about for real: kb-practice-faults.c. */
const KbDiagnosis kb_diagnosis_network[] = {
  {
      .id = "bad-address",
      .failed = KB_ASPECT_NETWORK,
      .title = N_ ("Address Not Usable"),
      .explanation = N_ ("The base address, where requests go, cannot be used: it is not a web address, or "
                         "the key would be sent unprotected.\n"
                         "It has to begin with “https://”, except for a server on this computer. Nothing was "
                         "sent. Correct it in the variable OPENAI_BASE_URL or in the preferences."),
      KB_TRY_AGAIN,
      .article = "wrong-address",
      .practice_teaches = N_ ("A base address that would send the key unprotected"),
  },
  {
      .id = "address-with-more",
      .failed = KB_ASPECT_NETWORK,
      .title = N_ ("Address With Too Much in It"),
      .explanation = N_ ("The base address, where requests go, has a name or password before “@”, or "
                         "something after “?” or “#”.\n"
                         "Leave that out: the address usually ends in “/v1”. Nothing was sent. Correct it in "
                         "the variable OPENAI_BASE_URL or in the preferences."),
      KB_TRY_AGAIN,
      .article = "common-mistakes",
      .practice_teaches = N_ ("A base address with a question mark in it"),
  },
  {
      .id = "name-not-found",
      .failed = KB_ASPECT_NETWORK,
      .title = N_ ("Service Name Not Found"),
      .explanation = N_ ("This computer could not find the service, which usually means that it is offline.\n"
                         "Nothing was sent, so this says nothing about the key. Check the network "
                         "connection, then try again."),
      KB_TRY_AGAIN,
      .article = "network-trouble",
      .wait_seconds = KB_MINUTES (1),
      .practice_teaches = N_ ("A computer that is offline"),
  },
  {
      .id = "connection-refused",
      .failed = KB_ASPECT_NETWORK,
      .title = N_ ("Connection Refused"),
      .explanation =
          N_ ("The computer at the address accepts no connections.\n"
              "With OpenAI’s own address, the usual reason is a firewall: a filter in the network. With an "
              "address of your own, its server may not be running. Nothing was sent. Check, then try again."),
      KB_TRY_AGAIN,
      .article = "network-trouble",
      .wait_seconds = KB_MINUTES (1),
      .practice_teaches = N_ ("A server that is not running"),
  },
  {
      .id = "unreachable",
      .failed = KB_ASPECT_NETWORK,
      .title = N_ ("No Way to the Service"),
      .explanation = N_ ("The service cannot be reached from this network.\n"
                         "The connection may be down, or a VPN or firewall may block it. Nothing was sent, "
                         "so this says nothing about the key. Check the network, then try again."),
      KB_TRY_AGAIN,
      .article = "network-trouble",
      .wait_seconds = KB_MINUTES (1),
      .practice_teaches = N_ ("A network without a way out"),
  },
  {
      .id = "connect-timeout",
      .failed = KB_ASPECT_NETWORK,
      .title = N_ ("No Connection in Time"),
      .explanation = N_ ("No connection was made in time.\n"
                         "The network may be slow or down, or a firewall may block it. Nothing was sent, so "
                         "this says nothing about the key. Try again, or try another network."),
      KB_TRY_AGAIN,
      .article = "network-trouble",
      .wait_seconds = KB_MINUTES (1),
      .practice_teaches = N_ ("A connection that is never made"),
  },
  {
      .id = "timeout",
      .failed = KB_ASPECT_NETWORK,
      .title = N_ ("No Answer in Time"),
      .explanation = N_ ("The service was reached but did not finish its answer within a minute.\n"
                         "It may be very busy. That says nothing about the key. Try again in a minute; the "
                         "status page tells whether others are affected."),
      .elsewhere = N_ ("The server was reached but did not finish its answer within a minute.\n"
                       "It may be very busy, or still loading the model. That says nothing about the key. "
                       "Try again in a minute."),
      KB_OPEN_LINK (N_ ("_Open the Status Page"), "link.status"),
      .article = "network-trouble",
      .wait_seconds = KB_MINUTES (1),
      .practice_teaches = N_ ("A server that never answers; takes a minute"),
  },
  {
      .id = "certificate-wrong-host",
      .failed = KB_ASPECT_NETWORK,
      .argument = KB_ARGUMENT_ISSUER,
      .title = N_ ("Another Server Answered"),
      .explanation =
          /* TRANSLATORS: %s is who issued the certificate, a name from it */
      N_ ("The server could not prove who it is: its certificate, issued by %s, is for another name.\n"
          "Often that is a network that wants you to sign in with a browser first. The key was not sent. "
          "Sign in and try again, or try another network."),
      KB_TRY_AGAIN,
      .article = "network-trouble",
      .practice_teaches = N_ ("A server that shows a certificate for another name"),
  },
  {
      .id = "clock-behind",
      .failed = KB_ASPECT_NETWORK,
      .argument = KB_ARGUMENT_DATE,
      .title = N_ ("Clock Probably Wrong"),
      .explanation =
          /* TRANSLATORS: %s is a date: "21 November 2026" */
      N_ ("This computer’s clock is wrong: it says %s, but this version of Keybearer was made after that.\n"
          "With a wrong clock, no server can prove who it is. The key was not sent. Set date and time in the "
          "settings of your computer, then try again."),
      KB_TRY_AGAIN,
      .article = "network-trouble",
      .practice_teaches = N_ ("A computer whose clock is years behind"),
  },
  {
      .id = "clock-ahead",
      .failed = KB_ASPECT_NETWORK,
      .argument = KB_ARGUMENT_DATE,
      .title = N_ ("Clock Probably Wrong"),
      .explanation =
          /* TRANSLATORS: %s is a date: "21 November 2026" */
      N_ ("This computer’s clock is probably wrong: it says %s, and by then the server’s certificate, its "
          "proof of who it is, has expired.\n"
          "The key was not sent. Set date and time in the settings of your computer, then try again."),
      KB_TRY_AGAIN,
      .article = "network-trouble",
      .practice_teaches = N_ ("A computer whose clock is years ahead"),
  },
  {
      .id = "certificate-not-yet-valid",
      .failed = KB_ASPECT_NETWORK,
      .title = N_ ("Certificate Not Yet Valid"),
      .explanation = N_ ("The server’s certificate, its proof of who it is, is valid only from a later date "
                         "than this computer’s clock shows.\n"
                         "Usually the clock is wrong: check date and time in the settings of your computer. "
                         "The key was not sent. Then try again."),
      KB_TRY_AGAIN,
      .article = "network-trouble",
      .practice_teaches = N_ ("A computer whose clock is a little behind"),
  },
  {
      .id = "certificate-expired",
      .failed = KB_ASPECT_NETWORK,
      .argument = KB_ARGUMENT_ISSUER,
      .title = N_ ("Certificate Expired"),
      .explanation =
          /* TRANSLATORS: %s is who issued the certificate, a name from it */
      N_ ("The server’s certificate, its proof of who it is, was issued by %s and has expired.\n"
          "Either this computer’s clock is wrong, or whoever runs the server forgot to renew it. The key was "
          "not sent. Check date and time in the settings of your computer, then try again."),
      KB_TRY_AGAIN,
      .article = "network-trouble",
      .practice_teaches = N_ ("A server whose certificate has expired"),
  },
  {
      .id = "certificate-untrusted",
      .failed = KB_ASPECT_NETWORK,
      .argument = KB_ARGUMENT_ISSUER,
      .title = N_ ("Connection Not Trusted"),
      .explanation =
          /* TRANSLATORS: %s is who issued the certificate, a name from it */
      N_ ("The certificate that should prove who the server is was issued by %s, which this computer does "
          "not trust.\n"
          "A company network or a virus scanner may be reading along. The key was not sent. Ask who runs the "
          "network, or try another one."),
      KB_TRY_AGAIN,
      .article = "network-trouble",
      .practice_teaches = N_ ("A network that reads along"),
  },
  {
      .id = "no-secure-connection",
      .failed = KB_ASPECT_NETWORK,
      .title = N_ ("No Secure Connection"),
      .explanation =
          N_ ("The server and this computer could not agree on a protected connection.\n"
              "The server may be very old, may not offer one, or something in between may block it. The key "
              "was not sent. Try another network, or check the base address, where requests go."),
      KB_TRY_AGAIN,
      .article = "network-trouble",
      .practice_teaches = N_ ("A server that offers no protected connection"),
  },
  {
      .id = "connection-broken",
      .failed = KB_ASPECT_NETWORK,
      .title = N_ ("Connection Broke Off"),
      .explanation =
          N_ ("The connection broke off before the whole answer was there.\n"
              "A weak wireless network can do that. Whether the key works is not known. Try again."),
      KB_TRY_AGAIN,
      .article = "network-trouble",
      .wait_seconds = KB_MINUTES (1),
      .practice_teaches = N_ ("A connection that breaks off in the middle"),
  },
  {
      .id = "answer-too-long",
      .failed = KB_ASPECT_NETWORK,
      .title = N_ ("Answer Far Too Long"),
      .explanation =
          N_ ("What came back is far longer than any answer of the service, so something else sent it.\n"
              "Keybearer stopped reading. Whether the key works is not known. Check the base address, where "
              "requests go, or try another network."),
      KB_TRY_AGAIN,
      .article = "network-trouble",
      .practice_teaches = N_ ("A server that does not stop talking"),
  },
  {
      .id = "network-other",
      .failed = KB_ASPECT_NETWORK,
      .title = N_ ("Could Not Connect"),
      .explanation = N_ ("The connection failed for a reason that is new to Keybearer.\n"
                         "Usually the network is down, or this computer does not let the program use it. "
                         "This says nothing about the key. Check the network connection, then try again."),
      KB_TRY_AGAIN,
      .article = "network-trouble",
      .wait_seconds = KB_MINUTES (1),
      .practice_teaches = N_ ("A connection that fails in an unusual way"),
  },
};

const gsize kb_diagnosis_n_network = G_N_ELEMENTS (kb_diagnosis_network);
