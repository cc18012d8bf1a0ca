#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""coverage.py SOURCE-ROOT

Checks that each place that data/guide/README.md names for a teaching of the five guides exists in the product, and that
its words stand in what people read there."""

import json
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

ROWS = {'G0': 50, 'G1': 25, 'G2': 28, 'G3': 45, 'G4': 90, 'Where the guides disagree or have aged': 25}
PARTS = {
    'entry': 'src/core/key/kb-key-words.c',
    'estimator': 'src/core/facts/kb-estimate.c',
    'keys': 'src/ui/keys/kb-keys-page.c',
    'retry': 'src/core/check/kb-check-retry.c',
}
BODY = ('p', 'h', 'item', 'cell')
PLACE = re.compile(r'`([^`]*)`')
NAMED = re.compile(r'(page|article|verdict|fact|model):([^ "]+)(?: "([^"]+)")?')
READ = ('page:', 'article:')
# What else a page shows
WORDS = 'src/ui/kb-verdict-words.c'
MORE = {'billing': ('src/ui/pages/kb-money*',), 'save': (WORDS,), 'test': ('src/ui/pages/kb-result-*', WORDS)}
LABEL = re.compile(r'\{(web\.[\w-]+)\}')
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


def strings(path):
    """The text between quotes, with pieces joined as the compiler does and mnemonics taken out."""
    text = re.sub(r'"\s*\n\s*"', '', path.read_text())
    return '\n'.join(STRING.findall(text)).replace('_', '')


def body(path):
    """What people read of an article: neither title, keywords nor codes, and no program."""
    root = ElementTree.parse(path).getroot()
    return ' '.join(' '.join(element.text.split()) for tag in BODY for element in root.iter(tag) if element.text)


class Product:
    def __init__(self, root):
        self.root = root
        facts = json.loads((root / 'data/guide/facts.json').read_text())
        self.labels = {fact['id']: str(fact['value']) for fact in facts['facts'] if fact['id'].startswith('web.')}
        self.texts = {
            'page': {name: self.page(name) for name in
                     re.findall(r'G_DEFINE_ENUM_VALUE \(KB_STEP_\w+, "([^"]+)"\)',
                                (root / 'src/core/setup/kb-route.c').read_text())},
            'article': {path.stem: body(path) for path in root.glob('data/library/*.xml')},
            'verdict': {name: '' for path in root.glob('src/core/api/kb-diagnosis-*.c')
                        for name in re.findall(r'^ *\.id = "([^"]+)"', path.read_text(), re.MULTILINE)},
            'fact': {fact['id']: str(fact['value']) for fact in facts['facts']},
            'model': {model['id']: '' for model in facts['models']},
        }

    def page(self, name):
        paths = sorted(path for pattern in (f'src/ui/pages/kb-{name}-*', f'src/core/setup/kb-guide-{name}.c', *MORE.get(name, ()))
                       for path in self.root.glob(pattern) if path.suffix in ('.blp', '.c'))
        return LABEL.sub(lambda match: self.labels[match[1]], '\n'.join(strings(path) for path in paths))

    def missing(self, place):
        """What is wrong with a place, or None."""
        if place in PARTS:
            return None if (self.root / PARTS[place]).exists() else f'there is no {PARTS[place]}'
        named = NAMED.fullmatch(place)
        if not named:
            return 'is no place'
        kind, name, words = named.groups()
        if name not in self.texts[kind]:
            return f'there is no such {kind}'
        if words and words.casefold() not in self.texts[kind][name].casefold():
            return f'“{words}” does not stand there'
        return None


def tables(text):
    """(heading, cells) of each row below a table's own heading."""
    heading, lines = None, text.splitlines()
    for number, line in enumerate(lines):
        if line.startswith('#'):
            heading = line.strip('# ')
        elif line.startswith('|') and not line.startswith('|---') and not lines[number + 1].startswith('|---'):
            yield heading, [cell.strip() for cell in line.strip('|').split('|')]


def check(root):
    product = Product(root)
    counts = dict.fromkeys(ROWS, 0)
    seen = set()
    for heading, cells in tables((root / 'data/guide/README.md').read_text() + '\n'):
        where = f'{heading}, “{cells[0]}”'
        if not all(cells[1:]):
            yield f'{where}: an empty cell'
        if heading not in counts:
            continue
        counts[heading] += 1
        if (heading, cells[0]) in seen:
            yield f'{where}: twice'
        seen.add((heading, cells[0]))
        if not PLACE.search(cells[-1]) or PLACE.sub('', cells[-1]).strip():
            yield f'{where}: “{cells[-1]}” is not a list of places'
        places = PLACE.findall(cells[-1])
        if any(place.startswith(READ) for place in places) and not any('"' in place for place in places):
            yield f'{where}: no place names the words that teach it'
        for place in places:
            wrong = product.missing(place)
            if wrong:
                yield f'{where}: {place}: {wrong}'
    yield from (f'{heading}: {counts[heading]} rows, {least} at least' for heading, least in ROWS.items()
                if counts[heading] < least)


def main(root):
    complaints = list(check(root))
    print('\n'.join(complaints))
    return 1 if complaints else 0


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1])))
