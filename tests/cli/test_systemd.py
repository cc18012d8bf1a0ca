# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""The timer of the reminders with a real manager of systemd, if one can run here, turned on and off by hand and by the
program: what the stand-in of the core's test takes on trust."""

import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

import commands

SET_REMINDING = pathlib.Path(os.environ['SET_REMINDING'])
BINARY = pathlib.Path(os.environ['KEYBEARER_BIN'])
DATA = pathlib.Path(os.environ['KEYBEARER_DATA'])
MANAGER = pathlib.Path('/usr/lib/systemd/systemd')
# A manager of a person starts only where this is; a root of its own may make it
BOOTED = pathlib.Path('/run/systemd/system')
TIMER, SERVICE = (f'io.github.keybearer.Keybearer.remind.{kind}' for kind in ('timer', 'service'))
SKIP = 77


def can_run():
    try:
        BOOTED.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return MANAGER.exists()


class Timer(unittest.TestCase):
    def setUp(self):
        home = self.home = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.units = home / '.local/share/systemd/user'
        self.units.mkdir(parents=True)
        (home / 'run').mkdir(mode=0o700)
        (self.units / TIMER).write_text((DATA / 'remind.timer').read_text())
        (self.units / SERVICE).write_text((DATA / 'remind.service.in').read_text().replace('@bindir@', str(BINARY.parent)))
        kept = {name: value for name, value in os.environ.items() if not name.startswith(('XDG_', 'DBUS_'))}
        self.environment = {**kept, 'HOME': str(home), 'XDG_RUNTIME_DIR': str(home / 'run'),
                            'SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE': '1'}

    def run_tool(self, *command):
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=60)

    def test_files(self):
        """Nothing in them is unknown to systemd, and the hour is one."""
        found = self.run_tool('systemd-analyze', '--user', 'verify', self.units / TIMER, self.units / SERVICE)
        self.assertEqual((found.returncode, found.stderr), (0, ''))
        hour = next(line.partition('=')[2] for line in (self.units / TIMER).read_text().splitlines() if line.startswith('OnCalendar='))
        found = self.run_tool('systemd-analyze', 'calendar', hour)
        self.assertEqual(found.returncode, 0, found.stderr)
        self.assertIn('Normalized form: *-*-* 10:00:00', found.stdout)

    def start_manager(self):
        manager = subprocess.Popen([MANAGER, '--user', '--unit=basic.target'], env=self.environment, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(manager.wait, 60)
        self.addCleanup(manager.terminate)
        while manager.poll() is None and self.run_tool('systemctl', '--user', 'is-active', 'basic.target').returncode != 0:
            time.sleep(0.1)
        self.assertIsNone(manager.poll(), 'the manager ended')

    def show(self, unit, name):
        return self.run_tool('systemctl', '--user', 'show', unit, '--value', '--property', name).stdout.strip()

    def state(self):
        return self.show(TIMER, 'UnitFileState'), self.show(TIMER, 'ActiveState')

    def test_manager(self):
        """It is turned on, waits for the hour, runs to its end, and is turned off."""
        self.start_manager()
        self.assertEqual(self.show(TIMER, 'UnitFileState'), 'disabled')
        on = self.run_tool('systemctl', '--user', 'enable', '--now', TIMER)
        self.assertEqual(on.returncode, 0, on.stderr)
        self.assertEqual(self.state(), ('enabled', 'active'))
        self.assertIn(' 10:00:00', self.show(TIMER, 'NextElapseUSecRealtime'))
        self.assertEqual(self.show(TIMER, 'Unit'), SERVICE)
        ran = self.run_tool('systemctl', '--user', 'start', SERVICE)
        self.assertEqual((ran.returncode, self.show(SERVICE, 'Result')), (0, 'success'), ran.stderr)
        self.run_tool('systemctl', '--user', 'disable', '--now', TIMER)
        self.assertEqual(self.state(), ('disabled', 'inactive'))

    def start_bus(self):
        """The manager's own one, on which it makes itself known."""
        self.start_manager()
        self.run_tool('systemctl', '--user', 'start', 'dbus.socket')
        self.environment['DBUS_SESSION_BUS_ADDRESS'] = f'unix:path={self.home}/run/bus'
        known = self.run_tool('gdbus', 'wait', '--session', '--timeout', '60', 'org.freedesktop.systemd1')
        self.assertEqual(known.returncode, 0, known.stderr)

    def set_reminding(self, state):
        result = self.run_tool(SET_REMINDING, state)
        return result.returncode, commands.REMARK.sub(b'', result.stderr.encode()).decode()

    def test_program(self):
        """“Remind Me”, turned on and off, twice each: asking again for what is so already is no mistake."""
        self.start_bus()
        self.assertEqual(self.state(), ('disabled', 'inactive'))
        for _ in range(2):
            self.assertEqual(self.set_reminding('on'), (0, ''))
            self.assertEqual(self.state(), ('enabled', 'active'))
            self.assertIn(' 10:00:00', self.show(TIMER, 'NextElapseUSecRealtime'))
        link = self.home / '.config/systemd/user/timers.target.wants' / TIMER
        self.assertTrue(link.is_symlink())
        for _ in range(2):
            self.assertEqual(self.set_reminding('off'), (0, ''))
            self.assertEqual(self.state(), ('disabled', 'inactive'))
        self.assertFalse(link.is_symlink())

    def test_program_without_timer(self):
        """Where the timer is not installed, turning it on says so and leaves nothing behind."""
        (self.units / TIMER).unlink()
        self.start_bus()
        status, said = self.set_reminding('on')
        self.assertEqual(status, 1)
        self.assertIn(TIMER, said)
        self.assertEqual([path for path in (self.home / '.config').rglob('*') if path.is_symlink()], [])


if __name__ == '__main__':
    if not can_run():
        print('no manager of systemd can run here')
        sys.exit(SKIP)
    unittest.main()
