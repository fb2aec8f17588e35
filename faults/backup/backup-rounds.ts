import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Device, Person } from '@parley/client/testing/device.ts';
import { eventually } from '@parley/client/testing/eventually.ts';
import type { Seeded } from '@parley/testkit/seeded.ts';
import type { BackupPlace } from './backup-place.ts';
import { compareCopy } from './compare-copy.ts';
import { checkOrder, compareDevices, newestKeys } from './compare-devices.ts';
import { Writers, type Written } from './writers.ts';

export interface RoundsOptions {
  readonly place: BackupPlace;
  readonly people: readonly Person[];
  readonly chats: readonly number[];
  readonly chance: Seeded;
  /** Messages of each stretch of load. */
  readonly load: number;
}

/** What was seen, over all rounds. */
export interface Tally {
  acknowledged: number;
  duringBackups: number;
  restored: number;
  lost: number;
  waited: number;
  recoveries: number;
}

/** Load, a backup under load, more load, the end of the server, a restore: again and again on the same data. */
export class BackupRounds implements AsyncDisposable {
  readonly tally: Tally = {
    ...{ acknowledged: 0, duringBackups: 0, restored: 0, lost: 0, waited: 0, recoveries: 0 },
  };
  readonly #options: RoundsOptions;
  readonly #writers: Writers;

  constructor(options: RoundsOptions) {
    const { place, people, chats, chance } = options;
    this.#options = options;
    this.#writers = new Writers(place.url, people, chats, chance);
  }

  async begin(): Promise<void> {
    await Promise.all(this.#writers.devices.map((device) => device.start()));
    await this.#settled();
  }

  async round(): Promise<void> {
    const { place, chance, load } = this.#options;
    const writers = this.#writers;
    writers.written.length = 0;
    writers.begin();
    await writers.until(load);
    const promised = writers.acknowledged();
    const file = await place.backup();
    this.tally.duringBackups += writers.acknowledged().length - promised.length;
    await writers.until(load);
    // Sometimes the server ends in the middle of it all.
    if (chance.oneIn(2)) await writers.pause();
    await place.end(chance.oneIn(2) ? 'stop' : 'kill');
    await writers.pause();
    const away = await this.#leaveBehind();
    const waiting = writers.written.filter((each) => each.acknowledged === undefined);
    this.tally.acknowledged += writers.acknowledged().length;
    const lost = await this.#restore(file, promised);
    await this.#comeBack(away, waiting, lost);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#writers[Symbol.asyncDispose]();
  }

  /** Without a server everybody writes once more, and one of the devices is switched off. */
  async #leaveBehind(): Promise<Device> {
    const { devices } = this.#writers;
    for (const device of devices) void this.#writers.say(device);
    const away = this.#options.chance.pick(devices);
    away.client.settle();
    await nextTurn();
    await away.die();
    return away;
  }

  /** Restores; answers which acknowledged messages the backup does not have. */
  async #restore(file: string, promised: readonly Written[]): Promise<readonly Written[]> {
    const { place } = this.#options;
    const aside = await place.restore(file);
    const { kept, lost, messages } = compareCopy(place.data, aside);
    for (const { content, acknowledged } of promised) {
      assert.equal(
        messages.get(content),
        acknowledged,
        `${content} was acknowledged before the backup began`,
      );
    }
    this.tally.restored += kept;
    this.tally.lost += lost;
    await rm(aside, { recursive: true });
    return this.#writers.acknowledged().filter(({ content }) => !messages.has(content));
  }

  /** Everybody comes back to the restored server; what they hold is what a fresh device loads. */
  async #comeBack(away: Device, waiting: readonly Written[], lost: readonly Written[]): Promise<void> {
    const { place, people, chats } = this.#options;
    const { devices } = this.#writers;
    await place.start();
    await away.crash();
    await this.#settled();
    for (const person of people) {
      const own = devices.filter((device) => device.username === person.account.username);
      await compareDevices(place.url, person, chats, own);
    }
    const gone = new Set(lost.map(({ clientId }) => clientId));
    for (const chat of chats) {
      const keys = await newestKeys(place.url, people[0], chat);
      // Nobody guesses: what was acknowledged and is gone stays gone.
      assert.ok(!keys.some((key) => gone.has(key)), 'a lost message came back');
      const waited = waiting.filter((each) => each.chat === chat);
      for (const device of devices)
        checkOrder(
          keys,
          waited.filter((each) => each.device === device),
        );
    }
    this.tally.waited += waiting.length;
    this.tally.recoveries += devices.length;
  }

  /** Every device is connected, knows its chats, and nothing waits or was refused. */
  async #settled(): Promise<void> {
    const settled = ({ client, name }: Device) => {
      assert.ok(client.connection.state.get().synced, `${name} is not synced`);
      const { loaded, items } = client.chats.list.get();
      assert.ok(loaded && items.length >= this.#options.chats.length, `${name} does not have its chats`);
      for (const { number, pending, failed } of items)
        assert.deepEqual([pending, failed], [0, 0], `${name} has messages that wait in ${number}`);
    };
    await eventually(() => this.#writers.devices.forEach(settled), 30_000);
  }
}
