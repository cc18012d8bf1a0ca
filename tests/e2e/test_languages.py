# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""A whole set-up in the languages that differ most from English, each name looked up in its translation."""

import flow
from gi.repository import Atspi

NAME = 'attic'


class Languages(flow.Case):
    def set_up_key(self, locale, mirrored=False):
        with self.service() as service, self.assistant(service=service, locale=locale) as assistant:
            assistant.arrives('Welcome')
            self.assertEqual(self.menu_is_left(assistant), mirrored)
            assistant.begin_with_key()
            assistant.paste_key(service.key())
            assistant.write('Name', NAME)
            assistant.save_and_test()
            assistant.check()
            self.assertEqual(self.desktop.keyring.look_up(service='openai', username=NAME), service.key().encode())
            assistant.click('button', 'Finish')
            assistant.find('list', 'Saved Keys')
            assistant.find('list item', NAME)
            self.assertEqual(assistant.close(), 0)

    def menu_is_left(self, assistant):
        frame = assistant.find('frame').get_extents(Atspi.CoordType.WINDOW)
        menu = assistant.find(None, 'Main Menu').get_extents(Atspi.CoordType.WINDOW)
        return menu.x + menu.width / 2 < frame.x + frame.width / 2

    def test_german(self):
        self.set_up_key('de_DE.UTF-8')

    def test_japanese(self):
        self.set_up_key('ja_JP.UTF-8')

    def test_arabic(self):
        self.set_up_key('ar_EG.UTF-8', mirrored=True)


if __name__ == '__main__':
    flow.main()
