# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""The whole way in the Flatpak: from the menu to a tested key that other programs find in the keyring."""

import flatpak
import flow

PAGES = ('Pay', 'Create the Key')


class WholeWay:
    def test_whole_way(self):
        with self.service() as service:
            self.give(OPENAI_BASE_URL=service.address)
            with self.assistant() as assistant:
                assistant.arrives('Welcome')
                assistant.begin()
                for page in PAGES:
                    assistant.go_on(page)
                assistant.paste_offered(service.key())
                assistant.write('Name', 'sandbox')
                assistant.save_and_test()
                self.assertEqual(self.look_up('sandbox'), service.key().encode())
                self.check_second_launch(assistant)
                assistant.click('button', 'Finish')
                assistant.find('list', 'Saved Keys')
                self.assertEqual(assistant.close(), 0)
            with self.assistant('gio', 'launch', self.desktop_file) as assistant:
                assistant.find('list', 'Saved Keys')
                self.assertIn('Works', assistant.row('sandbox'))

    def check_second_launch(self, assistant):
        with flow.other_window(self.desktop):
            assistant.wait(lambda: not assistant.is_active(), 'the other window did not get the focus')
            # On Wayland gtk-launch has no right to hand over, which a menu has that is in front.
            self.desktop.display.launch(f'gio launch {self.desktop_file}')
            assistant.wait(assistant.is_active, 'the window did not come to the front')
        self.assertEqual(len(assistant.all('frame')), 1)
        assistant.find('heading', flow.WORKS)


class X11(WholeWay, flatpak.Case):
    pass


class WithoutPortal(WholeWay, flatpak.Case):
    portal = False


class Wayland(WholeWay, flatpak.Case):
    display = 'wayland'


if __name__ == '__main__':
    flow.main()
