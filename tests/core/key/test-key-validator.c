/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/key/kb-key-validator.h"
#include "key-fakes.h"

#define PAUSE (700 * 1000)

typedef struct
{
  KbKeyValidator *check;
  GPtrArray *notified;
  gboolean later; /* names of properties */
} Fixture;

static void
notify_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  Fixture *self = user_data;

  g_ptr_array_add (self->notified, (char *) g_param_spec_get_name (pspec));
}

/* In the order of the alphabet: that of notifications is GObject's own. */
static void
assert_notified (Fixture *self, const char *names)
{
  g_autofree char *notified = NULL;

  g_ptr_array_sort_values (self->notified, (GCompareFunc) g_strcmp0);
  g_ptr_array_add (self->notified, NULL);
  notified = g_strjoinv (" ", (char **) self->notified->pdata);
  g_ptr_array_set_size (self->notified, 0);
  g_assert_cmpstr (notified, ==, names);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->check = kb_key_validator_new ();
  self->notified = g_ptr_array_new ();
  g_signal_connect (self->check, "notify", G_CALLBACK (notify_cb), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->check);
  g_ptr_array_unref (self->notified);
}

static void
set_text (Fixture *self, const char *pattern)
{
  g_autofree char *text = expand_fakes (pattern);

  g_ptr_array_set_size (self->notified, 0);
  kb_key_validator_set_text (self->check, text);
}

static void
assert_now (Fixture *self, KbKeyState state, const char *summary, const char *removed)
{
  g_autofree char *now_summary = NULL;
  g_autofree char *now_removed = NULL;
  KbKeyState now_state;
  gboolean now_usable, usable = state == KB_KEY_STATE_GOOD || state == KB_KEY_STATE_ODD;

  g_object_get (self->check, "state", &now_state, "summary", &now_summary, "removed", &now_removed, "usable",
                &now_usable, NULL);
  g_assert_cmpint (now_state, ==, state);
  g_assert_cmpint (kb_key_validator_get_state (self->check), ==, state);
  g_assert_cmpstr (now_summary, ==, summary);
  g_assert_cmpstr (now_removed, ==, removed);
  g_assert_cmpint (now_usable, ==, usable);
  g_assert_cmpint (kb_key_validator_get_usable (self->check), ==, usable);
  g_assert_cmpint (kb_key_validator_get_key (self->check) != NULL, ==, usable);
  if (state == KB_KEY_STATE_CHECKING)
    g_assert_null (kb_key_validator_get_reading (self->check));
}

/* The time from now until the state is not CHECKING any more. */
static gint64
wait_settled (Fixture *self)
{
  gint64 start = g_get_monotonic_time ();

  while (kb_key_validator_get_state (self->check) == KB_KEY_STATE_CHECKING)
    g_main_context_iteration (NULL, TRUE);
  return g_get_monotonic_time () - start;
}

#define ODD_SUMMARY \
  "Project key, 90 characters. Most keys of this kind have another length: check that all of it was copied."
#define SHORT_SUMMARY "Only 3 characters: the end is missing. Copy the whole key again."

static void
test_new (Fixture *self, gconstpointer data)
{
  assert_now (self, KB_KEY_STATE_EMPTY, NULL, NULL);
  g_assert_null (kb_key_validator_get_reading (self->check));
}

static void
test_good (Fixture *self, gconstpointer data)
{
  g_autofree char *key = expand_fakes ("@P@");

  set_text (self, " @P@");
  assert_now (self, KB_KEY_STATE_GOOD, "Project key, 164 characters", "Removed: a space");
  assert_notified (self, "removed state summary usable");
  g_assert_cmpstr (secret_value_get_text (kb_key_validator_get_key (self->check)), ==, key);
}

static void
assert_settled_cb (gpointer user_data)
{
  Fixture *self = user_data;

  g_assert_cmpint (kb_key_validator_get_state (self->check), !=, KB_KEY_STATE_CHECKING);
  self->later = TRUE;
}

