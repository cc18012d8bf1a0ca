# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""In the sandbox of a Flatpak: what is printed to be typed works outside, where there is no command “keybearer”."""

import pathlib

import commands
from support import sandbox

SANDBOX = pathlib.Path(__file__).resolve().parent.parent / 'support/with-sandbox'
PROGRAM = 'flatpak run io.github.keybearer.Keybearer'
NAME = 'Bob’s "50%" $HOME'


class Case(commands.Case):
    talk = ('--talk=org.freedesktop.secrets',)

    def inside(self, *arguments, given=''):
        result = commands.processes.run([SANDBOX, *self.talk, '--', commands.BINARY, *arguments], input=given.encode(),
                                        capture_output=True, timeout=commands.TIMEOUT, env=self.session.environment)
        answer = commands.Answer(result.returncode, result.stdout, result.stderr)
        self.assert_keeps_secret(answer.raw, given.encode())
        return answer

    def outside(self, line):
        programs = self.session.home / 'programs'
        sandbox.stand_in_flatpak(programs, commands.BINARY)
        path = f'{programs}:{self.session.environment["PATH"]}'
        return commands.processes.run(['sh', '-c', line], capture_output=True, text=True, timeout=commands.TIMEOUT,
                                      env=self.session.environment | {'PATH': path})


class Inside(Case):
    def setUp(self):
        super().setUp()
        self.key = self.service().key()
        self.assertEqual(self.inside('save', NAME, given=self.key + '\n').status, 0)

    def test_same_keys_as_outside(self):
        self.assertIn(NAME, self.inside('list').out)
        self.assertIn(NAME, self.call('list').out)
        self.assertEqual(self.inside('check').status, 0)

    def test_program_of_the_computer(self):
        program = self.session.home / 'it\'s a "program"'
        answer = self.inside('run', NAME, '--', str(program), '$HOME', 'a b')
        self.assertEqual((answer.status, answer.out), (127, ''))
        self.assertIn('sandbox does not have the programs', answer.err)
        self.assertNotIn('keybearer run', answer.err)
        program.write_text('#!/bin/sh\nprintf "%s|" "$OPENAI_API_KEY" "$@"\n')
        program.chmod(0o755)
        self.assertEqual(self.outside(answer.err.splitlines()[-1]).stdout, f'{self.key}|$HOME|a b|')

    def test_program_of_the_sandbox(self):
        answer = self.inside('run', NAME, '--', 'sh', '-c', 'echo "${#OPENAI_API_KEY}"')
        self.assertEqual((answer.status, answer.out), (0, f'{len(self.key)}\n'))
        self.assertIn('runs inside Keybearer’s sandbox', answer.err)
        self.assertEqual(self.outside(answer.err.splitlines()[-1]).stdout, answer.out)

    def test_token(self):
        """From outside, as a program that runs on the computer calls it."""
        line = [SANDBOX, *self.talk, '--', commands.BINARY, 'token', NAME]
        result = commands.processes.run(line, capture_output=True, timeout=commands.TIMEOUT, env=self.session.environment)
        self.assertEqual((result.returncode, result.stdout), (0, self.key.encode()))

    def test_key_in_the_arguments_of_a_program(self):
        self.secrets.add(self.key.rsplit('-', 1)[1].encode())
        self.assertEqual(self.inside('run', NAME, '--', 'no-such-program', self.key).status, 127)


class Said(Case):
    def test_commands(self):
        for arguments in (('--help',), ('run', '--help'), ('list',), ('check',), ('check', 'x'), ('nothing',)):
            answer = self.inside(*arguments)
            self.assertIn(PROGRAM, answer.out + answer.err, arguments)
            self.assertNotIn('man keybearer', answer.out, arguments)
            self.assertNotIn(PROGRAM, self.call(*arguments).raw.decode(), arguments)

    def test_call_of_run(self):
        answer = self.inside('run', 'laptop')
        self.assertEqual(answer.status, 64)
        self.assertIn('flatpak run', answer.err.splitlines()[-1])


class Programs(Case):
    def test_not_inside(self):
        answer = self.inside('doctor', 'programs')
        self.assertEqual((answer.status, answer.out), (66, ''))
        self.assertIn('From its sandbox', answer.err)


class Hidden(Case):
    talk = ()

    def test_out_of_reach(self):
        for arguments in (('check', 'x'), ('list',), ('save', 'x'), ('run', 'x', '--', 'true'), ('token', 'x'), ('forget', 'x')):
            answer = self.inside(*arguments)
            self.assertEqual((answer.status, answer.out), (4, ''), arguments)
            self.assertIn('Keyring Is Out of Reach', answer.err, arguments)
            self.assertIn('flatpak override --user --talk-name=org.freedesktop.secrets', answer.err, arguments)


if __name__ == '__main__':
    commands.main()
