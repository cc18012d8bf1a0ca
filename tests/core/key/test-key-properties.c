/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/key/kb-key-private.h"
#include "key-fakes.h"

#include <pthread.h>
#include <stdio.h>
#include <sys/mman.h>

#define N_RANDOM 20000
#define XOR 0x5a

static const char *const wrappings[] = {
  "%s",
  " %s ",
  "\r\n%s\r\n",
  "\"%s\"",
  "'%s';",
  "`%s`",
  "“%s”",
  "<%s>",
  "**%s**",
  "${%s}",
  "%s.",
  "OPENAI_API_KEY=%s",
  "export OPENAI_API_KEY=\"%s\"  # my key",
  "setx OPENAI_API_KEY \"%s\"",
  "set -gx OPENAI_API_KEY %s",
  "$env:OPENAI_API_KEY = \"%s\"",
  "OPENAI_API_KEY: %s\n",
  "{\"api_key\": \"%s\"}",
  "client = OpenAI(api_key=\"%s\")",
  "Authorization: Bearer %s",
  "curl https://api.openai.com/v1/models -H \"Authorization: Bearer %s\" -d '{}'",
  "Key: %s",
  "Here is the key that I made for you: %s – please keep it safe!",
  "> %s",
  "\ufeff%s",
  "\033[200~%s\033[201~",
};

/* Put into the middle of a key. */
static const char *const gaps[] = {
  "",       " ",      "\t",     "\n",     "\r\n",   "\n\n",   "\n      ", "\n> ",   "\\\n",
  "=\r\n",  "\u00a0", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff",   "\u00ad", "\u200e",
  "\u202c", "\u2028", "\u3000", "\u2009", "\ufe0f", "\x7f",   "\033[0m",  "\\n",
};

static const char *
get_text (const KbKeyReading *reading)
{
  SecretValue *key = kb_key_reading_get_key (reading);

  return key != NULL ? secret_value_get_text (key) : NULL;
}

static void
assert_reads (const char *text, const char *key)
{
  g_autoptr (KbKeyReading) reading = kb_key_read (text, -1);

  if (g_strcmp0 (get_text (reading), key) != 0)
    g_error ("%s in %s is read as %s", key, text, get_text (reading));
}

static char *
put_into (const char *wrapping, const char *key)
{
  GString *text = g_string_new (wrapping);

  g_string_replace (text, "%s", key, 1);
  return g_string_free_and_steal (text);
}

static void
test_gaps (void)
{
  for (gsize k = 0; k < N_WHOLE_KEYS; k++)
    for (gsize g = 0; g < G_N_ELEMENTS (gaps); g++)
      for (gsize w = 0; w < G_N_ELEMENTS (wrappings); w++)
        {
          g_autofree char *key = fake_key_at (k);
          gsize at = strlen (key) / 4 + (w * 7 + g) % (strlen (key) / 2);
          g_autofree char *broken = g_strdup_printf ("%.*s%s%s", (int) at, key, gaps[g], key + at);
          g_autofree char *text = put_into (wrappings[w], broken);

          assert_reads (text, key);
        }
}

/* Lines of 40, as a terminal or a mail breaks them. */
static void
test_lines (void)
{
  for (gsize k = 0; k < N_USABLE_KEYS; k++)
    for (gsize w = 0; w < G_N_ELEMENTS (wrappings); w++)
      {
        g_autofree char *key = fake_key_at (k);
        GString *broken = g_string_new (key);
        g_autofree char *text = NULL;

        for (gsize at = 40; at + 4 < broken->len; at += 41)
          g_string_insert_c (broken, at, '\n');
        text = put_into (wrappings[w], broken->str);
        g_string_free (broken, TRUE);

        assert_reads (text, key);
      }
}

static char *
widen (const char *key, gboolean letters)
{
  GString *wide = g_string_new (NULL);

  for (; *key != '\0'; key++)
    if (letters || *key == '-' || *key == '_')
      g_string_append_unichar (wide, *key + 0xfee0);
    else
      g_string_append_c (wide, *key);
  return g_string_free_and_steal (wide);
}

