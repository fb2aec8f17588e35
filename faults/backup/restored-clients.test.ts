import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { as } from '@parley/client/testing/arena.ts';
import { Device, type Person } from '@parley/client/testing/device.ts';
import { eventually } from '@parley/client/testing/eventually.ts';
import { fastClock } from '@parley/client/testing/fast-clock.ts';
import { noFaults } from '@parley/client/testing/faulty-network.ts';
import { openCommandBench } from '@parley/server/command/command-bench.test-support.ts';
import { startServer, type TestServer } from '@parley/testkit/server.ts';
import { compareDevices } from './compare-devices.ts';

/** A server that is stopped, restored and started again on its address, and devices of two friends. */
class Place implements AsyncDisposable {
  readonly #folder: string;
  readonly #devices: Device[] = [];
  #server: TestServer | undefined;
  url = '';
  #port = '0';

  constructor(folder: string) {
    this.#folder = folder;
  }

  async serve(port = this.#port): Promise<void> {
    const data = join(this.#folder, 'data');
    this.#server = await startServer({ data, environment: { PARLEY_PORT: port } });
    if (this.#port !== '0') return;
    this.url = this.#server.url;
    this.#port = new URL(this.url).port;
  }

  /** Where the server is, which may be another address for a while. */
  get address(): string {
    return this.#server?.url ?? '';
  }

  async stop(): Promise<void> {
    await this.#server?.close();
    this.#server = undefined;
  }

  async parley(command: string, ...flags: readonly string[]): Promise<void> {
    await using bench = await openCommandBench(join(this.#folder, 'data'));
    const { code, notes } = await bench.run([command, join(this.#folder, 'b.tar.zst'), ...flags]);
    assert.equal(code, 0, notes.join());
  }

  async deviceOf(person: Person): Promise<Device> {
    const own = { name: person.account.username, baseUrl: this.url, person, clock: fastClock(20) };
    const device = new Device({ ...own, random: Math.random, faults: noFaults });
    this.#devices.push(device);
    await device.start();
    await settled(device);
    return device;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#devices.map((device) => device.stop()));
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

const settled = ({ client }: Device) =>
  eventually(() => client.connection.state.get().synced && client.chats.list.get().loaded, 20_000);

async function personOf(url: string, username: string): Promise<Person> {
  const body = { username, password: `${username} has a password` };
  const { user, session } = await as(url, undefined).call('register', { body });
  return { account: user, token: session.token };
}

/** What waits in a chat on a device, and what became of it. */
const waiting = (device: Device, chat: number) =>
  device.with(chat, (handle) =>
    handle.state.get().pending.map(({ draft, status }) => [draft.content, status]),
  );

const post = (url: string, person: Person, number: number, content: string) =>
  as(url, person).call('postMessage', { params: { number }, body: { content } });

async function privateChat(url: string, one: Person, other: Person): Promise<number> {
  const [mine, theirs] = [one.account.username, other.account.username];
  await as(url, one).call('sendFriendRequest', { body: { to: theirs } });
  const answer = { params: { username: mine }, body: { status: 'accepted' as const } };
  await as(url, other).call('answerFriendRequest', answer);
  return (await as(url, one).call('createChat', { body: { kind: 'private', with: theirs } })).number;
}

const newGroup = async (url: string, person: Person, name: string) =>
  (await as(url, person).call('createChat', { body: { kind: 'group', name } })).number;

/** A device has so many messages of a chat, and its person has read them. */
async function readAll(device: Device, chat: number, count: number): Promise<void> {
  const handle = device.client.chats.open(chat);
  await eventually(() => handle.state.get().chat?.messagesCount === count);
  handle.markRead();
  device.client.settle();
}

test('BACKUP11 BACKUP12 connected or away, devices go on with what there is, and nothing goes where it was not meant', async () => {
  await using place = new Place(await mkdtemp(join(tmpdir(), 'parley-restored-')));
  await place.serve();
  const [alice, bob] = [await personOf(place.url, 'alice'), await personOf(place.url, 'bob')];
  const chat = await privateChat(place.url, alice, bob);
  for (const content of ['one', 'two', 'three']) await post(place.url, bob, chat, content);
  const [connected, away] = [await place.deviceOf(alice), await place.deviceOf(bob)];
  await place.parley('backup');
  // After the backup: messages that both read, and a chat that is lost.
  for (const content of ['four', 'five']) await post(place.url, bob, chat, content);
  const lost = await newGroup(place.url, alice, 'Secret');
  for (const device of [connected, away]) await readAll(device, chat, 5);
  await eventually(() => connected.client.chats.list.get().items.some(({ number }) => number === lost));
  await place.stop();
  await connected.with(chat, (handle) => handle.send({ content: 'waits' }));
  await connected.with(chat, (handle) => handle.send({ content: 'answers', reply_to: 5 }));
  await connected.with(lost, (handle) => handle.send({ content: 'for Secret only' }));
  await away.die();
  await place.parley('restore', '--replace');
  // Before they come back others write, and another chat gets the lost one's number.
  await place.serve('0');
  await post(place.address, bob, chat, 'another four');
  assert.equal(await newGroup(place.address, alice, 'Everybody'), lost);
  await place.stop();
  await place.serve();
  await away.crash();
  await Promise.all([connected, away].map(settled));
  await eventually(
    async () => assert.deepEqual(await waiting(connected, chat), [['answers', 'failed']]),
    20_000,
  );
  assert.deepEqual(await waiting(connected, lost), [['for Secret only', 'failed']]);
  const { items } = await as(place.url, alice).call('listMessages', { params: { number: chat } });
  const contents = items.map(({ content }) => content).reverse();
  assert.deepEqual(contents, ['one', 'two', 'three', 'another four', 'waits']);
  await compareDevices(place.url, alice, [chat, lost], [connected]);
  await compareDevices(place.url, bob, [chat], [away]);
});
