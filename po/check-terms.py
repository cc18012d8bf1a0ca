#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""check-terms.py SOURCE-ROOT

Checks that a thing has one name in each language: where the English text has one of these terms, the translation has one of
the words that po/terms/LANGUAGE.md has for it in the column “We say”, in any form: a word may go on, several are
separated by semicolons. A language may say “it” where English repeats the word, so a few messages may do without. The
manual page is looked at by itself."""

import pathlib
import re
import sys

import catalogs

translations = catalogs.importlib.import_module('check-translations')

COLUMN = 'We say'
# Things, which have one name wherever they are. What is done to them, or looked at, has many.
STRICT = ('API key', 'service account', 'permission', 'hard limit', 'keyring', 'password', 'organization', 'project', 'model',
          'token', 'credit', 'clipboard', 'endpoint', 'sandbox', 'developer platform', 'usage tier', 'rate limit', 'terminal')
MOST = 0.75    # of the messages that have a term
ENOUGH = 4     # messages, for a share to say anything
SHOWN = 3
REMARK = re.compile(r'\([^)]*\)|（[^）]*）|[“”„*`«»]|\b(?:beside|where|of|for|in) .*')
QUOTED = re.compile(r'“[^”]*”|\{[^}]*\}|[\w.-]+(?:_|@|/)[\w./-]+')
MACRO = re.compile(r'E<[^>]*>|^[A-Z][a-z] .*')  # of a manual page: what is typed or printed as it stands
MARKS = re.compile('[\u064b-\u0652\u0640]')  # of Arabic, which may be written or not
CLOSE = ('ja', 'ko', 'zh_CN')                # written with spaces or without


def plain(text):
    return MARKS.sub('', text).replace('_', '').replace('\u00a0', ' ').casefold().strip()


def pattern(language, words):
    """Any of these words, with what may be before and after each."""
    parts = []
    for word in words:
        letters = plain(word)
        if language in CLOSE:
            parts.append(r'\s*'.join(map(re.escape, letters.replace(' ', ''))))
        else:
            if language == 'ar':
                letters = re.sub(r'\b\u0627\u0644|\u0629\b', '', letters)  # the article, and the ending that others replace
            parts.append(r'\S*\s+(?:\S+\s+)?\S*'.join(map(re.escape, letters.split())))
    return re.compile('|'.join(parts))


def rows(root, language):
    """{term: a pattern of the words for it} from the table."""
    lines = [[cell.strip() for cell in line.strip(' |').split('|')]
             for line in (root / f'po/terms/{language}.md').read_text('utf-8').splitlines() if line.startswith('|')]
    if not lines or COLUMN not in lines[0]:
        return {}
    column = lines[0].index(COLUMN)
    found = {}
    for cells in lines[2:]:
        words = [word for word in re.split('[;,،、]', REMARK.sub('', cells[column])) if word.strip()] if len(cells) > column else []
        for term in re.split(', ', REMARK.sub('', cells[0])) if words else []:
            found[term.strip()] = pattern(language, words)
    return found


def check(language, term, words, translated):
    english = re.compile(rf'(?<![\w-]){re.escape(term)}s?(?![\w-])', re.IGNORECASE)
    there, missing = 0, []
    for message, forms in translated:
        text = message.forms[0].replace('_', '')
        # Labels of web pages stay as they are there.
        if translations.is_keywords(message) or not english.search(QUOTED.sub('', text)) or english.search(forms[0]):
            continue
        if any(words.search(plain(form)) for form in forms):
            there += 1
        else:
            missing.append(f'“{message.forms[0]}” – “{forms[0]}”')
    if there + len(missing) >= ENOUGH and there < MOST * (there + len(missing)):
        yield f'{language}: “{term}” is as in the list in {there} of {there + len(missing)} messages. It is not in ' + \
            ', '.join(missing[:SHOWN])


def manual_page(root, language):
    path = root / f'po/man/{language}.po'
    return [(catalogs.Message(context, (MACRO.sub('', english[0]),), (), ''), forms)
            for _, context, english, forms in catalogs.entries(path.read_text('utf-8') if path.exists() else '') if all(forms)]


def main(root):
    complaints = []
    for language, translated in catalogs.translated(root, catalogs.template(root)).items():
        terms = rows(root, language)
        print(f'{language}: {len(terms)} terms')
        for term in STRICT:
            if term in terms:
                complaints += check(language, term, terms[term], translated)
                complaints += check(f'{language}, manual page', term, terms[term], manual_page(root, language))
    print('\n'.join(complaints))
    return 1 if complaints else 0


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1])))
