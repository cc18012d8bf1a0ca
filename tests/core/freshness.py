# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""freshness.py SOURCE-ROOT

A release is refused when something in it was not compared with its source for more than 30 days, or has no translation,
and a trial warns of it. All with days that are given, none with today's."""

import contextlib
import datetime
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(sys.argv.pop())
COLLECTED = datetime.date.fromisoformat(json.loads((ROOT / 'data/guide/facts.json').read_text('utf-8'))['collected'])
COMPLETE = "import sys\nassert sys.argv[1:] == ['--complete', '.']\n"


def after(days):
    return str(COLLECTED + datetime.timedelta(days))


@contextlib.contextmanager
def project():
    """What a release looks at before it makes anything, with everything in it compared on the same day."""
    with tempfile.TemporaryDirectory() as name:
        root = pathlib.Path(name)
        (root / 'build-aux').mkdir()
        for script in ('release', 'freshness'):
            shutil.copy(ROOT / 'build-aux' / script, root / 'build-aux')
        for part in ('guide', 'library'):
            shutil.copytree(ROOT / 'data' / part, root / 'data' / part)
        for path in (root / 'data/library').glob('*.xml'):
            replace(path, r'checked="[^"]*"', f'checked="{COLLECTED}"')
        (root / 'meson.build').write_text("  version: '1.2',\n")
        (root / 'data/a.metainfo.xml.in').write_text('<release version="1.2" date="2026-12-01">\n')
        (root / 'CHANGELOG.md').write_text('## 1.2 (2026-12-01)\n')
        # Runs the checks, and stops where the archive would be made
        stub(root / 'build-aux/env', '[ "$1" = python3 ] || { echo making >&2; exit 1; }\nexec "$@"\n')
        (root / 'po').mkdir()
        (root / 'po/check-translations.py').write_text(COMPLETE)
        (root / 'bin').mkdir()
        stub(root / 'bin/git', '[ "$1" = log ] && echo 1\nexit 0\n')
        yield root


def stub(path, text):
    path.write_text('#!/bin/sh\n' + text)
    path.chmod(0o755)


def replace(path, pattern, text):
    changed, n = re.subn(pattern, text, path.read_text('utf-8'), count=1)
    assert n or path.name == 'index.xml', path
    path.write_text(changed)


def look(root, day):
    return subprocess.run([sys.executable, '-B', root / 'build-aux/freshness', day], capture_output=True, text=True)


def release(root, day, *options):
    return subprocess.run([root / 'build-aux/release', *options], capture_output=True, text=True,
                          env={'PATH': f'{root}/bin:/usr/bin:/bin', 'KEYBEARER_RELEASE_DAY': day})


class Freshness(unittest.TestCase):
    def test_age(self):
        with project() as root:
            for days, code in ((0, 0), (30, 0), (31, 1), (-1, 1)):
                with self.subTest(days=days):
                    self.assertEqual(look(root, after(days)).returncode, code)

    def test_each_kind_is_named(self):
        facts = 'data/guide/facts.json'
        old = (COLLECTED - datetime.timedelta(1)).isoformat()
        for path, pattern, said in (
            (facts, r'(?<="compared": ")[^"]*', 'source changelog'),
            (facts, r'(?<="source": "reference", "checked": ")[^"]*', 'fact api.base'),
            (facts, r'(?<="takes_reasoning": true, "source": "prices", "checked": ")[^"]*', 'model gpt-6-luna'),
            (facts, r'(?<="collected": ")[^"]*', 'facts.json, collected'),
            ('data/library/models.xml', r'(?<=checked=")[^"]*', 'article models'),
        ):
            with self.subTest(said), project() as root:
                replace(root / path, pattern, old)
                self.assertEqual(look(root, after(29)).returncode, 0)
                result = look(root, after(30))
                self.assertEqual(result.returncode, 1)
                self.assertIn(f'{said}: last compared on {old}, 31 days ago', result.stdout)
                self.assertIn('\n1 to compare', result.stdout)

    def test_article_without_a_day(self):
        with project() as root:
            replace(root / 'data/library/models.xml', r' checked="[^"]*"', '')
            self.assertIn('article models: does not say', look(root, after(0)).stdout)

    def test_what_was_published_has_no_age(self):
        with project() as root:
            self.assertNotIn('key.rotation-days', look(root, after(400)).stdout)

    def test_release(self):
        with project() as root:
            fresh, old = release(root, after(30)), release(root, after(31))
            trial = release(root, after(31), '--trial')
        self.assertIn('making', fresh.stderr)
        self.assertNotIn('days ago', fresh.stderr)
        self.assertEqual(old.returncode, 1)
        self.assertIn('source prices: last compared on', old.stderr)
        self.assertNotIn('making', old.stderr)
        self.assertIn('source prices: last compared on', trial.stderr)
        self.assertIn('making', trial.stderr)

    def test_release_without_translation(self):
        with project() as root:
            (root / 'po/check-translations.py').write_text(COMPLETE + "sys.exit(print('de: not translated: “Key”') or 1)\n")
            result, trial = release(root, after(0)), release(root, after(0), '--trial')
        self.assertEqual(result.returncode, 1)
        self.assertIn('de: not translated: “Key”', result.stderr)
        self.assertNotIn('making', result.stderr)
        self.assertIn('making', trial.stderr)


if __name__ == '__main__':
    unittest.main()
