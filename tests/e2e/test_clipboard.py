# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""A key on the clipboard, as other programs see it: marked as a secret, nowhere but there, and soon gone."""

import pathlib
import re
import signal
import subprocess
import sys

import flow
from support.keeper import Keeper

TOO_LONG = 'The text on the clipboard is too long to be a key'
NO_ANSWER = 'The program that you copied from does not answer: copy the key again'
FILM = 200_000_000  # bytes
HINT = 'x-kde-passwordManagerHint'
OTHER = 'seeds'


def memory(assistant):
    """Bytes that the program takes."""
    return 1024 * int(re.search(r'^VmRSS:\s*(\d+)', pathlib.Path(f'/proc/{assistant.pid}/status').read_text(), re.M)[1])


class Case(flow.Case):
    def store(self, name, key):
        self.desktop.run(['secret-tool', 'store', '--label', f'OpenAI API key – {name}', 'service', 'openai', 'username', name,
                          'application', 'keybearer', 'xdg:schema', 'io.github.keybearer.Keybearer'], input=key)

    def open_key(self, assistant, name):
        assistant.press('list item', 'My Keys', key='Return')
        assistant.find('list', 'Saved Keys')
        assistant.press('list item', name, key='Return')
        assistant.find('list', 'Status')

    def reveal(self, assistant, key):
        assistant.press('toggle button', 'Reveal')
        assistant.find('label', key)

    def show_entered(self, assistant, key):
        """The key in the entry, to be read, with the focus there."""
        assistant.begin_with_key()
        assistant.paste_key(key)
        assistant.click('button', 'Change')
        self.show(assistant)
        assistant.tab_to('text', 'Secret Key')

    def show(self, assistant):
        assistant.click('button', 'Show Password')
        assistant.find('button', 'Hide Password')

    def assert_copied(self, assistant, key):
        """Seen by who keeps what is copied, who pastes, and who looks at what is selected."""
        display = self.desktop.display
        assistant.wait(lambda: display.clipboard() == key, 'the key is not on the clipboard')
        self.assertIn(HINT, display.clipboard_kinds())
        self.assertFalse(key in display.clipboard(selection='primary'), 'the key is in PRIMARY')

    def assert_cleared(self, assistant):
        assistant.wait(lambda: not self.desktop.display.clipboard_kinds(), 'the key is still on the clipboard')


class Places:
    """Wherever a key can be copied, on both kinds of display."""

    def test_revealed(self):
        key = flow.make_key()
        self.store('bench', key)
        with self.assistant() as assistant:
            self.open_key(assistant, 'bench')
            self.reveal(assistant, key)
            for keys in ('ctrl+c', 'ctrl+Insert'):
                self.desktop.copy(OTHER)
                assistant.key(keys)
                self.assert_copied(assistant, key)
            self.desktop.copy(OTHER)
            assistant.press('list item', 'Copy', key='Return')
            self.assert_copied(assistant, key)
            self.assertEqual(assistant.close(), 0)
        self.assert_cleared(assistant)

    def test_entered(self):
        key = flow.make_key()
        with self.assistant() as assistant:
            self.show_entered(assistant, key)
            for keys in ('ctrl+c', 'ctrl+Insert', 'ctrl+x', 'shift+Delete'):
                self.desktop.copy(OTHER)
                assistant.key('ctrl+a', keys)
                self.assert_copied(assistant, key)
            self.assertTrue(flow.text(assistant.find('text', 'Secret Key')) == key, 'it was cut out')

    def test_cleared(self):
        key = flow.make_key()
        self.store('bench', key)
        with self.assistant(environment=flow.fast()) as assistant:
            self.open_key(assistant, 'bench')
            self.reveal(assistant, key)
            assistant.key('ctrl+c')
            assistant.wait(lambda: self.desktop.clipboard() == key, 'the key is not on the clipboard')
            self.assert_cleared(assistant)


