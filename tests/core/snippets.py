#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""snippets.py KEYBEARER PRINT-SNIPPETS: runs everything that Use It gives to copy.

Needs a keyring and a user manager (tests/support/with-keyring --manager). The key is stored with secret-tool under
names that are as awkward as a keyring allows; the practice service runs in a process of its own. Where a text
leaves a place for the person's own command, that command sends a request with what it was given. What Use It gives in
a sandbox is run too, without Keybearer on the path, but with a flatpak that starts it.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS))
sys.dont_write_bytecode = True

from support import sandbox  # noqa: E402

KEYBEARER, PRINT_SNIPPETS = (os.path.abspath(path) for path in sys.argv[1:3])
MODEL = 'gpt-6-luna'
USUAL = 'https://api.openai.com/v1'
NAMES = ('dev-local', 'it\'s "50%" of ${HOME} $HOME\\n %h `date` ö 鍵 ‘x’')
LIMIT = 60
# Cannot be run here; how they quote is a part of test-snippet.
ELSEWHERE = {'windows', 'macos'}
ADVICE = {'pasted', 'no-code'}
SHELLS = {'bash': ['bash', '--norc'], 'zsh': ['zsh', '-f'], 'fish': ['fish', '--no-config']}

# What a person's program does with what it finds in its environment, after a look at the arguments of all that
# the test has started.
CALL = '''#!/usr/bin/env python3
import contextlib, os, json, pathlib, sys, urllib.request
sys.dont_write_bytecode = True
sys.path.insert(0, "TESTS")
from support import processes
key = os.environ["OPENAI_API_KEY"]
looked_at = processes.below(ROOT)
assert os.getpid() in looked_at
for pid in looked_at:
    with contextlib.suppress(OSError):
        assert key.encode() not in pathlib.Path(f"/proc/{pid}/cmdline").read_bytes()
address = os.environ["OPENAI_BASE_URL"]
request = urllib.request.Request(address + "/responses",
    json.dumps({"model": "MODEL", "input": "Say hello."}).encode(),
    {"Authorization": "Bearer " + key, "Content-Type": "application/json"})
status = urllib.request.urlopen(request).status
open("OUTPUT", "w").write("%d %s" % (status, key))
'''


def setUpModule():
    global practice, address, key, folder
    practice = subprocess.Popen([KEYBEARER, 'practice'], stdout=subprocess.PIPE, text=True)
    address = practice.stdout.readline().strip().partition('=')[2]
    for line in practice.stdout:
        if line.startswith('sk-') and 'practice-works' in line:
            key = line.strip()
            break
    folder = pathlib.Path(tempfile.mkdtemp(dir=os.environ['HOME']))
    sandbox.stand_in_flatpak(folder / 'bin', KEYBEARER)
    for name in NAMES:
        store(name, key)


def tearDownModule():
    practice.terminate()
    practice.stdout.close()
    practice.wait()


def store(name, secret):
    subprocess.run(['secret-tool', 'store', '--label=A key', 'service', 'openai', 'username', name,
                    'application', 'keybearer'], input=secret, text=True, check=True)


def snippets(name, base=None, sandboxed=False):
    option = ['--sandboxed'] if sandboxed else []
    printed = subprocess.run([PRINT_SNIPPETS, name, base or address, MODEL, *option], check=True, capture_output=True)
    return json.loads(printed.stdout)


