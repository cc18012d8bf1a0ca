# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""articles.py DATA

Checks the articles and their index, which the program reads as they are."""

import collections
import datetime
import json
import pathlib
import re
import sys
import xml.etree.ElementTree

Element = collections.namedtuple('Element', 'parents text attributes', defaults=((), False, ()))
BLOCKS = ('p', 'h', 'list', 'steps', 'flow', 'table', 'code', 'see', 'web')
LINKS = ('see', 'web')
ELEMENTS = {
    'article': Element((), False, ('id', 'checked', 'sources')),
    **{name: Element(('article',), True) for name in ('title', 'summary', 'keywords', 'codes', 'p', 'h', 'code')},
    **{name: Element(('article',)) for name in ('list', 'steps', 'flow', 'table')},
    'item': Element(('list', 'steps', 'flow'), True),
    'row': Element(('table',)),
    'cell': Element(('row',), True),
    'see': Element(('article',), False, ('article',)),
    'web': Element(('article',), False, ('link',)),
}
INDEX = {
    'library': Element(),
    'group': Element(('library',)),
    'title': Element(('group',), True),
    'article': Element(('group',), False, ('id',)),
}
MAX_WORDS = 300
PLACEHOLDER = re.compile(r'\{\{|\{([^}]*)(\}?)')
# Code is shown as it stands, so that it can be copied.
IN_CODE = re.compile(r'\{\{|\{[a-z]+\.[a-z.-]+\}')
PRICES = {'input': 'input_price', 'cached': 'cached_price', 'output': 'output_price'}


def is_day(text):
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


class Facts:
    def __init__(self, facts):
        self.collected = facts['collected']
        self.sources = {source['id'] for source in facts['sources']}
        self.facts = {fact['id']: fact for fact in facts['facts']}
        self.models = {model['id']: model for model in facts['models']}

    def has(self, name):
        """What may stand between braces."""
        if name in self.facts:
            return True
        start, _, price = name.removeprefix('model.').rpartition('.')
        named = self.facts.get(start, {})
        model = self.models.get(named['value'] if named.get('unit') == 'text' else start)
        if not name.startswith('model.') or not model or price not in PRICES:
            return False
        return model[PRICES[price]] is not None


def find_in_tree(root, elements):
    """What stands where it may not."""
    def look(element, parent):
        known = elements.get(element.tag)
        if not known:
            yield f'“{element.tag}” is not known'
            return
        if parent not in (known.parents or (None,)):
            yield f'“{element.tag}” does not belong here'
        if tuple(element.keys()) != known.attributes:
            yield f'“{element.tag}” has to have {known.attributes}, not {tuple(element.keys())}'
        texts = [element.text or '', *(child.tail or '' for child in element)]
        if known.text and not ''.join(texts).strip():
            yield f'“{element.tag}” is empty'
        if not known.text and ''.join(texts).strip():
            yield f'there is text outside of a block, in “{element.tag}”'
        for child in element:
            yield from look(child, element.tag)

    root_name = next(iter(elements))
    if root.tag != root_name:
        yield f'“{root.tag}” does not belong here'
    yield from look(root, None)


def find_in_table(table):
    rows = [len(row) for row in table]
    if len(rows) < 2:
        yield '“table” has nothing in it'
    if any(not 2 <= n <= 4 for n in rows):
        yield f'rows of a table have {rows} cells, not 2 to 4'
    if len(set(rows)) > 1:
        yield f'rows of a table have {rows} cells, not all the same'


def find_in_flow(flow):
    if not 2 <= len(flow) <= 6:
        yield f'a flow has {len(flow)} items, not 2 to 6'
    for item in flow:
        # A fact may be said in two
        if len(re.sub(r'\{[^}]*\}', 'of it', item.text or '').split()) > 6:
            yield f'“{item.text}” has more than 6 words'


def find_in_order(root):
    names = [child.tag for child in root]
    for name, least in (('title', 1), ('summary', 1), ('keywords', 0), ('codes', 0)):
        if not least <= names.count(name) <= 1:
            yield f'“{name}” is there {names.count(name)} times'
    blocks = [name for name in names if name in BLOCKS]
    links = [name for name in blocks if name in LINKS]
    if not blocks:
        yield 'has no text'
    if blocks[len(blocks) - len(links):] != links:
        yield 'links stand at the end'


def find_in_texts(root, facts, ids):
    for element in root.iter():
        if element.tag == 'see' and element.get('article') not in ids:
            yield f'there is no article “{element.get("article")}”'
        if element.tag == 'web' and facts.facts.get(element.get('link'), {}).get('unit') != 'uri':
            yield f'there is no web address “{element.get("link")}”'
        if element.tag == 'code' and IN_CODE.search(element.text or ''):
            yield f'“{IN_CODE.search(element.text)[0]}” in code is shown as it stands'
        if element.tag in ('code', 'keywords', 'codes'):
            continue
        for match in PLACEHOLDER.finditer(element.text or ''):
            if match[1] is not None and not match[2]:
                yield f'“{{{match[1]}” is not closed'
            elif match[1] is not None and not facts.has(match[1]):
                yield f'there is no fact “{match[1]}”'


def find_in_article(text, name, facts, ids):
    try:
        root = xml.etree.ElementTree.fromstring(text)
    except xml.etree.ElementTree.ParseError as error:
        yield f'not XML: {error}'
        return
    yield from find_in_tree(root, ELEMENTS)
    if root.get('id') != name:
        yield f'the id is “{root.get("id")}”, the file’s name says “{name}”'
    checked = root.get('checked', '')
    if not is_day(checked) or checked > facts.collected:
        yield f'checked="{checked}" is no day up to {facts.collected}'
    for source in root.get('sources', '').split(' '):
        if source not in facts.sources:
            yield f'there is no source “{source}”'
    yield from find_in_order(root)
    n_words = sum(len((e.text or '').split()) for e in root.iter() if e.tag not in ('keywords', 'codes'))
    if n_words > MAX_WORDS:
        yield f'has {n_words} words, more than {MAX_WORDS}'
    for element in root.iter():
        if element.tag == 'table':
            yield from find_in_table(element)
        elif element.tag == 'flow':
            yield from find_in_flow(element)
        elif element.tag in ('list', 'steps') and not len(element):
            yield f'“{element.tag}” has nothing in it'
    yield from find_in_texts(root, facts, ids)


def find_in_index(text, ids):
    try:
        root = xml.etree.ElementTree.fromstring(text)
    except xml.etree.ElementTree.ParseError as error:
        yield f'not XML: {error}'
        return
    yield from find_in_tree(root, INDEX)
    for group in root.iter('group'):
        names = [child.tag for child in group]
        if names.count('title') != 1 or 'article' not in names:
            yield 'a group lacks a title or articles'
    listed = [article.get('id') for article in root.iter('article')]
    for name in sorted({name for name in listed if listed.count(name) > 1}, key=str):
        yield f'“{name}” is there twice'
    for name in sorted(set(listed) ^ ids, key=str):
        yield f'“{name}” is in the index or a file, not both'


# What must not pass unseen
START = '<article id="a" checked="2026-11-20" sources="s"><title>T</title><summary>S</summary>'
TABLE = '<table><row><cell>1</cell><cell>2</cell></row>{}</table>'
SAMPLE = Facts({
    'collected': '2026-11-20',
    'sources': [{'id': 's'}],
    'facts': [{'id': 'few', 'value': 3, 'unit': 'count'}, {'id': 'page', 'value': 'https://a.test/', 'unit': 'uri'},
              {'id': 'name', 'value': 'm-1.5', 'unit': 'text'}],
    'models': [{'id': 'm-1.5', 'input_price': 1, 'cached_price': None, 'output_price': 2}],
})
GOOD = (
    START + '<keywords>k</keywords><codes>429</codes><p>{few} {{not} {model.m-1.5.input} {model.name.output}</p><h>H</h>'
    '<list><item>One</item></list><steps><item>One</item></steps><flow><item>A</item><item>B {few} c d e</item></flow>'
    + TABLE.format('<row><cell>3</cell><cell>4</cell></row>')
    + '<code>{"a": 1}</code><see article="other"/><web link="page"/></article>',
)
BROKEN = (
    ('', 'not XML'),
    (START + '<p>Text', 'not XML'),
    ('<library/>', '“library” is not known'),
    ('<p>Text</p>', '“p” does not belong here'),
    ('<article><title>T</title></article>', '“article” has to have'),
    (START.replace('id="a"', 'id="b"') + '<p>T</p></article>', 'the id is “b”, the file’s name says “a”'),
    (START.replace(' sources="s"', '') + '<p>T</p></article>', '“article” has to have'),
    (START.replace('2026-11-20', 'soon') + '<p>T</p></article>', 'checked="soon" is no day'),
    (START.replace('2026-11-20', '2026-11-21') + '<p>T</p></article>', 'is no day up to 2026-11-20'),
    (START.replace('"s"', '"s t"') + '<p>T</p></article>', 'there is no source “t”'),
    (START.replace('<title>T</title>', '') + '<p>T</p></article>', '“title” is there 0 times'),
    (START.replace('<summary>S</summary>', '') + '<p>T</p></article>', '“summary” is there 0 times'),
    (START + '</article>', 'has no text'),
    (START + '<p>' + 'a ' * 299 + '</p></article>', 'has 301 words'),
    (START + '<title>T</title><p>T</p></article>', '“title” is there 2 times'),
    (START + '<keywords>a</keywords><keywords>b</keywords><p>T</p></article>', '“keywords” is there 2 times'),
    (START + '<codes>a</codes><codes>b</codes><p>T</p></article>', '“codes” is there 2 times'),
    (START + '<p>One</p><img/></article>', '“img” is not known'),
    (START + '<p>A <b>word</b></p></article>', '“b” is not known'),
    (START + '<p>A <p>word</p></p></article>', '“p” does not belong here'),
    (START + '<item>One</item></article>', '“item” does not belong here'),
    (START + '<table><cell>One</cell></table></article>', '“cell” does not belong here'),
    (START + '<p class="x">One</p></article>', '“p” has to have'),
    (START + '<see article="other" x="y"/></article>', '“see” has to have'),
    (START + '<p>One</p> and more</article>', 'text outside of a block'),
    (START + '<see article="other">Text</see></article>', 'text outside of a block'),
    (START + '<p>\n </p></article>', '“p” is empty'),
    (START + '<list></list></article>', '“list” has nothing in it'),
    (START + '<table></table></article>', '“table” has nothing in it'),
    (START + TABLE.format('') + '</article>', '“table” has nothing in it'),
    (START + '<table><row><cell>1</cell></row><row><cell>1</cell></row></table></article>', 'not 2 to 4'),
    (START + TABLE.format('<row><cell>1</cell><cell>2</cell><cell>3</cell></row>') + '</article>', 'not all the same'),
    (START + '<p>T</p><code>{{"a": 1}</code></article>', '“{{” in code'),
    (START + '<p>T</p><code>u = "{api.base}"</code></article>', '“{api.base}” in code'),
    (START + '<flow><item>One</item></flow></article>', 'a flow has 1 items'),
    (START + '<flow><item>1 2 3 4 5 6 7</item><item>B</item></flow></article>', 'has more than 6 words'),
    (START + '<see article="other"/><p>Text</p></article>', 'links stand at the end'),
    (START + '<see article="another"/></article>', 'there is no article “another”'),
    (START + '<web link="none"/></article>', 'there is no web address “none”'),
    (START + '<web link="few"/></article>', 'there is no web address “few”'),
    (START + '<p>{fe}</p></article>', 'there is no fact “fe”'),
    (START + TABLE.format('<row><cell>{x}</cell><cell>2</cell></row>') + '</article>', 'there is no fact “x”'),
    (START + '<p>{few</p></article>', '“{few” is not closed'),
    (START + '<p>{model.m-2.input}</p></article>', 'no fact “model.m-2.input”'),
    (START + '<p>{model.m-1.5.cached}</p></article>', 'no fact “model.m-1.5.cached”'),
    (START + '<p>{model.m-1.5.age}</p></article>', 'no fact “model.m-1.5.age”'),
)
GROUP = '<library><group>{}</group></library>'
BROKEN_INDEX = (
    ('', 'not XML'),
    ('<article id="a"/>', '“article” does not belong here'),
    (GROUP.format('<article id="a"/>'), 'lacks a title or articles'),
    (GROUP.format('<title>T</title>'), 'lacks a title or articles'),
    (GROUP.format('<title>T</title><title>U</title><article id="a"/>'), 'lacks a title or articles'),
    (GROUP.format('<title>T</title><article id="a"/><article id="a"/>'), '“a” is there twice'),
    (GROUP.format('<title>T</title><article/>'), '“article” has to have'),
    (GROUP.format('<title>T</title><article name="a"/>'), '“article” has to have'),
    (GROUP.format('<title>T</title><article id="a"/>More'), 'text outside of a block'),
    (GROUP.format('<title>T</title><group/><article id="a"/>'), '“group” does not belong here'),
    ('<library><article id="a"/></library>', '“article” does not belong here'),
    (GROUP.format('<title>T</title><article id="a"/><article id="b"/>'), '“b” is in the index or a file'),
    (GROUP.format('<title>T</title><article id="b"/>'), '“a” is in the index or a file'),
)


def find_unseen():
    """The checks themselves."""
    ids = {'a', 'other'}
    for good in GOOD:
        yield from (f'GOOD: {problem}' for problem in find_in_article(good, 'a', SAMPLE, ids))
    yield from find_in_index(GROUP.format('<title>T</title><article id="a"/>'), {'a'})
    for text, said in BROKEN:
        if not any(said in problem for problem in find_in_article(text, 'a', SAMPLE, ids)):
            yield f'{text}: “{said}” is not noticed'
    for text, said in BROKEN_INDEX:
        if not any(said in problem for problem in find_in_index(text, {'a'})):
            yield f'{text}: “{said}” is not noticed'


def main(data):
    facts = Facts(json.loads((data / 'guide/facts.json').read_text('utf-8')))
    files = {path.stem: path for path in (data / 'library').glob('*.xml') if path.stem != 'index'}
    assert len(files) > 30
    problems = list(find_unseen())
    problems += [f'index.xml: {problem}'
                 for problem in find_in_index((data / 'library/index.xml').read_text('utf-8'), set(files))]
    for name, path in sorted(files.items()):
        problems += [f'{name}.xml: {problem}'
                     for problem in find_in_article(path.read_text('utf-8'), name, facts, set(files))]
    print('\n'.join(problems))
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1])))
