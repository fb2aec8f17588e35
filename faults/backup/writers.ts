import { Device, type Person } from '@parley/client/testing/device.ts';
import { eventually } from '@parley/client/testing/eventually.ts';
import { fastClock } from '@parley/client/testing/fast-clock.ts';
import { noFaults } from '@parley/client/testing/faulty-network.ts';
import type { Seeded } from '@parley/testkit/seeded.ts';

/** A message that somebody wrote, and what they were promised. */
export interface Written {
  readonly device: Device;
  readonly chat: number;
  readonly clientId: string;
  readonly content: string;
  /** Number and position, as they were acknowledged. */
  acknowledged?: string;
}

/** Devices that write, several at once, in the same chats. */
export class Writers implements AsyncDisposable {
  readonly devices: readonly Device[];
  readonly chats: readonly number[];
  readonly written: Written[] = [];
  readonly #chance: Seeded;
  #writing: Promise<unknown> = Promise.resolve();
  #stop = Promise.withResolvers<void>();
  #isStopped = true;
  #texts = 0;

  constructor(url: string, people: readonly Person[], chats: readonly number[], chance: Seeded) {
    this.chats = chats;
    this.#chance = chance;
    const random = () => chance.below(2 ** 32) / 2 ** 32;
    const own = { baseUrl: url, clock: fastClock(10), random, faults: noFaults };
    // The first person has two devices.
    this.devices = [...people, ...people.slice(0, 1)].map(
      (person, index) => new Device({ ...own, name: `device ${index}`, person }),
    );
  }

  acknowledged(): readonly Written[] {
    return this.written.filter((each) => each.acknowledged !== undefined);
  }

  begin(): void {
    this.#isStopped = false;
    this.#stop = Promise.withResolvers();
    this.#writing = Promise.all(this.devices.map((device) => this.#write(device)));
  }

  /** Waits until so many more messages are acknowledged. */
  async until(more: number): Promise<void> {
    const wanted = this.acknowledged().length + more;
    await eventually(() => this.acknowledged().length >= wanted, 60_000);
  }

  /** Nobody writes any more; what is under way stays so. */
  async pause(): Promise<void> {
    this.#isStopped = true;
    this.#stop.resolve();
    await this.#writing;
  }

  /** Writes one message; resolves when it is acknowledged, or refused. */
  say(device: Device): Promise<void> {
    const chat = this.#chance.pick(this.chats);
    const content = `text ${++this.#texts} of ${device.name}`;
    const handle = device.client.chats.open(chat);
    const { clientId, acknowledged } = handle.send({ content });
    handle.close();
    const written: Written = { device, chat, clientId, content };
    this.written.push(written);
    return acknowledged.then(
      ({ number, position }) => {
        written.acknowledged = `${number} at ${position}`;
      },
      () => undefined,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.pause();
    await Promise.all(this.devices.map((device) => device.stop()));
  }

  async #write(device: Device): Promise<void> {
    while (!this.#isStopped) await Promise.race([this.say(device), this.#stop.promise]);
  }
}
