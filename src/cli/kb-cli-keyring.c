/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-cli-keyring.h"
#include "kb-cli-stdin.h"

#include "core/base/kb-enum.h"
#include "core/base/kb-sandbox.h"
#include "core/base/kb-words.h"
#include "core/doctor/kb-doctor.h"
#include "core/found/kb-find.h"
#include "core/keyring/kb-stored-key.h"
#include "core/practice/kb-practice.h"

#include <glib/gi18n.h>

/* Indexed by KbStoreError. */
static const char *const error_ids[] = {
  [KB_STORE_ERROR_NO_SERVICE] = "keyring-no-service",
  [KB_STORE_ERROR_NO_COLLECTION] = "keyring-no-collection",
  [KB_STORE_ERROR_LOCKED] = "keyring-locked",
  [KB_STORE_ERROR_DISMISSED] = "keyring-dismissed",
  [KB_STORE_ERROR_DENIED] = "keyring-denied",
  [KB_STORE_ERROR_NOT_RESPONDING] = "keyring-not-responding",
  [KB_STORE_ERROR_NOT_FOUND] = "key-not-found",
  [KB_STORE_ERROR_MISMATCH] = "keyring-mismatch",
  [KB_STORE_ERROR_MISMATCH_LEFT] = "keyring-mismatch",
  [KB_STORE_ERROR_NAME_TAKEN] = "name-taken",
  [KB_STORE_ERROR_BUSY] = "keyring-busy",
  [KB_STORE_ERROR_FAILED] = "keyring-failed",
};

/* Where nobody can be asked; indexed by KbStoreState. */
static const char *const no_display_advice[] = {
  [KB_STORE_STATE_LOCKED] =
      /* TRANSLATORS: %s is a line to type in a terminal */
  N_ ("Without a display, the keyring cannot ask for its password. With GNOME Keyring, type this in bash or "
      "zsh, then the password (it is not shown) and Enter:\n  %s"),
  [KB_STORE_STATE_NO_COLLECTION] =
      /* TRANSLATORS: %s is a line to type in a terminal */
  N_ ("Without a display, the keyring cannot ask for a new password. With GNOME Keyring, type this in bash "
      "or zsh, then the password (it is not shown) and Enter:\n  %s"),
  [KB_STORE_STATE_NO_SERVICE] =
      /* TRANSLATORS: %s is a line to type in a terminal; so is “dbus-run-session -- bash” */
  N_ ("No program that keeps passwords is running. Over ssh, with GNOME Keyring installed, type\n"
      "  dbus-run-session -- bash\n"
      "to get a session for it, then this, the keyring’s password (it is not shown) and Enter:\n  %s"),
};

/**
 * kb_cli_fail_keyring:
 * @cli: a call
 * @error: of an operation of the store
 */
void
kb_cli_fail_keyring (KbCli *cli, const GError *error)
{
  guint code = KB_STORE_ERROR_FAILED;

  if (error->domain == KB_STORE_ERROR && (guint) error->code < G_N_ELEMENTS (error_ids))
    code = error->code;
  g_debug ("Keyring: %s", error->message);
  kb_cli_fail (cli, KB_EXIT_KEYRING, error_ids[code], kb_store_error_get_advice (error), NULL);
}

/* states */

/* A line to type opens GNOME Keyring, and may start it where nobody answers; it does nothing for the others.
 */
static gboolean
needs_screen (KbStoreProvider provider)
{
  return provider == KB_STORE_PROVIDER_KDE || provider == KB_STORE_PROVIDER_KEEPASSXC;
}

static char *
dup_advice (KbStoreState state, KbStoreProvider provider)
{

  if (state == KB_STORE_STATE_LOCKED && !kb_cli_has_display () && needs_screen (provider))
    return g_strdup (_ ("Without a display, the keyring cannot ask for its password. Unlock it at this "
                        "computer’s screen and try again."));
  if (kb_cli_has_display () || needs_screen (provider) || state >= G_N_ELEMENTS (no_display_advice) ||
      no_display_advice[state] == NULL)
    return kb_store_state_dup_advice_for (state, provider);
  return kb_words_fill (_ (no_display_advice[state]), kb_doctor_get_unlock_line ());
}

