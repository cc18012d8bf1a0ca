/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-cli-doctor.h"

#include "core/base/kb-enum.h"
#include "core/base/kb-sandbox.h"
#include "core/facts/kb-fact-words.h"
#include "core/programs/kb-use.h"

#include <glib/gi18n.h>

/* What stands for the name of a saved key in lines to copy */
#define NAME "NAME"

static KbUse *
find_use (KbCli *cli, KbProgram *program)
{
  g_autofree char *folder = g_get_current_dir ();

  kb_use_find_async (program, kb_keys_get_store (kb_setup_get_keys (cli->setup)), folder, NULL,
                     kb_cli_done_cb, cli);
  return kb_use_find_finish (kb_cli_wait (cli), NULL);
}

/* JSON */

/* The note on the saved key that was found there; NULL where it is none. */
static const KbNote *
find_note (KbCli *cli, KbFinding *finding)
{
  const char *name = finding ? kb_finding_get_same_name (finding) : NULL;

  return name ? kb_notes_find (kb_keys_get_notes (kb_setup_get_keys (cli->setup)), name) : NULL;
}

static void
add_place (KbCli *cli, JsonBuilder *builder, KbUse *use, guint place)
{
  const KbNote *note = find_note (cli, kb_use_get_finding (use, place));
  g_autofree char *title = kb_use_dup_title (use, place);
  g_autofree char *words = kb_use_dup_words (use, place);
  KbFinding *finding = kb_use_get_finding (use, place);
  KbPayer payer;
  gboolean is_known = kb_use_get_payer (use, place, &payer);

  json_builder_begin_object (builder);
  kb_cli_add_string (builder, "place", title);
  kb_cli_add_string (builder, "state",
                     kb_enum_get_nick (KB_TYPE_USE_STATE, (int) kb_use_get_state (use, place)));
  kb_cli_add_string (builder, "payer", is_known ? kb_enum_get_nick (KB_TYPE_PAYER, (int) payer) : NULL);
  kb_cli_add_string (builder, "same_as", finding ? kb_finding_get_same (finding) : NULL);
  kb_cli_add_string (builder, "words", words);
  kb_cli_add_string (builder, "last_verdict", note && *note->last_verdict ? note->last_verdict : NULL);
  kb_cli_add_time (builder, "last_tested", note ? note->last_tested : 0);
  json_builder_set_member_name (builder, "elsewhere");
  json_builder_add_boolean_value (builder, kb_use_is_elsewhere (use, place));
  json_builder_end_object (builder);
}

