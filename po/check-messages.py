#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""check-messages.py SOURCE-ROOT

Checks that POTFILES.in names every file with text for people and no other, that xgettext has nothing to complain of,
that translators are told about every placeholder, and that a label has one mnemonic."""

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
PLACEHOLDER = re.compile(r'%[-+ #0]*\d*(?:\.\d+)?(?:hh?|ll?|z)?[a-zA-Z]')


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


def unexplained(text):
    for entry in text.split('\n\n')[1:]:
        if f'#: {LIBRARY}' in entry:
            continue  # no formats: a percent sign is one
        message = ''.join(re.findall(r'^(?:msgid(?:_plural)? )?"(.*)"$', entry.split('msgstr')[0], re.MULTILINE))
        if PLACEHOLDER.search(message) and 'TRANSLATORS:' not in entry:
            where = re.search(r'^#: (.*)$', entry, re.MULTILINE)
            yield f'{where[1] if where else "?"}: no comment for translators on “{message}”'


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
        complaints += unexplained(text)
        complaints += mnemonics(text)
    print('\n'.join(complaints))
    return 1 if complaints else 0


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1])))
