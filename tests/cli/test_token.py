# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""keybearer token: the key for a program that runs a command to get it, and nothing else."""

import os
import subprocess

import commands


class Token(commands.Case):
    def setUp(self):
        super().setUp()
        self.key = self.service().key()
        self.save('laptop', self.key)

    def token(self, *arguments, command=None, **options):
        """Of all commands the one whose output is the key; nothing else may be."""
        result = commands.processes.run(command or [commands.BINARY, 'token', *arguments], capture_output=True, timeout=commands.TIMEOUT,
                                        env={**self.session.environment, **options.pop('environment', {})}, **options)
        self.assert_keeps_secret(result.stderr, self.key.encode())
        return commands.Answer(result.returncode, result.stdout, result.stderr)

    def test_nothing_but_the_key(self):
        answer = self.token('laptop')
        self.assertEqual((answer.status, answer.out, answer.err), (0, self.key, ''))

    def test_line(self):
        for option in ('--newline', '-n'):
            self.assertEqual(self.token(option, 'laptop').out, self.key + '\n')

    def test_not_in_logs(self):
        answer = self.token('laptop', environment={'G_MESSAGES_DEBUG': 'all', 'SECRET_DEBUG': 'all'})
        self.assertIn(self.key, answer.out)

    def on_terminal(self, *arguments):
        process, terminal = self.start_on_terminal([commands.BINARY, 'token', *arguments, 'laptop'])
        shown = b''
        while commands.processes.can_read(terminal, commands.TIMEOUT):
            try:
                shown += os.read(terminal, 4096)
            except OSError:
                break
        return commands.Answer(process.wait(commands.TIMEOUT), b'', shown)

    def test_terminal(self):
        answer = self.on_terminal()
        self.assert_keeps_secret(answer.raw, self.key.encode())
        self.assertEqual(answer.status, 64)
        self.assertIn('not shown in a terminal', answer.err)
        answer = self.on_terminal('--force')
        self.assertEqual((answer.status, answer.err), (0, self.key))

    def test_wrong_calls(self):
        for arguments in ((), ('laptop', 'laptop'), ('',), ('--json', 'laptop'), (self.key,)):
            answer = self.token(*arguments)
            self.assertEqual((answer.status, answer.out), (64, ''), arguments)

    def test_no_such_key(self):
        answer = self.token('desktop')
        self.assertEqual((answer.status, answer.out), (4, ''))
        self.assertIn('No key of that name', answer.err)

    def test_locked(self):
        """Without a display nobody is asked, and nothing comes out."""
        self.session.keyring.lock()
        answer = self.token('laptop')
        self.assertEqual((answer.status, answer.out), (4, ''))
        self.assertIn('Keyring Is Locked', answer.err)
        self.session.keyring.unlock()
        self.session.keyring.pause()
        self.addCleanup(self.session.keyring.resume)
        answer = self.token('laptop')
        self.assertEqual((answer.status, answer.out), (4, ''))

    def test_nobody_reads(self):
        """A key that did not arrive was not given."""
        process = commands.processes.Process([commands.BINARY, 'token', 'laptop'], env=self.session.environment,
                                             stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdout.close()
        self.addCleanup(process.stderr.close)
        self.assertEqual(process.wait(commands.TIMEOUT), 74)
        with open('/dev/full', 'wb') as full:
            result = commands.processes.run([commands.BINARY, 'token', 'laptop'], env=self.session.environment, stdout=full,
                                            stderr=subprocess.PIPE, timeout=commands.TIMEOUT)
        self.assertEqual(result.returncode, 74)

    def test_in_shells(self):
        """As hooks are written."""
        for script in (f'printf %s "$({commands.BINARY} token laptop)"', f'{commands.BINARY} token laptop | cat'):
            self.assertEqual(self.token(command=['sh', '-c', script]).out, self.key)


if __name__ == '__main__':
    commands.main()
