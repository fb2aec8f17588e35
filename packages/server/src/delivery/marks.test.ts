import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type DeliveryNode,
  joinPeople,
  listenAs,
  openChat,
  openDelivery,
  propose,
  say,
} from '@parley/testkit/delivery-node.ts';
import { seeded } from '@parley/testkit/seeded.ts';
import { entryKind } from '../log/entry-kind.ts';
import { WriteFailure } from '../sql/write-failure.ts';
import type { ChatState } from './chat-state.ts';

async function cast(node: DeliveryNode) {
  const [alice = 0, bob = 0, carol = 0] = await joinPeople(node, ['alice', 'bob', 'carol']);
  return { alice, bob, carol, chat: await openChat(node, [alice, bob, carol]) };
}

const marksOf = (chat: ChatState, user: number) => {
  const { delivered, read } = chat.members.get(user) ?? { delivered: -1, read: -1 };
  return { delivered, read };
};

async function storedMarks(node: DeliveryNode, chat: ChatState, user: number) {
  const member = (await node.store.chats.members(chat.log)).find((each) => each.user === user);
  return { delivered: member?.delivered, read: member?.read };
}

async function unread(node: DeliveryNode, chat: ChatState, user: number): Promise<number> {
  const state = await node.chats.load(chat.log);
  return (state && (await node.chatViews.of(state, user)))?.unread ?? -1;
}

function remove(node: DeliveryNode, chat: ChatState, number: number, author: number) {
  const data = JSON.stringify({ position: number });
  return propose(node, chat, { kind: entryKind.message_deleted, about: number, author, data });
}

/** Where marks are stored is there, or is not. */
function rename(from: string, to: string) {
  const sql = `alter table ${from} rename to ${to}`;
  return { kind: 'statements', statements: [{ sql, values: [] }] } as const;
}

test('MARK1 marks only grow, in whatever order they come, here, for others and in the store', async (t) => {
  const chance = seeded(t);
  await using node = await openDelivery();
  const { alice, bob, chat } = await cast(node);
  for (let each = 0; each < 50; each++) await say(node, chat, alice, `${each}`);
  const listener = listenAs(node, { user: alice });
  let [delivered, read] = [0, 0];
  for (let each = 0; each < 80; each++) {
    const marks = { delivered: chance.below(51), read: chance.below(51) };
    node.marks.raise(chat, bob, marks);
    read = Math.max(read, marks.read);
    delivered = Math.max(delivered, marks.delivered, read);
    assert.deepEqual(marksOf(chat, bob), { delivered, read });
    if (chance.oneIn(10)) await node.marks.flush();
  }
  await node.marks.flush();
  assert.deepEqual(await storedMarks(node, chat, bob), { delivered, read });
  await node.store.chats.saveMarks([{ log: chat.log, user: bob, delivered: 1, read: 1 }]);
  assert.deepEqual(await storedMarks(node, chat, bob), { delivered, read });
  const told = (await listener.told('mark')).map((frame) => frame.read);
  assert.deepEqual(
    told,
    told.toSorted((a, b) => a - b),
  );
  assert.equal(told.at(-1), read);
});

test('MARK1 a mark outlives that its chat is forgotten before it is saved', async () => {
  await using node = await openDelivery();
  const { alice, bob, chat } = await cast(node);
  for (let each = 0; each < 5; each++) await say(node, chat, alice, `${each}`);
  node.marks.raise(chat, bob, { read: 4 });
  node.chats.forgetAll();
  const again = await node.chats.load(chat.log);
  await node.clock.advance(1000);
  await node.marks.flush();
  assert.ok(again !== undefined);
  assert.deepEqual(marksOf(again, bob), { delivered: 4, read: 4 });
  assert.equal(await unread(node, chat, bob), 1);
});

test('MARK1 a mark that could not be saved is known all the same, and is saved when that can be', async () => {
  await using node = await openDelivery();
  const { alice, bob, chat } = await cast(node);
  for (let each = 0; each < 5; each++) await say(node, chat, alice, `${each}`);
  node.marks.raise(chat, bob, { read: 4 });
  await node.database.write(rename('member', 'elsewhere'));
  await assert.rejects(node.marks.flush());
  await node.database.write(rename('elsewhere', 'member'));
  node.chats.forgetAll();
  const again = await node.chats.load(chat.log);
  assert.ok(again !== undefined);
  assert.deepEqual(marksOf(again, bob), { delivered: 4, read: 4 });
  const listener = listenAs(node, { user: alice });
  node.marks.raise(again, bob, { delivered: 5, read: 2 });
  const told = (await listener.told('mark')).map(({ delivered, read }) => ({ delivered, read }));
  assert.deepEqual(told, [{ delivered: 5, read: 4 }]);
  await node.clock.advance(2000);
  await node.marks.flush();
  assert.deepEqual(await storedMarks(node, chat, bob), { delivered: 5, read: 4 });
});

test('MARK4 a message that may yet fail has read nothing', async () => {
  await using node = await openDelivery();
  const { alice, bob, chat } = await cast(node);
  for (const text of ['one', 'two', 'three']) await say(node, chat, alice, text);
  const listener = listenAs(node, { user: alice });
  const underWay = say(node, chat, bob, 'four');
  node.marks.raise(chat, bob, { delivered: 3, read: 1 });
  assert.deepEqual(marksOf(chat, bob), { delivered: 3, read: 1 });
  assert.equal((await underWay).kind, 'accepted');
  assert.deepEqual(marksOf(chat, bob), { delivered: 4, read: 4 });
  const told = (await listener.told('mark')).map(({ delivered, read }) => ({ delivered, read }));
  assert.deepEqual(told, [{ delivered: 3, read: 1 }]);
});

