import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { OperationId } from '@parley/protocol/operation-table.ts';
import { Cast, type Persona } from '@parley/testkit/cast.ts';
import type { Asked } from '@parley/testkit/contract-client.ts';

const count = 37;
let cast: Cast;
let chat: number;
let openChats = 1;

before(async () => {
  cast = await Cast.start();
  await cast.acquaint();
  const { token } = cast.app;
  chat = await cast.group();
  for (let number = 4; number <= count; number += 1) await cast.say(chat, `Message ${number}`, 'owner');
  for (let index = 0; index < 9; index += 1) await cast.group(`Group ${index}`);
  for (let index = 0; index < 12; index += 1) {
    await cast.ok('createOpenChat', { params: { token }, body: { name: `Open ${index}` } }, 'holder');
    openChats += 1;
  }
  for (let number = 4; number <= count; number += 1)
    await cast.ok(
      'postOpenMessage',
      { params: { token, number: 1 }, body: { content: `Message ${number}` } },
      'holder',
    );
  for (let number = 1; number <= 11; number += 1)
    await cast.ok('pinMessage', { params: { chat, number } }, 'owner');
  // Chats are listed by their latest activity, which is stored moments after it.
  const newest = async () => (await cast.ok('listChats', { query: { limit: 1 } }, 'member')).items[0]?.number;
  while ((await newest()) !== chat) await nextTurn();
});
after(() => cast[Symbol.asyncDispose]());

interface Page {
  readonly items: readonly object[];
  readonly next_cursor?: string;
}

/** Every item of a list, page by page. */
async function walk(id: OperationId, asked: Asked, as: Persona, limit: number): Promise<object[]> {
  const items: object[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 200; pages += 1) {
    const query = { ...(asked.query as object), limit, ...(cursor !== undefined && { cursor }) };
    const page = (await cast.ok(id, { ...asked, query }, as)) as unknown as Page;
    assert.ok(page.items.length <= limit, `${id} answers more than was asked for`);
    items.push(...page.items);
    cursor = page.next_cursor;
    if (cursor === undefined) return items;
  }
  assert.fail(`${id} has no end`);
}

describe('HTTP10 whoever follows the cursor of a list sees everything once, in order (API2)', () => {
  const lists = (): readonly [OperationId, Asked, Persona, number][] => {
    const { token } = cast.app;
    return [
      ['listMessages', { params: { number: chat } }, 'member', count],
      ['listEntries', { params: { number: chat } }, 'member', 0],
      ['listPins', { params: { number: chat } }, 'member', 11],
      ['listMembers', { params: { number: chat } }, 'member', 3],
      ['searchMessages', { params: { number: chat }, query: { q: 'e' } }, 'member', count],
      ['searchEverywhere', { query: { q: 'message' } }, 'member', count - 3],
      ['listChats', {}, 'member', 10],
      ['listInvitations', {}, 'invitee', 10],
      ['listOpenChats', { params: { token } }, 'holder', openChats],
      ['listOpenMessages', { params: { token, number: 1 } }, 'holder', count],
      ['listOpenEntries', { params: { token, number: 1 } }, 'holder', count],
      ['searchOpenMessages', { params: { token, number: 1 }, query: { q: 'e' } }, 'holder', 0],
      ['listUsers', {}, 'member', 7],
      ['listFriends', {}, 'owner', 4],
      ['listSessions', {}, 'owner', 1],
      ['listBlocks', {}, 'owner', 1],
      ['listFriendRequests', {}, 'owner', 0],
    ];
  };
  const names = [
    'listMessages',
    'listEntries',
    'listPins',
    'listMembers',
    'searchMessages',
    'searchEverywhere',
  ];
  const others = ['listChats', 'listInvitations', 'listOpenChats', 'listOpenMessages', 'listOpenEntries'];
  const people = [
    'searchOpenMessages',
    'listUsers',
    'listFriends',
    'listSessions',
    'listBlocks',
    'listFriendRequests',
  ];
  for (const name of [...names, ...others, ...people]) {
    test(`HTTP10 ${name}`, async () => {
      const [id, asked, as, expected] = lists().find(([each]) => each === name) ?? assert.fail();
      const whole = await walk(id, asked, as, 100);
      if (expected > 0) assert.equal(whole.length, expected);
      for (const limit of [1, 3, 7])
        assert.deepEqual(await walk(id, asked, as, limit), whole, `pages of ${limit}`);
      assert.equal(new Set(whole.map((item) => JSON.stringify(item))).size, whole.length);
      assert.equal(
        await cast.refused(id, { ...asked, query: { ...(asked.query as object), limit: 100_000 } }, as),
        'invalid_request',
      );
    });
  }

  test('HTTP10 a cursor of nothing is refused by name', async () => {
    for (const [id, asked, as] of lists()) {
      for (const cursor of ['a b', 'x'.repeat(201), '']) {
        const query = { ...(asked.query as object), cursor };
        const { error } = await cast.call(id, { ...asked, query }, as);
        assert.deepEqual(
          error?.details?.fields?.map(({ field }) => field),
          ['cursor'],
          `${id} ${cursor}`,
        );
      }
    }
    for (const id of [
      'listChats',
      'listInvitations',
      'listMessages',
      'listPins',
      'searchMessages',
    ] as const) {
      const asked = {
        params: { number: chat },
        query: { cursor: '0x10', ...(id === 'searchMessages' && { q: 'e' }) },
      };
      assert.equal(await cast.refused(id, asked, 'member'), 'invalid_request', id);
    }
  });

  test('HTTP10 chats that move up while one follows the cursor are not seen twice', async () => {
    const first = await cast.ok('listChats', { query: { limit: 5 } }, 'member');
    await cast.say(first.items[4]?.number ?? 0, 'Moves up', 'owner');
    const query = { limit: 100, cursor: first.next_cursor ?? '' };
    const rest = await cast.ok('listChats', { query }, 'member');
    const numbers = [...first.items, ...rest.items].map((item): number => item.number);
    assert.equal(new Set(numbers).size, numbers.length);
    assert.equal(numbers.length, 10);
  });
});

