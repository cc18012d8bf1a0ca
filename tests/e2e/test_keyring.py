# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""The whole way with a real keyring, against a server in another process."""

import re

import flow

NAME = 'desk-learning'
ANOTHER = re.compile('Another program keeps a key under this name.*')


class Keyring(flow.Case):
    def test_whole_way(self):
        with self.service() as service:
            key = service.key()
            with self.assistant(service=service) as assistant:
                self.go_to_save(assistant)
                self.paste(assistant, key)
                self.save(assistant, service)
                self.check_keyring(key)
                self.check_result(assistant, service)
                assistant.click('button', 'Finish')
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
        for page in ('Pay', 'Permissions', 'Create the Key'):
            assistant.go_on(page)

    def paste(self, assistant, key):
        """Offered on whatever page it is, and taken only by who says so."""
        assistant.come_back_with(key)
        assistant.go_on('Save and Test')
        assistant.find('button', 'Paste Key')
        assistant.gone('label', flow.OFFER)
        self.desktop.copy(f'"{key[:80]}\n{key[80:]}"\n')
        assistant.click('button', 'Paste Key')
        self.assertRegex(assistant.row(flow.LOOKS_RIGHT), 'Removed: .*line break')
        self.assertRegex(assistant.row(flow.LOOKS_RIGHT), 'quotation marks|quotes')
        assistant.says('It goes into your keyring “Login”, encrypted.')
        assistant.write('Name', NAME)

    def save(self, assistant, service):
        host = service.address.removeprefix('http://').removesuffix('/v1')
        assistant.says(rf'The test asks gpt-.* at {re.escape(host)} one question: less than a hundredth of a cent\.\n.*')
        assistant.save_and_test()
        assistant.says('It answered “connected”. That cost less than a hundredth of a cent.')
        assistant.gone('label', flow.OFFER)
        assistant.click('button', 'Clear Clipboard')
        assistant.wait(lambda: not self.desktop.clipboard(), 'the clipboard still holds something')

    def check_keyring(self, key):
        self.assertEqual(self.desktop.keyring.look_up(service='openai', username=NAME), key.encode())
        self.assertEqual(self.desktop.keyring.items(), [(f'OpenAI API key – {NAME}', {
            'service': 'openai', 'username': NAME, 'application': 'keybearer',
            'xdg:schema': 'io.github.keybearer.Keybearer'})])

    def check_result(self, assistant, service):
        assistant.check()
        self.assertEqual(assistant.aspects(), (['Keyring', 'Network', 'Key', 'Permissions', 'Model', 'Credit'], None))
        details = dict(assistant.rows())
        for title, pattern in [('The Reply', 'connected'), ('Model That Was Asked', r'gpt-.*'), ('Time', r'(?:under )?\d+\.\d s'), ('Tokens', r'Sent: \d+, received: \d+'),
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
            assistant.find('list item', ANOTHER)
            assistant.write('Name', f'{NAME}-2')
            assistant.gone('list item', ANOTHER)
            assistant.find('button', 'Save and Test', sensitive=True)


if __name__ == '__main__':
    flow.main()
