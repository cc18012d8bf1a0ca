# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Everything that people read: the messages of the program, the articles of the library and the documents."""

import importlib
import re
import xml.etree.ElementTree as ElementTree

messages = importlib.import_module('check-messages')

DOCUMENTS = ('README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'data/guide/README.md', 'tests/README.md', 'docs/command-line.md',
             'docs/installing.md', 'docs/keyring.md', 'docs/releasing.md')
ARTICLES = 'data/library/*.xml'
# What stands in an article as it is: programs, codes, the names of other articles
VERBATIM = ('code', 'codes', 'see', 'web')
SENTENCE_END = re.compile(r'(?<=[.!?…])[”)]*\s+')
LONG = 7  # letters, as in LIX


def unquoted(lines):
    return ''.join(re.findall(r'"(.*)"', lines)).replace('\\n', ' ').replace('\\"', '"')


def message_texts(root):
    files = [name for name in messages.listed(root) if not name.startswith('data/library/')]
    for entry in messages.extract(root, files)[0].split('\n\n')[1:]:
        place = re.search(r'^#: (.*?)(?: |$)', entry, re.MULTILINE)
        for lines in re.findall(r'^msgid(?:_plural)? (.*(?:\n".*")*)', entry, re.MULTILINE):
            text = unquoted(lines)
            # A mnemonic, not the name of a variable
            if text.count('_') == 1 and len(text) < 60:
                text = text.replace('_', '')
            yield place[1], text


def article_texts(root):
    for path in sorted(root.glob(ARTICLES)):
        for element in ElementTree.parse(path).iter():
            if element.tag not in VERBATIM and element.text and element.text.strip():
                yield f'{path.relative_to(root)}, {element.tag}', ' '.join(element.text.split())


def document_texts(root):
    for name in DOCUMENTS:
        path = root / name
        text = re.sub(r'^```.*?^```', '', path.read_text(), flags=re.DOTALL | re.MULTILINE)
        text = re.sub(r'`[^`]*`', 'it', text)
        text = re.sub(r'\]\([^)]*\)', ']', text)
        text = re.sub(r'^(?:#+|-|\d+\.) ', '\n', text, flags=re.MULTILINE)
        for block in re.split(r'\n\s*\n|\s*\|\s*', text):
            if block.strip(' \n-!'):
                yield name, ' '.join(block.split())


def texts(root):
    """(where, text) of all three."""
    yield from message_texts(root)
    yield from article_texts(root)
    yield from document_texts(root)


def sentences(text):
    """Each as a list of its words; what has none, such as “%s · %s”, is left out."""
    for part in SENTENCE_END.split(text):
        words = [word for word in part.split() if re.search(r'\w', word)]
        if words:
            yield words
