# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""translation_rules.py SOURCE-ROOT

Checks that what po/check-translations.py looks for is found: each of these is wrong, or good, in one way."""

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
    ('de', PROGRAM, ('Not here',), 'Nicht  hier', 'a wrong mark'),
    ('de', PROGRAM, ('Not here',), 'Nicht hier...', 'a wrong mark'),
]


def main(root):
    sys.path.insert(0, str(root / 'po'))
    check = importlib.import_module('check-translations')
    wrong = []
    for language, places, forms, text, wanted in ROWS:
        found = list(check.check_text(language, check.catalogs.Message(None, forms, places, ''), text))
        if bool(found) != bool(wanted) or not any(wanted in complaint for complaint in found or ['']):
            wrong.append(f'{language}: “{text}” for “{forms[0]}”: {found}, not “{wanted}”')
    print('\n'.join(wrong))
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1])))