describe('MSG5 messages are listed newest first, fifteen where nothing is said (C3)', () => {
  const numbers = async (query: Record<string, number>, as: Persona = 'member') =>
    (await cast.ok('listMessages', { params: { number: chat }, query }, as)).items.map(
      (item): number => item.number,
    );
  const down = (from: number, to: number) =>
    Array.from({ length: from - to + 1 }, (_, index) => from - index);

  test('MSG5 the newest, those before one, those after one', async () => {
    assert.deepEqual(await numbers({}), down(37, 23));
    assert.deepEqual(await numbers({ before: 23 }), down(22, 8));
    assert.deepEqual(await numbers({ before: 8 }), down(7, 1));
    assert.deepEqual(await numbers({ before: 1 }), []);
    assert.deepEqual(await numbers({ before: 4_000_000_000 }), down(37, 23));
    assert.deepEqual(await numbers({ after: 20, limit: 5 }), down(25, 21));
    assert.deepEqual(await numbers({ after: 35 }), [37, 36]);
    assert.deepEqual(await numbers({ after: 37 }), []);
    assert.deepEqual(await numbers({ after: 10, before: 14 }), [13, 12, 11]);
  });

  test('MSG5 those around one, which the answer names; near an end as many as elsewhere', async () => {
    assert.deepEqual(await numbers({ around: 20, limit: 5 }), down(22, 18));
    assert.deepEqual(await numbers({ around: 1, limit: 5 }), down(5, 1));
    assert.deepEqual(await numbers({ around: 37, limit: 5 }), down(37, 33));
    const { target } = await cast.ok(
      'listMessages',
      { params: { number: chat }, query: { around: 99, limit: 1 } },
      'member',
    );
    assert.equal(target, 37);
  });

  test('MSG5 those around the first message that is not older than a moment', async () => {
    const at = await pageAt('1970-01-01T00:00:00Z');
    assert.deepEqual([at.target, at.items.at(-1)?.number], [1, 1]);
    const all = await cast.ok('listMessages', { params: { number: chat }, query: { limit: 100 } }, 'member');
    for (const each of [3, 17, 30, 37].map((number) => all.items.find((item) => item.number === number))) {
      const { target } = await pageAt(each?.at ?? '');
      const first = all.items.findLast((item) => item.at >= (each?.at ?? ''));
      assert.equal(target, first?.number);
    }
    assert.equal((await pageAt('2999-01-01T00:00:00Z')).target, 37);
    const { token } = cast.app;
    const { number } = await cast.ok('createOpenChat', { params: { token }, body: {} }, 'holder');
    const params = { token, number };
    const silence = { params, query: { at: '2026-01-01T00:00:00Z' } };
    const none = await cast.ok('listOpenMessages', silence, 'holder');
    assert.deepEqual([none.target, none.items.length], [undefined, 0]);
  });

  test('MSG5 a page has one place', async () => {
    for (const query of [
      { around: 3, before: 9 },
      { around: 3, at: '2026-01-01T00:00:00Z' },
      { at: 'now' },
      { at: '2026-01-01T00:00:00Z', cursor: '3' },
    ]) {
      assert.equal(
        await cast.refused('listMessages', { params: { number: chat }, query }, 'member'),
        'invalid_request',
      );
    }
  });

  const pageAt = (at: string) =>
    cast.ok('listMessages', { params: { number: chat }, query: { at, limit: 5 } }, 'member');

  test('MSG5 the answer says at which position it was read', async () => {
    const list = await cast.ok('listMessages', { params: { number: chat } }, 'member');
    assert.equal(list.position, (await cast.ok('getChat', { params: { number: chat } }, 'member')).position);
  });
});
