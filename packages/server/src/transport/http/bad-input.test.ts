import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { errorBody } from '@parley/protocol/errors.ts';
import { limits } from '@parley/protocol/limits.ts';
import { Cast, castPassword } from '@parley/testkit/cast.ts';
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

/** Somebody who does nothing wrong is served as ever. */
async function othersAreServed(): Promise<void> {
  const { number } = await cast.say(chat, 'All is well.', 'member');
  const { content } = await cast.ok('getMessage', { params: { chat, number } }, 'admin');
  assert.equal(content, 'All is well.');
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
    await othersAreServed();
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

describe('INPUT1 JSON that is unusual', () => {
  test('INPUT1 nesting of any depth is answered', async () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const depth = 20_000;
      const nested = `${open.repeat(depth)}1${close.repeat(depth)}`;
      assert.equal((await post(nested)).status, 400);
      assert.equal((await post(`{"content":${nested}}`)).error?.code, 'invalid_request');
      assert.equal((await post(`{"content":"x","mentions":${nested}}`)).error?.code, 'invalid_request');
    }
    await othersAreServed();
  });

  test('INPUT1 of a key that comes twice the last one counts, as JSON.parse has it', async () => {
    assert.equal((await post('{"content":"first","content":"last"}')).answer?.content, 'last');
  });

  test('INPUT1 keys that mean something to the language are unknown fields like others', async () => {
    for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const { error } = await post(`{"content":"x","${key}":{"content":"y"}}`);
      assert.deepEqual(
        error?.details?.fields?.map(({ field }) => field),
        [key],
      );
      assert.equal(error?.code, 'unknown_field');
      const query = await cast.call('listChats', { query: `${key}=1` }, 'owner');
      assert.equal(query.error?.code, 'unknown_field', `${key} in a query`);
    }
    assert.equal(({} as Record<string, unknown>).content, undefined);
  });

  test('INPUT1 numbers that are huge, broken or not numbers are refused by name', async () => {
    for (const number of [
      '0',
      '-1',
      '1.5',
      '1e30',
      '4294967296',
      '"1"',
      'null',
      'true',
      '[1]',
      '9007199254740993',
    ]) {
      const { error } = await post(`{"content":"x","reply_to":${number}}`);
      assert.deepEqual(
        error?.details?.fields?.map(({ field }) => field),
        ['reply_to'],
        number,
      );
    }
    for (const text of ['NaN', 'Infinity', '0x10', '01'])
      assert.equal((await post(`{"content":"x","reply_to":${text}}`)).error?.code, 'malformed_json', text);
  });
});

describe('HTTP6 what is too large is refused, and nobody else notices', () => {
  test('HTTP6 a body over the bound', async () => {
    const body = `{"content":"${'x'.repeat(300_000)}"}`;
    assert.equal((await post(body)).error?.code, 'payload_too_large');
    const picture = {
      body: new Uint8Array(limits.pictureBytes + 1),
      headers: { 'content-type': 'image/png' },
    };
    assert.equal(await cast.refused('setAvatar', picture, 'owner'), 'payload_too_large');
    await othersAreServed();
  });

  test('HTTP6 a flood of headers', async () => {
    const flood = Array.from({ length: 5000 }, (_, index) => `x-${index}: ${index}\r\n`).join('');
    const { status, code } = await raw(`GET /api/v1/instance HTTP/1.1\r\nhost: x\r\n${flood}\r\n`);
    assert.deepEqual([status, code], [413, 'payload_too_large']);
    const long = await raw(`GET /${'x'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`);
    assert.deepEqual([long.status, long.code], [413, 'payload_too_large']);
    await othersAreServed();
  });

  test('HTTP7 bytes that are no request, and addresses that are none', async () => {
    for (const bytes of [
      '\u0016\u0003\u0001 hello',
      'nonsense\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      'GET /\u0001 HTTP/1.1\r\n\r\n',
    ])
      assert.deepEqual(
        await raw(bytes).then(({ status, code }) => [status, code]),
        [400, 'invalid_request'],
        bytes,
      );
    for (const path of ['/%', '/%ff', '/api/v1/apps/%c0%ae', '/api/v1/users/%e0%a4%a'])
      assert.deepEqual(
        await raw(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`).then(({ status, code }) => [
          status,
          code,
        ]),
        [400, 'invalid_request'],
        path,
      );
    for (const path of [
      '//',
      '///api/v1',
      'http://elsewhere/api/v1/nothing',
      '/api/v1/../../etc/passwd',
      '*',
    ])
      assert.ok(
        (await raw(`DELETE ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)).status < 500,
        path,
      );
    await othersAreServed();
  });
});

