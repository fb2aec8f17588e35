import type { Clock } from '../clock.ts';
import type { EngineName, Engines, Wire, WireEvents } from '../connection/engine.ts';
import { createStore } from '../store.ts';
import { LeaderWatch } from './leader-watch.ts';
import type { TabGround } from './tab-ground.ts';
import { TabLine } from './tab-line.ts';
import type { FollowerMessage, LeaderMessage, TabMessage, TabNote } from './tab-messages.ts';
import { TabWires } from './tab-wires.ts';
import type { Tabs } from './tabs.ts';
import { TabsServed } from './tabs-served.ts';

export interface SharedTabsOptions {
  readonly ground: TabGround;
  readonly clock: Clock;
  readonly random: () => number;
}

/** The channel, and the name that the leader holds, of somebody's tabs. */
const nameFor = (username: string) => `parley.tabs.${username}`;

/**
 * Tabs of one account that share one connection (CLIENT26). One leads: it holds the real connection and serves the
 * others' wires. When it goes, or stands still, another takes the lead; wires that were greeted by the old one end,
 * and the connections above them come back by their positions, as after any loss (CLIENT27).
 */
export class SharedTabs implements Tabs {
  readonly leads = createStore(false);
  readonly #id: string;
  readonly #options: SharedTabsOptions;
  readonly #watch: LeaderWatch;
  readonly #wires: TabWires;
  readonly #noteListeners = new Set<(note: TabNote) => void>();
  readonly #leaderListeners = new Set<() => void>();
  #platform: Engines | undefined;
  #line: TabLine | undefined;
  #name = '';
  #letGo: () => void = () => undefined;
  #served: TabsServed | undefined;
  #leader = '';

  constructor(options: SharedTabsOptions) {
    this.#options = options;
    this.#id = Math.floor(options.random() * 36 ** 8).toString(36) + options.clock.now().toString(36);
    this.#wires = new TabWires(this.#id);
    const ask = () => this.#post({ type: 'ask' });
    this.#watch = new LeaderWatch(options.clock, ask, () => this.#hold('steal'));
  }

  join(username: string): void {
    if (this.#line !== undefined) this.leave();
    this.#name = nameFor(username);
    const events = {
      received: (from: string, message: TabMessage) => this.#received(from, message),
      missed: (from: string) => this.#missed(from),
    };
    this.#line = new TabLine(this.#options.ground, this.#name, { me: this.#id, events });
    this.#hold('wait');
  }

  leave(): void {
    this.#post({ type: 'bye' });
    this.#letGo();
    this.#watch.stop();
    this.#served?.end();
    this.#served = undefined;
    this.#line?.close();
    this.#line = undefined;
    this.#leader = '';
    this.leads.set(false);
    this.#wires.endAll(1006);
  }

  engines(platform: Engines): Engines {
    this.#platform = platform;
    return {
      websocket: (events) => this.#open('websocket', events),
      events: (events) => this.#open('events', events),
    };
  }

  tell(note: TabNote): void {
    this.#post({ type: 'note', note });
  }

  onNote(listener: (note: TabNote) => void): void {
    this.#noteListeners.add(listener);
  }

  onOtherLeader(listener: () => void): void {
    this.#leaderListeners.add(listener);
  }

  #open(engine: EngineName, events: WireEvents): Wire {
    const wire = this.#wires.add(engine, events);
    // Nothing may be heard of a wire before whoever opened it has it.
    queueMicrotask(() => this.#wires.has(wire) && this.#connect(wire, engine));
    return {
      send: (frames) => {
        if (this.#served !== undefined) this.#served.hub.up(wire, frames);
        else this.#post({ type: 'up', wire, frames });
      },
      close: () => {
        this.#wires.remove(wire);
        if (this.#served !== undefined) this.#served.hub.detach(wire);
        else this.#post({ type: 'close', wire });
      },
    };
  }

  #connect(wire: string, engine: EngineName): void {
    if (this.#served !== undefined) return this.#served.hub.attach(wire, engine);
    this.#post({ type: 'open', wire, engine });
    // Before anybody leads, this tab's own turn is about to come.
    this.#watch.start();
  }

  #hold(how: 'wait' | 'steal'): void {
    this.#letGo();
    this.#letGo = this.#options.ground.hold(this.#name, how, {
      held: () => this.#lead(),
      taken: () => this.#follow(),
    });
  }

  #lead(): void {
    if (this.#platform === undefined || this.#line === undefined) return;
    this.#watch.stop();
    this.#leader = '';
    this.#served = new TabsServed(this.#platform, this.#wires, {
      clock: this.#options.clock,
      post: (message: LeaderMessage) => this.#post(message),
    });
    this.#post({ type: 'leader' });
    this.leads.set(true);
    this.#reconnect();
  }

  #follow(): void {
    this.#served?.end();
    this.#served = undefined;
    this.leads.set(false);
    this.#wires.endAll(1006);
    if (this.#line !== undefined) this.#hold('wait');
  }

  /** Wires that the old leader greeted have lost their place; the others go on waiting at the new one. */
  #reconnect(): void {
    this.#wires.endGreeted(1006);
    for (const [wire, engine] of this.#wires.waiting()) this.#connect(wire, engine);
  }

  #received(from: string, message: TabMessage): void {
    if (message.type === 'note') for (const listener of this.#noteListeners) listener(message.note);
    else if (isFromFollower(message)) this.#served?.received(from, message);
    else if (this.#served === undefined) this.#fromLeader(from, message);
  }

  #fromLeader(from: string, message: LeaderMessage): void {
    this.#watch.heard();
    const announced = message.type === 'leader' || message.type === 'here';
    // Its word may have been missed: whoever answers as the leader is the leader.
    if (message.type === 'leader' || (announced && from !== this.#leader)) {
      this.#leader = from;
      this.#reconnect();
      for (const listener of this.#leaderListeners) listener();
    }
    // What an old leader still says was meant for wires that have ended.
    if (from !== this.#leader) return;
    if (message.type === 'down')
      for (const wire of this.#wires.strays(message.wires)) this.#post({ type: 'close', wire });
    this.#wires.hear(message);
  }

  #missed(from: string): void {
    if (this.#served !== undefined) this.#served.drop(from);
    else if (from === this.#leader) this.#wires.endGreeted(1006);
  }

  #post(message: TabMessage): void {
    this.#line?.post(message);
  }
}

const followerTypes: ReadonlySet<string> = new Set<FollowerMessage['type']>([
  'open',
  'up',
  'close',
  'ask',
  'bye',
]);

function isFromFollower(message: FollowerMessage | LeaderMessage): message is FollowerMessage {
  return followerTypes.has(message.type);
}
