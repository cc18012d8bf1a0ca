# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Keybearer as its user meets it: pages, rows and buttons by the names that a screen reader says."""

import contextlib
import importlib
import json
import os
import pathlib
import re
import subprocess
import sys
import unittest

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS))

# Meant for the program: here it would end the test at a warning of the accessibility library. GLib looks at
# it when it is loaded.
STRICT = {'G_DEBUG': os.environ.pop('G_DEBUG')} if 'G_DEBUG' in os.environ else {}

from support import processes  # noqa: E402
from support.desktop import Desktop  # noqa: E402
from support.driver import Atspi, Program, has, role, text  # noqa: E402
from support.service import Service, make_key  # noqa: E402

__all__ = ['ACCEPTED', 'Atspi', 'CHECKED', 'HEADINGS', 'LOOKS_RIGHT', 'OFFER', 'SAVED', 'TESTS', 'WORKS', 'Assistant', 'Case', 'Desktop', 'Prompt', 'Service', 'fast', 'files_below', 'has',
           'label_of', 'main', 'make_key', 'other_window', 'processes', 'role', 'text']

# Of these a page has one.
LEADS_ON = re.compile('Skip for Now|Continue')

# Page title → heading on arrival
HEADINGS = {
    'Welcome': 'Get an OpenAI API Key and Check That It Works',
    'Sign In': 'Sign In to the Developer Platform',
    'Project': 'Choose a Project',
    'Pay': 'Buy API Credit',
    'Permissions': 'Decide What the Key May Do',
    'Create the Key': 'Create the Key and Copy It',
    'Save and Test': 'Paste the Key You Copied',
    'Result': 'See Whether the Key Works',
}
# Of the page where a key is saved, until it is
SAVING = (HEADINGS['Save and Test'], 'Save and Test the Key', 'Saving the Key')
SAVED = 'Your Key Is Saved'
WORKS = 'Your Key Works'
OFFER = 'You copied a key. Save and Test?'
LOOKS_RIGHT = 'Looks right: a project key'

# What the row is called behind which is what was checked; the aspects of the test, and what each says for itself
CHECKED = 'What Was Checked'
ASPECTS = ('Keyring', 'Network', 'Key', 'Permissions', 'Model', 'Credit')
PASSED = ('The key was read from it', 'The server was reached', 'Accepted', 'They allow this request', 'Open to this key',
          'Enough for this request')
FAILED = ('The key could not be read', 'The server was not reached', 'Refused', 'Something is missing', 'Not available',
          'Stops this request')

# Something to do on the web, as a screen reader says it
STEP = re.compile(r'.*, \d of \d(, done)?')

# What the practice service calls the key that passes
ACCEPTED = 'A key with which everything is right'


