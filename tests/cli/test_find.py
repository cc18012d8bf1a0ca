# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""keybearer find: keys that lie elsewhere, of which none is shown."""

import commands


class Find(commands.Case):
    def setUp(self):
        super().setUp()
        self.key = self.service().key()
        self.session.environment.pop('OPENAI_BASE_URL')

    def write(self, name, text, encoding='utf-8'):
        path = self.session.home / name
        path.write_bytes(text.encode(encoding))
        return str(path)

    def find(self, *arguments, **options):
        answer = self.call('find', *arguments, '--json', **options)
        self.assert_keeps_secret(answer.raw, self.key.encode())
        return answer, answer.json['findings']

    def test_files(self):
        spaced = self.key.replace('-', '\\x2d')
        paths = [self.write('plain.env', f'A=1\nOPENAI_API_KEY={self.key}\n'),
                 self.write('wide.env', f'OPENAI_API_KEY={self.key}\r\n', 'utf-16'),
                 self.write('fish_variables', f'SETUVAR --export OPENAI_API_KEY:{spaced}\n'),
                 self.write('none.env', 'OPENAI_API_KEY=\n')]
        answer, found = self.find(*paths)
        self.assertEqual(answer.status, 0)
        self.assertEqual([row['length'] for row in found], [len(self.key)] * 3)
        self.assertEqual([row['kind'] for row in found], ['project'] * 3)
        self.assertIn('plain.env, line 2', found[0]['place'])
        self.assertIn('plain file', found[0]['words'])

    def test_in_words(self):
        answer = self.call('find', self.write('plain.env', f'OPENAI_API_KEY={self.key}\n'), self.write('none.env', 'x\n'))
        self.assert_keeps_secret(answer.raw, self.key.encode())
        self.assertEqual(answer.status, 0)
        self.assertIn('line 1', answer.out)
        self.assertIn('No OpenAI key is in it', answer.err)

    def test_unreadable(self):
        good = self.write('plain.env', f'OPENAI_API_KEY={self.key}\n')
        for bad, word in (('missing', 'could not be read'), ('.', 'not an ordinary file'), ('binary', 'not a text file')):
            self.write('binary', '\x7fELF\0sk-x')
            answer, found = self.find(str(self.session.home / bad), good)
            self.assertEqual(answer.status, 66, bad)
            self.assertIn(word, answer.err)
            self.assertEqual(len(found), 1)

    def test_around(self):
        answer = self.call('find')
        self.assertEqual(answer.status, 0)
        self.assertIn('Nothing found', answer.out)
        self.assertIn('keyring', answer.err)
        _, found = self.find(environment={'OPENAI_API_KEY': 'YOUR_API_KEY', 'OPENAI_ORG_ID': 'org-something'})
        self.assertEqual([row['length'] for row in found], [None, None])
        self.assertIn('in the place of a key', found[0]['words'])
        self.assertIn('OPENAI_ORG_ID', found[1]['place'])
        self.session.run(['secret-tool', 'store', '--label=x', 'service', 'openai'], input=self.key)
        self.save('laptop', self.key)
        _, found = self.find()
        self.assertEqual(len(found), 1)
        self.assertIn('the same as your saved “laptop”', found[0]['words'])


if __name__ == '__main__':
    commands.main()
