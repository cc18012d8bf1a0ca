# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""A desktop on which Keybearer is installed as a Flatpak, from a single file.

KEYBEARER_BUNDLE names that file, KEYBEARER_STAND_INS the repository whose runtimes are installed beside it.
"""

import os
import pathlib

from .desktop import SYSTEM_SERVICES, Desktop

APP = 'io.github.keybearer.Keybearer'

# Started by the first who asks for them
PORTAL = ('org.freedesktop.portal.Desktop', 'org.freedesktop.portal.Documents', 'org.freedesktop.portal.Flatpak',
          'org.freedesktop.impl.portal.PermissionStore', 'org.freedesktop.impl.portal.desktop.gtk')
PORTALS = '''[preferred]
default=gtk
org.freedesktop.impl.portal.Secret=gnome-keyring
'''


class FlatpakDesktop(Desktop):
    """With a portal on its bus or without."""

    def __init__(self, portal, **options):
        super().__init__(**options)
        self.portal = portal

    def flatpak(self, *arguments, **options):
        return self.run(['flatpak', *arguments], **options)

    def _make_home(self):
        super()._make_home()
        installation = self.home / '.local/share/flatpak'
        runtimes = pathlib.Path(os.environ['KEYBEARER_STAND_INS']).parent / 'runtimes'
        self.environment.update({
            'FLATPAK_SYSTEM_DIR': str(runtimes),
            'XDG_DATA_DIRS': f'{installation}/exports/share:/usr/local/share:/usr/share',
            'XDG_CURRENT_DESKTOP': 'GNOME',
        })
        settings = self.home / '.config/xdg-desktop-portal/portals.conf'
        settings.parent.mkdir()
        settings.write_text(PORTALS)
        self._install(os.environ['KEYBEARER_BUNDLE'])
        self.exports = installation / 'exports/share'

    def _install(self, bundle):
        # Anybody but root is looked up on the system's bus; any bus will do on which nobody is to be found.
        self.run(['dbus-run-session', '--', 'sh', '-c',
                  'DBUS_SYSTEM_BUS_ADDRESS=$DBUS_SESSION_BUS_ADDRESS flatpak --user install -y --noninteractive --bundle "$1"',
                  'sh', bundle])

    def _services(self):
        return [*super()._services(), self.exports / f'dbus-1/services/{APP}.service',
                *(SYSTEM_SERVICES / f'{name}.service' for name in PORTAL if self.portal)]


def stand_in_flatpak(folder, binary):
    """Puts a flatpak into the folder that starts this Keybearer, as the computer has one outside of the sandbox."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / 'flatpak'
    program.write_text(f'#!/bin/sh\n[ "$1 $2" = "run io.github.keybearer.Keybearer" ] && shift 2 && exec {binary} "$@"\nexit 1\n')
    program.chmod(0o755)
