# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Who uses what, and a program that is connected with a saved key, tested and disconnected again."""

import os
import pathlib
import re

import flow

CRUSH = '.config/crush/crush.json'
BEFORE = '{\n  "lsp": {}\n}\n'


class Programs(flow.Case):
    def setUp(self):
        super().setUp()
        self.write(CRUSH, BEFORE)
        self.write('.codex/auth.json', '{"auth_mode": "chatgpt", "tokens": {"access_token": "a.b.c"}}')
        tools = self.desktop.home / 'tools'
        tools.mkdir()
        # The command line, which programs start, and not the window.
        (tools / 'keybearer').symlink_to(pathlib.Path(os.environ['KEYBEARER_BIN']).resolve())
        self.desktop.environment['PATH'] = f'{tools}:/usr/bin:/bin'

    def write(self, path, text):
        file = self.desktop.home / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def save(self, service, name='laptop'):
        key = service.key()
        self.desktop.run([os.environ['KEYBEARER_BIN'], 'save', name], input=key)
        return key

    def open_menu(self, assistant):
        assistant.key('F10')
        assistant.find('menu', 'Main Menu')
        assistant.key('h')

    def test_connect(self):
        with self.service() as service:
            key = self.save(service)
            with self.assistant(service=service, environment={'OPENAI_API_KEY': key}) as assistant:
                assistant.find('list', 'Saved Keys')
                self.open_menu(assistant)
                # What will be read is named before it is.
                self.assertIn('~/.config/crush/crush.json', assistant.row('Crush'))
                assistant.click('button', 'Look')
                assistant.find('list item', 'Now: ~/.codex/auth.json')
                self.assertIn('Your ChatGPT plan pays', assistant.row('Now: ~/.codex/auth.json'))
                row = assistant.row('Now: The variable OPENAI_API_KEY where Keybearer was started')
                self.assertIn('the same as your saved', row)
                self.assertIn('Not tested yet', row)
                assistant.says('Connect it, and remove the variable OPENAI_API_KEY.*')
                for node in assistant.walk():
                    self.assertNotIn(key[-20:], node.get_name() or '')
                assistant.press('button', 'Connect Crush…')
                self.connect(assistant)
                self.assertNotIn(key, (self.desktop.home / CRUSH).read_text())
                assistant.key('alt+Left')
                assistant.find('list item', 'Now: ~/.config/crush/crush.json')
                assistant.press('button', 'Connect Crush…')
                assistant.press('button', 'Undo')
                assistant.find('list item', 'The file is back as it was')
                self.assertEqual((self.desktop.home / CRUSH).read_text(), BEFORE)

    def connect(self, assistant):
        assistant.find('list item', re.compile('It asks Keybearer for the key, through a setting in .*crush.json'))
        assistant.says(r'(?s).*\+ +"api_key": "\$\(keybearer token laptop\)".*')
        self.assertEqual(assistant.row('Needs at Least'), 'Model capabilities: Request, Responses: Write')
        self.assertEqual((self.desktop.home / CRUSH).read_text(), BEFORE)
        assistant.press('button', 'Apply')
        assistant.find('list item', 'Tried as the program does it: Keybearer gave the saved key')
        assistant.find('button', 'Undo')

    def test_by_hand(self):
        with self.service() as service:
            self.save(service)
            with self.assistant(service=service) as assistant:
                assistant.find('list', 'Saved Keys')
                self.open_menu(assistant)
                assistant.click('button', 'Look')
                assistant.press('button', 'Connect Codex CLI…')
                assistant.press('button', 'Check That They Are There')
                assistant.find('list item', 'They are not there yet')
                assistant.press('button', 'Copy Lines')
                assistant.wait(self.desktop.clipboard, 'nothing was copied')
                self.write('.codex/config.toml', self.desktop.clipboard())
                assistant.press('button', 'Check That They Are There')
                assistant.find('list item', 'Tried as the program does it: Keybearer gave the saved key')
                assistant.key('alt+Left')
                assistant.find('button', 'Connect Codex CLI…')
                assistant.key('alt+Left')
                assistant.wait(lambda: 'Used by Codex CLI' in assistant.row('laptop'), 'My Keys does not say who uses it')
                assistant.press('list item', 'laptop', key='Return')
                assistant.press('list item', 'Use It', key='Return')
                self.assertEqual(assistant.row('Connected With It'), 'Codex CLI')
                self.assertIn('~/.config/crush/crush.json', assistant.row('Crush'))

    def test_practice(self):
        with self.assistant('--practice') as assistant:
            assistant.arrives('Welcome')
            self.open_menu(assistant)
            assistant.click('list item', 'Crush')
            assistant.find('list item', re.compile('It asks Keybearer.*'))
            self.assertEqual(assistant.all('button', 'Apply'), [])


if __name__ == '__main__':
    flow.main()
