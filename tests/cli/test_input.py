# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Keys on the standard input, and on a terminal where they are not shown."""

import os

import commands


class Input(commands.Case):
    def setUp(self):
        super().setUp()
        self.key = self.service().key()

    def saved(self):
        found = self.session.keyring.look_up(service='openai', username='laptop')
        return found.decode() if found else None

    def test_cleaned(self):
        for given, said in ((self.key, None), (f'{self.key}\n', None), (f'{self.key}\r\n', 'line break'),
                            (f'"{self.key}"\n', 'quotes'), (f"  '{self.key}'\r\n", 'quotes'),
                            (f'export OPENAI_API_KEY="{self.key}"\n', 'quotes'), (f'\ufeff{self.key}', 'invisible'),
                            (f'{self.key[:80]}\n{self.key[80:]}\n', 'line break')):
            answer = self.call('save', 'laptop', '--replace', given=given)
            self.assertEqual(answer.status, 0, answer.err)
            self.assertIn('Project key, 164 characters', answer.err)
            if said:
                self.assertIn(said, answer.err)
            else:
                self.assertNotIn('Removed', answer.err)
            self.assertEqual(self.saved(), self.key)

    def test_refused(self):
        for given in (b'', b'\n', b' \r\n', b'hello', os.urandom(1000), b'\0' * 100, b'sk-\0\xff' * 20, b'x' * (1 << 20),
                      (self.key + '\n').encode() * 6000, b'sk-ant-api03-' + b'A' * 90, b'YOUR_API_KEY'):
            answer = self.call('save', 'laptop', given=given)
            self.assertEqual(answer.status, 64, given[:20])
            self.assertNotIn('Saved', answer.out)
            self.assertTrue(answer.err.strip())
            answer = self.call('check', '--stdin', '--json', given=given)
            self.assertEqual(answer.status, 64)
            self.assertIn(answer.json['error']['id'], ('no-key', 'not-a-key'))
        self.assertEqual(self.session.keyring.items(), [])

    def test_unreadable(self):
        self.assertEqual(self.call('save', 'laptop', preexec_fn=lambda: os.dup2(os.open('/', os.O_RDONLY), 0)).status, 64)

    def test_typed(self):
        for text in (f'{self.key}\n', f'{self.key[:80]}\n{self.key[80:]}\n'):
            answer = self.type('save', 'laptop', '--replace', text=text)
            self.assertEqual(answer.status, 0, answer.out)
            self.assertEqual(self.saved(), self.key)
        answer = self.type('check', '--stdin', text=f'{self.key}\n')
        self.assertEqual(answer.status, 0, answer.out)
        self.assertIn('Your Key Works', answer.out)

    def test_typing_given_up(self):
        for text, status in (('\x04', 64), ('\n', 64), ('\x03', -2)):
            self.assertEqual(self.type('save', 'laptop', text=text).status, status)
        self.assertIsNone(self.saved())

    def test_shown_again(self):
        """After the program the terminal shows what is typed, also when it was interrupted; the rest is thrown away."""
        script = (f'trap : INT; {commands.BINARY} save laptop --replace; stty -a | tr " ;" "\\n\\n" | grep -x -e -echo -e echo; '
                  'read -t 0.2 rest && echo "left: $rest"')
        for text in (f'{self.key}\n{self.key}\nmore\n', '\x03', '\x04rest\n'):
            shown = self.type(command=['bash', '--norc', '-c', script], text=text).out
            self.assertRegex(shown, r'(^|[\s:])echo\r')
            self.assertNotIn('-echo', shown)
            self.assertNotIn('left', shown)


if __name__ == '__main__':
    commands.main()
