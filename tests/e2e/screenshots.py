# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Makes the pictures for README and metainfo anew: KEYBEARER_BIN=… python3 tests/e2e/screenshots.py"""

import pathlib
import subprocess

import flow

FOLDER = pathlib.Path(__file__).resolve().parents[2] / 'data/screenshots'
COLORS = '160'  # so many are enough for a page and its illustration


def take(assistant, name):
    path = FOLDER / f'{name}.png'
    assistant.screenshot(path)
    # Without the invisible margin that the window has for its shadow.
    subprocess.run(['convert', str(path), '-trim', '+repage', '-colors', COLORS, '-strip', '-define',
                    'png:compression-level=9', f'png8:{path}'], check=True)
    print(f'{path}: {path.stat().st_size // 1024} KiB')


def main():
    with flow.Desktop(size=(1280, 1024)) as desktop, flow.Service(desktop) as service:
        with flow.Assistant(desktop, service=service) as assistant:
            assistant.arrives('Welcome')
            assistant.switch('An account on OpenAI’s developer platform')
            assistant.switch('I know that ChatGPT Plus is not API credit')
            take(assistant, 'welcome')
            assistant.go_on('Project', 'Begin')
            for page in ('Billing', 'Permissions'):
                assistant.go_on(page)
            assistant.tick('One app', 'radio button')
            assistant.go_top()
            take(assistant, 'permissions')
            for page in ('Create the Key', 'Save'):
                assistant.go_on(page)
            assistant.write('Name', 'herbarium')
            desktop.copy(service.key())
            assistant.click('button', 'Paste')
            assistant.click('button', 'Save to Keyring')
            assistant.arrives(flow.SAVED)
            assistant.go_on('Test')
            assistant.test(flow.WORKS)
            take(assistant, 'result')


if __name__ == '__main__':
    main()
