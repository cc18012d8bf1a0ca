# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""The messages of the program, and what they are in each language of LINGUAS."""

import collections
import importlib
import re

messages = importlib.import_module('check-messages')

# forms: the singular and, where there is one, the plural; places: the files; told: what translators are told
Message = collections.namedtuple('Message', 'context forms places told')
ENTRY = re.compile(r'^(msg\w+)(?:\[\d+\])? ("(?:.*)"(?:\n".*")*)', re.MULTILINE)
ESCAPES = {'n': '\n', 't': '\t'}


def unescape(lines):
    text = ''.join(re.findall(r'^(?:msg\S+ )?"(.*)"$', lines, re.MULTILINE))
    return re.sub(r'\\(.)', lambda found: ESCAPES.get(found[1], found[1]), text)


def entries(text):
    """(what is written about it, context, forms in English, forms in the language) of each message in a catalog."""
    for entry in text.split('\n\n'):
        parts = [(name, unescape(lines)) for name, lines in ENTRY.findall(entry)]
        context = dict(parts).get('msgctxt')
        english = tuple(text for name, text in parts if name in ('msgid', 'msgid_plural'))
        if english and english[0]:
            yield entry, context, english, [text for name, text in parts if name == 'msgstr']


def comments(entry, kind):
    return ' '.join(re.findall(rf'^#{re.escape(kind)} (.*)$', entry, re.MULTILINE))


def languages(root):
    return [line for line in (root / 'po/LINGUAS').read_text().split('\n') if line and not line.startswith('#')]


def template(root):
    """All messages as they stand in the sources now."""
    text, _ = messages.extract(root, messages.listed(root))
    return [Message(context, english, tuple(re.findall(r'[\w./-]+(?=:\d)', comments(entry, ':'))), comments(entry, '.'))
            for entry, context, english, _ in entries(text)]


def catalog(root, language):
    """{(context, singular): forms} of what is translated, without what is only guessed."""
    text = (root / f'po/{language}.po').read_text('utf-8')
    return {(context, english[0]): forms for entry, context, english, forms in entries(text)
            if all(forms) and not re.search(r'^#,.*\bfuzzy\b', entry, re.MULTILINE)}


def translated(root, known):
    """{language: [(message, its forms in the language)]} of those of the known messages that are translated."""
    found = {}
    for language in languages(root):
        translations = catalog(root, language)
        found[language] = [(message, translations[message.context, message.forms[0]]) for message in known
                           if (message.context, message.forms[0]) in translations]
    return found