static void
test_replaced (void)
{
  static const char *const dashes[] = { "\u2010", "\u2011", "\u2012", "\u2013",
                                        "\u2014", "\u2212", "\ufe63", "\uff0d" };

  for (gsize k = 0; k < N_USABLE_KEYS; k++)
    for (gsize w = 0; w < G_N_ELEMENTS (wrappings); w++)
      {
        g_autofree char *key = fake_key_at (k);
        g_autofree char *wide = widen (key, TRUE);
        g_autofree char *wide_text = put_into (wrappings[w], wide);
        GString *dashed = g_string_new (key);
        g_autofree char *dashed_text = NULL;

        g_string_replace (dashed, "-", dashes[(k + w) % G_N_ELEMENTS (dashes)], 0);
        dashed_text = put_into (wrappings[w], dashed->str);
        g_string_free (dashed, TRUE);

        assert_reads (wide_text, key);
        assert_reads (dashed_text, key);
      }
}

static gboolean
is_pattern (const char *key)
{
  static GRegex *pattern;

  if (pattern == NULL)
    pattern = g_regex_new ("^sk-[A-Za-z0-9_-]{20,509}$", G_REGEX_DOLLAR_ENDONLY, 0, NULL);
  return g_regex_match (pattern, key, 0, NULL);
}

static void
assert_sound (const char *text, gsize length)
{
  g_autoptr (KbKeyReading) reading = kb_key_read (text, length);
  g_autofree char *summary = kb_key_reading_dup_summary (reading);
  g_autofree char *removed = kb_key_reading_dup_removed (reading);
  KbKeyState state = kb_key_reading_get_state (reading);
  const char *key = get_text (reading);
  g_autoptr (KbKeyReading) again = key != NULL ? kb_key_read (key, -1) : NULL;

  g_assert_cmpint (key != NULL, ==, state == KB_KEY_STATE_GOOD || state == KB_KEY_STATE_ODD);
  g_assert_cmpint (reading->problem == KB_KEY_PROBLEM_NONE, ==,
                   state == KB_KEY_STATE_GOOD || state == KB_KEY_STATE_EMPTY);
  g_assert_true (g_utf8_validate (summary, -1, NULL));
  if (key == NULL)
    return;
  g_assert_true (is_pattern (key));
  g_assert_cmpstr (get_text (again), ==, key);
  g_assert_cmpint (kb_key_reading_get_state (again), ==, state);
  g_assert_cmpint (again->problem, ==, reading->problem);
  g_assert_cmphex (kb_key_reading_get_removed (again), ==, 0);
  g_assert_false (leaks (summary, key));
  g_assert_false (removed != NULL && leaks (removed, key));
}

static void
append_fragment (GString *text, GRand *rand)
{
  static const char *const fragments[] = {
    "sk-",     "sk-proj-",      "sk",  "-",    "_",       " ",       "\n",  "\r\n",   "\"",     "=",    ":",
    "Bearer ", "Authorization", "...", "…",    "***",     "export ", "KEY", "\u200b", "\u2011", "ｓｋ", "é",
    "\xff",    "\xe2\x80",      "eyJ", "org-", "sk-ant-", "//",      "@",   "\\n",    "\033[",  "{",    "}",
    "xxxx",    "your_",
  };
  guint kind = g_rand_int_range (rand, 0, 10);

  if (kind < 5)
    g_string_append (text, fragments[g_rand_int_range (rand, 0, G_N_ELEMENTS (fragments))]);
  else if (kind < 6)
    g_string_append_c (text, g_rand_int_range (rand, 0, 256));
  else if (kind < 7)
    {
      g_autofree char *key = fake_key_at (g_rand_int_range (rand, 0, G_N_ELEMENTS (fake_keys)));

      g_string_append (text, key);
    }
  else
    {
      g_autofree char *tail =
          fake_tail ("", g_rand_int_range (rand, 1, 60), KEY_ALPHABET "-_", g_rand_int (rand));

      g_string_append (text, tail);
    }
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261120);
  gsize usable = 0;

  for (gsize i = 0; i < N_RANDOM; i++)
    {
      GString *text = g_string_new (NULL);
      guint n = g_rand_int_range (rand, 0, 12);
      g_autofree char *redacted = NULL;

      for (guint j = 0; j < n; j++)
        if (i % 4 == 0)
          for (guint b = 0; b < 16; b++)
            g_string_append_c (text, g_rand_int_range (rand, 0, 256));
        else
          append_fragment (text, rand);
      assert_sound (text->str, text->len);
      usable += kb_key_looks_like_key (text->str);
      redacted = kb_key_redact (text->str);
      g_assert_true (g_utf8_validate (redacted, -1, NULL));
      g_string_free (text, TRUE);
    }
  /* The texts must be such that keys are found in them. */
  g_assert_cmpuint (usable, >, 20);
}

