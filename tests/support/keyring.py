# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""A real gnome-keyring on a private bus, in any state that a person may find it in."""

import pathlib
import re
import signal
import subprocess

from gi.repository import Gio, GLib

from . import processes

NAME = 'org.freedesktop.secrets'
PATH = '/org/freedesktop/secrets'
SERVICE = 'org.freedesktop.Secret.Service'
# Does what a prompt would do, without asking
WITHOUT_PROMPT = 'org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface'
STATES = ('unlocked', 'locked', 'empty', 'none')


class Keyring:
    """The Secret Service of a desktop. Its password is the one in PASSWORD."""

    PASSWORD = 'correct horse'

    def __init__(self, desktop):
        self.desktop = desktop
        self.bus = Gio.DBusConnection.new_for_address_sync(
            desktop.environment['DBUS_SESSION_BUS_ADDRESS'],
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
            None, None)
        self.process = None

    def enter(self, state):
        """unlocked, locked, empty (running, but without a collection) or none (not running)."""
        if state not in STATES:
            raise ValueError(f'{state} is none of {STATES}')
        if state != 'none':
            self.start(with_collection=state != 'empty')
        if state == 'locked':
            self.lock()

    def start(self, with_collection=True):
        """Starts the daemon; its default collection is unlocked, and made at the first time."""
        command = ['gnome-keyring-daemon', '--foreground', '--components=secrets']
        if with_collection:
            command.append('--unlock')
        with open(self.desktop.directory / 'keyring.log', 'ab') as log:
            self.process = processes.start(command, self.desktop.lenient, stdin=subprocess.PIPE,
                                           stdout=log, stderr=log)
        # Without a line break, which would become part of the password.
        self.process.stdin.write(self.PASSWORD.encode() if with_collection else b'')
        self.process.stdin.close()
        self._wait_for_owner()
        if with_collection and self.default_collection() == '/':
            raise RuntimeError('gnome-keyring made no default collection')

    def stop(self):
        """The service dies; nothing starts it again but start()."""
        if self.process:
            processes.stop(self.process)
        self.process = None

    def pause(self):
        """The service no longer answers, until resume()."""
        self.process.send_signal(signal.SIGSTOP)

    def resume(self):
        self.process.send_signal(signal.SIGCONT)

    def turns(self):
        """How often the service has had something to do, and has waited again: by this a moment can be chosen."""
        status = pathlib.Path(f'/proc/{self.process.pid}/status').read_text()
        return int(re.search(r'^voluntary_ctxt_switches:\s*(\d+)', status, re.MULTILINE)[1])

    def default_collection(self):
        """Object path of the default collection; / if there is none."""
        return self._call(PATH, SERVICE, 'ReadAlias', GLib.Variant('(s)', ('default',)))[0]

    def lock(self):
        self._call(PATH, SERVICE, 'Lock', GLib.Variant('(ao)', ([self.default_collection()],)))

    def unlock(self):
        _, session = self._call(PATH, SERVICE, 'OpenSession',
                                GLib.Variant('(sv)', ('plain', GLib.Variant('s', ''))))
        secret = (session, b'', self.PASSWORD.encode(), 'text/plain')
        self._call(PATH, WITHOUT_PROMPT, 'UnlockWithMasterPassword',
                   GLib.Variant('(o(oayays))', (self.default_collection(), secret)))

    def is_locked(self):
        return self._property(self.default_collection(), 'org.freedesktop.Secret.Collection', 'Locked')

    def items(self):
        """(label, attributes) of each item in the default collection."""
        paths = self._property(self.default_collection(), 'org.freedesktop.Secret.Collection', 'Items')
        item = 'org.freedesktop.Secret.Item'
        return [(self._property(path, item, 'Label'), self._property(path, item, 'Attributes'))
                for path in paths]

    def look_up(self, **attributes):
        """What secret-tool, which is not ours, prints for these attributes: bytes, or None."""
        pairs = [word for pair in attributes.items() for word in pair]
        result = processes.run(['secret-tool', 'lookup', *pairs], env=self.desktop.environment, capture_output=True)
        return result.stdout if result.returncode == 0 else None

    def _wait_for_owner(self):
        loop = GLib.MainLoop()
        late = []
        limit = processes.Limit()

        def look():
            if limit.is_over():
                late.append(True)
                loop.quit()
            return GLib.SOURCE_CONTINUE

        source = GLib.timeout_add(400, look)
        watch = Gio.bus_watch_name_on_connection(self.bus, NAME, Gio.BusNameWatcherFlags.NONE,
                                                 lambda *_: loop.quit(), None)
        loop.run()
        Gio.bus_unwatch_name(watch)
        GLib.source_remove(source)
        if late:
            raise TimeoutError('gnome-keyring did not appear on the bus')

    def _property(self, path, interface, name):
        arguments = GLib.Variant('(ss)', (interface, name))
        return self._call(path, 'org.freedesktop.DBus.Properties', 'Get', arguments)[0]

    def _call(self, path, interface, method, arguments):
        return self.bus.call_sync(NAME, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE,
                                  processes.CALL_TIMEOUT, None).unpack()
