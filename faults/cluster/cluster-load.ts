import assert from 'node:assert/strict';
import { eventually } from '@parley/client/testing/eventually.ts';
import type { Seeded } from '@parley/testkit/seeded.ts';
import { assertConverged, Device, type DeviceOptions } from '../processes/device.ts';
import { writeOverHttp } from '../processes/http-writer.ts';
import { writeOverSocket } from '../processes/socket-writer.ts';
import { type Crowd, type CrowdSizes, type Group, gatherCrowd } from './crowd.ts';
import { PacedGate } from './paced-gate.ts';
import { Sight } from './sight.ts';
import { TimedLedger } from './timed-ledger.ts';

export interface ClusterLoadOptions extends CrowdSizes {
  readonly url: string;
  readonly chance: Seeded;
  /** How long each writer rests before a message, in milliseconds on average. */
  readonly restMs: number;
  /** Messages that one socket of each group has under way at a time. */
  readonly window: number;
}

interface Placed {
  readonly device: Device;
  readonly options: DeviceOptions;
  readonly sight: Sight;
}

/** How long what is under way may take to be acknowledged, in milliseconds. */
const patienceMs = 90_000;

/**
 * People and programs on a cluster who write all the time and send again what was not acknowledged, each time perhaps to
 * another node. In each group one device with the real client writes and one only looks; everybody else has a bare
 * WebSocket. Programs write over HTTP, as the owner of the groups and in open chats.
 */
export class ClusterLoad implements AsyncDisposable {
  readonly ledger = new TimedLedger();
  readonly gate: PacedGate;
  readonly crowd: Crowd;
  readonly #options: ClusterLoadOptions;
  readonly #devices: readonly Placed[];
  readonly #writing: Promise<unknown>;
  #failure: unknown;

  private constructor(options: ClusterLoadOptions, crowd: Crowd, devices: readonly Placed[]) {
    this.gate = new PacedGate(options.chance, options.restMs);
    this.crowd = crowd;
    this.#options = options;
    this.#devices = devices;
    this.#writing = Promise.all(this.#writers()).catch((error: unknown) => {
      this.#failure = error;
    });
  }

  /** Gathers people on a cluster that runs, and begins to write. */
  static async begin(options: ClusterLoadOptions): Promise<ClusterLoad> {
    const { url, chance } = options;
    const crowd = await gatherCrowd(url, `n${chance.below(1e6).toString(36)}`, options);
    const devices = await Promise.all(
      crowd.groups.flatMap(({ number: chat, members }, index) =>
        members.slice(0, 2).map(async (person, place) => {
          const sight = new Sight();
          const onlyEvents = index === 0 && place === 1;
          const common = { url, person, chat, onlyEvents };
          const device = await Device.open({ ...common, look: (state) => sight.look(state) });
          return { device, options: common, sight };
        }),
      ),
    );
    return new ClusterLoad(options, crowd, devices);
  }

  /** Resolves when so many more messages were acknowledged than now. */
  async acknowledges(count: number): Promise<void> {
    const wanted = this.ledger.acknowledged + count;
    await this.#until(() => this.ledger.acknowledged >= wanted);
  }

  /** Resolves when everything is acknowledged that had been said until now. */
  async catchesUp(): Promise<void> {
    const said = [...this.ledger.said];
    await this.#until(() => said.every(({ number }) => number !== undefined));
  }

  /** Ends all writing; resolves when all that was said is acknowledged. Throws what no retry could better. */
  async finish(): Promise<void> {
    this.gate.end();
    await this.#until(() => this.ledger.doubtful === 0);
    await this.#writing;
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Throws unless every device holds what one that comes new is given, and nobody ever saw a hole or a double. */
  async assertConverged(): Promise<void> {
    for (const { device, options, sight } of this.#devices) {
      await device.caughtUp();
      await assertConverged(device, options);
      assert.deepEqual(sight.flaws, []);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.gate.giveUp();
    for (const { device } of this.#devices) await device[Symbol.asyncDispose]();
  }

  async #until(isSo: () => boolean): Promise<void> {
    await eventually(() => {
      if (this.#failure !== undefined) return true;
      assert.ok(isSo(), waited(this.ledger));
      return true;
    }, patienceMs);
    if (this.#failure !== undefined) throw this.#failure;
  }

  *#writers(): Generator<Promise<void>> {
    const { crowd, ledger, gate } = this;
    const { url, chance } = this.#options;
    for (const { device } of this.#devices.filter((_, index) => index % 2 === 0))
      yield device.write(ledger, gate);
    for (const group of crowd.groups) yield* this.#sockets(group);
    const common = { url, ledger, gate, chance };
    const { token: session, account } = crowd.owner;
    for (const { number } of crowd.groups) {
      const writer = `the program of ${account.username} in ${number}`;
      yield writeOverHttp({ ...common, writer, chat: `/chats/${number}`, session });
    }
    for (const [index, chat] of crowd.openChats.entries())
      yield writeOverHttp({ ...common, writer: `${account.username}-till-${index}`, chat });
  }

  *#sockets({ number: chat, members }: Group): Generator<Promise<void>> {
    const { ledger, gate } = this;
    const { url, window: several } = this.#options;
    for (const [index, { token: session, account }] of members.slice(2).entries()) {
      const writer = `the socket of ${account.username}`;
      const window = index === 0 ? several : 1;
      yield writeOverSocket({ url, session, writer, chat, window, ledger, gate });
    }
  }
}

function waited({ doubtful, said, failures }: TimedLedger): string {
  const whose = said
    .filter(({ number }) => number === undefined)
    .map(({ writer, chat }) => `${writer} (${chat})`);
  const met = [...failures].map(([what, times]) => `${what}: ${times} times`);
  return `${doubtful} messages are not acknowledged: ${[...whose.slice(0, 10), ...met].join('; ')}`;
}
