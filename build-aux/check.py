# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""The stages of build-aux/check, run where build-aux/env found a place for them."""

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
# What hangs ends by limits of the tests' own, which follow the load; those of meson go by the clock.
PATIENCE = '8'

# On other systems than Debian nobody installed them.
PROGRAMS = '''
blueprint-compiler bwrap clang-format codespell dbus-daemon fish gapplication gio gnome-keyring-daemon grim
gtk-launch hunspell import keepassxc kwalletd6 mandoc meson ninja openbox seahorse secret-tool sway swaymsg
wl-copy wl-paste wtype xclip xdotool xprop xrdb Xvfb zsh
'''.split()

# What each sanitizer finds ends the program, with a status that is none of its own. Leaks are only believable with the slow
# unwinder, which sees through GLib; the suppressed ones are named in the file.
SANITIZERS = {
    'ASAN_OPTIONS': 'exitcode=86:detect_leaks=1:fast_unwind_on_malloc=0:strict_string_checks=1',
    'LSAN_OPTIONS': f'suppressions="{PROJECT}/tests/support/lsan.supp":print_suppressions=0',
    'UBSAN_OPTIONS': 'exitcode=86:halt_on_error=1:print_stacktrace=1',
    'GDK_DISABLE': 'gl,vulkan',
    'KEYBEARER_TEST_TIMEOUT_FACTOR': '4',
}


# How long each takes with two cores that have nothing else to do, compiled before
TIERS = {
    '--quick': ('formats, texts, data, core, pages, and once through all of it', 'about 4 minutes, 7 the first time'),
    '': ('all tests of the build as it is, and of the Flatpak', 'about 20 minutes'),
    '--full': ('all tests, also of the Flatpak, with other keyrings, programs of others and under sanitizers, and a release '
               'made twice', 'about 40 minutes'),
    '--programs': ('programs of others, the large ones too', 'about 5 minutes, and 250 MB to download the first time'),
}
QUICK = [f'--suite={suite}' for suite in ('lint', 'data', 'core', 'fuzz', 'ui', 'e2e-quick')]
# Leaks are looked for in process only, so that most that drives the whole program would show the same again.
SANITIZED = [f'--suite={suite}' for suite in ('core', 'fuzz', 'ui', 'cli', 'e2e-sanitized')]
EVERYTHING = ['--no-suite=flatpak']


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


def sources(*patterns):
    return sorted(str(path.relative_to(PROJECT))
                  for folder in ('src', 'tests') for pattern in patterns
                  for path in (PROJECT / folder).rglob(pattern))


def missing_programs():
    return [name for name in PROGRAMS if not shutil.which(name)]


def check_programs(check):
    missing = missing_programs()
    if missing:
        check.count('programs for the tests', False, f'{", ".join(missing)}: not installed here. Install them, or '
                    'start build-aux/check with KEYBEARER_ENV=root.')


def check_formats(check):
    check.run('clang-format', ['clang-format', '--dry-run', '--Werror', *sources('*.c', '*.h')])
    check.run('blueprint-compiler format', ['blueprint-compiler', 'format', *sources('*.blp')])


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


def build(check, directory):
    return check.run(f'building {directory}', ['ninja', '-C', directory, '-j', JOBS], counts=False)


def test(check, directory, which):
    """Names of tests, or options of meson test that choose some."""
    logs = PROJECT / directory / 'meson-logs/testlog-all.json'
    logs.unlink(missing_ok=True)
    status = subprocess.run(['meson', 'test', '-C', directory, '--no-rebuild', '--setup', 'all', '--num-processes', JOBS,
                             '--timeout-multiplier', PATIENCE, *which], cwd=PROJECT).returncode
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


def build_flatpak(check):
    if not subprocess.run(['bwrap', '--ro-bind', '/', '/', 'true'], capture_output=True).returncode == 0:
        say('!!! SKIPPED. This system does not let programs make namespaces, without which no sandbox can be built or')
        say('!!! entered. NOTHING OF THE FLATPAK HAS BEEN TESTED.')
        return False
    return check.run('flatpak/bundle', ['flatpak/bundle', '--stand-ins']) and \
        check.run('flatpak/build', ['flatpak/build', '--stand-ins'])


