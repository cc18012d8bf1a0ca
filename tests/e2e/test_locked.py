# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Keyrings that are not there, locked or empty: said so, nothing lost, and well again when the cause is gone."""

import flow

NAME = 'attic'
NOT_SAVED = 'The Key Was Not Saved'
GOES = 'It goes into your keyring “Login”, encrypted.'


class Trouble(flow.Case):
    """On the page Save, with a key in the entry."""

    def assert_not_saved(self, assistant, why):
        """On top, with the focus."""
        assistant.arrives(NOT_SAVED)
        self.assertTrue([label for label in assistant.all('label') if why in label.get_name()])

    def at_save(self, assistant, service, trouble=None):
        assistant.enter_key(service.key(), NAME, trouble)

    def assert_kept(self, assistant):
        assistant.find('list item', flow.LOOKS_RIGHT)

    def assert_saved(self, assistant, key):
        assistant.arrives(flow.WORKS)
        self.assertEqual(self.desktop.keyring.look_up(service='openai', username=NAME), key.encode())


class NoService(Trouble):
    keyring = 'none'

    def test_started_later(self):
        with self.service() as service, self.assistant(service=service) as assistant:
            self.at_save(assistant, service, 'No Keyring Found')
            self.assertIn('Install GNOME Keyring', assistant.row('No Keyring Found'))
            assistant.find('button', 'Save and Test', sensitive=False)
            self.desktop.keyring.start()
            assistant.click('button', 'Look Again')
            assistant.says(GOES)
            self.assert_kept(assistant)
            assistant.click('button', 'Save and Test')
            self.assert_saved(assistant, service.key())

    def test_gone_in_between(self):
        with self.service() as service, self.assistant(service=service) as assistant:
            self.desktop.keyring.start()
            self.at_save(assistant, service)
            assistant.says(GOES)
            self.desktop.keyring.stop()
            assistant.click('button', 'Save and Test')
            self.assert_not_saved(assistant, 'No keyring was found')
            self.assert_kept(assistant)
            self.desktop.keyring.start()
            assistant.click('button', 'Look Again')
            assistant.click('button', 'Try Again')
            self.assert_saved(assistant, service.key())


class Locked(Trouble):
    keyring = 'locked'

    def test_dismissed_then_answered(self):
        with self.service() as service, self.assistant(service=service) as assistant:
            self.at_save(assistant, service)
            assistant.click('button', 'Save and Test')
            with flow.Prompt(self.desktop) as prompt:
                prompt.click('button', 'Cancel')
            self.assert_not_saved(assistant, 'closed without an answer, so nothing was')
            self.assert_kept(assistant)
            self.assertTrue(self.desktop.keyring.is_locked())
            assistant.click('button', 'Try Again')
            with flow.Prompt(self.desktop) as prompt:
                prompt.answer(self.desktop.keyring.PASSWORD)
            self.assert_saved(assistant, service.key())


class NoCollection(Trouble):
    keyring = 'empty'

    def test_created(self):
        with self.service() as service, self.assistant(service=service) as assistant:
            self.at_save(assistant, service, 'No Keyring Yet')
            assistant.find('button', 'Save and Test', sensitive=False)
            assistant.click('button', 'Create Keyring…')
            with flow.Prompt(self.desktop) as prompt:
                prompt.answer('new password', again='new password')
            assistant.gone('list item', 'No Keyring Yet')
            self.assert_kept(assistant)
            assistant.click('button', 'Save and Test')
            self.assert_saved(assistant, service.key())


if __name__ == '__main__':
    flow.main()
