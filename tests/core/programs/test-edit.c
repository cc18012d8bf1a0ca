/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/programs/kb-edit.h"

#include <string.h>

/* One value put into files of others, of which everything else stays byte for byte. */

static void
test_json (void)
{
  char *path[] = { (char *) "a", (char *) "b", NULL };
  const struct
  {
    const char *before, *after;
  } cases[] = {
    { NULL, "{\n  \"a\": {\n    \"b\": \"$(x)\"\n  }\n}\n" },
    { " \n", "{\n  \"a\": {\n    \"b\": \"$(x)\"\n  }\n}\n" },
    { "{}", "{\n  \"a\": {\n    \"b\": \"$(x)\"\n  }\n}" },
    { "{\"z\": 1}", "{\"z\": 1, \"a\": {\n    \"b\": \"$(x)\"\n  }}" },
    { "{ \"a\": { \"b\": \"old\", \"c\": 2 } }\n", "{ \"a\": { \"b\": \"$(x)\", \"c\": 2 } }\n" },
    { "{\"a\": {\"c\": 2}}", "{\"a\": {\"c\": 2, \"b\": \"$(x)\"}}" },
    { "{\"a\": {\"b\": null}}", "{\"a\": {\"b\": \"$(x)\"}}" },
    /* The last of one name is the one that counts. */
    { "{\"a\": {\"b\": \"1\", \"b\": \"2\"}}", "{\"a\": {\"b\": \"1\", \"b\": \"$(x)\"}}" },
    /* Indented as it is, with comments and a comma behind the last where there was one. */
    { "{\n\t\"a\": {\n\t\t\"c\": [1, {\"b\": 2}] // why\n\t}\n}\n",
      "{\n\t\"a\": {\n\t\t\"c\": [1, {\"b\": 2}], // why\n\t\t\"b\": \"$(x)\"\n\t}\n}\n" },
    { "// first\n{\n    \"z\": \"}\", /* { */\n}\n",
      "// first\n{\n    \"z\": \"}\", /* { */\n    \"a\": {\n        \"b\": \"$(x)\"\n    }\n}\n" },
    { "\xef\xbb\xbf{\"a\":{\"b\":\"\"}}", "\xef\xbb\xbf{\"a\":{\"b\":\"$(x)\"}}" },
    { "{\"a\":{\"b\":\"\\\"}\"}}\r\n", "{\"a\":{\"b\":\"$(x)\"}}\r\n" },
    /* Meant for something else, or broken */
    { "{\"a\": \"text\"}", NULL },
    { "{\"a\": {\"b\": {}}}", NULL },
    { "[]", NULL },
    { "{\"a\": ", NULL },
    { "{\"a\": {\"b\": \"x\"}", NULL },
    { "providers:\n  openai: x\n", NULL },
    { "{\"a\": \"\xff\"}", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *before = cases[i].before;
      g_autofree char *after = kb_edit_json (before, before ? strlen (before) : 0, path, "$(x)");

      g_test_message ("%zu", i);
      g_assert_cmpstr (after, ==, cases[i].after);
    }
  g_assert_null (kb_edit_json ("{}\0{}", 5, path, "x"));
}

/* Twice is as once. */
static void
test_json_again (void)
{
  char *path[] = { (char *) "a", (char *) "b", NULL };
  const char *before = "{\n  \"z\": 1\n}\n";
  g_autofree char *once = kb_edit_json (before, strlen (before), path, "x");
  g_autofree char *twice = kb_edit_json (once, strlen (once), path, "x");

  g_assert_cmpstr (once, ==, twice);
}

static void
test_entry (void)
{
  const char *run = "keybearer run laptop --";
  g_autofree char *after = kb_edit_entry ("# text\n"
                                          "[Desktop Entry]\n"
                                          "Name=Zed\n"
                                          "Exec=zed %U\n"
                                          "TryExec=zed\n"
                                          "DBusActivatable = true\n"
                                          "\n"
                                          "[Desktop Action New]\n"
                                          "Exec = zed --new %U\n"
                                          "[X-Other]\n"
                                          "Exec=other\n",
                                          run);
  g_autofree char *again = kb_edit_entry (after, run);
  g_autofree char *other = kb_edit_entry (after, "keybearer run desk --");

  g_assert_cmpstr (after, ==,
                   "# text\n"
                   "[Desktop Entry]\n"
                   "Name=Zed\n"
                   "Exec=keybearer run laptop -- zed %U\n"
                   "TryExec=zed\n"
                   "DBusActivatable=false\n"
                   "\n"
                   "[Desktop Action New]\n"
                   "Exec=keybearer run laptop -- zed --new %U\n"
                   "[X-Other]\n"
                   "Exec=other\n");
  g_assert_cmpstr (again, ==, after);
  g_assert_nonnull (strstr (other, "Exec=keybearer run desk -- zed %U\n"));
  g_assert_null (kb_edit_entry ("", run));
  g_assert_null (kb_edit_entry ("[Desktop Entry]\nType=Link\n", run));
  g_assert_null (kb_edit_entry ("{}", run));
}

static void
test_envrc (void)
{
  const char *line = "export A=\"$(x)\"";
  const struct
  {
    const char *before, *after;
  } cases[] = {
    { NULL, "export A=\"$(x)\"\n" },
    { "", "export A=\"$(x)\"\n" },
    { "use nix", "use nix\nexport A=\"$(x)\"\n" },
    { "export AA=1\n", "export AA=1\nexport A=\"$(x)\"\n" },
    { "A=1\n  export A=old # why\nuse nix\n", "A=1\nexport A=\"$(x)\"\nuse nix\n" },
    { "export A=\"one\ntwo\"\n", NULL },
    { "export A=one\\\ntwo\n", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *after = kb_edit_envrc (cases[i].before, "A", line);

      g_assert_cmpstr (after, ==, cases[i].after);
    }
}

/* What goes and what comes, and nothing of a key. */
static void
test_changes (void)
{
  const char *key = "sk-proj-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijklmnop";
  g_autofree char *before = g_strdup_printf ("{\n  \"x\": 1,\n  \"k\": \"%s\"\n}\n", key);
  g_autofree char *changes = kb_edit_dup_changes (before, "{\n  \"x\": 1,\n  \"k\": \"$(y)\"\n}\n");
  g_autofree char *added = kb_edit_dup_changes ("a\nb\n", "a\nnew\nb\n");
  g_autofree char *made = kb_edit_dup_changes (NULL, "a\nb\n");

  g_assert_true (g_str_has_prefix (changes, "-   \"k\": \"sk-proj-"));
  g_assert_true (g_str_has_suffix (changes, "+   \"k\": \"$(y)\""));
  g_assert_null (strstr (changes, "abcdefgh"));
  g_assert_cmpstr (added, ==, "+ new");
  g_assert_cmpstr (made, ==, "+ a\n+ b");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/json", test_json);
  g_test_add_func ("/edit/json-again", test_json_again);
  g_test_add_func ("/edit/entry", test_entry);
  g_test_add_func ("/edit/envrc", test_envrc);
  g_test_add_func ("/edit/changes", test_changes);
  return g_test_run ();
}
