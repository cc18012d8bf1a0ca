# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Makes the pictures for README and metainfo anew, with the program in _build/check or in another folder:

    build-aux/env python3 -B tests/e2e/screenshots.py [BUILD]

They tell of one set-up, for a project named Herbarium. Look at all of them before you keep them."""

import json
import os
import pathlib
import subprocess
import sys
import time

import flow

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / 'data/screenshots'
DARK = {'ADW_DEBUG_COLOR_SCHEME': 'prefer-dark'}
NARROW = (360, 720)
WIDE = (1000, 700)
MARGIN = 4  # pixels, at each side
# As on GNOME, where other buttons are turned on by hand
BUTTONS = 'gtk-decoration-layout=:close'

DAY = 24 * 60 * 60
ATTRIBUTES = {'service': 'openai', 'application': 'keybearer', 'xdg:schema': 'io.github.keybearer.Keybearer'}
# What was saved before and tested a day ago: days since then, and what is noted
OLDER = {
    'field-guide': (12, {'permission': 'restricted', 'last-verdict': 'works'}),
    'leaf-scanner': (21, {'permission': 'restricted', 'last-verdict': 'works'}),
    'photo-captions': (47, {'permission': 'restricted', 'last-verdict': 'works'}),
    'seed-catalog': (34, {'permission': 'restricted', 'last-verdict': 'credit-exhausted'}),
    'usage-report': (8, {'permission': 'read-only', 'last-verdict': 'works'}),
    'website': (120, {'permission': 'all', 'last-verdict': 'works'}),
}


def use(build):
    """The program of this folder, unless the environment names another."""
    os.environ.setdefault('KEYBEARER_BIN', str(build / 'src/keybearer'))
    os.environ.setdefault('GSETTINGS_SCHEMA_DIR', str(build / 'data'))


def take(assistant, name):
    path = FOLDER / f'{name}.png'
    assistant.desktop.run(['xdotool', 'mousemove', '0', '0'])  # or what lies below the pointer looks it
    assistant.screenshot(path)
    # Without the margin at which the window is resized. All colors stay, so that no gradient has steps.
    subprocess.run(['convert', str(path), '-shave', f'{MARGIN}x{MARGIN}', '+repage', '-strip',
                    '-define', 'png:exclude-chunks=date,time', '-define', 'png:compression-level=9', f'png24:{path}'],
                   check=True)
    print(f'{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KiB')


def begin(desktop, service):
    with flow.Assistant(desktop, service=service) as assistant:
        assistant.arrives('Welcome')
        take(assistant, 'welcome')
        assistant.choose('What Is It For?', 'An app of mine, or one that I use')
        assistant.begin()
        assistant.go_on('Pay')
        assistant.close()


def estimate(desktop, service):
    with flow.Assistant(desktop, service=service, environment=DARK) as assistant:
        assistant.arrives('Pay')
        assistant.key('F10')
        assistant.wait(lambda: assistant.all('menu', 'Main Menu'), 'there is no menu')
        assistant.key('Down', 'Down', 'Down', 'Down', 'Down', 'Return')
        assistant.find('text', 'Conversations a Day')
        before = assistant.size()
        assistant.write('Conversations a Day', '200')
        assistant.key('shift+Tab')
        assistant.resize(*WIDE)  # at last, as it draws all of the window
        take(assistant, 'estimate')
        assistant.resize(*before)
        assistant.close()


def finish(desktop, service):
    with flow.Assistant(desktop, service=service) as assistant:
        assistant.arrives('Pay')
        assistant.go_on('Permissions')
        take(assistant, 'permissions')
        for page in ('Create the Key', 'Save and Test'):
            assistant.go_on(page)
        assistant.paste_key(service.key())
        assistant.write('Name', 'plant-names')
        assistant.key('End')  # so that nothing is selected
        before = assistant.size()
        assistant.resize(*NARROW)
        assistant.go_top()
        take(assistant, 'save')
        assistant.resize(*before)
        assistant.save_and_test()
        take(assistant, 'result')
        assistant.click('button', 'Finish')
        assistant.find('list', 'Saved Keys')
        assistant.close()


def keep(desktop, service):
    path = desktop.home / '.local/share/keybearer/notes.json'
    notes = json.loads(path.read_text())
    time.sleep(1 - time.time() % 1)  # keys of one second come in the order of their names
    for name, (days, note) in OLDER.items():
        pairs = [word for pair in {**ATTRIBUTES, 'username': name}.items() for word in pair]
        desktop.run(['secret-tool', 'store', '--label', f'OpenAI API key – {name}', *pairs], input=service.key())
        now = int(time.time())
        notes['keys'].append({'name': name, 'project': 'Herbarium', 'created': now - days * DAY,
                              'last-tested': now - DAY, **note})
    path.write_text(json.dumps(notes))


def keys(desktop, service):
    keep(desktop, service)
    with flow.Assistant(desktop, service=service) as assistant:
        assistant.find('list', 'Saved Keys')
        take(assistant, 'keys')


def main(build):
    use(build)
    with flow.Desktop(size=(1280, 1024)) as desktop, flow.Service(desktop) as service:
        with open(desktop.home / '.config/gtk-4.0/settings.ini', 'a') as settings:
            settings.write(BUTTONS + '\n')
        for part in (begin, estimate, finish, keys):
            part(desktop, service)


if __name__ == '__main__':
    main(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / '_build/check').resolve())
