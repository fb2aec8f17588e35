import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { closeCodes } from '@parley/protocol/close-codes.ts';
import { limits } from '@parley/protocol/limits.ts';
import { Cast } from '@parley/testkit/cast.ts';
import { FrameClient, type SocketOptions } from '@parley/testkit/frame-client.ts';

let cast: Cast;
let chat: number;
let healthy: FrameClient;

before(async () => {
  cast = await Cast.start();
  await cast.acquaint();
  chat = await cast.group();
  healthy = await cast.socket('member');
});
after(async () => {
  await healthy.settled();
  healthy[Symbol.dispose]();
  await cast[Symbol.asyncDispose]();
});

/** A socket that was open all the while still gets what is posted. */
async function othersAreServed(): Promise<void> {
  const { position } = await cast.say(chat, 'All is well.', 'admin');
  await healthy.first('entry', (frame) => frame.position === position);
}

const send = (more: object) => ({
  type: 'send',
  ref: 'r1',
  chat,
  client_id: crypto.randomUUID(),
  content: 'x',
  ...more,
});

describe('RT1 a socket without credentials is told why, and closed', () => {
  const wrong: Readonly<Record<string, () => SocketOptions>> = {
    'none at all': () => ({}),
    'a token that nobody was given': () => ({ token: 'U'.repeat(43) }),
    'a token that cannot be': () => ({ token: 'short' }),
    "an app's token": () => ({ token: cast.app.token }),
    'a bearer header, which browsers cannot send': () => ({
      headers: { authorization: `Bearer ${cast.token('owner')}` },
    }),
    'a cookie, from a page of somebody else': () => ({
      headers: { cookie: `parley_session=${cast.token('owner')}`, origin: 'https://elsewhere.example' },
    }),
    'a cookie, from no page': () => ({
      headers: { cookie: `parley_session=${cast.token('owner')}`, origin: 'null' },
    }),
    'a cookie that is none': () => ({ headers: { cookie: 'parley_session=; parley_session="x' } }),
  };
  for (const [name, options] of Object.entries(wrong)) {
    test(`RT1 ${name}`, async () => {
      using socket = new FrameClient(cast.server.url, options());
      assert.equal((await socket.first('error')).error.code, 'unauthenticated');
      assert.equal((await socket.closed).code, closeCodes.unauthenticated);
      assert.deepEqual(
        socket.frames.map((frame) => frame.type),
        ['error'],
      );
    });
  }

  test('RT1 frames that are sent before signing in do nothing', async () => {
    const before = await cast.ok('getChat', { params: { number: chat } }, 'owner');
    using socket = new FrameClient(cast.server.url);
    socket.socket.on('open', () => socket.send(send({ content: 'Smuggled' })));
    await socket.closed;
    const now = await cast.ok('getChat', { params: { number: chat } }, 'owner');
    assert.equal(now.position, before.position);
  });

  test('RT1 the cookie counts on our own page', async () => {
    const { host } = new URL(cast.server.url);
    const cookie = `other=1; parley_session=${cast.token('owner')}; more=2`;
    using socket = await FrameClient.open(cast.server.url, { headers: { cookie, origin: `http://${host}` } });
    assert.equal((await socket.first('hello')).username, 'owner');
  });
});

