#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""OpenCommit has a model write the words of a commit."""

import program


class Opencommit(program.Commits):
    title = 'OpenCommit'
    package = 'opencommit'
    way = '`keybearer run --as=OCO_API_KEY`'

    def setUp(self):
        super().setUp()
        self.session.environment |= {'OCO_AI_PROVIDER': 'openai', 'OCO_API_URL': self.practice.address,
                                     'OCO_MODEL': program.MODEL, 'OCO_GITPUSH': 'false'}

    def commit(self, name='laptop'):
        return self.start_program(program.BINARY, 'run', '--as=OCO_API_KEY', name, '--', 'node',
                                  program.find('opencommit') / 'out/cli.cjs', '--yes')

    def test_commit(self):
        """The answer"""
        answer = self.commit()
        self.assertEqual(answer.status, 0, answer.out + answer.err)
        self.assert_committed()
        self.assert_nowhere()

    def test_wrong_key(self):
        """a wrong key in its own words"""
        self.give('wrong', 'invalid-key')
        answer = self.commit('wrong')
        self.assertEqual(answer.status, 1)
        self.assertIn('Authentication Failed', answer.out + answer.err)
        self.assert_nowhere()


if __name__ == '__main__':
    program.main()