static void
fail_state (KbCli *cli, KbStoreState state)
{
  g_autofree char *id = g_strconcat ("keyring-", kb_enum_get_nick (KB_TYPE_STORE_STATE, (int) state), NULL);
  g_autofree char *advice =
      dup_advice (state, kb_key_store_get_provider (kb_keys_get_store (kb_setup_get_keys (cli->setup))));

  kb_cli_fail (cli, KB_EXIT_KEYRING, id, kb_store_state_get_title (state), advice);
}

static gboolean
unlock (KbCli *cli)
{
  KbKeyStore *store = kb_keys_get_store (kb_setup_get_keys (cli->setup));
  g_autoptr (GError) error = NULL;
  GAsyncResult *result;

  if (kb_cli_has_display ())
    g_printerr ("%s\n",
                _ ("The keyring asks for its password in a window of its own. Waiting for your answer…"));
  kb_key_store_unlock_async (store, NULL, kb_cli_done_cb, cli);
  result = kb_cli_wait_for_person (cli);
  if (result == NULL)
    return FALSE;
  if (kb_key_store_unlock_finish (store, result, &error))
    return TRUE;
  kb_cli_fail_keyring (cli, error);
  return FALSE;
}

static gboolean
open_state (KbCli *cli, KbStoreState state, KbCliNeed need)
{
  switch (state)
    {
    case KB_STORE_STATE_READY:
      return TRUE;
    case KB_STORE_STATE_NO_COLLECTION:
      /* A keyring that is not there has no keys. */
      if (need != KB_CLI_WRITE)
        return TRUE;
      break;
    case KB_STORE_STATE_LOCKED:
      if (need == KB_CLI_LOOK)
        return TRUE;
      break;
    case KB_STORE_STATE_CHECKING:
    case KB_STORE_STATE_NO_SERVICE:
    case KB_STORE_STATE_DENIED:
    case KB_STORE_STATE_NOT_RESPONDING:
    default:
      fail_state (cli, state);
      return FALSE;
    }
  /* KWallet opens without a question where it was opened at login, and says so to those only who try. */
  if (kb_cli_has_display () ||
      kb_key_store_get_provider (kb_keys_get_store (kb_setup_get_keys (cli->setup))) == KB_STORE_PROVIDER_KDE)
    return unlock (cli);
  fail_state (cli, state);
  return FALSE;
}

/* practice */

static gboolean
fill_practice_store (KbCli *cli)
{
  g_autoptr (KbPractice) practice = kb_practice_new ();
  KbKeyStore *store = kb_keys_get_store (kb_setup_get_keys (cli->setup));
  GArray *lessons = kb_practice_get_lessons ();

  /* The newest is listed first. */
  for (guint i = lessons->len; i-- > 0;)
    {
      const KbPracticeLesson *lesson = &g_array_index (lessons, KbPracticeLesson, i);
      g_autofree char *text = kb_practice_dup_lesson_key (lesson);
      g_autoptr (SecretValue) key = secret_value_new (text, -1, "text/plain");

      kb_key_store_save_async (store, lesson->id, _ (lesson->teaches), key, FALSE, NULL, kb_cli_done_cb, cli);
      if (!kb_key_store_save_finish (store, kb_cli_wait (cli), NULL))
        g_return_val_if_reached (FALSE);
    }
  return TRUE;
}

/**
 * kb_cli_open_keyring:
 * @cli: a call
 * @need: what for
 *
 * Asks the person to unlock it where that is needed and possible.
 *
 * Returns: whether it can be used for that
 */
