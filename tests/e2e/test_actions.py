# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""What the menu entry offers beside starting: over D-Bus and as options, while the program runs and before it does."""

import flow

APP = 'io.github.keybearer.Keybearer'
REAL = 'Keybearer'
PRACTICE = 'Keybearer – Practice Run'
NAME = 'attic'
UNDER_WAY = 'A set-up is under way'


class Actions(flow.Case):
    def over_bus(self, action, *parameter):
        self.desktop.run(['gapplication', 'action', APP, action, *parameter])

    def as_option(self, assistant, action):
        """As a desktop does that starts a program anew for each action: it hands over and is gone."""
        process = self.desktop.start([*assistant.command, f'--{action}'], environment=assistant.environment)
        self.assertEqual(process.wait(flow.processes.TIMEOUT), 0)

    def both_ways(self, assistant):
        yield lambda action: self.over_bus(action)
        yield lambda action: self.as_option(assistant, action)

    def store(self, key, name=NAME):
        self.desktop.run(['secret-tool', 'store', '--label', f'OpenAI API key – {name}', 'service', 'openai',
                          'username', name, 'application', 'keybearer', 'xdg:schema', APP], input=key)

    def paste(self, assistant, key, trouble=None):
        assistant.enter_key(key, NAME, trouble)

    def save(self, assistant, key):
        assistant.save()
        self.assertEqual(self.desktop.keyring.look_up(service='openai', username=NAME), key.encode())


class Unsaved(Actions):
    """A key that was pasted and not saved yet is there after each of them."""

    def test_practice(self):
        with self.service() as service, self.assistant(service=service) as assistant:
            self.paste(assistant, service.key())
            for act in self.both_ways(assistant):
                act('practice')
                assistant.look_at(PRACTICE)
                assistant.wait(assistant.is_active, 'the practice run did not come to the front')
                self.assertEqual(len(assistant.windows()), 2)
                # Once more: the same window.
                act('practice')
                assistant.begin()
                self.assertEqual(len(assistant.windows()), 2)
                assistant.click('button', 'Leave Practice')
                assistant.look_at(REAL)
                assistant.wait(lambda: len(assistant.windows()) == 1, 'the practice run is still there')
                assistant.wait(assistant.is_active, 'the set-up did not come to the front')
                assistant.find('list item', flow.LOOKS_RIGHT)
            self.save(assistant, service.key())

    def stay(self, assistant):
        assistant.find('label', 'Leave Without Saving the Key?')
        assistant.click('button', 'Cancel')
        assistant.gone('label', 'Leave Without Saving the Key?')

    def test_others(self):
        with self.service() as service, self.assistant(service=service) as assistant:
            self.paste(assistant, service.key())
            for act in self.both_ways(assistant):
                act('test-keys')
                self.stay(assistant)
                act('new-key')
                assistant.find('list item', flow.LOOKS_RIGHT)
                # Nor when another page lies over it
                assistant.key('F1')
                assistant.find('grouping', 'Library')
                act('test-keys')
                self.stay(assistant)
                act('new-key')
                assistant.find('list item', flow.LOOKS_RIGHT)
            self.save(assistant, service.key())

    def test_practice_from_menu(self):
        with self.service() as service, self.assistant(service=service) as assistant:
            self.paste(assistant, service.key())
            assistant.key('F10')
            assistant.find('menu', 'Main Menu')
            assistant.key('p')
            assistant.look_at(PRACTICE)
            assistant.click('button', 'Leave Practice')
            assistant.look_at(REAL)
            self.save(assistant, service.key())