static void
test_bad_waits (Fixture *self, gconstpointer data)
{
  set_text (self, "sk-");
  assert_now (self, KB_KEY_STATE_CHECKING, NULL, NULL);
  assert_notified (self, "state");

  /* What is to happen later than that does. */
  g_timeout_add_once (2 * PAUSE / 1000, assert_settled_cb, self);
  g_assert_cmpint (wait_settled (self), >=, PAUSE - 5000);
  assert_now (self, KB_KEY_STATE_BAD, SHORT_SUMMARY, NULL);
  assert_notified (self, "state summary");
  while (!self->later)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_odd_waits (Fixture *self, gconstpointer data)
{
  set_text (self, "@O@\n");
  assert_now (self, KB_KEY_STATE_CHECKING, NULL, NULL);
  g_assert_cmpint (wait_settled (self), >=, PAUSE - 5000);
  assert_now (self, KB_KEY_STATE_ODD, ODD_SUMMARY, "Removed: a line break");
  assert_notified (self, "removed state state summary usable");
}

static gboolean
type_on_cb (gpointer user_data)
{
  set_text (user_data, "sk-p");
  return G_SOURCE_REMOVE;
}

/* Each letter starts the pause anew. */
static void
test_typing (Fixture *self, gconstpointer data)
{
  set_text (self, "sk-");
  g_timeout_add (400, type_on_cb, self);
  g_assert_cmpint (wait_settled (self), >=, PAUSE + 395 * 1000);
  assert_notified (self, "state summary");
}

static void
test_good_ends_wait (Fixture *self, gconstpointer data)
{
  set_text (self, "sk-");
  set_text (self, "@U@");
  assert_now (self, KB_KEY_STATE_GOOD, "User key, 51 characters", NULL);
  set_text (self, "sk-");
  assert_now (self, KB_KEY_STATE_CHECKING, NULL, NULL);
  assert_notified (self, "state summary usable");
  set_text (self, "");
  assert_now (self, KB_KEY_STATE_EMPTY, NULL, NULL);
  assert_notified (self, "state");
}

/* A wait that outlived the good news would take it back. */
static void
test_no_late_news (Fixture *self, gconstpointer data)
{
  set_text (self, "sk-");
  set_text (self, "@U@");
  g_assert_null (g_main_context_find_source_by_user_data (NULL, self->check));
  set_text (self, "sk-");
  kb_key_validator_settle (self->check);
  g_assert_null (g_main_context_find_source_by_user_data (NULL, self->check));
}

static void
test_settle (Fixture *self, gconstpointer data)
{
  set_text (self, "@O@");
  kb_key_validator_settle (self->check);
  assert_now (self, KB_KEY_STATE_ODD, ODD_SUMMARY, NULL);

  g_ptr_array_set_size (self->notified, 0);
  kb_key_validator_settle (self->check);
  set_text (self, "@O@");
  assert_now (self, KB_KEY_STATE_ODD, ODD_SUMMARY, NULL);
  assert_notified (self, "");

  set_text (self, "@OS@");
  assert_now (self, KB_KEY_STATE_CHECKING, NULL, NULL);
}

static void
test_no_notify_without_change (Fixture *self, gconstpointer data)
{
  set_text (self, "");
  assert_notified (self, "");
  set_text (self, "@P@");
  set_text (self, "@P@");
  assert_notified (self, "");
  set_text (self, "@P2@");
  assert_notified (self, "");
  set_text (self, "@P2@ ");
  assert_notified (self, "removed");
  set_text (self, "hello");
  set_text (self, "hello you");
  assert_notified (self, "");
}

static void
test_clear (Fixture *self, gconstpointer data)
{
  KbKeyReading *reading;

  set_text (self, "@P@");
  reading = kb_key_reading_ref (kb_key_validator_get_reading (self->check));
  g_ptr_array_set_size (self->notified, 0);
  kb_key_validator_clear (self->check);
  assert_now (self, KB_KEY_STATE_EMPTY, NULL, NULL);
  assert_notified (self, "state summary usable");
  g_assert_null (kb_key_validator_get_reading (self->check));
  /* Ours is the last reference. */
  g_assert_cmpuint (kb_key_reading_get_length (reading), ==, 164);
  kb_key_reading_unref (reading);

  set_text (self, "sk-");
  kb_key_validator_clear (self->check);
  assert_now (self, KB_KEY_STATE_EMPTY, NULL, NULL);
  g_assert_null (g_main_context_find_source_by_user_data (NULL, self->check));
  kb_key_validator_set_text (self->check, NULL);
  assert_now (self, KB_KEY_STATE_EMPTY, NULL, NULL);
}

static void
test_dispose_while_waiting (Fixture *self, gconstpointer data)
{
  KbKeyValidator *check = kb_key_validator_new ();
  gpointer gone = check;

  kb_key_validator_set_text (check, "sk-");
  g_assert_nonnull (g_main_context_find_source_by_user_data (NULL, check));
  g_assert_finalize_object (check);
  g_assert_null (g_main_context_find_source_by_user_data (NULL, gone));
}

static void
inspect_cb (KbKeyValidator *check, GParamSpec *pspec, gpointer user_data)
{
  /* At the first notification everything has changed already. */
  g_assert_cmpint (kb_key_validator_get_usable (check), ==,
                   kb_key_validator_get_state (check) == KB_KEY_STATE_GOOD);
  (*(guint *) user_data)++;
}

static void
test_consistent (Fixture *self, gconstpointer data)
{
  guint calls = 0;

  g_signal_connect (self->check, "notify", G_CALLBACK (inspect_cb), &calls);
  set_text (self, "@P@");
  kb_key_validator_clear (self->check);
  g_assert_cmpuint (calls, ==, 6);
}

#define ADD(name, func) g_test_add ("/key-validator/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("new", test_new);
  ADD ("good", test_good);
  ADD ("bad-waits", test_bad_waits);
  ADD ("odd-waits", test_odd_waits);
  ADD ("typing", test_typing);
  ADD ("good-ends-wait", test_good_ends_wait);
  ADD ("no-late-news", test_no_late_news);
  ADD ("settle", test_settle);
  ADD ("no-notify-without-change", test_no_notify_without_change);
  ADD ("clear", test_clear);
  ADD ("dispose-while-waiting", test_dispose_while_waiting);
  ADD ("consistent", test_consistent);

  return g_test_run ();
}
