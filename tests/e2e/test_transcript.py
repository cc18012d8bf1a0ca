# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""What a screen reader says on the way of somebody who learns, which is in docs/screen-reader.md. It is made anew by

    KEYBEARER_BIN=_build/dev/src/keybearer GSETTINGS_SCHEMA_DIR=_build/dev/data python3 -B tests/e2e/test_transcript.py --write

in build-aux/env. Read it before you keep it."""

import os
import re
import sys

import flow

PAGE = flow.TESTS.parent / 'docs/screen-reader.md'
INTRODUCTION = '''# The way to a key, as a screen reader says it

Somebody who learns goes from Welcome to the verdict, with the practice service. Each page is read from its top to its end. “Said” is
what is announced without being asked for; the focus then is on the first heading. A test makes this page and compares it.

The bar of the window comes after the content, with the name of the page and the step; Back and Main Menu, which are on each page, are
left out here. The buttons that lead on are last.
'''
# Of the bar, which is the same on each page
BAR = {'Back', 'Main Menu', 'Minimize', 'Maximize', 'Close'}
# What one stops at; it has to have a name
STOPS = {'button', 'check box', 'combo box', 'link', 'list item', 'password text', 'radio button', 'spin button', 'switch', 'text',
         'toggle button'}
NAMED = {'heading', 'image', 'list', 'progress bar'}
STATES = {'checked': 'checked', 'pressed': 'pressed', 'expandable': 'unfolds'}
# What is another one in each run
VARIES = ((r'127\.0\.0\.1:\d+', '127.0.0.1'),)


def states(node):
    found = [word for state, word in STATES.items() if flow.has(node, state)]
    if flow.role(node) in STOPS and not flow.has(node, 'sensitive'):
        found.append('cannot be pressed now')
    return found


def say(node):
    """One thing, as it is named and described."""
    parts = (node.get_name(), node.get_description(), ', '.join(states(node)))
    return f'- {flow.role(node)}: {". ".join(part for part in parts if part)}'


class Reader:
    """Goes through a page, from top to end."""

    def __init__(self, case, assistant):
        self.case = case
        self.assistant = assistant
        self.lines = [INTRODUCTION]
        self.unnamed = []

    def read(self, title):
        before, self.lines = self.lines, []
        self.read_in(self.assistant.root)
        said = self.assistant.said()
        self.case.assertEqual(len(said), len(set(said)), f'said twice on {title}: {said}')
        self.lines = [*before, f'## {title}', '', *(f'Said: {line}\n' for line in said), *self.lines, '']

    def do(self, what):
        self.lines += [f'*{what}*', '']

    def read_in(self, node):
        for index in range(node.get_child_count()):
            child = node.get_child_at_index(index)
            if child and (flow.has(child, 'showing')) and child.get_name() not in BAR:
                self.read_one(child)

    def read_one(self, node):
        role, name = flow.role(node), node.get_name()
        if role in STOPS | NAMED and name:
            self.add(say(node))
        elif role in STOPS | {'image'} and not self.is_row_around(node):
            self.unnamed.append(self.where(node))
        elif role == 'label' and name and not self.is_within(node, name):
            self.add(f'- {name}')
        self.read_in(node)

    def add(self, line):
        """A switch in its row is said once by both."""
        if line not in self.lines[-1:]:
            self.lines.append(line)

    def is_within(self, node, name):
        """Whether something around it that one stops at says the same, or is all there is to stop at."""
        while node := node.get_parent():
            if flow.role(node) in STOPS and node.get_name() and name in f'{node.get_name()} {node.get_description()}':
                return True
        return False

    def is_row_around(self, node):
        """Of libadwaita: what unfolds is a row in a row, which has the name."""
        return flow.role(node) == 'list item' and bool(self.assistant.all('list item', re.compile('.+'), within=node))

    def where(self, node):
        """The way to it, by what is around it."""
        way = [flow.role(node)]
        while (node := node.get_parent()) and flow.role(node) != 'frame':
            if node.get_name():
                way.append(f'{flow.role(node)} “{node.get_name()}”')
        return ' in '.join(way)

    def text(self):
        text = '\n'.join(self.lines)
        for pattern, word in VARIES:
            text = re.sub(pattern, word, text)
        return text


class Transcript(flow.Case):
    def test_learning(self):
        with self.service() as service, self.assistant(service=service) as assistant:
            reader = Reader(self, assistant)
            self.go(reader, assistant, service)
        self.assertEqual(reader.unnamed, [])
        if os.environ.get('KEYBEARER_WRITE'):
            PAGE.write_text(reader.text())
        self.maxDiff = None
        self.assertEqual(reader.text(), PAGE.read_text())

    def go(self, reader, assistant, service):
        assistant.arrives('Welcome')
        reader.read('Welcome')
        assistant.begin()
        reader.do('I’m New to This')
        reader.read('Sign In')
        assistant.key('Return')
        # There is no browser here.
        assistant.find('button', 'Dismiss')
        reader.do('Open the Platform')
        reader.read('Sign In, begun')
        assistant.click('button', 'Dismiss')
        assistant.gone('button', 'Dismiss')
        for page in ('Pay', 'Create the Key', 'Save and Test'):
            assistant.go_on(page)
            reader.do('Continue')
            reader.read(page)
        assistant.paste_key(service.key())
        reader.do('Paste Key')
        reader.read('Save and Test, with a key')
        assistant.save_and_test()
        reader.do('Save and Test')
        reader.read('Result')


if __name__ == '__main__':
    if '--write' in sys.argv:
        sys.argv.remove('--write')
        os.environ['KEYBEARER_WRITE'] = '1'
    flow.main()