class Running(Actions):
    def test_keys(self):
        with self.service() as service, self.assistant(service=service) as assistant:
            assistant.arrives('Welcome')
            for number, act in enumerate(self.both_ways(assistant), 1):
                act('test-keys')
                if number == 1:
                    assistant.find('label', 'No Keys Yet')
                self.store(service.key(), f'attic-{number}')
                act('test-keys')
                assistant.says(f'Works: {number} · needs a look: 0 · could not be checked: 0')
                assistant.wait(lambda: 'Works' in assistant.row(f'attic-{number}'), 'it was not tested')

    def test_set_up_is_kept(self):
        with self.assistant() as assistant:
            assistant.arrives('Welcome')
            for act in self.both_ways(assistant):
                act('new-key')
                if assistant.heading() == flow.HEADINGS['Welcome']:
                    assistant.begin()
                    assistant.go_on('Pay')
                    assistant.open_step('Stop at $10 a month')
                act('test-keys')
                assistant.says(UNDER_WAY)
                assistant.click('button', 'Resume Set-Up')
                assistant.arrives('Pay')
                act('test-keys')
                assistant.says(UNDER_WAY)
                act('new-key')
                assistant.arrives('Pay')

    def test_new_key(self):
        self.store('sk-proj-0123456789')
        with self.assistant() as assistant:
            for act in self.both_ways(assistant):
                act('test-keys')
                assistant.find('list item', NAME)
                self.assertNotIn(UNDER_WAY, assistant.labels())
                act('new-key')
                assistant.arrives('Welcome')

    def test_practice_is_left_alone(self):
        """Real work begins beside a practice run; what is only looked for is what is there."""
        with self.assistant('--practice') as assistant:
            assistant.begin()
            second = self.desktop.start([assistant.command[0]])
            self.assertEqual(second.wait(flow.processes.TIMEOUT), 0)
            self.assertEqual([window.get_name() for window in assistant.windows()], [PRACTICE])
            self.over_bus('new-key')
            assistant.look_at(REAL)
            assistant.arrives('Welcome')
            assistant.look_at(PRACTICE)
            self.assertEqual(assistant.heading(), flow.HEADINGS['Sign In'])

    def test_notification_brings_its_window(self):
        """What a click on a notification does."""
        with self.assistant() as assistant:
            self.over_bus('practice')
            for practice, title in (('false', REAL), ('true', PRACTICE)):
                self.over_bus('present', practice)
                assistant.look_at(title)
                assistant.wait(assistant.is_active, 'it did not come to the front')
            self.assertEqual(len(assistant.windows()), 2)

    def test_no_keys_and_under_way(self):
        """What is offered where there are no keys goes on with what was begun."""
        with self.assistant() as assistant:
            assistant.begin()
            self.over_bus('test-keys')
            assistant.click('button', 'Set Up a Key')
            assistant.arrives('Sign In')

    def test_quit(self):
        with self.assistant() as assistant:
            self.over_bus('practice')
            assistant.look_at(PRACTICE)
            assistant.arrives('Welcome')
            assistant.key('ctrl+q')
            self.assertEqual(assistant.end(), 0)


class Session(Actions):
    keyring = 'none'

    def test_kept_through_all_windows(self):
        """A key of this session is asked about once, by whichever window is the last."""
        with self.service() as service, self.assistant(service=service) as assistant:
            self.paste(assistant, service.key(), 'No Keyring Found')
            assistant.press('button', 'Keep for This Session Only')
            assistant.find('list item', 'Kept for This Session Only')
            self.over_bus('practice')
            assistant.look_at(PRACTICE)
            assistant.arrives('Welcome')
            assistant.key('ctrl+q')
            assistant.look_at(REAL)
            assistant.find('label', 'Close and Lose the Key?')
            assistant.wait(lambda: len(assistant.windows()) == 1, 'the practice run is still there')
            assistant.click('button', 'Keep Open')
            self.over_bus('practice')
            assistant.look_at(REAL)
            assistant.wait(lambda: len(assistant.windows()) == 2, 'there is no practice run')
            assistant.click('button', 'Close')
            assistant.wait(lambda: len(assistant.windows()) == 1, 'the real set-up is still there')
            # The key is still there when practice is left.
            assistant.look_at(PRACTICE)
            assistant.click('button', 'Leave Practice')
            assistant.look_at(REAL)
            self.over_bus('test-keys')
            assistant.find('list item', NAME)
            assistant.key('ctrl+q')
            assistant.click('button', 'Lose It')
            self.assertEqual(assistant.end(), 0)


class NotRunning(Actions):
    """Started by an action there is one window, and the end of it is the end of the program."""

    def test_options(self):
        self.store('sk-proj-0123456789')
        for option, title, shown in (('new-key', REAL, ('heading', flow.HEADINGS['Welcome'])),
                                     ('test-keys', REAL, ('list item', NAME)),
                                     ('practice', PRACTICE, ('heading', flow.HEADINGS['Welcome']))):
            with self.subTest(option), self.assistant(f'--{option}') as assistant:
                assistant.look_at(title)
                assistant.find(*shown)
                self.assertEqual(len(assistant.windows()), 1)
                self.assertEqual(assistant.close(), 0)


if __name__ == '__main__':
    flow.main()
