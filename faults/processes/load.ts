import assert from 'node:assert/strict';
import { type Clock, systemClock } from '@parley/client/clock.ts';
import { eventually } from '@parley/client/testing/eventually.ts';
import type { Seeded } from '@parley/testkit/seeded.ts';
import { assertConverged, Device, type DeviceOptions } from './device.ts';
import { Gate } from './gate.ts';
import { writeOverHttp } from './http-writer.ts';
import { Ledger } from './ledger.ts';
import { gatherPeople, type Name, type People } from './people.ts';
import { writeOverSocket } from './socket-writer.ts';

export interface LoadParts {
  readonly url: string;
  readonly people: People;
  readonly chance: Seeded;
  /** Messages that the bare WebSocket has under way at a time. */
  readonly window: number;
  readonly devices: readonly { readonly device: Device; readonly options: DeviceOptions }[];
}

export interface LoadOptions {
  /** Messages that the bare WebSocket has under way at a time; 8 by default. */
  readonly window?: number;
  /** Of the devices. */
  readonly clock?: Clock;
}

/** How long what is under way may take to be acknowledged, in milliseconds. */
const patienceMs = 60_000;

/**
 * People and programs who write all the time and send again what was not acknowledged: devices with the real client
 * (by WebSocket and by events), a bare WebSocket with a window, and HTTP in a group and in open chats.
 */
export class Load implements AsyncDisposable {
  readonly ledger = new Ledger();
  readonly people: People;
  readonly #parts: LoadParts;
  readonly #gate = new Gate();
  readonly #writing: Promise<void>;
  #failure: unknown;

  private constructor(parts: LoadParts) {
    this.people = parts.people;
    this.#parts = parts;
    this.#writing = Promise.all(this.#writers())
      .then(() => undefined)
      .catch((error: unknown) => {
        this.#failure = error;
      });
  }

  /** Gathers people on a server that runs, and begins to write. */
  static async begin(url: string, chance: Seeded, options: LoadOptions = {}): Promise<Load> {
    const { window = 8, clock = systemClock } = options;
    const people = await gatherPeople(url);
    const places: readonly [Name, boolean][] = [
      ['alice', false],
      ['carol', false],
      ['dave', true],
    ];
    const devices = await Promise.all(
      places.map(async ([name, onlyEvents]) => {
        const options = { url, person: people.persons[name], chat: people.group, onlyEvents, clock };
        return { device: await Device.open(options), options };
      }),
    );
    return new Load({ url, people, chance, window, devices });
  }

  /** Resolves when so many more messages were acknowledged than now. */
  async acknowledges(count: number): Promise<void> {
    const wanted = this.ledger.acknowledged + count;
    await this.#until(() => this.ledger.acknowledged >= wanted);
  }

  /** Lets nobody say anything new; resolves when all that was said is acknowledged. */
  async rest(): Promise<void> {
    this.#gate.shut();
    await this.#until(() => this.ledger.doubtful === 0);
  }

  goOn(): void {
    this.#gate.open();
  }

  /** Ends all writing; resolves when all that was said is acknowledged. Throws what no retry could better. */
  async finish(): Promise<void> {
    this.#gate.end();
    await this.#until(() => this.ledger.doubtful === 0);
    await this.#writing;
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Throws unless every device holds what one that comes new is given. */
  async assertConverged(): Promise<void> {
    for (const { device, options } of this.#parts.devices) {
      await device.caughtUp();
      await assertConverged(device, options);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#gate.giveUp();
    for (const { device } of this.#parts.devices) await device[Symbol.asyncDispose]();
  }

  async #until(isSo: () => boolean): Promise<void> {
    await eventually(() => {
      if (this.#failure !== undefined) return true;
      assert.ok(isSo(), `${this.ledger.doubtful} messages are not acknowledged`);
      return true;
    }, patienceMs);
    if (this.#failure !== undefined) throw this.#failure;
  }

  *#writers(): Generator<Promise<void>> {
    const { url, people, chance, window, devices } = this.#parts;
    const { ledger } = this;
    const gate = this.#gate;
    for (const { device } of devices.slice(0, 2)) yield device.write(ledger, gate);
    const session = people.persons.bob.token;
    const group = people.group;
    yield writeOverSocket({ url, session, writer: "bob's socket", chat: group, window, ledger, gate });
    const common = { url, ledger, gate, chance };
    yield writeOverHttp({ ...common, writer: "bob's program", chat: `/chats/${group}`, session });
    for (const chat of people.openChats) yield writeOverHttp({ ...common, writer: 'till', chat });
  }
}
