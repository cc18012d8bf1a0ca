# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""A pasted key that is saved nowhere, and every way out: by real keys, the menu, the desktop."""

import contextlib
import subprocess
import sys

import flow

QUESTION = 'Leave Without Saving the Key?'
NAME = 'bench'


def press(keys):
    return lambda assistant: assistant.key(keys)


def menu(place):
    def choose(assistant):
        assistant.press('toggle button', 'Main Menu')
        assistant.wait(lambda: assistant.is_set('toggle button', 'Main Menu'), 'the menu did not open')
        assistant.key(*['Down'] * place, 'Return')
    return choose


def close(assistant):
    assistant.desktop.display.ask_to_close(assistant.window())


def ended(assistant):
    return assistant.end()


def at_keys(assistant):
    assistant.find('button', 'New Key')


def at_welcome(assistant):
    assistant.arrives('Welcome')


# Way out → (how to go it, how to see where it leads)
WAYS = {
    'Ctrl+W': (press('ctrl+w'), ended),
    'Ctrl+Q': (press('ctrl+q'), ended),
    'window manager': (close, ended),
    'New Set-Up': (menu(0), at_welcome),
    'My Keys': (menu(1), at_keys),
}
# What leads to another page of the same set-up
ASIDE = {
    'Escape': press('Escape'),
    'Alt+Left': press('alt+Left'),
    'Back': lambda assistant: assistant.click('button', 'Back'),
}


class Unsaved(flow.Case):
    @contextlib.contextmanager
    def pasted(self, key):
        with self.assistant('--new-key') as assistant:
            assistant.enter_key(key, NAME)
            self.assert_there(assistant)
            yield assistant

    def assert_there(self, assistant):
        assistant.find('list item', flow.LOOKS_RIGHT)

    def saved(self):
        return self.desktop.keyring.look_up(service='openai', username=NAME)

    def answer(self, assistant, label):
        assistant.find('label', QUESTION)
        assistant.click('button', label)

    def test_cancel(self):
        with self.pasted(flow.make_key()) as assistant:
            for name, (go, _) in WAYS.items():
                with self.subTest(name):
                    go(assistant)
                    assistant.find('label', QUESTION)
                    assistant.key('ctrl+w')  # asks no second time
                    self.answer(assistant, 'Cancel')
                    assistant.gone('label', QUESTION)
            self.assert_there(assistant)
        self.assertIsNone(self.saved())

    def test_save_first(self):
        for name in ('Ctrl+W', 'My Keys'):
            go, arrived = WAYS[name]
            key = flow.make_key()
            with self.subTest(name), self.pasted(key) as assistant:
                go(assistant)
                self.answer(assistant, 'Save It First')
                arrived(assistant)
                self.assertTrue(self.saved() == key.encode(), 'it is not in the keyring')
            self.forget()

    def test_throw_away(self):
        for name in ('Ctrl+Q', 'window manager', 'New Set-Up'):
            go, arrived = WAYS[name]
            with self.subTest(name), self.pasted(flow.make_key()) as assistant:
                go(assistant)
                self.answer(assistant, 'Throw Away')
                arrived(assistant)
            self.assertIsNone(self.saved())
            self.forget()

    def forget(self):
        """For the next one the set-up begins anew."""
        self.desktop.run(['secret-tool', 'clear', 'service', 'openai'], check=False)
        for path in flow.files_below(self.desktop.home / '.local/state', self.desktop.home / '.local/share/keybearer'):
            path.unlink()

    def test_kept(self):
        """Back and forth nobody is asked, and the key is there again."""
        with self.pasted(flow.make_key()) as assistant:
            for name, go in ASIDE.items():
                with self.subTest(name):
                    go(assistant)
                    assistant.gone('list item', flow.LOOKS_RIGHT)
                    self.assertEqual(assistant.all('label', QUESTION), [])
                    assistant.press('list item', 'I Have a Key')
                    self.assert_there(assistant)

    def test_log_out(self):
        """As long as the key is saved nowhere, the desktop asks before it ends the session."""
        manager = self.desktop.start([sys.executable, '-m', 'support.session_manager'], stdout=subprocess.PIPE,
                                     cwd=flow.TESTS)

        def says():
            return flow.processes.read_line(manager.stdout.fileno(), 'the session manager')

        self.assertEqual(says(), 'ready')
        with self.pasted(flow.make_key()) as assistant:
            self.assertEqual(says(), 'held The key that you pasted is saved nowhere yet')
            assistant.key('ctrl+w')
            self.answer(assistant, 'Cancel')
            assistant.gone('label', QUESTION)
            assistant.save()
            self.assertEqual(says(), 'let go')
            assistant.go_back(flow.SAVED)
            assistant.press('button', 'Save Another Key')
            assistant.paste_key(flow.make_key())
            self.assertEqual(says(), 'held The key that you pasted is saved nowhere yet')
            assistant.key('ctrl+w')
            self.answer(assistant, 'Throw Away')
            self.assertEqual(says(), 'let go')
            ended(assistant)


if __name__ == '__main__':
    flow.main()