class Assistant(Program):
    """The program; with a service, that is where it sends its test. In another locale things are called by their English
    names all the same."""

    def __init__(self, desktop, *arguments, service=None, command=None, environment=None, locale=None):
        address = {'OPENAI_BASE_URL': service.address} if service else {}
        super().__init__(desktop, arguments, command,
                         environment={**STRICT, **address, **in_locale(locale), **(environment or {})})
        self.words = words(locale) if locale else {}

    # Look ----------------------------------------------------------------------

    def name(self, wanted):
        if not self.words or wanted is None:
            return wanted
        if isinstance(wanted, str):
            # A message that has no translation yet is English there too.
            return re.compile('|'.join(map(re.escape, [wanted, *self.words.get(wanted, [])])))
        return re.compile('|'.join([wanted.pattern, *(re.escape(text) for english, texts in self.words.items()
                                                      if wanted.fullmatch(english) for text in texts)]))

    def heading(self):
        headings = self.all('heading')
        return headings[0].get_name() if headings else None

    def arrives(self, heading):
        """Waits for a page, given by its title or its heading, and for the focus to be there."""
        heading = HEADINGS.get(heading, heading)
        self.wait(lambda: self.has_focus('heading', heading),
                  lambda: f'the page is “{self.heading()}”, not “{heading}”, or the focus elsewhere: {self.focus()}')

    def has_focus(self, wanted_role, name):
        focus = self.focus()
        wanted = self.name(name)
        return focus is not None and focus[0] == wanted_role and \
            (focus[1] == wanted if isinstance(wanted, str) else wanted.fullmatch(focus[1]) is not None)

    def row(self, title):
        """What stands in a row below its title."""
        return label_of(self.find('list item', title), besides=title)

    def rows(self):
        """(title, subtitle) of the rows that say something, top down."""
        found = []
        for node in self.walk():
            if role(node) == 'list item' and node.get_name():
                found.append((node.get_name(), label_of(node, besides=node.get_name())))
        return found

    def check(self):
        """Unfolds what was checked."""
        self.press('list item', CHECKED)
        self.find('button', 'Copy Report')

    def aspects(self):
        """([titles of what was passed], title of what failed or None) from what was checked, unfolded."""
        passed, failed = [], None
        for title, state in self.rows():
            if title in ASPECTS and state in PASSED:
                passed.append(title)
            elif title in ASPECTS and state in FAILED:
                failed = title
        return passed, failed

    def says(self, pattern):
        """Waits until a label shows that matches the whole of it; returns it."""
        wanted = re.compile(pattern)
        found = []

        def shows():
            found[:] = [node.get_name() for node in self.all('label', wanted)]
            return bool(found)

        self.wait(shows, f'nothing says “{pattern}”')
        return found[0]

    def labels(self):
        return [node.get_name() for node in self.all('label') if node.get_name()]

    def step(self):
        """(place, number of steps), or None on a page that is no step."""
        for label in self.labels():
            if match := re.fullmatch(r'Step (\d+) of (\d+)(?: · .*)?', label):
                return int(match[1]), int(match[2])
        return None

    def is_set(self, wanted_role, name):
        return any(has(node, state) for node in self.all(wanted_role, name) for state in ('checked', 'pressed'))

    def value(self, name):
        """Of an entry, a number or a list to choose from."""
        combos = self.all('combo box', name)
        if combos:
            return label_of(combos[0], besides=name)
        node = self.find(None, _starting_with(name), editable=True)
        return f'{node.get_current_value():g}' if role(node) == 'spin button' else text(node)

    def is_active(self):
        """Whether it is the window in front, which gets the keys."""
        return bool(self.all('frame', active=True))

    # Act -----------------------------------------------------------------------

    def begin(self, page='Sign In', card='I’m New to This'):
        """From Welcome, by one of its cards."""
        self.press('list item', card)
        self.arrives(page)

    def begin_with_key(self, trouble=None):
        """To where it is pasted. What is the matter with the keyring has the focus there."""
        self.arrives('Welcome')
        self.press('list item', 'I Have a Key')
        if trouble is None:
            self.arrives('Save and Test')
        else:
            self.wait(lambda: self.has_focus('list item', trouble), lambda: f'“{trouble}” has no focus: {self.focus()}')

    def go_on(self, page, button=None):
        """By the button that leads on: what was not begun is skipped."""
        if button is None:
            self.wait(lambda: self.all('button', LEADS_ON), 'no button leads on')
            button = 'Skip for Now' if self.all('button', 'Skip for Now') else 'Continue'
        self.click('button', button)
        self.arrives(page)

    def move_until(self, key, name):
        """Presses a key until a row of this name has the focus."""
        for _ in range(40):
            before = self.focus()
            if before and before[0] == 'list item' and name.fullmatch(before[1]):
                return
            self.key(key)
            self.wait(lambda: self.focus() != before, f'{key} leads nowhere from {before}')
        raise AssertionError(f'{key} never came to {name.pattern}')

    def open_step(self, title):
        """One of the steps on the web, by what it says."""
        wanted = re.compile(rf'{re.escape(title)}, \d of \d(, done)?')
        self.move_until('Tab', STEP)
        if not wanted.fullmatch(self.focus()[1]):
            self.key('Home')
            self.move_until('Down', wanted)
        self.key('space')
        self.wait(lambda: wanted.fullmatch(self.focus()[1]), f'“{title}” is not open')

    def do_step(self, title, button='Next'):
        """The step that is open, by what is in it."""
        self.click('button', button)
        self.find('list item', re.compile(rf'{re.escape(title)}, \d of \d, done'))

    def go_back(self, page):
        self.key('alt+Left')
        self.arrives(page)

    def go_top(self):
        """Back to where the page was on arrival."""
        self.tab_to('heading', self.heading())
        self.key('Home')

    def tick(self, name, wanted_role='check box'):
        self.press('list item', name)
        self.wait(lambda: self.is_set(wanted_role, name), f'“{name}” took no tick')

    def switch(self, name):
        """Turns a switch over."""
        before = self.is_set('check box', name)
        self.click('check box', name)
        self.wait(lambda: self.is_set('check box', name) != before, f'“{name}” did not move')

    def choose(self, name, option):
        """Picks from a list to choose from, with the keyboard."""
        self.press('combo box', name)
        self.wait(lambda: self.focus() != ('combo box', name), f'“{name}” did not open')
        if self.focus()[0] == 'entry':
            # Long lists have a search.
            self.type(option)
            self.wait(lambda: self._options(name) == [option], lambda: f'found: {self._options(name)}')
            self.key('Down')
        else:
            self.key('Home', *['Down'] * self._options(name).index(option))
        self.wait(lambda: self._focused_option(name) == option, lambda: f'“{option}” is not in “{name}”')
        self.key('Return')
        self.wait(lambda: self.focus() == ('combo box', name) and self.value(name) == option,
                  lambda: f'“{name}” is “{self.value(name)}”')

    def write(self, name, string):
        """Replaces what stands in an entry by typing."""
        self.tab_to(re.compile('text|spin button'), _starting_with(name))
        self.type(string, after=['ctrl+a'])
        if role(self.find(None, _starting_with(name), editable=True)) == 'spin button':
            # A number counts when it is left.
            self.key('Tab')
        self.wait(lambda: self.value(name) == string, lambda: f'“{name}” holds “{self.value(name)}”')

    def test(self, verdict):
        """Sends the test request and waits for what comes of it."""
        self.click('button', 'Test the Key')
        self.arrives(verdict)

    def paste_key(self, key):
        """Where a key is to be pasted; one that could be saved."""
        self.desktop.copy(key)
        self.click('button', 'Paste Key')
        self.find('list item', LOOKS_RIGHT)

    def type_instead(self):
        """Shows the entry for a key."""
        self.press('list item', 'Type It Instead')
        self.find('text', 'Secret Key')

    def save_and_test(self, verdict=WORKS):
        self.click('button', 'Save and Test')
        self.arrives(verdict)

    def save(self):
        """Saves what was pasted; how its test ends is another matter."""
        self.click('button', 'Save and Test')
        self.wait(lambda: self.heading() not in (None, *SAVING), lambda: f'it is not saved: {self.heading()}')

    def go_back_to_saved(self):
        """From the result, if that is the page."""
        if self.heading() != SAVED:
            self.go_back(SAVED)

    def enter_key(self, key, name, trouble=None):
        """From Welcome to a key that could be saved, as whoever has one already goes."""
        self.begin_with_key(trouble)
        self.paste_key(key)
        self.write('Name', name)

    def save_key(self, key, name):
        """The same, and saves it."""
        self.enter_key(key, name)
        self.save()

    def come_back_with(self, key):
        """From another window, with a key on the clipboard, which is offered."""
        with other_window(self.desktop):
            self.wait(lambda: not self.is_active(), 'the other window did not get the focus')
            self.desktop.copy(key + '\n')
        self.find('label', OFFER)

    def paste_offered(self, key):
        """The same, and takes it."""
        self.come_back_with(key)
        self.click('button', 'Paste It')
        self.find('list item', LOOKS_RIGHT)

    def _options(self, name):
        lists = self.all('list', within=self.find('combo box', name))
        return [label_of(item) for item in self.all('list item', within=lists[-1])] if lists else []

    def _focused_option(self, name):
        focused = self.all('list item', within=self.find('combo box', name), focused=True)
        return label_of(focused[0]) if focused else None


