# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Keyrings in other states, where nobody can be asked: each has its sentence and its way out, and nothing hangs."""

import re
import subprocess

import commands

QUICK = 10 * commands.processes.FACTOR  # seconds
UNLOCK = re.compile(r'^ +(read -rs p; .*)$', re.MULTILINE)


class Case(commands.Case):
    """Each command that needs the keyring; those that only look answer in any state in which there is one."""

    def calls(self):
        return (('check', 'laptop'), ('save', 'laptop'), ('run', 'laptop', '--', 'echo', 'ran'), ('token', 'laptop'),
                ('forget', 'laptop'))

    def assert_all_fail(self, problem, advice, *calls):
        for arguments in calls or self.calls():
            answer = self.call(*arguments, given=b'')
            self.assertLess(answer.seconds, QUICK, arguments)
            self.assertEqual((answer.status, answer.out), (4, ''), (arguments, answer.err))
            self.assertIn(problem, answer.err, arguments)
            self.assertIn(advice, answer.err, arguments)

    def error(self, *arguments):
        answer = self.call(*arguments, '--json')
        self.assertEqual(answer.json['exit_code'], answer.status)
        return answer.json['error']['id']

    def unlock_as_told(self, answer, password):
        """Types the line that was printed, and the password, into a real shell."""
        line = UNLOCK.search(answer.err)[1]
        self.session.run(['bash', '-c', line], input=password + '\n')


class Locked(Case):
    def setUp(self):
        super().setUp()
        self.key = self.service().key()
        self.save('laptop', self.key)
        self.session.keyring.lock()

    def test_said(self):
        self.assert_all_fail('Keyring Is Locked', 'gnome-keyring-daemon')
        self.assertEqual(self.error('check', 'laptop'), 'keyring-locked')
        self.assertTrue(self.session.keyring.is_locked())

    def test_list(self):
        found = self.call('list', '--json').json
        self.assertEqual((found['keyring'], found['exit_code'], found['keys'][0]['locked']), ('locked', 0, True))
        self.assertEqual(self.call('list').status, 0)
        self.assertTrue(self.session.keyring.is_locked())

    def test_not_needed(self):
        self.assertEqual(self.call('check', '--stdin', given=self.key).status, 0)

    def test_doctor(self):
        answer = self.call('doctor', 'keyring', '--json')
        found = answer.json['keyring']
        self.assertEqual((answer.status, found['cause'], found['state']), (4, 'locked-remote', 'locked'))
        self.assertEqual((found['process'], found['pid']), ('gnome-keyring-d', self.session.keyring.process.pid))
        self.assertIn('gnome-keyring-daemon', found['lines'])
        self.assertTrue(self.session.keyring.is_locked())

    def test_unlocked_again(self):
        self.session.keyring.unlock()
        found = self.call('doctor', 'keyring', '--json').json
        self.assertEqual((found['exit_code'], found['keyring']['cause']), (0, 'fine'))
        self.assertEqual(self.call('check', 'laptop').status, 0)


class OverSsh(Case):
    """The keyring was started by the bus, without a password, as it is when one signs in with a key."""

    keyring = 'unlocked'
    activation = True

    def test_unlock_as_told(self):
        key = self.service().key()
        self.save('laptop', key)
        self.session.keyring.stop()
        answer = self.call('check', 'laptop')
        self.assertEqual(answer.status, 4)
        self.unlock_as_told(answer, self.session.keyring.PASSWORD)
        self.assertEqual(self.call('check', 'laptop').status, 0)


class First(Case):
    """There has never been a keyring."""

    keyring = 'none'
    activation = True

    def test_made_as_told(self):
        service = self.service()
        self.assertEqual(self.error('check', 'laptop'), 'key-not-found')
        self.assertEqual(self.call('list').status, 0)
        answer = self.call('save', 'laptop', given=service.key())
        self.assertEqual(answer.status, 4)
        self.assertIn('No Keyring Yet', answer.err)
        self.unlock_as_told(answer, 'new password')
        self.save('laptop', service.key())
        self.assertEqual(self.call('check', 'laptop').status, 0)


