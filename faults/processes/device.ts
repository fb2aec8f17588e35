import assert from 'node:assert/strict';
import type { ChatHandle } from '@parley/client/chat/chat-handle.ts';
import type { ChatState } from '@parley/client/chat/chat-state.ts';
import { type Client, createClient } from '@parley/client/client.ts';
import { type Clock, systemClock } from '@parley/client/clock.ts';
import { memoryStorage } from '@parley/client/storage/memory-storage.ts';
import { comparable } from '@parley/client/testing/comparable.ts';
import { eventually } from '@parley/client/testing/eventually.ts';
import { blockedEngine } from '@parley/client/testing/faulty-network.ts';
import type { Gate } from './gate.ts';
import { type Ledger, sharedWord } from './ledger.ts';
import type { Person } from './people.ts';

export interface DeviceOptions {
  readonly url: string;
  readonly person: Person;
  readonly chat: number;
  /** Whether WebSocket is blocked where it is. */
  readonly onlyEvents?: boolean;
  readonly clock?: Clock;
  /** Gets everything that whoever looks at it would see. */
  readonly look?: (chat: ChatState) => void;
}

const backoff = { baseMs: 20, capMs: 100 };

/** Somebody's device with the real client, which stays there through everything and mends itself. */
export class Device implements AsyncDisposable {
  readonly #client: Client;
  readonly #options: DeviceOptions;
  readonly #handle: ChatHandle;

  private constructor(client: Client, options: DeviceOptions) {
    this.#client = client;
    this.#options = options;
    this.#handle = client.chats.open(options.chat);
  }

  /** Resolves when it is connected and holds the chat. */
  static async open(options: DeviceOptions): Promise<Device> {
    const { url, person, onlyEvents = false, clock = systemClock } = options;
    const storage = memoryStorage();
    await storage.set('session', person);
    const client = createClient({
      ...{ baseUrl: url, storage, backoff, clock },
      engines: (platform) => (onlyEvents ? { ...platform, websocket: blockedEngine } : platform),
    });
    await client.session.restore();
    const device = new Device(client, options);
    device.#handle.state.subscribe(() => {
      const { chat } = device.#handle.state.get();
      if (chat) options.look?.(chat);
    });
    await device.caughtUp();
    return device;
  }

  /** Resolves when it holds everything that the server has. */
  async caughtUp(): Promise<void> {
    await eventually(() => {
      const { connection } = this.#client;
      assert.ok(connection.state.get().synced, 'a device did not come back');
      assert.ok(this.#handle.state.get().chat, 'a device has not got its chat');
    }, 30_000);
  }

  /** Says one thing after the other; the outbox sends each until it is acknowledged. */
  async write(ledger: Ledger, gate: Gate): Promise<void> {
    const { person, chat } = this.#options;
    const writer = `${person.account.username}'s device`;
    for (let count = 1; await gate.pass(); count++) {
      const content = `${sharedWord} thing ${count} of ${writer}`;
      const { clientId, acknowledged } = this.#handle.send({ content });
      const said = ledger.record({ writer, chat: `/chats/${chat}`, content, clientId });
      ledger.acknowledge(said, (await acknowledged).number);
    }
  }

  state(): ChatState {
    return this.#handle.state.get().chat ?? assert.fail('the device has no chat');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client.close();
  }
}

/** What a device that was there all the while holds is what one that comes new is given. */
export async function assertConverged(device: Device, options: DeviceOptions): Promise<void> {
  await using fresh = await Device.open(options);
  await eventually(() => {
    const [held, given] = [device.state(), fresh.state()];
    const from = Math.max(
      ...[held, given].map(({ messagesCount, messages }) => messagesCount - messages.length + 1),
    );
    const after = Math.max(held.spokenAfter, given.spokenAfter);
    assert.deepEqual(comparable(held, from, after), comparable(given, from, after));
  }, 30_000);
}
