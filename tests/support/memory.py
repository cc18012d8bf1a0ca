# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Looks for a secret in the memory of a running program."""

import pathlib
import re

PIECE = 12
SHOWN = 48
LOCKED = 'locked'


def find(pid, secret):
    """{(kind of memory, address): what stands around it} for each place that holds a piece of the secret.

    Pieces are looked for one after the other, so that no run of twice their length goes unseen. The kind is
    locked, heap, stack, stack of a thread by its name, the name of a file, or other."""
    pieces = [secret[at:at + PIECE].encode() for at in range(0, len(secret) - PIECE + 1, PIECE)]
    pattern = re.compile(b'(?:' + b'|'.join(map(re.escape, pieces)) + b')')
    found = {}
    for kind, start, content in _mappings(pid):
        end = 0
        for match in pattern.finditer(content):
            if match.start() >= end:
                found[kind, start + match.start()] = content[max(0, match.start() - SHOWN):match.end() + SHOWN]
                end = match.start() + len(secret)
    return found


def _mappings(pid):
    """(kind, address, content) of all that can be read."""
    with open(f'/proc/{pid}/mem', 'rb') as memory:
        for kind, start, end in _areas(pid):
            try:
                memory.seek(start)
                yield kind, start, memory.read(end - start)
            except (OSError, ValueError, OverflowError):
                pass  # of the kernel or a device


def _areas(pid):
    area = None
    stacks = list(_stacks(pid))
    for line in pathlib.Path(f'/proc/{pid}/smaps').read_text().splitlines():
        if head := re.match(r'([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+ *(.*)', line):
            area = head
        elif line.startswith('VmFlags:') and area[3].startswith('r'):
            name = area[4].strip('[]')
            start, end = int(area[1], 16), int(area[2], 16)
            thread = next((f'stack of {thread}' for at, thread in stacks if start <= at < end), 'other')
            yield LOCKED if ' lo' in line else name or thread, start, end


def _stacks(pid):
    """(address, name) of where each thread stands that waits for something."""
    for folder in pathlib.Path(f'/proc/{pid}/task').iterdir():
        words = (folder / 'syscall').read_text().split()
        if len(words) > 2:
            yield int(words[-2], 16), (folder / 'comm').read_text().strip()