gboolean
kb_cli_open_keyring (KbCli *cli, KbCliNeed need)
{
  KbKeyStore *store;

  cli->setup = kb_setup_new (cli->practice);
  store = kb_keys_get_store (kb_setup_get_keys (cli->setup));
  g_signal_connect_swapped (store, "waiting", G_CALLBACK (kb_cli_waiting_cb), cli);
  kb_key_store_probe_async (store, NULL, kb_cli_done_cb, cli);
  cli->keyring = kb_key_store_probe_finish (store, kb_cli_wait (cli), NULL, NULL);
  return cli->practice ? fill_practice_store (cli) : open_state (cli, cli->keyring, need);
}

/* keys */

/**
 * kb_cli_list_keys:
 * @cli: a call with an open keyring
 *
 * Returns: (transfer full) (nullable) (element-type KbSavedKey): what is saved
 */
GPtrArray *
kb_cli_list_keys (KbCli *cli)
{
  KbKeyStore *store = kb_keys_get_store (kb_setup_get_keys (cli->setup));
  g_autoptr (GError) error = NULL;
  GPtrArray *keys;

  kb_key_store_list_async (store, NULL, kb_cli_done_cb, cli);
  keys = kb_key_store_list_finish (store, kb_cli_wait (cli), &error);
  if (keys == NULL)
    kb_cli_fail_keyring (cli, error);
  return keys;
}

static gboolean
is_named (KbSavedKey *key, const char *text)
{
  return g_str_equal (kb_saved_key_get_name (key), text);
}

/* The name that a label was turned into when the key was saved, or the label that it has now */
static gboolean
is_labelled (KbSavedKey *key, const char *text)
{
  g_autofree char *name = kb_key_store_dup_name_for (text);
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *label = g_utf8_casefold (kb_saved_key_get_label (key), -1);

  return g_str_equal (label, folded) || is_named (key, name);
}

static GPtrArray *
find_all (GPtrArray *keys, const char *text, gboolean (*matches) (KbSavedKey *, const char *))
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < keys->len; i++)
    if (matches (keys->pdata[i], text))
      g_ptr_array_add (found, keys->pdata[i]);
  return found;
}

static void
fail_ambiguous (KbCli *cli, GPtrArray *found)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL, *advice = NULL;

  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (names, (gpointer) kb_saved_key_get_name (found->pdata[i]));
  list = kb_words_join (names, FALSE);
  if (found->len > 1 && is_named (found->pdata[1], kb_saved_key_get_name (found->pdata[0])))
    advice = g_strdup_printf (
        /* TRANSLATORS: %s is what starts Keybearer; what follows it is typed as it stands */
        _ ("The keyring has it more than once, perhaps in two collections. Save it again with “%s save "
           "--replace”, and only one remains."),
        kb_sandbox_get_command ());
  else
    /* TRANSLATORS: %s is a list of short names */
    advice = g_strdup_printf (_ ("Use one of the short names: %s"), list);
  kb_cli_fail (cli, KB_EXIT_KEYRING, "key-ambiguous", _ ("More than one saved key has that name"), advice);
}

/* gnome-keyring, locked since it was started, finds a key by its name but does not tell the name. */
static gboolean
hides_names (GPtrArray *keys)
{
  for (guint i = 0; i < keys->len; i++)
    if (*kb_saved_key_get_name (keys->pdata[i]) == '\0')
      return TRUE;
  return FALSE;
}

static KbSavedKey *
guess_key (const char *text)
{
  g_autofree char *name = kb_key_store_dup_name_for (text);

  return kb_saved_key_new (name, text, 0, TRUE);
}

/**
 * kb_cli_find_key:
 * @cli: a call with an open keyring
 * @text: what the person calls it
 *
 * Returns: (transfer full) (nullable): the one key that is meant
 */
