# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Who listens on the session bus, or reads what the program says at its most talkative, learns no key."""

import contextlib
import os
import subprocess

import flow

# After flow, which sees to it that the program alone is strict
from gi.repository import GLib

ENCRYPTED = b'dh-ietf1024-sha256-aes128-cbc-pkcs7'
SECRETS = '/org/freedesktop/secrets'
PIECE = 12

# All that makes the libraries below talk, and seconds that do not keep a test waiting
TALKATIVE = {
    **flow.fast(),
    'G_MESSAGES_DEBUG': 'all',
    'G_DBUS_DEBUG': 'all',
    'LIBSOUP_DEBUG': 'all',
    'SECRET_DEBUG': 'all',
    'SOUP_DEBUG': '3',
}


class Traffic(flow.Case):
    def setUp(self):
        super().setUp()
        self.service_here = self.enterContext(self.service())
        self.key = self.service_here.key()
        self.pieces = _pieces(self.key)

    def has_key(self, content):
        return any(piece in content for piece in self.pieces)

    @contextlib.contextmanager
    def listening(self):
        """Yields a function that ends it and returns every message of the bus, as it came."""
        heard = self.desktop.directory / 'traffic'
        with open(heard, 'wb') as output:
            monitor = self.desktop.start(['dbus-monitor', '--session', '--binary'], stdout=output)
            self.wait_for_call(heard, 'listening.begins')

            def end():
                self.wait_for_call(heard, 'listening.ends')
                flow.processes.stop(monitor)
                return heard.read_bytes()

            yield end

    def wait_for_call(self, heard, name):
        """What was heard after a call that we made ourselves is complete up to it."""
        loop = GLib.MainLoop()
        limit = flow.processes.Limit()

        def look():
            self.name_has_owner(name)
            if name.encode() in heard.read_bytes() or limit.is_over():
                loop.quit()
            return GLib.SOURCE_CONTINUE

        source = GLib.timeout_add(50, look)
        loop.run()
        GLib.source_remove(source)
        self.assertIn(name.encode(), heard.read_bytes())

    def name_has_owner(self, name):
        self.desktop.keyring.bus.call_sync('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'NameHasOwner',
                                           GLib.Variant('(s)', (name,)), None, 0, -1, None)

    def read_openly(self):
        """Reads the key over the bus without encryption, as a careless program would."""
        keyring = self.desktop.keyring
        _, session = keyring._call(SECRETS, 'org.freedesktop.Secret.Service', 'OpenSession',
                                   GLib.Variant('(sv)', ('plain', GLib.Variant('s', ''))))
        path = keyring._property(keyring.default_collection(), 'org.freedesktop.Secret.Collection', 'Items')[0]
        secret = keyring._call(path, 'org.freedesktop.Secret.Item', 'GetSecret', GLib.Variant('(o)', (session,)))[0]
        self.assertEqual(bytes(secret[2]), self.key.encode())

    def check_traffic(self, heard):
        self.assertIn(ENCRYPTED, heard)
        self.assertIn(b'CreateItem', heard)
        self.assertIn(b'GetSecret', heard)
        self.assertFalse(self.has_key(heard), 'the key went over the bus in the clear')

    def check_output(self, output):
        for marker in (b'GDBus-debug', b'DEBUG'):
            self.assertIn(marker, output, 'nothing was said that could be searched')
        self.assertFalse(self.has_key(output), 'the key was logged')
        self.assertTrue(self.has_key(output + self.key[60:60 + PIECE].encode()))

    def test_window(self):
        with self.listening() as end:
            with self.assistant(service=self.service_here, environment=TALKATIVE) as assistant:
                self.walk(assistant)
                self.assertEqual(assistant.close(), 0)
            self.check_traffic(end())
        self.check_output(assistant.log.read_bytes())

    def walk(self, assistant):
        assistant.begin_with_key()
        self.come_and_go(assistant)
        assistant.click('button', 'Paste Key')
        assistant.find('list item', flow.LOOKS_RIGHT)
        assistant.save_and_test()
        assistant.click('button', 'Clear Clipboard')
        assistant.wait(lambda: not self.desktop.clipboard(), 'the clipboard still holds something')
        self.check_report(assistant)
        assistant.click('button', 'Finish')
        self.copy_and_forget(assistant)

    def copy_and_forget(self, assistant):
        assistant.find('list', 'Saved Keys')
        assistant.press('list item', 'vm-learning', key='Return')
        assistant.find('list', 'Status')
        assistant.press('list item', 'Copy', key='Return')
        assistant.wait(lambda: self.desktop.clipboard() == self.key, 'the key is not on the clipboard')
        assistant.wait(lambda: not self.desktop.clipboard(), 'the key is still on the clipboard')
        assistant.press('button', 'Forget This Key', key='Return')
        assistant.wait(lambda: not self.desktop.keyring.items(), 'the keyring still has it')

    def come_and_go(self, assistant):
        """What is typed, pasted and deleted in a hidden entry is told to nobody."""
        assistant.type_instead()
        assistant.tab_to('text', 'Secret Key')
        assistant.type(self.key[-2 * PIECE:])
        assistant.key('ctrl+a')
        assistant.paste(self.key)
        assistant.find('list item', flow.LOOKS_RIGHT)
        assistant.key('ctrl+a', 'Delete')
        assistant.gone('list item', flow.LOOKS_RIGHT)

    def check_report(self, assistant):
        assistant.check()
        assistant.press('button', 'Copy Report')
        assistant.wait(lambda: 'Keybearer' in self.desktop.clipboard(), 'no report was copied')
        self.assertFalse(self.has_key(self.desktop.clipboard().encode()), 'the key is in the report')

    def test_commands(self):
        with self.listening() as end:
            output = self.call('save', 'laptop', given=self.key.encode())
            for arguments in (['check', 'laptop'], ['list'], ['run', 'laptop', '--', 'true'], ['forget', 'laptop']):
                output += self.call(*arguments)
            self.check_traffic(end())
        self.check_output(output)

    def call(self, *arguments, given=b''):
        environment = {**self.desktop.environment, **TALKATIVE, 'OPENAI_BASE_URL': self.service_here.address}
        result = flow.processes.run([os.environ['KEYBEARER_BIN'], *arguments], input=given, env=environment, check=True,
                                    stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return result.stdout

    def test_listening_hears(self):
        """Otherwise nothing would be shown by what was not heard."""
        self.call('save', 'laptop', given=self.key.encode())
        with self.listening() as end:
            self.read_openly()
            self.assertTrue(self.has_key(end()))


def _pieces(key):
    secret = key.removeprefix('sk-proj-practice-works-')
    return [secret[at:at + PIECE].encode() for at in range(len(secret) - PIECE + 1)]


if __name__ == '__main__':
    flow.main()
