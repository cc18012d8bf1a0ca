/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/programs/kb-config-file.h"
#include "core/programs/kb-config-reader.h"

#include <string.h>

#define NOT_UNDERSTOOD NULL

/* What is read, one value a line, "path/of/it=value". */
typedef struct
{
  KbConfigFormat format;
  const char *text;
  const char *wanted;
} Case;

static const Case cases[] = {
  { KB_CONFIG_JSON, "{\"a\": {\"b\": [1, \"x\\u00e4\\n\", null, true]}}",
    "a/b/0=1\na/b/1=xä\n\na/b/3=true\n" },
  { KB_CONFIG_JSON, "\xef\xbb\xbf{ // one\n \"a\": \"//\", /* two */ \"b\": {},}", "a=//\n" },
  { KB_CONFIG_JSON, "{\"a\": \"\\ud83d\\ude00\"}", "a=\xef\xbf\xbd\xef\xbf\xbd\n" },
  { KB_CONFIG_JSON, "{\"a\": \"x", NOT_UNDERSTOOD },
  { KB_CONFIG_JSON, "{\"a\": \"x\"} b", NOT_UNDERSTOOD },
  { KB_CONFIG_JSON, "{\"a\" \"x\"}", NOT_UNDERSTOOD },
  { KB_CONFIG_JSON, "{\"a\": \"\\q\"}", NOT_UNDERSTOOD },
  { KB_CONFIG_JSON, "{a: 1}", NOT_UNDERSTOOD },
  { KB_CONFIG_JSON, "{} /*", NOT_UNDERSTOOD },
  { KB_CONFIG_JSON, "", NOT_UNDERSTOOD },
  { KB_CONFIG_JSON, "\"\xff\"", NOT_UNDERSTOOD },
  { KB_CONFIG_TOML, "a = 'x\\n' # y\r\n[b.\"c d\"]\r\ne.f = \"\\\"\"\n", "a=x\\n\nb/c d/e/f=\"\n" },
  { KB_CONFIG_TOML, "a = { b = \"x\", c = [1, {d = 2}] }", "a/b=x\na/c/0=1\na/c/1/d=2\n" },
  { KB_CONFIG_TOML, "a = \"\"\"\n[b]\nc = \"x\"\"\"\"\nd = 1979-05-27T07:32:00Z",
    "d=1979-05-27T07:32:00Z\n" },
  { KB_CONFIG_TOML, "[[a]]\nb = 1\n[[a]]\nb = 2", "a/0/b=1\na/1/b=2\n" },
  { KB_CONFIG_TOML, "a = [\n 'x', # ]\n]\n", "a/0=x\n" },
  { KB_CONFIG_TOML, "", "" },
  { KB_CONFIG_TOML, "a: b", NOT_UNDERSTOOD },
  { KB_CONFIG_TOML, "a = \"x", NOT_UNDERSTOOD },
  { KB_CONFIG_TOML, "a = 'x' b = 'y'", NOT_UNDERSTOOD },
  { KB_CONFIG_TOML, "[a\nb = 1", NOT_UNDERSTOOD },
  { KB_CONFIG_TOML, "a = '''x", NOT_UNDERSTOOD },
  { KB_CONFIG_YAML, "---\na: x # y\n\"b\": 'z'\nc:\n  d: \"e: f\"\n", "a=x\nb=z\nc/d=e: f\n" },
  { KB_CONFIG_YAML, "a:\n- b: 1\n  c: 2\n- b: 3\nd: ~\ne: f", "a/0/b=1\na/0/c=2\na/1/b=3\ne=f\n" },
  { KB_CONFIG_YAML, "a:\n  - x\n  -\n    b: y\n  - - z\n", "a/0=x\na/1/b=y\na/2/0=z\n" },
  { KB_CONFIG_YAML, "a: |\n  b: x\n\n  c\nd: {e: f}\ng: [h]\ni: j", "i=j\n" },
  { KB_CONFIG_YAML, "a: http://x#y", "a=http://x#y\n" },
  { KB_CONFIG_YAML, "a: &b c", NOT_UNDERSTOOD },
  { KB_CONFIG_YAML, "a: *b", NOT_UNDERSTOOD },
  { KB_CONFIG_YAML, "a: [b,\n  c]", NOT_UNDERSTOOD },
  { KB_CONFIG_YAML, "a: \"b\n  c\"", NOT_UNDERSTOOD },
  { KB_CONFIG_YAML, "a: b\n---\na: c", NOT_UNDERSTOOD },
  { KB_CONFIG_YAML, "a:\n\tb: c", NOT_UNDERSTOOD },
  { KB_CONFIG_YAML, "text", NOT_UNDERSTOOD },
  { KB_CONFIG_ENV, "# x\nexport A = b # c\nB=\"d # e\" # f\nC='g\\n'\nnonsense\n=\n1-2=3\n",
    "A=b\nB=d # e\nC=g\\n\n" },
  { KB_CONFIG_ENV, "A=\r\nA=b\r\n", "A=\nA=b\n" },
  { KB_CONFIG_ENV, "A=\"b", NOT_UNDERSTOOD },
  { KB_CONFIG_KEYFILE, "[a/b]\nc='d\\'e'\nf=(1, 2)\n#x\n[g]\nh='{\"i\": {\"j\": \"k\"}}'",
    "a/b/c=d'e\na/b/f=(1, 2)\ng/h/i/j=k\n" },
  { KB_CONFIG_KEYFILE, "a=b", NOT_UNDERSTOOD },
  { KB_CONFIG_KEYFILE, "[a", NOT_UNDERSTOOD },
  { KB_CONFIG_KEYFILE, "[", NOT_UNDERSTOOD },
  { KB_CONFIG_KEYFILE, "[a]\nb='{\"c\"'", NOT_UNDERSTOOD },
  { KB_CONFIG_NETRC,
    "machine a login b password c\n# machine x\nmachine d\n login e\n password \"f g\" port 1\n",
    "a/b=c\nd/e=f g\n" },
  { KB_CONFIG_NETRC, "default login a password b machine c password d login e", "c/e=d\n" },
  { KB_CONFIG_NETRC, "machine a login b", "" },
  { KB_CONFIG_NETRC, "machine \"a", NOT_UNDERSTOOD },
};

