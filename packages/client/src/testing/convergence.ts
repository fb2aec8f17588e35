import assert from 'node:assert/strict';
import type { ChatHandle } from '../chat/chat-handle.ts';
import type { ChatSnapshot } from '../chat/chat-snapshot.ts';
import type { ChatState } from '../chat/chat-state.ts';
import { lacksSpoken } from '../chat/spoken.ts';
import type { PendingMessage } from '../outbox/pending-message.ts';
import { type Arena, as } from './arena.ts';
import { assertSame, comparable, comparableMessage } from './comparable.ts';
import { Device, type Person } from './device.ts';
import { eventually } from './eventually.ts';
import { fastClock } from './fast-clock.ts';
import { type Faults, noFaults } from './faulty-network.ts';
import { actAtRandom } from './random-action.ts';
import { pick, seededRandom } from './seeded-random.ts';

const actionsPerSeed = 60;
const clockFactor = 20;

/**
 * Several devices act on the same chats through a network that fails in every way a seed finds; then it heals, and
 * every device must show what a fresh one loads. Throws with what differs.
 */
export async function converge(arena: Arena, seed: number): Promise<void> {
  const random = seededRandom(seed);
  const devices = devicesOf(arena, seed, random);
  const chats = await chatsOf(arena);
  try {
    await Promise.all(devices.map((device) => device.start()));
    await live({ arena, devices, chats, random });
    await heal(devices);
    for (const person of arena.people) await compareAll({ arena, person, chats, devices });
  } finally {
    await Promise.all(devices.map((device) => device.stop()));
  }
}

interface Life {
  readonly arena: Arena;
  readonly devices: readonly Device[];
  readonly chats: readonly number[];
  readonly random: () => number;
}

async function live({ arena, devices, chats, random }: Life): Promise<void> {
  const usernames = arena.people.map((person) => person.account.username);
  // Some have a chat open all the time, others look in: only the former stay where they scrolled to.
  for (const device of devices) {
    for (const chat of chats) if (random() < 0.5) device.client.chats.open(chat);
  }
  const underWay: Promise<void>[] = [];
  for (let action = 0; action < actionsPerSeed; action++) {
    const device = pick(random, devices);
    const acting = device.with(pick(random, chats), (handle) =>
      actAtRandom({ device, handle, random, usernames }),
    );
    underWay.push(acting);
    // Some actions overlap, as those of people do.
    if (random() < 0.5) await acting;
  }
  await Promise.all(underWay);
}

function devicesOf(arena: Arena, seed: number, random: () => number): readonly Device[] {
  const clock = fastClock(clockFactor);
  const [first] = arena.people;
  if (first === undefined) throw new Error('an arena needs people');
  return [...arena.people, first].map((person, index) => {
    const own = seededRandom(Math.floor(random() * 2 ** 32));
    const faults = faultsOf(own);
    return new Device({
      name: `seed ${seed} device ${index}`,
      baseUrl: arena.url,
      person,
      clock,
      random: own,
      faults,
      webSocketBlocked: own() < 0.15,
    });
  });
}

/** Some networks are worse than others, and some are well. */
function faultsOf(random: () => number): Faults {
  const badness = pick(random, [0, 0.3, 1, 3]);
  const upTo = (most: number) => random() * most * badness;
  return {
    drop: upTo(0.1),
    duplicate: upTo(0.1),
    delay: upTo(0.15),
    disconnect: upTo(0.01),
    callLost: upTo(0.05),
    answerLost: upTo(0.05),
    answerLate: upTo(0.2),
  };
}

/** A private chat and a group of the first person, who has invited the others. */
async function chatsOf(arena: Arena): Promise<readonly number[]> {
  const [first, second, ...others] = arena.people;
  const body = { kind: 'private' as const, with: second?.account.username ?? '' };
  const personal = await as(arena.url, first).call('createChat', { body });
  const members = others.map((person) => person.account.username);
  const group = await as(arena.url, first).call('createChat', {
    body: { kind: 'group', name: 'all', members: [...members, body.with] },
  });
  for (const person of [second, others[0]]) {
    const params = { number: group.number };
    await as(arena.url, person).call('answerInvitation', { params, body: { status: 'accepted' } });
  }
  return [personal.number, group.number];
}

/** The network is well again; what was on its way arrives. */
async function heal(devices: readonly Device[]): Promise<void> {
  for (const device of devices) {
    device.network.faults = noFaults;
    device.network.disconnect();
  }
  const settled = (device: Device) => {
    assert.ok(device.client.connection.state.get().synced, `${device.name} is not synced`);
    assert.ok(device.client.chats.list.get().loaded, `${device.name} has no list`);
    for (const item of device.client.chats.list.get().items) {
      assert.equal(item.pending, 0, `${device.name} has messages on their way in ${item.number}`);
    }
  };
  await eventually(() => devices.forEach(settled), 30_000);
}

