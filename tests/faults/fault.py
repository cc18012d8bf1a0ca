# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""What the scripts that break things share: tries, moments, a keyring that is opened again, and their line of JSON.

Each script runs by itself, with --tries N, and prints one line a fault:
{"fault": words, "tries": N, "lost": N, "seen": what the person sees most often}.
"""

import argparse
import collections
import contextlib
import json
import os
import pathlib
import re
import shutil
import sys

PROJECT = pathlib.Path(__file__).resolve().parents[2]
os.environ.setdefault('KEYBEARER_BIN', str(PROJECT / '_build/dev/src/keybearer'))
sys.path.insert(0, str(PROJECT / 'tests'))
sys.dont_write_bytecode = True

from support import processes  # noqa: E402
from support.desktop import Desktop  # noqa: E402
from support.service import Service, make_key  # noqa: E402

__all__ = ['BINARY', 'PROJECT', 'Desktop', 'Outcome', 'Service', 'look_up', 'main', 'make_key', 'processes', 'reopened', 'save', 'told']

BINARY = os.environ['KEYBEARER_BIN']


class Outcome:
    """What came of one try: whether anything was lost, and what the person was told."""

    def __init__(self, lost, seen):
        self.lost = lost
        self.seen = seen


def told(text):
    """The first line of what a command said beside what kind of key it was given; paths are left out."""
    lines = [line.removeprefix('keybearer: ') for line in text.splitlines() if line.strip()]
    line = next((line for line in lines if not line.startswith('Project key')), 'nothing')
    return re.sub(r'/tmp/\S+', '…', line.strip()).rstrip('.:')


def save(desktop, name, key, *options):
    """A save that has just begun, with the key given to it."""
    process = desktop.start([BINARY, 'save', name, *options], stdin=processes.subprocess.PIPE,
                            stdout=processes.subprocess.PIPE, stderr=processes.subprocess.PIPE)
    process.stdin.write(key.encode())
    process.stdin.close()
    process.stdin = None
    return process


def look_up(desktop, name):
    """The key under this name as another program finds it, or None."""
    found = desktop.keyring.look_up(service='openai', username=name)
    return found and found.decode()


@contextlib.contextmanager
def reopened(desktop):
    """Another desktop that has the first one's keyrings, as after signing in again."""
    with Desktop(keyring='none', display='none') as again:
        folder = again.home / '.local/share/keyrings'
        shutil.copytree(desktop.home / '.local/share/keyrings', folder, dirs_exist_ok=True)
        again.keyring.start()
        yield again


def main(faults):
    """faults: [(words, function that tries it so many times and yields an Outcome for each)]"""
    parser = argparse.ArgumentParser(description=sys.modules['__main__'].__doc__)
    parser.add_argument('--tries', type=int, default=10, help='how many times each')
    tries = parser.parse_args().tries
    processes.adopt()
    lost = 0
    for words, function in faults:
        outcomes = list(function(tries))
        seen = collections.Counter(outcome.seen for outcome in outcomes)
        line = {'fault': words, 'tries': len(outcomes), 'lost': sum(outcome.lost for outcome in outcomes),
                'seen': '; '.join(f'{words} ({count})' for words, count in seen.most_common())}
        lost += line['lost']
        print(json.dumps(line, ensure_ascii=False), flush=True)
    sys.exit(1 if lost else 0)
