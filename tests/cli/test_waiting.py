# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Another Keybearer is changing a key: commands that change one too say so and wait, and Ctrl+C gives up."""

import pathlib
import signal
import subprocess

import commands
from gi.repository import Gio, GLib

LOCK = 'io.github.keybearer.Keybearer.Devel.Lock.Keys'
SANDBOX = (pathlib.Path(__file__).resolve().parents[1] / 'support/with-sandbox', '--talk=org.freedesktop.secrets', '--')
LINE = 'Another Keybearer is saving or changing a key. Waiting for it to finish; press Ctrl+C to give up…\n'


class Waiting(commands.Case):
    def setUp(self):
        super().setUp()
        self.key = self.service().key()
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.other = Gio.DBusConnection.new_for_address_sync(self.session.environment['DBUS_SESSION_BUS_ADDRESS'], flags)
        self.other.set_exit_on_close(False)
        self.call_bus('RequestName', GLib.Variant('(su)', (LOCK, 0)))

    def call_bus(self, method, arguments):
        self.other.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', method, arguments, None,
                             Gio.DBusCallFlags.NONE, -1, None)

    def give_back(self):
        self.call_bus('ReleaseName', GLib.Variant('(s)', (LOCK,)))

    def begin(self, *command):
        """Up to the line that says that it waits."""
        process = commands.processes.Process([*command, 'save', 'laptop'], env=self.session.environment, text=True,
                                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        process.stdin.write(self.key)
        process.stdin.close()
        self.assertIn(LINE, iter(process.stderr.readline, ''))
        return process

    def stored(self):
        return self.session.keyring.look_up(service='openai', username='laptop')

    def assert_waits(self, process):
        self.assertIsNone(process.poll())
        self.assertIsNone(self.stored())
        self.give_back()
        self.assertIn('Saved in the keyring', process.stdout.read())
        self.assertEqual(process.wait(commands.TIMEOUT), 0)
        self.assertEqual(self.stored(), self.key.encode())

    def test_outside(self):
        self.assert_waits(self.begin(commands.BINARY))

    def test_in_a_sandbox(self):
        """The proxy of its bus lets it stand in the same line."""
        self.assert_waits(self.begin(*SANDBOX, commands.BINARY))

    def test_given_up(self):
        process = self.begin(commands.BINARY)
        process.send_signal(signal.SIGINT)
        self.assertNotEqual(process.wait(commands.TIMEOUT), 0)
        self.assertEqual(process.stdout.read(), '')
        self.give_back()
        self.assertIsNone(self.stored())
        self.save('laptop', self.key)


if __name__ == '__main__':
    commands.main()
