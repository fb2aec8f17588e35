import type { ChatHandle } from '@parley/client/chat/chat-handle.ts';
import { type Client, createClient } from '@parley/client/client.ts';
import type { KeyValueStorage } from '@parley/client/storage/key-value-storage.ts';
import { type DeviceDisk, openStorage, type StorageLife } from './device-storage.ts';
import type { Peer } from './link.ts';
import type { Network } from './network.ts';
import type { Seams, Surroundings } from './seams.ts';
import type { Timeline } from './timeline.ts';
import { VirtualClock } from './virtual-clock.ts';

export interface Person {
  readonly username: string;
  readonly token: string;
  /** As a session record keeps it. */
  readonly account: object;
}

export interface DeviceParts {
  readonly timeline: Timeline;
  readonly network: Network;
  readonly seams: Seams;
  readonly name: string;
  readonly person: Person;
  readonly chats: readonly number[];
}

/** A message that somebody wrote on this device. */
export interface Said {
  readonly chat: number;
  readonly clientId: string;
  /** Whether the device's storage has, or had, taken it: from then on it must not be lost. */
  readonly stored: () => boolean;
}

/** A device with Parley's client, that crashes and starts again from what it stored. */
export class SimulatedDevice {
  readonly name: string;
  readonly username: string;
  /** In the order in which it was written. */
  readonly said: Said[] = [];
  readonly chats: readonly number[];
  readonly #parts: DeviceParts;
  readonly #disk: DeviceDisk = new Map();
  /** Keys of messages whose storing was reported to the program. */
  readonly #stored = new Set<string>();
  #life: Life | undefined;
  #number = 0;

  constructor(parts: DeviceParts) {
    this.#parts = parts;
    this.name = parts.name;
    this.chats = parts.chats;
    this.username = parts.person.username;
    const { account, token } = parts.person;
    this.#disk.set('session', JSON.stringify({ account, token }));
  }

  /** The running program; undefined while there is none. */
  get life(): Life | undefined {
    return this.#life;
  }

  start(): void {
    const noteStored = (key: string) => this.#stored.add(key);
    this.#life ??= new Life({ ...this.#parts, noteStored }, this.#disk, ++this.#number);
  }

  /** Dies without storing anything more. */
  crash(): void {
    this.#life?.end();
    this.#life = undefined;
  }

  say(chat: number, content: string): void {
    const sending = this.#life?.handle(chat).send({ content });
    if (sending === undefined) return;
    const { clientId } = sending;
    this.said.push({ chat, clientId, stored: () => this.#stored.has(`outbox/${chat}/${clientId}`) });
  }

  /** Keys of messages that this device has stored and is not done with. */
  waiting(chat: number): readonly string[] {
    const prefix = `outbox/${chat}/`;
    return [...this.#disk.keys()]
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length));
  }
}

interface LifeParts extends DeviceParts {
  readonly noteStored: (key: string) => void;
}

/** One run of the program. */
export class Life {
  readonly client: Client;
  readonly #clock: VirtualClock;
  readonly #storage: StorageLife;
  readonly #handles = new Map<number, ChatHandle>();

  constructor(parts: LifeParts, disk: DeviceDisk, number: number) {
    const { timeline, network, seams, name, person, chats } = parts;
    const peer: Peer = { name, token: person.token };
    this.#clock = new VirtualClock(timeline, name);
    this.#storage = openStorage(timeline, name, disk);
    const own: Surroundings = { storage: this.#storage, ...network.wireFor(peer) };
    const { storage, engine, fetch } = seams.surroundings?.(own) ?? own;
    this.client = createClient({
      baseUrl: 'http://parley.invalid',
      clock: this.#clock,
      random: timeline.random,
      storage: noting(storage, parts.noteStored),
      fetch,
      backoff: { baseMs: 500, capMs: 4000 },
      engines: () => ({ websocket: engine, events: engine }),
      network: { watch: () => () => undefined },
    });
    void this.client.session.restore().catch(() => undefined);
    // Every second device looks at its chats, the others show a list.
    if (number % 2 === 1) for (const chat of chats) this.#handles.set(chat, this.client.chats.open(chat));
  }

  /** A chat as a view of this device has it open; opened now if it was not. */
  handle(chat: number): ChatHandle {
    const handle = this.#handles.get(chat) ?? this.client.chats.open(chat);
    this.#handles.set(chat, handle);
    return handle;
  }

  end(): void {
    this.#storage.crash();
    void this.client.close();
    this.#clock.stop();
  }
}

/** Says which keys the program has been told are stored. */
function noting(storage: KeyValueStorage, noteStored: (key: string) => void): KeyValueStorage {
  const set: KeyValueStorage['set'] = async (key, value) => {
    await storage.set(key, value);
    noteStored(key);
  };
  const { get, list, delete: remove, clear } = storage;
  return { get, list, set, delete: remove, clear };
}
