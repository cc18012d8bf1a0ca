#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""check-messages.py SOURCE-ROOT

Checks that POTFILES.in names every file with text for people and no other, that xgettext has nothing to complain of,
that translators are told about every placeholder, that no sentence is put together from pieces, and that a label has one
mnemonic."""

import os
import pathlib
import re
import subprocess
import sys

# What meson's preset "glib" gives to xgettext.
OPTIONS = ['--from-code=UTF-8', '--add-comments', '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2',
           '--keyword=NC_:1c,2', '--keyword=g_dcgettext:2', '--keyword=g_dngettext:2,3', '--keyword=g_dpgettext2:2c,3',
           '--flag=N_:1:pass-c-format', '--flag=C_:2:pass-c-format', '--flag=NC_:2:pass-c-format',
           '--flag=g_dngettext:2:pass-c-format', '--flag=g_strdup_printf:1:c-format',
           '--flag=g_string_printf:2:c-format', '--flag=g_string_append_printf:2:c-format',
           '--flag=g_error_new:3:c-format', '--flag=g_set_error:4:c-format', '--flag=g_markup_printf_escaped:1:c-format',
           '--flag=g_log:3:c-format', '--flag=g_print:1:c-format', '--flag=g_printerr:1:c-format',
           '--flag=g_printf:1:c-format', '--flag=g_fprintf:2:c-format', '--flag=g_sprintf:2:c-format',
           '--flag=g_snprintf:3:c-format']
LIBRARY = 'data/library/'
SOURCES = ('src/**/*.c', 'src/**/*.h', 'src/**/*.blp', 'data/*.in', 'data/*.xml', LIBRARY + '*.xml')
MARKED = re.compile(r'\b(?:N?_|C_|NC_|n?gettext|g_dp?n?gettext2?) ?\(\s*"')
ALWAYS = ('.desktop.in.in', '.metainfo.xml.in.in')
# In a format, not in "100 % sure"
PLACEHOLDER = re.compile(r'%(?:\d+\$)?[-+ #0]*\d*(?:\.\d+)?(?:hh?|ll?|z)?[a-zA-Z]')
PIECE = re.compile(r'[,;.:)]|.*[,;]\s*$')
COUNTED = re.compile(r'%(?:\d+\$)?[ud] [a-z]+s\b')
# What no translation can turn around: texts put beside each other, and an underline that falls on any letter
TEXT = re.compile(r'(?:\bC_ \("[^"]*", |\bN?_ \()?"((?:[^"\\]|\\.)*)"')
JOINT = re.compile(r'(?:,| ·|;|\.) |(?=.*(?:[,.;:·(]|%s %s))(?:%s|[ ,.;:·()])*%s(?:%s|[ ,.;:·()])*|_%s')
UNDERLINE = 'g_strconcat ("_"'
CODES = ('src/core/api/kb-verdict.c',)  # joined with what servers say, in every language
LOGS = re.compile(r'g_(?:debug|message|warning|error) \(|_set_error')


def listed(root):
    lines = (root / 'po/POTFILES.in').read_text().splitlines()
    return [line for line in lines if line and not line.startswith('#')]


def marked(root):
    for pattern in SOURCES:
        for path in root.glob(pattern):
            if path.name.endswith(ALWAYS) or path.parent == root / LIBRARY or MARKED.search(path.read_text()):
                yield str(path.relative_to(root))


def compare(files, found):
    yield from (f'POTFILES.in: {name} is missing' for name in sorted(found - set(files)))
    yield from (f'POTFILES.in: {name} has nothing to translate or does not exist' for name in sorted(set(files) - found))
    if files != sorted(files):
        yield 'POTFILES.in: not sorted'


def extract(root, files):
    # Plain Blueprint is near enough to C; the metainfo and desktop files have rules of their own, which come with
    # gettext, articles have those in its/.
    result = subprocess.run(['xgettext', *OPTIONS, '--output=-', *files], cwd=root, capture_output=True, text=True,
                            env={**os.environ, 'GETTEXTDATADIRS': str(root / 'po')})
    if result.returncode:
        sys.exit(result.stderr)
    # These two have no language of their own in xgettext.
    warnings = [line for line in result.stderr.splitlines() if "extension 'blp' is unknown" not in line]
    return result.stdout, warnings


def entries(text):
    """(entry, context, singular, plural) of each message of the program."""
    for entry in text.split('\n\n')[1:]:
        if f'#: {LIBRARY}' not in entry:  # there a percent sign is one
            found = dict(re.findall(r'^(msg\w+) (".*"(?:\n".*")*)', entry, re.MULTILINE))
            yield entry, *(''.join(re.findall(r'"(.*)"', found[key])) if key in found else None
                           for key in ('msgctxt', 'msgid', 'msgid_plural'))


def complain(entry, context, message, plural):
    told = ' '.join(re.findall(r'^#\. (.*)$', entry, re.MULTILINE))
    if PLACEHOLDER.search(message + (plural or '')) and 'TRANSLATORS:' not in told:
        yield 'no comment for translators'
    if '%' in message and set(PLACEHOLDER.findall(told)) - set(PLACEHOLDER.findall(message + (plural or ''))):
        yield 'the comment for translators names another placeholder'
    if not context and not re.search(r'[^\W\d_]', PLACEHOLDER.sub('', message)):
        yield 'nothing but placeholders, and no context'
    if PIECE.match(message) and '.desktop' not in entry:
        yield 'a piece of a sentence'
    if not plural and COUNTED.search(message):
        yield 'a number without its plurals'


def unready(text):
    for entry, context, message, plural in entries(text):
        where = re.search(r'^#: (.*)$', entry, re.MULTILINE)
        yield from (f'{where[1] if where else "?"}: {what}: “{message}”' for what in complain(entry, context, message, plural))


def is_put_together(line):
    texts = [found[1] for found in TEXT.finditer(line) if found[0].startswith('"')]
    return not LOGS.search(line) and (UNDERLINE in line or any(JOINT.fullmatch(text.replace('\\n', '')) for text in texts))


def put_together(root, files):
    for name in files:
        if name.endswith('.c') and name not in CODES:
            for number, line in enumerate((root / name).read_text().splitlines(), 1):
                if is_put_together(line):
                    yield f'{name}:{number}: texts put together, which no translation can turn around: {line.strip()}'


def mnemonics(text):
    """The same thing has the same letter, wherever it stands."""
    labels = {}
    for message in re.findall(r'^msgid "(.*)"$', text, re.MULTILINE):
        if re.search(r'_\w', message) and not re.search(r'\w_\w+_|[A-Z]_[A-Z]|[.:] ', message):
            labels.setdefault(message.replace('_', '').rstrip('…'), set()).add(message.rstrip('…'))
    for found in labels.values():
        if len(found) > 1:
            yield f'not the same letter: {", ".join(sorted(found))}'


def main(root):
    files = listed(root)
    complaints = list(compare(files, set(marked(root))))
    if not complaints:
        text, complaints = extract(root, files)
        if text.count('\nmsgid ') < 200:
            complaints.append(f'only {text.count("msgid ")} messages were found')
        complaints += unready(text)
        complaints += mnemonics(text)
        complaints += put_together(root, files)
    print('\n'.join(complaints))
    return 1 if complaints else 0


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1])))
