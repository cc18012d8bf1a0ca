# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Commands in a terminal of a desktop whose keyring is locked: it asks in a window of its own."""

import os
import subprocess

import flow


class CommandLine(flow.Case):
    def setUp(self):
        super().setUp()
        service = self.enterContext(self.service())
        self.desktop.environment['OPENAI_BASE_URL'] = service.address
        self.desktop.run([os.environ['KEYBEARER_BIN'], 'save', 'laptop'], input=service.key())
        self.desktop.keyring.lock()

    def start(self, *arguments):
        process = self.desktop.start([os.environ['KEYBEARER_BIN'], *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                     text=True)
        self.addCleanup(lambda: (process.stdout.close(), process.stderr.close()))
        self.assertIn('asks for its password', process.stderr.readline())
        return process

    def test_unlocked(self):
        process = self.start('run', 'laptop', '--', 'sh', '-c', 'echo ${#OPENAI_API_KEY}')
        with flow.Prompt(self.desktop) as prompt:
            prompt.answer(self.desktop.keyring.PASSWORD)
        self.assertEqual(process.communicate(timeout=flow.processes.TIMEOUT)[0], '164\n')
        self.assertEqual(process.returncode, 0)

    def test_dismissed(self):
        process = self.start('check', 'laptop')
        with flow.Prompt(self.desktop) as prompt:
            prompt.key('Escape')
        self.assertIn('closed without an answer', process.communicate(timeout=flow.processes.TIMEOUT)[1])
        self.assertEqual(process.returncode, 4)

    def test_token_asks_once(self):
        process = self.start('token', 'laptop')
        with flow.Prompt(self.desktop) as prompt:
            prompt.answer(self.desktop.keyring.PASSWORD)
        out, err = process.communicate(timeout=flow.processes.TIMEOUT)
        self.assertEqual((len(out), err, process.returncode), (164, '', 0))

    def test_token_dismissed(self):
        process = self.start('token', 'laptop')
        with flow.Prompt(self.desktop) as prompt:
            prompt.key('Escape')
        out, err = process.communicate(timeout=flow.processes.TIMEOUT)
        self.assertIn('closed without an answer', err)
        self.assertEqual((out, process.returncode), ('', 4))

    def test_token_gives_up(self):
        """A program waits for the key, so nobody may leave it waiting."""
        self.desktop.environment |= flow.fast()
        process = self.start('token', 'laptop')
        out, err = process.communicate(timeout=flow.processes.TIMEOUT)
        self.assertIn('nobody answered in time', err)
        self.assertEqual((out, process.returncode), ('', 4))
        self.assertTrue(self.desktop.keyring.is_locked())


if __name__ == '__main__':
    flow.main()
