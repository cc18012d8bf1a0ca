/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/snippets/kb-snippet-table.h"

#include <glib/gi18n.h>

/* No text holds a key, and none puts it where other people's programs see it: not into an argument, not into
 * a file. COMMAND and PROGRAM are for the person to replace.
 *
 * @NAME@ @ADDRESS@ @URL@ @MODEL@ @BODY@  the values, quoted
 * @KEYBEARER@ @WORDS@                    what starts Keybearer: as a command, and quoted word by word
 * @RUN@                                  before a command, what gives it the key
 * @BASE@                                 before a command, what gives it an address of one's own
 * @SETENV@                               the same, as an option of systemd-run
 * @OWN@                                  starts a line that only such an address needs */

#define LOOKUP "@KEYBEARER@ token @NAME@"

static const char posix_text[] = "export OPENAI_API_KEY=\"$(" LOOKUP ")\"\n"
                                 "@OWN@export OPENAI_BASE_URL=@ADDRESS@\n";

static const char fish_text[] = "set -gx OPENAI_API_KEY (" LOOKUP ")\n"
                                "@OWN@set -gx OPENAI_BASE_URL @ADDRESS@\n";

static const char project_text[] = "#!/bin/sh\n"
                                   "OPENAI_API_KEY=\"$(" LOOKUP ")\" || exit\n"
                                   "export OPENAI_API_KEY\n"
                                   "@OWN@export OPENAI_BASE_URL=@ADDRESS@\n"
                                   "exec \"$@\"\n";

static const char python_text[] = "import json\n"
                                  "import subprocess\n"
                                  "import urllib.request\n"
                                  "\n"
                                  "key = subprocess.run(\n"
                                  "    [@WORDS@, \"token\", @NAME@],\n"
                                  "    check=True, capture_output=True, text=True,\n"
                                  ").stdout.strip()\n"
                                  "body = {\"model\": @MODEL@, \"input\": \"Say hello.\"}\n"
                                  "request = urllib.request.Request(\n"
                                  "    @URL@,\n"
                                  "    json.dumps(body).encode(),\n"
                                  "    {\"Authorization\": \"Bearer \" + key,\n"
                                  "     \"Content-Type\": \"application/json\"})\n"
                                  "with urllib.request.urlopen(request) as reply:\n"
                                  "    answer = json.load(reply)\n"
                                  "for item in answer[\"output\"]:\n"
                                  "    for part in item.get(\"content\", []):\n"
                                  "        print(part.get(\"text\", \"\"))\n";

static const char node_text[] = "import { execFileSync } from \"node:child_process\";\n"
                                "\n"
                                "const [command, ...words] = [@WORDS@, \"token\", @NAME@];\n"
                                "const key = execFileSync(command, words, { encoding: \"utf8\" }).trim();\n"
                                "const reply = await fetch(@URL@, {\n"
                                "  method: \"POST\",\n"
                                "  headers: {\n"
                                "    \"Authorization\": \"Bearer \" + key,\n"
                                "    \"Content-Type\": \"application/json\",\n"
                                "  },\n"
                                "  body: JSON.stringify({\n"
                                "    model: @MODEL@, input: \"Say hello.\",\n"
                                "  }),\n"
                                "});\n"
                                "if (!reply.ok)\n"
                                "  throw new Error(await reply.text());\n"
                                "const answer = await reply.json();\n"
                                "for (const item of answer.output)\n"
                                "  for (const part of item.content ?? [])\n"
                                "    console.log(part.text ?? \"\");\n";

static const char curl_text[] = LOOKUP " |\n"
                                       "  sed 's/^/Authorization: Bearer /' |\n"
                                       "  curl --fail-with-body --header @- \\\n"
                                       "    --json @BODY@ \\\n"
                                       "    @URL@\n";

static const char unit_text[] = "[Unit]\n"
                                "Description=My service with a key\n"
                                "\n"
                                "[Service]\n"
                                "ExecStart=/usr/bin/env @BASE@@RUN@ COMMAND\n"
                                "\n"
                                "[Install]\n"
                                "WantedBy=graphical-session.target\n";

static const char desktop_text[] = "[Desktop Entry]\n"
                                   "Type=Application\n"
                                   "Name=My App With a Key\n"
                                   "Exec=env @BASE@@RUN@ PROGRAM\n";

static const char windows_text[] =
    "Install-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore\n"
    "Register-SecretVault -Name SecretStore -ModuleName Microsoft.PowerShell.SecretStore -DefaultVault\n"
    "Set-Secret -Name @NAME@\n"
    "$env:OPENAI_API_KEY = Get-Secret -Name @NAME@ -AsPlainText\n";

