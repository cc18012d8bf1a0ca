# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Drives a GTK 4 program as a person with a keyboard, a mouse or a screen reader would.

    with Desktop() as desktop, Program(desktop) as program:
        program.click('button', 'Get Started')
        program.type('sk-…')
        program.screenshot('page.png')

Things are found by role and name, as a screen reader names them, and waited for. GTK
tells no positions on the screen and offers no action on rows, so that some clicks are
made with the mouse and some with the keyboard.
"""

import os
import pathlib
import re
import shlex
import subprocess
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402

from . import processes  # noqa: E402

# Each look walks the tree of the running program. Its events are not listened to: with
# listeners the library answers from a cache, which lags behind.
PAUSE = processes.PAUSE

# Extents are off by up to 15 pixels, so that the middle of something smaller may be beside it.
LEAST = 40

CLIENT = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION

ACCESSIBLE = 'org.a11y.atspi.Accessible'
ACTIONS = ('click', 'toggle', 'activate')
# Older versions of the accessibility library say it longer.
ROLES = {'push button': 'button'}


def role(node):
    name = node.get_role_name()
    return ROLES.get(name, name)


def _role_name(number):
    name = Atspi.role_get_name(Atspi.Role(number))
    return ROLES.get(name, name)


def _call(bus, name, path, interface, method, parameters=None):
    return bus.call_sync(name, path, interface, method, parameters, None, Gio.DBusCallFlags.NONE,
                         processes.CALL_TIMEOUT, None).unpack()[0]


def has(node, state):
    return node.get_state_set().contains(getattr(Atspi.StateType, state.upper()))


def text(node):
    """What stands in a text field or label; dots where it is hidden."""
    return Atspi.Text.get_text(node, 0, -1)


def _outermost(nodes):
    """Without those inside another: a switch row is a check box in a check box."""
    def inside(node):
        while node := node.get_parent():
            if node in nodes:
                return True
        return False

    return [node for node in nodes if not inside(node)]


def _matches(value, wanted):
    if wanted is None:
        return True
    return bool(wanted.fullmatch(value)) if isinstance(wanted, re.Pattern) else value == wanted


class Program:
    """A running program: KEYBEARER_BIN unless a command is given, under KEYBEARER_WRAPPER."""

    def __init__(self, desktop, arguments=(), command=None, environment=None):
        self.desktop = desktop
        self.command = [*shlex.split(os.environ.get('KEYBEARER_WRAPPER', '')),
                        *(command or [os.environ['KEYBEARER_BIN']]), *arguments]
        self.environment = {**processes.sanitizers(), **desktop.appearance.environment, **(environment or {})}
        self.log = desktop.directory / 'program.log'
        self.process = None
        self.root = None
        self._bus = None
        self._focused = None
        self._said = []

    def __enter__(self):
        Atspi.set_timeout(processes.CALL_TIMEOUT, processes.CALL_TIMEOUT)
        self._launch()
        self.wait(self._find_window, lambda: f'{self.command[0]} showed no window')
        if self.desktop.appearance.window:
            self.resize(*self.desktop.appearance.window)
        return self

    def __exit__(self, kind, *_):
        processes.stop(self.process)
        if kind:
            print(f'Output of {self.command[0]}:\n{self.output()}')

    @property
    def pid(self):
        """Of the program itself, not of its wrapper."""
        return self.root.get_process_id()

    def output(self):
        """All that it has printed so far."""
        return self.log.read_text(errors='replace')

    def close(self):
        """Closes the window as its owner would with Ctrl+W; returns the exit status."""
        self.key('ctrl+w')
        return self.end()

    def end(self):
        """Waits until it has ended by itself; returns the exit status."""
        if not processes.until(lambda: self.process.poll() is not None):
            raise AssertionError(f'{self.command[0]} does not end. The focus is {self.focus()}. Here shows:\n{self.dump()}')
        return self.process.returncode

    # Look ----------------------------------------------------------------------

    def look_at(self, title):
        """From now on, of several windows only at the one with this title."""
        found = []

        def there():
            found[:] = [node for node in self.windows() if node.get_name() == title]
            return len(found) == 1

        self.wait(there, lambda: f'there is no window “{title}”, but {[node.get_name() for node in self.windows()]}')
        self.root = found[0]

    def windows(self):
        """All of the program, whichever is looked at."""
        application = self.root.get_application()
        return [application.get_child_at_index(index) for index in range(application.get_child_count())]

    def walk(self, node=None):
        """All that shows, outermost first."""
        node = node or self.root
        yield node
        for index in range(node.get_child_count()):
            child = node.get_child_at_index(index)
            if child and (has(child, 'showing') or role(child) == 'frame'):
                yield from self.walk(child)

    def name(self, wanted):
        """How the program calls what a test calls this."""
        return wanted

    def all(self, wanted_role=None, name=None, within=None, **states):
        """What shows now. Name: a string, or a pattern for the whole; states: sensitive=True …"""
        return [node for node in self.walk(within)
                if _matches(role(node), wanted_role) and _matches(node.get_name(), self.name(name)) and
                all(has(node, state) == wanted for state, wanted in states.items())]

    def find(self, wanted_role=None, name=None, within=None, **states):
        """Waits until there is exactly one such thing."""
        found = []

        def one():
            found[:] = _outermost(self.all(wanted_role, name, within, **states))
            return len(found) == 1

        self.wait(one, lambda: f'{len(found)} of {wanted_role} “{name}” {states or ""}, not 1')
        return found[0]

    def gone(self, wanted_role=None, name=None):
        """Waits until there is no such thing."""
        self.wait(lambda: not self.all(wanted_role, name), lambda: f'{wanted_role} “{name}” is still there')

    def wait(self, condition, message):
        """Waits until a condition holds; its message and what shows make the failure."""
        limit = processes.Limit()
        while True:
            try:
                if condition():
                    return
            except GLib.Error:
                pass  # went away under the look; what counts is the next one
            if self.process.poll() is not None:
                raise AssertionError(f'{self.command[0]} ended with {self.process.returncode}:\n{self.output()}')
            if limit.is_over():
                text = message() if callable(message) else message
                raise AssertionError(f'{text}. Here shows:\n{self.dump()}')
            time.sleep(PAUSE)

    def dump(self):
        """What shows, one thing a line, for people."""
        lines = []
        for node in self.walk() if self.root else ():
            name = node.get_name()
            states = [state.value_nick for state in node.get_state_set().get_states()]
            if name:
                lines.append(f'  {role(node)} “{name}” {" ".join(sorted(states))}')
        return '\n'.join(lines)

    def focus(self):
        """(role, name) of the innermost thing that has the focus, or None."""
        # Asking every node takes too long for each Tab, so it is believed what the program last said of it.
        self._listen()
        if not self._still_focused():
            focused = [node for node in self.walk() if has(node, 'focused')]
            return (role(focused[-1]), focused[-1].get_name()) if focused else None
        name = _call(self._bus, self.root.app.bus_name, self._focused, 'org.freedesktop.DBus.Properties', 'Get',
                     GLib.Variant('(ss)', (ACCESSIBLE, 'Name')))
        number = _call(self._bus, self.root.app.bus_name, self._focused, ACCESSIBLE, 'GetRole')
        return _role_name(number), name

    def said(self):
        """What was announced since the last time that somebody asked, or for the first time."""
        self._listen()
        # Whatever was said before the answer has come with it.
        _call(self._bus, self.root.app.bus_name, '/org/a11y/atspi/accessible/root', ACCESSIBLE, 'GetRole')
        self._listen()
        said, self._said = self._said, []
        return said

    # Act -----------------------------------------------------------------------

    def click(self, wanted_role, name, **states):
        """Activates a thing, by its action if it has one, otherwise with the mouse if there is one."""
        node = self.find(wanted_role, name, sensitive=True, **states)
        for part in self.all(wanted_role, name, node):
            for index in range(part.get_n_actions()):
                if part.get_action_name(index) in ACTIONS:
                    assert part.do_action(index), f'{wanted_role} “{name}” did not react'
                    return node
        if self.desktop.display.has_mouse and self._is_big(node):
            return self.mouse(node)
        self.press(wanted_role, name)
        return node

    def mouse(self, node, least=LEAST):
        """Clicks in the middle of something big."""
        self.desktop.display.click(*self._middle(node, least))
        return node

    def drag(self, node, by=100):
        """Presses the button in something big, a bit to the right of its beginning, and moves on; it stays pressed."""
        window, x, y = self._middle(node, least=10)
        x += 30 - node.get_extents(Atspi.CoordType.WINDOW).width // 2
        self.desktop.display.drag(window, x, y, by)

    def _middle(self, node, least):
        assert self._is_big(node, least), f'{role(node)} “{node.get_name()}” is too small to be hit for sure; use press()'
        frame = node
        while role(frame) != 'frame':
            frame = frame.get_parent()
        origin = frame.get_extents(Atspi.CoordType.WINDOW)
        box = node.get_extents(Atspi.CoordType.WINDOW)
        x = box.x - origin.x + box.width // 2
        y = box.y - origin.y + box.height // 2
        if not (0 <= x < origin.width and 0 <= y < origin.height):
            raise AssertionError(f'{role(node)} “{node.get_name()}” is scrolled out of sight; use press()')
        return self.window(), x, y

    def _is_big(self, node, least=LEAST):
        box = node.get_extents(Atspi.CoordType.WINDOW)
        return min(box.width, box.height) >= least

    def press(self, wanted_role, name, key='space'):
        """Goes to a thing with Tab and presses a key there."""
        self.tab_to(wanted_role, name)
        self.key(key)

    def tab_to(self, wanted_role, name, key='Tab', limit=60):
        """Goes on with Tab until a thing has the focus; returns how many it took."""
        self.find(wanted_role, name)
        way = []
        for count in range(limit):
            here = self.focus()
            if here and _matches(here[0], wanted_role) and _matches(here[1], self.name(name)):
                return count
            way.append(here)
            self.key(key)
            self._focus_moves(here)
        raise AssertionError(f'{key} never came to {wanted_role} “{name}”, but to {way}')

    def key(self, *keys):
        """Presses keys one after the other: 'Return', 'alt+Left' …"""
        self.desktop.display.key(*keys)

    def type(self, string, after=()):
        """Types where the focus is, after pressing keys. What is not ASCII is pasted: no layout has its keys."""
        if string.isascii():
            self.desktop.display.type(string, after)
        else:
            if after:
                self.key(*after)
            self.paste(string)

    def paste(self, string):
        """Copies in another program and presses Ctrl+V."""
        self.desktop.copy(string)
        self.key('ctrl+v')

    def set_text(self, wanted_role, name, string):
        """Replaces the content of a text field, as a screen reader can."""
        node = self.find(wanted_role, name, editable=True)
        assert Atspi.EditableText.set_text_contents(node, string), f'“{name}” took no text'
        return node

    # Window --------------------------------------------------------------------

    def window(self):
        """What the display calls the window that has the focus."""
        found = []

        def active():
            found[:] = [self.desktop.display.active_window()]
            return bool(found[0])

        self.wait(active, 'no window has the focus')
        return found[0]

    def size(self):
        """Width and height of the window."""
        return self.desktop.display.size(self.window())

    def resize(self, width, height):
        """Waits until the window has this size, which it may refuse if it is too small."""
        self.desktop.display.resize(self.window(), width, height)
        self.wait(lambda: self.size() == (width, height), lambda: f'the window is {self.size()} in size')

    def screenshot(self, path):
        """Saves a picture of the window once it stands still."""
        window = self.window()
        last = []

        def still():
            pixels = self.desktop.display.picture(window)
            same = last == [pixels]
            last[:] = [pixels]
            return same

        self.wait(still, 'the window does not stand still')
        pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(['convert', 'ppm:-', '-strip', str(path)], input=last[0], check=True,
                       stderr=subprocess.DEVNULL)

    # Parts ---------------------------------------------------------------------

    def _launch(self):
        with open(self.log, 'ab') as log:
            self.process = self.desktop.start(self.command, environment=self.environment,
                                              stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def _find_window(self):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(index)
            if application and application.get_child_count() and self._is_ours(application):
                self.root = application
                return True
        return False

    def _listen(self):
        if not self._bus:
            session = Gio.DBusConnection.new_for_address_sync(self.desktop.environment['DBUS_SESSION_BUS_ADDRESS'],
                                                              CLIENT, None, None)
            address = _call(session, 'org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress')
            self._bus = Gio.DBusConnection.new_for_address_sync(address, CLIENT, None, None)
            self._bus.signal_subscribe(self.root.app.bus_name, 'org.a11y.atspi.Event.Object', 'StateChanged', None,
                                       'focused', Gio.DBusSignalFlags.NONE, self._focus_cb)
            self._bus.signal_subscribe(self.root.app.bus_name, 'org.a11y.atspi.Event.Object', 'Announcement', None, None,
                                       Gio.DBusSignalFlags.NONE, self._said_cb)
            # Without anybody who registered, nothing is said.
            for event in ('object:state-changed:focused', 'object:announcement'):
                self._bus.call_sync('org.a11y.atspi.Registry', '/org/a11y/atspi/registry', 'org.a11y.atspi.Registry',
                                    'RegisterEvent', GLib.Variant('(sass)', (event, [], '')), None,
                                    Gio.DBusCallFlags.NONE, processes.CALL_TIMEOUT, None)
        while GLib.MainContext.default().iteration(False):
            pass

    def _focus_cb(self, _bus, _sender, path, _interface, _signal, parameters):
        if parameters.unpack()[1]:
            self._focused = path

    def _said_cb(self, _bus, _sender, _path, _interface, _signal, parameters):
        self._said.append(parameters.unpack()[3])

    def _still_focused(self):
        try:
            return self._focused and _call(self._bus, self.root.app.bus_name, self._focused, ACCESSIBLE,
                                           'GetState')[0] >> int(Atspi.StateType.FOCUSED) & 1
        except GLib.Error:
            return False  # it is gone

    def _is_ours(self, application):
        # Under a wrapper the program is a child of what we started.
        pid = application.get_process_id()
        while pid > 1:
            if pid == self.process.pid:
                return True
            try:
                status = pathlib.Path(f'/proc/{pid}/status').read_text()
            except OSError:
                return False
            pid = int(re.search(r'^PPid:\s*(\d+)', status, re.M).group(1))
        return False

    def _focus_moves(self, before):
        # It may rightly stay: a list has one name for all of its rows.
        def moved():
            try:
                return self.focus() != before
            except GLib.Error:
                return False

        processes.until(moved, 0.5 * processes.FACTOR)
