# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Wait and Retry: asked for, seen to count, going on when the page is left, stopped, and told of at its end."""

import contextlib
import http.server
import json
import re
import threading

import flow
from gi.repository import Gio, GLib

COUNTDOWN = re.compile(r'Testing Again in \d:\d\d')
# What a notification may not hold: it is kept, and shown on locked screens.
NAME = 'window-box-herbs'
KEY = flow.make_key()

NO_CREDIT = {'error': {'message': 'No credit.', 'type': 'insufficient_quota', 'code': 'credit_balance_exhausted'}}
CONNECTED = {'status': 'completed', 'output': [{'type': 'message', 'content': [
    {'type': 'output_text', 'text': 'connected'}]}], 'usage': {'input_tokens': 19, 'output_tokens': 5}}


class Account(http.server.BaseHTTPRequestHandler):
    """An account whose credit arrives after the first request."""

    def do_GET(self):
        self.answer(200, {'object': 'list', 'data': [{'id': 'gpt-6-luna', 'object': 'model'}]})

    def do_POST(self):
        self.rfile.read(int(self.headers['Content-Length']))
        first = not self.server.paid
        self.server.paid = True
        self.answer(429 if first else 200, NO_CREDIT if first else CONNECTED)

    def answer(self, status, body):
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(text)))
        self.send_header('Retry-After', '5')
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def account():
    with http.server.ThreadingHTTPServer(('127.0.0.1', 0), Account) as server:
        server.paid = False
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f'http://127.0.0.1:{server.server_port}/v1'
        finally:
            server.shutdown()
            thread.join()


class Notifications:
    """A real notification daemon, asked what it was given to show."""

    def __init__(self, desktop):
        log = open(desktop.directory / 'notifications.log', 'wb')
        self.process = desktop.start(['dunst'], stdout=log, stderr=log)
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)

    def shown(self):
        """[(title, body)]; those that are showing are closed, which is how they get into the list."""
        try:
            self._call('NotificationCloseAll', None)
            listed = self._call('NotificationListHistory', GLib.VariantType('(aa{sv})')).unpack()[0]
        except GLib.Error:
            return []
        return [(entry['summary'], entry['body']) for entry in listed]

    def _call(self, method, reply):
        return self.bus.call_sync('org.freedesktop.Notifications', '/org/freedesktop/Notifications',
                                  'org.dunstproject.cmd0', method, None, reply, Gio.DBusCallFlags.NO_AUTO_START, 5000)


class Retry(flow.Case):
    def wait_for_credit(self, assistant):
        assistant.press('button', 'Wait and Retry')
        assistant.says(COUNTDOWN)

    def test_waiting(self):
        with self.assistant('--practice') as assistant:
            assistant.begin_with_key()
            assistant.choose('Key to Practice With', 'An account without credit: ChatGPT Plus is not API credit')
            assistant.save_and_test('No Credit Left')
            # What was paid is looked for at once, and waited for when it is not there.
            assistant.press('button', 'Test Again')
            self.wait_for_credit(assistant)
            assistant.go_back(flow.SAVED)
            assistant.click('button', 'Continue')
            assistant.says(COUNTDOWN)
            # The practice service asks for a few seconds: then the key is tested again by itself.
            assistant.says(re.compile(r'Tested again once\..*'))
            assistant.press('button', 'Stop Waiting')
            assistant.find('button', 'Wait and Retry')
            self.assertFalse([label for label in assistant.labels() if COUNTDOWN.fullmatch(label)])

    def test_told(self):
        notifications = Notifications(self.desktop)
        with account() as address, self.assistant(environment={'OPENAI_BASE_URL': address}) as assistant:
            assistant.begin_with_key()
            assistant.paste_key(KEY)
            assistant.write('Name', NAME)
            assistant.save_and_test('No Credit Left')
            self.wait_for_credit(assistant)
            assistant.go_back(flow.SAVED)
            assistant.wait(notifications.shown, 'nobody was told')
            self.assertEqual(notifications.shown(), [(flow.WORKS, 'Your key was tested again: it can be used now.')])
            assistant.click('button', 'Continue')
            assistant.find('heading', flow.WORKS)


if __name__ == '__main__':
    flow.main()
