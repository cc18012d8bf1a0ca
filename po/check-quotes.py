#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""check-quotes.py SOURCE-ROOT

Checks that what the articles of the library quote is there: buttons and pages of the program, labels of OpenAI's pages,
other articles. A label that is renamed would make an article send people to what does not exist."""

import json
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

import texts

QUOTED = re.compile(r'“([^”]*)”')
# Names of pages and buttons, which stand without marks, as in "My Keys" or "the page Pay"
NAMED = re.compile(r'\b[a-z]+[,:]? ((?:[A-Z]\w+ (?:(?:and|of|the) )?)+[A-Z]\w+)|\b(?:[Pp]age|[Cc]hoose) ([A-Z]\w+)|'
                   r'\b(?!The|Web)([A-Z]\w+) page\b')
STATE = re.compile(r'(?:[A-Z]\w+ (?:of )?)+[A-Z]\w+')  # a cell that is one, such as "Keyring Is Locked"
# What other programs, services and servers say
FOREIGN = {'AI', 'API key', 'Agent Panel', 'Answer in simple words', 'Authorization', 'Azure OpenAI', 'Bearer Token',
           'Bring your own key', 'Chat Completions', 'END', 'GNOME Keyring', 'Home Assistant', 'Hugging Face',
           'Limit 30000, Requested 30601', 'Manage Instances', 'Often Azure OpenAI', 'OpenAI API key', 'Overloaded',
           'Per day', 'Realtime and Batch', 'Service account', 'The api_key client option must be set'}


def plain(text):
    return re.sub(r'_(?=\w)', '', text, count=1).rstrip('…')


def known(root):
    """All that may be quoted, and the words that the program itself quotes."""
    for _, text in texts.message_texts(root):
        yield plain(text)
        yield from QUOTED.findall(text)
    for fact in json.loads((root / 'data/guide/facts.json').read_text())['facts']:
        yield str(fact['value'])
    for path in root.glob(texts.ARTICLES):
        yield ElementTree.parse(path).findtext('title')


def quoted(root):
    for place, text in texts.article_texts(root):
        if place.endswith((', p', ', item', ', cell')):
            for found in QUOTED.findall(text):
                if found[:1].isupper():
                    yield place, found.rstrip('….')
            bare = QUOTED.sub('x', text)
            yield from ((place, next(filter(None, found))) for found in NAMED.findall(bare))
            if place.endswith(', cell') and STATE.fullmatch(bare):
                yield place, bare


def main(root):
    there = set(known(root)) | FOREIGN
    found = list(quoted(root))
    complaints = [f'{place}: “{what}” is neither a label of the program nor of a page, nor an article'
                  for place, what in found if what not in there]
    if len(found) < 50:
        complaints.append(f'only {len(found)} quotations were found')
    print('\n'.join(complaints))
    return 1 if complaints else 0


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1])))
