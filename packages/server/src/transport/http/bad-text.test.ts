import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { limits } from '@parley/protocol/limits.ts';
import { Cast } from '@parley/testkit/cast.ts';
import { startServer } from '@parley/testkit/server.ts';

let cast: Cast;
let chat: number;

before(async () => {
  cast = await Cast.start();
  await cast.acquaint();
  chat = await cast.group();
});
after(() => cast[Symbol.asyncDispose]());

/** Posts a body exactly as it is. */
function post(body: string | Uint8Array<ArrayBuffer>) {
  return cast.call('postMessage', { params: { number: chat }, body }, 'owner');
}

describe('INPUT8 the text of a message has at most 16,384 bytes of UTF-8', () => {
  const bound = limits.contentBytes;
  const texts: Readonly<Record<string, string>> = {
    'one byte each': 'x'.repeat(bound),
    'two bytes each': 'ä'.repeat(bound / 2),
    'three bytes each': `${'字'.repeat(Math.floor(bound / 3))}x`,
    'four bytes each': '😀'.repeat(bound / 4),
    'escaped six times as long': '\u0001'.repeat(bound - 1).concat('x'),
  };

  for (const [name, text] of Object.entries(texts)) {
    test(`INPUT8 exactly as many are taken, one more is refused: ${name}`, async () => {
      const taken = await cast.say(chat, text, 'owner');
      assert.equal(taken.content, text);
      const { app } = cast;
      const open = { params: { token: app.token, number: app.chat }, body: { content: `${text}x` } };
      for (const refused of [
        await cast.call('postMessage', { params: { number: chat }, body: { content: `${text}x` } }, 'owner'),
        await cast.call(
          'editMessage',
          { params: { chat, number: 1 }, body: { content: `${text}x` } },
          'owner',
        ),
        await cast.call('postOpenMessage', open, 'holder'),
      ]) {
        assert.equal(refused.error?.code, 'content_too_large');
        assert.equal(refused.error?.details?.limit, bound);
        assert.equal(refused.error?.details?.fields?.[0]?.field, 'content');
      }
    });
  }

  test('INPUT8 the bound is the one that is configured, and the instance tells it', async () => {
    await using small = await startServer({ environment: { PARLEY_CONTENT_BYTES: '8' } });
    const call = async (path: string, body?: object) => {
      const init = body && {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      };
      const response = await fetch(`${small.url}/api/v1${path}`, init);
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    assert.equal((await call('/instance')).body.content_bytes, 8);
    const { token } = (await call('/apps', { name: 'Small' })).body;
    await call(`/apps/${token}/chats`, {});
    assert.equal((await call(`/apps/${token}/chats/1/messages`, { content: '😀😀' })).status, 201);
    assert.equal((await call(`/apps/${token}/chats/1/messages`, { content: '😀😀.' })).status, 413);
  });

  test('INPUT4 a text that shows nothing is refused', async () => {
    for (const content of ['', ' ', '\n\t', '\u200b\u2060', '\u0000', 'a\u0000b', '\u2800'])
      assert.equal(
        (await post(JSON.stringify({ content }))).error?.code,
        'invalid_request',
        JSON.stringify(content),
      );
  });
});

describe('HTTP3 bytes that are no text are refused', () => {
  const bytes: Readonly<Record<string, number[]>> = {
    'a byte that never occurs': [0xff],
    'a lone continuation': [0x80],
    'a sequence cut short': [0xf0, 0x9f, 0x98],
    'an overlong slash': [0xc0, 0xaf],
    'half of a surrogate pair': [0xed, 0xa0, 0x80],
    'beyond the last character': [0xf5, 0x80, 0x80, 0x80],
  };
  for (const [name, middle] of Object.entries(bytes)) {
    test(`HTTP3 ${name}`, async () => {
      const body = Buffer.concat([Buffer.from('{"content":"a'), Buffer.from(middle), Buffer.from('"}')]);
      assert.equal((await post(new Uint8Array(body))).error?.code, 'malformed_json');
    });
  }

  test('INPUT3 half of a surrogate pair, escaped, is refused by name in every text', async () => {
    for (const half of ['\\ud800', '\\udc00', 'a\\udbff', '\\udc00\\ud800']) {
      const { error } = await post(`{"content":"${half}"}`);
      assert.equal(error?.code, 'invalid_request');
      assert.deepEqual(
        error?.details?.fields?.map(({ field }) => field),
        ['content'],
      );
      const named = await cast.call(
        'changeAccount',
        { body: `{"name":"${half}","status_text":"${half}"}` },
        'owner',
      );
      assert.deepEqual(
        named.error?.details?.fields?.map(({ field }) => field),
        ['name', 'status_text'],
      );
    }
    assert.equal((await post('{"content":"\\ud83d\\ude00"}')).answer?.content, '😀');
  });

  test('HTTP3 a byte order mark before the JSON is no harm', async () => {
    assert.equal((await post('\ufeff{"content":"marked"}')).answer?.content, 'marked');
  });
});

describe('INPUT4 names are one visible line', () => {
  const bad = [
    '',
    ' ',
    'a\nb',
    'a\u0000',
    '\u001b[31m',
    'a\u2028b',
    '\u202egnp.exe',
    '\u200b',
    'x'.repeat(201),
  ];
  const names: readonly [string, (name: string) => Promise<{ error: unknown }>][] = [
    ['apps', (name) => cast.call('createApp', { body: { name } }, 'anonymous')],
    [
      'apps that are renamed',
      (name) => cast.call('renameApp', { params: { token: cast.app.token }, body: { name } }, 'holder'),
    ],
    [
      'open chats',
      (name) => cast.call('createOpenChat', { params: { token: cast.app.token }, body: { name } }, 'holder'),
    ],
    ['groups', (name) => cast.call('createChat', { body: { kind: 'group', name } }, 'owner')],
    [
      'groups that are renamed',
      (name) => cast.call('changeChat', { params: { number: chat }, body: { name } }, 'owner'),
    ],
    ['people', (name) => cast.call('changeAccount', { body: { name } }, 'owner')],
    [
      'devices',
      (sender) =>
        cast.call(
          'postOpenMessage',
          { params: { token: cast.app.token, number: 1 }, body: { content: 'x', sender } },
          'holder',
        ),
    ],
  ];
  for (const [what, call] of names) {
    test(`INPUT4 names of ${what}`, async () => {
      for (const name of bad) assert.ok((await call(name)).error, JSON.stringify(name));
    });
  }
});
