# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Told before a key ends, once at each time, by whichever desktop is there; and the same as a calendar."""

import ast
import datetime
import json
import pathlib
import subprocess
import sys

import commands

# The days go by the clock of this computer, and midnight may pass: none of these is at the edge of a threshold.
SOON, NEAR, LATER = 10, 2, 40
PLACES = 'org.gtk.Notifications', 'org.freedesktop.Notifications', 'org.freedesktop.portal.Desktop'


def day(days):
    return (datetime.date.today() + datetime.timedelta(days=days)).isoformat()


class Case(commands.Case):
    def note(self, **ends):
        self.path = self.session.home / '.local/share/keybearer/notes.json'
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(json.dumps({'version': 1, 'keys': [{'name': name, 'expires': date} for name, date in ends.items()]}))

    def reminded(self):
        return {key['name']: key.get('reminded', 0) for key in json.loads(self.path.read_text())['keys']}


class Remind(Case):
    def desktop(self, name, *options):
        process = self.session.start([sys.executable, '-m', 'support.notifications', name, *options],
                                     stdout=subprocess.PIPE, cwd=pathlib.Path(__file__).resolve().parents[1])
        self.addCleanup(process.stdout.close)
        self.assertEqual(commands.processes.read_line(process.stdout.fileno(), 'the desktop'), 'ready')
        return process

    def shown(self, process):
        return ast.literal_eval(commands.processes.read_line(process.stdout.fileno(), 'the desktop'))

    def test_once(self):
        self.note(window_box=day(SOON), attic=day(LATER), cellar='', shed='2020-01-31')
        desktop = self.desktop('org.gtk.Notifications')
        answer = self.call('remind')
        self.assertEqual((answer.status, answer.err), (0, ''))
        self.assertIn(f'window_box ends on {day(SOON)}', answer.out)
        application, _identifier, shown = self.shown(desktop)
        self.assertEqual(application, 'io.github.keybearer.Keybearer')
        self.assertRegex(shown['title'], r'^An API key ends in (9|10) days$')
        # Neither the key nor its name: it is kept, and shown on locked screens.
        self.assertNotIn('window_box', str(shown))
        self.assertEqual((shown['default-action'], shown['default-action-target']), ('app.present', False))
        self.assertEqual(self.reminded(), {'window_box': 14, 'attic': 0, 'cellar': 0, 'shed': 0})
        answer = self.call('remind')
        self.assertEqual((answer.status, answer.out), (0, ''))
        # Nearer, it is told again: the line that comes next is that one and no second of the first.
        self.note(window_box=day(NEAR), attic=day(NEAR))
        self.call('remind')
        self.assertEqual(self.shown(desktop)[2]['title'], '2 API keys end soon')

    def test_each_desktop(self):
        for name in PLACES:
            with self.subTest(name):
                self.note(laptop=day(SOON))
                desktop = self.desktop(name)
                self.assertEqual(self.call('remind').status, 0)
                self.assertRegex(str(self.shown(desktop)), 'An API key ends in')
                commands.processes.stop(desktop)

    def test_nobody_there(self):
        """Who was not told is told when that is possible"""
        self.note(laptop=day(SOON))
        answer = self.call('remind')
        self.assertEqual((answer.status, answer.out), (74, ''))
        self.assertIn('No desktop has taken the notification', answer.err)
        self.assertEqual(self.reminded(), {'laptop': 0})
        desktop = self.desktop('org.freedesktop.Notifications', '--refuse')
        self.assertEqual(self.call('remind').status, 74)
        commands.processes.stop(desktop)
        desktop = self.desktop('org.freedesktop.Notifications')
        self.assertEqual(self.call('remind').status, 0)
        self.assertEqual(self.reminded(), {'laptop': 14})

    def test_nothing_due(self):
        """Then no desktop is needed, and no folder is made"""
        answer = self.call('remind')
        self.assertEqual((answer.status, answer.out, answer.err), (0, '', ''))
        self.assertFalse((self.session.home / '.local/share/keybearer').exists())


class Calendar(Case):
    def test_list(self):
        key = self.service().key()
        self.save('My Laptop', key, '--expires=2099-02-28')
        self.save('attic', key)
        answer = self.call('list', '--ics')
        self.assertEqual((answer.status, answer.err), (0, ''))
        self.assertEqual(answer.out.count('BEGIN:VEVENT'), 1)
        for line in ('DTSTART;VALUE=DATE:20990228', 'SUMMARY:API key “My Laptop” ends', 'TRIGGER:-P13DT15H', 'TRIGGER:-P2DT15H', 'TRIGGER:-PT15H'):
            self.assertIn(line + '\r\n', answer.out)

    def test_no_date(self):
        self.save('attic', self.service().key())
        answer = self.call('list', '--ics')
        self.assertEqual((answer.status, answer.out), (4, ''))
        self.assertIn('--expires', answer.err)


if __name__ == '__main__':
    commands.main()
