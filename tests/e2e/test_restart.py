# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Choices survive an end of the program at any page, a sudden one too."""

import signal

import flow


class Restart(flow.Case):
    def test_every_page(self):
        account = 'An account on OpenAI’s developer platform'
        ends = iter([signal.SIGTERM, signal.SIGKILL] * 4)
        steps = [
            ('Welcome', lambda a: a.switch(account), lambda a: a.is_set('check box', account)),
            ('Sign In', lambda a: a.tick('My phone number is verified'),
             lambda a: a.is_set('check box', 'My phone number is verified')),
            ('Project', lambda a: a.write('Project Name', 'Herbarium'),
             lambda a: a.value('Project Name') == 'Herbarium'),
            ('Billing', self.choose_amounts,
             lambda a: [a.value(name) for name in ('What Is This For?', 'Hard Limit')] == ['Side project', '33'] and
             a.is_set('check box', 'I added credit')),
            ('Permissions', self.choose_permissions,
             lambda a: a.is_set('radio button', 'One app') and a.is_set('toggle button', 'Speech') and
             a.value('Permissions') == 'All'),
            ('Create the Key', lambda a: a.tick('I created the key'),
             lambda a: a.is_set('check box', 'I created the key')),
            ('Save', lambda a: a.write('Name', 'attic'), lambda a: a.value('Name') == 'attic'),
        ]
        # Sign In is left out by the answer on Welcome, so it is switched off again before going there.
        for number, (page, choose, chosen) in enumerate(steps):
            self.choose_and_end(page, choose, next(ends))
            with self.assistant() as assistant:
                assistant.arrives(page)
                self.assertTrue(chosen(assistant), f'choices on {page}')
                if page == 'Welcome':
                    assistant.switch(account)
                if number + 1 < len(steps):
                    assistant.go_on(steps[number + 1][0], 'Begin' if page == 'Welcome' else 'Continue')
                self.assertEqual(assistant.close(), 0)
        self.look_back(steps)

    def choose_and_end(self, page, choose, end):
        with self.assistant() as assistant:
            assistant.arrives(page)
            before = self.state()
            choose(assistant)
            if end == signal.SIGKILL:
                # No time for anything: what counts is what was written before.
                assistant.wait(lambda: self.state() != before, 'the choice was not written')
                self.settle(assistant)
            assistant.process.send_signal(end)
            assistant.process.wait(flow.processes.TIMEOUT)

    def settle(self, assistant):
        """Waits until a second has passed in which nothing was written."""
        seen = [None, 0]

        def quiet():
            state = self.state()
            seen[:] = [state, seen[1] + 1 if state == seen[0] else 0]
            return seen[1] * 0.04 > 1
        assistant.wait(quiet, 'the choices are written again and again')

    def look_back(self, steps):
        """Back leads through all the pages before, and each shows what was chosen there."""
        with self.assistant() as assistant:
            assistant.arrives('Save')
            for page, _, chosen in reversed(steps[1:-1]):
                assistant.go_back(page)
                self.assertTrue(chosen(assistant), f'choices on {page}, coming back')
            assistant.go_back('Welcome')

    def choose_amounts(self, assistant):
        assistant.choose('What Is This For?', 'Side project')
        assistant.write('Hard Limit', '33')
        assistant.tick('I added credit')

    def choose_permissions(self, assistant):
        assistant.tick('One app', 'radio button')
        assistant.press('toggle button', 'Speech')
        assistant.choose('Permissions', 'All')

    def test_after_saving(self):
        with self.service() as service:
            with self.assistant(service=service) as assistant:
                assistant.arrives('Welcome')
                assistant.go_on('Save', 'I Already Have a Key')
                self.desktop.copy(service.key())
                assistant.click('button', 'Paste')
                assistant.click('button', 'Save to Keyring')
                assistant.arrives(flow.SAVED)
                assistant.go_on('Test')
                self.settle(assistant)
                assistant.process.kill()
                assistant.process.wait()
            with self.assistant(service=service) as assistant:
                assistant.arrives('Test')
                assistant.test(flow.WORKS)
                assistant.go_back(flow.SAVED)


if __name__ == '__main__':
    flow.main()
