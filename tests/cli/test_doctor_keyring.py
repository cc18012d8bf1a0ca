# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""keybearer doctor keyring: what real keyrings in every state are told apart by. The computers that they are on: tests/core/doctor."""

import commands

from gi.repository import GLib

from support import keyring


class Case(commands.Case):
    def cause(self):
        answer = self.call('doctor', 'keyring', '--json')
        return answer.status, answer.json['keyring']['cause']


class Open(Case):
    def test_fine(self):
        self.assertEqual(self.cause(), (0, 'fine'))
        answer = self.call('doctor', 'keyring')
        self.assertIn('The keyring is in order', answer.out)
        self.assertIn(f'(process {self.session.keyring.process.pid})', answer.out)

    def test_both(self):
        found = self.call('doctor', '--json').json
        self.assertEqual((found['keyring']['cause'], type(found['programs'])), ('fine', list))

    def test_locked(self):
        self.session.keyring.lock()
        self.assertEqual(self.cause(), (4, 'locked-remote'))
        self.assertIn('gnome-keyring-daemon', self.call('doctor', 'keyring').out)
        self.assertTrue(self.session.keyring.is_locked())

    def test_locked_with_display(self):
        self.session.keyring.lock()
        self.session.environment['DISPLAY'] = ':987'
        status, cause = self.cause()
        self.assertEqual(status, 4)
        self.assertIn(cause, ('locked', 'locked-rules', 'locked-module', 'locked-password'))

    def test_for_session(self):
        ring = self.session.keyring
        ring._call(keyring.PATH, keyring.SERVICE, 'SetAlias',
                   GLib.Variant('(so)', ('default', '/org/freedesktop/secrets/collection/session')))
        self.assertEqual(self.cause(), (4, 'for-session'))

    def test_silent(self):
        self.session.keyring.pause()
        self.addCleanup(self.session.keyring.resume)
        self.assertEqual(self.cause(), (4, 'silent'))

    def test_empty_password(self):
        folder = self.session.home / '.local/share/keyrings'
        folder.mkdir(parents=True, exist_ok=True)
        (folder / 'default').write_text('plain')
        (folder / 'plain.keyring').write_text('[keyring]\ndisplay-name=Plain\nctime=0\nmtime=0\nlock-on-idle=false\nlock-after=false\n')
        self.session.keyring.stop()
        self.session.keyring.start()
        self.assertEqual(self.cause(), (0, 'open-to-anyone'))


class Empty(Case):
    keyring = 'empty'

    def test_no_collection(self):
        self.assertEqual(self.cause(), (4, 'no-collection'))


class Nobody(Case):
    keyring = 'none'

    def test_no_provider(self):
        self.assertEqual(self.cause(), (4, 'no-provider'))

    def test_kwallet_off(self):
        settings = self.session.home / '.config/kwalletrc'
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text('[Wallet]\nEnabled=false\n')
        self.assertEqual(self.cause(), (4, 'kwallet-off'))

    def test_no_bus(self):
        del self.session.environment['DBUS_SESSION_BUS_ADDRESS']
        self.session.environment['XDG_RUNTIME_DIR'] = str(self.session.home)
        self.assertEqual(self.cause(), (4, 'no-bus'))
        self.session.environment['SSH_CONNECTION'] = '192.0.2.1 40000 192.0.2.2 22'
        self.assertIn('ssh', self.call('doctor', 'keyring').out)


if __name__ == '__main__':
    commands.main()
