# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""The key is in the keyring and nowhere else: it is looked for wherever others could read it."""

import contextlib
import pathlib
import re

import flow

PIECE = 12  # characters in a row of the secret part that would give it away


class Secrecy(flow.Case):
    def test_key_is_nowhere(self):
        with self.service() as service:
            key = service.key()
            assistant = self.assistant(service=service, environment={'G_MESSAGES_DEBUG': 'all'})
            with assistant:
                assistant.begin_with_key()
                assistant.paste_key(key)
                self.search(key, assistant)
                assistant.save_and_test()
                assistant.check()
                self.search(key, assistant)
                assistant.click('button', 'Finish')
                assistant.find('list', 'Saved Keys')
                self.search(key, assistant)
                self.assertEqual(assistant.close(), 0)
            self.assertIn('DEBUG', assistant.output(), 'nothing was logged that could be searched')
            self.assertEqual(self.traces(key, self.files()), [])
            self.assertEqual(len(self.desktop.keyring.items()), 1)

    def search(self, key, assistant):
        places = {**self.files(), **self.processes(assistant), **self.windows(), **self.tree(assistant)}
        self.assertEqual(self.traces(key, places), [])
        self.assert_search_finds(key, places)

    def assert_search_finds(self, key, places):
        """A search that cannot find shows nothing: a decoy in each kind of place has to be found."""
        decoy = self.desktop.home / '.local/state/keybearer-decoy.json'
        decoy.parent.mkdir(parents=True, exist_ok=True)
        decoy.write_text(f'{{"note": "{secret_part(key)[7:7 + PIECE]}"}}')
        self.assertEqual(self.traces(key, self.files()), [str(decoy)])
        decoy.unlink()
        for place in places:
            planted = {place: places[place] + key[60:60 + PIECE].encode()}
            self.assertEqual(self.traces(key, planted), [place])

    def traces(self, key, places):
        secret = secret_part(key)
        pieces = {secret[at:at + PIECE].encode() for at in range(len(secret) - PIECE + 1)}
        return [place for place, content in places.items() if any(piece in content for piece in pieces)]

    def files(self):
        """All below the home, and what the program has printed."""
        found = {}
        for path in flow.files_below(self.desktop.home, self.desktop.directory / 'run'):
            found[str(path)] = path.name.encode() + path.read_bytes()
        log = self.desktop.directory / 'program.log'
        found[str(log)] = log.read_bytes()
        self.assertGreater(len(found), 2)
        return found

    def processes(self, assistant):
        """Arguments and environment of everything that the program and its desktop run."""
        found = {}
        for pid in flow.processes.below():
            for name in ('cmdline', 'environ'):
                path = pathlib.Path(f'/proc/{pid}/{name}')
                with contextlib.suppress(OSError):  # it has ended
                    found[str(path)] = path.read_bytes()
        self.assertIn(b'keybearer', found[f'/proc/{assistant.pid}/cmdline'])
        self.assertIn(b'OPENAI_BASE_URL', found[f'/proc/{assistant.pid}/environ'])
        return found

    def windows(self):
        ids = self.desktop.run(['xprop', '-root', '_NET_CLIENT_LIST']).stdout
        found = {f'window {number}': self.desktop.run(['xprop', '-id', number]).stdout.encode()
                 for number in re.findall('0x[0-9a-f]+', ids)}
        self.assertTrue(any(b'Keybearer' in content for content in found.values()))
        return found

    def tree(self, assistant):
        """Names, descriptions and texts that a screen reader gets."""
        said = []
        for node in assistant.walk():
            said += [node.get_name(), node.get_description()]
            if 'Text' in node.get_interfaces():
                said.append(flow.text(node))
        self.assertGreater(len(said), 20)
        return {'accessibility tree': '\n'.join(filter(None, said)).encode()}


def secret_part(key):
    """What only its owner knows: the prefix and the name of the lesson stand in every such key."""
    return re.fullmatch(r'sk-proj-practice-works-(.*)', key)[1]


if __name__ == '__main__':
    flow.main()
