# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""What each command does and answers where the keyring is open."""

import concurrent.futures
import json
import os
import pathlib
import re
import socket
import subprocess

import commands

DATA = pathlib.Path(os.environ['KEYBEARER_DATA'])
OUTCOMES = {'works': 0, 'refused': 1, 'blocked': 2, 'not-checked': 3}
ASPECTS = ['storage', 'network', 'key', 'permissions', 'model', 'credit']
# As the manual page promises
CHECK = {'version', 'command', 'exit_code', 'name', 'outcome', 'verdict', 'title', 'explanation', 'link', 'aspects', 'server',
         'model', 'reply', 'input_tokens', 'output_tokens', 'cost_microdollars', 'elapsed_microseconds', 'tested',
         'http_status', 'code', 'message', 'request_id', 'organization', 'retry_after_seconds'}
SAVED = {'name', 'label', 'locked', 'created', 'project', 'purpose', 'owner', 'permission', 'expires', 'last_verdict', 'last_tested'}
# Practice keys that all work, and differ in what else they may do
KINDS = {'restricted-test', 'restricted-files', 'service-account'}
PERMISSION = {'resource', 'level', 'access', 'lacks', 'since', 'until', 'source', 'document', 'evidence', 'chosen', 'needed_by'}
TIME = r'^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$'


class Permissions(commands.Case):
    def test_lines(self):
        service = self.service()
        self.save('reader', service.key('missing-scopes'))
        answer = self.call('permissions', '--json', 'reader')
        self.assertEqual(answer.status, 0)
        self.assertIn('costs nothing', answer.err)
        lines = answer.json['permissions']
        self.assertEqual({frozenset(line) for line in lines}, {frozenset(PERMISSION)})
        found = {(line['resource'], line['level']): line['access'] for line in lines}
        self.assertEqual((found['Files', 'Read'], found['Files', 'Write']), ('allowed', 'refused'))
        self.assertEqual((answer.json['permission'], answer.json['programs'], answer.json['narrow']), (None, [], []))
        self.assertEqual({line['chosen'] for line in lines}, {None})
        self.assertEqual({line['source'] for line in lines}, {'documented', 'analyzed', 'likely'})
        self.assert_sources(lines)
        answer = self.call('permissions')
        self.assertIn('OpenAPI document 2.3.0 of 21 August 2026', answer.out)
        self.assertRegex(answer.out, r'(?m)^Files +Write +Refused: it lacks Files \(Write\)$')
        self.assertRegex(answer.out, r'(?m)^Assistants +Read +Ended on 26 August 2026$')
        self.assertIn('has connected no program with this key', answer.out)

    def assert_sources(self, lines):
        """Each line says where it is from, as of when, and what only seems so."""
        for line in lines:
            self.assertEqual((line['since'], line['document']['version']), ('2026-08-21', '2.3.0'), line)
            self.assertEqual(line['until'] is not None, line['resource'] in ('Assistants', 'Threads', 'Evals', 'Fine-tuning'), line)
            self.assertEqual(line['evidence'] is None, line['source'] == 'likely', line)
            self.assertEqual(line['access'] == 'allowed', line['source'] == 'documented' and line['access'] != 'unknown', line)

    def test_needed(self):
        """Beside what the program needs that the key is connected with."""
        self.save('laptop', self.service().key())
        self.call('connect', 'crush', 'laptop', '--apply')
        found = self.call('permissions', 'laptop', '--json').json
        self.assertEqual(found['programs'], ['crush'])
        needed = {line['resource'] for line in found['permissions'] if line['needed_by'] == ['crush']}
        self.assertIn('Model capabilities', needed)
        self.assertNotIn('Files', needed)
        self.assertIn({'resource': 'Files', 'level': 'None'}, found['narrow'])
        self.assertRegex(self.call('permissions', 'laptop').out, r'You can narrow \d lines on the web page: .*Files: None')

    def test_which_key(self):
        """Without a name it is the only one, as for check."""
        self.service()
        self.assertEqual(self.call('permissions').status, 4)
        for name in ('laptop', 'desk'):
            self.save(name, 'sk-proj-' + 'a1B2c3D4' * 20)
        self.assertEqual(self.call('permissions').status, 64)

    def test_standard_input(self):
        service = self.service()
        answer = self.call('permissions', '--stdin', given=service.key('invalid-key'))
        self.assertEqual(answer.status, 1)
        self.assertIn('refused', answer.err)

    def test_wrong_calls(self):
        for arguments in (('a', 'b'), ('--stdin', 'a'), ('',)):
            self.assertEqual(self.call('permissions', *arguments, given='').status, 64, arguments)

    def test_another_service(self):
        self.save('laptop', 'sk-proj-' + 'a1B2c3D4' * 20)
        answer = self.call('permissions', 'laptop', environment={'OPENAI_BASE_URL': 'https://relay.example/v1'})
        self.assertEqual(answer.status, 3)
        self.assertIn('not OpenAI’s own', answer.err)


