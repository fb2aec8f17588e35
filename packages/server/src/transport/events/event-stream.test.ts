import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { errorBody } from '@parley/protocol/errors.ts';
import type { DownFrame } from '@parley/protocol/frames.ts';
import { Cast, type Person } from '@parley/testkit/cast.ts';
import { EventClient } from '@parley/testkit/event-client.ts';
import { startServer } from '@parley/testkit/server.ts';
import { beating } from './event-stream.ts';

let cast: Cast;
let chat: number;

before(async () => {
  cast = await Cast.start();
  await cast.acquaint();
  chat = await cast.group();
});
after(() => cast[Symbol.asyncDispose]());

async function streamOf(person: Person, query = ''): Promise<EventClient> {
  const client = await EventClient.open(cast.server.url, cast.token(person), query);
  assert.ok(client instanceof EventClient);
  return client;
}

test('RT5 an event stream tells the same events as a socket, in the same order (R1)', async () => {
  using stream = await streamOf('member');
  using socket = await cast.socket('member');
  await stream.first((frame) => frame.type === 'synced');
  const { number } = await cast.say(chat, 'Sunday at nine?', 'owner');
  await cast.ok('editMessage', { params: { chat, number }, body: { content: 'Sunday at ten?' } }, 'owner');
  await cast.ok('addReaction', { params: { chat, number, emoji: '👍' } }, 'admin');
  await cast.ok('pinMessage', { params: { chat, number } }, 'admin');
  await cast.ok('changeChat', { params: { number: chat }, body: { name: 'Sundays' } }, 'owner');
  await cast.ok('setMarks', { params: { number: chat }, body: { read: number } }, 'admin');
  const { position } = await cast.say(chat, 'See you.', 'member');
  const isLast = (frame: DownFrame) => frame.type === 'entry' && frame.position === position;
  await stream.first(isLast);
  await socket.first('entry', isLast);
  const told = (frames: readonly DownFrame[]) =>
    frames.filter(({ type }) => type === 'entry' || type === 'mark');
  assert.deepEqual(told(stream.frames), told(socket.frames));
  assert.deepEqual(
    told(stream.frames).map((frame) => (frame.type === 'entry' ? frame.entry.kind : frame.type)),
    ['message', 'message_edited', 'reaction_added', 'message_pinned', 'chat_renamed', 'mark', 'message'],
  );
});

test('RT5 a stream begins with hello, then what was missed, then synced', async () => {
  const { position } = await cast.ok('getChat', { params: { number: chat } }, 'member');
  using stream = await streamOf('member', `?chats=${chat}:${position - 2}`);
  await stream.first((frame) => frame.type === 'synced');
  const { frames } = stream;
  assert.deepEqual(
    frames.map((frame) => frame.type),
    ['hello', 'entry', 'entry', 'synced'],
  );
  assert.deepEqual(
    frames.flatMap((frame) => (frame.type === 'entry' ? [frame.position] : [])),
    [position - 1, position],
  );
});

describe('RT5 a stream that cannot be is refused with an error', () => {
  const queries: readonly [string, number, string, readonly string[] | undefined][] = [
    ['?chats=x', 400, 'invalid_request', ['chats']],
    ['?chats=1', 400, 'invalid_request', ['chats']],
    ['?chats=0:1', 400, 'invalid_request', ['chats']],
    ['?chats=1:-1', 400, 'invalid_request', ['chats']],
    ['?chats=1:2,', 400, 'invalid_request', ['chats']],
    ['?chats=1:99999999999', 400, 'invalid_request', ['chats']],
    ['?chats=1:1&chats=2:2', 400, 'invalid_request', ['chats']],
    ['?epoch=', 400, 'invalid_request', ['epoch']],
    ['?surprise=1', 400, 'unknown_field', ['surprise']],
    ['?epoch=another', 409, 'stale_epoch', undefined],
  ];
  for (const [query, status, code, fields] of queries) {
    test(`RT5 ${query}`, async () => {
      const response = await EventClient.open(cast.server.url, cast.token('member'), query);
      assert.ok(response instanceof Response, 'it was opened');
      const { error } = errorBody.parse(await response.json());
      assert.deepEqual([response.status, error.code], [status, code]);
      assert.deepEqual(
        error.details?.fields?.map(({ field }) => field),
        fields,
      );
    });
  }

  test('RT5 without a session', async () => {
    const response = await EventClient.open(cast.server.url, 'U'.repeat(43));
    assert.ok(response instanceof Response);
    assert.equal(response.status, 401);
  });

  test('RT5 naming chats of others tells nothing of them', async () => {
    using stream = await streamOf('stranger', `?chats=${chat}:0,4000000:0`);
    const synced = await stream.first((frame) => frame.type === 'synced');
    assert.deepEqual(synced.type === 'synced' && synced.heads, {});
    assert.deepEqual(
      stream.frames.map((frame) => frame.type),
      ['hello', 'synced'],
    );
  });
});

test('RT5 a stream ends with its session, and with its server', async () => {
  using ended = await streamOf('friend');
  await ended.first((frame) => frame.type === 'synced');
  await cast.ok('endSession', { params: { handle: 'current' } }, 'friend');
  await assert.rejects(
    ended.first(() => false),
    /ended/,
  );
  const server = await startServer();
  const body = JSON.stringify({ username: 'erin', password: 'correct horse battery' });
  const headers = { 'content-type': 'application/json' };
  const registered = await fetch(`${server.url}/api/v1/users`, { method: 'POST', body, headers });
  const { session } = (await registered.json()) as { session: { token: string } };
  using stream = (await EventClient.open(server.url, session.token)) as EventClient;
  await stream.first((frame) => frame.type === 'synced');
  await server.close();
  await assert.rejects(stream.first(() => false));
});

test('HOST4 a stream of which nothing is taken off the wire for two beats is cut', () => {
  const leaving: (() => void)[] = [];
  let cut = 0;
  const beat = beating({
    write: (_text: string, done: () => void) => leaving.push(done) > 0,
    destroy: () => {
      cut += 1;
    },
  } as never);
  beat();
  leaving.pop()?.();
  for (let beats = 0; beats < 2; beats += 1) beat();
  assert.equal(cut, 0);
  beat();
  assert.equal(cut, 1);
});