static void
add_use (KbCli *cli, JsonBuilder *builder, KbUse *use)
{
  g_autofree char *advice = kb_use_dup_advice (use);
  KbProgram *program = kb_use_get_program (use);
  g_autofree char *looked = kb_use_dup_looked (use);
  g_autofree char *needs = kb_program_dup_needs (program);

  json_builder_begin_object (builder);
  kb_cli_add_string (builder, "id", kb_program_get_id (program));
  kb_cli_add_string (builder, "name", kb_program_get_name (program));
  kb_cli_add_string (builder, "checked", kb_program_get_checked (program));
  json_builder_set_member_name (builder, "known");
  json_builder_add_boolean_value (builder, kb_use_is_known (use));
  kb_cli_add_string (builder, "looked", looked);
  kb_cli_add_string (builder, "needs", needs);
  kb_cli_add_string (builder, "advice", advice);
  json_builder_set_member_name (builder, "places");
  json_builder_begin_array (builder);
  for (guint i = 0; i < kb_use_get_n_places (use); i++)
    add_place (cli, builder, use, i);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
print_json (KbCli *cli, const KbDoctorFacts *facts, KbProof proof, GPtrArray *uses)
{
  g_autoptr (JsonBuilder) builder = kb_cli_new_json (cli);

  if (facts != NULL)
    kb_cli_doctor_add_facts (builder, facts, proof);
  if (uses != NULL)
    {
      json_builder_set_member_name (builder, "programs");
      json_builder_begin_array (builder);
      for (guint i = 0; i < uses->len; i++)
        add_use (cli, builder, uses->pdata[i]);
      json_builder_end_array (builder);
    }
  kb_cli_print_json (builder);
}

/* words */

static const char *
get_heading (KbUse *use, guint place)
{
  if (kb_use_is_elsewhere (use, place))
    /* TRANSLATORS: what a program takes when it is started from a terminal instead of the desktop, or the
     * other way round; stands before the place */
    return _ ("If started another way");
  if (place > 0)
    return _ ("Otherwise");
  return kb_use_is_known (use) ? _ ("Now") : _ ("Could not tell");
}

static void
print_test (KbCli *cli, KbFinding *finding)
{
  const KbNote *note = find_note (cli, finding);
  g_autofree char *test = kb_cli_dup_test (note);

  if (note != NULL)
    g_print ("    %s\n", test);
}

static void
print_place (KbCli *cli, KbUse *use, guint place)
{
  g_autofree char *title = kb_use_dup_title (use, place);
  g_autofree char *words = kb_use_dup_words (use, place);
  g_autofree char *plain_title = kb_cli_dup_plain (title);
  g_autofree char *plain_words = kb_cli_dup_plain (words);
  const char *payer = kb_use_get_payer_words (use, place);

  /* TRANSLATORS: the first %s is "Now", "Otherwise", "Could not tell" or "If started another way", the second
   * where a program takes its key from */
  g_print (C_ ("place of a key", "  %s: %s"), get_heading (use, place), plain_title);
  g_print ("\n    %s\n", plain_words);
  print_test (cli, kb_use_get_finding (use, place));
  if (payer != NULL)
    g_print ("    %s\n", payer);
}

static void
print_use (KbCli *cli, KbUse *use)
{
  g_autofree char *advice = kb_use_dup_advice (use);
  g_autofree char *plain_advice = kb_cli_dup_plain (advice);
  g_autofree char *looked = kb_use_dup_looked (use);
  g_autofree char *plain = kb_cli_dup_plain (looked);
  guint n = kb_use_get_n_places (use);

  g_print ("%s\n", kb_program_get_name (kb_use_get_program (use)));
  if (n == 0 || kb_use_is_elsewhere (use, 0))
    g_print ("  %s\n", _ ("It finds no key"));
  for (guint i = 0; i < n; i++)
    print_place (cli, use, i);
  /* TRANSLATORS: %s is a sentence that says what to change */
  g_print (_ ("  To change: %s"), plain_advice);
  g_print ("\n");
  /* TRANSLATORS: %s is a list of variables and files */
  g_print (_ ("  Looked at: %s"), plain);
  g_print ("\n");
}

static void
print_lines (KbProgram *program, guint way)
{
  g_autofree char *place = kb_program_dup_way_place (program, way);
  g_autofree char *lines = kb_program_dup_way_lines (program, way, NAME);
  g_auto (GStrv) split = g_strsplit (lines, "\n", -1);

  if (place != NULL)
    /* TRANSLATORS: %s is a file; lines for it follow */
    g_print (_ ("  These lines in %s let it get a saved key from the keyring:"), place);
  else
    g_print ("  %s", _ ("These lines in your program let it get a saved key from the keyring:"));
  g_print ("\n");
  for (gsize i = 0; split[i] != NULL; i++)
    g_print ("%s%s\n", *split[i] ? "    " : "", split[i]);
}

static void
print_way (KbProgram *program, guint way)
{
  g_autofree char *place = kb_program_dup_way_place (program, way);

  switch (kb_program_get_way (program, way))
    {
    case KB_CONNECT_HOOK:
      print_lines (program, way);
      break;
    case KB_CONNECT_VARIABLE:
      /* TRANSLATORS: %s is the name of a variable; what is in quotation marks is typed as it stands, with a
       * name and a command in place of the capitals */
      g_print (_ ("  “keybearer run NAME -- COMMAND” starts it with a saved key in %s, which nothing else "
                  "sees."),
               place);
      g_print ("\n");
      break;
    case KB_CONNECT_SETTINGS:
    default:
      /* TRANSLATORS: %s is where in a program's own settings a key is typed, in its words */
      g_print (_ ("  In its own settings, where the key stays: %s"), place);
      g_print ("\n");
    }
}

static void
print_needs (KbProgram *program)
{
  g_autofree char *needs = kb_program_dup_needs (program);

  /* TRANSLATORS: %s is a list of permissions in the words of OpenAI's web page, such as "Responses: Write" */
  g_print (_ ("  A restricted key for it needs at least: %s"), needs);
  g_print ("\n");
  if (kb_program_get_chatgpt (program) == KB_CHATGPT_YES)
    g_print ("  %s\n",
             _ ("It also lets you sign in with ChatGPT; then your plan pays, and it needs no key."));
}

static void
print_ways (KbProgram *program)
{
  g_autofree char *checked = kb_fact_words_dup_date (kb_program_get_checked (program));

  for (guint i = 0; i < kb_program_get_n_ways (program); i++)
    print_way (program, i);
  print_needs (program);
  /* TRANSLATORS: %s is a date; a program's source is what it is made from */
  g_print (_ ("  According to its source code or documentation of %s"), checked);
  g_print ("\n");
}

/* which */

static GPtrArray *
pick (const char *name)
{
  GPtrArray *all = kb_programs_get ();
  GPtrArray *picked = g_ptr_array_new ();
  KbProgram *program = name ? kb_programs_find (name) : NULL;

  if (program != NULL)
    g_ptr_array_add (picked, program);
  for (guint i = 0; name == NULL && i < all->len; i++)
    if (kb_program_is_installed (all->pdata[i]))
      g_ptr_array_add (picked, all->pdata[i]);
  return picked;
}

static gboolean
take_arguments (KbCli *cli, int argc, char *argv[])
{
  const char *what = argc > 1 ? argv[1] : NULL;

  if (what && !g_str_equal (what, "programs") && !g_str_equal (what, "keyring"))
    kb_cli_fail (cli, KB_EXIT_USAGE, "usage", _ ("Give “programs” or “keyring”, or nothing for both"), NULL);
  else if (argc > (g_strcmp0 (what, "programs") == 0 ? 3 : 2))
    kb_cli_fail (cli, KB_EXIT_USAGE, "usage", _ ("Give “programs”, and the name of one if you like"), NULL);
  else if (argc == 3 && kb_programs_find (argv[2]) == NULL)
    kb_cli_fail (cli, KB_EXIT_USAGE, "program-not-known", _ ("Keybearer knows no program of that name"),
                 _ ("“keybearer doctor programs” lists the known ones on this computer."));
  else if (what && g_str_equal (what, "programs") && kb_sandbox_is_inside ())
    kb_cli_fail (
        cli, KB_EXIT_NO_INPUT, "sandbox",
        _ ("From its sandbox, Keybearer cannot see the programs, files and variables of your computer"),
        NULL);
  else
    return TRUE;
  return FALSE;
}

static void
print_all (KbCli *cli, GPtrArray *uses, gboolean is_one)
{
  if (uses->len == 0)
    g_print ("%s\n", _ ("None of the programs that Keybearer knows is on this computer"));
  for (guint i = 0; i < uses->len; i++)
    print_use (cli, uses->pdata[i]);
  if (is_one && uses->len == 1)
    print_ways (kb_use_get_program (uses->pdata[0]));
}

static GPtrArray *
find_uses (KbCli *cli, const char *name)
{
  g_autoptr (GPtrArray) programs = pick (name);
  GPtrArray *uses = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < programs->len; i++)
    {
      KbUse *use = find_use (cli, programs->pdata[i]);

      if (use != NULL)
        g_ptr_array_add (uses, use);
      else
        cli->status = KB_EXIT_NO_INPUT;
    }

  return uses;
}

