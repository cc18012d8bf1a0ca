# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""A key that no keyring can take is kept for the session, and every page says what that means."""

import flow

NAME = 'attic'
KEPT = 'Kept for This Session Only'
KEEP = 'Keep for This Session Only'
FOR_NOW = 'Kept for this session only: gone when you close Keybearer'


class Session(flow.Case):
    keyring = 'none'

    def keep(self, assistant, service):
        assistant.begin_with_key('No Keyring Found')
        assistant.find('button', KEEP, sensitive=False)
        assistant.paste_key(service.key())
        assistant.write('Name', NAME)
        assistant.press('button', KEEP)
        assistant.arrives(flow.WORKS)

    def test_kept_tested_and_lost(self):
        with self.service() as service, self.assistant(service=service) as assistant:
            self.keep(assistant, service)
            self.assertIn('gone when you close Keybearer', assistant.row(KEPT))
            self.check_copy(assistant, service.key())
            self.check_files(service.key())
            assistant.click('button', 'Finish')
            self.assertEqual(assistant.row(NAME), f'{FOR_NOW}\nWorks, tested just now\nLearning\nSaved today')
            self.assertIn('No keyring was found', assistant.row('The Keyring Did Not Answer'))
            self.check_practice(assistant)
            self.check_closing(assistant)
        with self.assistant(service=service) as assistant:
            assistant.arrives('Welcome')

    def check_copy(self, assistant, key):
        self.desktop.copy('something else')
        assistant.press('button', 'Copy Key')
        assistant.wait(lambda: self.desktop.clipboard() == key, 'the key is not on the clipboard')
        assistant.click('button', 'Clear Clipboard')
        assistant.wait(lambda: not self.desktop.clipboard(), 'the clipboard still holds something')

    def check_files(self, key):
        for path in flow.files_below(self.desktop.home):
            self.assertNotIn(key.encode(), path.read_bytes(), path)
        self.assertNotIn('saved-name', {name: value for name, value in self.state().items() if value})
        self.assertFalse((self.desktop.home / '.local/share/keybearer/notes.json').exists())

    def check_practice(self, assistant):
        """A practice run in between does not lose it, and does not show it."""
        assistant.click('button', 'New Key')
        assistant.arrives('Welcome')
        assistant.press('list item', 'Practice Without an Account')
        assistant.click('button', 'Leave Practice')
        assistant.find('list item', NAME)

    def check_closing(self, assistant):
        for key in ('ctrl+w', 'ctrl+q'):
            assistant.key(key)
            assistant.find('label', 'Close and Lose the Key?')
            assistant.click('button', 'Keep Open')
            assistant.gone('label', 'Close and Lose the Key?')
            assistant.find('list item', NAME)
        assistant.key('ctrl+w')
        assistant.click('button', 'Lose It')
        self.assertEqual(assistant.end(), 0)

    def test_into_the_keyring_after_all(self):
        with self.service() as service, self.assistant(service=service) as assistant:
            self.keep(assistant, service)
            self.desktop.keyring.start()
            assistant.go_back('Your Key Is Kept for Now')
            assistant.press('button', 'Save Another Key')
            assistant.gone('button', KEEP)
            assistant.paste_key(service.key())
            assistant.says('It goes into your keyring “Login”, encrypted.')
            assistant.write('Name', NAME)
            assistant.click('button', 'Replace and Test')
            assistant.arrives(flow.WORKS)
            self.assertEqual(self.desktop.keyring.look_up(service='openai', username=NAME), service.key().encode())
            # Nothing is left that closing would lose.
            self.assertEqual(assistant.close(), 0)


class Apart(flow.Case):
    """Keys without notes, and notes without a key."""

    def store(self, name):
        self.desktop.run(['secret-tool', 'store', '--label', f'OpenAI API key – {name}', 'service', 'openai',
                          'username', name, 'application', 'keybearer', 'xdg:schema', 'io.github.keybearer.Keybearer'],
                         input='sk-proj-0123456789')

    def write_notes(self, name):
        path = self.desktop.home / '.local/share/keybearer/notes.json'
        path.parent.mkdir(parents=True)
        path.write_text('{"version": 1, "keys": [{"name": "%s", "project": "Herbarium"}]}' % name)
        return path

    def test_repaired(self):
        self.store('stray')
        notes = self.write_notes('ghost')
        with self.assistant() as assistant:
            self.assertEqual(assistant.row('stray'), 'Only in the keyring: there are no notes on it\nSaved today Add Notes…')
            self.assertEqual(assistant.row('ghost'), 'Only in the notes: the keyring has no such key Forget Notes')
            assistant.click('button', 'Forget Notes')
            assistant.gone('list item', 'ghost')
            assistant.wait(lambda: 'ghost' not in notes.read_text(), 'the notes are in the file still')
            assistant.click('button', 'Add Notes…')
            assistant.write('Project', 'Aquarium')
            assistant.click('button', 'Add Notes')
            assistant.wait(lambda: assistant.row('stray') == 'Not tested yet\nAquarium · All · Learning\nSaved today Test', 'no notes')
            assistant.wait(lambda: 'Aquarium' in notes.read_text(), 'the notes are not in the file')


if __name__ == '__main__':
    flow.main()
