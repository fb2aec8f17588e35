import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { errorBody } from '@parley/protocol/errors.ts';
import { limits } from '@parley/protocol/limits.ts';
import { Cast } from '@parley/testkit/cast.ts';
import { Addresses } from '../addresses.ts';
import { RateLimiter } from '../rate-limits.ts';
import { createHttpServer } from './http-server.ts';
import { errorOfBytes } from './refuse-early.ts';

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

test('HTTP8 a request that does not arrive in time is told so', () => {
  const { code, message } = errorOfBytes('ERR_HTTP_REQUEST_TIMEOUT');
  assert.equal(code, 'invalid_request');
  assert.match(message, /did not arrive in time/);
});

test('HOST5 a head has twenty seconds, a request thirty, and nobody keeps an answer waiting for ever', async () => {
  const { server } = await createHttpServer({
    node: cast.server.node,
    limiter: new RateLimiter(cast.server.node.clock, false, () => {}),
    addresses: new Addresses([]),
    handle: () => assert.fail(),
    secureCookies: false,
    readiness: () => assert.fail(),
    publicUrl: () => '',
  });
  const { headersTimeout, requestTimeout, timeout } = server;
  assert.deepEqual([headersTimeout, requestTimeout, timeout], [20_000, 30_000, 120_000]);
});