KbSavedKey *
kb_cli_find_key (KbCli *cli, const char *text)
{
  g_autoptr (GPtrArray) keys = kb_cli_list_keys (cli);
  g_autoptr (GPtrArray) found = NULL;

  if (keys == NULL)
    return NULL;
  found = find_all (keys, text, is_named);
  if (found->len == 0)
    {
      g_ptr_array_unref (found);
      found = find_all (keys, text, is_labelled);
    }
  if (found->len == 1)
    return g_object_ref (found->pdata[0]);
  if (found->len == 0 && hides_names (keys))
    return guess_key (text);
  if (found->len > 1)
    fail_ambiguous (cli, found);
  else
    kb_cli_fail_for_list (cli, KB_EXIT_KEYRING, "key-not-found", _ ("No key of that name is saved"));
  return NULL;
}

/* The line takes what is stored through the same cleaning as a paste, and nothing of it is shown. */
static void
fail_stored (KbCli *cli, KbSavedKey *saved, const GError *error)
{
  const char *name = kb_saved_key_get_name (saved);
  g_autofree char *advice = NULL;

  if (kb_stored_error_get_clean_key (error) != NULL)
    advice = g_strdup_printf (
        /* TRANSLATORS: the first and third %s are the short name of a key, the second is what starts
         * Keybearer; all of the line is typed as it stands */
        _ ("This line saves the key alone:\n  secret-tool lookup application keybearer username %s | %s save "
           "%s "
           "--replace"),
        name, kb_sandbox_get_command (), name);
  kb_cli_fail (cli, KB_EXIT_KEYRING, "stored-not-a-key", kb_stored_error_get_words (error), advice);
}

/**
 * kb_cli_load_key:
 * @cli: a call with an open keyring
 * @saved: a saved key
 *
 * Returns: (transfer full) (nullable): the key, bare
 */
SecretValue *
kb_cli_load_key (KbCli *cli, KbSavedKey *saved)
{
  KbKeyStore *store = kb_keys_get_store (kb_setup_get_keys (cli->setup));
  g_autoptr (GError) error = NULL;
  GAsyncResult *result;
  SecretValue *key;

  kb_key_store_load_async (store, kb_saved_key_get_name (saved), NULL, kb_cli_done_cb, cli);
  result = kb_cli_wait_for_person (cli);
  if (result == NULL)
    return NULL;
  key = kb_stored_key_load_finish (store, result, &error);
  if (key == NULL && error->domain == KB_STORED_ERROR)
    fail_stored (cli, saved, error);
  else if (key == NULL)
    kb_cli_fail_keyring (cli, error);
  return key;
}

static char *
dup_free_name (const char *const *taken, const char *name)
{
  for (guint n = 2;; n++)
    {
      g_autofree char *other = g_strdup_printf ("%s-%u", name, n);

      if (!g_strv_contains (taken, other))
        return g_steal_pointer (&other);
    }
}

static void
say_twin (const char *const *taken, const char *name)
{
  g_autofree char *other = dup_free_name (taken, name);
  g_autofree char *plain = kb_cli_dup_plain (name);
  g_autofree char *plain_other = kb_cli_dup_plain (other);

  g_printerr (
      /* TRANSLATORS: "service" and "username" are names of attributes in the keyring; the first %s is the
       * short name of a key, the second another short name */
      _ ("Another program keeps an item with the same service and username (openai, %s). Programs that look "
         "up the key may get that item instead. To avoid this, save it under another name, such as %s."),
      plain, plain_other);
  g_printerr ("\n");
}

/**
 * kb_cli_say_twins:
 * @cli: a call with an open keyring
 * @names: short names, %NULL-terminated
 *
 * Tells on the standard error which of @names stand in an item of another program, too.
 */
void
kb_cli_say_twins (KbCli *cli, const char *const *names)
{
  g_auto (GStrv) taken = NULL;

  if (cli->practice)
    return;
  kb_find_twins_async (NULL, kb_cli_done_cb, cli);
  taken = kb_find_twins_finish (kb_cli_wait (cli));
  for (gsize i = 0; taken != NULL && names[i] != NULL; i++)
    if (g_strv_contains ((const char *const *) taken, names[i]))
      say_twin ((const char *const *) taken, names[i]);
}

