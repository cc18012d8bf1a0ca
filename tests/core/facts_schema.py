# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""facts_schema.py DATA

Checks facts.json, which the program reads as it is, against its schema, and what a schema cannot say of it: dates,
sources, lines of models. How old they may be is asked by build-aux/freshness."""

import copy
import datetime
import json
import pathlib
import re
import sys

import jsonschema

GPT = re.compile(r'gpt-(\d+(?:\.\d+)?)o?(?:-(.+))?')
REASONING = re.compile(r'o(\d+)(?:-(.+))?')
EXAMPLES = ('models.cheapest', 'models.middle', 'models.strongest')


def find_repeated(entries):
    seen = set()
    return [e['id'] for e in entries if e['id'] in seen or seen.add(e['id'])]


def is_day(text):
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def find_impossible_dates(entries):
    for entry in entries:
        for member in ('checked', 'shutdown', 'since', 'compared', 'published'):
            if entry.get(member) and not is_day(entry[member]):
                yield f'{entry["id"]}: {member} is no date'


def find_later(facts):
    """A day of having looked is not later than that on which the source was gone through, nor that on all of it."""
    sources = {source['id']: source for source in facts['sources']}
    for source in facts['sources']:
        if source.get('compared', '') > facts['collected']:
            yield f'{source["id"]}: compared later than all of it was collected'
    for entry in facts['facts'] + facts['models']:
        source = sources.get(entry['source'])
        if not source:
            yield f'{entry["id"]}: there is no source “{entry["source"]}”'
        elif 'published' in source and entry['checked'] != source['published']:
            yield f'{entry["id"]}: its source never changes, so it is as of {source["published"]}'
        elif entry['checked'] > source.get('compared', source.get('published')):
            yield f'{entry["id"]}: checked later than its source was compared'


def split(model):
    """The line of a model and its version, by its name."""
    if match := GPT.fullmatch(model):
        return match[2] or 'main', float(match[1])
    if match := REASONING.fullmatch(model):
        return '-'.join(filter(None, ('o', match[2]))), float(match[1])
    return None, 0


def find_wrong_lines(facts):
    models = {model['id']: model for model in facts['models']}
    newest = {}
    for model in facts['models']:
        line, version = split(model['id'])
        if model['line'] != line:
            yield f'{model["id"]}: of the line {line} by its name, not {model["line"]}'
        if (model['since'] or '') > facts['collected']:
            yield f'{model["id"]}: out since a day that is still to come'
        if model['shutdown'] is None:
            newest.setdefault(line, (version, model['id']))
            if version > newest[line][0]:
                yield f'{model["id"]}: newer than {newest[line][1]}, which stands before it'
    for fact in facts['facts']:
        if fact['id'] not in EXAMPLES:
            continue
        model = models.get(fact['value'])
        best = newest.get(split(fact['value'])[0])
        if not model or not best or best[1] != fact['value']:
            yield f'{fact["id"]}: {fact["value"]} is not the newest in its line; {best and best[1]} is'


def find_cheap_promotions(facts):
    for model in facts['models']:
        for member, price in model.get('promotion', {}).items():
            if member != 'valid_until' and price >= model[member]:
                yield f'{model["id"]}: {member} is no less in the promotion'


def find_wrong_lists(facts):
    """What texts say of the models has to be what the models say."""
    values = {fact['id']: fact['value'] for fact in facts['facts']}
    for name, gone in (('models.switched-off', True), ('models.leaving', False)):
        said = set(values[name].split(', '))
        known = {m['id'] for m in facts['models'] if m['shutdown'] and (m['shutdown'] <= facts['collected']) == gone}
        if said != known:
            yield f'{name}: says {sorted(said - known)} too much and {sorted(known - said)} too little'


def find_half_prices(facts):
    for model in facts['models']:
        if (model['input_price'] is None) != (model['output_price'] is None):
            yield f'{model["id"]}: has one price without the other'


def find_problems(facts, schema):
    problems = [f'{e.json_path}: {e.message}' for e in jsonschema.Draft202012Validator(schema).iter_errors(facts)]
    if problems:
        return problems
    for name in ('sources', 'facts', 'models'):
        problems += [f'{name}: {id} is there twice' for id in find_repeated(facts[name])]
        problems += find_impossible_dates(facts[name])
    for find in (find_later, find_wrong_lines, find_cheap_promotions, find_half_prices, find_wrong_lists):
        problems += find(facts)
    return problems


def find(facts, list_name, id):
    return next(entry for entry in facts[list_name] if entry['id'] == id)


# What must not pass unseen: how to break the facts, and what is then said
BROKEN = (
    (lambda f: f.pop('collected'), 'collected'),
    (lambda f: f['sources'][0].pop('compared'), 'is not valid under'),
    (lambda f: f['sources'][0].update(compared='2999-01-01'), 'compared later than'),
    (lambda f: f['facts'][0].update(checked='2999-01-01'), 'checked later than'),
    (lambda f: f['facts'][0].update(checked='2026-02-30'), 'checked is no date'),
    (lambda f: f['facts'][0].update(source='nowhere'), 'there is no source'),
    (lambda f: find(f, 'facts', 'key.rotation-days').update(checked=f['collected']), 'never changes'),
    (lambda f: f['models'][0].update(line='sol'), 'of the line luna'),
    (lambda f: f['models'][0].update(since='2999-01-01'), 'still to come'),
    (lambda f: f['models'].append(dict(f['models'][0], id='gpt-97-luna')), 'newer than gpt-6-luna'),
    (lambda f: f['models'].insert(0, dict(f['models'][0], id='gpt-97-luna')), 'gpt-6-luna is not the newest'),
    (lambda f: find(f, 'models', 'gpt-5.6-sol')['promotion'].update(input_price=5000000), 'no less in the promotion'),
    (lambda f: f.update(collected='today'), "'today' does not match"),
    (lambda f: f.update(more=1), 'Additional properties'),
    (lambda f: f.pop('sources'), "'sources' is a required"),
    (lambda f: f.pop('facts'), "'facts' is a required"),
    (lambda f: f.pop('models'), "'models' is a required"),
    (lambda f: f.update(facts={}), "is not of type 'array'"),
    (lambda f: f['facts'].append('x'), "'x' is not of type 'object'"),
    (lambda f: f['sources'].append(f['sources'][0]), 'is there twice'),
    (lambda f: f['facts'].append(f['facts'][0]), 'is there twice'),
    (lambda f: f['models'].append(f['models'][0]), 'is there twice'),
    (lambda f: f['sources'][0].update(published='2026-01-01'), 'is valid under each of'),
    (lambda f: f['sources'][0].pop('list'), "'list' is a required"),
    (lambda f: f['facts'][0].pop('id'), "'id' is a required"),
    (lambda f: f['facts'][0].update(id=''), 'does not match'),
    (lambda f: f['facts'][0].update(id='A b'), 'does not match'),
    (lambda f: f['facts'][0].update(id='a.'), 'does not match'),
    (lambda f: f['facts'][0].pop('source'), "'source' is a required"),
    (lambda f: f['facts'][0].pop('checked'), "'checked' is a required"),
    (lambda f: f['facts'][0].update(checked='2026-02-011'), 'does not match'),
    (lambda f: f['facts'][0].update(checked=20261120), "is not of type 'string'"),
    (lambda f: f['facts'][0].pop('unit'), "'unit' is a required"),
    (lambda f: f['facts'][0].update(unit='eur'), "'eur' is not one of"),
    (lambda f: f['facts'][0].pop('value'), "'value' is a required"),
    (lambda f: f['facts'][0].update(unit='count', value='1'), "'1' is not of type 'integer'"),
    (lambda f: f['facts'][0].update(unit='usd', value=1.5), "1.5 is not of type 'integer'"),
    (lambda f: f['facts'][0].update(unit='usd', value=-1), 'less than the minimum'),
    (lambda f: f['facts'][0].update(unit='usd', value=10 ** 13), 'greater than the maximum'),
    (lambda f: f['facts'][0].update(unit='text', value=1), "1 is not of type 'string'"),
    (lambda f: f['facts'][0].update(unit='text', value=''), "''"),
    (lambda f: f['facts'][0].update(unit='uri', value='http://a.test/'), 'does not match'),
    (lambda f: f['facts'][0].update(unit='uri', value='https://a b'), 'does not match'),
    (lambda f: f['facts'][0].update(unit='date', value='2026-09'), 'does not match'),
    (lambda f: f['facts'][0].update(nota='x'), 'Additional properties'),
    (lambda f: f['facts'][0].update(note=1), "1 is not of type 'string'"),
    (lambda f: f['models'][0].pop('line'), "'line' is a required"),
    (lambda f: f['models'][0].pop('input_price'), "'input_price' is a required"),
    (lambda f: f['models'][0].pop('cached_price'), "'cached_price' is a required"),
    (lambda f: f['models'][0].update(output_price=None), 'one price without the other'),
    (lambda f: f['models'][0].update(input_price=0.1), 'is not valid under'),
    (lambda f: f['models'][0].pop('shutdown'), "'shutdown' is a required"),
    (lambda f: f['models'][0].update(shutdown='soon'), 'is not valid under'),
    (lambda f: f['models'][0].pop('takes_reasoning'), "'takes_reasoning' is a required"),
    (lambda f: f['models'][0].update(takes_reasoning=1), "1 is not of type 'boolean'"),
    (lambda f: f['models'][0].update(value=1), 'Additional properties'),
    (lambda f: f['models'][0].update(shutdown='2999-01-01'), 'models.leaving'),
)


def find_unseen(facts, schema):
    """The checks themselves, broken on purpose."""
    for number, (break_it, said) in enumerate(BROKEN):
        broken = copy.deepcopy(facts)
        break_it(broken)
        if not any(said in problem for problem in find_problems(broken, schema)):
            yield f'BROKEN[{number}]: “{said}” is not noticed'


def main(data):
    facts = json.loads((data / 'guide/facts.json').read_text('utf-8'))
    schema = json.loads((data / 'guide/facts.schema.json').read_text('utf-8'))
    jsonschema.Draft202012Validator.check_schema(schema)

    problems = find_problems(facts, schema)
    if not problems:
        problems += find_unseen(facts, schema)

    print('\n'.join(problems))
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1])))
