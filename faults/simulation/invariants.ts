import assert from 'node:assert/strict';
import type { ChatState } from '@parley/client/chat/chat-state.ts';
import { unreadOf } from '@parley/client/chat/unread.ts';
import { assertSame, comparable } from '@parley/client/testing/comparable.ts';
import { entryKind, isNumbered } from '@parley/server/log/entry-kind.ts';
import type { StoredRow } from './ledger.ts';
import type { SimulatedDevice } from './simulated-device.ts';
import type { World } from './world.ts';

const boundMs = 60_000;

/** What must be true once all is well (SIM3). Answers how many messages there are. */
export async function checkAll(world: World): Promise<number> {
  const { template, ledger, timeline, devices, network } = world;
  const logs = new Map(template.chats.map((chat) => [chat, ledger.entriesOf(chat)]));
  for (const [chat, rows] of logs) {
    assertNoHole(chat, rows);
    ledger.check(chat, rows);
    for (const device of devices) assertSaid(device, chat, rows);
    assertSaidBySomebody(devices, chat, rows);
    await timeline.until(() => assertCounted(world, chat, rows), boundMs);
  }
  for (const device of devices) assertAtHead(device, logs);
  // Marks are in no log: one that was told to a deaf connection is told again with the next.
  network.cutAll();
  await timeline.pass(boundMs);
  for (const owner of template.people.keys()) await assertConverged(world, owner, logs);
  return [...logs.values()].reduce((sum, rows) => sum + rows.filter(isMessage).length, 0);
}

function assertCounted({ ledger }: World, chat: number, rows: readonly StoredRow[]): void {
  const counts = { messages: rows.filter(isMessage).length, position: rows.length };
  assert.deepEqual(ledger.countsOf(chat), counts, `chat ${chat} is counted wrong`);
}

/** Positions and numbers are 1, 2, 3 …. */
function assertNoHole(chat: number, rows: readonly StoredRow[]): void {
  let number = 0;
  for (const [index, row] of rows.entries()) {
    if (isNumbered(row.kind as never)) number += 1;
    assert.deepEqual(
      [row.position, row.number],
      [index + 1, number],
      `chat ${chat} has a hole, or a number twice`,
    );
  }
}

/** What a device said and stored is there once, in the order in which it was said. */
function assertSaid(device: SimulatedDevice, chat: number, rows: readonly StoredRow[]): void {
  const keys = rows.map((row) => row.client_id);
  const said = device.said.filter((each) => each.chat === chat);
  const waiting = device.waiting(chat);
  const places = said.flatMap(({ clientId, stored }) => {
    const place = keys.indexOf(clientId);
    assert.equal(keys.lastIndexOf(clientId), place, `${device.name}: ${clientId} is there twice`);
    const isRefused = place >= 0 && waiting.includes(clientId);
    assert.ok(!isRefused, `${device.name}: ${clientId} still waits, or was refused, though it is in the log`);
    const isDue = stored() && !waiting.includes(clientId);
    assert.ok(place >= 0 || !isDue, `${device.name}: ${clientId} is lost`);
    return place < 0 ? [] : [place];
  });
  assert.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
    `${device.name} is out of order in chat ${chat}`,
  );
}

function assertSaidBySomebody(
  devices: readonly SimulatedDevice[],
  chat: number,
  rows: readonly StoredRow[],
): void {
  const said = new Set(devices.flatMap((device) => device.said.map(({ clientId }) => clientId)));
  for (const row of rows.filter(isMessage)) {
    assert.ok(said.has(row.client_id ?? ''), `nobody said number ${row.number} of chat ${chat}`);
  }
}

/** Nobody stays behind without knowing it. */
function assertAtHead(device: SimulatedDevice, logs: ReadonlyMap<number, readonly StoredRow[]>): void {
  for (const chat of device.chats) {
    const position = device.life?.handle(chat).state.get().chat?.position;
    assert.equal(position, logs.get(chat)?.length, `${device.name} has not noticed the end of chat ${chat}`);
  }
}