class Snippets(unittest.TestCase):
    """Every test runs for both names, inside and outside of a sandbox."""

    def setUp(self):
        self.output = folder / 'output'
        self.output.unlink(missing_ok=True)
        self.call = folder / 'call'
        values = {'MODEL': MODEL, 'OUTPUT': str(self.output), 'ROOT': str(os.getppid()), 'TESTS': str(TESTS)}
        self.call.write_text(re.sub('|'.join(values), lambda found: values[found[0]], CALL))
        self.call.chmod(0o700)
        self.sandboxed = False

    def each(self, wanted):
        for self.sandboxed in (False, True):
            for name in NAMES:
                self.output.unlink(missing_ok=True)
                yield snippets(name, sandboxed=self.sandboxed)[wanted]

    def path(self):
        return f'{folder / "bin" if self.sandboxed else pathlib.Path(KEYBEARER).parent}:{os.environ["PATH"]}'

    def run_it(self, command, stdin=None, **environment):
        environment = {**os.environ, 'PATH': self.path(), **environment}
        result = subprocess.run(command, input=stdin, text=True, capture_output=True, cwd=folder, timeout=LIMIT,
                                env=environment)
        self.assertEqual(result.returncode, 0, (command, stdin, result.stdout, result.stderr))
        return result.stdout

    def assert_called(self):
        self.assertTrue(self.output.exists(), 'the program was not started')
        self.assertEqual(self.output.read_text(), f'200 {key}')

    def with_call(self, text):
        replaced = re.sub(r'COMMAND|PROGRAM|flatpak run APP', str(self.call), text)
        self.assertNotEqual(replaced, text)
        return replaced

    def check_shell(self, shell):
        for text in self.each(shell):
            self.run_it(SHELLS[shell], f'{text}{self.call}\n')
            self.assert_called()

    def test_bash(self):
        self.check_shell('bash')

    def test_zsh(self):
        self.check_shell('zsh')

    def test_fish(self):
        self.check_shell('fish')

    def test_run(self):
        for self.sandboxed in (False, True):
            for shell in SHELLS.values():
                self.run_it(shell, self.with_call(snippets(NAMES[0], sandboxed=self.sandboxed)['run']))
                self.assert_called()
                self.output.unlink()
        for text in self.each('run'):
            self.run_it(SHELLS['bash'], self.with_call(text))
            self.assert_called()

    def test_project(self):
        for text in self.each('project'):
            (folder / 'with-key').write_text(text)
            self.run_it(['sh', 'with-key', str(self.call)])
            self.assert_called()

    def test_project_without_a_key(self):
        (folder / 'with-key').write_text(snippets('nobody')['project'])
        result = subprocess.run(['sh', folder / 'with-key', 'touch', self.output], capture_output=True, timeout=LIMIT,
                                env={**os.environ, 'PATH': self.path()})
        self.assertNotEqual(result.returncode, 0)
        self.assertFalse(self.output.exists())

    def test_run_without_a_key(self):
        for self.sandboxed in (False, True):
            line = snippets('nobody', sandboxed=self.sandboxed)['run'].replace('COMMAND', f'touch {self.output}')
            result = subprocess.run(['sh'], input=line.encode(), capture_output=True, timeout=LIMIT,
                                    env={**os.environ, 'PATH': self.path()})
            self.assertNotEqual(result.returncode, 0)
            self.assertFalse(self.output.exists())

    def test_sandbox(self):
        for text in self.each('sandbox'):
            self.run_it(SHELLS['bash'], self.with_call(text))
            self.assert_called()

    def test_no_keybearer_for_programs_outside_a_sandbox(self):
        for name, text in snippets(NAMES[0], sandboxed=True).items():
            with self.subTest(name=name):
                self.assertNotIn('keybearer', text.replace('io.github.keybearer', ''))

    def test_python(self):
        for text in self.each('python'):
            self.assertIn('connected', self.run_it(['python3', '-'], text))

    def test_node(self):
        for text in self.each('node'):
            (folder / 'hello.mjs').write_text(text)
            self.assertIn('connected', self.run_it(['node', 'hello.mjs']))

    def test_curl(self):
        for shell in ('bash', 'zsh', 'fish'):
            self.assertIn('connected', self.run_it(SHELLS[shell], snippets(NAMES[0])['curl']))
        for text in self.each('curl'):
            self.assertIn('connected', self.run_it(SHELLS['bash'], text))

    def test_curl_keeps_the_key_from_arguments(self):
        traced = folder / 'curl'
        traced.write_text(f'#!/bin/sh\ncat >/dev/null\nprintf "%s\\n" "$@" >{self.output}\n')
        traced.chmod(0o700)
        self.run_it(SHELLS['bash'], f'PATH={folder}:$PATH\n' + snippets(NAMES[0])['curl'])
        traced.unlink()
        self.assertIn('--header', self.output.read_text())
        self.assertNotIn('sk-', self.output.read_text())

    def test_systemd_run(self):
        for text in self.each('systemd-run'):
            self.run_it(['systemctl', '--user', 'set-environment', f'PATH={self.path()}'])
            wait = self.with_call(text).replace('--collect', '--collect --wait', 1)
            self.run_it(SHELLS['bash'], wait)
            self.assert_called()

    def test_systemd_service(self):
        units = pathlib.Path(os.environ['XDG_CONFIG_HOME']) / 'systemd/user'
        units.mkdir(parents=True, exist_ok=True)
        for text in self.each('systemd-service'):
            self.run_it(['systemctl', '--user', 'set-environment', f'PATH={self.path()}'])
            # To be told when it has ended; nothing else is changed.
            text = self.with_call(text).replace('[Service]', '[Service]\nType=oneshot')
            (units / 'kb-test.service').write_text(text)
            self.run_it(['systemctl', '--user', 'daemon-reload'])
            self.run_it(['systemctl', '--user', 'start', 'kb-test.service'])
            self.assert_called()
            self.run_it(['systemd-analyze', '--user', 'verify', str(units / 'kb-test.service')])

    def test_menu(self):
        for text in self.each('menu'):
            entry = folder / 'my-app.desktop'
            entry.write_text(self.with_call(text))
            self.run_it(['desktop-file-validate', str(entry)])
            # The end of what it starts is seen by the end of its output.
            self.run_it(['gio', 'launch', str(entry)])
            self.assert_called()

    def test_usual_address(self):
        texts = [*snippets(NAMES[0], USUAL).items(), *snippets(NAMES[0], USUAL, sandboxed=True).items()]
        for name, text in texts:
            with self.subTest(name=name):
                self.assertNotIn('OPENAI_BASE_URL', text)
                self.assertNotIn('@', re.sub(r'--header @-|["$\\]+@["\\]+', '', text))

    def test_nothing_is_left_out(self):
        tested = {name[5:].replace('_', '-') for name in dir(self) if name.startswith('test_')}
        self.assertEqual(set(snippets(NAMES[0])) - tested, ELSEWHERE | ADVICE)


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1], verbosity=2)
