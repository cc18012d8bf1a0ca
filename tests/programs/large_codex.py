#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Codex CLI, with a provider whose command fetches the key."""

import json

import program

class Codex(program.Case):
    title = 'Codex CLI'
    package = '@openai/codex'
    way = '`keybearer token` as `auth.command`'

    def ask(self, name='laptop'):
        """The kinds of its events, with what they hold."""
        home = self.session.home / '.codex'
        home.mkdir(exist_ok=True)
        (home / 'config.toml').write_text(f'model = "{program.MODEL}"\n' + self.lines('codex', name))
        codex = program.find('@openai/codex') / 'vendor/x86_64-unknown-linux-musl/bin/codex'
        answer = self.start_program(codex, 'exec', '--skip-git-repo-check', '--json', 'hi')
        return answer.status, [json.loads(line) for line in answer.out.splitlines()]

    def test_answer(self):
        """The answer, as a stream"""
        status, events = self.ask()
        said = [event['item']['text'] for event in events if event['type'] == 'item.completed']
        self.assertEqual((status, said[-1]), (0, program.ANSWER))
        self.assertEqual(events[-1]['usage']['output_tokens'], 5)
        self.assert_nowhere()

    def assert_says(self, verdict, words):
        self.give(verdict, verdict)
        status, events = self.ask(verdict)
        self.assertEqual(status, 1, events)
        self.assertEqual(events[-1]['type'], 'turn.failed')
        self.assertRegex(events[-1]['error']['message'], words)
        self.assert_nowhere()

    def test_wrong_key(self):
        """a wrong key in its own words"""
        self.assert_says('invalid-key', '401 Unauthorized')

    def test_no_credit(self):
        """no credit in its own words"""
        self.assert_says('credit-exhausted', '(?i)quota')

    def test_fails_in_the_middle(self):
        """a failure in the middle of a stream"""
        self.assert_says('run-failed', 'The model stumbled')


if __name__ == '__main__':
    program.main()
