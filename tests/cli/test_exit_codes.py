# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Each exit code means one thing, whatever the command, and stands in the manual page and in the documents."""

import os
import pathlib
import re
import socket
import subprocess

import commands

DATA = pathlib.Path(os.environ['KEYBEARER_DATA'])
WORKS, REFUSED, BLOCKED, NOT_CHECKED, KEYRING, USAGE, NO_INPUT, NO_DISPLAY, OUTPUT = 0, 1, 2, 3, 4, 64, 66, 69, 74
CANNOT_RUN, NOT_FOUND = 126, 127
# What stands for itself in a row is put in when it is called.
PORT = object()
ROWS = [
    (WORKS, ('list',)),
    (WORKS, ('check', 'laptop')),
    (WORKS, ('find',)),
    (WORKS, ('remind',)),
    (WORKS, ('cost',)),
    (WORKS, ('help',)),
    (WORKS, ('--version',)),
    (WORKS, ('run', 'laptop', '--', 'true')),
    (REFUSED, ('check', '--practice', 'invalid-key')),
    (BLOCKED, ('check', '--practice', 'credit-exhausted')),
    (NOT_CHECKED, ('check', '--practice', 'server-error')),
    (KEYRING, ('check', 'nobody')),
    (KEYRING, ('list', '--ics')),
    (KEYRING, ('token', 'nobody')),
    (KEYRING, ('forget', 'nobody')),
    (KEYRING, ('run', 'nobody', '--', 'true')),
    (USAGE, ('--nonsense',)),
    (USAGE, ('nonsense',)),
    (USAGE, ('help', 'nonsense')),
    (USAGE, ('check', '--nonsense')),
    (USAGE, ('check', '--stdin')),
    (USAGE, ('list', 'laptop')),
    (USAGE, ('remind', 'laptop')),
    (USAGE, ('save',)),
    (USAGE, ('save', 'other')),
    (USAGE, ('save', 'laptop')),
    (USAGE, ('token',)),
    (USAGE, ('token', '--json', 'laptop')),
    (USAGE, ('forget',)),
    (USAGE, ('cost', '--input=x')),
    (USAGE, ('run', 'laptop')),
    (USAGE, ('run', '--as=1', 'laptop', '--', 'true')),
    (USAGE, ('practice', '--port=70000')),
    (USAGE, ('practice', '--port', PORT)),
    (WORKS, ('doctor', 'programs')),
    (WORKS, ('doctor',)),
    (WORKS, ('doctor', 'keyring')),
    (USAGE, ('doctor', 'nonsense')),
    (USAGE, ('doctor', 'keyring', 'codex')),
    (USAGE, ('doctor', 'programs', 'nonsense')),
    (NO_INPUT, ('find', '/nonexistent')),
    (NO_DISPLAY, ()),
    (NO_DISPLAY, ('--practice',)),
    (NO_DISPLAY, ('--new-key',)),
    (CANNOT_RUN, ('run', 'laptop', '--', '/etc/passwd')),
    (NOT_FOUND, ('run', 'laptop', '--', 'no-such-command')),
]


class ExitCodes(commands.Case):
    def test_one_meaning(self):
        key = self.service().key()
        self.save('laptop', key)
        with socket.create_server(('127.0.0.1', 0)) as taken:
            for status, arguments in ROWS:
                words = [str(taken.getsockname()[1]) if word is PORT else word for word in arguments]
                answer = self.call(*words)
                self.assertEqual(answer.status, status, (arguments, answer.err))
                self.assertEqual(answer.err == '' or status == WORKS, status == WORKS, arguments)
                if status not in (WORKS, REFUSED, BLOCKED, NOT_CHECKED, NO_INPUT, NO_DISPLAY):
                    self.assertRegex(answer.err, '^keybearer: ', arguments)
        with open('/dev/full', 'wb') as full:
            self.assertEqual(subprocess.run([commands.BINARY, 'list'], env=self.session.environment, stdout=full,
                                            stderr=subprocess.DEVNULL).returncode, OUTPUT)
        # Of run it is that of the command.
        self.assertEqual(self.call('run', 'laptop', '--', 'sh', '-c', 'exit 7').status, 7)

    def test_told(self):
        manual = (DATA / 'keybearer.1').read_text('utf-8').split('.Sh EXIT STATUS')[1].split('.Sh')[0]
        in_manual = {int(number) for line in re.findall(r'^\.It (.*)$', manual, re.MULTILINE) for number in line.split(' , ')}
        document = (DATA.parent / 'docs/command-line.md').read_text('utf-8')
        in_document = {int(number) for number in re.findall(r'^\| (\d+) \|', document, re.MULTILINE)}
        known = {status for status, _ in ROWS} | {OUTPUT}
        self.assertEqual(in_manual, known)
        self.assertEqual(in_document, known)

    def test_commands_told(self):
        """The table of commands has each, and says of each what it answers in JSON, or that it does not."""
        document = (DATA.parent / 'docs/command-line.md').read_text('utf-8')
        rows = dict(re.findall(r'^\| `(\w+)` \|.*\| (.*) \|$', document, re.MULTILINE))
        listed = set(re.findall(r'^  (\w+) ', self.call('help').out.split('Commands:')[1].split('Options:')[0], re.MULTILINE))
        listed = {command for command in listed if self.call(command, '--help').status == 0}
        self.assertEqual(set(rows), listed | {'help'})
        for command in listed:
            has_json = '--json' in self.call(command, '--help').out
            self.assertEqual(rows[command].startswith('none'), not has_json, command)


if __name__ == '__main__':
    commands.main()