static const char macos_text[] =
    "security add-generic-password -s openai -a @NAME@ -w\n"
    "export OPENAI_API_KEY=\"$(security find-generic-password -s openai -a @NAME@ -w)\"\n";

/* Adding one is one row here, and one in snippets.py of the tests that runs it. */
static const KbSnippet table[] = {
  { "pasted", KB_SNIPPET_APP, N_ ("Apps That Ask for a Key"),
    N_ ("Copy the key and paste it into the field of the app. From then on the app keeps a copy "
        "of "
        "its own, perhaps in a plain file, so give it a key that only it uses."),
    NULL, NULL, NULL },
  { "menu", KB_SNIPPET_APP, N_ ("Apps From the Menu"),
    N_ ("These apps do not read “.bashrc” and the like, as a terminal does. Save this in "
        "“~/.local/share/applications” under a name that ends in “.desktop”."),
    "desktop", kb_quote_desktop, desktop_text },
  { "sandbox", KB_SNIPPET_APP, N_ ("Flatpak Apps"),
    N_ ("They cannot see your files and settings, but they get the key when you start them like this. Quit "
        "the app first if it is running."),
    "sh", kb_quote_shell, "@BASE@@RUN@ flatpak run APP\n" },
  { "no-code", KB_SNIPPET_APP, N_ ("Tools Without Code"),
    N_ ("Zapier, Make, n8n and others have a page for connections or credentials. Paste a key of its own "
        "into "
        "each, with a limit, and never into a step, a prompt or a shared page."),
    NULL, NULL, NULL },

  { "run", KB_SNIPPET_TERMINAL, N_ ("One Program"),
    N_ ("Starts one program with the key in OPENAI_API_KEY, where most programs look. It works in every "
        "terminal, and no other program gets the key."),
    "sh", kb_quote_shell, "@BASE@@RUN@ COMMAND\n" },
  { "bash", KB_SNIPPET_TERMINAL, N_ ("Bash"),
    N_ ("Gives the key to everything that you start in this terminal until you close it. Bash is the usual "
        "terminal language."),
    "bash", kb_quote_shell, posix_text },
  { "zsh", KB_SNIPPET_TERMINAL, N_ ("Zsh"),
    N_ ("Gives the key to everything that you start in this terminal until you close it."), "zsh",
    kb_quote_shell, posix_text },
  { "fish", KB_SNIPPET_TERMINAL, N_ ("Fish"),
    N_ ("Gives the key to everything that you start in this terminal until you close it."), "fish",
    kb_quote_fish, fish_text },
  { "project", KB_SNIPPET_TERMINAL, N_ ("Project Without a .env File"),
    N_ ("Save it as “with-key” in the project, then start things with “sh with-key COMMAND”. It holds no "
        "key, "
        "so it may be shared and committed."),
    "sh", kb_quote_shell, project_text },

  { "python", KB_SNIPPET_CODE, N_ ("Python"),
    N_ ("A first request that needs nothing but Python. It reads the key itself when it runs."), "python",
    kb_quote_json, python_text },
  { "node", KB_SNIPPET_CODE, N_ ("Node.js"),
    N_ ("A first request that needs nothing but Node.js. Save it as “hello.mjs”, then run “node hello.mjs”."),
    "javascript", kb_quote_json, node_text },
  { "curl", KB_SNIPPET_CODE, N_ ("curl"),
    N_ ("A quick try in the terminal. The key goes through a pipe, so it is not in the list of running "
        "programs."),
    "sh", kb_quote_shell, curl_text },

  { "systemd-service", KB_SNIPPET_SERVICES, N_ ("Service of Your Session"),
    N_ ("For a program that always runs. Save this in “~/.config/systemd/user” under a name that ends in "
        "“.service”, then enable it."),
    "systemd", kb_quote_systemd, unit_text },
  { "systemd-run", KB_SNIPPET_SERVICES, N_ ("Long Task"),
    N_ ("For a long task that keeps running when you close the terminal. Its messages are in the journal."),
    "sh", kb_quote_systemd_run, "systemd-run --user --collect @SETENV@@RUN@ COMMAND\n" },

  { "windows", KB_SNIPPET_OTHER, N_ ("Windows"),
    N_ ("For PowerShell. The third line asks for the key and stores it encrypted, the last one fetches it."),
    "powershell", kb_quote_powershell, windows_text },
  { "macos", KB_SNIPPET_OTHER, N_ ("macOS"),
    N_ ("The first line asks for the key and stores it in the keychain, the second one fetches it."), "zsh",
    kb_quote_shell, macos_text },
};

/**
 * kb_snippet_get_table:
 * @n_rows: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_rows): all snippets, in the order to show them
 */
const KbSnippet *
kb_snippet_get_table (gsize *n_rows)
{
  *n_rows = G_N_ELEMENTS (table);

  return table;
}
