/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>
#include <string.h>

/* Keys of nobody, made when the test runs: a key in a source file sets off every scanner. */

#define DIGITS "0123456789"
#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define KEY_ALPHABET DIGITS LOWER UPPER

static inline char *
fake_tail (const char *prefix, gsize length, const char *alphabet, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  GString *key = g_string_sized_new (length + 1); /* growing it would leave copies behind */

  g_string_append (key, prefix);
  while (key->len < length)
    g_string_append_c (key, alphabet[g_rand_int_range (rand, 0, strlen (alphabet))]);
  return g_string_free_and_steal (key);
}

/* With the marker of real keys in the middle, and at the end @last when that is not NUL. */
static inline char *
fake_key (const char *prefix, gsize length, char last, guint32 seed)
{
  char *key = fake_tail (prefix, length, KEY_ALPHABET, seed);

  memcpy (key + (length + strlen (prefix)) / 2 - 4,
          "T3Bl"
          "bkFJ",
          8);
  if (last != '\0')
    key[length - 1] = last;
  return key;
}

typedef struct
{
  const char *name;
  const char *prefix;
  gsize length;
  char last;
} FakeKey;

static const FakeKey fake_keys[] = {
  { "P", "sk-proj-", 164, '\0' },   { "P2", "sk-proj-", 164, '-' },    { "P3", "sk-proj-", 132, '_' },
  { "P4", "sk-proj-", 56, '\0' },   { "S", "sk-svcacct-", 167, '\0' }, { "S2", "sk-svcacct-", 111, '-' },
  { "U", "sk-", 51, '\0' },         { "U2", "sk-", 43, '\0' },         { "N", "sk-None-", 56, '\0' },
  { "O", "sk-proj-", 90, '\0' },    { "OS", "sk-svcacct-", 120, '_' }, { "OU", "sk-", 61, '\0' },
  { "G", "sk-gateway-", 64, '\0' }, { "A", "sk-admin-", 133, '\0' },   { "L", "sk-proj-", 513, '\0' },
  { "X", "sk-proj-", 512, '\0' },
};
/* Those before are usable with a length that is known. */
#define N_WHOLE_KEYS 9
#define N_USABLE_KEYS 13

static inline char *
fake_key_at (gsize i)
{
  return fake_key (fake_keys[i].prefix, fake_keys[i].length, fake_keys[i].last, 1000 + i);
}

static inline void
replace_fake (GString *text, const char *name, const char *value)
{
  g_autofree char *whole = g_strdup_printf ("@%s@", name);
  g_autofree char *front = g_strdup_printf ("@%s<@", name);
  g_autofree char *back = g_strdup_printf ("@%s>@", name);
  g_autofree char *capitals = g_strdup_printf ("@%s^@", name);
  g_autofree char *half = g_strndup (value, strlen (value) / 2);
  g_autofree char *upper = g_ascii_strup (value, -1);

  g_string_replace (text, whole, value, 0);
  g_string_replace (text, front, half, 0);
  g_string_replace (text, back, value + strlen (half), 0);
  g_string_replace (text, capitals, upper, 0);
}

/* @P@: the fake key P; @P<@ and @P>@: its halves; @P^@: in capitals; @r@, @h@, @l@, @c@: 48 of letters and
 * digits, 32 hexadecimal, 32 of small letters and digits, 16 of capitals and digits. */
static inline char *
expand_fakes (const char *pattern)
{
  g_autofree char *random = fake_tail ("", 48, KEY_ALPHABET, 1);
  g_autofree char *hex = fake_tail ("", 32, DIGITS "abcdef", 2);
  g_autofree char *lower = fake_tail ("", 32, DIGITS LOWER, 3);
  g_autofree char *capitals = fake_tail ("", 16, DIGITS UPPER, 4);
  GString *text = g_string_new (pattern);

  for (gsize i = 0; i < G_N_ELEMENTS (fake_keys); i++)
    {
      g_autofree char *key = fake_key_at (i);

      replace_fake (text, fake_keys[i].name, key);
    }
  replace_fake (text, "r", random);
  replace_fake (text, "h", hex);
  replace_fake (text, "l", lower);
  replace_fake (text, "c", capitals);
  return g_string_free_and_steal (text);
}

/* Whether 8 characters in a row of @secret are in @text. */
static inline gboolean
leaks (const char *text, const char *secret)
{
  for (gsize i = 0; i + 8 <= strlen (secret); i++)
    {
      g_autofree char *piece = g_strndup (secret + i, 8);

      if (strstr (text, piece) != NULL)
        return TRUE;
    }
  return FALSE;
}
