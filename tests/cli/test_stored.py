# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""What lies in the keyring under our name and is not a bare key: neither sent nor handed on."""

import commands


class Stored(commands.Case):
    def setUp(self):
        super().setUp()
        self.service_ = self.service()
        self.key = self.service_.key()

    def store(self, text):
        self.session.run(['secret-tool', 'store', '--label=OpenAI API key – laptop', 'service', 'openai', 'username', 'laptop',
                          'application', 'keybearer', 'xdg:schema', 'io.github.keybearer.Keybearer'], input=text)

    def assert_kept(self, text, word):
        self.store(text)
        for arguments in (('check', 'laptop'), ('run', 'laptop', '--', 'echo', 'started')):
            answer = self.call(*arguments)
            self.assert_keeps_secret(answer.raw, self.key.encode())
            self.assertEqual(answer.status, 4, answer.raw)
            self.assertIn(word, answer.err)
            self.assertNotIn('started', answer.out)
        error = self.call('check', 'laptop', '--json').json['error']
        self.assertEqual(error['id'], 'stored-not-a-key')
        return error

    def test_around_the_key(self):
        for text in (self.key + '\n', f'"{self.key}"', f'OPENAI_API_KEY={self.key}', f'Bearer {self.key}', f' {self.key} '):
            error = self.assert_kept(text, 'Something besides the key')
            self.assertIn('keybearer save laptop --replace', error['advice'])

    def test_no_key(self):
        for text, word in (('sk-ant-api03-' + 'aB3' * 20, 'Anthropic'), ('hunter2', 'not an OpenAI key'), ('', 'empty')):
            self.assertIsNone(self.assert_kept(text, word)['advice'])

    def test_cleaned(self):
        """By the line that is given."""
        error = self.assert_kept(self.key + '\n', 'Something besides the key')
        line = error['advice'].splitlines()[-1].replace('keybearer', commands.BINARY, 2)
        line = line.replace(f'application {commands.BINARY}', 'application keybearer')
        self.session.run(['bash', '-c', line])
        self.assertEqual(self.call('check', 'laptop').status, 0)


if __name__ == '__main__':
    commands.main()
