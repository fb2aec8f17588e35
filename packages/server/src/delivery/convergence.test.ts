import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinPeople, openChat, openDelivery, propose, say } from '@parley/testkit/delivery-node.ts';
import { seeded } from '@parley/testkit/seeded.ts';
import type { Node } from '../features/node.ts';
import { entryKind } from '../log/entry-kind.ts';
import type { StoredEntry } from '../log/log.ts';
import { chatLog, type LogKey } from '../log/log-key.ts';
import type { ChatStore, StoredChat } from '../store/chat-store.ts';
import { ChatRegistry } from './chat-registry.ts';
import type { ChatState } from './chat-state.ts';
import { folded, foldMessages } from './message-fold.test-support.ts';
import { RandomActions } from './random-actions.test-support.ts';
import { everything } from './reach/followed.ts';

/** A state in one order, whatever order its parts came in. */
function settled(state: ChatState | undefined) {
  assert.ok(state !== undefined);
  const byKey = <Value>(map: ReadonlyMap<number, Value>) =>
    [...map].toSorted(([one], [other]) => one - other);
  // Of a state that was read, only the position is known.
  const settled = { ...state, changedAt: 0, changes: undefined };
  if (state.deletedAt !== null) return { ...settled, members: [], invited: [] };
  return { ...settled, members: byKey(state.members), invited: byKey(state.invited) };
}

/** The chat as a node that has just started reads it, from a store that may be behind the log. */
function freshly(
  node: Node,
  log: LogKey,
  whole: ChatStore['whole'] = (key) => node.store.chats.whole(key),
): Promise<ChatState | undefined> {
  const blocks = (one: number, other: number) => node.store.friends.isBlocked(one, other);
  const { usernames } = node;
  const parts = {
    log: node.log,
    store: { whole },
    usernames,
    blocks,
    followed: everything,
    clock: node.clock,
    random: () => 0,
  };
  return new ChatRegistry(parts).load(log);
}

/** Marks are not of the log, and neither are the names that an invitation was stored with. */
function ofLog(state: ChatState | undefined) {
  assert.ok(state !== undefined);
  const members = [...state.members.values()].map(({ user, role, joinedAt }) => ({ user, role, joinedAt }));
  const invited = [...state.invited].map(([user, { invitedBy, at }]) => ({ user, invitedBy, at }));
  return settled({
    ...state,
    members: new Map(members.map((member) => [member.user, member])) as never,
    invited: new Map(invited.map((invitation) => [invitation.user, invitation])) as never,
  });
}

async function assertConverged(actions: RandomActions, log: LogKey): Promise<void> {
  const { node } = actions.server;
  await node.marks.flush();
  assert.deepEqual(settled(node.chats.known(log)), settled(await freshly(node, log)));
  const wanted = foldMessages(await node.log.read(log, 0, 100_000));
  const keyOf = (username: string) => actions.people.find((one) => one.username === username)?.user ?? 0;
  const shown = await node.messages.above(log, 0, 100_000);
  assert.deepEqual(
    shown.map((message) => folded(message, keyOf)),
    wanted,
  );
}

test('STORE2 what a node folded equals what it reads afresh, whatever people did', async (t) => {
  const chance = seeded(t);
  let done = 0;
  // Chance may empty a group at once: then there is another.
  for (let life = 0; life < 3 || (done <= 150 && life < 12); life++) {
    await using actions = await RandomActions.begin(chance);
    const log = chatLog(actions.server.node.ownApp, actions.group);
    for (let round = 0; round < 25; round++) {
      // Some one after the other, some at once.
      const together = 1 + chance.below(6);
      for (let each = 0; each < 4; each++) {
        await Promise.all(Array.from({ length: together }, () => actions.act()));
      }
      await assertConverged(actions, log);
    }
    t.diagnostic(`${actions.done} done, refused: ${JSON.stringify(Object.fromEntries(actions.refusals))}`);
    done += actions.done;
  }
  assert.ok(done > 150);
});

test('READ3 a chat is read as the log has it, however far behind the log the store is', async (t) => {
  const chance = seeded(t);
  await using actions = await RandomActions.begin(chance);
  const { node } = actions.server;
  const log = chatLog(node.ownApp, actions.group);
  const behind: (StoredChat | undefined)[] = [undefined];
  for (let round = 0; round < 40; round++) {
    await Promise.all(Array.from({ length: 1 + chance.below(5) }, () => actions.act()));
    await node.marks.flush();
    const stored = behind[chance.below(behind.length)];
    const read = await freshly(node, log, async () => structuredClone(stored));
    assert.deepEqual(ofLog(read), ofLog(await freshly(node, log)));
    behind.push(structuredClone(await node.store.chats.whole(log)));
  }
});

test('READ4 a chat that is not followed is read as the log has it, whoever appended meanwhile', async () => {
  await using one = await openDelivery();
  await using two = await openDelivery({ data: one.data });
  const [alice = 0, bob = 0] = await joinPeople(one, ['alice', 'bob']);
  const { log } = await openChat(one, [alice, bob]);
  const blocks = async () => false;
  const { usernames, store } = one;
  const followed: LogKey[] = [];
  const calm = { clock: one.clock, random: () => 0 };
  const seen = { has: (key: LogKey) => followed.includes(key) };
  const chats = new ChatRegistry({
    log: one.log,
    store: store.chats,
    usernames,
    blocks,
    followed: seen,
    ...calm,
  });
  const first = await chats.load(log);
  assert.ok(first?.members.has(bob));
  assert.equal(await chats.load(log), first);
  const chat = await two.chats.load(log);
  assert.ok(chat !== undefined);
  await propose(two, chat, { kind: entryKind.member_left, author: bob, data: JSON.stringify({ user: bob }) });
  assert.equal((await chats.load(log))?.members.has(bob), false);
  followed.push(log);
  await say(two, chat, alice, 'not heard of');
  assert.equal((await chats.load(log))?.head.position, 1, 'who follows it is told, and does not ask');
});

test('STORE3 of a deleted message no text stays in the log, neither its own nor that of its edits', async (t) => {
  const chance = seeded(t);
  await using actions = await RandomActions.begin(chance);
  const { node } = actions.server;
  const log = chatLog(node.ownApp, actions.group);
  let entries: StoredEntry[] = [];
  const edited = () => entries.filter((entry) => entry.kind === entryKind.message_edited && entry.content);
  const deleted = () => entries.filter((entry) => entry.kind === entryKind.message_deleted);
  // Chance may delete nothing, or whatever was edited: then on until something is deleted and an edit is kept.
  const enough = () => deleted().length > 0 && edited().length > 0;
  for (let round = 0; round < 60 || (!enough() && round < 600); round++) {
    await Promise.all(Array.from({ length: 5 }, () => actions.act()));
    if (round >= 59) entries = await node.log.read(log, 0, 100_000);
  }
  assert.ok(enough());
  const gone = new Set(deleted().map(({ about }) => about));
  const texts = entries.filter(
    ({ kind, number, about, content }) =>
      content !== undefined && gone.has(kind === entryKind.message ? number : about),
  );
  assert.deepEqual(texts, []);
});
