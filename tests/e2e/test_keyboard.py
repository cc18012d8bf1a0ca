# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""From Welcome to the verdict with a keyboard alone: no mouse, no action of a screen reader."""

import re

import flow


MOST_KEYS = 20  # from Welcome to the verdict


class Few(flow.Case):
    """Who begins with nothing needs few keys, and Enter goes on."""

    def test_few_keys(self):
        pressed = []
        with self.service() as service, self.assistant('--practice') as assistant:
            key = assistant.key
            assistant.key = lambda *keys: (pressed.extend(keys), key(*keys))
            assistant.arrives('Welcome')
            assistant.tab_to('list item', 'I’m New to This')
            assistant.key('Return')
            for page in ('Sign In', 'Pay', 'Create the Key'):
                assistant.arrives(page)
                assistant.key('Return')
                assistant.find('button', 'Continue')
                assistant.key('Return')
            assistant.arrives('Save and Test')
            self.desktop.copy(service.key())
            assistant.key('ctrl+v')
            assistant.find('list item', flow.LOOKS_RIGHT)
            assistant.key('Return')
            assistant.arrives(flow.WORKS)
        self.assertGreater(len(pressed), 8)
        self.assertLessEqual(len(pressed), MOST_KEYS, pressed)


class Keyboard(flow.Case):
    keyring = 'none'

    def test_whole_way(self):
        with self.assistant('--practice') as assistant:
            assistant.click = assistant.mouse = assistant.set_text = self.forbidden
            assistant.arrives('Welcome')
            assistant.choose('What Is It For?', 'A team or a server')
            assistant.begin()
            # Enter activates the suggested button, wherever nothing else takes it: first it opens the page.
            assistant.key('Return')
            assistant.find('button', 'Continue')
            assistant.key('Return')
            assistant.arrives('Project')
            assistant.open_step('Name it after your app')
            assistant.write('Name it after your app', 'Herbarium')
            assistant.press('button', 'Next')
            # … also from an entry
            assistant.open_step('Name it after your app')
            assistant.tab_to('text', 'Name it after your app')
            assistant.key('Return')
            assistant.arrives('Pay')
            # Ctrl+O opens the page, from anywhere on it.
            assistant.key('ctrl+o')
            assistant.find('button', 'Continue')
            assistant.press('list item', 'Why ChatGPT Plus Does Not Pay')
            # A picture is one thing to a screen reader, not its parts.
            assistant.tab_to('image', 'Picture of the two wallets')
            self.assertNotIn('Not shared', assistant.labels())
            self.set_amounts(assistant)
            assistant.press('button', 'Continue', 'Return')
            assistant.arrives('Permissions')
            self.go_back_and_forth(assistant)
            self.choose_permissions(assistant)
            assistant.press('button', 'Continue')
            assistant.arrives('Create the Key')
            # … but in a row that unfolds, Enter does just that.
            assistant.press('list item', 'It Looks Different on the Web', 'Return')
            assistant.says('No code.*')
            self.assertEqual(assistant.heading(), flow.HEADINGS['Create the Key'])
            assistant.press('button', 'Skip for Now')
            assistant.arrives('Save and Test')
            assistant.choose('Key to Practice With', flow.ACCEPTED)
            assistant.tab_to('text', 'Name')
            assistant.key('Return')
            assistant.arrives(flow.WORKS)
            assistant.key('Return')
            assistant.find('list', 'Saved Keys')

    def test_shortcuts(self):
        with self.assistant('--practice') as assistant:
            assistant.click = assistant.mouse = assistant.set_text = self.forbidden
            assistant.arrives('Welcome')
            assistant.begin()
            assistant.key('ctrl+question')
            assistant.says('Keyboard Shortcuts')
            assistant.says(re.escape('Ctrl+?'))
            assistant.key('Escape')
            assistant.gone('label', 'Keyboard Shortcuts')
            # From any page to the menu, to My Keys and to the library, and back
            assistant.key('F10')
            assistant.find('menu', 'Main Menu')
            assistant.key('m')
            assistant.find('label', 'No Keys Yet')
            assistant.key('ctrl+n')
            assistant.arrives('Sign In')
            assistant.key('F1')
            assistant.find('grouping', 'Library')
            assistant.key('F10')
            assistant.find('menu', 'Main Menu')
            assistant.key('Escape', 'alt+Left')
            assistant.wait(lambda: assistant.heading() == flow.HEADINGS['Sign In'], 'Back does not lead back')
            self.assertEqual(assistant.close(), 0)

    def set_amounts(self, assistant):
        assistant.press('button', 'Change…')
        assistant.choose('What Is This For?', 'Product in use')
        assistant.write('Hard Limit', '70')
        assistant.key('shift+Tab', 'Up')
        assistant.wait(lambda: assistant.value('Hard Limit') == '75', 'an arrow key changes no amount')
        assistant.key('Escape')
        assistant.gone('spin button', 'Hard Limit')
        assistant.find('list item', 'Stop at $75 a month, 6 of 7')

    def go_back_and_forth(self, assistant):
        assistant.go_back('Pay')
        assistant.find('list item', 'Stop at $75 a month, 6 of 7')
        assistant.key('Return')
        assistant.arrives('Permissions')

    def choose_permissions(self, assistant):
        assistant.tab_to('list item', 'Me')
        assistant.key('Down')
        assistant.wait(lambda: assistant.focus()[1] == 'One app', 'an arrow key does not go to the next choice')
        assistant.key('space')
        assistant.wait(lambda: assistant.is_set('radio button', 'One app'), '“One app” is not chosen')
        assistant.press('list item', 'What Will You Use It For?')
        assistant.press('toggle button', 'Images')
        assistant.wait(lambda: assistant.is_set('toggle button', 'Images'), '“Images” is not pressed')

    def forbidden(self, *_, **__):
        self.fail('not with the keyboard')


if __name__ == '__main__':
    flow.main()