class Prompt(Program):
    """The window in which the keyring asks for a password."""

    def __init__(self, desktop):
        super().__init__(desktop, command=['gcr-prompter'])
        self.process = desktop.keyring.process

    def __enter__(self):
        self.wait(self._find_window, 'the keyring asks for no password')
        self.wait(lambda: self.all('password text', focused=True), 'nothing waits for a password')
        return self

    def __exit__(self, *_):
        pass

    def answer(self, password, again=None):
        self.type(password)
        if again:
            self.key('Tab')
            self.type(again)
        self.key('Return')

    def _find_window(self):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(index)
            if application and application.get_name() == 'gcr-prompter':
                self.root = application
                return bool(self.all('dialog'))
        return False


class Case(unittest.TestCase):
    """A test with a desktop of its own."""

    keyring = 'unlocked'
    display = 'x11'
    desktop_options = {}
    longMessage = True

    def setUp(self):
        self.desktop = self.enterContext(self.make_desktop())

    def make_desktop(self):
        return Desktop(keyring=self.keyring, display=self.display, **self.desktop_options)

    def assistant(self, *arguments, **options):
        return Assistant(self.desktop, *arguments, **options)

    def service(self):
        return Service(self.desktop)

    def state(self):
        """The choices as they are in the file; empty if there is none."""
        path = self.desktop.home / '.local/state/keybearer/setup.json'
        return json.loads(path.read_text()) if path.exists() else {}


