#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""check-spelling.py SOURCE-ROOT

Checks the spelling of what people read against an American dictionary and words.txt, where each word has its use, looks
for typewriter marks and Latin abbreviations in it, and looks through all files for common misspellings."""

import pathlib
import re
import subprocess
import sys

import texts

FOLDERS = ('build-aux', 'data', 'docs', 'po', 'src', 'tests')
# Parts of words, what people type into a search, a term of GObject Introspection and one of manual pages
IGNORED = 'caf,cant,inout,nam,nd'
FILES = ('CHANGELOG.md', 'CONTRIBUTING.md', 'README.md', 'meson.build', 'meson_options.txt')
# Names of files, models, codes, addresses, options and what a program puts in
NO_WORD = re.compile(r'https?://\S+|\{[^}]*\}|%[-\d$.]*[a-z]+|--?[a-z][-a-z]*=?|[\w-]+@\S+|\S*[\d_/\\<>=]\S*|'
                     r'\w*\.\w[\w.]*|\bsk-[\w…-]*')
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

# Wrong in the program; documents are plain text, where they are usual
MARKS = re.compile(r"""\w'\w|'\w+'|"|\.\.\.| - |\be\.g\.|\bi\.e\.|\betc\.|!$""")


def words(root):
    """Each word, with the first place where it stands."""
    found = {}
    for place, text in texts.texts(root):
        if place.endswith(', keywords'):
            continue
        for word in WORD.findall(NO_WORD.sub(' ', text)):
            found.setdefault(word.replace('’', "'").removesuffix("'s"), place)
    return found


def misspelled(found):
    result = subprocess.run(['hunspell', '-d', 'en_US', '-i', 'UTF-8', '-l'], input='\n'.join(found),
                            capture_output=True, text=True, check=True)
    return set(result.stdout.split())


def check_words(root):
    listed = [line for line in (root / 'po/words.txt').read_text().splitlines() if not line.startswith('#')]
    found = words(root)
    unknown = misspelled(found)
    for word in sorted(unknown - set(listed)):
        yield f'{found[word]}: “{word}” is in no dictionary'
    # A newer dictionary may know more of them, which is no fault of the texts.
    for word in sorted(set(listed) - set(found)):
        yield f'words.txt: “{word}” is used nowhere'
    if listed != sorted(listed):
        yield 'words.txt: not sorted'
    if len(found) < 500:
        yield f'only {len(found)} words were found'


def check_marks(root):
    for place, text in texts.texts(root):
        found = MARKS.search(text.strip())
        if found and place not in texts.DOCUMENTS:
            yield f'{place}: “{found[0]}” in: {text}'


def check_files(root):
    result = subprocess.run(['codespell', '--quiet-level=2', '--skip=*.pem,*.png,*.svg,*.po,*library-words.c,questions,seeds,terms',
                             f'--ignore-words-list={IGNORED}', *FOLDERS, *FILES],
                            cwd=root, capture_output=True, text=True)
    yield from result.stdout.splitlines()
    yield from result.stderr.splitlines()


def main(root):
    complaints = [*check_words(root), *check_marks(root), *check_files(root)]
    print('\n'.join(complaints))
    return 1 if complaints else 0


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1])))
