# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Keybearer as a person has it who installed it as a Flatpak: started from the menu, closed in its sandbox."""

import os
import shlex
import subprocess

import flow
from gi.repository import Gio, GLib
from support.sandbox import APP, FlatpakDesktop

# Inside the sandbox it is the same program.
COMMAND = ['flatpak', 'run', APP]


class Activated:
    """A process that the bus started for a name; it is over when nobody has the name any more."""

    def __init__(self, desktop, name):
        self.desktop = desktop
        self.name = name
        self.seen = False
        self.returncode = None

    def poll(self):
        owned = self._call('NameHasOwner')
        self.seen = self.seen or owned
        if self.seen and not owned:
            self.returncode = 0
        return self.returncode

    def wait(self, timeout):
        loop = GLib.MainLoop()
        limit = GLib.timeout_add(int(timeout * 1000), loop.quit)
        watch = Gio.bus_watch_name_on_connection(self.desktop.keyring.bus, self.name, Gio.BusNameWatcherFlags.NONE,
                                                 None, lambda *_: loop.quit())
        loop.run()
        Gio.bus_unwatch_name(watch)
        GLib.source_remove(limit)
        if self.poll() is None:
            raise subprocess.TimeoutExpired(self.name, timeout)
        return 0

    def terminate(self):
        self.desktop.flatpak('kill', self.name, check=False)

    kill = terminate

    def send_signal(self, _number):
        pass

    def _call(self, method):
        return self.desktop.keyring.bus.call_sync(
            'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', method,
            GLib.Variant('(s)', (self.name,)), None, Gio.DBusCallFlags.NONE, -1, None).unpack()[0]


class Assistant(flow.Assistant):
    """Started from its menu entry, in one of the ways in which menus do that."""

    def __init__(self, desktop, command=('gtk-launch', APP)):
        super().__init__(desktop, command=list(command))

    def output(self):
        # What the bus has started writes there.
        return (self.desktop.directory / 'bus.log').read_text(errors='replace')

    def _launch(self):
        self.desktop.display.launch(shlex.join(self.command))
        self.process = Activated(self.desktop, APP)

    def _is_ours(self, application):
        # Its process id is that of the proxy between the sandbox and the bus.
        return application.get_name() == APP


class Case(flow.Case):
    portal = True

    def make_desktop(self):
        return FlatpakDesktop(self.portal, keyring=self.keyring, display=self.display)

    def assistant(self, *command):
        return Assistant(self.desktop, *[command] if command else [])

    def service(self):
        return flow.Service(self.desktop, COMMAND)

    def give(self, **environment):
        """Puts variables where whatever the desktop starts finds them."""
        self.desktop.run(['dbus-update-activation-environment', *(f'{name}={value}' for name, value in environment.items())])

    def look_up(self, name):
        """What the host’s secret-tool says, which knows nothing of the sandbox."""
        return self.desktop.keyring.look_up(service='openai', username=name)

    @property
    def desktop_file(self):
        return os.path.join(self.desktop.exports, f'applications/{APP}.desktop')
