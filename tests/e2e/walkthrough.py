# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Does the whole set-up as a person would, on a display of its own, and tells what each page says.

The server is the practice service in another process, the keyring a real one on a bus of its own; with --practice
everything stays inside the program. Pictures of the pages are left in _build/walkthrough/.
"""

import pathlib
import shutil
import sys
import textwrap

import flow

PICTURES = pathlib.Path('_build/walkthrough')
BEFORE_SAVE = ('Sign In', 'Project', 'Pay', 'Permissions', 'Create the Key')
WIDTH = 100


def say(line='', indent=0):
    print(textwrap.indent(textwrap.fill(line, WIDTH - indent), ' ' * indent), flush=True)


def mask(key):
    return f'{key[:8]}…{key[-4:]} ({len(key)} characters)'


def describe(title, text):
    """One row; an instruction has its number as text, an entry its title twice."""
    if text.isdigit():
        return f'{text}. {title}'
    text = text.removesuffix(' Open')
    half = title[:len(title) // 2]
    if title == f'{half} {half}':
        title, text = half, '…'
    return f'· {title}' + (f': {text}' if text else '')


class Walkthrough:
    def __init__(self, desktop, assistant, practice):
        self.desktop = desktop
        self.assistant = assistant
        self.practice = practice
        self.pictures = 0

    def picture(self, name):
        self.pictures += 1
        self.assistant.screenshot(PICTURES / f'{self.pictures:02}-{name.lower().replace(" ", "-")}.png')

    def tell(self, page):
        """What a page says: heading, text, and its rows with what stands in them."""
        assistant = self.assistant
        self.picture(page)
        step = assistant.step()
        say()
        say(f'■ {page}' + (f' (step {step[0]} of {step[1]})' if step else ''))
        labels = assistant.labels()
        say(assistant.heading(), 2)
        say(labels[0], 2)
        for title, text in assistant.rows():
            say(describe(title, text), 4)

    def did(self, what):
        say(f'→ {what}', 2)

    def go(self):
        assistant = self.assistant
        assistant.arrives('Welcome')
        assistant.switch('Show Every Step')
        self.did('asked for every step')
        self.tell('Welcome')
        assistant.begin()
        for page in BEFORE_SAVE:
            assistant.arrives(page)
            self.tell(page)
            self.fill_in(page)
            if page != BEFORE_SAVE[-1]:
                assistant.click('button', 'Continue')
                self.did('pressed “Continue”')

    def step(self, title, button):
        self.assistant.open_step(title)
        self.assistant.do_step(title, button)
        self.did(f'“{title}”: pressed “{button}”')

    def fill_in(self, page):
        assistant = self.assistant
        if page == 'Sign In':
            self.step('Say who you are', 'Next')
        elif page == 'Project':
            assistant.open_step('Name it after your app')
            assistant.write('Name it after your app', 'Herbarium')
            assistant.do_step('Name it after your app')
            self.did('wrote “Herbarium” as the project’s name')
        elif page == 'Pay':
            assistant.click('button', 'Change…')
            assistant.choose('What Is This For?', 'Side project')
            self.did(f'chose a side project: a limit of ${assistant.value("Hard Limit")} a month')
            assistant.key('Escape')
            assistant.gone('spin button', 'Hard Limit')
            self.step('Stop at $25 a month', 'Copy')
        elif page == 'Permissions':
            assistant.tick('One app', 'radio button')
            self.did('chose one app as the holder')
        elif page == 'Create the Key':
            self.step('Give it this name', 'Copy')

    def save(self, key):
        assistant = self.assistant
        if self.practice:
            assistant.click('button', 'Continue')
            assistant.arrives('Save and Test')
            assistant.choose('Key to Practice With', flow.ACCEPTED)
            assistant.find('list item', flow.LOOKS_RIGHT)
            self.did('picked a practice key')
        else:
            assistant.paste_offered(key)
            self.did('came back with a key on the clipboard, was offered it and took it')
        self.tell('Save and Test')
        return assistant.value('Name')

    def test(self):
        assistant = self.assistant
        assistant.save_and_test()
        self.did('pressed “Save and Test”')
        assistant.check()
        assistant.go_top()
        self.tell('Result')
        return assistant.heading()

    def finish(self):
        self.assistant.click('button', 'Finish')
        self.did('pressed “Finish”')
        self.assistant.find('list', 'Saved Keys')
        self.picture('My Keys')
        say()
        say('■ My Keys')
        for title, text in self.assistant.rows():
            say(describe(title, text), 4)


def look_up(desktop, name, key):
    found = desktop.keyring.look_up(service='openai', username=name)
    if found != key.encode():
        raise AssertionError(f'secret-tool lookup service openai username {name}: not the key')
    say(f'In the keyring: secret-tool lookup service openai username {name} → {mask(found.decode())}')


def walk(practice):
    with flow.Desktop(size=(1280, 960)) as desktop, flow.Service(desktop) as service:
        say('There is no display, so this goes through the set-up on one of its own.')
        say('Server: ' + ('built in, practice mode' if practice else f'practice service at {service.address}'))
        with flow.Assistant(desktop, *['--practice'] * practice, service=service) as assistant:
            walkthrough = Walkthrough(desktop, assistant, practice)
            walkthrough.go()
            name = walkthrough.save(service.key())
            verdict = walkthrough.test()
            walkthrough.finish()
        say()
        say(f'Verdict: {verdict}')
        if practice:
            say('In the keyring: nothing, as it was a practice run')
        else:
            look_up(desktop, name, service.key())
        say(f'Pictures: {PICTURES}/ ({walkthrough.pictures})')


def main(arguments):
    shutil.rmtree(PICTURES, ignore_errors=True)
    try:
        walk('--practice' in arguments)
    except (AssertionError, RuntimeError, TimeoutError) as error:
        sys.exit(f'\nThe set-up did not come to its end: {error}')
    say()
    say('The whole set-up was done and works.')


if __name__ == '__main__':
    main(sys.argv[1:])