describe('RT2 a frame that is wrong is refused by name, and the socket stays', () => {
  const wrong = (): readonly [string, unknown, string, readonly string[]][] => [
    ['no frame', 7, 'invalid_request', ['']],
    ['no type', { chat: 1 }, 'invalid_request', ['type']],
    ['an unknown type', { type: 'shout' }, 'invalid_request', ['type']],
    ['a type of the prototype', { type: '__proto__' }, 'invalid_request', ['type']],
    ['an unknown field', { type: 'ping', surprise: 1 }, 'unknown_field', ['surprise']],
    ['nothing to say', { ...send({}), content: undefined }, 'invalid_request', ['content']],
    ['no client_id', { ...send({}), client_id: undefined }, 'invalid_request', ['client_id']],
    ['a chat that is text', send({ chat: '1' }), 'invalid_request', ['chat']],
    ['chat 0', send({ chat: 0 }), 'invalid_request', ['chat']],
    ['a negative chat', send({ chat: -1 }), 'invalid_request', ['chat']],
    ['a huge chat', send({ chat: 1e300 }), 'invalid_request', ['chat']],
    ['half a chat', send({ chat: 1.5 }), 'invalid_request', ['chat']],
    ['a reply to what is not there', send({ reply_to: 4_000_000 }), 'invalid_request', ['reply_to']],
    ['a mention of a stranger', send({ mentions: ['stranger'] }), 'invalid_request', ['mentions.0']],
    ['a mark that is none', { type: 'mark', chat: 2, read: '1' }, 'invalid_request', ['read']],
    ['a position below 0', { type: 'sync', chats: { 1: -1 } }, 'invalid_request', ['chats.1']],
    ['a chat that is none', { type: 'sync', chats: { '01': 1 } }, 'invalid_request', ['chats.01']],
    ['a state nobody is in', { type: 'presence', state: 'offline' }, 'invalid_request', ['state']],
    [
      'too much text',
      send({ content: 'x'.repeat(limits.contentBytes + 1) }),
      'content_too_large',
      ['content'],
    ],
  ];
  test('RT2 each is answered by what is wrong', async () => {
    using socket = await cast.socket('owner');
    for (const [name, frame, code, fields] of wrong()) {
      const { error, ref } = await socket.refusal(frame);
      assert.equal(error.code, code, name);
      assert.deepEqual(
        error.details?.fields?.map(({ field }) => field),
        fields,
        name,
      );
      const hasRef = typeof frame === 'object' && frame !== null && 'ref' in frame;
      assert.equal(ref, hasRef ? 'r1' : undefined, name);
    }
    socket.send(send({ content: 'Still here' }));
    await socket.first('ack');
  });

  test('RT2 text that is no JSON, and bytes, are malformed', async () => {
    using socket = await cast.socket('owner');
    for (const text of ['', '{', 'nonsense', '[1,', '\u0000', '{"type":"ping"}{}']) {
      const from = socket.frames.length;
      socket.socket.send(text);
      assert.equal((await socket.first('error', undefined, from)).error.code, 'malformed_json', text);
    }
    const from = socket.frames.length;
    socket.socket.send(Buffer.from('{"type":"ping"}'), { binary: true });
    assert.equal((await socket.first('error', undefined, from)).error.code, 'malformed_json');
    await socket.settled();
  });

  test('INPUT3 half of a surrogate pair in a frame is refused by name', async () => {
    using socket = await cast.socket('owner');
    const from = socket.frames.length;
    socket.socket.send(JSON.stringify(send({ content: 'HALF' })).replace('HALF', '\\ud800'));
    const { error } = await socket.first('error', undefined, from);
    assert.deepEqual(
      error.details?.fields?.map(({ field }) => field),
      ['content'],
    );
  });

  test('RT2 frames of an array are taken one by one: what is wrong in one does not touch the others', async () => {
    using socket = await cast.socket('owner');
    socket.send([
      send({ ref: 'good-1' }),
      { type: 'shout' },
      [],
      null,
      send({ ref: 'bad', chat: 0 }),
      send({ ref: 'good-2' }),
    ]);
    await socket.first('ack', (frame) => frame.ref === 'good-2');
    await socket.first('ack', (frame) => frame.ref === 'good-1');
    assert.equal(socket.frames.filter((frame) => frame.type === 'error').length, 4);
  });

  test('RT3 an array of too many frames is refused whole', async () => {
    using socket = await cast.socket('owner');
    const frames = (count: number) => Array.from({ length: count }, () => ({ type: 'typing', chat }));
    socket.send(frames(limits.framesPerMessage));
    await socket.settled();
    assert.equal(socket.frames.filter((frame) => frame.type === 'error').length, 0);
    const { error } = await socket.refusal(frames(limits.framesPerMessage + 1));
    assert.equal(error.code, 'invalid_request');
    assert.match(error.message, /500/);
    await socket.settled();
  });

  test('RT2 nesting of any depth is answered', async () => {
    using socket = await cast.socket('owner');
    for (const text of [
      `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
      `${'{"type":'.repeat(9000)}1${'}'.repeat(9000)}`,
    ]) {
      const from = socket.frames.length;
      socket.socket.send(text);
      assert.equal((await socket.first('error', undefined, from)).error.code, 'invalid_request');
    }
  });
});

describe('RT3 a message that cannot be read closes its socket and no other', () => {
  test('RT3 larger than is read: 1009', async () => {
    using socket = await cast.socket('owner');
    socket.socket.send('x'.repeat(limits.frameBytes + 1));
    assert.equal((await socket.closed).code, closeCodes.payloadTooLarge);
    await othersAreServed();
  });

  test('RT3 text that is not UTF-8: 1007', async () => {
    using socket = await cast.socket('owner');
    socket.socket.send(Buffer.from([0x22, 0xff, 0x22]), { binary: false });
    assert.equal((await socket.closed).code, 1007);
    await othersAreServed();
  });

  test('RT3 bytes that are no WebSocket frame: 1002', async () => {
    using socket = await cast.socket('owner');
    const wire = socket.socket as unknown as { _socket: { write(bytes: Buffer): void } };
    wire._socket.write(Buffer.from([0xff, 0xff, 0xff, 0xff]));
    assert.equal((await socket.closed).code, 1002);
    await othersAreServed();
  });
});

test('RT8 a server that stops tells its sockets to come back', async () => {
  const stopping = await Cast.start();
  using socket = await stopping.socket('owner');
  await stopping.server.close();
  assert.equal((await socket.closed).code, closeCodes.unavailable);
});

describe('RT4 an upgrade that is none is answered as HTTP', () => {
  const handshake = (path: string, more = '') =>
    `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n${more}\r\n`;

  test('RT4 at another address: 404 with an error', async () => {
    for (const path of [
      '/api/v1/nothing',
      '/',
      '//',
      '/api/v1/chats',
      '/api/v1/realtime/',
      '/%',
      'http://[x/',
    ]) {
      const text = await exchange(handshake(path));
      assert.match(text, /^HTTP\/1\.1 404 /, path);
      assert.match(text, /"code":"not_found"/);
      assert.match(text, /x-content-type-options: nosniff/i);
    }
    await othersAreServed();
  });

  test('RT4 that lacks what a handshake needs: 400', async () => {
    const without = handshake('/api/v1/realtime').replace(/sec-websocket-key: .*\r\n/, '');
    assert.match(await exchange(without), /^HTTP\/1\.1 400 /);
    await othersAreServed();
  });

  test('RT4 to a protocol that is offered in passing: answered as if it were not', async () => {
    const offer =
      'connection: Upgrade, HTTP2-Settings, close\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABkAAQAAP__\r\n';
    const text = await exchange(`GET /api/v1/instance HTTP/1.1\r\nhost: x\r\n${offer}\r\n`);
    assert.match(text, /^HTTP\/1\.1 200 /);
    assert.match(text, /"name":"Parley"/);
  });
});

/** Sends bytes over a connection of their own; answers everything that came back until it was closed. */
function exchange(bytes: string): Promise<string> {
  const { hostname, port } = new URL(cast.server.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let received = '';
    socket.on('data', (part) => {
      received += part;
    });
    socket.on('close', () => resolve(received));
    socket.on('error', reject);
  });
}
