# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Choices survive an end of the program at any page, a sudden one too."""

import signal

import flow


class Restart(flow.Case):
    def test_sudden_end(self):
        """Page for page it is shown in process; here is a real end, between what is chosen and the next page."""
        steps = [
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
        ]
        with self.assistant() as assistant:
            assistant.arrives('Welcome')
            assistant.switch('An account on OpenAI’s developer platform')
            assistant.go_on('Project', 'Begin')
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
            assistant.go_on('Save')
            # No time for anything: what counts is what was written before.
            assistant.wait(lambda: self.state() != before, 'the page was not written')
            assistant.process.kill()
            assistant.process.wait()
        self.look_back(steps)

    def look_back(self, steps):
        """Back leads through all the pages before, and each shows what was chosen there."""
        with self.assistant() as assistant:
            assistant.arrives('Save')
            for page, _, chosen in reversed(steps):
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
                assistant.wait(lambda: self.state().get('step') == 'test', 'the page was not written')
                assistant.process.kill()
                assistant.process.wait()
            with self.assistant(service=service) as assistant:
                assistant.arrives('Test')
                assistant.test(flow.WORKS)
                assistant.go_back(flow.SAVED)


if __name__ == '__main__':
    flow.main()
