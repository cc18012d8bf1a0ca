# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""The kinds of display that a desktop can have, each without a screen, or none: what starts
it, and what a person does on it with keyboard, mouse, clipboard and eyes.

A window is named by what its display calls it; coordinates are pixels of its visible part.
"""

import dataclasses
import json
import os
import re
import shlex
import subprocess

from . import processes
from .keeper import Keeper

# One key of its own: Alt+Left and all the others are the program's.
OPENBOX = '''<?xml version="1.0"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew></focus>
  <placement><policy>Smart</policy><center>yes</center></placement>
  <desktops><number>1</number></desktops>
  <keyboard><keybind key="A-F4"><action name="Close"/></keybind></keyboard>
  <mouse><context name="Client"><mousebind button="Left" action="Press">
    <action name="Focus"/><action name="Raise"/>
  </mousebind></context></mouse>
</openbox_config>
'''

# Windows as large as they like to be, as on most desktops; and here too no keys.
SWAY = '''xwayland disable
output HEADLESS-1 resolution {width}x{height} position 0 0
focus_on_window_activation focus
default_border none
default_floating_border none
for_window [app_id=".*"] floating enable
exec echo "$WAYLAND_DISPLAY" >{started}
'''

# On Wayland GTK listens to the desktop's settings and not to settings.ini.
SETTINGS = '''[org/gnome/desktop/interface]
cursor-blink=false
enable-animations=false
font-name='Cantarell 11'
'''

# A window of some other program, for where there is no small one to be had
OTHER = '''
import gi
gi.require_version('Gtk', '4.0')
from gi.repository import GLib, Gtk
Gtk.Window(title='Other').present()
GLib.MainLoop().run()
'''

# wtype's keyboard is there as long as it sleeps; longer than any test.
FOREVER = '36000000'


SILENT = {'stdin': subprocess.DEVNULL, 'stdout': subprocess.DEVNULL, 'stderr': subprocess.DEVNULL}


@dataclasses.dataclass(frozen=True)
class Window:
    """What a switcher of windows knows of one."""

    id: str
    pid: int
    title: str
    application: str  # by which the menu entry is found
    active: bool


class Display:
    """What both have."""

    name = None
    # A program that shows a window and nothing else
    other_window = None
    has_mouse = False

    def __init__(self, desktop):
        self.desktop = desktop

    def _wait(self, condition, message):
        if not processes.until(condition):
            raise TimeoutError(message)

    def _fifo(self, name):
        path = self.desktop.directory / name
        os.mkfifo(path)
        return path, os.open(path, os.O_RDWR)

    def _serve(self, command, text):
        # The program goes on to serve it in the background, with our pipes if it got them.
        subprocess.run(command, input=text.encode(), env=self.desktop.environment, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def _picture(self, command):
        return subprocess.run(command, env=self.desktop.environment, capture_output=True, check=True).stdout


class NoDisplay(Display):
    """As over ssh."""

    name = 'none'

    def start(self, stack):
        for name in ('DISPLAY', 'WAYLAND_DISPLAY'):
            self.desktop.environment.pop(name, None)

    def start_window_manager(self, stack):
        pass


class X11(Display):
    """Xvfb with openbox."""

    name = 'x11'
    other_window = ['xev']
    has_mouse = True

    def start(self, stack):
        desktop = self.desktop
        ready, tell = os.pipe()
        desktop.helper(stack, 'display',
                       ['Xvfb', '-displayfd', str(tell), '-screen', '0', '{}x{}x24'.format(*desktop.size),
                        '-dpi', '96', '-nolisten', 'tcp', '-noreset'], pass_fds=[tell])
        os.close(tell)
        desktop.environment['DISPLAY'] = ':' + processes.read_line(ready, 'Xvfb')
        os.close(ready)
        desktop.environment.pop('WAYLAND_DISPLAY', None)
        if desktop.appearance.dpi != 96:
            desktop.run(['xrdb', '-nocpp', '-merge'], input=f'Xft.dpi: {desktop.appearance.dpi}\n')

    def start_window_manager(self, stack):
        configuration = self.desktop.directory / 'openbox.xml'
        configuration.write_text(OPENBOX)
        started, ready = self._fifo('window-manager.started')
        self.desktop.helper(stack, 'window-manager', ['openbox', '--sm-disable', '--config-file', str(configuration),
                                                      '--startup', f'sh -c "echo ready >{started}"'])
        processes.read_line(ready, 'openbox')
        os.close(ready)

    def copy(self, text):
        self._serve(['xclip', '-selection', 'clipboard'], text)
        # It may be back before the display has heard of it.
        self._wait(lambda: self.clipboard() == text, 'the clipboard does not take the text')

    def own_clipboard(self, path):
        """A program that has what is in a file on the clipboard, until it is ended."""
        keeper = Keeper()
        process = self.desktop.start(['xclip', '-quiet', '-selection', 'clipboard', '-i', str(path)], **SILENT)
        # While xclip sends much to one program, it answers no other.
        self._wait(lambda: keeper.has_owner('CLIPBOARD'), 'the clipboard is empty')
        return process

    def clipboard(self, kind=None, selection='clipboard'):
        return self.desktop.run(['xclip', '-selection', selection, '-o', *(['-t', kind] if kind else [])],
                                check=False).stdout

    def clipboard_kinds(self):
        return self.clipboard('TARGETS').split()

    def key(self, *keys):
        self._xdotool('key', '--clearmodifiers', *keys)

    def type(self, string, after=()):
        if after:
            self.key(*after)
        # Not as an argument, which everybody may read.
        self.desktop.run(['xdotool', 'type', '--delay', '8', '--file', '-'], input=string)

    def launch(self, command):
        # Not with pipes of ours, which the started program would keep.
        processes.run(shlex.split(command), env=self.desktop.environment, check=True, stdin=subprocess.DEVNULL,
                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def click(self, window, x, y):
        self._xdotool(*self._move(window, x, y), 'click', '1')

    def drag(self, window, x, y, by):
        """Presses there and moves to the right. It is let go by drop()."""
        self._xdotool(*self._move(window, x, y), 'mousedown', '1')
        for step in range(0, by + 1, 10):
            self._xdotool(*self._move(window, x + step, y))

    def drop(self):
        self._xdotool('mouseup', '1')

    def ask_to_close(self, window):
        """As a title bar or a switcher of windows does."""
        self.key('alt+F4')

    def active_window(self):
        return self.desktop.run(['xdotool', 'getactivewindow'], check=False).stdout.strip() or None

    def windows(self):
        listed = self.property('-root', '_NET_CLIENT_LIST')
        return [self._describe(str(int(window, 16))) for window in re.findall('0x[0-9a-f]+', listed)]

    def size(self, window):
        output = self.desktop.run(['xdotool', 'getwindowgeometry', '--shell', window]).stdout
        values = dict(line.split('=') for line in output.split())
        return int(values['WIDTH']), int(values['HEIGHT'])

    def resize(self, window, width, height):
        self._xdotool('windowsize', window, str(width), str(height))

    def picture(self, window):
        return self._picture(['import', '-window', window, 'ppm:-'])

    def property(self, window, name):
        """What xprop says of a window: the part behind the name; empty if it has none."""
        arguments = ['-root'] if window == '-root' else ['-id', window]
        line = self.desktop.run(['xprop', *arguments, name], check=False).stdout
        found = re.fullmatch(rf'{name}(?:\([A-Z0-9_/]+\))?(?: = |: )(.*)', line.strip(), re.S)
        return found[1] if found and 'not found' not in found[1] else ''

    def icon(self, window):
        """(width, rows of (alpha, red, green, blue)) of its first picture, or None."""
        line = self.desktop.run(['xprop', '-id', window, '-notype', '-f', '_NET_WM_ICON', '32c', ' = $0+\n',
                                 '_NET_WM_ICON'], check=False).stdout
        numbers = [int(number) for number in re.findall(r'\d+', line.partition('=')[2])]
        if not numbers:
            return None
        width, height, *pixels = numbers
        return width, [number.to_bytes(4) for number in pixels[:width * height]]

    def _describe(self, window):
        numbers = self.property(window, '_NET_WM_PID')
        return Window(window, int(numbers) if numbers else 0, self.property(window, '_NET_WM_NAME').strip('"'),
                      self.property(window, 'WM_CLASS').rpartition('"')[0].rpartition('"')[2],
                      window == self.active_window())

    def _move(self, window, x, y):
        left, top = self._shadow(window)
        return 'mousemove', '--window', window, str(left + x), str(top + y)

    def _shadow(self, window):
        numbers = re.findall(r'\d+', self.property(window, '_GTK_FRAME_EXTENTS'))
        return (int(numbers[0]), int(numbers[2])) if numbers else (0, 0)

    def _xdotool(self, *arguments):
        self.desktop.run(['xdotool', *arguments])


class Wayland(Display):
    """Sway, headless; without an X server beside it, so that nothing can fall back on one.

    There is no mouse: no tool keeps one plugged in, and programs that see it come miss its first click.
    """

    name = 'wayland'
    other_window = ['python3', '-c', OTHER]

    def start(self, stack):
        desktop = self.desktop
        if desktop.appearance.dpi != 96:
            raise ValueError('large text is for X11 only')
        settings = desktop.home / '.config/glib-2.0/settings/keyfile'
        settings.parent.mkdir(parents=True)
        settings.write_text(SETTINGS)
        started, ready = self._fifo('display.started')
        configuration = desktop.directory / 'sway.conf'
        configuration.write_text(SWAY.format(width=desktop.size[0], height=desktop.size[1], started=started))
        desktop.environment.pop('DISPLAY', None)
        desktop.environment.pop('WAYLAND_DISPLAY', None)
        desktop.environment.update({'GDK_BACKEND': 'wayland', 'SWAYSOCK': str(desktop.directory / 'run/sway')})
        desktop.helper(stack, 'display', ['sway', '--config', str(configuration)],
                       environment={'WLR_BACKENDS': 'headless', 'WLR_RENDERER': 'pixman',
                                    'WLR_LIBINPUT_NO_DEVICES': '1'})
        desktop.environment['WAYLAND_DISPLAY'] = processes.read_line(ready, 'sway')
        os.close(ready)

    def start_window_manager(self, stack):
        # Without a keyboard no window gets the focus, and each wtype brings its own and takes it away.
        self.desktop.helper(stack, 'keyboard', ['wtype', '-s', FOREVER])
        self._wait(lambda: self._ask('get_seats')[0]['capabilities'] & 2, 'there is no keyboard')

    def copy(self, text):
        self._serve(['wl-copy', '--type', 'text/plain'], text)

    def own_clipboard(self, path):
        with open(path, 'rb') as content:
            process = self.desktop.start(['wl-copy', '--foreground', '--type', 'text/plain'], **{**SILENT, 'stdin': content})
        self._wait(self.clipboard_kinds, 'the clipboard is empty')
        return process

    def clipboard(self, kind=None, selection='clipboard'):
        return self.desktop.run(['wl-paste', '--no-newline', *(['--type', kind] if kind else []),
                                 *(['--primary'] if selection == 'primary' else [])], check=False).stdout

    def clipboard_kinds(self):
        return self.desktop.run(['wl-paste', '--list-types'], check=False).stdout.split()

    def key(self, *keys):
        self.desktop.run(['wtype', *self._chords(keys)])

    def type(self, string, after=()):
        # In one go: each wtype has a keyboard with keys of its own order, and GTK may look at what was pressed
        # on one when it has the next already. Then Ctrl+A and “w” is Ctrl+W.
        self.desktop.run(['wtype', *self._chords(after), '-d', '8', '-'], input=string)

    def _chords(self, keys):
        arguments = []
        for key in keys:
            *modifiers, last = key.split('+')
            for modifier in modifiers:
                arguments += ['-M', modifier]
            arguments += ['-k', last]
            for modifier in reversed(modifiers):
                arguments += ['-m', modifier]
        return arguments

    def active_window(self):
        return next((window.id for window in self.windows() if window.active), None)

    def windows(self):
        return [Window(str(node['id']), node['pid'], node['name'], node['app_id'], node['focused'])
                for node in self._nodes()]

    def size(self, window):
        rect = self._node(window)['rect']
        return rect['width'], rect['height']

    def resize(self, window, width, height):
        self._do(f'[con_id={window}] resize set width {width} px height {height} px')

    def ask_to_close(self, window):
        self._do(f'[con_id={window}] kill')

    def picture(self, window):
        rect = self._node(window)['rect']
        return self._picture(['grim', '-g', '{x},{y} {width}x{height}'.format(**rect), '-t', 'ppm', '-'])

    def launch(self, command):
        """As a menu does: hands the started program the right to come to the front."""
        # The compositor is older than the bus.
        bus = self.desktop.environment['DBUS_SESSION_BUS_ADDRESS']
        self._do(f'exec env "DBUS_SESSION_BUS_ADDRESS={bus}" {command}')

    def _node(self, window):
        return next(node for node in self._nodes() if str(node['id']) == window)

    def _nodes(self):
        def below(node):
            for child in node['nodes'] + node['floating_nodes']:
                if child.get('app_id') is not None:
                    yield child
                yield from below(child)

        return list(below(self._ask('get_tree')))

    def _ask(self, what):
        return json.loads(self.desktop.run(['swaymsg', '-r', '-t', what]).stdout)

    def _do(self, command):
        self.desktop.run(['swaymsg', '--', command])


DISPLAYS = {display.name: display for display in (NoDisplay, X11, Wayland)}
