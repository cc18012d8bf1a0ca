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
COMMANDS = {'check', 'list', 'save', 'run', 'token', 'permissions', 'find', 'doctor', 'connect', 'forget', 'remind', 'cost', 'practice'}


class Case(commands.Case):
    def setUp(self):
        super().setUp()
        # Completions call it by its name.
        self.session.environment['PATH'] = f'{pathlib.Path(commands.BINARY).parent}:{self.session.environment["PATH"]}'
        key = self.service().key()
        for name in ('laptop', 'server'):
            self.save(name, key)

    def offers(self, line):
        raise NotImplementedError

    def assert_offers(self):
        self.assertLessEqual(COMMANDS, set(self.offers('keybearer ')))
        self.assertEqual(self.offers('keybearer for'), ['forget'])
        self.assertIn('--test-keys', self.offers('keybearer --te'))
        for command in ('check', 'forget', 'run', 'token'):
            self.assertEqual(set(self.offers(f'keybearer {command} ')), {'laptop', 'server'}, command)
            self.assertEqual(self.offers(f'keybearer {command} lap'), ['laptop'])
        self.assertEqual(self.offers('keybearer save lap'), [])
        self.assertEqual(self.offers('keybearer list lap'), [])
        self.assertEqual(self.offers('keybearer check --practice credit-ex'), ['credit-exhausted'])
        self.assertIn('--stdin', self.offers('keybearer check --st'))
        self.assertIn('--replace', self.offers('keybearer save --re'))
        self.assertIn('--names', self.offers('keybearer list --na'))
        self.assertIn('--ics', self.offers('keybearer list --ic'))
        self.assertIn('--help', self.offers('keybearer remind --h'))
        self.assertIn('--cached', self.offers('keybearer cost --cach'))
        self.assertEqual(self.offers('keybearer doctor '), ['keyring', 'programs'])
        self.assertEqual(set(self.offers('keybearer doctor programs ')), PROGRAMS)
        self.assertEqual(set(self.offers('keybearer connect ')), PROGRAMS)
        self.assertEqual(set(self.offers('keybearer connect llm ')), {'laptop', 'server'})
        self.assertIn('--apply', self.offers('keybearer connect --ap'))
        self.assertIn('--newline', self.offers('keybearer token --ne'))
        self.assertEqual(self.offers('keybearer help fo'), ['forget'])
        self.assertIn('--json', self.offers('keybearer find --js'))
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
        self.offers('keybearer find --js')
        self.assertEqual(self.said['--json'], 'Answer with JSON, for programs')

    def test_german(self):
        german = self.speak_german()
        self.offers('keybearer li')
        self.assertEqual(self.said['list'], german)

    def test_never_unlocks(self):
        self.assert_never_unlocks()


class Zsh(Case):
    """Only typing into it shows what it offers."""

    def setUp(self):
        super().setUp()
        self.process, self.terminal = self.start_on_terminal(['zsh', '-f', '-i'], 'dumb')
        self.addCleanup(self.end)
        # What is offered comes one a line, between two marks that are not in what is typed.
        self.write(f'PS1= PROMPT_EOL_MARK= LISTMAX=1000; fpath=({FILES} $fpath); autoload -Uz compinit; compinit -u -D; '
                  'unsetopt ZLE_BRACKETED_PASTE; setopt NO_BEEP NO_ALWAYS_LAST_PROMPT; zstyle ":completion:*" list-packed no; '
                  'compadd () { local -a found; builtin compadd -A found "$@"; offered+=($found); builtin compadd "$@"; }; '
                  'show () { local -a offered; zle list-choices; print -r -- "offered""< $offered >"; BUFFER=; zle reset-prompt; }; '
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
        return list(dict.fromkeys(self.wait(r'offered< (.*?)>')[1].split()))

    def test_offers(self):
        self.assert_offers()
        self.assertEqual(self.offers('keybearer run laptop '), ['--'])

    def test_german(self):
        german = self.speak_german()
        script = f'eval "$(sed -n "/^__keybearer_say/,/^}}/p" {FILES}/_keybearer)"; __keybearer_say "{SAID}"'
        self.assertEqual(self.session.run(['zsh', '-f', '-c', script]).stdout, german)

    def test_never_unlocks(self):
        self.assert_never_unlocks()


if __name__ == '__main__':
    commands.main()
