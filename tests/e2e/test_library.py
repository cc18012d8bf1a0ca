# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""The library from the middle of the wizard, with the keyboard alone: search, read, follow a link, go back."""

import pathlib
import xml.etree.ElementTree

import flow

FOLDER = pathlib.Path(__file__).resolve().parents[2] / 'data/library'
SEARCH = 'Search the Library'


def article(identifier):
    return xml.etree.ElementTree.parse(FOLDER / f'{identifier}.xml')


def title(identifier):
    return ' '.join(article(identifier).findtext('title').split())


class Library(flow.Case):
    keyring = 'none'

    def test_way(self):
        with self.assistant('--practice') as assistant:
            assistant.click = assistant.mouse = assistant.set_text = self.forbidden
            assistant.arrives('Welcome')
            assistant.choose('What Is It For?', 'A team or a server')
            assistant.begin()
            assistant.press('button', 'Skip for Now')
            assistant.arrives('Project')
            assistant.open_step('Name it after your app')
            assistant.write('Name it after your app', 'Herbarium')
            assistant.key('F1')
            self.is_in_search(assistant)
            self.search(assistant)
            self.follow(assistant)
            self.leave(assistant)
            # At the very entry that was being written in
            assistant.wait(lambda: assistant.focus()[1] == 'Name it after your app',
                           lambda: f'the focus is at {assistant.focus()}')
            self.assertEqual(assistant.value('Name it after your app'), 'Herbarium')
            self.assertEqual(assistant.step()[0], 2)

    def is_in_search(self, assistant):
        assistant.wait(lambda: (assistant.focus() or ('', ''))[1] == SEARCH,
                       lambda: f'the focus is at {assistant.focus()}')

    def search(self, assistant):
        assistant.type('429')
        found = assistant.find('list', 'Articles Found')
        titles = [node.get_name() for node in assistant.all('list item', within=found)]
        self.assertIn(title('no-credit'), titles)
        self.assertIn(title('error-codes'), titles)
        assistant.key('Return')
        assistant.arrives(titles[0])
        assistant.key('alt+Left')
        self.is_in_search(assistant)

    def follow(self, assistant):
        other = article('plus-or-key').find('see').get('article')
        assistant.key('ctrl+f', 'ctrl+a')
        assistant.type(title('plus-or-key'))
        assistant.find('list item', title('plus-or-key'))
        assistant.key('Return')
        assistant.arrives(title('plus-or-key'))
        assistant.press('list item', title(other), 'Return')
        assistant.arrives(title(other))
        assistant.key('alt+Left')
        assistant.wait(lambda: assistant.heading() == title('plus-or-key'), 'Back does not lead to the article')
        assistant.key('alt+Left')
        self.is_in_search(assistant)

    def leave(self, assistant):
        assistant.key('Escape')
        assistant.gone('list', 'Articles Found')
        self.is_in_search(assistant)
        assistant.key('Escape')

    def forbidden(self, *_, **__):
        self.fail('not with the keyboard')


if __name__ == '__main__':
    flow.main()