class Owners:
    """What other programs do that have something on the clipboard, on both kinds of display."""

    def at_save(self, assistant):
        assistant.begin_with_key()

    def own(self, content):
        path = self.desktop.directory / 'content'
        path.write_bytes(content)
        return self.desktop.display.own_clipboard(path)

    def test_film(self):
        """200 MB, which the program neither takes nor waits for."""
        with self.assistant() as assistant:
            self.at_save(assistant)
            before = memory(assistant)
            self.own(b'seeds\n' * (FILM // 6))
            for _ in range(2):
                assistant.press('button', 'Paste Key')
                assistant.find('label', TOO_LONG)
                # What was said before is not to be taken for what is said of the next one.
                assistant.gone('label', TOO_LONG)
            assistant.find('heading', flow.HEADINGS['Save and Test'])
            assistant.paste_key(flow.make_key())
            self.assertLess(memory(assistant) - before, FILM // 4)

    def test_stuck(self):
        """A program that offered a key, and hangs."""
        with self.assistant() as assistant:
            self.at_save(assistant)
            owner = self.own(flow.make_key().encode())
            assistant.find('button', 'Paste Key')
            owner.send_signal(signal.SIGSTOP)
            assistant.click('button', 'Paste Key')
            assistant.find('label', NO_ANSWER)
            owner.kill()
            assistant.paste_key(flow.make_key())


class X11(Places, Owners, Case):
    def test_selected(self):
        """With the mouse there is no other way."""
        key = flow.make_key()
        keeper = Keeper()
        with self.assistant() as assistant:
            self.show_entered(assistant, key)
            assistant.key('ctrl+a')
            self.drag(assistant, 'Secret Key')
            self.assertFalse(keeper.has_owner('XdndSelection'))
            self.drop(assistant)
            self.assertFalse(keeper.has_owner('PRIMARY'))
            # Dots neither
            assistant.click('button', 'Hide Password')
            assistant.find('button', 'Show Password')
            assistant.tab_to('text', 'Secret Key')
            self.desktop.copy(OTHER)
            assistant.key('ctrl+a', 'ctrl+c', 'ctrl+x', 'ctrl+Insert')
            self.drop(assistant)
            self.assertFalse(key in self.desktop.display.clipboard(selection='primary'), 'the key is in PRIMARY')
            self.assertEqual(self.desktop.clipboard(), OTHER)
            # … as is seen where a text is none that is hidden.
            assistant.write('Name', 'aquarium and herbarium')
            assistant.key('ctrl+a')
            assistant.wait(lambda: keeper.has_owner('PRIMARY'), 'what is selected does not stand in PRIMARY')
            assistant.drag(assistant.find('text', 'Name'))
            assistant.wait(lambda: keeper.has_owner('XdndSelection'), 'nothing is dragged')
            self.desktop.display.drop()

    def test_shown_while_pressed(self):
        """What was selected as dots is no longer when it can be read, also where it is just about to be dragged."""
        with self.assistant() as assistant:
            self.show_entered(assistant, flow.make_key())
            assistant.click('button', 'Hide Password')
            assistant.find('button', 'Show Password')
            assistant.key('ctrl+a')
            assistant.drag(assistant.find('text', 'Secret Key'), by=0)
            self.show(assistant)
            assistant.drag(assistant.find('text', 'Secret Key'))
            self.assertFalse(Keeper().has_owner('XdndSelection'))
            self.desktop.display.drop()
            self.assertEqual(assistant.focus(), ('text', 'Secret Key'))

    def drag(self, assistant, name):
        """Where nothing is dragged, the caret goes with the mouse."""
        entry = assistant.find('text', name)
        before = flow.Atspi.Text.get_caret_offset(entry)
        assistant.drag(entry)
        assistant.wait(lambda: flow.Atspi.Text.get_caret_offset(entry) != before, 'the caret stays')

    def drop(self, assistant):
        """Waits until all is done that comes of it."""
        self.desktop.display.drop()
        before = assistant.focus()
        assistant.key('Tab')
        assistant.wait(lambda: assistant.focus() != before, 'Tab goes nowhere')

    def test_kept(self):
        """Who keeps what others leave behind is not given the key, however the program ends."""
        keeper = self.desktop.start([sys.executable, '-c', 'from support import keeper; keeper.Keeper().run()'],
                                    stdout=subprocess.PIPE, cwd=flow.TESTS)
        lines = keeper.stdout.fileno()
        self.assertEqual(flow.processes.read_line(lines, 'the keeper'), 'ready')
        key = flow.make_key()
        self.store('bench', key)
        for end in (lambda assistant: assistant.key('ctrl+q'), lambda assistant: assistant.process.terminate()):
            with self.assistant() as assistant:
                self.open_key(assistant, 'bench')
                assistant.press('list item', 'Copy', key='Return')
                self.assert_copied(assistant, key)
                end(assistant)
                assistant.process.wait(flow.processes.TIMEOUT)
            self.assertEqual(self.desktop.display.clipboard_kinds(), [])
        # It is asked to keep what is no key.
        with self.assistant() as assistant:
            assistant.begin_with_key()
            assistant.paste_key(flow.make_key())
            assistant.write('Name', OTHER)
            assistant.key('ctrl+a', 'ctrl+c')
            assistant.wait(lambda: self.desktop.clipboard() == OTHER, 'the name is not on the clipboard')
            assistant.key('ctrl+w')
            assistant.click('button', 'Throw Away')
            self.assertEqual(assistant.end(), 0)
        kept = flow.processes.read_line(lines, 'the keeper')
        self.assertTrue(kept == f'kept {OTHER}', 'the keeper was given something else')


class Wayland(Places, Owners, Case):
    display = 'wayland'


class ForNow(Case):
    keyring = 'none'

    def test_copy_key(self):
        key = flow.make_key()
        with self.assistant() as assistant:
            assistant.enter_key(key, 'attic', 'No Keyring Found')
            assistant.press('button', 'Keep for This Session Only')
            assistant.find('list item', 'Kept for This Session Only')
            self.desktop.copy(OTHER)
            assistant.press('button', 'Copy Key')
            self.assert_copied(assistant, key)


if __name__ == '__main__':
    flow.main()
