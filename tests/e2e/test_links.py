# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Web pages open in the person's browser, at the right address; without a browser it is said."""

import json
import pathlib

import flow

FACTS = pathlib.Path(__file__).resolve().parents[2] / 'data/guide/facts.json'
BILLING = next(fact['value'] for fact in json.loads(FACTS.read_text())['facts'] if fact['id'] == 'link.billing')
NO_CREDIT = 'An account without credit: ChatGPT Plus is not API credit'


class Browser:
    """What the desktop has registered for web addresses: it writes down what it is asked to open."""

    def __init__(self, desktop):
        self.log = desktop.directory / 'browser.log'
        program = desktop.directory / 'browser'
        program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >>{self.log}\n')
        program.chmod(0o755)
        folder = desktop.home / '.local/share/applications'
        folder.mkdir(parents=True)
        (folder / 'browser.desktop').write_text(
            f'[Desktop Entry]\nType=Application\nName=Browser\nExec={program} %u\nMimeType=x-scheme-handler/https;\n')
        (folder / 'mimeapps.list').write_text('[Default Applications]\nx-scheme-handler/https=browser.desktop\n')

    def opened(self):
        return self.log.read_text().splitlines() if self.log.exists() else []


class OnBilling:
    """A page with a link, and what comes of it."""

    def go_to_billing(self, assistant):
        assistant.arrives('Welcome')
        assistant.begin()
        assistant.go_on('Pay')

    def check_opened(self, assistant, browser):
        assistant.wait(browser.opened, 'the browser was not asked')
        self.assertEqual(browser.opened(), [BILLING])

    def check_copied(self, assistant, button):
        assistant.press('button', button)
        assistant.wait(lambda: self.desktop.clipboard() == BILLING,
                       lambda: f'the clipboard holds “{self.desktop.clipboard()}”')

    def check_opens(self):
        browser = Browser(self.desktop)
        with self.assistant() as assistant:
            self.go_to_billing(assistant)
            assistant.press('button', 'Open Billing')
            self.check_opened(assistant, browser)

    def check_opens_nothing(self):
        """Nobody is there to open it, which is said, with the address to take along."""
        with self.assistant() as assistant:
            self.go_to_billing(assistant)
            assistant.press('button', 'Open Billing')
            assistant.says('The page did not open')
            self.check_copied(assistant, 'Copy Link')

    def check_lets_go(self):
        """What is said of a page is not said of the next one."""
        with self.assistant() as assistant:
            self.go_to_billing(assistant)
            assistant.press('button', 'Open Billing')
            assistant.says('The page did not open')
            assistant.press('button', 'Continue')
            assistant.wait(lambda: 'The page did not open' not in assistant.labels(), 'the toast stays')


class Links(OnBilling, flow.Case):
    def test_open(self):
        self.check_opens()

    def test_no_browser(self):
        self.check_opens_nothing()

    def test_other_page(self):
        self.check_lets_go()

    def test_verdict(self):
        browser = Browser(self.desktop)
        with self.service() as service, self.assistant(service=service) as assistant:
            assistant.begin_with_key()
            assistant.paste_key(service.key('credit-exhausted'))
            assistant.save_and_test('No Credit Left')
            assistant.click('button', 'Add Credit')
            self.check_opened(assistant, browser)


if __name__ == '__main__':
    flow.main()
