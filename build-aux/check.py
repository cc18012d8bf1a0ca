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
blueprint-compiler bwrap clang-format codespell dbus-daemon fish gapplication gio gnome-keyring-daemon grim
gtk-launch hunspell import keepassxc kwalletd6 mandoc meson ninja openbox seahorse secret-tool sway swaymsg
wl-copy wl-paste wtype xclip xdotool xprop xrdb Xvfb zsh
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


def test(check, directory, names, factor=1, setup='default'):
    logs = PROJECT / directory / 'meson-logs' / f'testlog-{setup}.json'
    logs.unlink(missing_ok=True)
    status = subprocess.run(['meson', 'test', '-C', directory, '--no-rebuild', '--setup', setup, '--num-processes', JOBS,
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


def build_and_test(check, title, directory, names, options=(), factor=1, with_tests=True):
    with stage(f'Set-up, {title}: {directory}'):
        ready = set_up(check, directory, options)
    if not ready:
        return
    with stage(f'Build, {title}'):
        ready = check.run(f'building {directory}', ['ninja', '-C', directory, '-j', JOBS], counts=False)
    if not ready:
        return
    if with_tests:
        with stage(f'Tests, {title}'):
            test(check, directory, names, factor)


def can_sandbox():
    return subprocess.run(['bwrap', '--ro-bind', '/', '/', 'true'], capture_output=True).returncode == 0


def check_flatpak(check, names):
    """Flatpak and release; the tests are those of the suite, driven by the build as it is."""
    if not can_sandbox():
        say('!!! SKIPPED: Flatpak and release. This system does not let programs make namespaces, without which no')
        say('!!! sandbox can be built or entered. NOTHING OF THE FLATPAK HAS BEEN TESTED.')
        return
    tree = PROJECT / '_build/flatpak-tree'
    bundle = tree / '_build/flatpak/io.github.keybearer.Keybearer.flatpak'
    with stage('Flatpak: bundle with a language of the tests, and installing the same'):
        ready = check.run('copy of the project', ['tests/support/with-language', tree], counts=False) and \
            check.run('flatpak/bundle', [tree / 'flatpak/bundle', '--stand-ins']) and \
            check.run('flatpak/build', [tree / 'flatpak/build', '--stand-ins'])
    if ready:
        with stage('Flatpak: tests'):
            os.environ['KEYBEARER_BUNDLE'] = str(bundle)
            test(check, '_build/check', ['--suite', 'flatpak', *names], setup='flatpak')


def check_release(check):
    folders = [PROJECT / '_build' / f'release-{number}' for number in (1, 2)]
    with stage('Release, twice'):
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
            if not check.run(f'build-aux/release to {folder.name}', ['build-aux/release', '--trial', folder]):
                return
        check.run('same bytes in both', ['diff', '--recursive', '--brief', *folders])


def main(names):
    check = Check()
    start = time.monotonic()
    check_programs(check)
    in_flatpak = [name for name in names if name.startswith('flatpak')]
    others = [name for name in names if name not in in_flatpak]
    if not names:
        check_formats(check)
    build_and_test(check, 'as it is', '_build/check', others, with_tests=others or not names)
    if in_flatpak or not names:
        check_flatpak(check, in_flatpak)
    if not names:
        check_release(check)
    if others or not names:
        os.environ.update(SANITIZERS)
        build_and_test(check, 'under sanitizers', '_build/asan', others,
                       ['-Db_sanitize=address,undefined', '-Db_lundef=false'], factor=4)
    say()
    for name in check.failed:
        say(f'failed: {name}')
    say(f'{time.monotonic() - start:.0f} s in all')
    say(f'{check.passed} passed, {len(check.failed)} failed')
    return 1 if check.failed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
