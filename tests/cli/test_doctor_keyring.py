# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""keybearer doctor keyring: what real keyrings in every state are told apart by. The computers that they are on: tests/core/doctor."""

import contextlib
import json
import os
import shutil

import commands

from gi.repository import GLib

from support import keyring, processes


class Case(commands.Case):
    def cause(self):
        answer = self.call('doctor', 'keyring', '--json')
        return answer.status, answer.json['keyring']['cause']


class Open(Case):
    def test_fine(self):
        self.assertEqual(self.cause(), (0, 'fine'))
        answer = self.call('doctor', 'keyring')
        self.assertIn('The keyring is in order', answer.out)
        self.assertIn(f'Who Answers: gnome-keyring-d (process {self.session.keyring.process.pid})', answer.out)
        self.assertRegex(answer.out, r'Its Version: (\d|Could not tell)')
        self.assertIn('Default Keyring: ', answer.out)

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


class Marker(Case):
    """Whether the keyring keeps what is put into it, proven by a login after."""

    def setUp(self):
        super().setUp()
        self.note = self.session.home / '.local/state/keybearer/keyring-marker.json'

    def marker(self, *options):
        return self.call('doctor', 'keyring', '--json', *options).json['keyring']['marker']

    def sign_in_again(self, forgets=False):
        """Another session: a bus and a keyring anew, in the same home."""
        self.session.keyring.stop()
        if forgets:
            shutil.rmtree(self.session.home / '.local/share/keyrings')
        stack = self.enterContext(contextlib.ExitStack())
        ready, tell = os.pipe()
        self.session.helper(stack, 'bus-2', ['dbus-daemon', f'--config-file={self.session.directory}/bus.conf', '--nofork',
                                             '--nopidfile', f'--address=unix:path={self.session.directory}/run/bus-2',
                                             f'--print-address={tell}'], pass_fds=[tell])
        os.close(tell)
        self.session.environment['DBUS_SESSION_BUS_ADDRESS'] = processes.read_line(ready, 'dbus-daemon')
        os.close(ready)
        self.session.keyring = keyring.Keyring(self.session)
        self.session.keyring.start()
        self.addCleanup(self.session.keyring.stop)

    def test_survived(self):
        self.assertEqual(self.marker(), 'none')
        self.assertEqual(self.session.keyring.items(), [])
        self.assertEqual(self.marker('--mark'), 'waiting')
        self.assertEqual(self.marker(), 'waiting')
        self.assertEqual(len(self.session.keyring.items()), 1)
        self.assertEqual(self.call('list', '--json').json['keys'], [])
        self.assertEqual(self.call('find', '--json').json['findings'], [])
        self.sign_in_again()
        self.assertEqual(self.marker(), 'survived')
        self.assertIn('Your keyring survived', self.call('doctor', 'keyring').out)
        self.session.keyring.lock()
        self.assertEqual(self.marker(), 'survived')

    def test_again(self):
        """There is one marker at most."""
        self.marker('--mark')
        self.sign_in_again()
        self.assertEqual(self.marker('--mark'), 'waiting')
        self.assertEqual(len(self.session.keyring.items()), 1)

    def test_lost(self):
        self.marker('--mark')
        self.sign_in_again(forgets=True)
        self.assertEqual(self.marker(), 'lost')

    def test_moved(self):
        self.marker('--mark')
        self.sign_in_again(forgets=True)
        self.note.write_text(json.dumps(json.loads(self.note.read_text()) | {'process': 'kwalletd6'}))
        self.assertEqual(self.marker(), 'moved')

    def test_nobody_there(self):
        self.marker('--mark')
        self.sign_in_again()
        self.session.keyring.stop()
        self.assertEqual(self.marker(), 'unknown')

    def test_not_remembered(self):
        """A marker that nobody could look for again is left nowhere, and it is not the keyring that is blamed."""
        self.note.parent.parent.mkdir(parents=True, exist_ok=True)
        self.note.parent.write_text('in the way')
        before = self.session.keyring.items()
        answer = self.call('doctor', 'keyring', '--mark')
        self.assertEqual(answer.status, 74)
        self.assertIn('folder cannot be written to', answer.err)
        self.assertEqual(self.session.keyring.items(), before)

    def test_locked(self):
        """Nothing is put into a keyring that is not open, and nobody is asked to open it."""
        self.session.keyring.lock()
        answer = self.call('doctor', 'keyring', '--mark')
        self.assertEqual(answer.status, 4)
        self.assertIn('has to be open', answer.err)
        self.assertFalse(self.note.exists())
        self.assertTrue(self.session.keyring.is_locked())


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
