# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers

"""Where build-aux/env runs a command, and what it installs on which system: programs of the system are stand-ins that
write down what they were asked for."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

PROJECT = pathlib.Path(sys.argv.pop(1))
SYSTEMS = {
    'Debian 12': 'ID=debian\nVERSION_ID="12"\n',
    'Debian 13': 'ID=debian\nVERSION_ID="13"\n',
    'Debian testing': 'ID=debian\n',
    'Ubuntu 24.04': 'ID=ubuntu\nID_LIKE=debian\nVERSION_ID="24.04"\n',
    'Ubuntu 25.10': 'ID=ubuntu\nID_LIKE=debian\nVERSION_ID="25.10"\n',
    'Fedora 41': 'ID=fedora\nVERSION_ID=41\n',
    'Fedora 42': 'ID=fedora\nVERSION_ID=42\n',
    'Alma 10': 'ID=almalinux\nID_LIKE="rhel centos fedora"\nVERSION_ID="10.0"\n',
    'Arch': 'ID=arch\n',
    'EndeavourOS': 'ID=endeavouros\nID_LIKE=arch\n',
}
# Each changes which program a desktop uses for something, or is of use to no one but a test.
UNWANTED = ('gnome-keyring', 'kwallet6', 'keepassxc-full', 'dunst', 'openbox', 'sway', 'seahorse', 'xvfb', 'clang')


def packages(*sections):
    section = ''
    for line in (PROJECT / 'build-aux/packages').read_text('utf-8').splitlines():
        if line.startswith('# '):
            section = line[2:]
        elif line and section.startswith(sections):
            yield line


class Place(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.top = pathlib.Path(folder.name)
        aux = self.top / 'project/build-aux'
        shutil.copytree(PROJECT / 'build-aux', aux)
        shutil.copy(PROJECT / 'README.md', aux.parent)
        for name in ('root-make', 'root-enter'):
            self.stub(aux / name, f'echo {name} "$@" >>"$SEEN"; [ "$1" != --probe ] || exit 0; mkdir -p "$1"')
        for name in ('pkg-config', 'meson', 'blueprint-compiler', 'ninja', 'sudo', 'dpkg-query', 'apt-get'):
            self.stub(self.top / 'bin' / name, 'exit 1')
        self.stub(self.top / 'bin/sudo', '[ "$1" != -n ] || shift; exec "$@"')
        self.stub(self.top / 'bin/apt-get', 'echo apt-get "$@" >>"$SEEN"')
        self.installed()

    def stub(self, path, script):
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'#!/bin/sh\n{script}\n', 'utf-8')
        path.chmod(0o755)

    def installed(self, *names):
        self.stub(self.top / 'bin/dpkg-query', 'cat <<END\n' + ''.join(f'ii {name}\n' for name in names) + 'END')

    def missing(self, names):
        (self.top / 'project/build-aux/check.py').write_text(f'print({names!r})', 'utf-8')

    def have_floors(self):
        self.stub(self.top / 'bin/pkg-config', 'exit 0')
        self.stub(self.top / 'bin/meson', 'echo 1.7.0')
        self.stub(self.top / 'bin/blueprint-compiler', 'echo 0.16.0')

    def env(self, system, *arguments):
        """(what was run: host, root or nothing; what apt-get was told to install; what was said)"""
        env_script = self.top / 'project/build-aux/env'
        (self.top / 'os-release').write_text(SYSTEMS[system], 'utf-8')
        text = (PROJECT / 'build-aux/env').read_text('utf-8')
        self.assertIn(' /etc/os-release', text)
        env_script.write_text(text.replace(' /etc/os-release', f' {self.top}/os-release'), 'utf-8')
        seen = self.top / 'seen'
        seen.write_text('')
        env = {'PATH': f'{self.top}/bin:{os.environ["PATH"]}', 'HOME': str(self.top), 'SEEN': str(seen)}
        result = subprocess.run([env_script, *arguments, 'echo', 'on', 'host'], env=env, text=True, capture_output=True)
        lines = seen.read_text().splitlines()
        where = 'host' if result.stdout == 'on host\n' else 'root' if any(
            line.startswith('root-enter /') for line in lines) else 'nothing'
        self.assertEqual(result.returncode, 69 if where == 'nothing' else 0, result.stderr)
        installs = [word for line in lines if line.startswith('apt-get install') for word in line.split()
                    if word in set(packages(''))]
        return where, installs, result.stderr

    def test_building_installs_what_building_takes(self):
        for system in ('Debian 13', 'Debian testing', 'Ubuntu 25.10'):
            where, installs, _ = self.env(system, '--build')
            self.assertEqual((where, installs), ('host', list(packages('Build', 'Install and run'))), system)
            self.assertFalse(set(installs) & set(UNWANTED))

    def test_building_installs_what_is_missing(self):
        self.installed('gcc', 'git')
        _, installs, _ = self.env('Debian 13', '--build')
        self.assertNotIn('gcc', installs)
        self.assertIn('meson', installs)
        self.installed(*packages('Build', 'Install and run'))
        self.assertEqual(self.env('Debian 13', '--build')[:2], ('host', []))

    def test_testing_installs_nothing(self):
        self.have_floors()
        self.installed(*packages('Build', 'Install and run', 'Check'))
        self.missing('fish')
        for system in SYSTEMS:
            self.assertEqual(self.env(system)[:2], ('root', []), system)

    def test_testing_where_all_of_it_is_there(self):
        self.have_floors()
        self.installed(*packages(''))
        self.assertEqual(self.env('Debian 13')[:2], ('host', []))
        # Where packages have other names, programs are looked for.
        self.missing('')
        self.assertEqual(self.env('Fedora 42')[:2], ('host', []))

    def test_old_systems_have_a_root(self):
        for system in ('Debian 12', 'Ubuntu 24.04', 'Fedora 41', 'Alma 10'):
            self.assertEqual(self.env(system, '--build')[:2], ('root', []), system)

    def test_others_name_the_packages(self):
        for system, command in (('Fedora 42', 'sudo dnf install gcc'), ('Arch', 'sudo pacman -S --needed'),
                                ('EndeavourOS', 'sudo pacman -S --needed')):
            where, _, said = self.env(system, '--build')
            self.assertEqual(where, 'nothing', system)
            self.assertIn(command, said)
            self.assertIn('libdex', said)
            self.assertNotIn('```', said)
            self.have_floors()
            self.assertEqual(self.env(system, '--build')[0], 'host')
            self.stub(self.top / 'bin/pkg-config', 'exit 1')


class Allow(unittest.TestCase):
    def test_only_these_scripts(self):
        with tempfile.TemporaryDirectory() as folder:
            aux = pathlib.Path(folder).resolve() / 'my [own] place/build-aux'
            aux.mkdir(parents=True)
            shutil.copy(PROJECT / 'build-aux/root-allow', aux)
            text = subprocess.run([aux / 'root-allow', '--print'], check=True, capture_output=True, text=True).stdout
            place = str(aux).replace('[', '\\[').replace(']', '\\]')
            self.assertIn(f'"{place}/root-{{enter,make,remove}}" flags=(unconfined)', text)
            self.assertEqual(subprocess.run([aux / 'root-allow', 'x'], capture_output=True).returncode, 64)


class Remove(unittest.TestCase):
    def test_nothing_while_somebody_is_inside(self):
        with tempfile.TemporaryDirectory() as folder:
            cache = pathlib.Path(folder) / 'keybearer'
            (cache / 'root-1').mkdir(parents=True)
            script = PROJECT / 'build-aux/root-remove'
            env = {**os.environ, 'XDG_CACHE_HOME': folder}
            with subprocess.Popen(['flock', '-s', cache / 'root-1.lock', 'sh', '-c', 'echo; read line'],
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
                holder.stdout.readline()
                result = subprocess.run([script], env=env, capture_output=True, text=True)
                self.assertEqual(result.returncode, 1)
                self.assertIn('root-1 or makes it', result.stderr)
                self.assertTrue((cache / 'root-1').is_dir())
                holder.communicate(b'\n')
            subprocess.run([script], env=env, check=True)
            self.assertFalse(cache.exists())
            self.assertTrue(pathlib.Path(folder).is_dir())
            subprocess.run([script], env=env, check=True)


unittest.main()
