# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Wait and Retry: asked for, seen to count, going on when the page is left, and stopped."""

import re

import flow

COUNTDOWN = re.compile(r'Testing Again in \d:\d\d')


class Retry(flow.Case):
    keyring = 'none'

    def test_waiting(self):
        with self.assistant('--practice') as assistant:
            assistant.arrives('Welcome')
            assistant.go_on('Save', 'I Already Have a Key')
            assistant.choose('Key to Practise With', 'An account without credit: ChatGPT Plus is not API credit')
            assistant.click('button', 'Save to Keyring')
            assistant.arrives(flow.SAVED)
            assistant.go_on('Test')
            assistant.test('No Credit Left')
            assistant.press('button', 'Wait and Retry')
            assistant.says(COUNTDOWN)
            assistant.go_back(flow.SAVED)
            assistant.click('button', 'Continue')
            assistant.says(COUNTDOWN)
            # The practice service asks for a few seconds: then the key is tested again by itself.
            assistant.says(re.compile(r'Tested again once\..*'))
            assistant.press('button', 'Stop Waiting')
            assistant.find('button', 'Wait and Retry')
            self.assertFalse([label for label in assistant.labels() if COUNTDOWN.fullmatch(label)])


if __name__ == '__main__':
    flow.main()
