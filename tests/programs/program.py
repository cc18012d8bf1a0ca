# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Programs of others, with a key from a real keyring, against the practice service. The key may be in none of their
files, arguments or logs."""

import contextlib
import json
import os
import pathlib
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / 'cli'))

import commands  # noqa: E402
from commands import processes  # noqa: E402

__all__ = ['ANSWER', 'BINARY', 'HERE', 'MODEL', 'Case', 'Commits', 'find', 'main', 'processes', 'version']

BINARY = pathlib.Path(commands.BINARY)
TIMEOUT = processes.TIMEOUT * 6
MODEL = 'gpt-6-luna'
ANSWER = 'connected'


def version(name):
    """Of a package in pinned.json, or of one of Debian that was brought."""
    pinned = json.loads((HERE / 'pinned.json').read_text())
    for package in pinned['small'] + pinned['large']:
        if package.get('npm') == name:
            return package['version']
    return (find(name) / 'version').read_text().strip()


def find(name):
    """The folder that build-aux/programs made of a package."""
    programs = pathlib.Path(os.environ['KEYBEARER_PROGRAMS'])
    found = programs / name if 'python3-' in name else programs / f"{name.replace('/', '+')}-{version(name)}" / 'package'
    if not found.is_dir():
        raise FileNotFoundError(f'{found} is not there: build-aux/programs brings it, and says so when it cannot')
    return found


class Watch(threading.Thread):
    """Arguments of everything below this process, looked at again and again."""

    def __init__(self):
        super().__init__()
        self.seen = set()
        self._over = threading.Event()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        self.join()

    def run(self):
        while not self._over.is_set():
            for pid in processes.below():
                with contextlib.suppress(OSError):  # it has ended
                    self.seen.add(pathlib.Path(f'/proc/{pid}/cmdline').read_bytes())
            time.sleep(processes.PAUSE)


class Case(commands.Case):
    """A program: its name, the package that it is in, and how it gets the key, as docs/programs.md tells."""

    title = package = way = None

    def setUp(self):
        super().setUp()
        self.practice = self.service()
        self.key = self.give('laptop', 'works')
        self.session.environment['PATH'] = f"{BINARY.parent}:{self.session.environment['PATH']}"
        self.session.environment['CI'] = 'true'  # what asks or reports home does not do so
        self.place = self.session.home / 'place'
        self.place.mkdir()

    def give(self, name, verdict):
        """A key in the keyring that brings this verdict."""
        key = self.practice.key(verdict)
        self.save(name, key)
        return key

    def lines(self, program, name='laptop'):
        """What the page says to write into its settings; the address is that of the practice service."""
        answer = self.call('connect', program, name, '--json')
        self.assertEqual(answer.status, 0, answer.out + answer.err)
        return answer.json['lines'].replace('https://api.openai.com/v1', self.practice.address)

    def start_program(self, *command, given=b'', environment=None):
        """What it prints; nothing of it, and no argument, has a key."""
        with Watch() as watch:
            result = processes.run([str(word) for word in command], input=given, capture_output=True, timeout=TIMEOUT,
                                   cwd=self.place, env={**self.session.environment, **(environment or {})})
        answer = commands.Answer(result.returncode, result.stdout, result.stderr)
        self.assert_keeps_secret(answer.raw + b'\n'.join(watch.seen), b'')
        return answer

    def run_with_key(self, *command, name='laptop', **options):
        """As the page says where a program takes a variable."""
        return self.start_program(BINARY, 'run', name, '--', *command, **options)

    def assert_nowhere(self):
        """No file has a key; a decoy shows that the search finds."""
        self.assert_keeps_secret(b'\n'.join(file.read_bytes() for file in self.files()), b'')
        decoy = self.session.home / '.decoy'
        decoy.write_text(f'token = "{self.key[70:70 + commands.PIECE]}"')
        with self.assertRaises(AssertionError):
            self.assert_keeps_secret(b'\n'.join(file.read_bytes() for file in self.files()), b'')
        decoy.unlink()

    def files(self):
        """All below the home, and what the services around it have logged."""
        return [path for path in self.session.directory.rglob('*') if path.is_file() and not path.is_symlink()]


class Commits(Case):
    """Programs that have a model write the words of a commit."""

    def setUp(self):
        super().setUp()
        for name in ('AUTHOR', 'COMMITTER'):
            self.session.environment |= {f'GIT_{name}_NAME': 'Somebody', f'GIT_{name}_EMAIL': 'somebody@example.org'}
        (self.place / 'text').write_text('some words\n')
        self.session.run(['git', 'init', '-q', '.'], cwd=self.place)
        self.session.run(['git', 'add', 'text'], cwd=self.place)

    def assert_committed(self):
        log = self.session.run(['git', 'log', '-1', '--format=%s'], cwd=self.place).stdout
        self.assertEqual(log.strip().lower(), ANSWER)


def main():
    commands.main()
