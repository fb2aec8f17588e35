import { writeFileSync } from 'node:fs';
import { Disk } from './disk.ts';
import { Ledger } from './ledger.ts';
import { newFile } from './memory-folder.ts';
import { Network } from './network.ts';
import type { Seams } from './seams.ts';
import { SimulatedDevice } from './simulated-device.ts';
import { openNode, type SimulatedNode } from './simulated-node.ts';
import type { Template } from './template.ts';
import { rest, type Timeline } from './timeline.ts';

/** Whose devices there are: alice has two. */
const owners = [0, 0, 1, 2] as const;

/** Everything there is in one run: a node on its disk, a network, devices. */
export class World implements AsyncDisposable {
  readonly timeline: Timeline;
  readonly template: Template;
  readonly disk: Disk;
  readonly ledger: Ledger;
  readonly network: Network;
  readonly devices: readonly SimulatedDevice[];
  readonly counts = { nodeCrashes: 0, deviceCrashes: 0 };
  readonly #seams: Seams;
  readonly #file = newFile();
  readonly #dead: SimulatedNode[] = [];

  constructor(timeline: Timeline, template: Template, seams: Seams) {
    this.timeline = timeline;
    this.template = template;
    this.#seams = seams;
    const { path } = this.#file;
    writeFileSync(path, template.bytes);
    this.disk = new Disk(timeline, path);
    this.startNode();
    this.ledger = new Ledger(path, template.app);
    this.network = new Network(timeline, this.ledger);
    this.network.node = this.#node;
    this.devices = owners.map((owner, index) => this.newDevice(owner, `device ${index + 1}`));
  }

  #node: SimulatedNode | undefined;

  /** Another device of somebody, which has nothing but a session. */
  newDevice(owner: number, name: string): SimulatedDevice {
    const { timeline, network, template } = this;
    const person = template.people[owner];
    if (person === undefined) throw new RangeError('there is no such person');
    const chats = template.chats.filter((_, index) => index > 0 || owner < 2);
    return new SimulatedDevice({ timeline, network, seams: this.#seams, name, person, chats });
  }

  startNode(): void {
    if (this.#node !== undefined) return;
    const { openWriter } = this.disk;
    const { timeline } = this;
    const seamed = this.#seams.writer?.(openWriter) ?? openWriter;
    this.#node = openNode({ timeline, path: this.#file.path, openWriter: seamed, seams: this.#seams });
    if (this.network === undefined) return;
    this.network.node = this.#node;
    this.ledger.nodeStarted();
  }

  /** The node dies with everything in its memory. */
  crashNode(): void {
    const node = this.#node;
    if (node === undefined) return;
    this.counts.nodeCrashes += 1;
    this.timeline.note('the node crashes\n');
    this.#node = undefined;
    this.network.nodeCrashed();
    node.crash();
    this.disk.crash();
    this.#dead.push(node);
  }

  crashDevice(device: SimulatedDevice): void {
    if (device.life === undefined) return;
    this.counts.deviceCrashes += 1;
    this.timeline.note(`${device.name} crashes\n`);
    device.crash();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const device of this.devices) device.crash();
    this.crashNode();
    // What still runs of a dead node ends with the failure of what it waits for.
    for (let turn = 0; turn < 5; turn++) await rest();
    for (const node of this.#dead) await node.bury();
    this.ledger.close();
    this.#file[Symbol.dispose]();
  }
}
