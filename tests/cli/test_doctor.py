# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""keybearer doctor programs: which key each program would use, from where, and who pays."""

import json
import os

import commands

TOKENS = {'id_token': 'a.b.c', 'access_token': 'd.e.f', 'refresh_token': 'g'}


class Doctor(commands.Case):
    def setUp(self):
        super().setUp()
        self.key = self.service().key()
        self.secrets.add(self.key.rsplit('-', 1)[1].encode())
        self.session.environment['PATH'] = '/usr/bin:/bin'

    def write(self, path, text):
        file = self.session.home / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    def places(self, name, **options):
        answer = self.call('doctor', 'programs', name, '--json', **options)
        self.assertEqual(answer.status, 0, answer.err)
        program, = answer.json['programs']
        self.assertEqual(program['id'], name)
        return [(place['state'], place['payer'], place['same_as']) for place in program['places']]

    def test_none(self):
        answer = self.call('doctor', 'programs')
        self.assertEqual((answer.status, answer.out), (0, 'None of the programs that Keybearer knows is on this computer\n'))

    def test_forgotten_variable(self):
        """It would pay instead of nothing that is saved, and is not the saved key."""
        self.save('laptop', self.key)
        other = self.service().key('invalid-key')
        self.secrets.add(other.rsplit('-', 1)[1].encode())
        environment = {'OPENAI_API_KEY': other}
        self.assertEqual(self.places('openai-cli', environment=environment), [('key', 'api', None)])
        answer = self.call('doctor', 'programs', 'openai-cli', environment=environment)
        self.assertIn('Now: The variable OPENAI_API_KEY where Keybearer was started', answer.out)
        self.assertIn('not one of your saved keys', answer.out)
        self.assertIn('Your API credit pays', answer.out)

    def test_plan_and_key(self):
        """The sign-in pays, whatever the variable holds."""
        self.save('laptop', self.key)
        auth = self.write('.codex/auth.json', json.dumps({'auth_mode': 'chatgpt', 'tokens': TOKENS}))
        self.assertEqual(self.places('codex', environment={'OPENAI_API_KEY': self.key}), [('sign-in', 'plan', None)])
        auth.write_text(json.dumps({'auth_mode': 'apikey', 'OPENAI_API_KEY': self.key}))
        self.assertEqual(self.places('codex'), [('key', 'api', 'laptop')])
        answer = self.call('doctor', 'programs')
        self.assertIn('Codex CLI\n  Now: ~/.codex/auth.json\n', answer.out)
        self.assertIn('the same as your saved “laptop”', answer.out)

    def test_hook(self):
        self.write('.codex/config.toml', 'model_provider = "keybearer"\n[model_providers.keybearer]\n'
                   'base_url = "https://api.openai.com/v1"\nauth = { command = "keybearer", args = ["token", "laptop"] }\n')
        self.assertEqual(self.places('codex'), [('command', 'api', None)])

    def test_item_of_zed(self):
        """In the keyring, under its own attributes; what is locked is said to be so and stays locked."""
        self.save('laptop', self.key)
        self.session.run(['secret-tool', 'store', '--label=zed-github-account', 'url', 'https://api.openai.com/v1', 'username', 'Bearer'],
                         input=self.key)
        self.assertEqual(self.places('zed'), [('key', 'api', 'laptop')])
        self.session.keyring.lock()
        self.assertEqual(self.places('zed'), [('locked', None, None)])
        self.assertTrue(self.session.keyring.is_locked())
        self.assertIn('Looked at: OPENAI_API_KEY, the keyring', self.call('doctor', 'programs', 'zed').out)
        self.assertIn('Could not tell: Its item in the keyring\n    The keyring is locked', self.call('doctor', 'programs', 'zed').out)

    def test_folder(self):
        """What lies in the folder in which it is called."""
        folder = self.write('project/.env', f'OPENAI_API_KEY={self.key}\n').parent
        self.assertEqual(self.places('aider', cwd=folder), [('key', 'api', None)])
        answer = self.call('doctor', 'programs', 'aider', cwd='/')
        self.assertNotIn('Now', answer.out)

    def test_not_understood(self):
        file = self.write('.config/io.datasette.llm/keys.json', '{ "openai": "' + self.key)
        before = file.read_bytes(), file.stat().st_mtime_ns
        self.assertEqual(self.places('llm'), [('not-understood', None, None)])
        self.assertIn('Could not tell', self.call('doctor', 'programs', 'llm').out)
        self.assertEqual((file.read_bytes(), file.stat().st_mtime_ns), before)
        file.unlink()
        os.mkfifo(file)
        self.assertEqual(self.places('llm'), [('unreadable', None, None)])

    def test_lines(self):
        """What connects it, and all that was looked at."""
        answer = self.call('doctor', 'programs', 'crush')
        self.assertIn('"openai": { "api_key": "$(keybearer token NAME)" }', answer.out)
        self.assertIn('Looked at: ', answer.out)
        self.assertIn('needs at least: Model capabilities: Request, Responses: Write', answer.out)
        self.assertNotIn('sign in with ChatGPT', answer.out)
        self.assertIn('sign in with ChatGPT', self.call('doctor', 'programs', 'codex').out)
        self.assertIn('OPENAI_API_KEY', answer.out)

    def test_without_keyring(self):
        self.session.keyring.stop()
        self.assertEqual(self.places('llm', environment={'OPENAI_API_KEY': self.key}), [('key', 'api', None)])

    def test_wrong_calls(self):
        for arguments in (('x',), ('keyring', 'x'), ('programs', 'x'), ('programs', 'llm', 'zed'), ('programs', self.key)):
            answer = self.call('doctor', *arguments)
            self.assertEqual((answer.status, answer.out), (64, ''), arguments)


if __name__ == '__main__':
    commands.main()
