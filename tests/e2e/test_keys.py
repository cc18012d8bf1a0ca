# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""My Keys with a real keyring: the list, and all that can be done with a key."""

import json
import time

import flow

DAY = 24 * 60 * 60
ATTRIBUTES = {'service': 'openai', 'application': 'keybearer', 'xdg:schema': 'io.github.keybearer.Keybearer'}


class Keys(flow.Case):
    def keep(self, name, key, days=1, **note):
        """A key that was saved some days ago, with notes on it."""
        pairs = [word for pair in {**ATTRIBUTES, 'username': name}.items() for word in pair]
        self.desktop.run(['secret-tool', 'store', '--label', f'OpenAI API key – {name}', *pairs], input=key)
        path = self.desktop.home / '.local/share/keybearer/notes.json'
        path.parent.mkdir(parents=True, exist_ok=True)
        notes = json.loads(path.read_text()) if path.exists() else {'version': 1, 'keys': []}
        notes['keys'].append({'name': name, 'created': int(time.time()) - days * DAY, 'permission': 'restricted', **note})
        path.write_text(json.dumps(notes))

    def note(self, name):
        notes = json.loads((self.desktop.home / '.local/share/keybearer/notes.json').read_text())
        return next((note for note in notes['keys'] if note['name'] == name), None)

    def look_up(self, name):
        return self.desktop.keyring.look_up(service='openai', username=name)

    def open(self, assistant, name):
        assistant.find('list', 'Saved Keys')
        assistant.press('list item', name, key='Return')
        assistant.find('list', 'Status')

    def test_list(self):
        yesterday = int(time.time()) - DAY - 60
        with self.service() as service:
            self.keep('bench', service.key(), days=120, project='Herbarium', **{
                'last-verdict': 'works', 'last-tested': yesterday})
            self.keep('shed', service.key(), **{'last-verdict': 'credit-exhausted', 'last-tested': yesterday})
            with self.assistant(service=service) as assistant:
                assistant.find('list', 'Saved Keys')
                old = 'Works, tested yesterday\nHerbarium · Restricted · Learning\nSaved 120 days ago: time to replace it'
                self.assertEqual(assistant.row('bench'), f'{old} Rotate…')
                self.assertEqual(assistant.row('shed'), 'No Credit Left, tested yesterday\nRestricted · Learning\nSaved 1 day ago Test')
                service.stop()
                assistant.press('toggle button', 'Main Menu')
                assistant.wait(lambda: assistant.is_set('toggle button', 'Main Menu'), 'the menu did not open')
                assistant.key('Return')  # its first item: Test All Keys
                assistant.says('Works: 0 · needs a look: 0 · could not be checked: 2')
                # A network that fails says nothing of the keys
                self.assertEqual(assistant.row('bench'), f'{old}\nThe last test ended without a result Rotate…')
                self.assertEqual(self.note('bench')['last-verdict'], 'works')

    def test_details(self):
        with self.service() as service:
            self.keep('bench', service.key())
            with self.assistant(service=service) as assistant:
                self.open(assistant, 'bench')
                assistant.find('list item', 'Not Tested Yet')
                assistant.click('button', 'Test')
                assistant.find('list item', flow.WORKS)
                assistant.find('button', 'Test Again')
                assistant.wait(lambda: self.note('bench').get('last-verdict') == 'works', 'the verdict is not noted')

    def test_reveal(self):
        key = flow.make_key()
        self.keep('bench', key)
        with self.assistant() as assistant:
            self.open(assistant, 'bench')
            self.assertNotIn(key, assistant.dump())
            assistant.click('toggle button', 'Reveal')
            assistant.find('label', key)
            with flow.other_window(self.desktop):
                assistant.gone('label', key)
            assistant.find('toggle button', 'Reveal')
            self.assertNotIn(key, '\n'.join(node.get_name() for node in assistant.walk()))

    def test_reveal_ends(self):
        key = flow.make_key()
        self.keep('bench', key)
        with self.assistant(environment=flow.fast()) as assistant:
            self.open(assistant, 'bench')
            assistant.click('toggle button', 'Reveal')
            assistant.find('label', key)
            assistant.gone('label', key)

    def test_copy(self):
        key = flow.make_key()
        self.keep('bench', key)
        with self.assistant(environment=flow.fast()) as assistant:
            self.open(assistant, 'bench')
            assistant.press('list item', 'Copy', key='Return')
            assistant.wait(lambda: self.desktop.clipboard() == key, 'the key is not on the clipboard')
            assistant.wait(lambda: self.desktop.clipboard() == '', 'the key is still on the clipboard')
            # What somebody else copied meanwhile stays
            assistant.press('list item', 'Copy', key='Return')
            assistant.wait(lambda: self.desktop.clipboard() == key, 'the key is not on the clipboard')
            self.desktop.copy('seeds')
            # A key is shown half as long as it would have been on the clipboard.
            for _ in range(2):
                assistant.click('toggle button', 'Reveal')
                assistant.find('label', key)
                assistant.gone('label', key)
            self.assertEqual(self.desktop.clipboard(), 'seeds')

    def test_rename(self):
        self.keep('bench', flow.make_key())
        with self.assistant() as assistant:
            self.open(assistant, 'bench')
            assistant.write('Name', 'Potting Bench')
            assistant.key('Return')
            assistant.says('Renamed')
            assistant.key('alt+Left')
            assistant.find('list item', 'Potting Bench')
        self.assertIn(('OpenAI API key – Potting Bench', {**ATTRIBUTES, 'username': 'bench'}), self.desktop.keyring.items())
        found = self.desktop.run(['secret-tool', 'search', 'username', 'bench'])
        self.assertIn('label = OpenAI API key – Potting Bench', found.stdout)

    def test_forget(self):
        key = flow.make_key()
        self.keep('bench', key)
        self.keep('shed', key)
        with self.assistant() as assistant:
            self.open(assistant, 'bench')
            assistant.press('button', 'Forget This Key', key='Return')
            assistant.gone('list item', 'bench')
            self.assertEqual(self.look_up('bench'), key.encode())
            assistant.click('button', 'Undo')
            assistant.find('list item', 'bench')
            self.assertEqual(self.look_up('bench'), key.encode())
            self.open(assistant, 'bench')
            assistant.press('button', 'Forget This Key', key='Return')
            assistant.says('“bench” is forgotten here, not revoked')
            assistant.gone('button', 'Undo')
            assistant.wait(lambda: self.look_up('bench') is None, 'the keyring still has it')
            assistant.wait(lambda: self.note('bench') is None, 'there are still notes on it')
            self.open(assistant, 'shed')
            assistant.press('button', 'Forget This Key', key='Return')
            assistant.find('button', 'Undo')
            self.assertEqual(assistant.close(), 0)
        self.assertIsNone(self.look_up('shed'))


if __name__ == '__main__':
    flow.main()