def test_flatpak(check, names):
    """The tests are those of the suite, driven by the build as it is."""
    os.environ['KEYBEARER_BUNDLE'] = str(PROJECT / '_build/flatpak/io.github.keybearer.Keybearer.flatpak')
    test(check, '_build/check', ['--suite', 'flatpak', *names])


def test_programs(check):
    """Each of them is counted by the tests that it passed, and all are in the page that this writes."""
    os.environ['KEYBEARER_BIN'] = str(PROJECT / '_build/check/src/keybearer')
    return check.run('tests/programs/report', ['tests/programs/report'])


def check_release(check):
    folders = [PROJECT / '_build' / f'release-{number}' for number in (1, 2)]
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
        if not check.run(f'build-aux/release to {folder.name}', ['build-aux/release', '--trial', folder]):
            return
    check.run('same bytes in both', ['diff', '--recursive', '--brief', *folders])


def set_up_sanitizers(check):
    os.environ.update(SANITIZERS)
    return set_up(check, '_build/asan', ['-Db_sanitize=address,undefined', '-Db_lundef=false'])


def plan(tier, names):
    """Chains of stages, each (title, function); one that gives False is the last of its chain."""
    in_flatpak = [name for name in names if name.startswith('flatpak')]
    others = [name for name in names if name not in in_flatpak]
    plain = others or {'--quick': QUICK, '': [*EVERYTHING, '--no-suite=providers', '--no-suite=programs'],
                       '--full': EVERYTHING, '--programs': []}[tier]
    if tier == '--programs':
        yield [('Set-up', lambda check: set_up(check, '_build/check', [])),
               ('Build', lambda check: build(check, '_build/check')),
               ('Programs of others', test_programs)]
        return
    if not names:
        yield [('Formats of C and Blueprint files', check_formats)]
    yield [('Set-up', lambda check: set_up(check, '_build/check', [])),
           ('Build', lambda check: build(check, '_build/check')),
           *([('Tests', lambda check: test(check, '_build/check', plain))] if others or not names else [])]
    if in_flatpak or (not names and tier != '--quick'):
        yield [('Flatpak: bundle, and installing the same', build_flatpak),
               ('Flatpak: tests', lambda check: test_flatpak(check, in_flatpak))]
    if tier == '--full':
        yield [('Release, twice', check_release)]
    if others or tier == '--full':
        yield [('Set-up, under sanitizers', set_up_sanitizers),
               ('Build, under sanitizers', lambda check: build(check, '_build/asan')),
               ('Tests, under sanitizers', lambda check: test(check, '_build/asan', others or SANITIZED))]


def main(arguments):
    if arguments == ['--missing']:  # asked by build-aux/env
        return print(*missing_programs())
    tier = arguments.pop(0) if arguments and arguments[0] in TIERS else ''
    if arguments and (tier or arguments[0].startswith('-')):
        sys.exit('Usage: build-aux/check [--quick | --full | --programs | TEST…]')
    check = Check()
    start = time.monotonic()
    if not arguments:
        say('build-aux/check {}: {}. It takes {} with two cores that are free.'.format(tier, *TIERS[tier]))
    check_programs(check)
    chains = list(plan(tier, arguments))
    number = 0
    for chain in chains:
        first = number
        number += len(chain)
        for at, (title, stage) in enumerate(chain, first + 1):
            say(f'--- {at} of {sum(map(len, chains))}: {title} ({(time.monotonic() - start) / 60:.0f} min so far)')
            if stage(check) is False:
                break
    say()
    for name in check.failed:
        say(f'failed: {name}')
    say(f'{time.monotonic() - start:.0f} s in all')
    say(f'{check.passed} passed, {len(check.failed)} failed')
    return 1 if check.failed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
