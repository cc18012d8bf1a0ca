# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Starting the program twice."""

import flow


class Instances(flow.Case):
    def test_second_start_comes_to_the_first(self):
        with self.assistant() as assistant:
            assistant.begin()
            with flow.other_window(self.desktop):
                assistant.wait(lambda: not assistant.is_active(), 'the other window did not get the focus')
                second = self.desktop.start(assistant.command)
                self.assertEqual(second.wait(flow.processes.TIMEOUT), 0)
                assistant.wait(assistant.is_active, 'the window did not come to the front')
            self.assertEqual(len(assistant.all('frame')), 1)
            assistant.arrives('Sign In')

    def test_practice_opens_beside_it(self):
        with self.assistant() as assistant:
            assistant.begin()
            second = self.desktop.start([*assistant.command, '--practice'])
            self.assertEqual(second.wait(flow.processes.TIMEOUT), 0)
            assistant.look_at('Keybearer – Practice Run')
            assistant.arrives('Welcome')
            # A real one goes to the real one, not to the practice run.
            third = self.desktop.start(assistant.command)
            self.assertEqual(third.wait(flow.processes.TIMEOUT), 0)
            assistant.look_at('Keybearer')
            assistant.wait(assistant.is_active, 'the window did not come to the front')
            self.assertEqual(assistant.heading(), flow.HEADINGS['Sign In'])


if __name__ == '__main__':
    flow.main()