class Save(commands.Case):
    def test_stored_for_others(self):
        key = self.service().key()
        answer = self.save('My Laptop', key)
        self.assertIn('“My Laptop”', answer.out)
        self.assertIn('my-laptop', answer.out)
        self.assertEqual(self.session.keyring.look_up(service='openai', username='my-laptop').decode(), key)
        [(label, _)] = self.session.keyring.items()
        self.assertEqual(label, 'OpenAI API key – My Laptop')

    def test_expires(self):
        self.save('laptop', self.service().key(), '--expires=2099-02-28')
        self.assertEqual(self.call('list', '--json').json['keys'][0]['expires'], '2099-02-28')
        self.assertIn('It ends on 2099-02-28', self.call('list').out)
        # Another key, of which nothing is known
        self.save('laptop', self.service().key(), '--replace')
        self.assertIsNone(self.call('list', '--json').json['keys'][0]['expires'])
        for date in ('yesterday', '2020-01-01', '0', '2026-02-30'):
            answer = self.call('save', 'desktop', '--expires=' + date, given=self.service().key())
            self.assertEqual(answer.status, 64, date)
            self.assertIn('not a date in the future', answer.err)
        self.assertEqual(len(self.session.keyring.items()), 1)

    def test_name_taken(self):
        service = self.service()
        self.save('laptop', service.key())
        answer = self.call('save', 'Laptop', given=service.key('invalid-key'))
        self.assertEqual(answer.status, 64)
        self.assertIn('--replace', answer.err)
        self.assertEqual(self.session.keyring.look_up(service='openai', username='laptop').decode(), service.key())
        self.save('laptop', service.key('invalid-key'), '--replace')
        self.assertEqual(len(self.session.keyring.items()), 1)
        self.assertEqual(self.session.keyring.look_up(service='openai', username='laptop').decode(), service.key('invalid-key'))

    def test_notes_as_in_the_window(self):
        state = self.session.home / '.local/state/keybearer/setup.json'
        state.parent.mkdir(parents=True)
        before = '{"version": 1, "project-name": "Shop", "purpose": "production"}'
        state.write_text(before)
        self.save('shop', self.service().key())
        [key] = self.call('list', '--json').json['keys']
        self.assertEqual((key['project'], key['purpose']), ('Shop', 'production'))
        self.assertEqual(state.read_text(), before)

    def test_no_name(self):
        for arguments in ((), ('a', 'b'), ('',), ('  ',), ('a\tb',), ('x' * 300,), (b'\xff\xfe',)):
            answer = self.call('save', *arguments, given=self.service().key())
            self.assertEqual(answer.status, 64, arguments)
        self.assertEqual(self.session.keyring.items(), [])

    def test_json(self):
        """Of saving and of what undoes it"""
        key = self.service().key()
        saved = {'version': 1, 'command': 'save', 'exit_code': 0, 'name': 'my-laptop', 'label': 'My Laptop'}
        self.assertEqual(self.call('save', '--json', 'My Laptop', given=key).json, saved)
        answer = self.call('save', '--json', 'My Laptop', given=key)
        self.assertEqual((answer.status, answer.json['exit_code'], answer.json['error']['id']), (64, 64, 'name-taken'))
        found = self.call('forget', '--json', 'my-laptop').json
        self.assertRegex(found.pop('link'), '^https://')
        self.assertEqual(found, {'version': 1, 'command': 'forget', 'exit_code': 0, 'name': 'my-laptop', 'label': 'My Laptop'})
        self.assertEqual(self.session.keyring.items(), [])
        answer = self.call('forget', '--json', 'my-laptop')
        self.assertEqual((answer.status, answer.json['error']['id']), (4, 'key-not-found'))


