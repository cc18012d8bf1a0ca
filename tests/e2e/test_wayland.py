# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""The whole way on Wayland, where no X server is there to fall back on."""

import struct

import flow

PAGES = ('Pay', 'Create the Key')


class Wayland(flow.Case):
    display = 'wayland'

    def test_whole_way(self):
        with self.service() as service, self.assistant(service=service) as assistant:
            assistant.arrives('Welcome')
            assistant.begin()
            assistant.do_step('Open the developer platform')
            self.check_picture(assistant)
            for page in PAGES:
                assistant.go_on(page)
            assistant.paste_offered(service.key())
            assistant.write('Name', 'wayland')
            assistant.save_and_test()
            self.assertEqual(self.desktop.keyring.look_up(service='openai', username='wayland'), service.key().encode())
            self.assertIn(service.key(), self.desktop.clipboard())
            # With a real key press: only who was last used may change the clipboard.
            assistant.press('button', 'Clear Clipboard')
            assistant.wait(lambda: not self.desktop.clipboard(), 'the clipboard still holds something')
            self.assertEqual(assistant.close(), 0)

    def check_picture(self, assistant):
        path = self.desktop.directory / 'picture.png'
        assistant.resize(500, 700)
        assistant.screenshot(path)
        self.assertEqual(struct.unpack('>II', path.read_bytes()[16:24]), (500, 700))


if __name__ == '__main__':
    flow.main()
