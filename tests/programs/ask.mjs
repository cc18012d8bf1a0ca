// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The Keybearer developers
// Asks in each way that OpenAI's library for JavaScript knows: ask.mjs MODEL [NAME], where NAME is a saved key that
// it gets itself, as the hook does. Prints a line of JSON for each.

import { execFileSync } from 'node:child_process';
import OpenAI from 'openai';

const [model, name] = process.argv.slice(2);
const options = { maxRetries: 0 };
if (name) options.apiKey = async () => execFileSync('keybearer', ['token', name], { encoding: 'utf8' });
const client = new OpenAI(options);
const messages = [{ role: 'user', content: 'hi' }];
const tools = [{ type: 'function', name: 'look', parameters: { type: 'object', properties: {} }, strict: false }];

async function join(stream, of) {
  let text = '';
  const types = [];
  for await (const event of stream) {
    types.push(event.type ?? event.object);
    text += of(event) ?? '';
  }
  return { text, types };
}

const ways = {
  'models': async () => ({ text: (await client.models.list()).data.map((one) => one.id).join(' ') }),
  'model': async () => ({ text: (await client.models.retrieve(model)).id }),
  'responses': async () => ({ text: (await client.responses.create({ model, input: 'hi', tools })).output_text }),
  'responses-stream': async () =>
    join(await client.responses.create({ model, input: 'hi', stream: true }), (event) => event.delta),
  'responses-helper': async () => ({
    text: (await client.responses.stream({ model, input: 'hi' }).finalResponse()).output_text,
  }),
  'chat': async () => ({ text: (await client.chat.completions.create({ model, messages })).choices[0].message.content }),
  'chat-stream': async () =>
    join(await client.chat.completions.create({ model, messages, stream: true, stream_options: { include_usage: true } }),
      (chunk) => chunk.choices[0]?.delta.content),
  'chat-helper': async () => ({ text: await client.chat.completions.stream({ model, messages }).finalContent() }),
};

for (const [way, ask] of Object.entries(ways)) {
  let result;
  try {
    result = await ask();
  } catch (error) {
    result = { error: error.constructor.name, status: error.status ?? null, code: error.code ?? null, message: error.message };
  }
  console.log(JSON.stringify({ way, ...result }));
}