class List(commands.Case):
    def test_none(self):
        self.assertEqual(self.call('list').status, 0)
        self.assertIn('keybearer save NAME', self.call('list').out)
        self.assertEqual(self.call('list', '--names').out, '')
        self.assertEqual(self.call('list', '--json').json,
                         {'version': 1, 'command': 'list', 'exit_code': 0, 'keyring': 'ready', 'keys': []})

    def test_some(self):
        service = self.service()
        for name in ('laptop', 'Großer Server'):
            self.save(name, service.key())
        self.call('check', 'laptop')
        self.assertEqual(set(self.call('list', '--names').out.split()), {'laptop', 'grosser-server'})
        found = self.call('list', '--names', '--json').json
        self.assertEqual(set(found), {'version', 'command', 'exit_code', 'keyring', 'names'})
        self.assertEqual(set(found['names']), {'laptop', 'grosser-server'})
        text = self.call('list').out
        self.assertIn('“Großer Server”', text)
        self.assertIn('Your Key Works', text)
        keys = {key['name']: key for key in self.call('list', '--json').json['keys']}
        for key in keys.values():
            self.assertEqual(set(key), SAVED)
            self.assertRegex(key['created'], TIME)
            self.assertFalse(key['locked'])
        self.assertEqual(keys['laptop']['last_verdict'], 'works')
        self.assertRegex(keys['laptop']['last_tested'], TIME)
        self.assertIsNone(keys['grosser-server']['last_tested'])

    def test_other_charset(self):
        """Text is turned into what the terminal can show; JSON stays what it has to be."""
        self.save('Großer Server', self.service().key())
        environment = {'LC_ALL': 'C', 'LANG': 'C'}
        self.call('list', environment=environment).out.encode('ascii')
        [key] = self.call('list', '--json', environment=environment).json['keys']
        self.assertEqual(key['label'], 'Großer Server')

    def test_hostile_label(self):
        """Another program may have changed it; the terminal must not obey it."""
        self.session.run(['secret-tool', 'store', '--label=\x1b]0;owned\x07\x1b[31m\u202eevil\nworks', 'service', 'openai', 'application',
                          'keybearer', 'username', 'evil; rm -rf ~\n\x1b'], input='x')
        answer = self.call('list')
        self.assertIn('evil', answer.out)
        self.assertEqual(answer.out.count('\n'), 2)
        for character in '\x1b\x07\u202e':
            self.assertNotIn(character, answer.out)
        self.assertEqual(self.call('list', '--json').json['keys'][0]['name'], 'evil; rm -rf ~\n\x1b')
        self.assertEqual(self.call('list', '--names').out, '')

    def test_output_lost(self):
        with open('/dev/full', 'wb') as full:
            status = subprocess.run([commands.BINARY, 'list'], env=self.session.environment, stdout=full).returncode
        self.assertEqual(status, 74)

    def test_closed_files(self):
        """Nothing that is opened may get the place of the output."""
        for closing in ('>&-', '2>&-', '<&-', '<&- >&- 2>&-'):
            result = subprocess.run(['sh', '-c', f'exec "$0" list --json {closing}', commands.BINARY],
                                    env=self.session.environment, capture_output=True)
            answer = commands.Answer(result.returncode, result.stdout, result.stderr)
            self.assertEqual((answer.status, answer.err), (0, ''), closing)
            self.assertEqual(answer.out == '', '>&-' in closing.split(), closing)