@contextlib.contextmanager
def other_window(desktop):
    """A window of another program that comes to the front and goes again."""
    process = desktop.start(desktop.display.other_window, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        processes.stop(process)


def _starting_with(name):
    # The name of a number goes on with its explanation.
    return re.compile(rf'{re.escape(name)}( .*)?')


def label_of(node, besides=None):
    """What the labels inside a thing say, without its own name."""
    found = []

    def look(inside):
        for index in range(inside.get_child_count()):
            child = inside.get_child_at_index(index)
            if child and has(child, 'showing'):
                if role(child) == 'label' and child.get_name() not in ('', besides):
                    found.append(child.get_name())
                look(child)

    look(node)
    return ' '.join(found)


def fast(milliseconds=50):
    """The environment in which a second is so short: what goes by itself after a minute goes after three seconds, but
    later on a busy machine, which has to see it before."""
    return {'KEYBEARER_SECOND': str(int(milliseconds * processes.FACTOR * processes.slowness()))}


def files_below(*folders):
    return sorted(path for folder in folders for path in pathlib.Path(folder).rglob('*') if path.is_file())


def in_locale(locale):
    """The environment of a program in one of the locales that were built for the tests."""
    if locale is None:
        return {}
    build = pathlib.Path(os.environ['KEYBEARER_BIN']).parents[1]
    return {'LC_ALL': locale, 'LANG': locale, 'LANGUAGE': '', 'LOCPATH': str(build / 'tests/locales')}


def words(locale):
    """{what a thing is called in English: [what it may be called in a locale]}, without the letters that are underlined."""
    sys.path.insert(0, str(TESTS.parent / 'po'))
    catalogs = importlib.import_module('catalogs')
    language = next(name for name in catalogs.languages(TESTS.parent) if locale.startswith(name))
    found = {}
    for (_, english), forms in catalogs.catalog(TESTS.parent, language).items():
        found.setdefault(english.replace('_', ''), []).extend(form.replace('_', '') for form in forms)
    return found


def main():
    """Runs the tests of the script, or those that are named, and tells in TAP how they went."""
    sys.stdout.reconfigure(line_buffering=True)
    names = sys.argv[1:] or [case.id().removeprefix('__main__.') for case in
                             _flat(unittest.defaultTestLoader.loadTestsFromModule(sys.modules['__main__']))]
    print(f'1..{len(names)}')
    failed = 0
    for number, name in enumerate(names, 1):
        good = _run_apart(name)
        failed += not good
        print(f'{"ok" if good else "not ok"} {number} - {name}')
    sys.exit(1 if failed or not names else 0)


def _flat(suite):
    for part in suite:
        yield from _flat(part) if isinstance(part, unittest.TestSuite) else [part]


def _run_apart(name):
    # The accessibility library stays with the bus that it has met first: one process, one desktop.
    child = os.fork()
    if child == 0:
        status = 1
        try:
            processes.adopt()
            suite = unittest.defaultTestLoader.loadTestsFromName(name, sys.modules['__main__'])
            result = unittest.TextTestRunner(verbosity=0).run(suite)
            status = 0 if result.wasSuccessful() and result.testsRun and not result.skipped else 1
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status not in (0, 1):
        print(f'# the test itself ended with {status}')
    return status == 0