static void
test_fixed_point (void)
{
  for (gsize k = 0; k < G_N_ELEMENTS (fake_keys); k++)
    for (gsize w = 0; w < G_N_ELEMENTS (wrappings); w++)
      {
        g_autofree char *key = fake_key_at (k);
        g_autofree char *text = put_into (wrappings[w], key);

        assert_sound (text, strlen (text));
      }
}

/* A person who is told what is wrong must not be told the key; nor must a log. */
static void
test_summaries (void)
{
  static const char *const bad[] = {
    "@A@",
    "sk-ant-@r@",
    "gsk_@r@",
    "@P@ @P2@",
    "sk_proj_@r@",
    "k-proj-@r@",
    "@O@$@O>@",
    "org-@c@",
    "eyJ@r@",
    "@L@",
    "sess-@r@",
    "@O@***",
    "@r@@example.com",
    "https://example.com/@r@",
    "sk-@l@",
    "@h@",
    "@P^@",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *text = expand_fakes (bad[i]);
      g_autoptr (KbKeyReading) reading = kb_key_read (text, -1);
      g_autofree char *summary = kb_key_reading_dup_summary (reading);

      g_assert_cmpint (kb_key_reading_get_state (reading), >=, KB_KEY_STATE_ODD);
      g_assert_cmpuint (strlen (summary), >, 20);
      g_assert_false (leaks (summary, text));
    }
}

/* Looks through this process's own writable memory. @hidden is the secret xor XOR, so that the search does
 * not find itself. Not instrumented: it also reads what is freed. */
__attribute__ ((no_sanitize ("address", "undefined"))) static gsize
count_in_range (const guint8 *from, const guint8 *to, const guint8 *hidden, gsize length)
{
  gsize count = 0;

  for (const guint8 *p = from; p + length <= to; p++)
    {
      gsize i = 0;

      while (i < length && (p[i] ^ XOR) == hidden[i])
        i++;
      count += i == length;
    }
  return count;
}

static gsize
count_in_memory (const guint8 *hidden, gsize length)
{
  FILE *maps = fopen ("/proc/self/maps", "r");
  char line[512];
  gsize count = 0;

  g_assert_nonnull (maps);
  while (fgets (line, sizeof line, maps) != NULL)
    {
      guintptr from, to;
      char access[5];

      g_assert_cmpint (
          sscanf (line, "%" G_GINTPTR_MODIFIER "x-%" G_GINTPTR_MODIFIER "x %4s", &from, &to, access), ==, 3);
      /* The shadow memory of sanitizers is terabytes large. */
      if (g_str_has_prefix (access, "rw") && to - from < 256 * 1024 * 1024)
        count += count_in_range ((const guint8 *) from, (const guint8 *) to, hidden, length);
    }
  fclose (maps);
  return count;
}

#define NEEDLE 24

typedef struct
{
  const guint8 *hidden;
  gsize length;
  KbKeyReading *reading;
} Work;

/* Made of hidden parts, so that the only copies in memory are those of the code under test. @gap, when not
 * NUL, is put into the middle. */
static void
reveal (const Work *work, char *text, char gap)
{
  gsize at = 0;

  for (gsize i = 0; i < work->length; i++)
    {
      if (i == 91 && gap != '\0')
        text[at++] = gap;
      text[at++] = work->hidden[i] ^ XOR;
    }
  text[at] = '\0';
}