class Check(commands.Case):
    def test_every_verdict(self):
        names = self.call('list', '--practice', '--names').out.split()
        self.assertGreater(len(names), 50)
        # The sanitizers take seconds to load the system's certificates, and there is a limit on connecting.
        at_once = max(1, int(4 / commands.processes.FACTOR))
        with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
            answers = list(pool.map(lambda name: self.call('check', '--practice', '--json', name), names))
        seen = set()
        for name, answer in zip(names, answers):
            found = answer.json
            self.assertEqual(found['verdict'], 'works' if name in KINDS else name)
            self.assertEqual(found['exit_code'], answer.status)
            self.assertEqual(answer.status, OUTCOMES[found['outcome']], name)
            self.assertEqual(set(found), CHECK)
            self.assertEqual(list(found['aspects']), ASPECTS)
            # A verdict need not blame an aspect, but what works has none that failed, and a refused key is one.
            failed = [aspect for aspect, state in found['aspects'].items() if state == 'failed']
            self.assertFalse(failed and found['outcome'] == 'works', name)
            self.assertEqual(failed == ['key'], found['outcome'] == 'refused', name)
            seen.add(answer.status)
        self.assertEqual(seen, {0, 1, 2, 3})

    def test_ended(self):
        """Refused without a reason, as the noted day tells; without one nothing is claimed"""
        self.save('old', self.service().key('invalid-key'), '--expires=30')
        self.assertEqual(self.call('check', 'old', '--json').json['verdict'], 'invalid-key')
        path = self.session.home / '.local/share/keybearer/notes.json'
        notes = json.loads(path.read_text())
        notes['keys'][0]['expires'] = '2020-01-31'
        path.write_text(json.dumps(notes))
        answer = self.call('check', 'old')
        self.assertEqual(answer.status, 1)
        self.assertRegex(answer.out, r'\AKey Expired\n.*31 January 2020, the day that you noted')
        self.assertIn('“Rotate”', answer.out)

    def test_saved(self):
        service = self.service()
        self.save('My Laptop', service.key())
        for arguments in ((), ('my-laptop',), ('My Laptop',), ('MY LAPTOP',)):
            answer = self.call('check', *arguments)
            self.assertEqual(answer.status, 0, answer.err)
            self.assertIn('Your Key Works', answer.out)
            self.assertIn('Keyring: The key was read from it', answer.out)
            # It is not OpenAI whom it asks.
            self.assertIn(service.address.removeprefix('http://').removesuffix('/v1'), answer.err)
            self.assertIn('OPENAI_BASE_URL', answer.err)
        found = self.call('check', '--json').json
        self.assertEqual((found['name'], found['outcome'], found['http_status']), ('my-laptop', 'works', 200))
        self.assertGreater(found['input_tokens'], 0)
        self.assertGreater(found['cost_microdollars'], 0)
        self.assertRegex(found['request_id'], '^req_')
        self.assertRegex(found['tested'], TIME)

    def test_from_stdin(self):
        service = self.service()
        for verdict, status in (('works', 0), ('invalid-key', 1), ('credit-exhausted', 2), ('server-error', 3)):
            answer = self.call('check', '--stdin', '--json', given=service.key(verdict))
            self.assertEqual((answer.status, answer.json['verdict'], answer.json['name']), (status, verdict, None))
            self.assertEqual(answer.json['aspects']['storage'], 'not-reached')
        answer = self.call('check', '--stdin', given=service.key('credit-exhausted'))
        self.assertIn('No Credit Left', answer.out)
        self.assertIn('https://platform.openai.com/settings/organization/billing', answer.out)
        self.assertNotIn('Keyring:', answer.out)
        self.assertEqual(self.session.keyring.items(), [])
        self.assertFalse((self.session.home / '.local/share/keybearer').exists())

    def test_model(self):
        service = self.service()
        self.assertEqual(self.call('check', '--stdin', '--json', '--model=gpt-6-terra', given=service.key()).json['model'],
                         'gpt-6-terra')

    def test_server_gone(self):
        service = self.service()
        key = service.key()
        service.stop()
        answer = self.call('check', '--stdin', '--json', given=key)
        self.assertEqual((answer.status, answer.json['verdict']), (3, 'connection-refused'))

    def test_not_over_plain_http(self):
        environment = {'OPENAI_BASE_URL': 'http://api.example.com/v1'}
        answer = self.call('check', '--stdin', '--json', given=self.service().key(), environment=environment)
        self.assertEqual((answer.status, answer.json['verdict']), (3, 'bad-address'))

    def test_which(self):
        service = self.service()
        answer = self.call('check', '--json')
        self.assertEqual((answer.status, answer.json['error']['id']), (4, 'key-not-found'))
        for name in ('one', 'two'):
            self.save(name, service.key())
        self.assertEqual(self.call('check').status, 64)
        self.assertEqual(self.call('check', 'one', '--stdin', given=service.key()).status, 64)
        self.assertEqual(self.call('check', 'three').status, 4)

    def test_progress_on_a_terminal_only(self):
        service = self.service()
        self.save('laptop', service.key())
        self.assertNotIn('\r', self.call('check').err)
        self.assertIn('\r', self.type('check', text='', after='Asking').out)


