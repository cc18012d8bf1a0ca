# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Stands in for the desktop's session manager and prints who keeps the session from ending, and who no longer does."""

from gi.repository import Gio, GLib

INTERFACE = '''<node><interface name='org.gnome.SessionManager'>
  <method name='Inhibit'>
    <arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/><arg type='u' direction='in'/>
    <arg type='u' direction='out'/>
  </method>
  <method name='Uninhibit'><arg type='u' direction='in'/></method>
</interface></node>'''
LOG_OUT = 1
COOKIE = 7


def called(_connection, _sender, _path, _interface, method, parameters, invocation):
    if method == 'Inhibit':
        _application, _window, reason, flags = parameters.unpack()
        print(f'held {reason}' if flags == LOG_OUT else f'flags {flags}', flush=True)
        invocation.return_value(GLib.Variant('(u)', (COOKIE,)))
    else:
        print('let go' if parameters.unpack() == (COOKIE,) else 'of another', flush=True)
        invocation.return_value(None)


def got_bus(connection, _name):
    interface = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
    connection.register_object('/org/gnome/SessionManager', interface, called)


Gio.bus_own_name(Gio.BusType.SESSION, 'org.gnome.SessionManager', Gio.BusNameOwnerFlags.NONE, got_bus,
                 lambda *_: print('ready', flush=True), None)
GLib.MainLoop().run()
