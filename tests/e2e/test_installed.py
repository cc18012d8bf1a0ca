# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Installed as README says, started as menus and buses do, and uninstalled without a trace.

It is installed for real, where it was configured to be: with DESTDIR the paths that are compiled in would lead nowhere,
and another prefix would take another build. So that no system is changed, an empty directory is mounted there for this
script and what it starts (bubblewrap, which needs no rights for that).
"""

import configparser
import contextlib
import fcntl
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile

import gi

gi.require_version('GdkPixbuf', '2.0')
from gi.repository import GdkPixbuf  # noqa: E402

import flow  # noqa: E402
from support.desktop import passed  # noqa: E402

APP = os.environ['KEYBEARER_APP_ID']
BUILD = pathlib.Path(os.environ['KEYBEARER_BUILD'])
PREFIX = pathlib.Path(os.environ['KEYBEARER_PREFIX'])
REAL = 'Keybearer'
PRACTICE = 'Keybearer – Practice Run'
NAME = 'attic'
# Action → title and page of the window
ACTIONS = {'new-key': (REAL, 'Welcome'), 'test-keys': (REAL, None), 'practice': (PRACTICE, 'Welcome')}


class Started(flow.Assistant):
    """The program, whoever started it."""

    def __init__(self, desktop):
        super().__init__(desktop)
        # There is none to look at yet.
        self.process = flow.processes.Other(os.getpid())

    def __enter__(self):
        self.wait(self._find_window, 'no window of the program came')
        self.process = flow.processes.Other(self.pid)
        return self

    def output(self):
        return 'went elsewhere'

    def _is_ours(self, application):
        return os.path.realpath(f"/proc/{application.get_process_id()}/exe") == str(PREFIX / 'libexec/keybearer-window')


class Installed(flow.Case):
    def setUp(self):
        self.assertEqual(tree(), [], 'something is left')
        self.addCleanup(uninstall)
        install()
        environment = passed()
        environment['PATH'] = f'{PREFIX}/bin:{environment["PATH"]}'
        environment['XDG_DATA_DIRS'] = f'{PREFIX}/share:/usr/share'
        self.desktop_options = {'environment': environment,
                                'services': [PREFIX / f'share/dbus-1/services/{APP}.service']}
        super().setUp()
        self.entry = PREFIX / f'share/applications/{APP}.desktop'
        self.menu = configparser.ConfigParser(interpolation=None)
        self.menu.read(self.entry)

    def started(self):
        return Started(self.desktop)

    def gtk_launch(self):
        self.launch('gtk-launch', APP)

    def gio_launch(self):
        self.launch('gio', 'launch', str(self.entry))

    def launch(self, *command):
        # Not waited for with run(): the program may have got its pipes.
        process = self.desktop.start(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.assertEqual(process.wait(flow.processes.TIMEOUT), 0)

    def over_bus(self, action):
        # One that has ended is on the bus until the last of its threads has, and would be asked in place of a new one.
        self.assertTrue(flow.processes.until(lambda: not self.is_on_bus(), flow.processes.TIMEOUT), 'it is still on the bus')
        self.desktop.run(['gapplication', 'action', APP, action])

    def is_on_bus(self):
        answer = self.desktop.run(['gdbus', 'call', '--session', '--dest', 'org.freedesktop.DBus', '--object-path', '/',
                                   '--method', 'org.freedesktop.DBus.NameHasOwner', APP])
        return 'true' in answer.stdout

    def exec_line(self, group):
        self.desktop.start(shlex.split(self.menu[group]['Exec']))

    def window(self, assistant):
        """What the display knows of its window."""
        found = []

        def there():
            found[:] = [window for window in self.desktop.display.windows() if window.pid == assistant.pid]
            return len(found) == 1

        assistant.wait(there, lambda: f'the display has {found}')
        return found[0]

    def check_looks(self, assistant):
        raise NotImplementedError

    def check_arrival(self, action=None):
        """The right window came up, and the program ends with it."""
        title, page = ACTIONS.get(action, (REAL, 'Welcome'))
        with self.started() as assistant:
            assistant.look_at(title)
            if page:
                assistant.arrives(page)
            else:
                assistant.find('label', 'No Keys Yet')
            self.assertEqual(len(assistant.windows()), 1)
            self.check_looks(assistant)
            assistant.wait(assistant.is_active, 'the window is not in front')
            assistant.close()

    def check_again(self, launch):
        """A second launch comes to the same window, which gets the focus."""
        with self.started() as assistant:
            assistant.arrives('Welcome')
            assistant.switch('Show Every Step')
            pid = assistant.pid
            with flow.other_window(self.desktop):
                assistant.wait(lambda: not assistant.is_active(), 'the other window did not get the focus')
                launch()
                assistant.wait(assistant.is_active, 'the window did not come to the front')
            self.assertEqual((assistant.pid, len(assistant.windows())), (pid, 1))
            self.assertTrue(assistant.is_set('check box', 'Show Every Step'))
            assistant.switch('Show Every Step')
            assistant.close()


class Common:
    """What is the same on both displays."""

    def test_started_from_menu(self):
        self.gtk_launch()
        self.check_arrival()
        self.gio_launch()
        self.check_arrival()
        self.exec_line('Desktop Entry')
        self.check_arrival()

    def test_started_for_action(self):
        listed = self.menu['Desktop Entry']['Actions'].rstrip(';').split(';')
        self.assertEqual(set(listed), set(ACTIONS))
        for action in ACTIONS:
            with self.subTest(action):
                self.over_bus(action)
                self.check_arrival(action)
                self.exec_line(f'Desktop Action {action}')
                self.check_arrival(action)


class X11(Common, Installed):
    def check_looks(self, assistant):
        display = self.desktop.display
        window = self.window(assistant)
        self.assertEqual(window.application, self.menu['Desktop Entry']['StartupWMClass'])
        self.assertEqual(display.property(window.id, '_GTK_APPLICATION_ID'), f'"{APP}"')
        self.check_icon(*display.icon(window.id))

    def check_icon(self, width, pixels):
        """It is the picture that was installed, as far as both are drawn alike."""
        path = PREFIX / f'share/icons/hicolor/scalable/apps/{APP}.svg'
        picture = GdkPixbuf.Pixbuf.new_from_file_at_size(str(path), width, width)
        ours, stride = picture.get_pixels(), picture.get_rowstride()
        apart = total = 0
        for index, (alpha, *color) in enumerate(pixels):
            at = index // width * stride + index % width * 4
            if alpha == ours[at + 3] == 255:
                total += 1
                apart += max(abs(one - other) for one, other in zip(color, ours[at:at + 3])) > 32
        self.assertGreater(total, len(pixels) / 8)
        self.assertLess(apart, total / 20)

    def test_launched_again(self):
        self.gtk_launch()
        self.check_again(self.gtk_launch)
        self.gio_launch()
        self.check_again(lambda: self.exec_line('Desktop Entry'))

    def test_size_is_remembered(self):
        """The settings are found where they were installed."""
        for size in ((640, 700), (700, 640)):
            self.gtk_launch()
            with self.started() as assistant:
                assistant.arrives('Welcome')
                assistant.resize(*size)
                assistant.close()
            self.gtk_launch()
            with self.started() as assistant:
                assistant.wait(lambda: assistant.size() == size, lambda: f'the window is {assistant.size()} in size')
                assistant.close()

    def test_uninstalled(self):
        with self.service() as service:
            with self.assistant(service=service) as assistant:
                assistant.save_key(service.key(), NAME)
                self.assertEqual(assistant.close(), 0)
            self.assertGreater(len(tree()), 10)
            uninstall()
            self.assertEqual(tree(), [])
            self.assertEqual(self.desktop.keyring.look_up(service='openai', username=NAME), service.key().encode())


class Wayland(Common, Installed):
    display = 'wayland'

    def check_looks(self, assistant):
        self.assertEqual(self.window(assistant).application, APP)

    def menu_launches(self, command):
        """As a menu does that has the focus: it hands over the right to come to the front."""
        self.desktop.display.launch(command)

    def test_launched_again(self):
        self.gtk_launch()
        self.check_again(lambda: self.menu_launches(self.menu['Desktop Entry']['Exec']))
        self.gio_launch()
        self.check_again(lambda: self.menu_launches(f'gio launch {self.entry}'))


def run(*command):
    result = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if result.returncode:
        raise AssertionError(f'{command}:\n{result.stdout}')


@contextlib.contextmanager
def locked():
    """The build directory has one list of what was installed, however many run this at the same time."""
    with open(BUILD / 'meson-private/installed.lock', 'w') as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def install():
    with locked():
        run('meson', 'install', '-C', BUILD, '--no-rebuild')


def uninstall():
    with locked():
        run('ninja', '-C', BUILD, 'uninstall')


def tree():
    return sorted(str(path) for path in PREFIX.rglob('*'))


def main():
    if 'KEYBEARER_MOUNTED' in os.environ:
        flow.main()
    with tempfile.TemporaryDirectory(prefix='keybearer-prefix-') as directory:
        command = ['bwrap', '--dev-bind', '/', '/', '--bind', directory, PREFIX, '--setenv', 'KEYBEARER_MOUNTED', '1',
                   sys.executable, *sys.argv]
        status = subprocess.run(command).returncode
    sys.exit(status)


if __name__ == '__main__':
    main()
