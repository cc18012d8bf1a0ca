# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Keybearer on the command line: in a session with a bus and a keyring, but without a display, as over ssh."""

import json
import os
import pathlib
import pty
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from support import processes  # noqa: E402
from support.desktop import SYSTEM_SERVICES, Desktop  # noqa: E402
from support.service import Service  # noqa: E402

__all__ = ['BINARY', 'Answer', 'Case', 'Service', 'main', 'processes']

BINARY = os.environ['KEYBEARER_BIN']
PIECE = 12  # characters in a row of the secret part of a key that would give it away
TIMEOUT = processes.TIMEOUT * 2


class Session(Desktop):
    """A desktop without anything to look at. With activation, the bus starts the keyring as in real life."""

    def __init__(self, keyring, activation):
        service = SYSTEM_SERVICES / 'org.freedesktop.secrets.service'
        super().__init__(keyring=keyring, display='none', services=[service] if activation else ())
        for name in ('OPENAI_API_KEY', 'OPENAI_BASE_URL'):
            self.environment.pop(name, None)
        # A command may end while threads of its libraries still begin, which passes for leaks (and hangs the search).
        self.environment |= processes.sanitizers()


# What a sanitizer says of every program that has fibers, whatever it does
REMARK = re.compile(rb"==\d+==WARNING: ASan doesn't fully support makecontext/swapcontext functions.*\n")


class Answer:
    def __init__(self, status, out, err=b'', seconds=None):
        err = REMARK.sub(b'', err)
        self.status = status
        self.seconds = seconds  # that it took, as those of processes.Limit
        self.raw = out + err
        self.out = out.decode(errors='replace')
        self.err = err.decode(errors='replace')

    @property
    def json(self):
        return json.loads(self.out)


class Case(unittest.TestCase):
    keyring = 'unlocked'
    activation = False
    longMessage = True

    def setUp(self):
        self.session = self.enterContext(Session(self.keyring, self.activation))
        self.secrets = set()

    def service(self):
        service = Service(self.session)
        self.addCleanup(service.stop)
        self.session.environment['OPENAI_BASE_URL'] = service.address
        return service

    def call(self, *arguments, given=b'', environment=None, **options):
        """What a command answers. No key may be in it."""
        given = given.encode() if isinstance(given, str) else given
        result = processes.run([BINARY, *arguments], input=given, capture_output=True, timeout=TIMEOUT,
                               env={**self.session.environment, **(environment or {})}, **options)
        # By a signal, or by a sanitizer (build-aux/check.py)
        self.assertFalse(result.returncode < 0 or result.returncode == 86, result.stderr.decode(errors='replace'))
        answer = Answer(result.returncode, result.stdout, result.stderr, result.seconds)
        self.assert_keeps_secret(answer.raw, given)
        return answer

    def told(self, *command):
        """{an option or a command: what the help of a command says of it}"""
        lines = self.call(*command, '--help', environment={'LC_ALL': 'C.UTF-8'}).out.splitlines()
        return dict(found.groups() for line in lines if (found := re.match(r'  (?:-\w, )?(--[a-z-]+|[a-z]+)\b.*  (\S.*)', line)))

    def save(self, name, key, *options):
        answer = self.call('save', name, *options, given=key + '\n')
        self.assertEqual(answer.status, 0, answer.err)
        return answer

    def type(self, *arguments, text, after='not shown', command=None):
        """The same on a terminal, where text is typed when it asks."""
        process, terminal = self.start_on_terminal(command or [BINARY, *arguments])
        shown, typed = b'', False
        while processes.can_read(terminal, TIMEOUT):
            try:
                part = os.read(terminal, 4096)
            except OSError:
                break
            shown += part
            if not part:
                break
            if not typed and after.encode() in shown:
                typed = True
                os.write(terminal, text.encode())
        self.assertTrue(typed, shown)
        self.assert_keeps_secret(shown, text.encode())
        return Answer(process.wait(TIMEOUT), shown)

    def start_on_terminal(self, command, name='xterm'):
        """(process, descriptor): typing and reading is done with the latter."""
        terminal, inside = pty.openpty()
        process = processes.Process(command, env={**self.session.environment, 'TERM': name}, preexec_fn=lambda: os.login_tty(inside))
        os.close(inside)
        self.addCleanup(os.close, terminal)
        return process, terminal

    def assert_keeps_secret(self, output, given):
        """Looks for every key that this test has had to do with."""
        self.secrets |= {found[1] for found in re.finditer(rb'sk-(?:proj|svcacct)-practice-[a-z-]+-([\w-]{40,})', given)}
        for secret in self.secrets:
            pieces = {secret[at:at + PIECE] for at in range(len(secret) - PIECE + 1)}
            self.assertEqual([piece for piece in pieces if piece in output], [], 'a key was printed')


def main():
    processes.adopt()
    unittest.main(verbosity=2)
