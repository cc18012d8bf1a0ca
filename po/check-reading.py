#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""check-reading.py SOURCE-ROOT

Checks that sentences are short and words everyday, and lists the longest sentences and the hardest texts. The measure is
LIX: words in a sentence plus the percentage of words of seven letters or more. Stories have about 30, newspapers 45,
official texts 60."""

import collections
import pathlib
import sys

import texts

LONGEST = 30  # words in a sentence
HARDEST = 40  # LIX of an article, or of one file's messages
ENOUGH = 60   # words, for LIX to say anything
SHOWN = 10


def lix(sentences):
    words = [word.strip('“”().,:;!?') for sentence in sentences for word in sentence]
    return len(words) / len(sentences) + 100 * sum(len(word) >= texts.LONG for word in words) / len(words)


def main(root):
    files = collections.defaultdict(list)
    longest = []
    for place, text in texts.texts(root):
        if place.endswith(', keywords'):
            continue
        for sentence in texts.sentences(text):
            files[place.split(',')[0].split(':')[0]].append(sentence)
            longest.append((len(sentence), place, ' '.join(sentence)))
    longest.sort(reverse=True)
    hardest = sorted(((lix(sentences), name) for name, sentences in files.items()
                      if sum(map(len, sentences)) >= ENOUGH), reverse=True)
    print(f'{len(longest)} sentences; LIX of all {lix(sum(files.values(), [])):.0f}. The longest:')
    for words, place, sentence in longest[:SHOWN]:
        print(f'  {words} {place}: {sentence}')
    print('The hardest:')
    for figure, name in hardest[:SHOWN]:
        print(f'  {figure:.0f} {name}')
    complaints = [f'{place}: {words} words in a sentence, {LONGEST} at most: {sentence}'
                  for words, place, sentence in longest if words > LONGEST]
    complaints += [f'{name}: LIX {figure:.0f}, {HARDEST} at most' for figure, name in hardest if figure > HARDEST]
    print('\n'.join(complaints))
    return 1 if complaints or len(longest) < 300 else 0


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1])))
