import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Chat } from '@parley/protocol/chat.ts';
import type { Position } from '@parley/protocol/scalars.ts';
import {
  type DeliveryNode,
  joinPeople,
  openChat,
  openDelivery,
  propose,
  say,
} from '@parley/testkit/delivery-node.ts';
import { type EntryKindCode, entryKind } from '../log/entry-kind.ts';
import type { Draft } from '../log/log.ts';
import { ChatStore } from '../store/chat-store.ts';
import { MessageStore } from '../store/message-store.ts';
import type { SqlDriver } from '../store/sql-driver.ts';
import { sqliteDriver } from '../store/sqlite/sqlite-driver.ts';
import type { ChatState } from './chat-state.ts';
import { ChatViews } from './chat-views.ts';
import { MessageViews } from './message-views.ts';

type Act = () => Promise<unknown>;

/** Before each of its reads one act is committed, until none is left; the first `spared` reads are left alone. */
function disturbed(driver: SqlDriver, acts: Act[], spared: number): SqlDriver {
  let reads = 0;
  const disturb = async () => {
    if (reads++ >= spared) await acts.shift()?.();
  };
  return {
    ...driver,
    read: (sql, values) => disturb().then(() => driver.read(sql, values)),
    readOne: (sql, values) => disturb().then(() => driver.readOne(sql, values)),
    readTogether: (statements) => disturb().then(() => driver.readTogether(statements)),
  };
}

function disturbedViews(node: DeliveryNode, acts: Act[], spared: number): ChatViews {
  const driver = disturbed(sqliteDriver(node.database), acts, spared);
  const messageStore = new MessageStore(driver);
  const messages = new MessageViews(node.log, messageStore, node.usernames);
  return new ChatViews({ chats: node.chats, messages, chatStore: new ChatStore(driver), messageStore });
}

async function cast(node: DeliveryNode) {
  const [alice = 0, bob = 0, carol = 0] = await joinPeople(node, ['alice', 'bob', 'carol']);
  const chat = await openChat(node, [alice, bob]);
  for (let each = 1; each <= 6; each++) await say(node, chat, alice, `text ${each}`);
  await node.usernames.load([alice, bob, carol]);
  const act = (kind: EntryKindCode, more: Partial<Draft>) => async () => {
    const result = await propose(node, chat, { kind, author: alice, ...more });
    assert.equal(result.kind, 'accepted');
  };
  const remove = (number: number) =>
    act(entryKind.message_deleted, { about: number, data: JSON.stringify({ position: number }) });
  const member = (kind: EntryKindCode, user: number) => act(kind, { data: JSON.stringify({ user }) });
  return { alice, bob, carol, chat, act, remove, member };
}

/** What the log says of the chat at a position, as bob, who has read nothing, sees it. */
async function foldedTo(node: DeliveryNode, chat: ChatState, position: number) {
  const entries = (await node.log.read(chat.log, 0, 1000)).filter((entry) => entry.position <= position);
  const members = new Set(['alice', 'bob']);
  const invited = new Set<string>();
  const deleted = new Set<number | undefined>();
  let name: string | null = 'Lobby';
  for (const { kind, data, about, content } of entries) {
    const username = node.usernames.of(JSON.parse(data ?? '{}').user ?? 0).username ?? '';
    if (kind === entryKind.message_deleted) deleted.add(about);
    if (kind === entryKind.chat_renamed) name = content ?? null;
    if (kind === entryKind.member_invited) invited.add(username);
    if (kind === entryKind.member_joined) members.add(username);
    if (kind === entryKind.member_joined) invited.delete(username);
    if (kind === entryKind.member_left) members.delete(username);
  }
  const number = entries.at(-1)?.number ?? 0;
  const gone = [...deleted];
  return {
    name,
    members: [...members].sort(),
    invited: [...invited],
    number,
    unread: number - gone.length,
    gone,
  };
}

async function assertExact(node: DeliveryNode, chat: ChatState, view: Chat): Promise<void> {
  const fold = await foldedTo(node, chat, view.position);
  assert.deepEqual(view.members.map((each) => each.username ?? '').sort(), fold.members);
  assert.deepEqual(
    [view.name, view.members_count, view.invited, view.messages_count, view.unread],
    [fold.name, fold.members.length, fold.invited, fold.number, fold.unread],
  );
  assert.equal(view.last_message?.number, fold.number);
  assert.equal(view.last_message?.content === null, fold.gone.includes(fold.number));
  assert.ok((view.last_message?.revision ?? 0) <= view.position);
}

test('VIEW1 a view is exact for its position, whatever is committed between two of its reads', async () => {
  for (let spared = 0; spared < 6; spared++) {
    await using node = await openDelivery();
    const { bob, carol, alice, chat, act, remove, member } = await cast(node);
    const acts: Act[] = [
      remove(2),
      member(entryKind.member_invited, carol),
      remove(6),
      member(entryKind.member_joined, carol),
      () => say(node, chat, alice, 'text 7'),
      remove(7),
      act(entryKind.chat_renamed, { content: 'Hall' }),
      member(entryKind.member_left, carol),
      remove(3),
    ];
    const views = disturbedViews(node, acts, spared);
    for (let read = 0; read < 12; read++) {
      const view = await views.of(chat, bob);
      assert.ok(view !== undefined);
      await assertExact(node, chat, view);
    }
    assert.equal(acts.length, 0, 'acts were left over');
  }
});

test('VIEW1 a view has nothing of entries that are still under way', async () => {
  await using node = await openDelivery();
  const { bob, carol, chat, remove, member } = await cast(node);
  const underWay = [member(entryKind.member_joined, carol)(), remove(1)(), remove(6)()];
  // The proposals stand in memory already.
  await Promise.resolve();
  const view = await node.chatViews.of(chat, bob);
  assert.ok(view !== undefined);
  await assertExact(node, chat, view);
  await Promise.all(underWay);
});

test('VIEW2 a view has the marks of memory, also before they are saved', async () => {
  await using node = await openDelivery();
  const { alice, bob, chat } = await cast(node);
  node.marks.raise(chat, bob, { read: 4 });
  const view = await node.chatViews.of(chat, alice);
  assert.deepEqual(
    view?.members.map(({ username, read }) => [username, read]),
    [
      ['alice', 6],
      ['bob', 4],
    ],
  );
  assert.deepEqual((await node.chatViews.of(chat, bob))?.marks, { delivered: 4, read: 4 });
});

test('VIEW3 who is removed, or whose chat is deleted, while it is read gets no view', async () => {
  for (const last of ['removal', 'deletion'] as const) {
    await using node = await openDelivery();
    const { bob, chat, act, member } = await cast(node);
    const end = last === 'removal' ? member(entryKind.member_left, bob) : act(entryKind.chat_deleted, {});
    assert.equal(await disturbedViews(node, [end], 0).of(chat, bob), undefined);
  }
});

test('VIEW1 entries of another process are in the view together with the marks they moved', async () => {
  await using node = await openDelivery();
  const { bob, chat } = await cast(node);
  await using other = await openDelivery({ data: node.data });
  await say(other, chat, bob, 'from there');
  const view = await node.chatViews.of(chat, bob);
  assert.deepEqual([view?.position, view?.messages_count, view?.unread], [7 as Position, 7, 0]);
});