/** Sends bytes over a connection of their own; answers status and code of what came back before it was closed. */
async function raw(bytes: string): Promise<{ status: number; code: string | undefined; headers: string }> {
  const { hostname, port } = new URL(cast.server.url);
  const socket = connect(Number(port), hostname);
  const text = await new Promise<string>((resolve, reject) => {
    let received = '';
    socket.setEncoding('utf8');
    socket.on('data', (part) => {
      received += part;
    });
    socket.on('close', () => resolve(received));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' ? undefined : reject(error),
    );
    socket.write(bytes, 'latin1');
  });
  const [headers = '', body = ''] = text.split('\r\n\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]);
  const json = body.slice(body.indexOf('{'), body.lastIndexOf('}') + 1);
  return { status, headers, code: json === '' ? undefined : errorBody.parse(JSON.parse(json)).error.code };
}

describe('HTTP8 whoever is slow holds up nobody', () => {
  test('HTTP8 two hundred bodies that never end', async () => {
    const { hostname, port } = new URL(cast.server.url);
    const slow = Array.from({ length: 200 }, () => connect(Number(port), hostname));
    await Promise.all(slow.map((socket) => new Promise((resolve) => socket.on('connect', resolve))));
    const head =
      'POST /api/v1/users HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{"user';
    for (const socket of slow) socket.write(head);
    for (let turn = 0; turn < 10; turn += 1) await othersAreServed();
    for (const socket of slow) socket.destroy();
    await othersAreServed();
  });
});

describe('HTTP7 an answer repeats no value and tells nothing of the inside', () => {
  const marker = 'zq9-marker-4711';
  const calls = () =>
    [
      cast.call('getApp', { params: { token: marker } }, 'anonymous'),
      cast.call(
        'register',
        { body: { username: `${marker} !`, password: marker.slice(0, 3), email: marker, app: marker } },
        'anonymous',
      ),
      cast.call(
        'signIn',
        { body: { username: 'owner', password: marker, app: cast.app.token } },
        'anonymous',
      ),
      cast.call('listChats', { query: { limit: marker, cursor: `${marker} !` } }, 'owner'),
      cast.call(
        'postMessage',
        {
          params: { number: chat },
          body: { content: 7, mentions: [`${marker} !`], client_id: `${marker} ` },
        },
        'owner',
      ),
      cast.call('createChat', { body: { kind: marker, name: marker } }, 'owner'),
      cast.call('getUser', { params: { username: `${marker}$` } }, 'owner'),
      cast.call('addReaction', { params: { chat, number: 1, emoji: marker } }, 'owner'),
      cast.call('getChat', { params: { number: marker } }, 'owner'),
      cast.call(
        'resetPassword',
        { params: { code: `${marker}!` }, body: { password: castPassword } },
        'anonymous',
      ),
      cast.call('endSession', { params: { handle: marker } }, 'owner'),
      cast.call('postMessage', { params: { number: chat }, body: `{"${marker.repeat(50)}` }, 'owner'),
    ] as const;

  test('HTTP7 values that are refused are not in the answer', async () => {
    for (const { status, text } of await Promise.all(calls())) {
      assert.ok(status >= 400);
      assert.ok(!text.includes(marker), text);
      assert.doesNotMatch(text, /node_modules|\.ts\b|\bat .*:\d+|sqlite|zod|fastify/i);
    }
    for (const path of [`/%${marker}`, `/api/v1/${marker}`, `/api/v1/users/${marker}%ff`]) {
      const text = await (await fetch(`${cast.server.url}${path}`)).text();
      assert.ok(!text.includes(marker), path);
    }
  });

  test('HTTP7 what fails inside is answered as internal, and its cause is logged only', async () => {
    const logged: string[] = [];
    const logger = {
      debug() {},
      info() {},
      warn() {},
      error: (message: string) => logged.push(message),
      child: () => logger,
    };
    await using server = await startServer({ logger });
    const { apps } = server.node.store;
    apps.byToken = () => Promise.reject(new Error('SQLITE_CORRUPT at /var/lib/secret'));
    const response = await fetch(`${server.url}/api/v1/apps/${'U'.repeat(32)}`);
    const { error } = errorBody.parse(await response.json());
    assert.equal(response.status, 500);
    assert.deepEqual(error, {
      code: 'internal',
      message: 'The server failed; the cause is in its log.',
      retry: 'backoff',
    });
    assert.equal(logged.length, 1);
    assert.equal((await fetch(`${server.url}/api/v1/instance`)).status, 200);
  });
});