test('MARK2 own messages are never unread, also where the chat is read again before they are counted', async () => {
  await using node = await openDelivery();
  const { alice, bob, chat } = await cast(node);
  await say(node, chat, alice, 'one');
  await say(node, chat, bob, 'two');
  await say(node, chat, alice, 'three');
  for (const fresh of [false, true]) {
    if (fresh) node.chats.forgetAll();
    assert.deepEqual([await unread(node, chat, alice), await unread(node, chat, bob)], [0, 1]);
  }
  await using other = await openDelivery({ data: node.data });
  assert.equal(await unread(other, chat, alice), 0);
  await node.followers.counted();
  assert.deepEqual(await storedMarks(node, chat, alice), { delivered: 3, read: 3 });
  assert.deepEqual(await storedMarks(node, chat, bob), { delivered: 2, read: 2 });
});

test('MARK3 unread is what counting anew gives: messages above the mark that are not tombstones', async (t) => {
  const chance = seeded(t);
  await using node = await openDelivery();
  const { alice, bob, carol, chat } = await cast(node);
  const deleted = new Set<number>();
  for (let each = 0; each < 150; each++) {
    const state = await node.chats.load(chat.log);
    assert.ok(state !== undefined);
    const newest = state.head.number;
    const number = 1 + chance.below(Math.max(1, newest));
    if (newest > 0 && chance.oneIn(4) && !deleted.has(number)) {
      const [entry] = await node.log.readNumbersBelow(chat.log, number + 1, 1);
      const data = JSON.stringify({ position: entry?.position });
      await propose(node, chat, { kind: entryKind.message_deleted, about: number, author: alice, data });
      deleted.add(number);
    } else if (chance.oneIn(4)) node.marks.raise(state, chance.pick([bob, carol]), { read: number });
    else await say(node, chat, chance.pick([alice, bob]), `${each}`);
    if (chance.oneIn(15)) node.chats.forgetAll();
    await node.marks.flush();
    for (const user of [alice, bob, carol]) {
      const now = await node.chats.load(chat.log);
      const read = now?.members.get(user)?.read ?? 0;
      const above = Array.from({ length: now?.head.number ?? 0 }, (_, index) => index + 1);
      const wanted = above.filter((one) => one > read && !deleted.has(one)).length;
      assert.equal(await unread(node, chat, user), wanted);
    }
  }
});

test('MARK3 who joins has nothing unread', async () => {
  await using node = await openDelivery();
  const { alice, chat } = await cast(node);
  const [dave = 0] = await joinPeople(node, ['dave']);
  for (let each = 0; each < 5; each++) await say(node, chat, alice, `${each}`);
  await propose(node, chat, {
    kind: entryKind.member_joined,
    author: dave,
    data: JSON.stringify({ user: dave }),
  });
  await say(node, chat, alice, 'after');
  await remove(node, chat, 2, alice);
  for (const fresh of [false, true]) {
    if (fresh) node.chats.forgetAll();
    assert.equal(await unread(node, chat, dave), 1);
  }
});

test('MARK4 no mark passes the newest message, and none is saved that a failed send gave', async () => {
  await using node = await openDelivery();
  const { alice, bob, chat } = await cast(node);
  await say(node, chat, alice, 'one');
  node.marks.raise(chat, bob, { read: 999, delivered: 5000 });
  assert.deepEqual(marksOf(chat, bob), { delivered: 1, read: 1 });
  const limit = (pages: number) => ({ sql: `pragma max_page_count = ${pages}`, values: [] });
  await node.database.write({ kind: 'statements', statements: [limit(1)] });
  const text = { kind: entryKind.message, at: 1, author: bob, content: 'x'.repeat(200_000) } as const;
  const failing = node.accept.inChat(chat, () => [text]);
  node.marks.raise(chat, bob, { delivered: 1, read: 1 });
  assert.equal((await failing).kind, 'refused');
  await node.database.write({ kind: 'statements', statements: [limit(1_000_000)] });
  await node.marks.flush();
  assert.deepEqual(await storedMarks(node, chat, bob), { delivered: 1, read: 1 });
  assert.deepEqual(node.logged, []);
});

test('MARK5 marks that could not be saved for want of room are saved once there is room', async () => {
  await using node = await openDelivery();
  const { alice, bob, chat } = await cast(node);
  await say(node, chat, alice, 'Read this.');
  const { chats } = node.store;
  const saveMarks = chats.saveMarks.bind(chats);
  chats.saveMarks = () => Promise.reject(new WriteFailure('full', 'no room'));
  node.marks.raise(chat, bob, { read: 1 });
  await node.clock.advance(1000);
  assert.deepEqual(await storedMarks(node, chat, bob), { delivered: 0, read: 0 });
  chats.saveMarks = saveMarks;
  await node.clock.advance(2000);
  await node.marks.flush();
  assert.deepEqual(await storedMarks(node, chat, bob), { delivered: 1, read: 1 });
  assert.ok(node.logged.some((line) => line.includes('receipts were not saved')));
});
