# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""keybearer connect: a program gets a saved key from the keyring, and nothing of the key gets into a file."""

import json

import commands

CRUSH = '.config/crush/crush.json'


class Connect(commands.Case):
    def setUp(self):
        super().setUp()
        self.key = self.service().key()
        self.secrets.add(self.key.rsplit('-', 1)[1].encode())
        self.save('laptop', self.key)
        self.bin = self.session.home / 'tools'
        self.bin.mkdir()
        (self.bin / 'keybearer').symlink_to(commands.BINARY)
        self.session.environment['PATH'] = f'{self.session.home}/.local/bin:{self.bin}:/usr/bin:/bin'

    def write(self, path, text, mode=0o644):
        file = self.session.home / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.chmod(mode)
        return file

    def connect(self, *arguments, status=0, **options):
        answer = self.call('connect', *arguments, '--json', **options)
        self.assertEqual(answer.status, status, answer.out + answer.err)
        return answer.json

    def assert_no_file_holds_key(self, *but):
        for file in self.session.home.rglob('*'):
            if file.is_file() and not file.is_symlink() and file not in but and 'keyrings' not in file.parts:
                self.assertNotIn(self.key.encode(), file.read_bytes(), file)

    def test_hook(self):
        """Preview, apply, test, undo: and the program's own file comes back as it was."""
        before = '{\n  // mine\n  "lsp": {}\n}\n'
        file = self.write(CRUSH, before)
        answer = self.connect('crush', 'laptop')
        self.assertEqual((answer['state'], answer['applied'], answer['test']), ('ready', False, None))
        self.assertIn('+       "api_key": "$(keybearer token laptop)"', answer['changes'])
        self.assertEqual(file.read_text(), before)
        answer = self.connect('crush', 'laptop', '--apply')
        self.assertEqual((answer['applied'], answer['test']), (True, 'gets-key'))
        self.assertEqual(file.read_text(), '{\n  // mine\n  "lsp": {},\n  "providers": {\n    "openai": {\n      '
                         '"api_key": "$(keybearer token laptop)"\n    }\n  }\n}\n')
        place, = self.call('doctor', 'programs', 'crush', '--json').json['programs'][0]['places']
        self.assertEqual((place['state'], place['payer']), ('command', 'api'))
        self.assert_no_file_holds_key()
        self.assertEqual(self.connect('crush', 'laptop')['state'], 'there')
        self.assertEqual(self.connect('crush', '--undo')['undone'], 1)
        self.assertEqual(file.read_text(), before)
        self.assertEqual(self.connect('crush', '--undo', status=66)['error']['id'], 'not-connected')

    def test_words(self):
        answer = self.call('connect', 'crush', 'laptop')
        self.assertIn('Nothing has changed yet. Add --apply to do it.', answer.out)
        self.assertIn('needs at least: Model capabilities: Request, Responses: Write', answer.out)
        answer = self.call('connect', 'crush', 'laptop', '--apply')
        self.assertIn('Keybearer gave the saved key', answer.out)
        self.assertIn('If it is running, start it again.', answer.out)
        self.assertIn('~/.config/crush/crush.json is back as it was', self.call('connect', 'crush', 'laptop', '--undo').out)

    def test_old_key_in_file(self):
        """It is not shown; the original that holds it is said to, and is gone after undoing."""
        other = self.service().key('invalid-key')
        self.secrets.add(other.rsplit('-', 1)[1].encode())
        before = json.dumps({'providers': {'openai': {'api_key': other}}})
        file = self.write(CRUSH, before, 0o600)
        answer = self.call('connect', 'crush', 'laptop', '--apply')
        self.assertEqual(answer.status, 0, answer.err)
        self.assertIn('-   "api_key"' if '\n' in before else '- {"providers"', answer.out)
        self.assertIn('The file contained a key', answer.out)
        self.assertNotIn(other, file.read_text())
        self.assertEqual(self.call('connect', 'crush', '--undo').status, 0)
        self.assertEqual(file.read_text(), before)
        self.assertEqual(list((self.session.home / '.local/share/keybearer/originals').iterdir()), [])

    def test_command(self):
        """The program itself is started with the key, by the command that comes first."""
        self.write('tools/llm', '#!/bin/sh\nprintf "%s|%s" "$OPENAI_API_KEY" "$1" >"$HOME/seen"\n', 0o755)
        answer = self.connect('llm', 'laptop', '--apply')
        self.assertEqual((answer['place'], answer['test']), ('~/.local/bin/llm', 'gets-key'))
        self.assert_no_file_holds_key()
        commands.processes.run(['llm', 'hello'], env=self.session.environment, check=True, timeout=commands.TIMEOUT)
        seen = self.session.home / 'seen'
        self.assertEqual(seen.read_text(), f'{self.key}|hello')
        seen.unlink()
        place, = self.call('doctor', 'programs', 'llm', '--json').json['programs'][0]['places']
        self.assertEqual((place['state'], place['place']), ('command', '~/.local/bin/llm'))
        self.connect('llm', 'laptop', '--undo')
        self.assertFalse((self.session.home / '.local/bin/llm').exists())

    def test_first(self):
        """What still comes before it is said."""
        self.write('tools/llm', '#!/bin/sh\n', 0o755)
        self.write('.config/io.datasette.llm/keys.json', '{"openai": "x"}')
        answer = self.call('connect', 'llm', 'laptop', '--apply')
        self.assertIn('But it looks here first: ~/.config/io.datasette.llm/keys.json', answer.out)

    def test_folder(self):
        folder = self.session.home / 'project'
        folder.mkdir()
        answer = self.connect('aider', 'laptop', '--folder', str(folder), '--apply')
        self.assertEqual((answer['applied'], answer['test']), (True, 'gets-key'))
        self.assertEqual((folder / '.envrc').read_text(), 'export OPENAI_API_KEY="$(keybearer token laptop)"\n')
        self.assertIn('direnv allow', self.call('connect', 'gptme', 'laptop', '--folder=.', '--apply', cwd=self.session.home).out)

    def test_by_hand(self):
        """Lines to copy; and once they are there, that is seen."""
        answer = self.connect('codex', 'laptop', '--apply', status=66)
        self.assertEqual((answer['state'], answer['applied'], answer['changes']), ('by-hand', False, None))
        file = self.write('.codex/config.toml', answer['lines'] + '\n')
        answer = self.connect('codex', 'laptop', '--apply')
        self.assertEqual((answer['state'], answer['applied'], answer['test']), ('there', False, 'gets-key'))
        self.assertIn('did not change', self.call('connect', 'codex', '--undo').out)
        self.assertTrue(file.exists())

    def test_changed(self):
        """What was changed since is left as it is."""
        self.connect('crush', 'laptop', '--apply')
        file = self.write(CRUSH, '{"mine": 1}')
        self.assertEqual(self.connect('crush', '--undo', status=66)['error']['id'], 'not-changed')
        self.assertEqual(file.read_text(), '{"mine": 1}')

    def test_broken(self):
        for text in ('{ "providers": ', 'a = 1\n', '[]'):
            file = self.write(CRUSH, text)
            answer = self.call('connect', 'crush', 'laptop', '--apply')
            self.assertEqual(answer.status, 66)
            self.assertIn('does not understand the file', answer.out)
            self.assertEqual(file.read_text(), text)

    def test_without_command(self):
        (self.bin / 'keybearer').unlink()
        self.assertEqual(self.connect('crush', 'laptop', '--apply', status=4)['test'], 'no-command')

    def test_forgotten(self):
        """Nothing is left pointing to nothing; what a person put in is said to."""
        file = self.write(CRUSH, '{}')
        lines = self.connect('codex', 'laptop')['lines']
        self.write('.codex/config.toml', lines)
        for program in ('crush', 'codex'):
            self.connect(program, 'laptop', '--apply')
        answer = self.call('forget', 'laptop')
        self.assertIn('without a key now: Crush, Codex CLI', answer.err)
        self.assertIn('from ~/.codex/config.toml yourself', answer.err)
        self.assertEqual(file.read_text(), '{}')
        self.assertEqual((self.session.home / '.codex/config.toml').read_text(), lines)

    def test_locked(self):
        """Nothing is changed where it could not be tested."""
        self.session.keyring.lock()
        answer = self.call('connect', 'crush', 'laptop', '--apply')
        self.assertEqual(answer.status, 4)
        self.assertFalse((self.session.home / CRUSH).exists())
        self.assertEqual(self.call('connect', 'crush', 'laptop').status, 0)

    def test_practice(self):
        name = self.call('list', '--practice', '--json').json['keys'][0]['name']
        self.assertEqual(self.connect('crush', name, '--practice')['state'], 'ready')
        self.assertEqual(self.call('connect', 'crush', name, '--practice', '--apply').status, 64)

    def test_wrong_calls(self):
        for arguments in ((), ('crush',), ('x', 'laptop'), ('crush', 'laptop', 'x'), ('crush', self.key), ('crush', 'laptop', '--apply', '--undo'),
                          ('crush', 'laptop', '--folder=/nowhere')):
            answer = self.call('connect', *arguments)
            self.assertEqual((answer.status, answer.out), (64, ''), arguments)
        self.assertEqual(self.call('connect', 'crush', 'desktop').status, 4)


if __name__ == '__main__':
    commands.main()
