#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""A search that cannot find shows nothing: a key is put where none may be."""

import program


class Search(program.Case):
    def test_argument(self):
        with self.assertRaisesRegex(AssertionError, 'a key was printed'):
            # Two commands, or the shell would make itself into the first.
            self.start_program('sh', '-c', 'sleep 1; true', self.key)

    def test_output(self):
        with self.assertRaisesRegex(AssertionError, 'a key was printed'):
            self.run_with_key('sh', '-c', 'echo "$OPENAI_API_KEY"')

    def test_file(self):
        self.run_with_key('sh', '-c', 'mkdir .cache; echo "$OPENAI_API_KEY" >.cache/log')
        with self.assertRaisesRegex(AssertionError, 'a key was printed'):
            self.assert_nowhere()


if __name__ == '__main__':
    program.main()