interface Comparison {
  readonly arena: Arena;
  readonly person: Person;
  readonly chats: readonly number[];
  readonly devices: readonly Device[];
}

async function compareAll({ arena, person, chats, devices }: Comparison): Promise<void> {
  const own = devices.filter((device) => device.username === person.account.username);
  for (const chat of chats) await compare(arena, person, chat, own);
}

async function compare(
  arena: Arena,
  person: Person,
  chat: number,
  devices: readonly Device[],
): Promise<void> {
  const view = await as(arena.url, person).attempt('getChat', { params: { number: chat } });
  if (!view.ok) {
    assert.equal(view.error.code, 'not_found');
    for (const device of devices)
      await eventually(() => assert.ok(!isListed(device, chat), 'still in the list'));
    return;
  }
  for (const device of devices) {
    await device.with(chat, async (handle) => {
      const fresh = await freshState(arena, person, chat);
      const held = () => (handle.state.get().chat ?? assert.fail('has no chat')) as ChatState;
      await eventually(() => assertAgree(held(), fresh));
      await eventually(() => assertShown(handle.state.get(), fresh));
      await walkThrough(handle);
      await eventually(() => assertAgree(held(), fresh));
      assert.equal(held().messages.length, fresh.messages.length);
      checkSaid(device, chat, fresh, handle.state.get().pending);
    });
  }
}

/** As far as both hold messages and spoken entries; of those none may be missing between the messages. */
function assertAgree(held: ChatState, fresh: ChatState): void {
  const from = windowOf(held);
  const after = Math.max(held.spokenAfter, fresh.spokenAfter);
  assertSame(comparable(held, from, after), comparable(fresh, from, after));
  for (const each of [held, fresh]) assert.ok(!lacksSpoken(each), 'spoken entries are missing');
}

function windowOf(state: ChatState): number {
  return state.messagesCount - state.messages.length + 1;
}

/** From the first message to the newest: then all are held, as long as there are not too many. */
async function walkThrough(handle: ChatHandle): Promise<void> {
  await handle.loadAround(1);
  while (handle.state.get().hasNewer) await handle.loadNewer(100);
}

/** Wherever somebody has scrolled to, what is shown there has no hole and is as the server has it. */
function assertShown({ shown }: ChatSnapshot, fresh: ChatState): void {
  const first = shown[0]?.number ?? 1;
  const expected = fresh.messages.slice(first - 1, first - 1 + shown.length);
  assert.deepEqual(shown.map(comparableMessage), expected.map(comparableMessage));
}

function isListed(device: Device, chat: number): boolean {
  return device.client.chats.list.get().items.some((item) => item.number === chat);
}

/** What a device that has nothing loads. */
async function freshState(arena: Arena, person: Person, chat: number): Promise<ChatState> {
  const options = { baseUrl: arena.url, person, clock: fastClock(clockFactor), random: Math.random };
  const device = new Device({ ...options, name: 'fresh', faults: noFaults });
  await device.start();
  try {
    await eventually(() => device.client.chats.list.get().loaded);
    return await device.with(chat, async (handle) => {
      await eventually(() => handle.state.get().chat !== null);
      await walkThrough(handle);
      const state = () => handle.state.get().chat ?? assert.fail('has no chat');
      await eventually(() => assert.ok(!lacksSpoken(state())));
      return state();
    });
  } finally {
    await device.stop();
  }
}

/** What a device said stands in the chat once, in the order in which it was said, or was refused visibly. */
function checkSaid(device: Device, chat: number, fresh: ChatState, pending: readonly PendingMessage[]): void {
  const refused = pending.filter((each) => each.status === 'failed').map((each) => each.clientId);
  const keys = fresh.messages.map((message) => message.client_id);
  const places = (device.said.get(chat) ?? []).flatMap((key) => {
    const place = keys.indexOf(key);
    assert.equal(place, keys.lastIndexOf(key), `${device.name}: ${key} was posted twice`);
    assert.notEqual(
      place >= 0,
      refused.includes(key),
      `${device.name}: ${key} is lost, or refused and posted`,
    );
    return place < 0 ? [] : [place];
  });
  const sorted = places.toSorted((a, b) => a - b);
  assert.deepEqual(places, sorted, `${device.name} is out of order`);
}
