#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""aicommits has a model write the words of a commit. It reads its key from its own file only, whatever its manual says."""

import program


class Aicommits(program.Commits):
    title = 'aicommits'
    package = 'aicommits'
    way = 'cannot be connected'

    def commit(self, name='laptop', **options):
        return self.run_with_key('node', program.find('aicommits') / 'dist/cli.mjs', '--yes', name=name, **options)

    def test_variables_are_not_read(self):
        """It does not see OPENAI_API_KEY"""
        answer = self.commit(environment={'OPENAI_MODEL': program.MODEL})
        self.assertEqual(answer.status, 1)
        self.assertIn('No configuration found', answer.out + answer.err)
        self.assert_nowhere()

    def test_file(self):
        """with the key in its own file it gets the answer, so a set-up can be rehearsed"""
        settings = self.session.home / '.aicommits'
        settings.write_text(f'OPENAI_API_KEY={self.key}\nOPENAI_BASE_URL={self.practice.address}\nOPENAI_MODEL={program.MODEL}\n')
        answer = self.commit()
        # Without a terminal it prints the words and leaves the commit alone.
        self.assertEqual((answer.status, answer.out.strip()), (0, program.ANSWER), answer.err)
        settings.unlink()
        self.assert_nowhere()


if __name__ == '__main__':
    program.main()
