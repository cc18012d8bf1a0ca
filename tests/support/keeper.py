# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Keeps what is on the clipboard when its owner ends, as desktops on X11 do, and prints it, one line each time.

Xlib knows no better way to be asked for it than by hand: the owner asks for SAVE_TARGETS, and the keeper reads the
clipboard before it answers.
"""

import ctypes

LONG = ctypes.c_long
SELECTION_REQUEST, SELECTION_NOTIFY = 30, 31


class Request(ctypes.Structure):
    _fields_ = [('type', ctypes.c_int), ('serial', ctypes.c_ulong), ('sent', ctypes.c_int), ('display', ctypes.c_void_p),
                ('owner', ctypes.c_ulong), ('requester', ctypes.c_ulong), ('selection', ctypes.c_ulong),
                ('target', ctypes.c_ulong), ('property', ctypes.c_ulong), ('time', ctypes.c_ulong)]


class Notify(ctypes.Structure):
    _fields_ = [('type', ctypes.c_int), ('serial', ctypes.c_ulong), ('sent', ctypes.c_int), ('display', ctypes.c_void_p),
                ('requester', ctypes.c_ulong), ('selection', ctypes.c_ulong), ('target', ctypes.c_ulong),
                ('property', ctypes.c_ulong), ('time', ctypes.c_ulong)]


class Event(ctypes.Union):
    _fields_ = [('type', ctypes.c_int), ('request', Request), ('notify', Notify), ('room', LONG * 24)]


class Keeper:
    def __init__(self):
        self.x = x = ctypes.CDLL('libX11.so.6')
        x.XOpenDisplay.restype = ctypes.c_void_p
        for name in ('XCreateSimpleWindow', 'XDefaultRootWindow', 'XInternAtom', 'XGetSelectionOwner'):
            getattr(x, name).restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(x.XOpenDisplay(None))
        root = ctypes.c_ulong(x.XDefaultRootWindow(self.display))
        self.window = ctypes.c_ulong(x.XCreateSimpleWindow(self.display, root, 0, 0, 1, 1, 0, LONG(0), LONG(0)))
        self.asked = None

    def atom(self, name):
        return ctypes.c_ulong(self.x.XInternAtom(self.display, name.encode(), 0))

    def has_owner(self, selection):
        """Whether anything is selected or dragged, by anyone."""
        return bool(self.x.XGetSelectionOwner(self.display, self.atom(selection)))

    def run(self):
        self.x.XSetSelectionOwner(self.display, self.atom('CLIPBOARD_MANAGER'), self.window, LONG(0))
        self.x.XFlush(self.display)
        print('ready', flush=True)
        event = Event()
        while True:
            self.x.XNextEvent(self.display, ctypes.byref(event))
            if event.type == SELECTION_REQUEST:
                self.asked = Request.from_buffer_copy(event.request)
                self.x.XConvertSelection(self.display, self.atom('CLIPBOARD'), self.atom('UTF8_STRING'),
                                         self.atom('KEPT'), self.window, LONG(0))
                self.x.XFlush(self.display)
            elif event.type == SELECTION_NOTIFY:
                print(f'kept {self.read()}', flush=True)
                self.answer()

    def read(self):
        kind, shape, count, rest = ctypes.c_ulong(), ctypes.c_int(), ctypes.c_ulong(), ctypes.c_ulong()
        content = ctypes.c_char_p()
        self.x.XGetWindowProperty(self.display, self.window, self.atom('KEPT'), LONG(0), LONG(100000), 1,
                                  ctypes.c_ulong(0), ctypes.byref(kind), ctypes.byref(shape), ctypes.byref(count),
                                  ctypes.byref(rest), ctypes.byref(content))
        return (content.value or b'').decode()

    def answer(self):
        event = Event()
        asked = self.asked
        event.notify = Notify(SELECTION_NOTIFY, 0, 1, self.display, asked.requester, asked.selection, asked.target,
                              asked.property, asked.time)
        self.x.XSendEvent(self.display, ctypes.c_ulong(asked.requester), 0, LONG(0), ctypes.byref(event))
        self.x.XFlush(self.display)


if __name__ == '__main__':
    Keeper().run()
