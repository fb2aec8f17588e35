import type { HoldEvents, TabGround } from '../tabs/tab-ground.ts';

export interface TabFaults {
  /** How likely a message comes twice. */
  readonly duplicate: number;
  /** The longest a message is on its way. */
  readonly lateMs: number;
}

/** One tab of a test: it can die, or stand still and go on. */
export interface FakeTab {
  readonly ground: TabGround;
  /** Ends without a word: what is on its way from it is lost, what it held is free. */
  die(): void;
  freeze(): void;
  /** Goes on; what came meanwhile comes now. */
  thaw(): void;
  /** Whether what others say is lost on its way here. */
  deaf: boolean;
}

interface Ear {
  readonly tab: number;
  readonly name: string;
  readonly receive: (message: unknown) => void;
}

interface Wish {
  readonly tab: number;
  readonly name: string;
  readonly events: HoldEvents;
}

/** Tabs of one browser in a test's hands: messages come late or twice, and tabs die. */
export class FakeTabs {
  readonly #random: () => number;
  readonly #faults: TabFaults;
  readonly #ears = new Set<Ear>();
  readonly #dead = new Set<number>();
  readonly #frozen = new Map<number, (() => void)[]>();
  readonly #wishes = new Set<Wish>();
  /** Of whom nothing may be told any more, not even when their tab goes on. */
  readonly #letGone = new WeakSet<Wish>();
  readonly #held = new Map<string, Wish>();
  /** When the last message of a pair of tabs arrives: none overtakes another. */
  readonly #ways = new Map<string, Promise<void>>();
  readonly #opened = new Map<number, FakeTab>();

  constructor(random: () => number, faults: TabFaults) {
    this.#random = random;
    this.#faults = faults;
  }

  open(): FakeTab {
    const tab = this.#opened.size + 1;
    const ground: TabGround = {
      openChannel: (name, receive) => this.#openChannel({ tab, name, receive }),
      hold: (name, how, events) => this.#hold({ tab, name, events }, how),
    };
    const thaw = () => {
      const waiting = this.#frozen.get(tab) ?? [];
      this.#frozen.delete(tab);
      for (const act of waiting) act();
    };
    const freeze = () => this.#frozen.set(tab, []);
    const fake: FakeTab = { ground, die: () => this.#die(tab), freeze, thaw, deaf: false };
    this.#opened.set(tab, fake);
    return fake;
  }

  #openChannel(ear: Ear) {
    this.#ears.add(ear);
    const post = (message: unknown) => {
      if (!this.#ears.has(ear) || this.#dead.has(ear.tab)) return;
      const text = JSON.stringify(message);
      for (const other of this.#ears)
        if (other !== ear && other.name === ear.name) this.#carry(ear, other, text);
    };
    return { post, close: () => void this.#ears.delete(ear) };
  }

  #carry(from: Ear, to: Ear, text: string): void {
    const copies = this.#random() < this.#faults.duplicate ? 2 : 1;
    const lateMs = this.#random() * this.#faults.lateMs;
    const arrive = () => {
      if (this.#dead.has(from.tab) || !this.#ears.has(to) || this.#opened.get(to.tab)?.deaf) return;
      for (let copy = 0; copy < copies; copy++) this.#act(to.tab, () => to.receive(JSON.parse(text)));
    };
    const way = `${from.tab} ${to.tab}`;
    const before = this.#ways.get(way) ?? Promise.resolve();
    const pause = () => new Promise<void>((resolve) => setTimeout(resolve, lateMs));
    this.#ways.set(way, Promise.all([before, pause()]).then(arrive));
  }

  #hold(wish: Wish, how: 'wait' | 'steal'): () => void {
    const holder = this.#held.get(wish.name);
    if (how === 'steal' && holder !== undefined) {
      this.#held.delete(wish.name);
      const tell = () => {
        if (!this.#letGone.has(holder)) holder.events.taken();
      };
      setTimeout(() => this.#act(holder.tab, tell));
    }
    if (how === 'steal') this.#grant(wish);
    else {
      this.#wishes.add(wish);
      this.#next(wish.name);
    }
    return () => this.#letGo(wish);
  }

  #letGo(wish: Wish): void {
    this.#letGone.add(wish);
    this.#wishes.delete(wish);
    if (this.#held.get(wish.name) !== wish) return;
    this.#held.delete(wish.name);
    this.#next(wish.name);
  }

  #next(name: string): void {
    const [next] = [...this.#wishes].filter((wish) => wish.name === name);
    if (this.#held.has(name) || next === undefined) return;
    this.#wishes.delete(next);
    this.#grant(next);
  }

  #grant(wish: Wish): void {
    this.#held.set(wish.name, wish);
    const tell = () => {
      if (this.#held.get(wish.name) === wish) wish.events.held();
    };
    setTimeout(() => this.#act(wish.tab, tell));
  }

  #die(tab: number): void {
    this.#dead.add(tab);
    for (const ear of this.#ears) if (ear.tab === tab) this.#ears.delete(ear);
    for (const wish of [...this.#wishes, ...this.#held.values()]) if (wish.tab === tab) this.#letGo(wish);
  }

  /** Now, or when the tab goes on; never after its death. */
  #act(tab: number, act: () => void): void {
    const frozen = this.#frozen.get(tab);
    if (this.#dead.has(tab)) return;
    if (frozen === undefined) act();
    else frozen.push(act);
  }
}