static KbSavedKey *
find_only_key (KbCli *cli)
{
  g_autoptr (GPtrArray) keys = kb_cli_list_keys (cli);

  if (keys == NULL)
    return NULL;
  if (keys->len == 1)
    return g_object_ref (keys->pdata[0]);
  if (keys->len == 0)
    {
      const char *program = kb_sandbox_get_command ();
      g_autofree char *advice =
          /* TRANSLATORS: the first and second %s are what starts Keybearer, the third is a command of it;
           * what follows is typed as it stands */
          g_strdup_printf (_ ("Save one with “%s save NAME”, or give one to “%s %s --stdin”."), program,
                           program, cli->command->name);

      kb_cli_fail (cli, KB_EXIT_KEYRING, "key-not-found", _ ("No key is saved"), advice);
    }
  else
    kb_cli_fail_for_list (cli, KB_EXIT_USAGE, "usage",
                          _ ("More than one key is saved: name the one you mean"));
  return NULL;
}

/**
 * kb_cli_take_key:
 * @cli: a call whose arguments are at most the name of a key
 * @argc: how many @argv has
 * @argv: the command and its arguments
 * @from_stdin: whether the key comes on the standard input, and no name is taken
 * @saved: (out) (nullable): the one of that name, or the only one; %NULL when it came on the standard input
 *
 * Returns: (transfer full) (nullable): the key, bare
 */
SecretValue *
kb_cli_take_key (KbCli *cli, int argc, char *argv[], gboolean from_stdin, KbSavedKey **saved)
{
  if (argc > 2 || (argc == 2 && from_stdin))
    {
      kb_cli_fail (cli, KB_EXIT_USAGE, "usage", _ ("Give one name, or --stdin"), NULL);
      return NULL;
    }
  if (argc == 2 && !kb_cli_take_name (cli, argv[1]))
    return NULL;
  if (from_stdin)
    {
      cli->setup = kb_setup_new (cli->practice);
      return kb_cli_read_key (cli);
    }
  if (!kb_cli_open_keyring (cli, KB_CLI_READ))
    return NULL;
  *saved = argc == 2 ? kb_cli_find_key (cli, argv[1]) : find_only_key (cli);
  if (*saved == NULL)
    return NULL;
  kb_cli_say_twins (cli, (const char *const[]) { kb_saved_key_get_name (*saved), NULL });
  return kb_cli_load_key (cli, *saved);
}

/**
 * kb_cli_write_notes:
 * @cli: a call with an open keyring
 *
 * Waits until what was noted is on the disk. What the command was for is done by then, so a failure is only
 * said.
 *
 * Returns: whether it was written
 */
gboolean
kb_cli_write_notes (KbCli *cli)
{
  KbStateFile *file = kb_notes_get_file (kb_keys_get_notes (kb_setup_get_keys (cli->setup)));
  g_autoptr (GError) error = NULL;

  if (file == NULL)
    return TRUE;
  kb_state_file_save_async (file, NULL, kb_cli_done_cb, cli);
  if (kb_state_file_save_finish (file, kb_cli_wait (cli), &error))
    return TRUE;
  g_debug ("Notes not written: %s", error->message);
  g_printerr ("%s\n", _ ("The notes on the key could not be written"));
  return FALSE;
}

/* words */

char *
kb_cli_dup_date (gint64 unix_seconds)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (unix_seconds);

  return date ? g_date_time_format (date, "%F") : g_strdup ("–");
}

char *
kb_cli_dup_test (const KbNote *note)
{
  const KbDiagnosis *row = note ? kb_diagnosis_find (note->last_verdict) : NULL;
  g_autofree char *date = NULL;

  if (row == NULL || note->last_tested == 0)
    return g_strdup (_ ("not tested"));
  date = kb_cli_dup_date (note->last_tested);
  /* TRANSLATORS: the first %s is a date, the second a verdict such as "No Credit Left" */
  return g_strdup_printf (_ ("tested %s: %s"), date, _ (row->title));
}
