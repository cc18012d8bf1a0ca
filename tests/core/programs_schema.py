#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Checks the data on programs strictly: what is trusted when it is read. Breaks it in every way that must be noticed, too."""

import copy
import datetime
import json
import pathlib
import re
import sys

import jsonschema


def is_past_day(text):
    try:
        return datetime.date.fromisoformat(text) <= datetime.date.today()
    except ValueError:
        return False


def find_in_place(place):
    """Rules that the reader relies on, beyond the schema."""
    if (place['payer'] == 'plan') != (place.get('holds') == 'sign-in'):
        yield 'a plan pays for what one signs in with, and for nothing else'
    if place.get('holds') == 'service' and place['payer'] != 'other':
        yield 'another service pays itself'
    if place['from'] in ('keyfile', 'gsettings') and any('/' not in member[0] for member in find_members(place)):
        yield 'its members begin with the group'
    if place['from'] == 'secret' and ('member' in place) != ('format' in place):
        yield 'an item with members has a format'
    for member in find_members(place):
        if member.count('*') > 1:
            yield 'only one part may be *'


def find_members(place):
    yield from ([place['member']] if 'member' in place else [])
    yield from (condition['member'] for condition in place.get('where', ()))


def find_problems(file, program, schema, resources):
    problems = [f'{e.json_path}: {e.message}' for e in jsonschema.Draft202012Validator(schema).iter_errors(program)]
    if problems:
        return problems
    if program['id'] != file:
        problems.append(f'id is {program["id"]}')
    if f'{file}.json' not in resources:
        problems.append('not in src/core/kb-core.gresource.xml')
    for source in program['sources']:
        if not is_past_day(source['checked']):
            problems.append(f'{source["checked"]} is no day that has passed')
    seen_named = False
    for number, place in enumerate(program['takes']):
        problems += [f'takes[{number}]: {problem}' for problem in find_in_place(place)]
        if place.get('named') and not seen_named:
            problems.append(f'takes[{number}]: nothing before it names a variable')
        seen_named = seen_named or place.get('names') == 'continue'
    for way in program['connect']:
        if way['how'] == 'hook' and '{token}' not in ''.join(way['lines']) and '{rest}' not in ''.join(way['lines']):
            problems.append('connect: the lines do not say which key')
        if way['how'] == 'variable' and all(place.get('name') != way['name'] for place in program['takes']):
            problems.append('connect: it does not look at that variable')
    return problems


# What must not pass unseen: the program, how to break it, and what is then said
BROKEN = (
    ('llm', lambda p: p.pop('unchecked'), 'unchecked'),
    ('llm', lambda p: p.update(id='other'), 'id is other'),
    ('llm', lambda p: p.update(chatgpt='perhaps'), 'perhaps'),
    ('llm', lambda p: p['sources'][0].update(checked='2999-01-01'), 'has passed'),
    ('llm', lambda p: p['sources'][0].update(checked='2026-02-30'), 'has passed'),
    ('llm', lambda p: p['sources'][0].pop('files'), 'files'),
    ('llm', lambda p: p['takes'][0].pop('member'), 'takes[0]'),
    ('llm', lambda p: p['takes'][0].update(files=['/etc/passwd']), 'takes[0]'),
    ('llm', lambda p: p['takes'][0].update(payer='plan'), 'a plan pays'),
    ('llm', lambda p: p['takes'][0].update({'from': 'registry'}), 'registry'),
    ('llm', lambda p: p['takes'][1].update(named=True), 'names a variable'),
    ('llm', lambda p: p['connect'][0].update(name='OTHER'), 'does not look at'),
    ('llm', lambda p: p['permissions'].update({'list-models': 'write'}), 'write'),
    ('codex', lambda p: p['connect'][0].update(lines=['x']), 'which key'),
    ('codex', lambda p: p['takes'][0].update(member=['*', '*']), 'only one part'),
    ('codex', lambda p: p['takes'][3].update(payer='api'), 'another service'),
    ('codex', lambda p: p['takes'][4].pop('format'), 'has a format'),
    ('newelle', lambda p: p['takes'][0].update(member=['a', 'b']), 'begin with the group'),
)


def find_unseen(programs, schema, resources):
    """The checks themselves, broken on purpose."""
    for number, (name, break_it, said) in enumerate(BROKEN):
        broken = copy.deepcopy(programs[name])
        break_it(broken)
        if not any(said in problem for problem in find_problems(name, broken, schema, resources)):
            yield f'BROKEN[{number}]: “{said}” is not noticed'
    if not find_problems('nowhere', dict(programs['llm'], id='nowhere'), schema, resources):
        yield 'a program that is not compiled in is not noticed'


def main(root):
    folder = root / 'data/programs'
    schema = json.loads((folder / 'schema.json').read_text('utf-8'))
    resources = re.findall(r'<file>(.*?)</file>', (root / 'src/core/kb-core.gresource.xml').read_text('utf-8'))
    programs = {path.stem: json.loads(path.read_text('utf-8')) for path in sorted(folder.glob('*.json')) if path.stem != 'schema'}
    jsonschema.Draft202012Validator.check_schema(schema)
    problems = [f'{name}: {problem}' for name, program in programs.items() for problem in find_problems(name, program, schema, resources)]
    problems += [] if len(programs) >= 12 else ['fewer than twelve programs']
    problems += [] if problems else find_unseen(programs, schema, resources)
    print('\n'.join(problems))
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1])))
