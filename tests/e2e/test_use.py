# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""A key that lies elsewhere comes into the keyring, and from there to programs."""

import os
import pathlib
import re
import subprocess

import flow

NAME = 'imported'
FOUND = re.compile('Variable of This Program.*', re.DOTALL)
PLACE = 'Find Keys Elsewhere'


class Use(flow.Case):
    def test_import_and_use(self):
        with self.service() as service:
            key = service.key()
            with self.assistant(service=service, environment={'OPENAI_API_KEY': key}) as assistant:
                self.go_to_import(assistant)
                self.check_finding(assistant, key)
                self.save(assistant)
                self.assertEqual(self.desktop.keyring.look_up(service='openai', username=NAME), key.encode())
                assistant.arrives(flow.WORKS)
                assistant.press('list item', 'Use It', 'space')
                assistant.find('list item', 'Programs Find This Key')
                self.run_bash(assistant, key)

    def test_two_of_one_name(self):
        with self.service() as service:
            key = service.key()
            with self.assistant(service=service, environment={'OPENAI_API_KEY': key}) as assistant:
                self.go_to_import(assistant)
                self.check_finding(assistant, key)
                self.save(assistant)
                assistant.arrives(flow.WORKS)
                self.desktop.run(['secret-tool', 'store', '--label=copy', 'service', 'openai', 'username', NAME,
                                  'application', 'other'], input='x')
                assistant.press('list item', 'Use It', 'space')
                assistant.says('Two Keys Answer to This Name')
                self.desktop.run(['secret-tool', 'clear', 'service', 'openai', 'application', 'other'])
                assistant.click('button', 'Look Again')
                assistant.find('list item', 'Programs Find This Key')

    def go_to_import(self, assistant):
        assistant.arrives('Welcome')
        assistant.key('F10')
        assistant.find('menu', 'Main Menu')
        assistant.key('m')
        assistant.click('button', PLACE)

    def check_finding(self, assistant, key):
        row = assistant.find('list item', FOUND)
        self.assertIn('not one of your saved keys', flow.label_of(row))
        for node in assistant.walk():
            self.assertNotIn(key[-20:], node.get_name() or '')

    def save(self, assistant):
        assistant.press('list item', FOUND, 'Return')
        assistant.click('button', 'Import from Variable of This Program')
        assistant.find('list item', flow.LOOKS_RIGHT)
        assistant.write('Name', NAME)
        assistant.save()

    def run_bash(self, assistant, key):
        assistant.press('list item', 'Bash', 'Return')
        assistant.click('button', 'Copy Bash')
        assistant.wait(self.desktop.clipboard, 'nothing was copied')
        line = self.desktop.clipboard()
        self.assertNotIn('sk-', line)
        path = f'{pathlib.Path(os.environ["KEYBEARER_BIN"]).resolve().parent}:{self.desktop.environment["PATH"]}'
        result = subprocess.run(['bash', '--norc', '-c', line + 'printf %s "$OPENAI_API_KEY"'], check=True,
                                env=self.desktop.environment | {'PATH': path}, capture_output=True, text=True)
        self.assertEqual(result.stdout, key)


if __name__ == '__main__':
    flow.main()
