# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""The whole way with a real keyring, against a server in another process."""

import re

import flow

OFFER = 'There Is a Key on the Clipboard'
NAME = 'desk-learning'
ANOTHER = re.compile('Another program keeps a key under this name.*')


class Keyring(flow.Case):
    def test_whole_way(self):
        with self.service() as service:
            key = service.key()
            with self.assistant(service=service) as assistant:
                self.go_to_save(assistant)
                self.paste(assistant, key)
                self.save(assistant)
                self.check_keyring(key)
                self.check_result(assistant, service)
                assistant.click('button', 'Finish Set-Up')
                self.check_my_keys(assistant)
            with self.assistant(service=service) as assistant:
                self.check_my_keys(assistant)

    def go_to_save(self, assistant):
        assistant.arrives('Welcome')
        assistant.switch('Show Every Step')
        assistant.begin()
        assistant.go_on('Project')
        assistant.open_step('Name it after your app')
        assistant.write('Name it after your app', 'Herbarium')
        assistant.do_step('Name it after your app')
        for page in ('Pay', 'Permissions', 'Create the Key', 'Save'):
            assistant.go_on(page)
        assistant.find('list item', 'Login keyring, unlocked')
        assistant.write('Name', NAME)

    def come_back_with(self, assistant, clipboard):
        """The person copies something in another program and comes back."""
        with flow.other_window(self.desktop):
            assistant.wait(lambda: not assistant.is_active(), 'the other window did not get the focus')
            self.desktop.copy(clipboard)
            self.assertEqual(assistant.all('list item', OFFER), [])

    def paste(self, assistant, key):
        self.come_back_with(assistant, f'{key}\n')
        assistant.find('list item', OFFER)
        self.assertEqual(assistant.value('Secret Key'), '', 'taken unasked')
        self.desktop.copy(f'"{key[:80]}\n{key[80:]}"\n')
        assistant.click('button', 'Paste')
        assistant.find('list item', 'Project key, 164 characters')
        self.assertRegex(assistant.row('Project key, 164 characters'), 'Removed .*line break')
        self.assertRegex(assistant.row('Project key, 164 characters'), 'quotation marks|quotes')
        assistant.gone('list item', OFFER)

    def save(self, assistant):
        assistant.click('button', 'Save to Keyring')
        assistant.arrives(flow.SAVED)
        self.assertEqual(assistant.row('Saved, and Read Back the Same'), f'It is in the keyring as “{NAME}”')
        assistant.click('button', 'Clear Clipboard')
        assistant.wait(lambda: not self.desktop.clipboard(), 'the clipboard still holds something')

    def check_keyring(self, key):
        self.assertEqual(self.desktop.keyring.look_up(service='openai', username=NAME), key.encode())
        self.assertEqual(self.desktop.keyring.items(), [(f'OpenAI API key – {NAME}', {
            'service': 'openai', 'username': NAME, 'application': 'keybearer',
            'xdg:schema': 'io.github.keybearer.Keybearer'})])

    def check_result(self, assistant, service):
        assistant.go_on('Test')
        host = service.address.removeprefix('http://').removesuffix('/v1')
        self.assertTrue(assistant.row('To').startswith(f'{host}: one short question to the model '))
        assistant.test(flow.WORKS)
        self.assertEqual(assistant.aspects(),
                         (['Keyring', 'Network', 'Key', 'Permissions', 'Model', 'Credit and Limits'], None))
        self.assertEqual(assistant.row('The Reply'), 'connected')
        assistant.press('list item', 'Technical Details')
        details = dict(assistant.rows())
        for title, pattern in [('Model', r'gpt-.*'), ('Time', r'(?:under )?\d+\.\d s'), ('Tokens', r'\d+ sent, \d+ received'),
                               ('Cost of This Test', r'\$0\.0000\d+'), ('Organization', 'practice-organization'),
                               ('Request ID', r'req_[0-9a-f-]{36}'), ('Server', re.escape(service.address))]:
            self.assertRegex(details[title], f'^{pattern}$', title)

    def check_my_keys(self, assistant):
        assistant.find('list', 'Saved Keys')
        self.assertEqual(assistant.row(NAME), 'Works, tested just now\nHerbarium · All · Learning\nSaved today Use It')

    def test_name_of_another_program(self):
        """What programs would find as well is said before the key is saved under that name."""
        self.desktop.run(['secret-tool', 'store', '--label', 'Other', 'service', 'openai', 'username', NAME], input='seeds')
        with self.assistant() as assistant:
            assistant.enter_key(flow.make_key(), NAME)
            assistant.find('list item', 'Project key, 164 characters')
            assistant.find('list item', ANOTHER)
            assistant.write('Name', f'{NAME}-2')
            assistant.gone('list item', ANOTHER)
            assistant.find('button', 'Save to Keyring', sensitive=True)


if __name__ == '__main__':
    flow.main()
