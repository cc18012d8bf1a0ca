/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-diagnosis-rows.h"

/* Something answered, and it was not a judgement of the key. */
const KbDiagnosis kb_diagnosis_unchecked[] = {
  {
      .id = "no-key-sent",
      .failed = KB_N_ASPECTS,
      .title = N_ ("Key Lost on the Way"),
      .explanation = N_ (
          "The service says that the request had no key.\n"
          "Keybearer sent it, so something on the way removed it: usually a proxy or gateway, which passes "
          "requests on in a company or school network. Ask whoever runs it, or try another network."),
      KB_TRY_AGAIN,
      .article = "network-trouble",
      .practice_status = 401,
      .practice_body = KB_ERROR_BODY ("invalid_request_error", "null", "You didn't provide an API key."),
      .practice_teaches = N_ ("A gateway that removes the key from the request"),
  },
  {
      .id = "proxy",
      .failed = KB_N_ASPECTS,
      .title = N_ ("Proxy in the Way"),
      .explanation = N_ ("This computer reaches the web through a proxy, a server that passes requests on, "
                         "and it did not let the test through.\n"
                         "It cannot be reached, or wants you to sign in. The key was not looked at. Look at "
                         "the proxy in the network settings of your computer."),
      KB_TRY_AGAIN,
      .article = "network-trouble",
      .practice_status = 407,
      .practice_body = "<html><head><title>Sign in to the proxy</title></head><body></body></html>",
      .practice_teaches = N_ ("A proxy that wants a sign-in first"),
  },
  {
      .id = "sign-in-page",
      .failed = KB_N_ASPECTS,
      .title = N_ ("Network Wants You to Sign In"),
      .explanation = N_ ("A web page came back instead of an answer.\n"
                         "Networks in hotels, trains and cafés do that until you sign in with a browser. A "
                         "wrong base address, where requests go, does it too. The key was not looked at. "
                         "Open any web page, sign in to the network, and try again."),
      KB_TRY_AGAIN,
      .article = "network-trouble",
      .practice_status = 200,
      .practice_body =
          "<!DOCTYPE html><html><head><title>Welcome to the hotel</title></head><body></body></html>",
      .practice_teaches = N_ ("A wireless network that shows its own page first"),
  },
  {
      .id = "web-page",
      .failed = KB_N_ASPECTS,
      .title = N_ ("Stopped Before the Service"),
      .explanation = N_ ("A web page with an error came back instead of an answer, so a server or filter in "
                         "between stopped the test.\n"
                         "The key was not looked at. Try without a VPN, or from another network."),
      KB_TRY_AGAIN,
      .article = "network-trouble",
      .practice_status = 403,
      .practice_body = "<html><head><title>Access denied</title></head><body></body></html>",
      .practice_teaches = N_ ("A filter that stops the request with a page of its own"),
  },
  {
      .id = "not-let-in",
      .failed = KB_N_ASPECTS,
      .once_accepted = "forbidden-unknown",
      .argument = KB_ARGUMENT_MESSAGE,
      .title = N_ ("Not Let In"),
      .explanation =
          /* TRANSLATORS: %s is what the server says, in its own words, usually English */
      N_ ("The request was turned away, perhaps by a filter or gateway in front of the service.\n"
          "The answer says: “%s” Nothing shows that the key was looked at. Try another network, or ask "
          "those who look after this network or the server."),
      KB_TRY_AGAIN,
      .article = "not-allowed",
      .practice_status = 403,
      .practice_body = KB_ERROR_BODY ("practice_new_type", "null", "Not through this door."),
      .practice_teaches = N_ ("A gateway that turns the request away"),
  },
  {
      .id = "redirected",
      .failed = KB_N_ASPECTS,
      .title = N_ ("Sent Elsewhere"),
      .explanation = N_ ("The server pointed the test to another address.\n"
                         "Keybearer does not follow, so that your key goes only where you want it. If you "
                         "set the base address, where requests go, yourself, check it. If not, your network "
                         "may want you to sign in with a browser first."),
      KB_TRY_AGAIN,
      .article = "network-trouble",
      .practice_status = 307,
      .practice_body = "<html><head><title>Moved</title></head><body></body></html>",
      .practice_teaches = N_ ("A server that points to another address"),
  },
  {
      .id = "empty-answer",
      .failed = KB_N_ASPECTS,
      .title = N_ ("Empty Answer"),
      .explanation = N_ ("The answer was empty, so it probably came from a server in between.\n"
                         "The key was not looked at. Try again. If that does not help, try another network "
                         "or check the base address, where requests go."),
      KB_TRY_AGAIN,
      .article = "network-trouble",
      .wait_seconds = KB_MINUTES (1),
      .practice_status = 200,
      .practice_body = "",
      .practice_teaches = N_ ("An answer with nothing in it"),
  },
  {
      .id = "unreadable-answer",
      .failed = KB_N_ASPECTS,
      .title = N_ ("Answer Not Readable"),
      .explanation = N_ ("What came back is not what the service sends: it was cut short, or something in "
                         "between answered.\n"
                         "Whether the key works is not known. Try again. If that does not help, try another "
                         "network or check the base address, where requests go."),
      KB_TRY_AGAIN,
      .article = "network-trouble",
      .wait_seconds = KB_MINUTES (1),
      .practice_status = 200,
      .practice_body = "{\"object\":\"response\",\"status\":\"comple",
      .practice_teaches = N_ ("An answer that was cut short"),
  },
  {
      .id = "unexpected-answer",
      .failed = KB_N_ASPECTS,
      .title = N_ ("Unexpected Answer"),
      .explanation =
          N_ ("A server answered, but not as the OpenAI API does, so perhaps it is another kind of server.\n"
              "Whether the key works is not known. Check the base address, where requests go, and try again "
              "if it is right."),
      KB_TRY_AGAIN,
      .article = "common-mistakes",
      .practice_status = 200,
      .practice_body = "{\"hello\":\"world\"}",
      .practice_teaches = N_ ("A server that speaks another language"),
  },
  {
      .id = "address-not-found",
      .failed = KB_N_ASPECTS,
      .title = N_ ("Not Found at This Address"),
      .explanation =
          N_ ("There is a server, but nothing at the address of the test.\n"
              "If you set the base address, where requests go, yourself, check it: it usually ends in “/v1”. "
              "The key was not looked at. With OpenAI’s own address, see whether the service has a problem."),
      .elsewhere = N_ ("There is a server, but nothing at the address of the test.\n"
                       "Check the base address, where requests go: with most servers it ends in “/v1”. The "
                       "key was not looked at."),
      KB_OPEN_LINK (N_ ("_Open the Status Page"), "link.status"),
      .article = "wrong-address",
      .practice_status = 404,
      .practice_body = KB_ERROR_BODY ("invalid_request_error", "\"unknown_url\"", "Unknown request URL."),
      .practice_teaches = N_ ("A wrong base address"),
  },
  {
      .id = "no-version",
      .failed = KB_N_ASPECTS,
      .argument = KB_ARGUMENT_ADDRESS,
      .title = N_ ("“/v1” May Be Missing"),
      .explanation =
          /* TRANSLATORS: %s is an address: "https://us.api.openai.com/v1" */
      N_ ("There is a server, but it did not answer as the API does.\n"
          "With most servers the base address, where requests go, ends in “/v1”, and yours does not. Try "
          "this one: %s. The key was not looked at."),
      .action_label = N_ ("_Use This Address"),
      .action = KB_ACTION_OTHER_ADDRESS,
      .article = "wrong-address",
      .practice_status = 404,
      .practice_body = KB_ERROR_BODY ("invalid_request_error", "\"unknown_url\"", "Unknown request URL."),
      .practice_teaches = N_ ("A base address whose end was forgotten"),
  },
  {
      .id = "refused-unknown",
      .failed = KB_N_ASPECTS,
      .once_accepted = "refused-behind",
      .argument = KB_ARGUMENT_MESSAGE,
      .title = N_ ("Not Accepted Here"),
      .explanation =
          /* TRANSLATORS: %s is what the server says, in its own words, usually English */
      N_ ("The service did not accept the request with this key, and the reason is not known.\n"
          "It says: “%s” The key itself may be fine: it may belong to another server, or something else may "
          "be missing. The list of error codes may tell more."),
      .elsewhere =
          /* TRANSLATORS: %s is what the server says, in its own words, usually English */
      N_ ("The server did not accept the request with this key, and the reason is not known.\n"
          "It says: “%s” The key itself may be fine, but belong to another server. Check the base address, "
          "where requests go, and whose key it is."),
      KB_OPEN_LINK (N_ ("_Look Up the Error"), "link.errors"),
      .article = "error-codes",
      .practice_status = 401,
      .practice_body =
          KB_ERROR_BODY ("invalid_request_error", "\"practice_new_reason\"", "This key rests on Sundays."),
      .practice_teaches = N_ ("A refusal for a reason that is not documented"),
  },
  {
      .id = "request-refused",
      .failed = KB_N_ASPECTS,
      .once_accepted = "request-not-fitting",
      .argument = KB_ARGUMENT_MESSAGE,
      .title = N_ ("Request Not Understood"),
      .explanation =
          /* TRANSLATORS: %s is what the server says, in its own words, usually English */
      N_ ("The server did not accept even the first request, for a reason that is new to Keybearer.\n"
          "It says: “%s” Whether the key works is not known. The list of error codes may tell more."),
      .elsewhere =
          /* TRANSLATORS: %s is what the server says, in its own words, usually English */
      N_ ("The server did not accept even the first request.\n"
          "It says: “%s” Whether the key works is not known. Check the base address, where requests go, and "
          "whether the server speaks the OpenAI API."),
      KB_OPEN_LINK (N_ ("_Look Up the Error"), "link.errors"),
      .article = "error-codes",
      .practice_status = 400,
      .practice_body = KB_ERROR_BODY ("practice_new_type", "null", "Pardon?"),
      .practice_teaches = N_ ("A first request that is not understood"),
  },
  {
      .id = "rejected-unknown",
      .failed = KB_N_ASPECTS,
      .argument = KB_ARGUMENT_MESSAGE,
      .title = N_ ("Request Refused"),
      .explanation =
          /* TRANSLATORS: %s is what the server says, in its own words, usually English */
      N_ ("The server refused the request for a reason that is new to Keybearer.\n"
          "It says: “%s” Whether the key works is not known. The list of error codes may tell more."),
      .elsewhere =
          /* TRANSLATORS: %s is what the server says, in its own words, usually English */
      N_ ("The server refused the request.\n"
          "It says: “%s” Whether the key works is not known. Ask whoever runs the server."),
      KB_OPEN_LINK (N_ ("_Look Up the Error"), "link.errors"),
      .article = "error-codes",
      .practice_status = 418,
      .practice_body = KB_ERROR_BODY ("practice_new_type", "\"practice_new_reason\"", "I am a teapot."),
      .practice_teaches = N_ ("A refusal that nobody expected"),
  },
  {
      .id = "server-error",
      .failed = KB_N_ASPECTS,
      .argument = KB_ARGUMENT_MESSAGE,
      .title = N_ ("Error at the Service"),
      .explanation = N_ ("The service had an error of its own.\n"
                         "You did not cause it, and it says nothing about the key. Try again in a minute. "
                         "The status page tells whether others are affected."),
      .elsewhere =
          /* TRANSLATORS: %s is what the server says, in its own words, usually English */
      N_ ("The server had an error of its own, which says nothing about the key.\n"
          "The server says: “%s” Try again in a minute. If that does not help, whoever runs the server can "
          "find the reason in its log."),
      KB_OPEN_LINK (N_ ("_Open the Status Page"), "link.status"),
      .article = "network-trouble",
      .wait_seconds = KB_MINUTES (1),
      .practice_status = 500,
      .practice_body =
          KB_ERROR_BODY ("server_error", "null", "The server had an error while processing your request."),
      .practice_teaches = N_ ("An error on OpenAI’s side"),
  },
  {
      .id = "overloaded",
      .failed = KB_N_ASPECTS,
      .title = N_ ("Service Overloaded"),
      .explanation = N_ (
          "Too many people are asking the service at this moment.\n"
          "That says nothing about your key. Try again in a minute; the status page tells whether it lasts."),
      .elsewhere = N_ ("Too many people are asking the server at this moment.\n"
                       "That says nothing about your key. Try again in a minute."),
      KB_OPEN_LINK (N_ ("_Open the Status Page"), "link.status"),
      .article = "network-trouble",
      .wait_seconds = KB_MINUTES (1),
      .practice_status = 503,
      .practice_body = KB_ERROR_BODY ("service_unavailable_error",
                                      "\"server_is_overloaded\"",
                                      "The server is overloaded."),
      .practice_teaches = N_ ("A service that is too busy"),
  },
  {
      .id = "unavailable",
      .failed = KB_N_ASPECTS,
      .argument = KB_ARGUMENT_MESSAGE,
      .title = N_ ("Not Available Now"),
      .explanation =
          /* TRANSLATORS: %s is what the server says, in its own words, usually English */
      N_ ("The service answered that it cannot do this now.\n"
          "It says: “%s” That says nothing about the key. Try again in a minute. The status page tells "
          "whether others are affected."),
      .elsewhere =
          /* TRANSLATORS: %s is what the server says, in its own words, usually English */
      N_ ("The server answered that it cannot do this now.\n"
          "It says: “%s” It may still be starting, or may have no way to this model. That says nothing about "
          "the key. Try again in a minute, or ask whoever runs the server."),
      KB_OPEN_LINK (N_ ("_Open the Status Page"), "link.status"),
      .article = "network-trouble",
      .wait_seconds = KB_MINUTES (1),
      .practice_status = 503,
      .practice_body = KB_ERROR_BODY ("practice_new_type", "null", "Back after lunch."),
      .practice_teaches = N_ ("A service that is not there for a while"),
  },
  {
      .id = "gateway-error",
      .failed = KB_N_ASPECTS,
      .title = N_ ("Service Not Reached"),
      .explanation = N_ ("A server in front of the service got no answer from it.\n"
                         "You did not cause that, and the key was not looked at. Try again in a minute. The "
                         "status page tells whether others are affected."),
      .elsewhere = N_ ("A server in front of yours got no answer from it.\n"
                       "You did not cause that, and the key was not looked at. Try again in a minute, or ask "
                       "whoever runs the server."),
      KB_OPEN_LINK (N_ ("_Open the Status Page"), "link.status"),
      .article = "network-trouble",
      .wait_seconds = KB_MINUTES (1),
      .practice_status = 502,
      .practice_body = "<html><head><title>502 Bad Gateway</title></head><body></body></html>",
      .practice_teaches = N_ ("A gateway that does not get through"),
  },
};

const gsize kb_diagnosis_n_unchecked = G_N_ELEMENTS (kb_diagnosis_unchecked);
