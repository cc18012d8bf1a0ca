#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Which file includes which: down the folders of src/core only, never in a circle, no private header of another folder.
And what of the core only one file of src/ui calls."""

import pathlib
import re
import sys

INCLUDE = re.compile(r'^#include "core/([\w-]+)/([\w.-]+)"', re.M)


def read_includes(core):
    """(folder, file) of each source, and those that it includes."""
    return {(path.parent.name, path.name): set(INCLUDE.findall(path.read_text())) for path in sorted(core.glob('*/*.[ch]'))}


def get_part(name):
    return name.rpartition('.')[0].removesuffix('-private')


def find_upward(folders, includes):
    for (folder, name), others in includes.items():
        for other, header in sorted(others):
            if folders.index(other) > folders.index(folder):
                yield f'{folder}/{name} includes {other}/{header}, which stands above it'
            if other != folder and '-private' in header:
                yield f'{folder}/{name} includes {other}/{header}, which is private'


def find_circles(includes):
    """A source, its header and its private one are one part."""
    parts = {}
    for (folder, name), others in includes.items():
        parts.setdefault((folder, get_part(name)), set()).update((other, get_part(header)) for other, header in others)

    def reach(start):
        seen, left = set(), [start]
        while left:
            for other in parts.get(left.pop(), set()) - seen:
                seen.add(other)
                left.append(other)
        return seen

    reached = {part: reach(part) for part in parts}
    for part, others in sorted(parts.items()):
        circle = sorted('/'.join(other) for other in others - {part} if part in reached.get(other, set()))
        if circle:
            yield f'{"/".join(part)} is in a circle with {", ".join(circle)}'


def find_alone(ui):
    """Words about a keyring's trouble come with the way to its doctor."""
    for path in sorted(ui.rglob('*.c')):
        if path.name != 'kb-page.c' and 'kb_store_error_get_advice (' in path.read_text():
            yield f'{path.name} says what to do about a keyring without a way to its doctor: kb_trouble_get_advice() has both'


def main():
    core = pathlib.Path(sys.argv[1]) / 'src/core'
    folders = re.findall(r"^subdir\('([\w-]+)'\)", (core / 'meson.build').read_text(), re.M)
    includes = read_includes(core)
    assert len(includes) > 100 and sum(map(len, includes.values())) > 200
    found = [f'{path.name} lies at the top of src/core' for path in core.glob('*.[ch]')]
    found += list(find_upward(folders, includes)) + list(find_circles(includes)) + list(find_alone(core.parent / 'ui'))
    print('\n'.join(found))
    sys.exit(bool(found))


main()
