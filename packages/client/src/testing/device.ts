import type { DownFrame } from '@parley/protocol/frames.ts';
import type { Account } from '@parley/protocol/user.ts';
import type { ChatHandle } from '../chat/chat-handle.ts';
import { type Client, createClient } from '../client.ts';
import type { Clock } from '../clock.ts';
import type { Engine, WireEvents } from '../connection/engine.ts';
import type { KeyValueStorage } from '../storage/key-value-storage.ts';
import { memoryStorage } from '../storage/memory-storage.ts';
import type { TabGround } from '../tabs/tab-ground.ts';
import { CrashingStorage } from './crashing-storage.ts';
import { blockedEngine, type Faults, FaultyNetwork } from './faulty-network.ts';

export interface Person {
  readonly account: Account;
  readonly token: string | undefined;
}

export interface DeviceOptions {
  readonly name: string;
  readonly baseUrl: string;
  readonly person: Person;
  readonly clock: Clock;
  readonly random: () => number;
  readonly faults: Faults;
  /** Whether only the event stream gets through. */
  readonly webSocketBlocked?: boolean;
  /** What it stores to, for several tabs of one browser; its own when left out. */
  readonly disk?: KeyValueStorage;
  readonly tabs?: TabGround;
  /** Sees every frame that arrives. */
  readonly onFrame?: (frame: DownFrame) => void;
}

/** A program on somebody's device that can lose its connection, crash, and start again from what it stored. */
export class Device {
  readonly network: FaultyNetwork;
  readonly username: string;
  readonly name: string;
  /** Keys of the messages this device has said, by chat, in their order. */
  readonly said = new Map<number, string[]>();
  readonly #options: DeviceOptions;
  readonly #disk: KeyValueStorage;
  #storage: CrashingStorage;
  #client: Client;

  constructor(options: DeviceOptions) {
    this.#options = options;
    this.#disk = options.disk ?? memoryStorage();
    this.name = options.name;
    this.username = options.person.account.username;
    this.network = new FaultyNetwork(options.faults, options.random);
    this.#storage = new CrashingStorage(this.#disk);
    this.#client = this.#newClient();
  }

  get client(): Client {
    return this.#client;
  }

  /** Starts signed in, as after a restart. */
  async start(): Promise<void> {
    await this.#disk.set('session', this.#options.person);
    await this.#client.session.restore();
  }

  /** Dies without storing anything more, and starts again. */
  async crash(): Promise<void> {
    const dead = this.#client;
    this.#storage.crash();
    this.#storage = new CrashingStorage(this.#disk);
    const next = this.#newClient();
    this.#client = next;
    await dead.close();
    await next.session.restore();
  }

  /** Dies without storing anything more. */
  async die(): Promise<void> {
    this.#storage.crash();
    await this.#client.close();
  }

  stop(): Promise<void> {
    return this.#client.close();
  }

  /** Does something with a chat as a view that is open for that long. */
  async with<T>(chat: number, act: (handle: ChatHandle) => T | Promise<T>): Promise<T> {
    const handle = this.#client.chats.open(chat);
    try {
      return await act(handle);
    } finally {
      handle.close();
    }
  }

  #newClient(): Client {
    const { baseUrl, clock, random, onFrame, webSocketBlocked } = this.#options;
    const seen = (engine: Engine): Engine =>
      this.network.engine((events) => engine(watched(events, onFrame)));
    return createClient({
      baseUrl,
      clock,
      random,
      storage: this.#storage,
      tabs: this.#options.tabs,
      fetch: this.network.fetch,
      backoff: { baseMs: 500, capMs: 2000 },
      engines: ({ websocket, events }) => ({
        websocket: webSocketBlocked ? blockedEngine : seen(websocket),
        events: seen(events),
      }),
    });
  }
}

function watched(events: WireEvents, onFrame: ((frame: DownFrame) => void) | undefined): WireEvents {
  const received: WireEvents['received'] = (frames) => {
    if (onFrame !== undefined) frames.forEach(onFrame);
    events.received(frames);
  };
  return { ...events, received };
}
