#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""check-mnemonics.py SOURCE-ROOT

Checks that each label with an underline has one in each language, and that the letters of one page lead to one thing each.
A page is what a Blueprint file and the C file beside it have; labels that have one letter in English never meet."""

import collections
import itertools
import os
import pathlib
import re
import sys

import catalogs

UNDERLINED = re.compile(r'_(\w)')
# Where letters are none of the keyboard, a Latin one or a digit follows in parentheses.
BESIDE = {'ja': r'\(_[A-Z0-9]\)', 'ko': r'\(_[A-Z0-9]\)', 'zh_CN': r'\(_[A-Z0-9]\)'}
CODE = re.compile(r'\w_\w+_|[A-Z]_[A-Z]|[.:] |`|--')


def is_label(message):
    return any(place.startswith('src/ui/') or 'kb-diagnosis' in place for place in message.places) and \
        UNDERLINED.search(message.forms[0]) is not None and not CODE.search(message.forms[0])


def letter(text):
    found = UNDERLINED.search(text)
    return found[1].casefold() if found else None


def check_label(language, text):
    if len(UNDERLINED.findall(text)) != 1 or text.count('_') != 1:
        return 'is to have one underline'
    if language in BESIDE and not re.search(BESIDE[language], text) and not re.search(r'_[A-Za-z0-9]', text):
        return 'has its letter in parentheses in this language: (_A)'
    return None


def check_pages(translated):
    pages = collections.defaultdict(dict)
    for message, forms in translated:
        # Of what core names, a page shows one.
        for place in filter(lambda name: name.startswith('src/ui/'), message.places):
            pages[os.path.splitext(place)[0]][message.forms[0]] = forms[0]
    for page, labels in sorted(pages.items()):
        for (english, text), (other, other_text) in itertools.combinations(sorted(labels.items()), 2):
            if letter(text) == letter(other_text) and letter(english) != letter(other):
                yield f'{page}: “{text}” and “{other_text}” have the same letter'


def main(root):
    complaints = []
    for language, translated in catalogs.translated(root, catalogs.template(root)).items():
        labels = [(message, forms) for message, forms in translated if is_label(message)]
        for message, forms in labels:
            complaint = check_label(language, forms[0])
            if complaint:
                complaints.append(f'{language}: “{forms[0]}” for “{message.forms[0]}” {complaint}')
        complaints += [f'{language}: {complaint}' for complaint in check_pages(labels)]
        print(f'{language}: {len(labels)} labels with an underline')
    print('\n'.join(complaints))
    return 1 if complaints else 0


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1])))
