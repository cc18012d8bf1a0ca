# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""What the Flatpak has to do with the desktop around it: permissions, links, notifications, language, removal."""

import json
import pathlib
import subprocess
import unittest

import flatpak
import flow
from test_links import OnBilling
from test_retry import Notifications, account

FOLDER = pathlib.Path(__file__).resolve().parents[2] / 'flatpak'
KEY = flow.make_key()
# Flatpak adds plain X11 to the fallback.
PERMISSIONS = '''
[Context]
shared=ipc;network;
sockets=fallback-x11;wayland;x11;
devices=dri;

[Session Bus Policy]
org.freedesktop.secrets=talk
'''


def entries(text):
    """{(name, value)} of a file of keys, where a list has one for each of its values."""
    return {(name, value) for name, _, values in (line.partition('=') for line in text.split())
            for value in values.rstrip(';').split(';')}


class Permissions(flatpak.Case):
    def test_no_wider_than_needed(self):
        shown = self.desktop.flatpak('info', '--show-permissions', flatpak.APP).stdout
        self.assertEqual(entries(shown), entries(PERMISSIONS))

    def test_denied(self):
        self.desktop.flatpak('override', '--user', '--no-talk-name=org.freedesktop.secrets', flatpak.APP)
        with self.assistant() as assistant:
            assistant.begin_with_key('Keyring Is Out of Reach')
            assistant.press('button', 'Copy Command')
            assistant.wait(self.desktop.clipboard, 'no command was copied')
            command = self.desktop.clipboard()
            assistant.close()
        # As the person does in a terminal
        self.desktop.run(['sh', '-c', command])
        with self.assistant() as assistant:
            assistant.arrives('Save and Test')
            assistant.paste_key(KEY)
            assistant.write('Name', 'reached')
            assistant.save()
        self.assertEqual(self.look_up('reached'), KEY.encode())

    def test_denied_on_the_command_line(self):
        self.desktop.flatpak('override', '--user', '--no-talk-name=org.freedesktop.secrets', flatpak.APP)
        for command in (['list'], ['check', 'laptop']):
            result = self.desktop.run([*flatpak.COMMAND, *command], check=False)
            self.assertEqual(result.returncode, 4)
            self.assertIn('flatpak override --user --talk-name=org.freedesktop.secrets ' + flatpak.APP, result.stderr)


class Manifests(unittest.TestCase):
    def test_development(self):
        """The development build is the same but for its id, its branch, its profile and the tests."""
        manifest = json.loads((FOLDER / f'{flatpak.APP}.json').read_text())
        development = json.loads((FOLDER / f'{flatpak.APP}.Devel.json').read_text())
        manifest['id'] += '.Devel'
        manifest['default-branch'] = 'master'
        manifest['modules'][0]['config-opts'] = ['-Dprofile=development', '-Dtests=true']
        self.assertEqual(development, manifest)


class Commands(flatpak.Case):
    def test_same_keyring(self):
        with self.service() as service:
            self.desktop.environment['OPENAI_BASE_URL'] = service.address
            self.desktop.run([*flatpak.COMMAND, 'save', 'typed'], input=service.key())
            self.assertEqual(self.look_up('typed'), service.key().encode())
            self.assertIn('typed', self.desktop.run([*flatpak.COMMAND, 'list']).stdout)
            self.desktop.run([*flatpak.COMMAND, 'check', 'typed'])


class Links(OnBilling, flatpak.Case):
    def test_open_through_portal(self):
        self.check_opens()


class LinksWithoutPortal(OnBilling, flatpak.Case):
    portal = False

    def test_open(self):
        self.check_opens_nothing()


class Notified(flatpak.Case):
    def test_told(self):
        notifications = Notifications(self.desktop)
        with account() as address:
            self.give(OPENAI_BASE_URL=address)
            with self.assistant() as assistant:
                assistant.enter_key(KEY, 'waiting')
                assistant.save_and_test('No Credit Left')
                assistant.press('button', 'Wait and Retry')
                assistant.find('button', 'Stop Waiting')
                assistant.go_back(flow.SAVED)
                assistant.wait(notifications.shown, 'nobody was told')
                self.assertEqual(notifications.shown(),
                                 [(flow.WORKS, 'Your key was tested again: it can be used now.')])


class Language(flatpak.Case):
    def test_translated(self):
        self.give(LC_ALL='de_DE.UTF-8')
        headings = flow.words('de_DE.UTF-8')[flow.HEADINGS['Welcome']]
        with self.assistant() as assistant:
            assistant.wait(lambda: assistant.heading() in headings, lambda: f'the heading is “{assistant.heading()}”')
        self.assertIn('Comment[de]=', pathlib.Path(self.desktop_file).read_text())

    def test_all_are_there(self):
        place = pathlib.Path(self.desktop.flatpak('info', '--show-location', flatpak.APP).stdout.strip())
        catalogs = (place / 'files/share/locale').glob('*/LC_MESSAGES/keybearer.mo')
        self.assertEqual(sorted(path.parts[-3] for path in catalogs), (FOLDER.parent / 'po/LINGUAS').read_text().split())


class Removed(flatpak.Case):
    def test_key_stays(self):
        with self.assistant() as assistant:
            assistant.save_key(KEY, 'staying')
            assistant.close()
        # What is started in a Flatpak's own way to remove it would take the one of the tests' runtimes.
        self.desktop.environment['FLATPAK_USER_DIR'] = str(self.desktop.home / '.local/share/flatpak')
        result = subprocess.run([FOLDER / 'build', '--uninstall'], env=self.desktop.environment, capture_output=True, text=True,
                                check=True)
        self.assertIn('are still in the keyring', result.stderr)
        self.assertNotIn(flatpak.APP, self.desktop.flatpak('list', '--app').stdout)
        self.assertFalse(pathlib.Path(self.desktop_file).exists())
        self.assertEqual(self.look_up('staying'), KEY.encode())


if __name__ == '__main__':
    flow.main()
