#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""OpenAI's library for Python, as Debian has it, and the command that comes with it."""

import json

import program


class OpenAIPython(program.Case):
    title = 'OpenAI’s library for Python and its command `openai`'
    package = 'python3-openai'
    way = '`keybearer token` in its code, and `keybearer run`'

    def setUp(self):
        super().setUp()
        folder = program.find('python3-openai')
        self.session.environment['PYTHONPATH'] = str(folder / 'usr/lib/python3/dist-packages')
        self.command = folder / 'usr/bin/openai'

    def ask(self, name='laptop'):
        answer = self.run_with_key('python3', program.HERE / 'ask.py', program.MODEL, name=name)
        self.assertEqual(answer.status, 0, answer.err)
        return {line.pop('way'): line for line in map(json.loads, answer.out.splitlines())}

    def test_variable(self):
        """The answer from both calls, at once and as a stream; the list of models"""
        told = self.ask()
        for way in ('responses', 'responses-stream', 'chat', 'chat-stream'):
            self.assertEqual(told[way].get('text'), program.ANSWER, told[way])
        self.assertEqual(told['chat-stream']['tokens'], 24)
        self.assertEqual(told['responses-stream']['types'][-1], 'response.completed')
        self.assertIn(program.MODEL, told['models']['text'].split())
        self.assertEqual(told['model']['text'], program.MODEL)
        self.assert_nowhere()

    def test_lines(self):
        """the lines that Keybearer gives for it"""
        (self.place / 'lines.py').write_text(self.lines('openai-python') + f'''
print(client.responses.create(model='{program.MODEL}', input='hi').output_text)''')
        answer = self.start_program('python3', 'lines.py')
        self.assertEqual((answer.status, answer.out.strip()), (0, program.ANSWER), answer.err)
        self.assert_nowhere()

    def test_errors(self):
        """its own error for each refusal"""
        for verdict, error, status in (('invalid-key', 'AuthenticationError', 401), ('credit-exhausted', 'RateLimitError', 429),
                                       ('server-error', 'InternalServerError', 500)):
            self.give(verdict, verdict)
            told = self.ask(verdict)
            for way in ('responses', 'responses-stream', 'chat', 'chat-stream'):
                self.assertEqual((told[way]['error'], told[way]['status']), (error, status), (verdict, way))

    def test_in_the_middle(self):
        """a failure in the middle of a stream, and one that breaks off"""
        self.give('failing', 'run-failed')
        told = self.ask('failing')
        self.assertEqual(told['responses-stream']['types'][-1], 'response.failed')
        self.assertIn('The model stumbled', told['chat-stream']['message'])
        self.give('breaking', 'run-unfinished')
        told = self.ask('breaking')
        for way in ('responses-stream', 'chat-stream'):
            self.assertIn('error', told[way])

    def test_command(self):
        """the command’s answer, and no credit in its own words"""
        asked = ('api', 'chat.completions.create', '-m', program.MODEL, '-g', 'user', 'hi')
        for more in ((), ('--stream',)):
            answer = self.run_with_key('python3', self.command, *asked, *more)
            self.assertEqual((answer.status, answer.out.strip()), (0, program.ANSWER), answer.err)
        self.assertIn(program.MODEL, self.run_with_key('python3', self.command, 'api', 'models.list').out)
        self.give('broke', 'credit-exhausted')
        answer = self.run_with_key('python3', self.command, *asked, name='broke')
        self.assertEqual(answer.status, 1)
        self.assertIn('insufficient_quota', answer.err)
        self.assert_nowhere()


if __name__ == '__main__':
    program.main()
