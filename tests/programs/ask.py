# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Asks in each way that OpenAI's library for Python knows: ask.py MODEL. Prints a line of JSON for each."""

import json
import sys

import openai

MODEL = sys.argv[1]
MESSAGES = [{'role': 'user', 'content': 'hi'}]
client = openai.OpenAI(max_retries=0)


def responses_stream():
    events = list(client.responses.create(model=MODEL, input='hi', stream=True))
    return {'text': ''.join(event.delta for event in events if event.type == 'response.output_text.delta'),
            'types': [event.type for event in events]}


def chat_stream():
    chunks = list(client.chat.completions.create(model=MODEL, messages=MESSAGES, stream=True,
                                                 stream_options={'include_usage': True}))
    return {'text': ''.join(chunk.choices[0].delta.content or '' for chunk in chunks if chunk.choices),
            'tokens': chunks[-1].usage.total_tokens}


WAYS = {
    'models': lambda: {'text': ' '.join(one.id for one in client.models.list())},
    'model': lambda: {'text': client.models.retrieve(MODEL).id},
    'responses': lambda: {'text': client.responses.create(model=MODEL, input='hi').output_text},
    'responses-stream': responses_stream,
    'chat': lambda: {'text': client.chat.completions.create(model=MODEL, messages=MESSAGES).choices[0].message.content},
    'chat-stream': chat_stream,
}

for way, ask in WAYS.items():
    try:
        result = ask()
    except Exception as error:  # each kind of it is what is looked at
        result = {'error': type(error).__name__, 'status': getattr(error, 'status_code', None), 'message': str(error)}
    print(json.dumps({'way': way, **result}), flush=True)
