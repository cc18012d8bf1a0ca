# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""A small desktop of its own for one test: display, window manager, session bus with
accessibility, keyring, and an empty home.

    with Desktop(keyring='locked') as desktop:
        desktop.run(['secret-tool', 'search', 'service', 'openai'])

As a program it runs a command on such a desktop: python3 -m support.desktop -- COMMAND…
"""

import argparse
import contextlib
import os
import pathlib
import subprocess
import sys
import tempfile

from . import processes
from .appearance import APPEARANCES
from .display import DISPLAYS
from .keyring import STATES, Keyring

# All that is taken over from the caller; the rest of a desktop's environment is made here.
PASSED = ('PATH', 'KEYBEARER_', 'MESON_', 'ASAN_', 'UBSAN_', 'LSAN_', 'G_DEBUG', 'G_MESSAGES_DEBUG',
          'G_TEST_', 'GDK_DISABLE', 'GSETTINGS_SCHEMA_DIR', 'LD_PRELOAD', 'SOURCE_DATE_EPOCH')

# What makes the tested program strict is not meant for the services around it.
STRICT = ('G_DEBUG', 'G_MESSAGES_DEBUG', 'LD_PRELOAD')

# On this bus starts by itself only what a test of ours has to do with. Above all no
# keyring: when there is none, there is none.
SYSTEM_SERVICES = pathlib.Path('/usr/share/dbus-1/services')
SERVICES = ('org.a11y.Bus', 'org.gnome.keyring.SystemPrompter', 'org.gnome.keyring.PrivatePrompter')

BUS = '''<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={directory}/run/bus</listen>
  <auth>EXTERNAL</auth>
  <servicedir>{directory}/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
  <limit name="max_replies_per_connection">50000</limit>
</busconfig>
'''

# A caret that blinks makes two pictures of the same page differ.
SETTINGS = '''[Settings]
gtk-enable-animations=false
gtk-cursor-blink=false
gtk-font-name=Cantarell 11
'''


class Desktop:
    """One at a time in a process: the accessibility library finds it by os.environ."""

    def __init__(self, size=(1280, 800), appearance='plain', keyring='unlocked', environment=None,
                 display='x11', services=()):
        self.size = size
        self.services = services  # files of more that may start by themselves
        self.appearance = APPEARANCES[appearance]
        self.keyring_state = keyring
        self.keyring = None
        self.directory = None
        self.display = DISPLAYS[display](self)
        self.environment = dict(passed() if environment is None else environment)
        self._stack = contextlib.ExitStack()

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            directory = stack.enter_context(tempfile.TemporaryDirectory(prefix='keybearer-desktop-',
                                                                        ignore_cleanup_errors=True))
            self.directory = pathlib.Path(directory)
            self._make_home()
            self.display.start(stack)
            self._start_bus(stack)
            self.display.start_window_manager(stack)
            self._export(stack)
            self.keyring = Keyring(self)
            stack.callback(self.keyring.stop)
            self.keyring.enter(self.keyring_state)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_):
        self._stack.close()

    @property
    def home(self):
        return self.directory / 'home'

    @property
    def lenient(self):
        """The environment for programs that are not tested."""
        return {name: value for name, value in self.environment.items() if name not in STRICT}

    def start(self, command, **options):
        """A process on this desktop that ends with it at the latest."""
        process = processes.start(command, {**self.environment, **options.pop('environment', {})}, **options)
        self._stack.callback(processes.stop, process)
        return process

    def run(self, command, check=True, **options):
        """Output and status of a short command on this desktop."""
        return processes.run(command, env=self.environment, check=check, text=True, capture_output=True, **options)

    def copy(self, text):
        """Puts text on the clipboard, as another program would."""
        self.display.copy(text)

    def clipboard(self):
        """Text on the clipboard; empty if there is none."""
        return self.display.clipboard()

    def helper(self, stack, name, command, environment=None, **options):
        """A part of the desktop itself, with a log of its own."""
        log = stack.enter_context(open(self.directory / f'{name}.log', 'wb'))
        process = processes.start(command, {**self.lenient, **(environment or {})}, stdin=subprocess.DEVNULL,
                                  stdout=log, stderr=log, **options)
        stack.callback(processes.stop, process)

    def _make_home(self):
        folders = {'HOME': 'home', 'XDG_RUNTIME_DIR': 'run', 'XDG_CONFIG_HOME': 'home/.config',
                   'XDG_CACHE_HOME': 'home/.cache', 'XDG_DATA_HOME': 'home/.local/share',
                   'XDG_STATE_HOME': 'home/.local/state'}
        for name, folder in folders.items():
            path = self.directory / folder
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.environment[name] = str(path)
        settings = self.home / '.config/gtk-4.0/settings.ini'
        settings.parent.mkdir()
        settings.write_text(SETTINGS)
        self.environment.update({
            'LANG': 'C.UTF-8', 'LC_ALL': 'C.UTF-8', 'GDK_BACKEND': 'x11', 'GSK_RENDERER': 'cairo',
            'GTK_A11Y': 'atspi', 'GIO_USE_VFS': 'local', 'ADW_DISABLE_PORTAL': '1',
        }, **self.appearance.environment)
        self.environment.setdefault('XDG_DATA_DIRS', os.environ.get('XDG_DATA_DIRS', '/usr/local/share:/usr/share'))
        # A file, so that settings are there again when the program is started again.
        self.environment.setdefault('GSETTINGS_BACKEND', 'keyfile')

    def _services(self):
        """Files of the services that start by themselves."""
        return [*(SYSTEM_SERVICES / f'{name}.service' for name in SERVICES), *self.services]

    def _start_bus(self, stack):
        services = self.directory / 'services'
        services.mkdir()
        for path in self._services():
            (services / path.name).symlink_to(path)
        configuration = self.directory / 'bus.conf'
        configuration.write_text(BUS.format(directory=self.directory))
        ready, tell = os.pipe()
        self.helper(stack, 'bus', ['dbus-daemon', f'--config-file={configuration}', '--nofork', '--nopidfile',
                                   f'--print-address={tell}'], pass_fds=[tell])
        os.close(tell)
        self.environment['DBUS_SESSION_BUS_ADDRESS'] = processes.read_line(ready, 'dbus-daemon')
        os.close(ready)

    def _export(self, stack):
        before = dict(os.environ)
        stack.callback(lambda: (os.environ.clear(), os.environ.update(before)))
        os.environ.update(self.environment)


def passed():
    """What a desktop takes over from the caller."""
    return {name: value for name, value in os.environ.items() if name.startswith(PASSED)}


def main():
    parser = argparse.ArgumentParser(description='Runs a command on a small desktop of its own.')
    parser.add_argument('--size', default='1280x800', help='of the display, WIDTHxHEIGHT')
    parser.add_argument('--appearance', default='plain', choices=APPEARANCES)
    parser.add_argument('--keyring', default='unlocked', choices=STATES)
    parser.add_argument('--display', default='x11', choices=DISPLAYS)
    parser.add_argument('command', nargs='+')
    options = parser.parse_args()
    size = tuple(int(number) for number in options.size.split('x'))
    with Desktop(size, options.appearance, options.keyring, os.environ, options.display) as desktop:
        sys.exit(desktop.start(options.command).wait())


if __name__ == '__main__':
    main()
