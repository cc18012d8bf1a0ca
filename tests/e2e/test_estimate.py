# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""What it will cost: from the menu, with a keyboard, read as a screen reader reads it."""

import flow


class Estimate(flow.Case):
    keyring = 'none'

    def test_typed(self):
        with self.assistant() as assistant:
            assistant.arrives('Welcome')
            self.open(assistant)
            assistant.choose('Model', 'gpt-5.6-luna')
            assistant.says(r'\$48 a month')
            assistant.write('Conversations a Day', '2000')
            assistant.says(r'\$96 a month')
            assistant.says(r'Your limit of \$10 a month would stop it on day 4\.')
            assistant.find('list item', 'gpt-5.6-luna, $96 a month, above your limit, chosen')
            assistant.write('Conversations a Day', 'many')
            assistant.says('This is not a number')
            assistant.write('Conversations a Day', '500')
            assistant.press('list item', 'gpt-6-luna, $10.50 a month, above your limit')
            assistant.says(r'\$10\.50 a month')
            assistant.key('alt+Left')
            assistant.find('list item', 'I’m New to This')
            self.open(assistant)
            self.assertEqual(assistant.value('Conversations a Day'), '500')

    def open(self, assistant):
        assistant.key('F10')
        assistant.wait(lambda: assistant.all('menu', 'Main Menu'), 'there is no menu')
        assistant.key('Down', 'Down', 'Down', 'Down', 'Down', 'Return')
        assistant.wait(lambda: assistant.focus() == ('text', 'Conversations a Day'),
                       lambda: f'the focus is at {assistant.focus()}')


if __name__ == '__main__':
    flow.main()