int
kb_cli_doctor (int argc, char *argv[])
{
  gboolean mark = FALSE;
  const GOptionEntry options[] = {
    { "mark", 0, 0, G_OPTION_ARG_NONE, &mark,
      N_ ("Put a marker into the keyring first, so that a later login shows whether it lasts"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  const KbCliCommand command = {
    .name = "doctor",
    .arguments = N_ ("[keyring | programs [PROGRAM]]"),
    .summary =
        N_ ("Tells why the keyring does not work, and which key each program on this computer would use now, "
            "from where, and who pays. It reads only settings, and the variables, files and keyring items "
            "that it names. It changes nothing without --mark, asks for nothing, and shows no key."),
    .options = options,
    .has_json = TRUE,
  };
  g_autoptr (KbDoctorFacts) facts = NULL;
  g_autoptr (GPtrArray) uses = NULL;
  g_auto (KbCli) cli = { 0 };
  KbProof proof = KB_PROOF_NONE;
  const char *what;

  if (!kb_cli_begin (&cli, &command, &argc, &argv) || !take_arguments (&cli, argc, argv))
    return cli.status;
  what = argc > 1 ? argv[1] : NULL;
  cli.setup = kb_setup_new (FALSE);
  if (g_strcmp0 (what, "programs") != 0)
    {
      facts = kb_cli_doctor_look (&cli);
      proof = kb_cli_doctor_prove (&cli, mark);
    }
  if (g_strcmp0 (what, "keyring") != 0 && !kb_sandbox_is_inside ())
    uses = find_uses (&cli, argc == 3 ? argv[2] : NULL);
  if (cli.json)
    print_json (&cli, facts, proof, uses);
  else
    {
      if (facts != NULL)
        kb_cli_doctor_print_facts (facts, proof);
      if (uses != NULL)
        print_all (&cli, uses, argc == 3);
    }
  return cli.status;
}
