/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-verdict.h"
#include "core/base/kb-clock.h"

#include <string.h>

#define DAY G_GINT64_CONSTANT (86400)
#define YEAR (365 * DAY)
#define BUILT G_GINT64_CONSTANT (1795219200) /* 2026-11-21 */

static void
test_judge (void)
{
  static const struct
  {
    gint64 now;
    KbClock expected;
  } cases[] = {
    { 1, KB_CLOCK_BEHIND },
    { -5 * YEAR, KB_CLOCK_BEHIND },
    { BUILT - 20 * YEAR, KB_CLOCK_BEHIND },
    { BUILT - DAY - 1, KB_CLOCK_BEHIND },
    { BUILT - DAY, KB_CLOCK_PLAUSIBLE },
    { BUILT, KB_CLOCK_PLAUSIBLE },
    { BUILT + YEAR, KB_CLOCK_PLAUSIBLE },
    { BUILT + 5 * YEAR, KB_CLOCK_PLAUSIBLE },
    { BUILT + 5 * YEAR + 1, KB_CLOCK_AHEAD },
    { BUILT + 500 * YEAR, KB_CLOCK_AHEAD },
    { 0, KB_CLOCK_PLAUSIBLE }, /* not known */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (kb_clock_judge (cases[i].now, BUILT), ==, cases[i].expected);
}

/* Were the build date ahead of the true date, every clock would be called wrong. */
static void
test_build_date (void)
{
  gint64 built = kb_clock_get_build_date ();

  g_assert_cmpint (built, >=, BUILT);
  g_assert_cmpint (kb_clock_judge (g_get_real_time () / G_USEC_PER_SEC, built), ==, KB_CLOCK_PLAUSIBLE);
}

static KbResponse *
reply_at (gint64 date, GTlsCertificateFlags flags)
{
  KbResponse *reply = kb_response_new_failure (KB_FAILURE_TLS);

  kb_response_set_tls (reply, flags, "Company");
  kb_response_set_date (reply, date);
  return reply;
}

static void
test_verdicts (void)
{
  const GTlsCertificateFlags early = G_TLS_CERTIFICATE_NOT_ACTIVATED | G_TLS_CERTIFICATE_UNKNOWN_CA;
  const GTlsCertificateFlags late = G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_UNKNOWN_CA;
  const gint64 built = kb_clock_get_build_date ();
  const struct
  {
    gint64 date;
    GTlsCertificateFlags flags;
    const char *expected;
  } cases[] = {
    { built - YEAR, early, "clock-behind" },
    { built - 2 * DAY, early, "clock-behind" },
    { built - YEAR, late, "clock-behind" },
    { built, early, "certificate-not-yet-valid" },
    { built, late, "certificate-expired" },
    { built + YEAR, early, "certificate-not-yet-valid" },
    { built + YEAR, late, "certificate-expired" },
    { built + 6 * YEAR, late, "clock-ahead" },
    /* not the clock: even at a later date it has not begun */
    { built + 6 * YEAR, early, "certificate-not-yet-valid" },
    /* not the clock: whatever it shows, the authority is a stranger, the name another */
    { built - YEAR, G_TLS_CERTIFICATE_UNKNOWN_CA, "certificate-untrusted" },
    { built + 6 * YEAR, G_TLS_CERTIFICATE_UNKNOWN_CA, "certificate-untrusted" },
    { built - YEAR, early | G_TLS_CERTIFICATE_BAD_IDENTITY, "certificate-wrong-host" },
    { 0, early, "certificate-not-yet-valid" },
    { 0, late, "certificate-expired" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KbResponse) reply = reply_at (cases[i].date, cases[i].flags);

      g_assert_cmpstr (kb_diagnose (reply, (KbAsked) { .call = KB_CALL_MODELS })->id, ==, cases[i].expected);
    }
}

/* A clock that is wrong is no reason to doubt a network that answers. */
static void
test_other_failures (void)
{
  for (KbFailure failure = KB_FAILURE_ADDRESS; failure <= KB_FAILURE_OTHER; failure++)
    {
      g_autoptr (KbResponse) right = kb_response_new_failure (failure);
      g_autoptr (KbResponse) wrong = kb_response_new_failure (failure);

      kb_response_set_date (wrong, 1);
      g_assert_true (kb_diagnose (right, (KbAsked) { .call = KB_CALL_MODELS }) ==
                     kb_diagnose (wrong, (KbAsked) { .call = KB_CALL_MODELS }));
    }
}

static void
check_explanation (gint64 date, GTlsCertificateFlags flags, const char *expected)
{
  g_autoptr (KbResponse) reply = reply_at (date, flags);
  KbVerdictParts parts = { .diagnosis = kb_diagnose (reply, (KbAsked) { .call = KB_CALL_MODELS }),
                           .reply = reply,
                           .cost = -1 };
  g_autoptr (KbVerdict) verdict = kb_verdict_new (&parts);
  g_autofree char *explanation = kb_verdict_dup_explanation (verdict);

  g_test_message ("%s", explanation);
  g_assert_nonnull (strstr (explanation, expected));
}

static void
test_shows_date (void)
{
  check_explanation (946728000, G_TLS_CERTIFICATE_NOT_ACTIVATED, "it says 1 January 2000,");
  check_explanation (1, G_TLS_CERTIFICATE_NOT_ACTIVATED, "it says 1 January 1970,");
  check_explanation (2556144000, G_TLS_CERTIFICATE_EXPIRED, "it says 1 January 2051,");
  check_explanation (G_MAXINT64, G_TLS_CERTIFICATE_EXPIRED, "it says –,");
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clock/judge", test_judge);
  g_test_add_func ("/clock/build-date", test_build_date);
  g_test_add_func ("/clock/verdicts", test_verdicts);
  g_test_add_func ("/clock/other-failures", test_other_failures);
  g_test_add_func ("/clock/shows-date", test_shows_date);

  return g_test_run ();
}