class Forget(commands.Case):
    def test_not_revoked(self):
        self.save('laptop', self.service().key())
        self.call('check')
        answer = self.call('forget', 'laptop')
        self.assertEqual(answer.status, 0)
        self.assertIn('the key still works', answer.out)
        self.assertIn('https://platform.openai.com/api-keys', answer.out)
        self.assertEqual(self.session.keyring.items(), [])
        notes = json.loads((self.session.home / '.local/share/keybearer/notes.json').read_text())
        self.assertNotIn('laptop', json.dumps(notes))
        self.assertEqual(self.call('forget', 'laptop').status, 4)

    def test_which(self):
        self.assertEqual(self.call('forget').status, 64)
        self.assertEqual(self.call('forget', 'a', 'b').status, 64)


class Practice(commands.Case):
    keyring = 'none'

    def test_nothing_kept(self):
        service = self.service()
        self.assertEqual(self.call('save', 'laptop', '--practice', given=service.key()).status, 0)
        self.assertEqual(self.call('save', 'works', '--practice', given=service.key()).status, 64)
        self.assertEqual(self.call('forget', 'works', '--practice').status, 0)
        for answer in (self.call('check', '--practice', 'works'), self.call('--practice', 'check', 'works')):
            self.assertEqual(answer.status, 0)
            self.assertIn('Practice run', answer.err)
            self.assertNotIn('OPENAI_BASE_URL', answer.err)
        self.assertEqual(self.call('check', '--practice', '--stdin', given=service.key('invalid-key')).status, 1)
        self.assertFalse((self.session.home / '.local').exists() and
                         [path for path in (self.session.home / '.local').rglob('*') if path.is_file()])


    def test_keys_of_its_own(self):
        """Another service has other keys, and knows those of this one by what they teach."""
        keys = [self.service().key(verdict) for _ in range(2) for verdict in ('works', 'credit-exhausted')]
        self.assertEqual(len(set(keys)), 4)
        self.assertEqual([self.call('check', '--stdin', '--json', given=key).json['verdict'] for key in keys],
                         ['works', 'credit-exhausted'] * 2)
        mistyped = keys[0].replace('-works-', '-works-x', 1)[:len(keys[0])]
        self.assertEqual(self.call('check', '--stdin', '--json', given=mistyped).json['verdict'], 'invalid-key')


class Cost(commands.Case):
    keyring = 'none'

    def test_own_prices(self):
        found = self.call('cost', '--conversations=100', '--input=2k', '-o', '500', '--cached=50%', '--input-price=$2', '--cached-price=0.5',
                          '--output-price=8', '--json').json
        [estimate] = found['estimates']
        self.assertEqual((found['conversations'], found['input_tokens'], found['output_tokens'], found['cached_percent']),
                         (100, 2000, 500, 50))
        # 1,000 × $2 + 1,000 × $0.50 + 500 × $8, of a million each
        self.assertEqual(estimate['conversation_microdollars'], 6500)
        self.assertEqual((estimate['day_microdollars'], estimate['month_microdollars'], estimate['year_microdollars']),
                         (650_000, 19_500_000, 237_250_000))
        self.assertIsNone(estimate['model'])

    def test_models(self):
        everything = self.call('cost', '--json').json['estimates']
        self.assertGreater(len(everything), 5)
        [one] = self.call('cost', '--json', '--model', everything[0]['model']).json['estimates']
        self.assertEqual(one, everything[0])
        text = self.call('cost').out
        for estimate in everything:
            self.assertIn(f'{estimate["model"]}\n', text)
            self.assertRegex(estimate['checked'], r'^\d{4}-\d\d-\d\d$')
        self.assertIn('Prices as of 20', text)
        self.assertEqual(self.call('cost', '-c', '10', '-i', '1000000', '-o', '0', '--input-price=1', '--output-price=1').out,
                         'Your prices\n  $1 a conversation, $10 a day, $300 a month, $3650 a year\n')

    def test_wrong(self):
        for arguments, problem in ((('--input=x',), 'bad-number'), (('--cached=101',), 'bad-number'), (('-c', '-1'), 'bad-number'),
                                   (('--input=1.5',), 'bad-number'), (('--model=nonsense',), 'price-not-known'),
                                   (('--input-price=1',), 'usage'), (('x',), 'usage'),
                                   (('--input-price=1', '--output-price=1', '--model=gpt-6-luna'), 'usage')):
            answer = self.call('cost', '--json', *arguments)
            self.assertEqual((answer.status, answer.json['error']['id']), (64, problem), arguments)
        self.assertIn('--cached', self.call('cost', '--cached=101').err)


