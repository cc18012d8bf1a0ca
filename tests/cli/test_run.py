# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""keybearer run: the command gets the key, and nothing else does."""

import contextlib
import hashlib
import os
import pathlib
import signal
import subprocess

import commands

SUM = 'printf %s "$OPENAI_API_KEY" | sha256sum'


class Run(commands.Case):
    def setUp(self):
        super().setUp()
        self.key = self.service().key()
        self.save('laptop', self.key)

    def run_command(self, *command, **options):
        return self.call('run', 'laptop', '--', *command, **options)

    def test_key_in_environment(self):
        wanted = hashlib.sha256(self.key.encode()).hexdigest()
        self.assertIn(wanted, self.run_command('sh', '-c', SUM).out)
        # In the place of another that is there already
        self.assertIn(wanted, self.run_command('sh', '-c', SUM, environment={'OPENAI_API_KEY': 'sk-other'}).out)
        self.assertEqual(self.run_command('sh', '-c', 'echo "$HOME"').out.strip(), str(self.session.home))

    def test_another_variable(self):
        wanted = hashlib.sha256(self.key.encode()).hexdigest()
        script = 'printf %s "$AZURE_KEY" | sha256sum; echo "<$OPENAI_API_KEY>"'
        answer = self.call('run', '--as=AZURE_KEY', 'laptop', '--', 'sh', '-c', script)
        self.assertIn(wanted, answer.out)
        self.assertIn('<>', answer.out)
        for name in ('1A', 'A-B', '', 'A=B', 'A\n'):
            self.assertEqual(self.call('run', f'--as={name}', 'laptop', '--', 'true').status, 64, name)

    def test_exit_status(self):
        for status in (0, 1, 4, 64, 77, 255):
            self.assertEqual(self.run_command('sh', '-c', f'exit {status}').status, status)

    def test_input_and_output(self):
        answer = self.run_command('sh', '-c', 'cat; echo problem >&2', given=b'\x00\xffdata')
        self.assertEqual((answer.raw, answer.err), (b'\x00\xffdataproblem\n', 'problem\n'))

    def test_arguments_as_they_are(self):
        answer = self.run_command('printf', '%s|', '--json', '--', 'a b', '', '--help', '-h')
        self.assertEqual(answer.out, '--json|--|a b||--help|-h|')

    def test_not_run(self):
        script = self.session.home / 'script'
        script.write_text('exit 5\n')
        for command, status in (('no-such-command', 127), (str(self.session.home / 'nothing'), 127), (str(script), 126),
                                (str(self.session.home), 126)):
            answer = self.run_command(command)
            self.assertEqual(answer.status, status, command)
            self.assertIn(command, answer.err)
        script.chmod(0o755)
        self.assertEqual(self.run_command(str(script)).status, 5)

    def test_wrong_calls(self):
        for arguments in ((), ('laptop',), ('laptop', '--'), ('--', 'true'), ('laptop', 'true'), ('a', 'b', '--', 'true')):
            answer = self.call('run', *arguments)
            self.assertEqual(answer.status, 64, arguments)
            self.assertIn('--', answer.err)

    def test_no_such_key(self):
        answer = self.call('run', 'desktop', '--', 'echo', 'ran')
        self.assertEqual((answer.status, answer.out), (4, ''))
        self.assertIn('No key of that name', answer.err)

    def start(self, script, before=''):
        process = commands.processes.Process([commands.BINARY, 'run', 'laptop', '--', 'sh', '-c', f'{before}echo ready; {script}'],
                                             env=self.session.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(lambda: (process.stdin.close(), process.stdout.close()))
        self.assertEqual(process.stdout.readline(), b'ready\n')
        return process

    def test_signals(self):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL, signal.SIGUSR1):
            process = self.start('read line')
            process.send_signal(number)
            # As it would have ended without Keybearer; to a shell that is 128 + n.
            self.assertEqual(process.wait(commands.TIMEOUT), -number)
        process = self.start('while :; do sleep 0.05; done', before='trap "exit 9" TERM; ')
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(commands.TIMEOUT), 9)

    def test_signal_to_a_shell(self):
        script = f'{commands.BINARY} run laptop -- sh -c "kill -TERM \\$\\$"; echo $?'
        self.assertIn('143', self.session.run(['sh', '-c', script]).stdout)

    def test_nothing_inherited(self):
        """No file, no ignored or blocked signal beside those that were there before."""
        probe = 'ls /proc/self/fd | wc -l; grep -E "Sig(Blk|Ign)" /proc/self/status'
        alone = self.session.run(['sh', '-c', probe]).stdout
        self.assertEqual(self.run_command('sh', '-c', probe).out, alone)

    def test_ignored_before(self):
        ignore = f'trap "" PIPE; exec {commands.BINARY} run laptop -- grep SigIgn /proc/self/status'
        self.assertIn('1000\n', self.session.run(['sh', '-c', ignore]).stdout)

    def test_nobody_else_has_it(self):
        """While the command runs, only its own environment holds the key."""
        process = self.start('read line; kill $!', before='sleep 100 & ')
        # One that is just becoming sleep shows nothing for a moment.
        commands.processes.until(lambda: len(self.holders()['environ']) == 2)
        having = self.holders()
        self.assertEqual(len(having['environ']), 2)
        self.assertLessEqual(set(having['environ']), {'sh', 'sleep'})
        self.assertEqual(having['cmdline'], [])
        process.communicate(b'\n', commands.TIMEOUT)

    def holders(self):
        """Names of the processes that have the key, by where they have it."""
        having = {'environ': [], 'cmdline': []}
        for folder in (pathlib.Path(f'/proc/{pid}') for pid in commands.processes.below()):
            for name in having:
                with contextlib.suppress(OSError):
                    if self.key.encode() in (folder / name).read_bytes():
                        having[name].append((folder / 'comm').read_text().strip())
        return having

    def test_no_trace_in_logs(self):
        answer = self.run_command('true', environment={'G_MESSAGES_DEBUG': 'all', 'SECRET_DEBUG': 'all'})
        self.assertEqual(answer.status, 0)

    def test_ambiguous(self):
        for label, name in (('Work', 'work-1'), ('work', 'work-2')):
            self.session.run(['secret-tool', 'store', f'--label=OpenAI API key – {label}', 'service', 'openai', 'application',
                              'keybearer', 'username', name], input=self.key)
        answer = self.call('run', 'WORK', '--', 'echo', 'ran')
        self.assertEqual((answer.status, answer.out), (4, ''))
        self.assertIn('More than one', answer.err)
        self.assertIn('work-1', answer.err)
        self.assertEqual(self.call('run', 'work-1', '--', 'echo', 'ran').out, 'ran\n')

    def test_twice(self):
        """Of two of one name in one place, as in the middle of a save, the newer one counts, and the next save leaves one."""
        other = self.service().key('invalid-key')
        self.session.run(['secret-tool', 'store', '--label=Copy', 'service', 'openai', 'application', 'keybearer', 'username',
                          'laptop', 'copy', 'yes'], input=other)
        self.assertIn(hashlib.sha256(other.encode()).hexdigest(), self.run_command('sh', '-c', SUM).out)
        self.assertEqual(self.call('list', '--names').out.split(), ['laptop'])
        self.save('laptop', self.key, '--replace')
        self.assertIn(hashlib.sha256(self.key.encode()).hexdigest(), self.run_command('sh', '-c', SUM).out)
        self.assertEqual(len(self.session.keyring.items()), 1)


if __name__ == '__main__':
    commands.main()
