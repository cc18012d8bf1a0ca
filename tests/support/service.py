# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""The practice service in a process of its own, as any other server would be, and keys that no other test has."""

import os
import re
import secrets
import subprocess

from . import processes


def make_key():
    """A project key that nobody knows, as long as most."""
    return f'sk-proj-{secrets.token_hex(78)}'


class Service:
    """Its keys are its own: those of another process are others."""

    def __init__(self, desktop, command=None):
        log = desktop.directory / 'service.log'
        with open(log, 'ab') as errors:
            self.process = desktop.start([*(command or [os.environ['KEYBEARER_BIN']]), 'practice'],
                                         stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors)
        self.address = self._line().removeprefix('OPENAI_BASE_URL=')
        self._keys = {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        processes.stop(self.process)
        self.process.stdout.close()

    def key(self, verdict='works'):
        """The practice key that brings this verdict."""
        while verdict not in self._keys:
            line = self._line()
            if found := re.match('sk-(?:proj|svcacct)-practice-([a-z-]+)-', line):
                self._keys.setdefault(found[1], line)
        return self._keys[verdict]

    def _line(self):
        line = self.process.stdout.readline().decode()
        if not line:
            raise RuntimeError('the practice service ended or has no such key')
        return line.strip()