static char *
dup_entries (GPtrArray *entries)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      KbConfigEntry *entry = entries->pdata[i];
      g_autofree char *path = g_strjoinv ("/", entry->path);

      g_string_append_printf (text, "%s=%s\n", path, entry->value);
    }
  return g_string_free_and_steal (text);
}

static void
test_read (gconstpointer data)
{
  const Case *test = data;
  /* Without a NUL behind it, so that reading too far is seen. */
  gsize length = strlen (test->text);
  g_autofree char *text = g_memdup2 (test->text, MAX (length, 1));
  g_autoptr (GPtrArray) entries = kb_config_read (test->format, text, length);
  g_autofree char *found = entries ? dup_entries (entries) : NULL;

  g_assert_cmpstr (found, ==, test->wanted);
}

/* Whatever is cut off or repeated is read to an end. */
static void
test_cut (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize length = 0; length <= strlen (cases[i].text); length++)
      {
        g_autofree char *text = g_memdup2 (cases[i].text, MAX (length, 1));

        for (int format = KB_CONFIG_JSON; format <= KB_CONFIG_NETRC; format++)
          {
            g_autoptr (GPtrArray) entries = kb_config_read ((KbConfigFormat) format, text, length);

            g_assert_true (entries == NULL || entries->len <= length + 1);
          }
      }
}

static void
test_deep (void)
{
  const char *const beginnings[] = { "[", "{\"a\":", "- ", "a: [", "a = [", "a = {b = " };

  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      while (text->len < 64 * 1024)
        g_string_append (text, beginnings[i]);
      for (int format = KB_CONFIG_JSON; format <= KB_CONFIG_NETRC; format++)
        {
          g_autoptr (GPtrArray) entries = kb_config_read ((KbConfigFormat) format, text->str, text->len);

          g_assert_true (entries == NULL || entries->len <= 1);
        }
    }
}

static void
test_many (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) some = NULL;
  g_autoptr (GPtrArray) many = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append (text, "A=b\n");
  some = kb_config_read (KB_CONFIG_ENV, text->str, text->len);
  g_assert_cmpuint (some->len, ==, 10000);
  g_string_append (text, "A=b\n");
  many = kb_config_read (KB_CONFIG_ENV, text->str, text->len);
  g_assert_null (many);
}

static void
test_find (void)
{
  const char *text = "{\"use\": \"b\", \"list\": {\"a\": {\"key\": \"x\", \"kind\": \"k\"},"
                     " \"b\": {\"key\": \"y\"}, \"b\": {\"key\": \"z\"}}}";
  g_autoptr (GPtrArray) entries = kb_config_read (KB_CONFIG_JSON, text, strlen (text));
  char *any[] = { (char *) "list", (char *) "*", (char *) "key", NULL };
  char *use[] = { (char *) "use", NULL };
  char *kind[] = { (char *) "list", (char *) "*", (char *) "kind", NULL };
  char *bound[] = { (char *) "*", NULL };
  char *values[] = { (char *) "k", NULL };
  char *none[] = { NULL };
  KbConfigCondition is_used = { use, bound, FALSE, FALSE };
  KbConfigCondition is_kind = { kind, values, FALSE, FALSE };
  KbConfigCondition is_not_kind = { kind, values, FALSE, TRUE };
  KbConfigCondition has_none = { kind, none, TRUE, FALSE };
  const struct
  {
    KbConfigCondition *condition;
    const char *wanted;
  } tests[] = { { &is_used, "z" }, { &is_kind, "x" }, { &is_not_kind, NULL }, { &has_none, "z" } };

  g_assert_cmpstr (kb_config_find (entries, any, NULL), ==, "x");
  g_assert_null (kb_config_find (entries, kind + 1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autoptr (GPtrArray) conditions = g_ptr_array_new ();

      g_ptr_array_add (conditions, tests[i].condition);
      g_assert_cmpstr (kb_config_find (entries, any, conditions), ==, tests[i].wanted);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/config-file/read/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, &cases[i], test_read);
    }
  g_test_add_func ("/config-file/cut", test_cut);
  g_test_add_func ("/config-file/deep", test_deep);
  g_test_add_func ("/config-file/many", test_many);
  g_test_add_func ("/config-file/find", test_find);
  return g_test_run ();
}
