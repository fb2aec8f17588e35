import type { Bus } from '../../bus/bus.ts';
import type { Clock, Timer } from '../../telemetry/clock.ts';
import type { Connections } from '../connections.ts';
import type { PresenceListener, PresenceNow } from '../people.ts';
import { type Lost, PresenceElsewhere } from './presence-elsewhere.ts';
import { messagesOf, type PresenceSaid } from './presence-said.ts';
import { SettledPresence } from './settled-presence.ts';

const topic = 'presence';
/** Changes of this long are said together. */
const batchMs = 50;
const beatMs = 5000;
/** All is said at every second beat. */
const digestMs = 2 * beatMs;
const expiryMs = 30_000;
/** By then a new node has heard every other's digest, and what it learnt from them has settled. */
const learningMs = 15_000;
/** So long before a node was last heard it may have left something untold. */
const untoldMs = 1000;
const rank: Record<PresenceNow, number> = { offline: 0, away: 1, online: 2 };

export interface PresenceBoardParts {
  readonly bus: Bus;
  readonly connections: Connections;
  readonly clock: Clock;
}

/**
 * Who is there, on all nodes.
 *
 * Guarantees: every node says at once what changes among its people, and every ten seconds how all of them are; what it
 * said holds until it says otherwise or was not heard for thirty (PRES4). Of a change that lasts, listeners are told on one
 * node, the first by name of those heard (PRES5). When a node ends, with or without a word, another speaks for it; then,
 * and only then, something may be told twice (PRES6). While this node hears nobody it takes nobody for dead.
 */
export class PresenceBoard implements Disposable {
  readonly #parts: PresenceBoardParts;
  readonly #elsewhere = new PresenceElsewhere();
  readonly #listeners: PresenceListener[] = [];
  readonly #settled: SettledPresence;
  /** People here whose change is not said yet. */
  readonly #unsaid = new Set<number>();
  /** Changes that were another node's to tell. */
  #othersToTell: { readonly user: number; readonly state: PresenceNow; readonly at: number }[] = [];
  #startedAt: number;
  #beats = 0;
  #knows = false;
  #saying: Timer | undefined;
  #beating: Timer | undefined;
  #stop: (() => void)[] = [];
  #closed = false;

  constructor(parts: PresenceBoardParts) {
    const { bus, connections, clock } = parts;
    this.#parts = parts;
    this.#startedAt = clock.monotonic();
    const now = (user: number) => this.presenceOf(user);
    this.#settled = new SettledPresence(clock, now, (user, state) => this.#lasted(user, state));
    connections.watch({ changed: (user) => this.#changedHere(user) });
    this.#stop.push(bus.onInterrupted(() => this.#found()));
  }

  /** From now on this node hears the others, and they hear it. */
  async listen(): Promise<void> {
    const { bus, clock } = this.#parts;
    this.#stop.push(await bus.subscribe(topic, (payload, node) => this.#hear(node, JSON.parse(payload))));
    this.#startedAt = clock.monotonic();
    this.#beat();
  }

  presenceOf(user: number): PresenceNow {
    const here = this.#parts.connections.presenceOf(user);
    if (here === 'online') return here;
    const there = this.#elsewhere.best(user);
    return rank[there] > rank[here] ? there : here;
  }

  onPresence(listener: PresenceListener): void {
    this.#listeners.push(listener);
  }

  /** Takes leave of the others, who speak for this node's people from now on. */
  [Symbol.dispose](): void {
    this.#closed = true;
    this.#settled[Symbol.dispose]();
    for (const timer of [this.#saying, this.#beating]) {
      if (timer !== undefined) this.#parts.clock.clearTimeout(timer);
    }
    for (const stop of this.#stop) stop();
    this.#say([], true);
  }

  #changedHere(user: number): void {
    if (this.#closed) return;
    this.#settled.mayHaveChanged(user);
    this.#unsaid.add(user);
    this.#saying ??= this.#parts.clock.setTimeout(() => this.#sayChanges(), batchMs);
  }

  #sayChanges(): void {
    this.#saying = undefined;
    const users = [...this.#unsaid];
    this.#unsaid.clear();
    this.#say(users);
  }

  #say(users: Iterable<number>, gone = false): void {
    const { bus, connections } = this.#parts;
    const states = Iterator.from(users).map((user) => [user, connections.presenceOf(user)] as const);
    for (const said of messagesOf(states, this.#knows)) {
      bus.publish(topic, JSON.stringify(gone ? { ...said, gone } : said));
    }
  }

  #sayAll(): void {
    this.#say(this.#parts.connections.users());
  }

  #beat(): void {
    if (this.#closed) return;
    const { bus, clock } = this.#parts;
    const now = clock.monotonic();
    if (bus.reach === 'connected') this.#lose(() => this.#elsewhere.expire(now - expiryMs));
    if (this.#beats % 2 === 0) {
      // What this node knows counts from when the others are told so: else two would speak.
      this.#knows = now - this.#startedAt >= learningMs;
      this.#sayAll();
      this.#othersToTell = this.#othersToTell.filter(({ at }) => at > now - expiryMs - digestMs);
    }
    this.#beats += 1;
    this.#beating = clock.setTimeout(() => this.#beat(), beatMs);
  }

  #hear(node: string, said: PresenceSaid): void {
    const now = this.#parts.clock.monotonic();
    if (said.gone) return this.#lose(() => this.#elsewhere.forget(node, now));
    // Whoever is new has heard nobody yet.
    if (!this.#elsewhere.has(node)) this.#sayAll();
    for (const user of this.#elsewhere.hear(node, said, now)) this.#settled.mayHaveChanged(user);
  }

  /** Nodes, or some of their people, are gone; if one of them spoke for all, another does from now on. */
  #lose(forget: () => Lost): void {
    const speaker = this.#leader();
    const { users, nodes } = forget();
    for (const user of users) this.#settled.mayHaveChanged(user);
    const heardAt = nodes.get(speaker);
    if (heardAt !== undefined && this.#leads) this.#takeOver(heardAt - untoldMs);
  }

  #found(): void {
    this.#elsewhere.refresh(this.#parts.clock.monotonic());
    this.#sayAll();
  }

  #leader(): string {
    return this.#elsewhere.leader(this.#parts.bus.node, this.#knows);
  }

  get #leads(): boolean {
    return this.#leader() === this.#parts.bus.node;
  }

  #lasted(user: number, state: PresenceNow): void {
    if (this.#leads) this.#tell(user, state);
    else this.#othersToTell.push({ user, state, at: this.#parts.clock.monotonic() });
  }

  /** What the one that spoke may not have told any more is told by its successor (PRES6). */
  #takeOver(since: number): void {
    const untold = this.#othersToTell.filter(({ at }) => at >= since);
    this.#othersToTell = [];
    // Of a person the newest.
    for (const [user, state] of new Map(untold.map((each) => [each.user, each.state])))
      this.#tell(user, state);
  }

  #tell(user: number, state: PresenceNow): void {
    for (const listener of this.#listeners) listener(user, state);
  }
}
