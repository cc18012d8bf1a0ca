#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""races.py KEYBEARER [--at-once N…] [--races N] [--seed N]

Saves several keys under one name at the same time, from programs of their own, in the keyring of the session, and
looks at what is left. Half of the races are for a name that is free, half replace a key. Run it as
"tests/support/with-keyring -- tests/faults/races.py _build/src/keybearer --races 1000": it removes what it saves.

None may be lost: the one key that is left belongs to the last program that said "saved", each program that said so
ended with 0, and no other one did. Of those that were not to replace anything, one alone gets the name.
"""

import argparse
import collections
import itertools
import os
import random
import string
import subprocess
import sys
import time

NAME = 'race'
SERVICE = ['service', 'openai', 'username', NAME]
TAKEN = 64


def spellings():
    """Different labels that have the same short name, so that one output tells who wrote what."""
    choices = [''.join(letters) for letters in itertools.product(*((letter, letter.upper()) for letter in NAME))]
    return [spelling + more for spelling in choices for more in ('', '!', '.')]


def make_key(rng):
    return 'sk-proj-' + ''.join(rng.choices(string.ascii_letters + string.digits, k=156))


def stored():
    """The secrets under the name, in no order."""
    found = subprocess.run(['secret-tool', 'search', '--all', *SERVICE], capture_output=True, text=True).stdout
    return [line.removeprefix('secret = ') for line in found.splitlines() if line.startswith('secret = ')]


def looked_up():
    """What another program gets."""
    return subprocess.run(['secret-tool', 'lookup', *SERVICE], capture_output=True, text=True).stdout


def clear():
    subprocess.run(['secret-tool', 'clear', *SERVICE], stderr=subprocess.DEVNULL)


def start(keybearer, label, replace, said):
    command = [keybearer, 'save', label] + (['--replace'] if replace else [])
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=said, stderr=subprocess.PIPE)


def run_all(keybearer, keys, replace):
    """Exit codes by label, and the labels in the order in which "saved" was said: they share one pipe."""
    reading, writing = os.pipe()
    with open(reading) as answers:
        programs = {label: start(keybearer, label, replace, writing) for label in keys}
        os.close(writing)
        for label, program in programs.items():
            program.stdin.write(keys[label].encode())
            program.stdin.close()
        lines = answers.read().splitlines()
    codes, errors = {}, []
    for label, program in programs.items():
        errors += [program.stderr.read().decode()]
        program.stderr.close()
        codes[label] = program.wait()
    order = [line.split('“')[1].split('”')[0] for line in lines if '“' in line]
    return codes, order, errors


def judge(keys, codes, order, left, lookup, replace):
    """What is wrong with one race."""
    said = [label for label, code in codes.items() if code == 0]
    if not left:
        yield 'lost'
        return
    if len(left) > 1:
        yield 'more than one left'
    if not order or left[0] != keys[order[-1]] or lookup != left[0]:
        yield 'wrong one left'
    if sorted(said) != sorted(order):
        yield 'exit code and words differ'
    if replace and len(said) < len(codes):
        yield 'refused'
    if not replace and (len(said) != 1 or any(code not in (0, TAKEN) for code in codes.values())):
        yield 'name given twice'


def race(keybearer, rng, at_once, replace):
    keys = {label: make_key(rng) for label in rng.sample(spellings(), at_once)}
    clear()
    if replace:
        run_all(keybearer, {NAME: make_key(rng)}, False)
    codes, order, errors = run_all(keybearer, keys, replace)
    left = stored()
    wrong = list(judge(keys, codes, order, left, looked_up(), replace))
    return wrong, errors


def run(keybearer, rng, at_once, races):
    """The line of one number at once: how many races went wrong, and how."""
    wrong = collections.Counter()
    began = time.monotonic()
    for number in range(races):
        faults, errors = race(keybearer, rng, at_once, replace=number % 2 == 1)
        wrong.update(faults)
        if faults:
            print(f'# race {number} of {at_once}: {", ".join(faults)}', *errors, sep='\n# ', flush=True)
    clear()
    minutes = (time.monotonic() - began) / 60
    faults = ', '.join(f'{kind} {count}' for kind, count in sorted(wrong.items())) or 'none lost, the right one kept'
    print(f'{races} races of {at_once}: {faults} ({minutes:.1f} min)', flush=True)
    return not wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('keybearer')
    parser.add_argument('--at-once', type=int, nargs='+', default=[2, 3, 20])
    parser.add_argument('--races', type=int, nargs='+', default=[20, 16, 4], help='for each number at once')
    parser.add_argument('--seed', type=int, default=random.randrange(2**32))
    options = parser.parse_args()
    print(f'# seed {options.seed}', flush=True)
    rng = random.Random(options.seed)
    races = options.races * len(options.at_once) if len(options.races) == 1 else options.races
    results = [run(options.keybearer, rng, n, m) for n, m in zip(options.at_once, races, strict=True)]
    return 0 if all(results) else 1


sys.exit(main())
