import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Cast } from '@parley/testkit/cast.ts';
import { newAppToken } from './app-handlers.ts';

let cast: Cast;

before(async () => {
  cast = await Cast.start();
});
after(() => cast[Symbol.asyncDispose]());

async function newApp() {
  return cast.http.ok('createApp', { body: { name: 'Devices' } });
}

/** Runs so many at once as there are writers, until all are done. */
async function inParallel<Result>(count: number, writers: number, run: (index: number) => Promise<Result>) {
  const results: Result[] = [];
  let next = 0;
  const writer = async () => {
    for (let index = next++; index < count; index = next++) results[index] = await run(index);
  };
  await Promise.all(Array.from({ length: writers }, writer));
  return results;
}

const oneTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const ascending = (numbers: readonly number[]) => numbers.toSorted((one, other) => one - other);

describe('APPS1 the server makes the token of an app, which is its credential (A1)', () => {
  test('APPS1 no token begins with a dash, which a command line takes for a flag', () => {
    for (let made = 0; made < 1000; made += 1) assert.match(newAppToken(), /^[A-Za-z0-9_][A-Za-z0-9_-]{31}$/);
  });

  test('APPS1 it is created, read and renamed; its secret is shown once', async () => {
    const created = await newApp();
    assert.match(created.token, /^[A-Za-z0-9_-]{32}$/);
    assert.match(created.secret, /^[A-Za-z0-9_-]{32}$/);
    const { secret, ...app } = created;
    assert.deepEqual(await cast.http.ok('getApp', { params: app }), app);
    const renamed = await cast.http.ok('renameApp', { params: app, body: { name: 'Help desk' } });
    assert.deepEqual(renamed, { ...app, name: 'Help desk' });
    const { text } = await cast.http.call('getApp', { params: app });
    assert.ok(!text.includes(secret));
  });

  test('APPS1 apps do not see each other', async () => {
    const [one, other] = [await newApp(), await newApp()];
    await cast.http.ok('createOpenChat', { params: one, body: {} });
    assert.deepEqual((await cast.http.ok('listOpenChats', { params: other })).items, []);
    assert.equal(
      (await cast.http.refused('getOpenChat', { params: { ...other, number: 1 } })).code,
      'not_found',
    );
  });
});

describe('APPS2 numbers are consecutive, whoever writes at once (A2, A3, A8)', () => {
  test('APPS2 chats 1..N, each once; every request twice with its client_id makes one', async () => {
    const { token } = await newApp();
    const create = (index: number) =>
      cast.http.ok('createOpenChat', {
        params: { token },
        body: { name: `Chat ${index}`, client_id: `chat-${index}` },
      });
    const twice = await inParallel(120, 32, (index) => Promise.all([create(index), create(index)]));
    for (const [first, again] of twice) assert.deepEqual(again, first);
    assert.deepEqual(ascending(twice.map(([first]): number => first.number)), oneTo(120));
    const { error } = await cast.http.call('createOpenChat', {
      params: { token },
      body: { name: 'Else', client_id: 'chat-0' },
    });
    assert.equal(error?.code, 'client_id_conflict');
  });

  test('APPS2 keys of different devices are different keys', async () => {
    const { token } = await newApp();
    await cast.http.ok('createOpenChat', { params: { token }, body: {} });
    const post = (sender?: string) => {
      const body = { content: 'Started', client_id: 'boot-1', ...(sender !== undefined && { sender }) };
      return cast.http.ok('postOpenMessage', { params: { token, number: 1 }, body });
    };
    const numbers = [await post(), await post('one'), await post('two'), await post()].map(
      ({ number }): number => number,
    );
    assert.deepEqual(numbers, [1, 2, 3, 1]);
  });
});

