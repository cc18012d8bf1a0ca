# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Choices survive an end of the program at any page, a sudden one too."""

import json
import re
import signal
import time

import flow

SAVE = 'Save and Test'
MOMENTS = 10
LATEST = 2  # seconds
LATER = 0.03  # seconds; choices that are no milestones wait for half a second


class Restart(flow.Case):
    def test_sudden_end(self):
        """Page for page it is shown in process; here is a real end, between what is chosen and the next page."""
        steps = [
            ('Project', self.name_project, lambda a: self.shows(a, 'Name it after your app, 4 of 5, done')),
            ('Pay', self.choose_amounts, lambda a: self.shows(a, 'Stop at $33 a month, 6 of 7, done')),
            ('Permissions', self.choose_permissions,
             lambda a: a.is_set('radio button', 'One app')),
            ('Create the Key', lambda a: a.do_step('Open the API keys page'),
             lambda a: self.shows(a, 'Open the API keys page, 1 of 8, done')),
        ]
        with self.assistant() as assistant:
            assistant.arrives('Welcome')
            assistant.switch('Show Every Step')
            assistant.begin()
            assistant.go_on('Project')
            for number, (page, choose, _) in enumerate(steps, 1):
                choose(assistant)
                if number < len(steps):
                    assistant.go_on(steps[number][0])
            assistant.process.send_signal(signal.SIGTERM)
            assistant.process.wait(flow.processes.TIMEOUT)
        with self.assistant() as assistant:
            assistant.arrives('Create the Key')
            self.assertTrue(steps[-1][2](assistant))
            before = self.state()
            assistant.go_on('Save and Test')
            # No time for anything: what counts is what was written before.
            assistant.wait(lambda: self.state() != before, 'the page was not written')
            assistant.process.kill()
            assistant.process.wait()
        self.look_back(steps)

    def look_back(self, steps):
        """Back leads through all the pages before, and each shows what was chosen there."""
        with self.assistant() as assistant:
            assistant.arrives('Save and Test')
            for page, _, chosen in reversed(steps):
                assistant.go_back(page)
                self.assertTrue(chosen(assistant), f'choices on {page}, coming back')
            assistant.go_back('Sign In')
            assistant.go_back('Welcome')

    def shows(self, assistant, name, role='list item'):
        return bool(assistant.all(role, name))

    def name_project(self, assistant):
        assistant.open_step('Name it after your app')
        assistant.write('Name it after your app', 'Herbarium')
        assistant.do_step('Name it after your app')

    def choose_amounts(self, assistant):
        assistant.click('button', 'Change…')
        assistant.write('Hard Limit', '33')
        assistant.key('Escape')
        assistant.gone('spin button', 'Hard Limit')
        assistant.open_step('Stop at $33 a month')
        assistant.do_step('Stop at $33 a month', 'Copy')

    def choose_permissions(self, assistant):
        assistant.tick('One app', 'radio button')

    def test_after_saving(self):
        with self.service() as service:
            with self.assistant(service=service) as assistant:
                assistant.begin_with_key()
                assistant.paste_key(service.key())
                assistant.save()
                assistant.wait(lambda: self.state().get('step') == 'test', 'the page was not written')
                assistant.process.kill()
                assistant.process.wait()
            with self.assistant(service=service) as assistant:
                assistant.arrives('Result')
                assistant.test(flow.WORKS)
                assistant.go_back(flow.SAVED)

    def test_killed_after_saving(self):
        """As soon as the window says that a key is saved, and from then on at any moment."""
        for number in range(MOMENTS):
            name, key = f'bench-{number}', flow.make_key()
            with self.assistant('--new-key') as assistant:
                self.enter(assistant, key, name)
                assistant.click('button', SAVE)
                self.wait_until_saved(assistant)
                time.sleep(number * LATER)
                self.kill(assistant)
            self.assert_kept(name, key)
            with self.assistant() as assistant:
                assistant.go_back_to_saved()
                assistant.says(f'It is in the keyring as “{name}”')
                self.begin_anew(assistant)

    def test_killed_while_saving(self):
        """At any moment of a save: the key is in the keyring or it is not, and the window claims no more than that."""
        turns = self.turns()
        for number in range(MOMENTS):
            name, key = f'attic-{number}', flow.make_key()
            with self.assistant('--new-key') as assistant:
                self.enter(assistant, key, name)
                begin = self.desktop.keyring.turns()
                assistant.click('button', SAVE)
                latest = time.monotonic() + LATEST  # no two saves are alike
                while self.desktop.keyring.turns() < begin + 1 + number * turns // MOMENTS and time.monotonic() < latest:
                    pass
                self.kill(assistant)
            found = self.look_up(name)
            self.assertIn(found, (None, key))
            with self.assistant() as assistant:
                self.assert_honest(assistant, name, found)

    def turns(self):
        """How many turns of the keyring a save takes."""
        with self.assistant('--new-key') as assistant:
            self.enter(assistant, flow.make_key(), 'first')
            begin = self.desktop.keyring.turns()
            assistant.click('button', SAVE)
            self.wait_until_saved(assistant)
            turns = self.desktop.keyring.turns() - begin
            assistant.go_back_to_saved()
            self.begin_anew(assistant)
            return turns

    def wait_until_saved(self, assistant):
        assistant.wait(lambda: assistant.heading() not in (None, *flow.SAVING), 'it is not saved')

    def enter(self, assistant, key, name):
        assistant.wait(lambda: assistant.heading() in (flow.HEADINGS['Welcome'], flow.HEADINGS['Save and Test']), 'the page is another one')
        if assistant.heading() == flow.HEADINGS['Welcome']:
            assistant.begin('Save and Test', 'I Have a Key')
        assistant.arrives('Save and Test')
        assistant.paste_key(key)
        assistant.write('Name', name)
        assistant.find('button', SAVE, sensitive=True)
        # What is ended in the half second before the name is written has lost it, as it may.
        assistant.wait(lambda: self.state().get('key-name') == name, 'the name was not written')

    def begin_anew(self, assistant):
        assistant.press('button', 'Save Another Key')
        assistant.find('button', 'Paste Key')
        self.assertEqual(assistant.close(), 0)

    def kill(self, assistant):
        assistant.process.kill()
        assistant.process.wait()

    def look_up(self, name):
        found = self.desktop.keyring.look_up(service='openai', username=name)
        return found and found.decode()

    def notes(self):
        path = self.desktop.home / '.local/share/keybearer/notes.json'
        return [entry['name'] for entry in json.loads(path.read_text())['keys']] if path.exists() else []

    def assert_kept(self, name, key):
        self.assertTrue(self.look_up(name) == key, 'it is not in the keyring')
        self.assertIn(name, self.notes())
        self.assertEqual(self.state()['saved-name'], name)
        self.assertEqual([path.name for path in flow.files_below(self.desktop.home / '.local') if 'broken' in path.name], [])

    def assert_honest(self, assistant, name, found):
        """The window says that it is saved, or that there is a key of that name, or begins anew where there is none."""
        headings = (flow.SAVED, flow.HEADINGS['Save and Test'], flow.HEADINGS['Result'])
        assistant.wait(lambda: assistant.heading() in headings, 'the page is another one')
        if assistant.heading() != flow.HEADINGS['Save and Test']:
            assistant.go_back_to_saved()
            self.assertIsNotNone(found, 'it is said to be saved, and is not')
            self.begin_anew(assistant)
            return
        assistant.paste_key(flow.make_key())
        if found:
            assistant.find('list item', re.compile(f'A key named “{name}” is saved already.*'))
        else:
            assistant.wait(lambda: assistant.value('Name') == name, 'the name is another one')
        assistant.key('ctrl+w')
        assistant.click('button', 'Throw Away')
        self.assertEqual(assistant.end(), 0)


if __name__ == '__main__':
    flow.main()
