# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Stands in for the desktop that shows notifications, as one of three does, and prints what it is given:

    python3 -m support.notifications org.gtk.Notifications

With `--refuse` it has no place for any."""

import sys

from gi.repository import Gio, GLib

INTERFACES = '''<node>
  <interface name='org.gtk.Notifications'>
    <method name='AddNotification'>
      <arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>
    </method>
  </interface>
  <interface name='org.freedesktop.Notifications'>
    <method name='Notify'>
      <arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>
      <arg type='s' direction='in'/><arg type='as' direction='in'/><arg type='a{sv}' direction='in'/><arg type='i' direction='in'/>
      <arg type='u' direction='out'/>
    </method>
  </interface>
  <interface name='org.freedesktop.portal.Notification'>
    <method name='AddNotification'><arg type='s' direction='in'/><arg type='a{sv}' direction='in'/></method>
  </interface>
</node>'''
PLACES = {
    'org.gtk.Notifications': ('/org/gtk/Notifications', 'org.gtk.Notifications'),
    'org.freedesktop.Notifications': ('/org/freedesktop/Notifications', 'org.freedesktop.Notifications'),
    'org.freedesktop.portal.Desktop': ('/org/freedesktop/portal/desktop', 'org.freedesktop.portal.Notification'),
}


def called(_connection, _sender, _path, _interface, method, parameters, invocation):
    if '--refuse' in sys.argv:
        invocation.return_dbus_error('org.freedesktop.DBus.Error.LimitsExceeded', 'No more')
        return
    print(parameters.unpack(), flush=True)
    invocation.return_value(GLib.Variant('(u)', (7,)) if method == 'Notify' else None)


def main(name):
    path, interface = PLACES[name]

    def got_bus(connection, _name):
        connection.register_object(path, Gio.DBusNodeInfo.new_for_xml(INTERFACES).lookup_interface(interface), called)

    Gio.bus_own_name(Gio.BusType.SESSION, name, Gio.BusNameOwnerFlags.NONE, got_bus,
                     lambda *_: print('ready', flush=True), None)
    GLib.MainLoop().run()


main(sys.argv[1])
