# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Seahorse, the desktop's own window on the keyring, shows what was saved, with its label and our icon."""

import os
import pathlib
import shutil
import subprocess

import flow
from support.driver import Program

APP = 'io.github.keybearer.Keybearer'
NAME = 'attic'
LABEL = f'OpenAI API key – {NAME}'
OTHER = 'Something else'


class Seahorse(flow.Case):
    def install(self):
        """As far as Seahorse looks: the menu entry, its icon, and the program that it starts."""
        share = self.desktop.home / '.local/share'
        binary = pathlib.Path(os.environ['KEYBEARER_BIN'])
        for source, folder in ((pathlib.Path(os.environ['KEYBEARER_DESKTOP_FILE']), 'applications'),
                               (pathlib.Path(os.environ['KEYBEARER_ICON']), 'icons/hicolor/scalable/apps')):
            (share / folder).mkdir(parents=True)
            shutil.copy(source, share / folder)
        self.desktop.environment['PATH'] = f"{binary.parent}:{self.desktop.environment['PATH']}"

    def save(self):
        with self.service() as service, self.assistant(service=service) as assistant:
            assistant.save_key(service.key(), NAME)

    def blueness(self, seahorse, label):
        """Of the icon in the row with this label: how much more blue than red there is, from -1 to 1."""
        row = next(node for node in seahorse.all('list item') if seahorse.all('label', label, within=node))
        box = seahorse.all('icon', within=row)[0].get_extents(flow.Atspi.CoordType.SCREEN)
        command = ['import', '-window', 'root', '-crop', f'{box.width}x{box.height}+{box.x}+{box.y}', '-resize', '1x1!',
                   '-format', '%[fx:b-r]', 'info:-']
        return float(subprocess.run(command, env=self.desktop.environment, check=True, capture_output=True).stdout)

    def open_keyring(self, seahorse):
        """It opens by itself whatever it has found first; its list of places comes behind the title."""
        seahorse.wait(lambda: seahorse.all('label', 'Login'), 'the keyring is not listed')
        # GTK 3 tells just where things are.
        seahorse.mouse(seahorse.all('label', 'Login')[-1], least=10)

    def test_listed(self):
        self.install()
        self.save()
        self.desktop.run(['secret-tool', 'store', '--label', OTHER, 'service', 'other'], input='secret')
        with Program(self.desktop, command=['seahorse']) as seahorse:
            self.open_keyring(seahorse)
            ours = seahorse.find('label', f'{LABEL}\n{NAME}').get_name()
            seahorse.find('label', OTHER)
            seahorse.wait(lambda: self.blueness(seahorse, ours) > 0.1, 'the item has not our icon')
            self.assertLess(abs(self.blueness(seahorse, OTHER)), 0.05)


if __name__ == '__main__':
    flow.main()
