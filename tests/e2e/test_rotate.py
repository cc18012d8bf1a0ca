# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Replacing a key with a real keyring and a server in another process, and in a practice run."""

import json
import time
import urllib.request

import flow

ATTRIBUTES = {'service': 'openai', 'application': 'keybearer', 'xdg:schema': 'io.github.keybearer.Keybearer'}
# Practice keys that work, of two kinds
OLD, NEW = 'works', 'works-restricted'
STEPS = {'create': 'Create and Save a New Key', 'test': 'Test the New Key', 'switch': 'Give the New Key to Your Programs',
         'revoke': 'Revoke the Old Key', 'prove': 'Check That the Old Key Is Dead', 'usage': 'Look at the Usage',
         'remove': 'Forget the Old Key'}
NOW = 'Do this now'


def revoke(service, key):
    request = urllib.request.Request(f'{service.address.removesuffix("/v1")}/practice/revoke', data=b'',
                                     headers={'Authorization': f'Bearer {key}'})
    with urllib.request.urlopen(request) as answer:
        assert answer.status == 200


class Rotate(flow.Case):
    def keep(self, name, key):
        pairs = [word for pair in {**ATTRIBUTES, 'username': name}.items() for word in pair]
        self.desktop.run(['secret-tool', 'store', '--label', f'OpenAI API key – {name}', *pairs], input=key)
        path = self.desktop.home / '.local/share/keybearer/notes.json'
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({'version': 1, 'keys': [
            {'name': name, 'created': int(time.time()), 'project': 'Herbarium', 'permission': 'restricted'}]}))

    def open(self, assistant, name, flow_name):
        assistant.find('list', 'Saved Keys')
        assistant.press('list item', name, key='Return')
        assistant.find('list', 'Status')
        assistant.press('list item', flow_name, key='Return')

    def stands_at(self, assistant, step):
        """Waits until this step is the one to do."""
        assistant.wait(lambda: NOW in dict(assistant.rows()).get(STEPS[step], ''),
                       lambda: f'“{STEPS[step]}” is not the step to do')

    def done(self, assistant, *steps):
        rows = dict(assistant.rows())
        for step in steps:
            self.assertIn('Done', rows[STEPS[step]], step)

    def look_up(self, name):
        return self.desktop.keyring.look_up(service='openai', username=name)

    def create(self, assistant, key):
        """Through the pages of the wizard, and back."""
        assistant.click('button', 'Create the New Key')
        assistant.arrives('Create the Key')
        assistant.find('list item', 'Leave it in Herbarium, 5 of 8')
        assistant.find('list item', 'Set “Permissions” to Restricted, 7 of 8')
        assistant.open_step('Give it this name')
        assistant.says('bench-2')
        assistant.go_on('Save and Test')
        assistant.paste_key(key)
        self.assertEqual(assistant.value('Name'), 'bench-2')
        assistant.save_and_test()

    def test_rotate(self):
        with self.service() as service:
            old, new = service.key(OLD), service.key(NEW)
            self.keep('bench', old)
            with self.assistant(service=service) as assistant:
                self.open(assistant, 'bench', 'Rotate…')
                assistant.arrives('Replace the Key')
                self.stands_at(assistant, 'create')
                self.create(assistant, new)
                assistant.click('button', 'Finish')
                assistant.arrives('Replace the Key')
                self.stands_at(assistant, 'switch')
                self.done(assistant, 'create', 'test')
                assistant.tick('Terminal')
                assistant.write('Another Place', 'Greenhouse')
                assistant.key('Return')
                assistant.tick('Greenhouse')
            # Left, and taken up again
            with self.assistant(service=service, environment=flow.fast(80)) as assistant:
                self.open(assistant, 'bench', 'Rotate…')
                self.stands_at(assistant, 'switch')
                for place, ticked in (('Terminal', True), ('Greenhouse', True), ('Servers and Hosting', False)):
                    self.assertEqual(assistant.is_set('check box', place), ticked, place)
                assistant.click('button', 'My Programs Have the New Key')
                self.stands_at(assistant, 'revoke')
                # Said, but not done
                assistant.click('button', 'I Revoked the Old Key')
                self.stands_at(assistant, 'prove')
                assistant.click('button', 'Check That It Is Refused')
                assistant.find('list item', 'Still Accepted So Far')
                assistant.find('list item', 'Still Accepted')
                self.stands_at(assistant, 'prove')
                # While it is waited for
                assistant.click('button', 'Check That It Is Refused')
                revoke(service, old)
                self.stands_at(assistant, 'remove')
                self.done(assistant, 'create', 'test', 'switch', 'revoke', 'prove')
                assistant.click('button', 'Forget the Old Key')
                assistant.find('list', 'Saved Keys')
                self.assertEqual(assistant.close(), 0)
        self.assertIsNone(self.look_up('bench'))
        self.assertEqual(self.look_up('bench-2'), new.encode())
        notes = json.loads((self.desktop.home / '.local/share/keybearer/notes.json').read_text())
        self.assertEqual([(note['name'], note['rotation']['places']) for note in notes['keys']],
                         [('bench-2', ['Greenhouse'])])

    def test_no_proof(self):
        with self.service() as service:
            self.keep('bench', service.key(OLD))
            with self.assistant(service=service) as assistant:
                self.open(assistant, 'bench', 'It Leaked…')
                assistant.arrives('Make the Leaked Key Worthless')
                self.stands_at(assistant, 'revoke')
                assistant.click('button', 'I Revoked the Old Key')
                self.stands_at(assistant, 'prove')
                service.stop()
                assistant.click('button', 'Check That It Is Refused')
                assistant.find('list item', 'Connection Refused')
                self.stands_at(assistant, 'prove')

    def test_leak_in_practice(self):
        with self.assistant('--practice', environment=flow.fast(80)) as assistant:
            assistant.begin_with_key()
            assistant.choose('Key to Practice With', flow.ACCEPTED)
            assistant.write('Name', 'bench')
            assistant.save_and_test()
            assistant.click('button', 'Finish')
            self.open(assistant, 'bench', 'It Leaked…')
            assistant.arrives('Make the Leaked Key Worthless')
            assistant.press('button', 'Revoke in Practice')
            assistant.click('button', 'I Revoked the Old Key')
            assistant.click('button', 'Check That It Is Refused')
            self.stands_at(assistant, 'create')
            self.done(assistant, 'revoke', 'prove')
            assistant.click('button', 'Create the New Key')
            assistant.arrives('Create the Key')
            assistant.go_on('Save and Test')
            assistant.choose('Key to Practice With', flow.ACCEPTED)
            assistant.save_and_test()
            assistant.click('button', 'Finish')
            self.stands_at(assistant, 'switch')
            assistant.click('button', 'My Programs Have the New Key')
            self.stands_at(assistant, 'usage')
            assistant.click('button', 'I Looked at the Usage')
            self.stands_at(assistant, 'remove')
            assistant.click('button', 'Forget the Old Key')
            assistant.find('list item', 'bench-2')
            assistant.gone('list item', 'bench')


if __name__ == '__main__':
    flow.main()
