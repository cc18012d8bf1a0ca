# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""The whole way in practice mode: no account, no network, nothing kept."""

import flow

# What practice keys teach → what the result page says, and the aspect that failed
VERDICTS = [
    ('An account without credit: ChatGPT Plus is not API credit', 'No Credit Left', 'Credit and Limits'),
    ('A key that was mistyped, cut short or deleted', 'Key Not Accepted', 'Key'),
    ('A restricted key that may not ask a model', 'Permission Missing', 'Permissions'),
    ('A filter that stops the request with a page of its own', 'Stopped Before the Service', 'Network'),
    ('A server that is not running', 'Connection Refused', 'Network'),
]
BANNER = 'Practice run: nothing leaves this computer and nothing is kept'


class Practice(flow.Case):
    keyring = 'none'

    def pick_and_save(self, assistant, lesson, button='Save to Keyring'):
        assistant.choose('Key to Practice With', lesson)
        assistant.click('button', button)
        assistant.arrives(flow.SAVED)
        assistant.go_on('Test')

    def test_whole_way(self):
        with self.assistant('--practice') as assistant:
            assistant.arrives('Welcome')
            assistant.go_on('Sign In', 'Begin')
            for page in ('Project', 'Billing', 'Permissions', 'Create the Key', 'Save'):
                self.assertIn(BANNER, assistant.labels())
                assistant.go_on(page)
            self.assertEqual(assistant.row('Practice Keyring'), 'In memory; it needs no password')
            self.pick_and_save(assistant, flow.ACCEPTED)
            assistant.test(flow.WORKS)
            self.assertIn(BANNER, assistant.labels())
            assistant.click('button', 'Finish Set-Up')
            assistant.find('list', 'Saved Keys')
            self.assertEqual(assistant.close(), 0)
        self.assert_nothing_kept()

    def test_other_verdicts(self):
        with self.assistant('--practice') as assistant:
            assistant.arrives('Welcome')
            assistant.go_on('Save', 'I Already Have a Key')
            for lesson, verdict, failed in VERDICTS:
                self.pick_and_save(assistant, lesson, 'Replace Saved Key' if lesson != VERDICTS[0][0] else 'Save to Keyring')
                assistant.test(verdict)
                self.assertEqual(assistant.aspects()[1], failed)
                assistant.go_back(flow.SAVED)
                assistant.press('button', 'Save Another Key')

    def test_leaving(self):
        with self.assistant() as assistant:
            assistant.arrives('Welcome')
            assistant.switch('An account on OpenAI’s developer platform')
            assistant.press('button', 'Practice Run, Without Account or Network')
            assistant.says(BANNER)
            assistant.arrives('Welcome')
            assistant.go_on('Sign In', 'Begin')
            assistant.click('button', 'Leave Practice')
            assistant.arrives('Welcome')
            self.assertNotIn(BANNER, assistant.labels())
            # The choice that was made before, not those of the practice run
            self.assertTrue(assistant.is_set('check box', 'An account on OpenAI’s developer platform'))

    def assert_nothing_kept(self):
        kept = flow.files_below(self.desktop.home / '.local')
        self.assertEqual(kept, [])


if __name__ == '__main__':
    flow.main()
