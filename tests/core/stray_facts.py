# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""stray_facts.py SOURCE-ROOT

Looks for what can age (amounts, models, addresses, waiting times, years) where people or servers get to see it: all of
that belongs in data/guide/facts.json. Comments may give examples."""

import pathlib
import re
import sys

SOURCES = ('src/**/*.c', 'src/**/*.h', 'src/**/*.blp')
TEXTS = ('data/library/*.xml', 'data/*.in')

STRAYS = {
    'an amount': re.compile(r'\$\d'),
    'a model': re.compile(r'\bgpt-?\d[\w.]*|(?<![\w-])o[134](?:-\w+)?(?![\w-])', re.IGNORECASE),
    'an address': re.compile(r'\b(?:openai|chatgpt)\.com\b', re.IGNORECASE),
    'a time': re.compile(r'\b\d+(?: |-| )(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b|quarter of an hour',
                         re.IGNORECASE),
    'a year': re.compile(r'\b20[2-9]\d\b'),
}

# (file, what it may say there), each with its reason
ALLOWED = (
    # The canned answers of the practice service, in the words of the real one
    ('src/core/practice/*', ''),
    # Who wrote it and when, and when it was released
    ('data/*.in', 'Copyright'),
    ('data/*.metainfo.xml.in.in', '<release '),
    # What people may search for, right or wrong
    ('data/library/*.xml', '<keywords>'),
    # Lines to be copied stand as they are; they come from data/programs/, where the date is
    ('data/library/program-codex.xml', '.base_url = '),
    # When an article was last compared with its sources
    ('data/library/*.xml', '<article id='),
    # To tell OpenAI's own hosts from others in what a server says, and such a saying
    ('src/core/api/kb-diagnosis-argument.c', '.openai.com'),
    ('src/core/api/kb-diagnosis-blocked.c', 'Attempted to access resource'),
    # To tell a pasted address from a key; where it leads does not matter
    ('src/core/key/kb-key-guess.c', 'openai.com'),
    ('src/core/key/kb-key-guess.c', 'chatgpt.com'),
    # What the table of requests was compared with, and when, stands in the table
    ('src/core/api/kb-access.c', '2026-08-21'),
    ('src/core/api/kb-access.c', '2026-11-29'),
    # What a shell was called as
    ('src/core/snippets/kb-snippet.c', '$0'),
)

C_TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)
XML_COMMENT = re.compile(r'<!--.*?-->', re.DOTALL)
PLACEHOLDER = re.compile(r'\{[\w.-]+\}')


def blank(match):
    """As many lines of nothing."""
    return re.sub(r'[^\n]', ' ', match[0])


def strings(text):
    """(line, string) of each string of C or Blueprint; what the preprocessor joins counts as one."""
    found, end = [], None
    for match in C_TOKEN.finditer(text):
        if match[0][0] != '"':
            text = text[:match.start()] + blank(match) + text[match.end():]
            continue
        if found and not text[end:match.start()].strip():
            found[-1][1] += match[0][1:-1]
        else:
            found.append([text.count('\n', 0, match.start()) + 1, match[0][1:-1]])
        end = match.end()
    return found


def lines(text):
    return enumerate(PLACEHOLDER.sub(blank, XML_COMMENT.sub(blank, text)).splitlines(), 1)


def is_allowed(path, text, used):
    fitting = {entry for entry in ALLOWED if path.match(entry[0]) and entry[1] in text}
    used |= fitting
    return bool(fitting)


def find(path, pieces, used):
    for line, text in pieces:
        for what, pattern in STRAYS.items():
            if (match := pattern.search(text)) and not is_allowed(path, text, used):
                yield f'{path}:{line}: {what}, “{match[0]}”: {text.strip()}'


def main(root):
    complaints, used, read = [], set(), 0
    for patterns, take in ((SOURCES, strings), (TEXTS, lines)):
        for path in sorted(path for pattern in patterns for path in root.glob(pattern)):
            complaints += find(path.relative_to(root), take(path.read_text('utf-8')), used)
            read += 1
    complaints += [f'nothing needs the exception {entry}' for entry in ALLOWED if entry not in used]
    if read < 100:
        complaints.append(f'only {read} files were found')
    print('\n'.join(complaints))
    return 1 if complaints else 0


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1])))
