# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Draws every page and dialog in every look into _build/gallery/index.html, with the tests of _build/check or another folder:

    build-aux/env python3 -B tests/e2e/gallery.py [--language LOCALE] [BUILD [SCENE…]]

In a language, such as de_DE.UTF-8, each is drawn on a phone, with text as it is and twice as large. What stands below a picture is what is wrong with it by measure; whether it is beautiful, look yourself. Ends with 1 if anything is."""

import argparse
import concurrent.futures
import csv
import html
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / '_build/gallery'
# What is set when the program starts; the other looks take turns in it.
KINDS = [[], ['--long'], ['--high-contrast'], ['--high-contrast', '--long']]
STYLE = '''
body { font: 14px sans-serif; background: #888; margin: 12px; }
h2 { clear: both; position: sticky; top: 0; background: #888; }
figure { display: inline-block; vertical-align: top; margin: 6px; max-width: 100%; }
figcaption { max-width: 680px; }
img { max-width: 100%; }
.wrong { color: #fff; background: #a00; }
'''


def draw(build, kind, scenes):
    """Tests are what draw; a failed one is in the list that they write."""
    environment = {**os.environ, 'G_TEST_SRCDIR': str(ROOT / 'tests'), 'G_TEST_BUILDDIR': str(build / 'tests'),
                   'G_DEBUG': 'fatal-warnings', 'GSETTINGS_SCHEMA_DIR': str(build / 'data'), 'LC_ALL': 'C.UTF-8'}
    chosen = [word for scene in scenes for word in ('-p', f'/looks/{scene}')]
    result = subprocess.run([ROOT / 'tests/support/with-desktop', build / 'tests/ui/test-looks', '-k', *kind, *chosen,
                             '--gallery', FOLDER], env=environment, text=True, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT)
    if result.returncode not in (0, 1):
        print(f'Not all of {" ".join(kind)} was drawn:\n{result.stdout[-4000:]}')
    return result.returncode in (0, 1)


def read():
    """(scene, look, what is wrong), by scene."""
    scenes = {}
    for path in sorted(FOLDER.glob('list*.tsv')):
        with open(path, newline='') as lines:
            for scene, look, wrong in csv.reader(lines, delimiter='\t', quoting=csv.QUOTE_NONE):
                scenes.setdefault(scene, []).append((look, wrong))
    return scenes


def figure(scene, look, wrong):
    pictures = [f'{scene}-{look}.png', f'{scene}-{look}-whole.png']
    shown = ''.join(f'<img loading="lazy" src="{name}" alt="">' for name in pictures if (FOLDER / name).exists())
    return f'<figure>{shown}<figcaption>{look} <span class="wrong">{html.escape(wrong)}</span></figcaption></figure>'


def write(scenes):
    parts = [f'<h2 id="{scene}">{scene}</h2>' + ''.join(figure(scene, *look) for look in looks)
             for scene, looks in scenes.items()]
    (FOLDER / 'index.html').write_text(
        f'<!DOCTYPE html><meta charset="utf-8"><title>Gallery</title><style>{STYLE}</style>{"".join(parts)}')


def main(build, scenes, kinds):
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        complete = all(list(pool.map(lambda kind: draw(build, kind, scenes), kinds)))
    drawn = read()
    write(drawn)
    wrong = [(scene, *look) for scene, looks in drawn.items() for look in looks if look[1]]
    for scene, look, what in wrong:
        print(f'{scene}, {look}: {what}')
    print(f'{sum(map(len, drawn.values()))} looks of {len(drawn)} scenes, {len(wrong)} of them wrong: '
          f'{(FOLDER / "index.html").relative_to(ROOT)}')
    return 0 if complete and not wrong else 1


if __name__ == '__main__':
    parser = argparse.ArgumentParser()
    parser.add_argument('--language')
    parser.add_argument('build', nargs='?', type=pathlib.Path, default=ROOT / '_build/check')
    parser.add_argument('scenes', nargs='*')
    options = parser.parse_args()
    sys.exit(main(options.build.resolve(), options.scenes, [['--language', options.language]] if options.language else KINDS))