static gpointer
read_hidden (gpointer data)
{
  Work *work = data;
  char text[256];

  reveal (work, text, '\n');
  work->reading = kb_key_read (text, -1);
  explicit_bzero (text, sizeof text);
  return NULL;
}

static gpointer
redact_hidden (gpointer data)
{
  g_autofree char *redacted = NULL;
  char text[256];

  reveal (data, text, '\0');
  redacted = kb_key_redact (text);
  explicit_bzero (text, sizeof text);
  return NULL;
}

static gpointer
look_at_hidden (gpointer data)
{
  char text[256];

  reveal (data, text, '\0');
  g_assert_true (kb_key_looks_like_key (text));
  explicit_bzero (text, sizeof text);
  return NULL;
}

static guint8 *
hide_key (gsize *length)
{
  char *key = fake_key_at (0);
  guint8 *hidden;

  *length = strlen (key);
  hidden = g_malloc (*length);
  for (gsize i = 0; i < *length; i++)
    hidden[i] = key[i] ^ XOR;
  explicit_bzero (key, *length);
  g_free (key);
  return hidden;
}

#define STACK (1024 * 1024)

/* On a stack of its own, which nothing writes over before it is searched. It stays mapped. */
static void
run_on_new_stack (gpointer (*function) (gpointer), Work *work)
{
  gpointer stack = mmap (NULL, STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  pthread_attr_t attributes;
  pthread_t thread;

  g_assert_true (stack != MAP_FAILED);
  g_assert_cmpint (pthread_attr_init (&attributes), ==, 0);
  g_assert_cmpint (pthread_attr_setstack (&attributes, stack, STACK), ==, 0);
  g_assert_cmpint (pthread_create (&thread, &attributes, function, work), ==, 0);
  g_assert_cmpint (pthread_join (thread, NULL), ==, 0);
  pthread_attr_destroy (&attributes);
}

static void
assert_copies (const Work *work, gsize expected)
{
  g_assert_cmpuint (count_in_memory (work->hidden + 60, NEEDLE), ==, expected);
  g_assert_cmpuint (count_in_memory (work->hidden + 120, NEEDLE), ==, expected);
}

/* In a child: the other tests leave keys all over the memory. */
static void
test_memory_child (void)
{
  gsize length;
  g_autofree guint8 *hidden = hide_key (&length);
  Work work = { hidden, length, NULL };

  assert_copies (&work, 0);
  run_on_new_stack (redact_hidden, &work);
  assert_copies (&work, 0);
  run_on_new_stack (look_at_hidden, &work);
  assert_copies (&work, 0);
  run_on_new_stack (read_hidden, &work);
  g_assert_cmpuint (kb_key_reading_get_length (work.reading), ==, length);
  assert_copies (&work, 1);
  kb_key_reading_unref (work.reading);
  assert_copies (&work, 0);
}

static void
test_memory (void)
{
  g_auto (GStrv) environment = g_environ_unsetenv (g_get_environ (), "MALLOC_PERTURB_");

  /* MALLOC_PERTURB_ would wipe for us. A call bound at its first use has the registers saved on the stack,
   * and with them what was copied last. */
  environment = g_environ_setenv (environment, "LD_BIND_NOW", "1", TRUE);
  g_test_trap_subprocess_with_envp ("/key-properties/memory/subprocess", (const char *const *) environment, 0,
                                    G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/key-properties/gaps", test_gaps);
  g_test_add_func ("/key-properties/lines", test_lines);
  g_test_add_func ("/key-properties/replaced", test_replaced);
  g_test_add_func ("/key-properties/fixed-point", test_fixed_point);
  g_test_add_func ("/key-properties/random", test_random);
  g_test_add_func ("/key-properties/summaries", test_summaries);
  g_test_add_func ("/key-properties/memory", test_memory);
  g_test_add_func ("/key-properties/memory/subprocess", test_memory_child);

  return g_test_run ();
}