class Arguments(commands.Case):
    keyring = 'none'

    def test_keys_are_refused(self):
        key = self.service().key()
        self.secrets.add(key.rsplit('-works-', 1)[1].encode())
        for arguments in (('check', key), ('save', key), ('run', key, '--', 'true'), ('forget', key), ('list', key),
                          ('check', '--model', key), ('check', f'--model={key}'), ('check', f'--stdin={key}'), ('practice', key)):
            answer = self.call(*arguments)
            self.assertEqual(answer.status, 64, arguments[0])
            self.assertIn('Do not type a key', answer.err)
        for other in ('sk-ant-api03-' + 'Ab3_' * 24, 'gsk_' + 'aB3d' * 13, 'AIza' + 'Sy3' * 11 + 'ab'):
            answer = self.call('save', other)
            self.assertIn('Do not type a key', answer.err)
            self.assertNotIn(other[:20], answer.err)
        for name in ('sk-laptop', 'my-sk-key', 'proj', 'a=b', 'Schlüssel'):
            self.assertNotIn('does not belong', self.call('check', name).err)
        self.assertEqual(self.call(key).status, 64)
        answer = self.call('check', '--json', key)
        self.assertEqual((answer.json['error']['id'], answer.json['exit_code']), ('key-in-argument', 64))

    def test_wrong_calls(self):
        for arguments in (('check', '--nonsense'), ('check', 'a', 'b'), ('list', 'a'), ('nonsense',), ('run', '--json', 'x', '--', 'true'),
                          ('practice', '--port=70000')):
            answer = self.call(*arguments)
            self.assertEqual((answer.status, answer.out), (64, ''), arguments)
            self.assertTrue(answer.err, arguments)
        self.assertEqual(self.call('check', '--json', '--nonsense').json['error']['id'], 'usage')

    def test_no_json(self):
        """It is said where there is none, and nothing is done."""
        for arguments in (('run', '--json', 'laptop', '--', 'echo', 'done'), ('token', '--json', 'laptop'), ('practice', '--json')):
            answer = self.call(*arguments)
            self.assertEqual((answer.status, answer.out), (64, ''), arguments)
            self.assertIn('cannot answer in JSON', answer.err)

    def test_help(self):
        for command in ('check', 'list', 'save', 'run', 'forget', 'cost', 'practice'):
            answer = self.call(command, '--help')
            self.assertEqual((answer.status, answer.err), (0, ''))
            self.assertIn(f'keybearer {command}', answer.out)
            self.assertIn(f'  {command} ', self.call('--help').out)
            self.assertEqual(self.call('help', command).out, answer.out)
        self.assertEqual(self.call('help').out, self.call('--help').out)
        lines = re.findall(r'^  [a-z].*', self.call('--help').out.split('Commands:', 1)[1], re.MULTILINE)
        column = lines[0].index('Test a saved key')
        self.assertEqual({line[column - 2:column] for line in lines}, {'  '}, 'one column')
        self.assertTrue(all(line[column].isupper() for line in lines))
        self.assertEqual(self.call('help', 'nonsense').status, 64)
        self.assertRegex(self.call('--version').out, r'^Keybearer \d')

    def test_columns_of_help(self):
        """Neither a long name nor a sign of several bytes pushes what stands behind it aside."""
        lines = [line for line in self.call('--help').out.splitlines() if re.match(r'  [a-z]+  ', line)]
        begins = {line.index(summary) for line in lines for summary in re.findall(r' {2}([A-Z][a-z]+ .*)', line)}
        self.assertGreater(len(lines), 10)
        self.assertEqual(len(begins), 1, lines)

    def test_the_window_options(self):
        """Wrong ones are refused as those of a command are; right ones want a display."""
        for arguments in (('--nonsense',), ('-x',), ('--version', '--nonsense'), ('--practise',)):
            answer = self.call(*arguments)
            self.assertEqual((answer.status, answer.out), (64, ''), arguments)
            self.assertIn('keybearer: ', answer.err)
        for arguments in ((), ('--practice',), ('--new-key',), ('--test-keys',)):
            answer = self.call(*arguments)
            self.assertEqual((answer.status, answer.out), (69, ''), arguments)
            self.assertIn('display', answer.err)

    def test_commands_link_no_toolkit(self):
        libraries = subprocess.run(['ldd', commands.BINARY], capture_output=True, text=True, check=True).stdout
        self.assertIn('libsecret', libraries)
        self.assertNotRegex(libraries, 'libgtk|libadwaita')

    def test_told_everywhere(self):
        """Each option stands in the synopsis of the manual page and has a paragraph there, as has each command."""
        manual = (DATA / 'keybearer.1').read_text()
        synopsis = manual.split('.Sh SYNOPSIS')[1].split('.Sh DESCRIPTION')[0]
        # The last line, which has the options that each takes, gives way to the first of them.
        lines = {call.split()[1] if call.startswith('.Cm') else '': call for call in synopsis.split('.Nm\n')[-1:0:-1]}
        told = self.told()
        self.assertEqual(set(lines) - {'', 'help'}, {name for name in told if not name.startswith('-')})
        self.assertIn('--test-keys', told)
        for command in lines:
            options = {name.lstrip('-') for name in self.told(*command.split()) if name.startswith('-')}
            in_synopsis = set(re.findall(r'Fl -([a-z-]+)', lines[command]))
            self.assertEqual(in_synopsis | {'help', 'version'}, options | {'help', 'version'}, command)
            self.assertEqual([option for option in options if not re.search(rf'\.It Fl .*-{option}\b', manual)], [], command)
            self.assertTrue(re.search(rf'\.It Cm {command}', manual), command)

    def test_promises_of_json(self):
        """Each member, and what an error is called, stands in the manual page; of the latter no more than there are."""
        manual = (DATA / 'keybearer.1').read_text()
        for member in CHECK | SAVED | {'names', 'findings', 'estimates'}:
            self.assertTrue(re.search(rf'\b{member}\b', manual), member)
        sources = [path.read_text() for path in DATA.parent.glob('src/cli/*.c')]
        # A command that does not answer in JSON has none.
        sources = [text for text in sources if 'const KbCliCommand command' not in text or '.has_json = TRUE' in text]
        ids = {found for text in sources for call in re.findall(r'kb_cli_fail(?:_for_list)? \([^;]*?;', text)
               for found in re.findall(r'"([a-z]+(?:-[a-z]+)*)"', call)[:1]}
        ids |= {found for text in sources for found in re.findall(r'\[KB_STORE_ERROR_\w+\] = "([a-z-]+)"', text)}
        self.assertGreater(len(ids), 20)
        documented = manual.split('is one of')[1].split('.El')[0]
        self.assertEqual(set(re.findall(r'^\.Sy ([a-z-]+)', documented, re.MULTILINE)), ids)

    def test_no_display_is_opened(self):
        with socket.socket(socket.AF_UNIX) as display:
            path = str(self.session.directory / 'run' / 'display')
            display.bind(path)
            display.listen()
            display.setblocking(False)
            environment = {'WAYLAND_DISPLAY': path, 'GDK_BACKEND': 'wayland'}
            self.assertEqual(self.call('list', '--practice', environment=environment).status, 0)
            self.assertEqual(self.call('check', '--practice', 'works', environment=environment).status, 0)
            self.assertRaises(BlockingIOError, display.accept)
            # The window does open it.
            window = self.session.start([commands.BINARY, '--practice'], environment=environment, stderr=subprocess.DEVNULL)
            display.settimeout(commands.processes.TIMEOUT)
            display.accept()[0].close()
            commands.processes.stop(window)


if __name__ == '__main__':
    commands.main()
