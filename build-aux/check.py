# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""The stages of build-aux/check, run where build-aux/env found a place for them."""

import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

PROJECT = pathlib.Path(__file__).resolve().parent.parent
JOBS = str(len(os.sched_getaffinity(0)))
LONGEST_LOG = 400  # lines of a failed test that are shown; the file has all

# On other systems than Debian nobody installed them.
PROGRAMS = '''
blueprint-compiler clang-format codespell dbus-daemon fish gnome-keyring-daemon grim hunspell import
keepassxc kwalletd6 mandoc meson ninja openbox seahorse secret-tool sway swaymsg wl-copy wl-paste wtype
xclip xdotool xprop xrdb Xvfb zsh
'''.split()

# What each sanitizer finds ends the test. Leaks are only believable with the slow
# unwinder, which sees through GLib; the suppressed ones are named in the file.
SANITIZERS = {
    'ASAN_OPTIONS': 'detect_leaks=1:fast_unwind_on_malloc=0:strict_string_checks=1',
    'LSAN_OPTIONS': f'suppressions="{PROJECT}/tests/support/lsan.supp":print_suppressions=0',
    'UBSAN_OPTIONS': 'halt_on_error=1:print_stacktrace=1',
    'GDK_DISABLE': 'gl,vulkan',
    'KEYBEARER_TEST_TIMEOUT_FACTOR': '4',
}


class Check:
    """Counts what passed and failed, and says so."""

    def __init__(self):
        self.passed = 0
        self.failed = []

    def count(self, name, good, details=''):
        if good:
            self.passed += 1
            return
        self.failed.append(name)
        say(f'FAILED: {name}')
        if details.strip():
            say(details.rstrip())

    def run(self, name, command, counts=True):
        """A command that says nothing unless it fails. True if it did not."""
        result = subprocess.run(command, cwd=PROJECT, text=True, errors='replace',
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        good = result.returncode == 0
        if counts or not good:
            self.count(name, good, result.stdout)
        return good


def say(text=''):
    print(text, flush=True)


@contextlib.contextmanager
def stage(name):
    say(f'--- {name}')
    start = time.monotonic()
    yield
    say(f'    {time.monotonic() - start:.1f} s')


def sources(*patterns):
    return sorted(str(path.relative_to(PROJECT))
                  for folder in ('src', 'tests') for pattern in patterns
                  for path in (PROJECT / folder).rglob(pattern))


def check_programs(check):
    missing = [name for name in PROGRAMS if not shutil.which(name)]
    if missing:
        check.count('programs for the tests', False, f'{", ".join(missing)}: not installed here. Install them, or '
                    'start build-aux/check with KEYBEARER_ENV=root.')


def check_formats(check):
    with stage('Format of C files'):
        check.run('clang-format', ['clang-format', '--dry-run', '--Werror', *sources('*.c', '*.h')])
    blueprints = sources('*.blp')
    if blueprints:
        with stage('Format of Blueprint files'):
            check.run('blueprint-compiler format', ['blueprint-compiler', 'format', *blueprints])


def set_up(check, directory, options):
    """A build directory with these options, kept from last time where that works."""
    command = ['meson', 'setup', directory, '--werror', *options]
    path = PROJECT / directory
    if (path / 'build.ninja').exists():
        again = subprocess.run([*command, '--reconfigure'], cwd=PROJECT, capture_output=True)
        if again.returncode == 0:
            return True
        # Made by another meson, or broken by a change that has been undone.
        shutil.rmtree(path)
    return check.run(f'setting up {directory}', command, counts=False)


def test(check, directory, names, factor):
    logs = PROJECT / directory / 'meson-logs' / 'testlog.json'
    logs.unlink(missing_ok=True)
    status = subprocess.run(['meson', 'test', '-C', directory, '--no-rebuild', '--num-processes', JOBS,
                             '--timeout-multiplier', str(factor), *names], cwd=PROJECT).returncode
    results = [json.loads(line) for line in logs.read_text().splitlines()] if logs.exists() else []
    before = len(check.failed)
    for result in results:
        # A test that was skipped has shown nothing.
        good = result['result'] in ('OK', 'EXPECTEDFAIL')
        details = f"{result.get('stdout') or ''}\n{result.get('stderr') or ''}".splitlines()
        if len(details) > LONGEST_LOG:
            details = [f'… the end of {logs.with_suffix(".txt")}:', *details[-LONGEST_LOG:]]
        check.count(f"{result['name']} in {directory} ({result['result'].lower()})", good, '\n'.join(details))
    if not results or (status and len(check.failed) == before):
        check.count(f'meson test in {directory} (status {status}, {len(results)} tests)', False)


def build_and_test(check, title, directory, names, options=(), factor=1):
    with stage(f'Set-up, {title}: {directory}'):
        ready = set_up(check, directory, options)
    if not ready:
        return
    with stage(f'Build, {title}'):
        ready = check.run(f'building {directory}', ['ninja', '-C', directory, '-j', JOBS], counts=False)
    if not ready:
        return
    with stage(f'Tests, {title}'):
        test(check, directory, names, factor)


def main(names):
    check = Check()
    start = time.monotonic()
    check_programs(check)
    if not names:
        check_formats(check)
    build_and_test(check, 'as it is', '_build/check', names)
    os.environ.update(SANITIZERS)
    build_and_test(check, 'under sanitizers', '_build/asan', names,
                   ['-Db_sanitize=address,undefined', '-Db_lundef=false'], factor=4)
    say()
    for name in check.failed:
        say(f'failed: {name}')
    say(f'{time.monotonic() - start:.0f} s in all')
    say(f'{check.passed} passed, {len(check.failed)} failed')
    return 1 if check.failed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
