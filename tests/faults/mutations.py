# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Breaks what ends, hides or leaves out something when a page is left, one place after the other, and sees whether a
test goes red. Run it as "build-aux/env python3 -B tests/faults/mutations.py [WORD…]", for those only whose words
contain one of these; it takes a quarter of an hour, works on a copy in _build/mutated, and prints one line of JSON a
place. It ends with 1 if more than two survived.
"""

import filecmp
import json
import pathlib
import shutil
import subprocess
import sys

PROJECT = pathlib.Path(__file__).resolve().parents[2]
COPY = PROJECT / '_build/mutated'
BUILD = COPY / '_build'
MOST = 2  # that may survive

PAGE, KEY, KEYS, ROTATION = 'kb-page.c', 'keys/kb-key-page.c', 'keys/kb-keys-page.c', 'keys/kb-rotation-page.c'
SAVE, TEST, USE = 'pages/kb-save-page.c', 'pages/kb-result-page.c', 'snippets/kb-use-page.c'
BAR, REVEAL, ENTRY = 'keys/kb-unlock-bar.c', 'keys/kb-reveal-row.c', 'widgets/kb-key-entry.c'
ROW, COPY_SECRET, DETAILS = 'widgets/kb-keyring-group.c', 'kb-copy-secret.c', 'widgets/kb-verdict-details.c'

# (what is broken, file in src/ui, what stands there once, what stands there then, test)
MUTATIONS = [
    ('what runs on a page is not cancelled', PAGE, '  g_cancellable_cancel (PRIV (self)->cancellable);\n', '', 'leave'),
    ('a page is not told that it is left', PAGE, '    KB_PAGE_GET_CLASS (self)->left (self);', '    {}', 'leave'),
    ('a page that is covered is not left', PAGE, '  leave (KB_PAGE (page));\n', '', 'leave'),
    ('a page whose window is closed is not left', PAGE, '  leave (KB_PAGE (widget));\n', '', 'leave'),
    ('a page is told twice that it is left', PAGE, 'if (arrived && ', 'if ((arrived || TRUE) && ', 'leave'),
    ('a visit has the cancellable of the one before', PAGE, '  g_clear_object (&priv->cancellable);\n  priv->cancellable = '
     'g_cancellable_new ();\n  priv->arrived', '  priv->arrived', 'leave'),
    ('the test of a key goes on when its page is left', KEY, '  kb_key_check_stop (self->key_check);\n  kb_reveal', '  kb_reveal', 'leave'),
    ('a revealed key stays when its page is left', KEY, '  kb_reveal_row_hide_key (self->reveal_row);\n', '', 'leave'),
    ('Cancel does not stop the test of a key', KEY, '    kb_key_check_stop (self->key_check);\n  else', '    {}\n  else', 'leave'),
    ('a key is copied when its page is left already', KEY, '                     kb_page_get_cancellable (KB_PAGE (self)));',
     '                     NULL);', 'leave'),
    ('the proof of a rotation goes on when its page is left', ROTATION, '  kb_revocation_check_stop (self->proof);\n  kb_key',
     '  kb_key', 'leave'),
    ('the test of the new key goes on when the page of its rotation is left', ROTATION, '  kb_key_check_stop (self->key_check);\n}',
     '}', 'leave'),
    ('Cancel does not stop a proof', ROTATION, '    kb_revocation_check_stop (self->proof);\n  else', '    {}\n  else', 'leave'),
    ('Cancel does not stop the test of the new key', ROTATION, '    kb_key_check_stop (self->key_check);\n  else', '    {}\n  else', 'leave'),
    ('unlocking goes on when the page Save is left', SAVE, '  kb_keyring_group_stop (self->keyring_group);\n', '', 'leave'),
    ('the window wakes the page Save when it is left', SAVE, '    g_signal_handler_disconnect (window, self->active_handler);\n',
     '    {}\n', 'leave'),
    ('names are listed when the page Save is left', SAVE, 'kb_saver_list (self->saver, kb_page_get_cancellable (KB_PAGE (self)));',
     'kb_saver_list (self->saver, NULL);', 'leave'),
    ('a test goes on when its page is left', TEST, '  if (is_running (self))\n    kb_key_check_stop (self->key_check);\n}', '}', 'leave'),
    ('Cancel does not stop a test', TEST, '    kb_key_check_stop (self->key_check);\n  else', '    {}\n  else', 'leave'),
    ('Stop Waiting does not stop', TEST, 'case WAY_STOP:\n      kb_key_check_stop (self->key_check);\n', 'case WAY_STOP:\n', 'result'),
    ('Stop does not stop testing all keys', KEYS, '  kb_check_all_stop (self->round);\n', '', 'leave'),
    ('keys are listed twice', KEYS, '  if (gtk_widget_get_mapped (GTK_WIDGET (self)))\n    look (self);', '  look (self);', 'leave'),
    ('keys are listed when My Keys is left', KEYS, 'get_store (self), kb_page_get_cancellable (KB_PAGE (self)), listed_cb,',
     'get_store (self), NULL, listed_cb,', 'leave'),
    ('a program is looked up when its page is left', USE, '(KB_PAGE (self)), kb_page_get_cancellable (KB_PAGE (self)),',
     '(KB_PAGE (self)), NULL,', 'leave'),
    ('unlocking goes on when My Keys is left', BAR, '  cancel_cb (KB_UNLOCK_BAR (widget));\n', '', 'leave'),
    ('Cancel does not stop unlocking', BAR, '"button-clicked", G_CALLBACK (cancel_cb)', '"notify::title", G_CALLBACK (cancel_cb)', 'leave'),
    ('unlocking is asked for at each press', BAR, '  if (self->cancellable)\n    return;\n', '', 'leave'),
    ('a key that is being revealed is still read when that is given up', REVEAL, '  g_cancellable_cancel (self->cancellable);\n', '', 'leave'),
    ('a revealed key stays on the screen', REVEAL, '  self->source = g_timeout_add (SECONDS * kb_second_get_milliseconds (), hide_cb, self);\n',
     '', 'leave'),
    ('a revealed key stays when the window is left', REVEAL, '  if (!gtk_window_is_active (window) && ', '  if (FALSE && ', 'leave'),
    ('a key that is shown in the entry stays so', ENTRY, '  gtk_text_set_visibility (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE '
     '(self->entry))), FALSE);\n', '', 'leave'),
    ('a paste goes on when its page is left', ENTRY, '  g_cancellable_cancel (self->pasting);\n  end_waiting (self);\n  gtk_text',
     '  end_waiting (self);\n  gtk_text', 'clipboard'),
    ('Stop Waiting does not stop a paste', ENTRY, '  g_cancellable_cancel (self->pasting);\n  end_waiting (self);\n  kb_key_entry_focus',
     '  end_waiting (self);\n  kb_key_entry_focus', 'clipboard'),
    ('Ctrl+V goes the way of GTK', ENTRY, '  g_signal_stop_emission_by_name (text, "paste-clipboard");\n', '', 'clipboard'),
    ('a copied key is not marked as a secret', COPY_SECRET, '"text/plain", HINT_TYPE };', '"text/plain" };', 'clipboard'),
    ('a copied key is not taken off the clipboard', COPY_SECRET, '    gdk_clipboard_set_content (clipboard, NULL);\n', '    {}\n', 'clipboard'),
    ('the name of the key is in the report', DETAILS, 'kb_choices_get_key_name (choices),\n', '"",\n', 'result'),
    ('the name of the project is in the report', DETAILS, 'kb_choices_get_project_name (choices),\n', '"",\n', 'result'),
    ('the short name of the key is in the report', DETAILS, 'kb_choices_get_saved_name (choices),\n', '"",\n', 'result'),
    ('the keyring is asked again while it waits for its password', ROW, '  if (self->unlocking)\n    return;\n', '', 'leave'),
]


def run(*command):
    return subprocess.run(command, cwd=COPY, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def copy():
    listed = subprocess.run(['git', 'ls-files', '-co', '--exclude-standard'], cwd=PROJECT, stdout=subprocess.PIPE, check=True, text=True)
    for name in listed.stdout.splitlines():
        source, target = PROJECT / name, COPY / name
        if source.is_file() and not (target.exists() and filecmp.cmp(source, target, shallow=False)):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    if not BUILD.exists():
        done = run('meson', 'setup', str(BUILD))
        assert done.returncode == 0, done.stdout


def is_green(test):
    built = run('ninja', '-C', str(BUILD), f'tests/ui/test-{test}')
    assert built.returncode == 0, built.stdout
    return run('meson', 'test', '-C', str(BUILD), '--no-rebuild', f'ui-{test}').returncode == 0


def mutate(words, name, old, new, test):
    path = COPY / 'src/ui' / name
    text = path.read_text()
    assert text.count(old) == 1, f'{name}: “{words}” has {text.count(old)} places'
    path.write_text(text.replace(old, new))
    try:
        survived = is_green(test)
    finally:
        path.write_text(text)
    print(json.dumps({'broken': words, 'test': f'ui-{test}', 'survived': survived}, ensure_ascii=False), flush=True)
    return survived


def main():
    chosen = [row for row in MUTATIONS if not sys.argv[1:] or any(word in row[0] for word in sys.argv[1:])]
    copy()
    for test in sorted({row[-1] for row in chosen}):
        assert is_green(test), f'ui-{test} is red before anything is broken'
    survived = sum(mutate(*row) for row in chosen)
    print(f'{len(chosen)} broken, {survived} survived')
    sys.exit(1 if survived > MOST else 0)


if __name__ == '__main__':
    main()
