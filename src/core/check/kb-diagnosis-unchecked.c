/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/check/kb-diagnosis-rows.h"

/* Something answered, and it was not a judgement of the key. */
const KbDiagnosis kb_diagnosis_unchecked[] = {
  {
      .id = "no-key-sent",
      .outcome = KB_OUTCOME_NOT_CHECKED,
      .failed = KB_ASPECT_NETWORK,
      .title = N_ ("Key Lost on the Way"),
      .explanation = N_ ("The service says that the request came without a key. Keybearer sent it, so "
                         "something on the way took it off, usually a go-between of a company or school "
                         "network, called proxy or gateway. Ask whoever runs it, or try another network."),
      .action_label = N_ ("Try Again"),
      .action = KB_ACTION_TRY_AGAIN,
      .article = "network-trouble",
      .practice_status = 401,
      .practice_body = KB_ERROR_BODY ("invalid_request_error", "null", "You didn't provide an API key."),
      .practice_teaches = N_ ("A gateway that takes the key off the request"),
  },
  {
      .id = "proxy",
      .outcome = KB_OUTCOME_NOT_CHECKED,
      .failed = KB_ASPECT_NETWORK,
      .title = N_ ("Proxy in the Way"),
      .explanation =
          N_ ("This computer reaches the web through a proxy, a go-between, which did not let the test "
              "through. It cannot be reached, or wants you to sign in. The key was not looked at. Check "
              "the proxy in the network settings of your computer."),
      .action_label = N_ ("Try Again"),
      .action = KB_ACTION_TRY_AGAIN,
      .article = "network-trouble",
      .practice_status = 407,
      .practice_body = "<html><head><title>Sign in to the proxy</title></head><body></body></html>",
      .practice_teaches = N_ ("A proxy that wants a sign-in first"),
  },
  {
      .id = "sign-in-page",
      .outcome = KB_OUTCOME_NOT_CHECKED,
      .failed = KB_ASPECT_NETWORK,
      .title = N_ ("Network Wants You to Sign In"),
      .explanation =
          N_ ("A web page came back instead of an answer. Networks in hotels, trains and cafés do that until "
              "you sign in with a browser; a wrong base address, where requests go, does it too. The key was "
              "not looked at. Open any web page, sign in to the network, and try again."),
      .action_label = N_ ("Try Again"),
      .action = KB_ACTION_TRY_AGAIN,
      .article = "network-trouble",
      .practice_status = 200,
      .practice_body =
          "<!DOCTYPE html><html><head><title>Welcome to the hotel</title></head><body></body></html>",
      .practice_teaches = N_ ("A wireless network that shows its own page first"),
  },
  {
      .id = "web-page",
      .outcome = KB_OUTCOME_NOT_CHECKED,
      .failed = KB_ASPECT_NETWORK,
      .title = N_ ("Stopped Before the Service"),
      .explanation =
          N_ ("A web page with an error came back instead of an answer, so a server or filter in between "
              "stopped the test. The key was not looked at. Without a VPN, or from another network, it "
              "may go through."),
      .action_label = N_ ("Try Again"),
      .action = KB_ACTION_TRY_AGAIN,
      .article = "network-trouble",
      .practice_status = 403,
      .practice_body = "<html><head><title>Access denied</title></head><body></body></html>",
      .practice_teaches = N_ ("A filter that stops the request with a page of its own"),
  },
  {
      .id = "redirected",
      .outcome = KB_OUTCOME_NOT_CHECKED,
      .failed = KB_ASPECT_NETWORK,
      .title = N_ ("Sent Elsewhere"),
      .explanation =
          N_ ("The server pointed the test to another address. Keybearer does not follow, so that your key "
              "goes nowhere you did not choose. If you set a base address, where requests go, yourself, "
              "check it. If not, your network may want you to sign in with a browser first."),
      .action_label = N_ ("Try Again"),
      .action = KB_ACTION_TRY_AGAIN,
      .article = "network-trouble",
      .practice_status = 307,
      .practice_body = "<html><head><title>Moved</title></head><body></body></html>",
      .practice_teaches = N_ ("A server that points to another address"),
  },
  {
      .id = "empty-answer",
      .outcome = KB_OUTCOME_NOT_CHECKED,
      .failed = KB_ASPECT_NETWORK,
      .title = N_ ("Empty Answer"),
      .explanation = N_ ("A server answered without saying anything, so probably one in between and not the "
                         "service. The key was not looked at. Try again; if it stays so, try another network "
                         "or check the base address, where requests go."),
      .action_label = N_ ("Try Again"),
      .action = KB_ACTION_TRY_AGAIN,
      .article = "network-trouble",
      .wait_seconds = KB_MINUTES (1),
      .practice_status = 200,
      .practice_body = "",
      .practice_teaches = N_ ("An answer with nothing in it"),
  },
  {
      .id = "unreadable-answer",
      .outcome = KB_OUTCOME_NOT_CHECKED,
      .failed = KB_ASPECT_NETWORK,
      .title = N_ ("Answer Not Readable"),
      .explanation = N_ ("What came back is not what the service sends: it was cut short, or something in "
                         "between answered. Whether the key works is not known. Try again; if it stays so, "
                         "try another network or check the base address, where requests go."),
      .action_label = N_ ("Try Again"),
      .action = KB_ACTION_TRY_AGAIN,
      .article = "network-trouble",
      .wait_seconds = KB_MINUTES (1),
      .practice_status = 200,
      .practice_body = "{\"object\":\"response\",\"status\":\"comple",
      .practice_teaches = N_ ("An answer that was cut short"),
  },
  {
      .id = "unexpected-answer",
      .outcome = KB_OUTCOME_NOT_CHECKED,
      .failed = KB_ASPECT_NETWORK,
      .title = N_ ("Unexpected Answer"),
      .explanation = N_ ("A server answered readably, but not in the way of the OpenAI API, so perhaps it is "
                         "another kind of server. Whether the key works is not known. Check the base "
                         "address, where requests go, and try again if it is right."),
      .action_label = N_ ("Try Again"),
      .action = KB_ACTION_TRY_AGAIN,
      .article = "common-mistakes",
      .practice_status = 200,
      .practice_body = "{\"hello\":\"world\"}",
      .practice_teaches = N_ ("A server that speaks another language"),
  },
  {
      .id = "address-not-found",
      .outcome = KB_OUTCOME_NOT_CHECKED,
      .failed = KB_ASPECT_NETWORK,
      .title = N_ ("Not Found at This Address"),
      .explanation =
          N_ ("There is a server, but nothing at the address that the test asked for. If you set a base "
              "address, where requests go, yourself, check it: it usually ends in “/v1”. The key was not "
              "looked at. With OpenAI’s own address, see whether the service has a problem."),
      .action_label = N_ ("Open the Status Page"),
      .action = KB_ACTION_OPEN_LINK,
      .link = "link.status",
      .article = "common-mistakes",
      .practice_status = 404,
      .practice_body = KB_ERROR_BODY ("invalid_request_error", "\"unknown_url\"", "Unknown request URL."),
      .practice_teaches = N_ ("A wrong base address"),
  },
  {
      .id = "rejected-unknown",
      .outcome = KB_OUTCOME_NOT_CHECKED,
      .failed = KB_ASPECT_NETWORK,
      .title = N_ ("Request Refused"),
      /* TRANSLATORS: %s is what the server said, in its own words, usually English. */
      .explanation =
          /* TRANSLATORS: %s is what the service says, in its own words */
      N_ ("The server refused the request, and the reason is new to Keybearer. It says: “%s” Whether the "
          "key works is not known. The list of error codes may tell more."),
      .action_label = N_ ("Look Up the Error"),
      .action = KB_ACTION_OPEN_LINK,
      .link = "link.errors",
      .article = "error-codes",
      .practice_status = 418,
      .practice_body = KB_ERROR_BODY ("practice_new_type", "\"practice_new_reason\"", "I am a teapot."),
      .practice_teaches = N_ ("A refusal that nobody expected"),
  },
  {
      .id = "server-error",
      .outcome = KB_OUTCOME_NOT_CHECKED,
      .failed = KB_ASPECT_NETWORK,
      .title = N_ ("Error at the Service"),
      .explanation =
          N_ ("The service met an error of its own. Nothing you did caused it, and it says nothing about the "
              "key. Try again in a minute; the status page tells whether others are affected."),
      .action_label = N_ ("Open the Status Page"),
      .action = KB_ACTION_OPEN_LINK,
      .link = "link.status",
      .article = "error-codes",
      .wait_seconds = KB_MINUTES (1),
      .practice_status = 500,
      .practice_body =
          KB_ERROR_BODY ("server_error", "null", "The server had an error while processing your request."),
      .practice_teaches = N_ ("An error on OpenAI’s side"),
  },
  {
      .id = "overloaded",
      .outcome = KB_OUTCOME_NOT_CHECKED,
      .failed = KB_ASPECT_NETWORK,
      .title = N_ ("Service Overloaded"),
      .explanation =
          N_ ("Too many people are asking the service at this moment. That says nothing about your key. Try "
              "again in a minute; the status page tells whether it lasts."),
      .action_label = N_ ("Open the Status Page"),
      .action = KB_ACTION_OPEN_LINK,
      .link = "link.status",
      .article = "error-codes",
      .wait_seconds = KB_MINUTES (1),
      .practice_status = 503,
      .practice_body = KB_ERROR_BODY ("service_unavailable_error",
                                      "\"server_is_overloaded\"",
                                      "The server is overloaded."),
      .practice_teaches = N_ ("A service that is too busy"),
  },
  {
      .id = "gateway-error",
      .outcome = KB_OUTCOME_NOT_CHECKED,
      .failed = KB_ASPECT_NETWORK,
      .title = N_ ("Service Not Reached"),
      .explanation = N_ ("A server in front of the service answered that it gets no answer from it. Nothing "
                         "you did caused that, and the key was not looked at. Try again in a minute; the "
                         "status page tells whether others are affected."),
      .action_label = N_ ("Open the Status Page"),
      .action = KB_ACTION_OPEN_LINK,
      .link = "link.status",
      .article = "error-codes",
      .wait_seconds = KB_MINUTES (1),
      .practice_status = 502,
      .practice_body = "<html><head><title>502 Bad Gateway</title></head><body></body></html>",
      .practice_teaches = N_ ("A gateway that does not get through"),
  },
};

const gsize kb_diagnosis_n_unchecked = G_N_ELEMENTS (kb_diagnosis_unchecked);
