#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Several programs save under one name at the same time, in a real keyring. Of 20 at once there are fewer tries.

None may be lost: the one key that is left belongs to the last program that said "saved"; each that said so ended with 0,
and no other one did. Where nothing was to be replaced, one alone gets the name. Which race went wrong is written to
standard error."""

import itertools
import os
import random
import subprocess
import sys

import fault

NAME = 'race'
SERVICE = ['service', 'openai', 'username', NAME]
TAKEN = 64
MANY = 20


def spellings():
    """Different labels that have the same short name, so that one output tells who wrote what."""
    choices = [''.join(letters) for letters in itertools.product(*((letter, letter.upper()) for letter in NAME))]
    return [spelling + more for spelling in choices for more in ('', '!', '.')]


def stored(desktop):
    """The secrets under the name, in no order."""
    found = desktop.run(['secret-tool', 'search', '--all', *SERVICE], check=False).stdout
    return [line.removeprefix('secret = ') for line in found.splitlines() if line.startswith('secret = ')]


def save_all(desktop, keys, options):
    """Exit codes by label, and the labels in the order in which "saved" was said: they share one pipe."""
    reading, writing = os.pipe()
    with open(reading) as answers:
        programs = {label: desktop.start([fault.BINARY, 'save', label, *options], stdin=subprocess.PIPE, stdout=writing,
                                         stderr=subprocess.PIPE) for label in keys}
        os.close(writing)
        for label, program in programs.items():
            program.stdin.write(keys[label].encode())
            program.stdin.close()
        lines = answers.read().splitlines()
    errors = []
    for program in programs.values():
        errors.append(program.stderr.read().decode())
        program.stderr.close()
    codes = {label: program.wait(fault.processes.TIMEOUT) for label, program in programs.items()}
    return codes, [line.split('“')[1].split('”')[0] for line in lines if '“' in line], errors


def judge(desktop, keys, codes, order, replace):
    """What is wrong with one race."""
    left = stored(desktop)
    said = [label for label, code in codes.items() if code == 0]
    if not left:
        yield 'no key is left'
        return
    if len(left) > 1:
        yield 'more than one key is left'
    if not order or left[0] != keys[order[-1]] or fault.look_up(desktop, NAME) != left[0]:
        yield 'the wrong key is left'
    if sorted(said) != sorted(order):
        yield 'exit codes and words differ'
    if replace and len(said) < len(codes):
        yield 'a save was refused'
    if not replace and (len(said) != 1 or any(code not in (0, TAKEN) for code in codes.values())):
        yield 'the name was not given to one alone'


def race(desktop, at_once, replace):
    keys = {label: fault.make_key() for label in random.sample(spellings(), at_once)}
    desktop.run(['secret-tool', 'clear', *SERVICE], check=False)
    if replace:
        save_all(desktop, {NAME: fault.make_key()}, [])
    codes, order, errors = save_all(desktop, keys, ['--replace'] if replace else [])
    wrong = list(judge(desktop, keys, codes, order, replace))
    if wrong:
        print(*wrong, *errors, sep='\n', file=sys.stderr, flush=True)
    return fault.Outcome(bool(wrong), ', '.join(wrong) or 'none is lost, and what was said is so')


def races(at_once, replace):
    def tries(count):
        with fault.Desktop(keyring='unlocked', display='none') as desktop:
            for _ in range(max(1, count // 5) if at_once == MANY else count):
                yield race(desktop, at_once, replace)

    return tries


if __name__ == '__main__':
    fault.main([(f'{at_once} programs save a key at once, {words}', races(at_once, replace))
                for at_once in (2, 3, MANY)
                for words, replace in (('under a name that is free', False), ('in place of the same key', True))])
