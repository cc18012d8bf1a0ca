/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-diagnosis-rows.h"

/* The service does not take the key. */
const KbDiagnosis kb_diagnosis_refused[] = {
  {
      .id = "invalid-key",
      .failed = KB_ASPECT_KEY,
      .knows_no_key = TRUE,
      .once_accepted = "refused-behind",
      .once_over = "key-expired",
      .title = N_ ("Key Not Accepted"),
      .explanation = N_ ("The service does not know this key.\n"
                         "A character may be missing from the copy, the key may have been deleted, or it "
                         "belongs to another service. Copy it again. If the web page no longer shows it, "
                         "create a new one: each key is shown only once."),
      .action_label = N_ ("_Paste the Key Again"),
      .action = KB_ACTION_EDIT_KEY,
      .article = "key-refused",
      .practice_status = 401,
      .practice_body =
          KB_ERROR_BODY ("invalid_request_error", "\"invalid_api_key\"", "Incorrect API key provided."),
      .practice_teaches = N_ ("A key that was mistyped, cut short or deleted"),
  },
  {
      .id = "key-expired",
      .failed = KB_ASPECT_KEY,
      .once_accepted = "refused-behind",
      .title = N_ ("Key Expired"),
      .explanation = N_ ("The server knows this key, but it has expired.\n"
                         "Its last day was chosen when it was made and cannot be changed. Create a new key, "
                         "and use it wherever the old one was used."),
      .over =
          /* TRANSLATORS: %s is a date */
      N_ ("The service does not accept this key, and %s, the day that you noted as its end, has passed.\n"
          "Nobody can extend it: create a new key, and use it wherever the old one was used. "
          "“Rotate”, on the key’s page in My Keys, leads through that."),
      .argument = KB_ARGUMENT_END,
      .action_label = N_ ("R_otate…"),
      .action = KB_ACTION_ROTATE,
      .link = "link.api-keys",
      .article = "key-refused",
      .practice_status = 401,
      .practice_body = KB_ERROR_BODY ("invalid_request_error", "null", "Your API key has expired."),
      .practice_teaches = N_ ("A key whose last day has passed"),
  },
  {
      .id = "key-disabled",
      .failed = KB_ASPECT_KEY,
      .once_accepted = "refused-behind",
      .title = N_ ("Key Turned Off"),
      .explanation =
          N_ ("The server knows this key, but it was turned off.\n"
              "Somebody in the organization may have done that, or the service itself, because the key was "
              "found in public. Create a new key, or ask whoever looks after your keys."),
      .action_label = N_ ("_Create a New Key"),
      .action = KB_ACTION_NEW_KEY,
      .link = "link.api-keys",
      .article = "key-refused",
      .practice_status = 401,
      .practice_body = KB_ERROR_BODY ("invalid_request_error", "null", "This API key has been disabled."),
      .practice_teaches = N_ ("A key that somebody has turned off"),
  },
  {
      .id = "account-closed",
      .failed = KB_ASPECT_KEY,
      .title = N_ ("Account Closed"),
      .explanation = N_ ("OpenAI has closed the account that this key belongs to, and usually sends an "
                         "e-mail with the reason.\n"
                         "Look for it, also among unwanted mail, then write to the help center. A new key in "
                         "the same account will not help."),
      KB_OPEN_LINK (N_ ("_Open the Help Center"), "link.help"),
      .article = "key-refused",
      .practice_status = 401,
      .practice_body = KB_ERROR_BODY ("invalid_request_error",
                                      "\"account_deactivated\"",
                                      "The account of this API key has been deactivated."),
      .practice_teaches = N_ ("An account that OpenAI has closed"),
  },
  {
      .id = "access-ended",
      .failed = KB_ASPECT_KEY,
      .title = N_ ("Access Ended"),
      .explanation = N_ (
          "OpenAI has ended this account’s access to the API and usually sends an e-mail with the reason.\n"
          "Look for it, also among unwanted mail, then write to the help center. Trying again or creating a "
          "new key will not help."),
      KB_OPEN_LINK (N_ ("_Open the Help Center"), "link.help"),
      .article = "key-refused",
      .practice_status = 429,
      .practice_body =
          KB_ERROR_BODY ("access_terminated", "null", "Access of this account has been terminated."),
      .practice_teaches = N_ ("An account that may no longer use the API"),
  },
  {
      .id = "wrong-organization",
      .failed = KB_ASPECT_KEY,
      .title = N_ ("Key of Another Organization"),
      .explanation = N_ ("The request named an organization or project that this key does not belong to.\n"
                         "Keybearer names none, so something on the way added the name, such as a gateway: a "
                         "server that passes requests on. Look at its settings, or ask whoever runs it."),
      KB_OPEN_LINK (N_ ("_Open Organization Settings"), "link.organization"),
      .article = "key-refused",
      .practice_status = 401,
      .practice_body = KB_ERROR_BODY ("invalid_request_error",
                                      "\"mismatched_organization\"",
                                      "The organization of the request does not match the API key."),
      .practice_teaches = N_ ("A gateway that adds the wrong organization"),
  },
  {
      .id = "project-archived",
      .failed = KB_ASPECT_KEY,
      .title = N_ ("Project Gone"),
      .explanation = N_ (
          "The project that this key was made in has been archived or deleted, and its keys ended with it.\n"
          "Create a new key in a project that is still in use."),
      .action_label = N_ ("_Create a New Key"),
      .action = KB_ACTION_NEW_KEY,
      .link = "link.api-keys",
      .article = "projects",
      .practice_status = 401,
      .practice_body = KB_ERROR_BODY ("invalid_request_error",
                                      "\"not_authorized_invalid_project\"",
                                      "The project of this API key is archived."),
      .practice_teaches = N_ ("A key whose project was archived"),
  },
  {
      .id = "key-type-not-allowed",
      .failed = KB_ASPECT_KEY,
      .title = N_ ("Old Kind of Key"),
      .explanation =
          N_ ("The service knows this key, but here it accepts no old keys that belong to a person and to no "
              "project.\n"
              "Create a new key; it begins with “sk-proj-”. Only if that one is refused too, ask an owner of "
              "the organization for a key of a service account, an account for programs."),
      .action_label = N_ ("_Create a New Key"),
      .action = KB_ACTION_NEW_KEY,
      .link = "link.api-keys",
      .article = "key-refused",
      .practice_status = 401,
      .practice_body = KB_ERROR_BODY ("invalid_request_error",
                                      "\"not_authorized_invalid_key_type\"",
                                      "User API keys are not allowed here. Please use a permissioned key."),
      .practice_teaches = N_ ("An old key, from before there were projects"),
  },
  {
      .id = "no-organization",
      .failed = KB_ASPECT_KEY,
      .title = N_ ("Not in an Organization"),
      .explanation = N_ ("Every API account belongs to an organization, even that of one person, and the "
                         "account of this key has none.\n"
                         "Finish signing up on the platform page, or ask a colleague to invite you into "
                         "theirs. Then create a key."),
      KB_OPEN_LINK (N_ ("_Open the Platform"), "link.platform"),
      .article = "faq-account",
      .practice_status = 401,
      .practice_body = KB_ERROR_BODY ("invalid_request_error",
                                      "\"no_organization\"",
                                      "You must be a member of an organization to use the API."),
      .practice_teaches = N_ ("A sign-up that was not finished"),
  },
};

const gsize kb_diagnosis_n_refused = G_N_ELEMENTS (kb_diagnosis_refused);
