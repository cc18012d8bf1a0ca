#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""opencode, whose settings name the address and leave the key to the variable."""

import json

import program


class Opencode(program.Case):
    title = 'opencode'
    package = 'opencode-linux-x64'
    way = '`keybearer run`'

    def setUp(self):
        super().setUp()
        settings = self.session.home / '.config/opencode/opencode.json'
        settings.parent.mkdir(parents=True)
        model = f'openai/{program.MODEL}'
        settings.write_text(json.dumps({
            'autoupdate': False, 'share': 'disabled', 'model': model, 'small_model': model,
            'provider': {'openai': {'options': {'baseURL': self.practice.address}, 'models': {program.MODEL: {}}}}}))

    def ask(self, name='laptop'):
        return self.run_with_key(program.find('opencode-linux-x64') / 'bin/opencode', 'run', 'hi', name=name)

    def test_answer(self):
        """The answer, as a stream"""
        answer = self.ask()
        self.assertEqual((answer.status, answer.out.strip()), (0, program.ANSWER), answer.err)
        self.assert_nowhere()

    def test_wrong_key(self):
        """a wrong key in the service’s words"""
        self.give('wrong', 'invalid-key')
        answer = self.ask('wrong')
        self.assertIn('Incorrect API key provided', answer.out + answer.err)
        self.assert_nowhere()

    def test_fails_in_the_middle(self):
        """a failure in the middle of a stream"""
        self.give('failing', 'run-failed')
        answer = self.ask('failing')
        self.assertIn('The model stumbled', answer.out + answer.err)


if __name__ == '__main__':
    program.main()
