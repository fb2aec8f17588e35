import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { errorBody } from '@parley/protocol/errors.ts';
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
