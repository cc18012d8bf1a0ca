# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""What the Tab key offers, in the shells themselves."""

import importlib
import os
import pathlib
import re
import shlex
import sys

import commands

FILES = pathlib.Path(os.environ['KEYBEARER_DATA']) / 'completions'
PROGRAMS = {path.stem for path in (FILES.parent / 'programs').glob('*.json')} - {'schema'}
BUILD = pathlib.Path(commands.BINARY).parents[1]
SAID = 'List the saved keys'


class Case(commands.Case):
    said = None  # {an offer: what the shell says of it}, where it says anything

    def setUp(self):
        super().setUp()
        # Completions call it by its name.
        self.session.environment['PATH'] = f'{pathlib.Path(commands.BINARY).parent}:{self.session.environment["PATH"]}'
        key = self.service().key()
        for name in ('laptop', 'server'):
            self.save(name, key)

    def offers(self, line):
        raise NotImplementedError

    def assert_as_told(self, line, told, others=()):
        """All that the help tells of and no more, in its words."""
        offers = [offer.rstrip('=') for offer in self.offers(line)]
        self.assertEqual(sorted(offer for offer in offers if offer not in others), sorted(told), line)
        if self.said is not None:
            said = {offer.rstrip('='): words for offer, words in self.said.items()}
            self.assertEqual({offer: said.get(offer) for offer in told}, told, line)

    def assert_as_help(self):
        told = self.told()
        options = {name: words for name, words in told.items() if name.startswith('-')}
        known = {name: words for name, words in told.items() if name not in options}
        self.assertGreater(len(known), 12)
        self.assert_as_told('keybearer --', options)
        self.assert_as_told('keybearer ', known, ['help', *options])
        self.assertEqual(set(self.offers('keybearer help ')), set(known))
        self.assert_as_told('keybearer help --', {})
        for command in known:
            told = self.told(command)
            self.assertIn('--help', told)
            self.assert_as_told(f'keybearer {command} --', told)

    def assert_offers(self):
        self.assertEqual(self.offers('keybearer for'), ['forget'])
        for command in ('check', 'forget', 'run', 'token'):
            self.assertEqual(set(self.offers(f'keybearer {command} ')), {'laptop', 'server'}, command)
            self.assertEqual(self.offers(f'keybearer {command} lap'), ['laptop'])
        self.assertEqual(self.offers('keybearer save lap'), [])
        self.assertEqual(self.offers('keybearer list lap'), [])
        self.assertEqual(self.offers('keybearer check --practice credit-ex'), ['credit-exhausted'])
        self.assertEqual(self.offers('keybearer doctor '), ['keyring', 'programs'])
        self.assertEqual(set(self.offers('keybearer doctor programs ')), PROGRAMS)
        self.assertEqual(set(self.offers('keybearer connect ')), PROGRAMS)
        self.assertEqual(set(self.offers('keybearer connect llm ')), {'laptop', 'server'})
        self.assertEqual(self.offers('keybearer help fo'), ['forget'])
        self.assertIn('secret-tool', self.offers('keybearer run laptop -- secret-t'))
        # zsh offers the last part of a path alone.
        self.assertTrue({'passwd', '/etc/passwd'} & set(self.offers('keybearer run laptop -- cat /etc/passw')))

    def speak_german(self):
        """What they say is then to be this."""
        self.session.environment.update(LC_ALL='de_DE.UTF-8', LANGUAGE='', LOCPATH=str(BUILD / 'tests/locales'),
                                        TEXTDOMAINDIR=str(BUILD / 'po'))
        sys.path.insert(0, str(FILES.parents[1] / 'po'))
        return importlib.import_module('catalogs').catalog(FILES.parents[1], 'de')[None, SAID][0]

    def assert_never_unlocks(self):
        self.session.keyring.lock()
        self.offers('keybearer run ')
        self.assertTrue(self.session.keyring.is_locked())
        self.session.keyring.stop()
        self.assertEqual(self.offers('keybearer run '), [])


