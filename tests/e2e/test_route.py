# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""What a person has already is left out of the way."""

import flow

ACCOUNT = 'An account on OpenAI’s developer platform'
WALLETS = 'I know that ChatGPT Plus is not API credit'
CREDIT = 'API credit on that account'
PROJECT = 'A project for this key'
KEY = 'A key'

# What is switched on → pages that are left
ROUTES = [
    ([], ['Sign In', 'Project', 'Billing', 'Permissions', 'Create the Key', 'Save', 'Test']),
    ([ACCOUNT], ['Project', 'Billing', 'Permissions', 'Create the Key', 'Save', 'Test']),
    # Who does not know the difference may well mean ChatGPT Plus.
    ([ACCOUNT, CREDIT], ['Project', 'Billing', 'Permissions', 'Create the Key', 'Save', 'Test']),
    ([ACCOUNT, CREDIT, WALLETS], ['Project', 'Permissions', 'Create the Key', 'Save', 'Test']),
    ([ACCOUNT, CREDIT, WALLETS, PROJECT], ['Permissions', 'Create the Key', 'Save', 'Test']),
    ([ACCOUNT, CREDIT, WALLETS, PROJECT, KEY], ['Save', 'Test']),
]


class Route(flow.Case):
    def test_answers(self):
        with self.assistant() as assistant:
            assistant.arrives('Welcome')
            on = []
            for answers, pages in ROUTES:
                for answer in answers:
                    if answer not in on:
                        assistant.switch(answer)
                        on.append(answer)
                title = assistant.says(rf'{len(pages)} steps, about \d+ minutes?')
                self.assertEqual(assistant.row(title), ' › '.join(pages))
            assistant.switch(ACCOUNT)
            assistant.switch(PROJECT)
            assistant.switch(KEY)
            self.walk(assistant, ['Sign In', 'Project', 'Permissions', 'Create the Key', 'Save', 'Test'])

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
