# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""What a key may do and why a keyring lets one down, each on its page, with a real keyring."""

import flow

ATTRIBUTES = {'service': 'openai', 'application': 'keybearer', 'xdg:schema': 'io.github.keybearer.Keybearer'}
# Of each kind of practice key: lines of the list, and how what is said of them begins
KINDS = {
    'works': {'Files: Write': 'Seems allowed', 'Files: Read': 'Allowed'},
    'restricted-test': {'Responses: Write': 'Seems allowed', 'Files: Read': 'Refused: it lacks Files (Read)'},
    'missing-scopes': {'Files: Read': 'Allowed', 'Files: Write': 'Refused: it lacks Files (Write)'},
    'service-account': {'Files: Write': 'Seems allowed', 'Files: Read': 'Allowed'},
}


class Life(flow.Case):
    def keep(self, name, key):
        pairs = [word for pair in {**ATTRIBUTES, 'username': name}.items() for word in pair]
        self.desktop.run(['secret-tool', 'store', '--label', f'OpenAI API key – {name}', *pairs], input=key)

    def show_keys(self, assistant):
        """From Welcome: the keys have the focus there, not the button before them."""
        assistant.press('list item', 'My Keys', key='Return')
        assistant.find('list', 'Saved Keys')
        assistant.wait(lambda: assistant.focus()[0] == 'list item', lambda: f'the focus is on {assistant.focus()}')

    def test_permissions(self):
        with self.service() as service:
            for kind in KINDS:
                self.keep(kind, service.key(kind))
            with self.assistant(service=service) as assistant:
                self.show_keys(assistant)
                for kind, lines in KINDS.items():
                    assistant.press('list item', kind, key='Return')
                    assistant.press('list item', 'What It May Do…', key='Return')
                    assistant.says(r'Asking \S+ \d+ times\. This costs nothing: .*')
                    assistant.press('button', 'Ask', key='Return')
                    assistant.find('list item', 'What That Means')
                    for line, said in lines.items():
                        self.assertTrue(assistant.row(line).startswith(said), f'{kind}, {line}: {assistant.row(line)}')
                    assistant.says(r'The requests are as .* of \d+ \w+ 2\d{3} has them\. .*')
                    assistant.key('alt+Left', 'alt+Left')
                    assistant.find('list', 'Saved Keys')


    def test_locked(self):
        """Who uses a key finds out what keeps the keyring closed, from the lines for it and from a program's card."""
        tools = self.desktop.home / 'tools'
        tools.mkdir()
        (tools / 'zed').symlink_to('/bin/true')
        self.desktop.environment['PATH'] = f'{tools}:/usr/bin:/bin'
        self.desktop.run(['secret-tool', 'store', '--label', 'Zed', 'url', 'https://api.openai.com/v1', 'username', 'Bearer'], input='x')
        self.keep('laptop', 'x')
        with self.assistant() as assistant:
            self.show_keys(assistant)
            assistant.press('list item', 'laptop', key='Return')
            assistant.find('list item', 'Use It')
            self.desktop.keyring.lock()
            assistant.press('list item', 'Use It', key='Return')
            assistant.find('list item', 'The Keyring Is Locked')
            assistant.press('list item', 'Find Out Why…', key='Return')
            assistant.find('list item', 'Marker')
            assistant.key('alt+Left', 'alt+Left')
            assistant.press('list item', 'Connect a Program', key='Return')
            assistant.click('button', 'Look')
            assistant.find('list item', 'Could not tell: Its item in the keyring')
            assistant.press('list item', 'Find Out Why…', key='Return')
            assistant.find('list item', 'Marker')


class Doctor(flow.Case):
    keyring = 'none'

    def test_started_later(self):
        """From where the key cannot be saved, and once more when somebody answers, who is named."""
        with self.assistant() as assistant:
            assistant.begin_with_key('No Keyring Found')
            assistant.press('list item', 'Find Out Why…', key='Return')
            assistant.find('list item', 'Marker')
            self.assertNotIn('gnome-keyring', dict(assistant.rows())['Who Answers'])
            self.desktop.keyring.start()
            assistant.press('button', 'Look Again', key='Return')
            assistant.wait(lambda: 'gnome-keyring' in dict(assistant.rows()).get('Who Answers', ''),
                           lambda: f'who answers is not named: {assistant.rows()}')


if __name__ == '__main__':
    flow.main()