class NoService(Case):
    keyring = 'none'

    def test_said(self):
        self.assert_all_fail('No Keyring Found', 'dbus-run-session', *self.calls(), ('list',), ('list', '--names'), ('check',))
        self.assertEqual(self.error('list'), 'keyring-no-service')
        self.assertEqual(self.call('check', '--stdin', given=self.service().key()).status, 0)

    def test_no_bus(self):
        for address in ('', 'unix:path=/nonexistent', 'nonsense'):
            self.session.environment['DBUS_SESSION_BUS_ADDRESS'] = address
            self.assert_all_fail('No Keyring Found', 'dbus-run-session')
        del self.session.environment['DBUS_SESSION_BUS_ADDRESS']
        self.session.environment['XDG_RUNTIME_DIR'] = str(self.session.home)
        self.assert_all_fail('No Keyring Found', 'dbus-run-session')

    def test_session_as_told(self):
        """Where there is no bus: dbus-run-session, then the line."""
        key = self.service().key()
        answer = self.call('save', 'laptop', given=key)
        self.assertIn('\n  dbus-run-session -- bash\n', answer.err)
        line = UNLOCK.search(answer.err)[1]
        binary = commands.BINARY
        script = f'read -r key; {line}; printf %s "$key" | {binary} save laptop && {binary} check laptop >&2'
        environment = {name: value for name, value in self.session.environment.items() if name != 'DBUS_SESSION_BUS_ADDRESS'}
        # A keyring of its own
        environment['XDG_RUNTIME_DIR'] = str(self.session.home)
        result = commands.processes.run(['dbus-run-session', '--', 'bash', '-c', script], env=environment, text=True,
                                        input=f'{key}\npassword\n', capture_output=True, timeout=commands.TIMEOUT)
        self.assertIn('Your Key Works', result.stderr)


class Silent(Case):
    def test_hangs(self):
        self.session.keyring.pause()
        self.addCleanup(self.session.keyring.resume)
        self.assert_all_fail('Keyring Does Not Answer', 'Try again', ('check', 'laptop'), ('run', 'laptop', '--', 'true'),
                             ('save', 'laptop'), ('list',))
        self.assertEqual(self.error('list'), 'keyring-not-responding')


class Sandbox(Case):
    """A service that refuses everybody, as a sandbox makes it."""

    keyring = 'none'

    def odd_keyring(self, habit):
        script = str(commands.pathlib.Path(__file__).resolve().parent.parent / 'support/odd-keyring')
        process = self.session.start(['python3', script, habit], stdout=subprocess.PIPE)
        self.addCleanup(process.stdout.close)
        self.assertEqual(process.stdout.readline(), b'ready\n')

    def test_denied(self):
        self.odd_keyring('denied')
        self.assert_all_fail('Keyring Is Out of Reach', 'flatpak override', ('check', 'laptop'), ('list',))
        self.assertEqual(self.error('list'), 'keyring-denied')

    def test_stored_wrongly(self):
        self.odd_keyring('turned')
        answer = self.call('save', 'laptop', given=self.service().key())
        self.assertEqual(answer.status, 4)
        self.assertIn('gave back something other', answer.err)

    def test_asks(self):
        self.odd_keyring('asks')
        key = self.service().key()
        self.save('first', key)
        answer = self.call('save', 'second', given=key)
        self.assertEqual(answer.status, 4)
        self.assertIn('nothing was changed', answer.err)

    def test_never_answers(self):
        """It may be waiting for somebody, but nobody is there."""
        self.odd_keyring('deaf')
        answer = self.call('save', 'laptop', given=self.service().key())
        self.assertEqual(answer.status, 4)
        self.assertIn('without a display', answer.err)
        self.assertLess(answer.seconds, 25 * commands.processes.FACTOR)


if __name__ == '__main__':
    commands.main()
