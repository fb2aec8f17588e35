import { memoryStorage } from '../storage/memory-storage.ts';
import { Device, type Person } from './device.ts';
import { type FakeTab, FakeTabs } from './fake-tabs.ts';
import { fastClock } from './fast-clock.ts';
import { noFaults } from './faulty-network.ts';

/** A tab of somebody's browser. */
export interface Tab {
  readonly device: Device;
  readonly ground: FakeTab;
}

export interface BrowserOptions {
  readonly baseUrl: string;
  readonly person: Person;
  readonly random: () => number;
}

/** Somebody's browser: tabs that share what is stored, hear each other late or twice, and may die. */
export class Browser implements AsyncDisposable {
  readonly tabs: Tab[] = [];
  /** Every tab there has been. */
  readonly devices: Device[] = [];
  readonly #options: BrowserOptions;
  readonly #disk = memoryStorage();
  readonly #ground: FakeTabs;

  constructor(options: BrowserOptions) {
    this.#options = options;
    this.#ground = new FakeTabs(options.random, { duplicate: 0.1, lateMs: 3 });
  }

  async open(): Promise<Tab> {
    const ground = this.#ground.open();
    const device = new Device({
      ...this.#options,
      name: `tab ${this.devices.length + 1}`,
      clock: fastClock(20),
      faults: noFaults,
      disk: this.#disk,
      tabs: ground.ground,
    });
    const tab = { device, ground };
    this.tabs.push(tab);
    this.devices.push(device);
    await device.start();
    return tab;
  }

  /** Ends a tab without a word. */
  async kill(tab: Tab): Promise<void> {
    this.tabs.splice(this.tabs.indexOf(tab), 1);
    tab.ground.die();
    await tab.device.die();
  }

  /** What is stored, by key. */
  stored(): Promise<readonly (readonly [string, unknown])[]> {
    return this.#disk.list('');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.tabs.map((tab) => tab.device.stop()));
  }
}