/** Each device of a person shows what a new one loads, and counts unread what the log says is unread. */
async function assertConverged(
  world: World,
  owner: number,
  logs: ReadonlyMap<number, readonly StoredRow[]>,
): Promise<void> {
  const fresh = world.newDevice(owner, `new device of ${owner}`);
  fresh.start();
  const { connection, chats } = fresh.life?.client ?? assert.fail('it runs');
  const arrived = () =>
    assert.ok(connection.state.get().synced && chats.list.get().loaded, 'a new device does not load');
  await world.timeline.until(arrived, boundMs);
  const isReceiptLost = world.counts.nodeCrashes > 0 && world.counts.deviceCrashes > 0;
  const own = world.devices.filter(({ username }) => username === fresh.username);
  for (const chat of fresh.chats) {
    const expected = await loaded(world, fresh, chat);
    assertLikeLog(expected, logs.get(chat) ?? []);
    for (const device of own) {
      const held = await loaded(world, device, chat);
      const after = Math.max(held.spokenAfter, expected.spokenAfter);
      const shown = isReceiptLost ? withoutLostReceipts(held, expected) : held;
      assertSame(comparable(shown, 1, after), comparable(expected, 1, after));
    }
  }
  fresh.crash();
}

/**
 * A mark is saved a moment after it was told. Where node and device crash within that moment nobody knows it any more but
 * those who were told: they may be ahead in what others have read, never behind.
 */
function withoutLostReceipts(held: ChatState, expected: ChatState): ChatState {
  const known = new Map(expected.members.map((member) => [member.username, member]));
  const members = held.members.map((member) => {
    const { delivered = 0, read = 0 } = known.get(member.username) ?? {};
    if (member.username === held.me) return member;
    return { ...member, delivered: Math.min(member.delivered, delivered), read: Math.min(member.read, read) };
  });
  return { ...held, members };
}

/** The chat as a device shows it when somebody has looked through all of it. */
async function loaded({ timeline }: World, device: SimulatedDevice, chat: number): Promise<ChatState> {
  const handle = device.life?.handle(chat);
  const state = () => handle?.state.get().chat;
  await timeline.until(() => assert.ok(state(), `${device.name} does not load chat ${chat}`), boundMs);
  if (handle !== undefined) await timeline.settle(handle.loadAround(1), boundMs);
  while (handle?.state.get().hasNewer) await timeline.settle(handle.loadNewer(100), boundMs);
  await timeline.pass(2000);
  return state() ?? assert.fail('the chat is gone');
}

/** A device's chat against the rows of the log, told by nobody. */
function assertLikeLog(state: ChatState, rows: readonly StoredRow[]): void {
  const messages = rows.filter(isMessage);
  const deleted = new Set(
    rows.filter(({ kind }) => kind === entryKind.message_deleted).map(({ about }) => about),
  );
  const shown = state.messages.map(({ number, client_id, content }) => [
    number,
    client_id ?? null,
    content === null,
  ]);
  const stored = messages.map((row) => [row.number, row.client_id, deleted.has(row.number)]);
  // Whether a deleted message still names its key is nobody's business.
  const nameless = (rows: readonly (readonly unknown[])[]) =>
    rows.map(([number, key, gone]) => [number, gone ? null : key, gone]);
  assert.deepEqual(
    nameless(shown),
    nameless(stored),
    `chat ${state.number} is not shown as it stands in the log`,
  );
  const unread = messages.filter(({ number }) => number > state.marks.read && !deleted.has(number)).length;
  assert.equal(
    unreadOf(state),
    unread,
    `${state.me} counts other messages as unread than the log of chat ${state.number}`,
  );
}

function isMessage({ kind }: StoredRow): boolean {
  return kind === entryKind.message;
}