describe('APPS3 an open chat is written and read with the token alone (A4)', () => {
  test('APPS3 what was just written is there; edits and deletions show', async () => {
    const { token } = await newApp();
    const chat = await cast.http.ok('createOpenChat', { params: { token }, body: { name: 'Order 1042' } });
    assert.deepEqual(await cast.http.ok('getOpenChat', { params: { token, number: chat.number } }), chat);
    const params = { token, number: chat.number };
    const body = { content: 'Where is my parcel?', sender: 'Web shop' };
    const posted = await cast.http.ok('postOpenMessage', { params, body });
    assert.deepEqual([posted.number, posted.sender], [1, 'Web shop']);
    const one = { params: { token, chat: chat.number, number: 1 } };
    assert.deepEqual(await cast.http.ok('getOpenMessage', one), posted);
    const edited = await cast.http.ok('editOpenMessage', { ...one, body: { content: 'Where is it?' } });
    assert.equal(edited.content, 'Where is it?');
    await cast.http.ok('deleteOpenMessage', one);
    assert.equal((await cast.http.ok('getOpenMessage', one)).content, null);
    const next = await cast.http.ok('postOpenMessage', { params, body: { content: 'Next', reply_to: 1 } });
    assert.deepEqual([next.number, next.sender, next.reply_to], [2, null, 1]);
    const entries = await cast.http.ok('listOpenEntries', { params });
    assert.deepEqual(
      entries.items.map(({ position, entry }) => [Number(position), entry.kind]),
      [
        [1, 'message'],
        [2, 'message_edited'],
        [3, 'message_deleted'],
        [4, 'message'],
      ],
    );
  });

  test('APPS4 nothing that is answered has a key of ours in it (A7)', async () => {
    const { token } = await newApp();
    await cast.http.ok('createOpenChat', { params: { token }, body: {} });
    await cast.http.ok('postOpenMessage', { params: { token, number: 1 }, body: { content: 'x' } });
    for (const [id, params] of [
      ['getApp', { token }],
      ['listOpenChats', { token }],
      ['listOpenMessages', { token, number: 1 }],
      ['listOpenEntries', { token, number: 1 }],
    ] as const) {
      const { text } = await cast.http.call(id, { params });
      assert.doesNotMatch(text, /"(id|app|user|log|seq|key|author)":/, id);
    }
  });

  test('APPS4 the counts follow within moments, and are stored (A6)', async () => {
    const { token } = await newApp();
    for (let chat = 0; chat < 3; chat += 1)
      await cast.http.ok('createOpenChat', { params: { token }, body: {} });
    await cast.http.ok('postOpenMessage', { params: { token, number: 2 }, body: { content: 'x' } });
    const counted = async () => {
      const { chats_count } = await cast.http.ok('getApp', { params: { token } });
      const { items } = await cast.http.ok('listOpenChats', { params: { token } });
      return chats_count === 3 && items[1]?.messages_count === 1 ? items : undefined;
    };
    let items = await counted();
    for (let asked = 0; items === undefined && asked < 10_000; asked += 1) items = await counted();
    assert.deepEqual(
      items?.map(({ number, messages_count }) => [Number(number), messages_count]),
      [
        [3, 0],
        [2, 1],
        [1, 0],
      ],
    );
  });
});

test('STORE7 on a warm node posting a message reads nothing but memory', async (t) => {
  const { token } = await newApp();
  const { number } = await cast.http.ok('createOpenChat', { params: { token }, body: { name: 'Warm' } });
  const post = (content: string) =>
    cast.http.ok('postOpenMessage', { params: { token, number }, body: { content, client_id: content } });
  await post('one');
  const { log, store } = cast.server.node;
  const failing = () => Promise.reject(new Error('somebody read'));
  t.mock.method(store.apps, 'byToken', failing);
  t.mock.method(store.messages, 'annotations', failing);
  t.mock.method(log, 'read', failing);
  t.mock.method(log, 'head', failing);
  t.mock.method(log, 'entries', failing);
  assert.equal((await post('two')).number, 2);
});
