#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Comments of src name what is there: a doc block the function behind it and its parameters, all of them the functions
and files of the program. A domain of errors has a name that is one."""

import pathlib
import re
import sys

COMMENT = re.compile(r'/\*.*?\*/', re.S)
BLOCK = re.compile(r'/\*(?:\*|< private >)\n \* (kb_\w+):\n(.*?) \*/\n([^{;]*?)\b(\w+) \(([^{;]*?)\)\s*[{;]', re.S)
PARAMETER = re.compile(r'^ \* @(\w+):', re.M)
DECLARED = re.compile(r'(\w+)(?:\[\w*\])?\s*$')
FUNCTION = re.compile(r'\b(kb_\w+) ?\(')
FILE = re.compile(r'\bkb-[\w-]+\.(?:[ch]|blp|xml)\b')
# What is the same wherever it stands needs no word
PLAIN = 'self', 'callback', 'user_data', 'result'
# What a macro makes, or the meaning of a name's end that others carry
MADE = re.compile(r'kb_\w+_(?:get_type|error_quark)')


def get_parameters(text):
    if text.strip() == 'void':
        return []
    plain = re.sub(r'\(\*(\w+)\) \([^)]*\)', r'\1', text)
    return [DECLARED.search(part.strip())[1] for part in plain.split(',')]


def find_in_blocks(path, text):
    for match in BLOCK.finditer(text):
        name, block, _, function, parameters = match.groups()
        if name != function:
            yield f'{path}: the block of {name} stands before {function}'
            continue
        said = PARAMETER.findall(block)
        wanted = [word for word in get_parameters(parameters) if word in said or word not in PLAIN]
        if said and said != wanted:
            yield f'{path}: {name} has {", ".join(wanted)}; its block tells of {", ".join(said)}'
        # A block may leave parameters out altogether, but for a name in its sentences
        for word in set(re.findall(r'[^\w]@(\w+)', block)) - set(get_parameters(parameters)):
            yield f'{path}: {name} has no @{word}'


def find_in_comments(path, text, functions, files):
    for comment in COMMENT.findall(text):
        for name in sorted(set(FUNCTION.findall(comment)) - functions):
            if not MADE.fullmatch(name):
                yield f'{path}: there is no {name}()'
        for name in sorted(set(FILE.findall(comment)) - files):
            yield f'{path}: there is no file {name}'


def find_in_header(path, text):
    code = COMMENT.sub('', text)
    for word in sorted(set(re.findall(r'[^\w]@(\w+)', ' '.join(COMMENT.findall(text))))):
        if not re.search(rf'\b{word}\b', code):
            yield f'{path}: there is no @{word}'


def main():
    source = pathlib.Path(sys.argv[1]) / 'src'
    texts = {path: path.read_text() for path in sorted(source.rglob('*.[ch]'))}
    functions = {name for text in texts.values() for name in re.findall(r'\bkb_\w+', COMMENT.sub('', text))}
    files = {path.name for path in source.rglob('kb-*')}
    assert len(texts) > 300 and len(functions) > 1000
    found = []
    blocks = 0
    for path, text in texts.items():
        blocks += len(BLOCK.findall(text))
        found += find_in_blocks(path.relative_to(source), text)
        if path.suffix == '.h':
            found += find_in_header(path.relative_to(source), text)
        found += find_in_comments(path.relative_to(source), text, functions, files)
        # What the formatter takes for a subtraction
        found += [f'{path.relative_to(source)}: a name with blanks: {name}' for name in re.findall(r'G_DEFINE_QUARK \((\w+ - .*?),', text)]
    print('\n'.join(found))
    assert blocks > 100, blocks
    sys.exit(bool(found))


main()
