# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""In the sandbox of a Flatpak: what is given to copy works outside, and what was not looked at is said."""

import os
import pathlib
import re
import shlex
import subprocess

import flow
from support import sandbox

SANDBOX = pathlib.Path(__file__).resolve().parent.parent / 'support/with-sandbox'
NAME = 'imported'
FOUND = re.compile('Variable of This Program.*', re.DOTALL)
HIDDEN = 'Keyring Is Out of Reach'
NOT_LOOKED_AT = 'Not Looked At'
# GTK asks it how old it is.
PORTAL = 'org.freedesktop.portal.Flatpak.service'


class Sandbox(flow.Case):
    def enter_sandbox(self, *names):
        wrapper = shlex.join([str(SANDBOX), *(f'--talk={name}' for name in names), '--'])
        os.environ['KEYBEARER_WRAPPER'] = wrapper
        self.addCleanup(os.environ.pop, 'KEYBEARER_WRAPPER')
        (self.desktop.directory / 'services' / PORTAL).symlink_to(f'/usr/share/dbus-1/services/{PORTAL}')
        self.desktop.run(['gdbus', 'call', '--session', '--dest', 'org.freedesktop.DBus', '--object-path', '/',
                          '--method', 'org.freedesktop.DBus.ReloadConfig'])

    def go_to_import(self, assistant):
        assistant.arrives('Welcome')
        assistant.key('F10')
        assistant.find('menu', 'Main Menu')
        assistant.key('m')
        assistant.click('button', 'Find Keys Elsewhere')

    def copied(self, assistant, title):
        assistant.press('list item', title, 'Return')
        assistant.click('button', f'Copy {title}')
        assistant.wait(self.desktop.clipboard, 'nothing was copied')
        return self.desktop.clipboard()

    def run_outside(self, line, **environment):
        programs = self.desktop.home / 'programs'
        sandbox.stand_in_flatpak(programs, os.environ['KEYBEARER_BIN'])
        path = f'{programs}:{self.desktop.environment["PATH"]}'
        return subprocess.run(['bash', '--norc', '-c', line], capture_output=True, text=True,
                              env={**self.desktop.environment, 'PATH': path, **environment}).stdout

    def test_import_and_use(self):
        self.enter_sandbox('org.freedesktop.secrets')
        with self.service() as service:
            key = service.key()
            with self.assistant(service=service, environment={'OPENAI_API_KEY': key}) as assistant:
                self.go_to_import(assistant)
                assistant.press('list item', FOUND, 'Return')
                assistant.find('heading', NOT_LOOKED_AT)
                self.assertNotIn('Your Keyring', assistant.labels())
                assistant.click('button', 'Import from Variable of This Program')
                assistant.find('list item', flow.LOOKS_RIGHT)
                assistant.write('Name', NAME)
                assistant.save()
                self.assertEqual(self.desktop.keyring.look_up(service='openai', username=NAME), key.encode())
                assistant.arrives(flow.WORKS)
                assistant.press('list item', 'Use It', 'space')
                assistant.find('list item', 'Programs Find This Key')
                line = self.copied(assistant, 'One Program')
                self.assertEqual(self.run_outside(line.replace('COMMAND', 'printenv OPENAI_API_KEY')).strip(), key)

    def test_session_command(self):
        self.enter_sandbox('org.freedesktop.secrets')
        with self.assistant() as assistant:
            self.go_to_import(assistant)
            assistant.says('Nothing Found in Your Keyring and This Program’s Variables')
            assistant.click('button', 'Copy Command')
            assistant.wait(self.desktop.clipboard, 'nothing was copied')
            # There is no user manager here, so it is only the end of the line that is put to work.
            command, found = self.desktop.clipboard().split(' | ')
            self.assertEqual(command, 'systemctl --user show-environment')
            self.assertEqual(self.run_outside(f'printf "A=1\\nOPENAI_API_KEY=sk-x\\n" | {found}'), 'OPENAI_API_KEY=\n')

    def test_hidden_keyring(self):
        self.enter_sandbox()
        with self.service() as service, self.assistant(service=service) as assistant:
            assistant.begin_with_key(HIDDEN)
            assistant.paste_key(service.key())
            assistant.write('Name', NAME)
            assistant.press('button', 'Keep for This Session Only')
            assistant.arrives(flow.WORKS)
            assistant.click('button', 'Finish')
            self.assertIn('flatpak override --user --talk-name=org.freedesktop.secrets', assistant.row(HIDDEN))
            assistant.key('F10')
            assistant.find('menu', 'Main Menu')
            assistant.key('f')
            assistant.says('Nothing Found in This Program’s Variables')
            assistant.find('list item', 'Your Keyring')

    def test_hidden_keys(self):
        self.enter_sandbox()
        with self.assistant() as assistant:
            assistant.arrives('Welcome')
            assistant.key('F10')
            assistant.find('menu', 'Main Menu')
            assistant.key('m')
            assistant.says(HIDDEN)
            assistant.says('.*flatpak override --user --talk-name=org.freedesktop.secrets.*')

    def test_outside(self):
        with self.assistant() as assistant:
            self.go_to_import(assistant)
            assistant.says('Nothing Found in Your Environment and Keyring')
            self.assertEqual(assistant.all('heading', NOT_LOOKED_AT), [])


if __name__ == '__main__':
    flow.main()
