import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApp, type Tidy } from '@parley/testkit/people-node.ts';
import { type EntryKindCode, entryKind } from '../log/entry-kind.ts';
import { type Draft, emptyHead, placeBehind } from '../log/log.ts';
import { appLog, chatLog, type LogKey } from '../log/log-key.ts';
import { statement } from '../sql/statement.ts';
import { ChatStore } from './chat-store.ts';
import { MessageStore } from './message-store.ts';
import { derive } from './projection.ts';
import { openStores, type StoreEngine } from './store-engine.test-support.ts';
import { TailerStore } from './tailer-store.ts';

const insertEntry =
  'insert into entry (seq, log, position, number, kind, about, author, at, content, data) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';

/** A group of alice's to which bob is invited, and a way to add entries to its log. */
async function openGroup(engine: StoreEngine, t: Tidy) {
  const stores = await openStores(engine, t);
  const { driver } = stores;
  const app = (await createApp(stores.apps)).key;
  const person = async (username: string) => {
    const input = { app, username, name: username, email: null, passwordHash: null, createdAt: 0 };
    const account = await stores.accounts.create(input);
    return typeof account === 'object' ? account.key : 0;
  };
  const [alice, bob] = [await person('alice'), await person('bob')];
  const heads = new Map<LogKey, typeof emptyHead>();
  let seq = 0;
  const addTo = async (log: LogKey, draft: Draft) => {
    const [entry] = placeBehind(log, heads.get(log) ?? emptyHead, [draft]);
    assert.ok(entry);
    heads.set(log, { position: entry.position, number: entry.number });
    const { position, number, kind, about = null, author = null, at, content = null, data = null } = entry;
    const row = [++seq, log, position, number, kind, about, author, at, content, data];
    const written = await driver.write([statement(insertEntry, ...row), ...derive(entry)]);
    assert.equal(written.kind, 'done');
  };
  const creation = { kind: 'group', members: [alice], invited: [bob] };
  const made = { kind: entryKind.chat_created, at: 1, author: alice, content: 'Team' };
  await addTo(appLog(app), { ...made, data: JSON.stringify(creation) });
  const log = chatLog(app, 1);
  const add = (kind: EntryKindCode, more: Partial<Draft> = {}, data: object = {}) =>
    addTo(log, { kind, at: 100, author: alice, ...more, data: JSON.stringify(data) });
  const texts = async () =>
    (await driver.read('select content from entry where log = ? order by position', [log])).map(
      (row) => row.content,
    );
  const chats = new ChatStore(driver);
  return { ...stores, chats, messages: new MessageStore(driver), app, alice, bob, log, add, texts };
}

/** What every engine owes the fold of the log: the same rows from the same entries. */
export function projectionContract(engine: StoreEngine): void {
  chatContract(engine);
  messageContract(engine);
  countsContract(engine);
}

function chatContract(engine: StoreEngine): void {
  test(`STORE2 ${engine.name}: members and invitations follow the entries of their chat`, async (t) => {
    const { chats, log, alice, bob, app, add } = await openGroup(engine, t);
    assert.equal((await chats.byLog(log))?.name, 'Team');
    const place = { createdAt: Number.MAX_SAFE_INTEGER, log: Number.MAX_SAFE_INTEGER };
    assert.deepEqual(await chats.invitationsOf(bob, place, 5), [{ log, invitedBy: alice, createdAt: 1 }]);
    await add(entryKind.message, { content: 'before' });
    await add(entryKind.member_joined, { author: bob }, { user: bob });
    await add(entryKind.role_changed, {}, { user: bob, role: 'admin' });
    await add(entryKind.chat_renamed, { content: 'Crew' });
    await add(entryKind.picture_changed, {}, { picture: 'p1' });
    const seen = await chats.snapshot(log, bob, 1);
    assert.deepEqual(seen?.head, { position: 5, number: 1 });
    assert.deepEqual([seen.chat.name, seen.chat.picture, seen.membersCount], ['Crew', 'p1', 2]);
    assert.deepEqual(
      seen.members.map(({ user, role, username }) => [user, role, username]),
      [[alice, 'owner', 'alice']],
    );
    assert.deepEqual([seen.own?.role, seen.own?.read, seen.invitations], ['admin', 1, []]);
    assert.deepEqual(await chats.invitationsOf(bob, place, 5), []);
    assert.deepEqual(await chats.memberships(bob), [{ log, activeAt: 1 }]);
    await add(entryKind.member_left, { author: bob }, { user: bob });
    await add(entryKind.member_invited, {}, { user: bob });
    await add(entryKind.chat_deleted, { at: 9 });
    assert.deepEqual(await chats.memberships(alice), []);
    assert.deepEqual(await chats.invitationsOf(bob, place, 5), []);
    assert.equal((await chats.byLog(log))?.deletedAt, 9);
    assert.deepEqual(await chats.openPage(app, 10, 10), []);
  });
}