class Bash(Case):
    def offers(self, line):
        words = shlex.split(line) + ([''] if line.endswith(' ') else [])
        script = (f'source {FILES}/keybearer.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
                  'complete -p keybearer >/dev/null && _keybearer && printf "%s\\n" "${COMPREPLY[@]}"')
        result = self.session.run(['bash', '--norc', '-c', script, 'bash', *words])
        self.assertEqual(result.stderr, '')
        return list(dict.fromkeys(result.stdout.split()))

    def test_offers(self):
        self.assert_offers()
        self.assertEqual(self.offers('keybearer run laptop '), ['--'])

    def test_as_help(self):
        self.assert_as_help()

    def test_never_unlocks(self):
        self.assert_never_unlocks()


class Fish(Case):
    def offers(self, line):
        result = self.session.run(['fish', '--no-config', '-c', f'source {FILES}/keybearer.fish; complete -C {shlex.quote(line)}'])
        self.assertEqual(result.stderr, '')
        self.said = dict(offer.split('\t') for offer in result.stdout.splitlines() if '\t' in offer)
        return [offer.split('\t')[0] for offer in result.stdout.splitlines()]

    def test_offers(self):
        self.assert_offers()

    def test_german(self):
        german = self.speak_german()
        self.offers('keybearer li')
        self.assertEqual(self.said['list'], german)

    def test_as_help(self):
        self.assert_as_help()

    def test_never_unlocks(self):
        self.assert_never_unlocks()


class Zsh(Case):
    """Only typing into it shows what it offers."""

    def setUp(self):
        super().setUp()
        self.process, self.terminal = self.start_on_terminal(['zsh', '-f', '-i'], 'dumb')
        self.addCleanup(self.end)
        # What is offered comes between two marks that are not in what is typed, then what is said of it, one a line. What only
        # sorts offers (with -A, -O or -D) takes from its lists each time that it is called.
        self.write(f'PS1= PROMPT_EOL_MARK= LISTMAX=1000; stty cols 300; fpath=({FILES} $fpath); autoload -Uz compinit; compinit -u -D; '
                  'unsetopt ZLE_BRACKETED_PASTE; setopt NO_BEEP NO_ALWAYS_LAST_PROMPT; zstyle ":completion:*" list-packed no; '
                  'compadd () { local -a found; local -i at=${@[(I)-d]} added; builtin compadd -A found "$@"; added=$?; '
                  'offered+=($found); (( at )) && said+=("${(P)@[at + 1][@]}"); '
                  '(( ${@[(I)-[AOD]]} )) && return added; builtin compadd "$@"; }; '
                  'show () { local -a offered said; zle list-choices; print -rl -- "offered""< $offered >" $said "sa""id"; '
                  'BUFFER=; zle reset-prompt; }; '
                  'zle -N show; bindkey "^T" show; echo rea""dy\n')
        self.wait('ready')

    def write(self, text):
        os.write(self.terminal, text.encode())

    def wait(self, pattern):
        shown = ''
        while not (found := re.search(pattern, shown, re.DOTALL)):
            if not commands.processes.can_read(self.terminal, commands.TIMEOUT):
                self.fail(f'zsh says: {shown}')
            shown += os.read(self.terminal, 4096).decode(errors='replace')
        return found

    def end(self):
        self.write('\x03\nexit\n')
        self.process.wait(commands.TIMEOUT)

    def offers(self, line):
        self.write(line + '\x14')
        offers, said = self.wait(r'offered< (.*?)>(.*?)said\r').groups()
        self.said = dict(re.split(r' +-- ', line, maxsplit=1) for line in said.splitlines() if ' -- ' in line)
        return list(dict.fromkeys(offers.split()))

    def test_offers(self):
        self.assert_offers()
        self.assertEqual(self.offers('keybearer run laptop '), ['--'])

    def test_german(self):
        german = self.speak_german()
        script = f'eval "$(sed -n "/^__keybearer_say/,/^}}/p" {FILES}/_keybearer)"; __keybearer_say "{SAID}"'
        self.assertEqual(self.session.run(['zsh', '-f', '-c', script]).stdout, german)

    def test_as_help(self):
        self.assert_as_help()

    def test_never_unlocks(self):
        self.assert_never_unlocks()


if __name__ == '__main__':
    commands.main()
