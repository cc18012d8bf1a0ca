#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""profiles.py SOURCE-ROOT

Sets both profiles up, without compiling them: what stands for the program on a desktop is valid and has the id of its
profile, so that both can be installed side by side."""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(sys.argv[1])
ID = 'io.github.keybearer.Keybearer'
# The program itself, its manual page and its completions: a second prefix is for these.
SHARED = {'bin/keybearer', 'libexec/keybearer-window', 'share/man/man1/keybearer.1', 'share/bash-completion/completions/keybearer',
          'share/zsh/site-functions/_keybearer', 'share/fish/vendor_completions.d/keybearer.fish'}
TRANSLATED_PAGE = re.compile(r'/share/man/[^/]+/man1/')


def run(*command):
    result = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if result.returncode:
        raise AssertionError(f'{command}:\n{result.stdout}')
    return result.stdout


class Profiles(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.directory = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory(prefix='keybearer-profiles-')))
        for profile in ('default', 'development'):
            run('meson', 'setup', cls.directory / profile, ROOT, '--prefix=/usr', f'-Dprofile={profile}')

    def installed(self, profile):
        """Path below the prefix → where it comes from; of catalogs and translated manual pages there is one a language."""
        found = json.loads(run('meson', 'introspect', '--installed', self.directory / profile))
        return {target.removeprefix('/usr/'): pathlib.Path(source) for source, target in found.items()
                if not target.endswith('.mo') and not TRANSLATED_PAGE.search(target)}

    def test_ids(self):
        for profile, app_id, name in (('default', ID, 'Keybearer'),
                                      ('development', f'{ID}.Devel', 'Keybearer (Development)')):
            data = self.directory / profile / 'data'
            desktop, metainfo = data / f'{app_id}.desktop', data / f'{app_id}.metainfo.xml'
            run('ninja', '-C', self.directory / profile, f'data/{desktop.name}', f'data/{metainfo.name}')
            run('desktop-file-validate', desktop)
            run('appstreamcli', 'validate', '--no-net', '--strict', '--pedantic', metainfo)
            for line in (f'Name={name}', f'Icon={app_id}', f'StartupWMClass={app_id}'):
                self.assertIn(f'\n{line}\n', desktop.read_text())
            for line in (f'<id>{app_id}</id>', f'<launchable type="desktop-id">{app_id}.desktop</launchable>'):
                self.assertIn(line, metainfo.read_text())
            self.assertIn(f'\nName={app_id}\n', (data / f'{app_id}.service').read_text())
            self.assertIn(f'id="{app_id}" path="/{app_id.replace(".", "/")}/"', (data / f'{app_id}.gschema.xml').read_text())
            self.assertIn(f'#define APP_ID "{app_id}"\n', (self.directory / profile / 'config.h').read_text())

    def test_side_by_side(self):
        installed = {profile: self.installed(profile) for profile in ('default', 'development')}
        shared = installed['default'].keys() & installed['development'].keys()
        self.assertEqual(shared, SHARED)
        own = {profile: {path.replace(app_id, 'ID') for path in installed[profile].keys() - shared}
               for profile, app_id in (('default', ID), ('development', f'{ID}.Devel'))}
        self.assertEqual(own['default'], own['development'])
        self.assertEqual(len(own['default']), 8)
        icons = [installed[profile][f'share/icons/hicolor/scalable/apps/{app_id}.svg'].read_bytes()
                 for profile, app_id in (('default', ID), ('development', f'{ID}.Devel'))]
        self.assertNotEqual(*icons)


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