function messageContract(engine: StoreEngine): void {
  test(`STORE2 ${engine.name}: edits, pins and reactions follow the entries, and are there once`, async (t) => {
    const { messages, log, alice, bob, add } = await openGroup(engine, t);
    await add(entryKind.message, { content: 'first' });
    await add(entryKind.message, { content: 'second' });
    await add(entryKind.reaction_added, { about: 2 }, { emoji: '👍' });
    await add(entryKind.reaction_added, { about: 2 }, { emoji: '👍' });
    await add(entryKind.reaction_added, { about: 2, author: bob }, { emoji: '🎉' });
    await add(entryKind.reaction_removed, { about: 2, author: bob }, { emoji: '🎉' });
    await add(entryKind.message_edited, { about: 1, content: 'once' });
    await add(entryKind.message_edited, { about: 1, content: 'twice', at: 200 });
    await add(entryKind.message_pinned, { about: 1, at: 300 });
    await add(entryKind.message_pinned, { about: 2, at: 301 });
    await add(entryKind.message_unpinned, { about: 2 });
    const { states, reactions } = await messages.annotations(log, 1, 2);
    const plain = { number: 1, deletedAt: null };
    assert.deepEqual(states.get(1), {
      ...plain,
      revision: 9,
      content: 'twice',
      editedAt: 200,
      pinnedAt: 300,
    });
    assert.equal(states.get(2)?.revision, 11);
    assert.equal(states.get(2)?.pinnedAt, null);
    assert.deepEqual(reactions, [{ number: 2, emoji: '👍', user: alice }]);
    assert.deepEqual(await messages.pins(log, 10, 10), [1]);
  });

  test(`STORE3 ${engine.name}: a deleted message stays deleted, whatever comes late, and leaves no text behind`, async (t) => {
    const { messages, log, add, texts } = await openGroup(engine, t);
    await add(entryKind.message, { content: 'secret' });
    await add(entryKind.message, { content: 'other' });
    await add(entryKind.message_edited, { about: 1, content: 'also secret' });
    await add(entryKind.message_edited, { about: 2, content: 'kept' });
    await add(entryKind.reaction_added, { about: 1 }, { emoji: '👍' });
    await add(entryKind.message_pinned, { about: 1 });
    await add(entryKind.message_deleted, { about: 1, at: 500 }, { position: 1 });
    const gone = (await messages.states(log, 1, 1)).get(1);
    const dead = { content: null, pinnedAt: null, deletedAt: 500, revision: 7 };
    assert.deepEqual(gone, { number: 1, editedAt: 100, ...dead });
    await add(entryKind.message_edited, { about: 1, content: 'late secret' });
    await add(entryKind.message_pinned, { about: 1 });
    await add(entryKind.message_unpinned, { about: 1 });
    await add(entryKind.message_deleted, { about: 1, at: 600 }, { position: 1 });
    assert.deepEqual((await messages.states(log, 1, 1)).get(1), gone);
    assert.deepEqual(await messages.reactions(log, 1, 2), []);
    assert.deepEqual(await messages.pins(log, 10, 10), []);
    const left = (await texts()).filter((text) => text !== null);
    assert.deepEqual(left, ['other', 'kept']);
    assert.equal(await messages.deletedAt(log, { above: 0, to: 2, position: 6 }), 0);
    assert.equal(await messages.deletedAt(log, { above: 0, to: 2, position: 7 }), 1);
  });
}

function countsContract(engine: StoreEngine): void {
  test(`MARK1 STORE2 ${engine.name}: counts and marks only grow, in whatever order and however often they are saved`, async (t) => {
    const { driver, apps, chats, log, app, alice } = await openGroup(engine, t);
    const tailers = new TailerStore(driver);
    const save = (seq: number, count: number) =>
      tailers.saveCounts('counter', seq, {
        apps: [{ app, chats: count }],
        chats: [{ log, messages: count, position: count + 1, activeAt: count * 100 }],
        marks: [{ log, user: alice, delivered: count, read: count - 1 }],
      });
    await Promise.all([save(5, 5), save(9, 9), save(7, 7)]);
    await save(5, 5);
    assert.equal(await tailers.checkpoint('counter'), 9);
    assert.equal(await tailers.checkpoint('unknown'), 0);
    assert.equal((await apps.byId(app))?.chatsCount, 9);
    const chat = await chats.byLog(log);
    assert.deepEqual([chat?.messagesCount, chat?.position], [9, 10]);
    assert.deepEqual(await chats.memberships(alice), [{ log, activeAt: 900 }]);
    await chats.saveMarks([
      { log, user: alice, delivered: 4, read: 20 },
      { log, user: alice, delivered: 30, read: 2 },
    ]);
    await chats.saveMarks([]);
    const [member] = await chats.members(log);
    assert.deepEqual([member?.delivered, member?.read], [30, 20]);
  });
}
