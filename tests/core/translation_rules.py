# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""translation_rules.py SOURCE-ROOT

Checks that what po/check-translations.py, check-mnemonics.py and check-terms.py look for is found: each of these is wrong,
or good, in one way."""

import importlib
import pathlib
import sys

PROGRAM = ('src/ui/kb-window.blp',)
ARTICLE = ('data/library/leak.xml',)
# language, places, forms in English, translation, what is complained of (nothing if it is good)
ROWS = [
    ('de', PROGRAM, ('“%s” has %u keys.',), '„%1$s“ hat %2$u Schlüssel.', ''),
    ('ja', PROGRAM, ('%s of %u',), '%2$u の %1$s', ''),
    ('de', PROGRAM, ('%s of %u',), '%u von %s', 'placeholders'),
    ('de', PROGRAM, ('%s of %u',), '%s', 'placeholders'),
    ('ar', PROGRAM, ('One key', '%u keys'), 'مفتاح واحد', ''),
    ('de', ARTICLE, ('10 % of {limit}',), '10 % von {limit}', ''),
    ('de', ARTICLE, ('Up to {limit}',), 'Bis zu {grenze}', 'braces'),
    ('de', ARTICLE, ('Up to {limit}',), 'Bis zur Grenze', 'without braces'),
    ('de', PROGRAM, ('<b>Not</b> here',), '<b>Nicht hier', 'markup'),
    ('de', PROGRAM, ('See https://status.openai.com',), 'Siehe https://status.openai.com/de', ''),
    ('de', PROGRAM, ('See https://status.openai.com',), 'Siehe status', 'without https'),
    ('de', PROGRAM, ('Set OPENAI_API_KEY with --as',), 'OPENAI_API_KEY mit --als setzen', 'without --as'),
    ('de', ARTICLE, ('Type “keybearer find --json”',), 'Dann „keybearer suchen --json“', 'without keybearer find'),
    ('ja', PROGRAM, ('Keybearer saves it',), '保存します', 'without Keybearer'),
    ('fr', PROGRAM, ('It costs $1,234.50',), 'Cela coûte 1\u202f234,50 $', ''),
    ('ar', PROGRAM, ('In 30 days',), 'خلال ٣٠ يومًا', ''),
    ('de', PROGRAM, ('In 30 days',), 'In 20 Tagen', 'without 30'),
    ('ja', PROGRAM, ('It is saved.',), '保存しました。', ''),
    ('ja', PROGRAM, ('It is saved.',), '保存しました', 'ends with'),
    ('zh_CN', PROGRAM, ('Saving…',), '正在保存', 'ends with'),
    ('de', PROGRAM, ('Is it “One.”',), 'Ist es „Eins“', ''),
    ('de', PROGRAM, ('One\ntwo',), 'Eins zwei', 'line breaks'),
    ('de', PROGRAM, ('The “key”',), 'Der “Schlüssel”', 'marks'),
    ('de', PROGRAM, ('The “key”',), 'Der „Schlüssel', 'without'),
    ('de', PROGRAM, ('The “key”',), 'Der "Schlüssel"', 'typewriter'),
    ('fr', PROGRAM, ('The “key” is here',), 'La «\u00a0clé\u00a0» est là', ''),
    ('fr', PROGRAM, ('The “key” is here',), 'La « clé » est là', 'a wrong mark'),
    ('fr', PROGRAM, ('Is it here?',), 'Est-elle là ?', 'a wrong mark'),
    ('zh_CN', PROGRAM, ('It is here, and works',), '在这里,可用', 'a wrong mark'),
    ('ar', PROGRAM, ('Is it here?',), 'هل هو هنا?', 'a wrong mark'),
    ('ar', PROGRAM, ('At %s',), 'عند \u2068%s\u2069', ''),
    ('ar', PROGRAM, ('At %s',), 'عند %s', 'U+2068'),
    ('ar', ARTICLE, ('At {api.base}',), 'عند \u2068{api.base}', 'U+2068'),
    ('ar', PROGRAM, ('With --json',), 'مع --json', 'U+2068'),
    ('de', PROGRAM, ('Not here',), 'Nicht  hier', 'a wrong mark'),
    ('de', PROGRAM, ('Not here',), 'Nicht hier...', 'a wrong mark'),
]
# language, label, whether it is good
LABELS = [
    ('de', '_Sichern', True), ('de', 'Sichern', False), ('de', '_Si_chern', False), ('ja', '保存(_S)', True), ('ja', '_保存', False),
    ('ko', '저장(_S)', True), ('ar', 'ا_حفظ', True),
]
# English and German labels of one page, whether they go together
PAGES = [
    ([('_Save', '_Sichern'), ('_Test', '_Testen')], True),
    ([('_Save', '_Sichern'), ('_Search', '_Suchen')], True),  # never on one page at the same time, as the English has it
    ([('_Save', '_Sichern'), ('_Find', '_Suchen')], False),
]
# language, words of the list, English and translated messages, whether they go together
TERMS = [
    ('de', ['API-Schlüssel'], 'An API key', 'Ein API-Schlüssel', True),
    ('de', ['harte Grenze'], 'With hard limits', 'Mit harten Grenzen', True),
    ('de', ['harte Grenze'], 'With hard limits', 'Mit strengen Grenzen', False),
    ('ar', ['حد صارم'], 'Your hard limit', 'حدك الصارم', True),
    ('ja', ['API キー'], 'An API key', 'APIキー', True),
    ('ja', ['API キー'], 'An API key', '鍵', False),
    ('ja', ['API キー'], 'Open “API keys”', '「API keys」を開く', True),
]


def check_rows(check):
    for language, places, forms, text, wanted in ROWS:
        found = list(check.check_text(language, check.catalogs.Message(None, forms, places, ''), text))
        if bool(found) != bool(wanted) or not any(wanted in complaint for complaint in found or ['']):
            yield f'{language}: “{text}” for “{forms[0]}”: {found}, not “{wanted}”'


def check_labels(check, message):
    for language, text, good in LABELS:
        if good != (check.check_label(language, text) is None):
            yield f'{language}: “{text}”'
    for labels, good in PAGES:
        if good == bool(list(check.check_pages([(message(None, (english,), PROGRAM, ''), [text]) for english, text in labels]))):
            yield f'{labels}'


def check_terms(check, message):
    for language, words, english, text, good in TERMS:
        term = 'hard limit' if 'hard' in english else 'API key'
        many = [(message(None, (english,), PROGRAM, ''), [text])] * check.ENOUGH
        if good == bool(list(check.check(language, term, check.pattern(language, words), many))):
            yield f'{language}: “{text}” for “{english}”'


def main(root):
    sys.path.insert(0, str(root / 'po'))
    check = importlib.import_module('check-translations')
    message = check.catalogs.Message
    wrong = [*check_rows(check), *check_labels(importlib.import_module('check-mnemonics'), message),
             *check_terms(importlib.import_module('check-terms'), message)]
    print('\n'.join(wrong))
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1])))
