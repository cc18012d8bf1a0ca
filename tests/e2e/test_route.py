# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""What a person has already is left out of the way."""

import flow

ACCOUNT = 'An account on OpenAI’s developer platform'
KEY = 'A key'
PAGES = ['Project', 'Billing', 'Permissions', 'Create the Key', 'Save', 'Test']


class Route(flow.Case):
    def test_answers(self):
        with self.assistant() as assistant:
            assistant.arrives('Welcome')
            assistant.switch(ACCOUNT)
            title = assistant.says(rf'{len(PAGES)} steps, about \d+ minutes?')
            self.assertEqual(assistant.row(title), ' › '.join(PAGES))
            self.walk(assistant, PAGES)

    def walk(self, assistant, pages):
        button = 'Begin'
        for place, page in enumerate(pages, 1):
            assistant.go_on(page, button)
            self.assertEqual(assistant.step(), (place, len(pages)))
            # Skipping goes the same way.
            button = 'Skip' if place > 2 else 'Continue'
        for page in [*pages[-2::-1], 'Welcome']:
            assistant.go_back(page)

    def test_key_at_hand(self):
        with self.assistant() as assistant:
            assistant.arrives('Welcome')
            assistant.go_on('Save', 'I Already Have a Key')
            assistant.go_back('Welcome')
            self.assertTrue(assistant.is_set('check box', KEY))


if __name__ == '__main__':
    flow.main()
