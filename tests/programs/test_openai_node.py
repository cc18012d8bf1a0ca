#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""OpenAI's library for JavaScript."""

import json

import program

STREAMED = ('responses-stream', 'responses-helper', 'chat-stream', 'chat-helper')


class OpenAINode(program.Case):
    title = 'OpenAI’s library for JavaScript'
    package = 'openai'
    way = '`keybearer token` as its hook, and `keybearer run`'

    def setUp(self):
        super().setUp()
        modules = self.place / 'node_modules'
        modules.mkdir()
        (modules / 'openai').symlink_to(program.find('openai'))
        (self.place / 'ask.mjs').write_text((program.HERE / 'ask.mjs').read_text())

    def read(self, answer):
        self.assertEqual(answer.status, 0, answer.err)
        return {line.pop('way'): line for line in map(json.loads, answer.out.splitlines())}

    def ask(self, name='laptop'):
        """As the hook does: it gets the key itself."""
        return self.read(self.start_program('node', 'ask.mjs', program.MODEL, name))

    def assert_answered(self, told):
        for way, result in told.items():
            self.assertNotIn('error', result, way)
            if way not in ('models', 'model'):
                self.assertEqual(result['text'], program.ANSWER, way)
        self.assertIn(program.MODEL, told['models']['text'].split())
        self.assertEqual(told['model']['text'], program.MODEL)
        self.assertEqual(told['responses-stream']['types'][0], 'response.created')
        self.assertEqual(told['responses-stream']['types'][-1], 'response.completed')

    def test_hook(self):
        """The answer from both calls, at once, as a stream and with its helpers; the list of models"""
        self.assert_answered(self.ask())
        self.assert_nowhere()

    def test_lines(self):
        """the lines that Keybearer gives for it"""
        (self.place / 'lines.mjs').write_text(self.lines('openai-node') + f'''
const answer = await client.responses.create({{ model: '{program.MODEL}', input: 'hi' }});
console.log(answer.output_text);''')
        answer = self.start_program('node', 'lines.mjs')
        self.assertEqual((answer.status, answer.out.strip()), (0, program.ANSWER), answer.err)
        self.assert_nowhere()

    def test_variable(self):
        """the same with the variable"""
        self.assert_answered(self.read(self.run_with_key('node', 'ask.mjs', program.MODEL)))
        self.assert_nowhere()

    def test_refused_before(self):
        """its own error for each refusal"""
        for verdict, error, status in (('invalid-key', 'AuthenticationError', 401), ('credit-exhausted', 'RateLimitError', 429),
                                       ('missing-scopes', 'PermissionDeniedError', 403),
                                       ('server-error', 'InternalServerError', 500)):
            self.give(verdict, verdict)
            told = self.ask(verdict)
            for way in ('responses', 'chat', *STREAMED):
                self.assertEqual((told[way]['error'], told[way]['status']), (error, status), (verdict, way))
        self.assert_nowhere()

    def test_fails_in_the_middle(self):
        """a failure in the middle of a stream"""
        self.give('failing', 'run-failed')
        told = self.ask('failing')
        # That library leaves it to its caller to look at the event.
        self.assertEqual(told['responses-stream']['types'][-1], 'response.failed')
        self.assertEqual(told['responses-stream']['text'], program.ANSWER[:4])
        for way in ('chat-stream', 'chat-helper'):
            self.assertIn('The model stumbled', told[way]['message'], way)
        self.assertEqual((told['chat']['error'], told['chat']['status']), ('InternalServerError', 500))

    def test_breaks_off(self):
        """a stream that breaks off"""
        self.give('breaking', 'run-unfinished')
        told = self.ask('breaking')
        for way in STREAMED:
            self.assertIn('error', told[way], way)


if __name__ == '__main__':
    program.main()
