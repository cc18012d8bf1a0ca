#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Continue's command, whose settings name a secret that the variable holds."""

import program

SETTINGS = '''name: mine
version: 1.0.0
schema: v1
models:
  - name: luna
    provider: openai
    model: {model}
    apiBase: {address}
    apiKey: ${{{{ secrets.OPENAI_API_KEY }}}}
    roles: [chat]
'''


class Continue(program.Case):
    title = 'Continue (`cn`)'
    package = '@continuedev/cli'
    way = '`keybearer run`, with `${{ secrets.OPENAI_API_KEY }}` in its settings'

    def setUp(self):
        super().setUp()
        self.settings = self.session.home / '.continue/config.yaml'
        self.settings.parent.mkdir()
        self.settings.write_text(SETTINGS.format(model=program.MODEL, address=self.practice.address))

    def ask(self, name='laptop'):
        return self.run_with_key('node', program.find('@continuedev/cli') / 'dist/cn.js', '--config', self.settings, '-p', 'hi',
                                 name=name, environment={'CONTINUE_TELEMETRY_ENABLED': '0'})

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
