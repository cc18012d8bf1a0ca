# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""The whole way in practice mode: no account, no network, nothing kept."""

import flow

BANNER = 'Practice run: nothing leaves this computer and nothing is kept'


class Practice(flow.Case):
    keyring = 'none'

    def test_whole_way(self):
        with self.assistant('--practice') as assistant:
            assistant.arrives('Welcome')
            assistant.begin()
            for page in ('Pay', 'Create the Key', 'Save and Test'):
                self.assertIn(BANNER, assistant.labels())
                assistant.go_on(page)
            assistant.choose('Key to Practice With', flow.ACCEPTED)
            assistant.says('A practice key stays in memory.*')
            assistant.save_and_test()
            self.assertIn(BANNER, assistant.labels())
            assistant.click('button', 'Finish')
            assistant.find('list', 'Saved Keys')
            self.assertEqual(assistant.close(), 0)
        self.assert_nothing_kept()

    def test_leaving(self):
        with self.assistant() as assistant:
            assistant.arrives('Welcome')
            assistant.switch('Show Every Step')
            assistant.press('list item', 'Practice Without an Account')
            assistant.says(BANNER)
            assistant.arrives('Welcome')
            assistant.begin()
            assistant.click('button', 'Leave Practice')
            assistant.arrives('Welcome')
            self.assertNotIn(BANNER, assistant.labels())
            # The choice that was made before, not those of the practice run
            self.assertTrue(assistant.is_set('check box', 'Show Every Step'))

    def assert_nothing_kept(self):
        kept = flow.files_below(self.desktop.home / '.local')
        self.assertEqual(kept, [])


if __name__ == '__main__':
    flow.main()
