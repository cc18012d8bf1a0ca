# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""What a person has already, and does not need, is left out of the way."""

import flow

SHORT = ['Pay', 'Create the Key', 'Save and Test']
EVERY = ['Sign In', 'Project', 'Pay', 'Permissions', 'Create the Key', 'Save and Test']


class Route(flow.Case):
    def test_account(self):
        with self.assistant() as assistant:
            assistant.arrives('Welcome')
            self.walk(assistant, SHORT, 'I Have an Account')

    def test_every_step(self):
        with self.assistant() as assistant:
            assistant.arrives('Welcome')
            assistant.switch('Show Every Step')
            self.walk(assistant, EVERY, 'I’m New to This')

    def walk(self, assistant, pages, card):
        for place, page in enumerate(pages, 1):
            if place == 1:
                assistant.begin(page, card)
            else:
                assistant.go_on(page)
            self.assertEqual(assistant.step(), (place, len(pages) + 1))
        for page in [*pages[-2::-1], 'Welcome']:
            assistant.go_back(page)

    def test_key_at_hand(self):
        with self.assistant() as assistant:
            assistant.begin_with_key()
            self.assertEqual(assistant.step(), (1, 2))
            assistant.go_back('Welcome')
            assistant.begin()


if __name__ == '__main__':
    flow.main()
