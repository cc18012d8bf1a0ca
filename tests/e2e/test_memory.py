# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""What the memory of the program still holds of a key on each page, and after it has been left."""

import os

import flow

from support import memory

PREFIX = 'sk-proj-practice-works-'


class Memory(flow.Case):
    maxDiff = None
    def setUp(self):
        super().setUp()
        self.service_here = self.enterContext(self.service())
        self.key = self.service_here.key()

    def places(self, assistant, secret=None):
        return memory.find(assistant.pid, secret or self.key.removeprefix(PREFIX))

    def open(self, assistant):
        assistant.begin_with_key()
        assistant.type_instead()
        assistant.tab_to('text', 'Secret Key')

    def check(self, assistant):
        """Beside what cannot be swapped out and is left out of cores, there is no copy."""
        places = self.places(assistant)
        self.assertEqual({place: around for place, around in places.items() if place[0] != memory.LOCKED}, {})
        return len(places)

    def test_typed_key(self):
        """Without a clipboard, whose copies are those of the desktop and its libraries."""
        with self.assistant(service=self.service_here) as assistant:
            self.open(assistant)
            assistant.type(self.key)
            assistant.find('list item', flow.LOOKS_RIGHT)
            self.assertGreater(self.check(assistant), 0, 'the key in the entry was not found')
            assistant.save()
            # While the request is on its way, it holds the key.
            assistant.arrives(flow.WORKS)
            self.check(assistant)

    def test_forgotten_key(self):
        self.desktop.run([os.environ['KEYBEARER_BIN'], 'save', 'bench'], input=self.key)
        with self.assistant(service=self.service_here, environment=flow.fast()) as assistant:
            assistant.find('list', 'Saved Keys')
            assistant.press('list item', 'bench', key='Return')
            assistant.find('list', 'Status')
            self.check(assistant)
            assistant.press('button', 'Forget This Key', key='Return')
            assistant.wait(lambda: not self.desktop.keyring.items(), 'the keyring still has it')
            self.check(assistant)

    def test_search_finds(self):
        """Otherwise nothing would be shown by what was not found: the same text where everybody may read it."""
        with self.assistant(service=self.service_here) as assistant:
            self.open(assistant)
            assistant.type(self.key)
            assistant.find('list item', flow.LOOKS_RIGHT)
            name = self.key[-2 * memory.PIECE:]
            assistant.write('Name', name)
            self.assertTrue([place for place in self.places(assistant, name) if place[0] != memory.LOCKED])


if __name__ == '__main__':
    flow.main()
