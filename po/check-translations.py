#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""check-translations.py [--complete] SOURCE-ROOT

Checks that each translation is in LINGUAS, and in each what no reader of the language has to see: that what a program puts
in is there, and what is typed or clicked as it is; that sentences end as the English ones do, and that the marks are those
of the language. With --complete it is also an error when something has no translation; else they are only counted."""

import collections
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import catalogs

LIBRARY = catalogs.messages.LIBRARY
DIRECTIVE = re.compile(r'%(?:(\d+)\$)?[-+ #0\']*\d*(?:\.\d+)?(?:hh?|ll?|z)?([a-zA-Z])')
BRACES = re.compile(r'\{[^}]*\}')
MARKUP = re.compile(r'</?[a-z][^<>]*>|&[a-z]+;')
# What is typed, clicked or looked for as it stands
KEPT = re.compile(r'https?://[^\s”)]+[\w/]|(?:[a-z][\w-]+\.)+(?:com|org)\b(?:/[\w/-]+)?|(?<![\w-])--[a-z][a-z-]+|'
                  r'\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b|\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+\b|~/[\w./-]*\w|\bsk-[\w-]+|'
                  r'\b\w+\.(?:json|toml|ya?ml|env|conf|py)\b|@name@')
COMMAND = re.compile(r'“((?:keybearer|secret-tool|flatpak|pip|npm|systemctl|export|unset|source|curl) [^”]*)”')
NAMES = re.compile(r'\b(?:Keybearer|ChatGPT|GNOME|KeePassXC|KWallet|Flatpak|OPENAI\w*)\b')
NUMBER = re.compile(r'\d+(?:[.,\u00a0\u202f]\d+)*')
SEPARATORS = dict.fromkeys(map(ord, '.,\u00a0\u202f'))

# What ends a sentence, by what it is in English
ENDS = {'.': '.。', '?': '?？؟', ':': ':：', '…': '…', '!': '!！'}
CLOSERS = '”“"»«」』’)）] \u00a0\u202f\n'
# Opening and closing, then those inside others
QUOTES = {
    'ar': ('«»', '“”'), 'de': ('„“', '‚‘'), 'es': ('«»', '“”'), 'fr': ('«»', '“”'), 'ja': ('「」', '『』'),
    'ko': ('“”', '‘’'), 'pt_BR': ('“”', '‘’'), 'zh_CN': ('“”', '‘’'),
}
QUOTE = re.compile('[“”„‚‘‹›«»「」『』]')
# Marks of other languages, or of typewriters
WRONG = {
    '': r'\.\.\.|  |^ | $|(?<=\w) - (?=\w)',
    'ar': r'(?<=[\u0621-\u064a])[,;?]',
    'fr': r' [:;?!»]|« |«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»',
    'ja': r'(?<=[\u3040-\u30ff\u4e00-\u9fff])[,;?!.]',
    'zh_CN': r'(?<=[\u4e00-\u9fff])[,;?!.]',
}
# Written from right to left: what a program puts in, and what begins with a mark, keeps its direction between these two,
# or after U+200E. The whole of a command is between them, so that nobody copies a half.
RIGHT_TO_LEFT = {'ar': '[\u0621-\u064a]'}
ISOLATED = re.compile('\u2068[^\u2068\u2069]*\u2069')
TURNED = re.compile(r'%(?:\d+\$)?s|\{[^}]*\}|(?<![\w\u200e-])(?:--[a-z][a-z-]*|~/)|[\u2068\u2069]')
TYPED = re.compile(r"""['"]""")


def is_program(message):
    """Of the program, where a percent sign begins a directive; in articles it is one."""
    return any(not place.startswith(LIBRARY) for place in message.places)


def is_keywords(message):
    return 'search for' in message.told or 'type to find' in message.told


def directives(text):
    """Each with its place, given or counted: [(1, 's'), …]"""
    found = [(place, kind) for place, kind in DIRECTIVE.findall(text.replace('%%', ''))]
    return sorted((int(place) if place else at, kind) for at, (place, kind) in enumerate(found, 1))


def check_directives(message, text):
    english = directives(message.forms[-1])
    found = directives(text)
    # A form for a certain number may do without it; a date has its own order
    if message.context == 'date' or found == english or (len(message.forms) > 1 and set(found) <= set(english)):
        return
    yield f'placeholders {found}, not {english}'


def same(what, pattern, message, text):
    """All that is in the English text, and no more; how often is not asked."""
    english = {found for form in message.forms for found in pattern.findall(form)}
    found = set(pattern.findall(text))
    if found - english:
        yield f'{what} that the English has not: {", ".join(sorted(found - english))}'
    if set(pattern.findall(message.forms[-1])) - found:
        yield f'without {what} {", ".join(sorted(english - found))}'


def kept(text):
    label = text.count('_') == 1 and len(text) < 60 and not re.search(r'[A-Z]_[A-Z]', text)
    return [found for pattern in ((NAMES, COMMAND) if label else (KEPT, COMMAND, NAMES)) for found in pattern.findall(text)]


def check_kept(message, text):
    missing = [word for word in kept(message.forms[-1]) if word not in text]
    if missing:
        yield f'without {", ".join(missing)}'


def numbers(text):
    # Whatever the digits are
    return {str(int(number.translate(SEPARATORS))) for number in NUMBER.findall(DIRECTIVE.sub('', text))}


def check_numbers(message, text):
    missing = numbers(message.forms[-1]) - numbers(text)
    if missing and len(message.forms) == 1 and message.context != 'date':
        yield f'without {", ".join(sorted(missing))}'


def end(text):
    last = text.rstrip(CLOSERS)[-1:]
    return next((mark for mark, marks in ENDS.items() if last in marks), '') if last else ''


def check_end(message, text):
    # Whether the stop is inside the quotes or after them, or is not needed then, is a matter of the language.
    quoted = message.forms[0].endswith('”') and text[-1] in CLOSERS and not end(text)
    if end(message.forms[0]) != end(text) and not quoted:
        yield f'ends with “{end(text)}”, not with “{end(message.forms[0])}”'
    if text.count('\n') != message.forms[0].count('\n'):
        yield f'{text.count(chr(10))} line breaks, not {message.forms[0].count(chr(10))}'


def check_quotes(language, message, text):
    outer, inner = QUOTES[language]
    marks = QUOTE.findall(text)
    odd = sorted(set(marks) - set(outer + inner) - ({'’', '‘'} if '‘' in message.forms[0] else set()))
    if odd:
        yield f'marks {" ".join(odd)}, not {outer[0]}…{outer[1]}'
    for opening, closing in (outer, inner):
        if closing != '’' and marks.count(opening) != marks.count(closing):
            yield f'{opening} without {closing}'
    if TYPED.search(text) and not TYPED.search(message.forms[0]):
        yield 'a typewriter’s quote'


def check_marks(language, message, text):
    for pattern in ([WRONG['']] if is_keywords(message) else [WRONG[''], WRONG.get(language)]):
        found = pattern and re.search(pattern, text)
        if found and not re.search(pattern, message.forms[0]):
            yield f'a wrong mark: “{found[0]}”'


def check_direction(language, text):
    if language in RIGHT_TO_LEFT and re.search(RIGHT_TO_LEFT[language], text):
        found = TURNED.search(ISOLATED.sub('', re.sub('<[^>]*>', '', text)))
        if found:
            yield f'“{found[0]}” is to be between U+2068 and U+2069'


def check_text(language, message, text):
    if is_program(message):
        yield from check_directives(message, text)
    yield from same('braces', BRACES, message, text)
    yield from same('markup', MARKUP, message, text)
    yield from check_marks(language, message, text)
    yield from check_direction(language, text)
    if is_keywords(message):
        return
    yield from check_kept(message, text)
    yield from check_numbers(message, text)
    yield from check_end(message, text)
    yield from check_quotes(language, message, text)


def check_linguas(root):
    listed = catalogs.languages(root)
    there = {path.stem for path in (root / 'po').glob('*.po')}
    yield from (f'LINGUAS: {name} is missing' for name in sorted(there - set(listed)))
    yield from (f'LINGUAS: there is no {name}.po' for name in sorted(set(listed) - there))
    yield from (f'{name}: which quotes it has, check-translations.py does not know' for name in sorted(there - set(QUOTES)))
    if listed != sorted(listed):
        yield 'LINGUAS: not sorted'


def check_syntax(root, language):
    result = subprocess.run(['msgfmt', '--check', '--output-file=/dev/null', f'po/{language}.po'], cwd=root, capture_output=True,
                            text=True)
    if result.returncode:
        yield from result.stderr.splitlines()


def check_man_page(root, language):
    """What is not translated in the manual page; po4a counts."""
    path = root / f'po/man/{language}.po'
    if not path.exists():
        yield f'{language}: the manual page is not translated'
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(path, folder)
        subprocess.run(['po4a-updatepo', '--format', 'man', '--master', 'data/keybearer.1', '--master-charset', 'UTF-8', '--po', copy],
                       cwd=root, check=True, capture_output=True)
        missing = [english[0] for entry, _, english, forms in catalogs.entries(pathlib.Path(copy).read_text('utf-8'))
                   if not all(forms) or '#, fuzzy' in entry]
    yield from (f'{language}: not translated in the manual page: “{message}”' for message in missing)


def check_completions(root, known):
    """What completions say is looked up when a shell runs, so that it is to be a message of the command line."""
    messages = {message.forms[0] for message in known}
    for name in ('_keybearer', 'keybearer.fish'):
        said = re.findall(r"__keybearer_say '([^']*)'", (root / 'data/completions' / name).read_text('utf-8'))
        yield from (f'{name}: the command line does not say “{text}”' for text in said if text not in messages)
        if len(said) < 30:
            yield f'{name}: only {len(said)} texts were found'


def check_language(root, language, translated):
    yield from check_syntax(root, language)
    for message, forms in translated:
        found = collections.Counter(complaint for text in forms for complaint in check_text(language, message, text))
        yield from (f'{language}: {complaint}: “{message.forms[0]}” – “{forms[0]}”' for complaint in found)


def main(arguments):
    complete = arguments[0] == '--complete'
    root = pathlib.Path(arguments[-1])
    complaints = list(check_linguas(root))
    if not complaints:
        known = catalogs.template(root)
        complaints += check_completions(root, known)
        for language, translated in catalogs.translated(root, known).items():
            done = {message for message, _ in translated}
            print(f'{language}: {len(done)} of {len(known)} messages are translated')
            complaints += check_language(root, language, translated)
            if complete:
                complaints += [f'{language}: not translated: “{message.forms[0]}”' for message in known if message not in done]
                complaints += check_man_page(root, language)
    print('\n'.join(complaints))
    return 1 if complaints else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
