import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createFakeClock, type FakeClock } from '@parley/testkit/fake-clock.ts';
import type { Tidy } from '@parley/testkit/people-node.ts';
import { createLocalBuses, type LocalBuses } from '../../bus/local-bus.test-support.ts';
import type { Log, StoredEntry, Tail, TailPlace } from '../../log/log.ts';
import type { LogKey } from '../../log/log-key.ts';
import { statement } from '../../sql/statement.ts';
import { ChatStore } from '../../store/chat-store.ts';
import type { SqlDriver } from '../../store/sql-driver.ts';
import type { StoreEngine } from '../../store/store-engine.test-support.ts';
import { TailerStore } from '../../store/tailer-store.ts';
import { createLogger } from '../../telemetry/pino-logger.ts';
import { idleTracer } from '../../telemetry/tracer.ts';
import { checkpointName, Progress } from './progress.ts';
import { Projector } from './project.ts';
import type { EntryWriter } from './projected-statements.ts';

export interface ProjectorEngine extends StoreEngine {
  readonly archive: EntryWriter;
}

const insertEntry =
  'insert into entry (log, position, number, kind, about, author, at, content, data) values (?, ?, ?, ?, ?, ?, ?, ?, ?)';

/** What matters here of an archive: where the entries' texts are. */
export const plainArchive: EntryWriter = {
  insertStatements: (entries) =>
    entries.map(({ log, position, number, kind, about, author, at, content, data }) =>
      statement(
        insertEntry,
        ...[log, position, number, kind, about ?? null, author ?? null, at, content ?? null, data ?? null],
      ),
    ),
};

export type TailedLog = Pick<Log, 'openTail' | 'end'>;

/** Several nodes' projectors on one store that is empty at first. */
export interface ProjectorBench {
  readonly driver: SqlDriver;
  readonly clock: FakeClock;
  readonly buses: LocalBuses;
  readonly logged: string[];
  /** Entries and statements of each transaction. */
  readonly transactions: (readonly [entries: number, statements: number])[];
  /** A projector of a node of its own; `through` stands between it and the database. */
  project(log: TailedLog, tail: number, through?: (driver: SqlDriver) => SqlDriver): Promise<Projector>;
  /** Lets time pass until everything that is durable is projected. */
  settle(projectors: readonly Projector[]): Promise<void>;
}

export async function openProjectorBench(engine: ProjectorEngine, test: Tidy): Promise<ProjectorBench> {
  const place = await engine.newPlace();
  const clock = createFakeClock();
  const buses = createLocalBuses();
  const logged: string[] = [];
  const logger = createLogger({ level: 'warn', format: 'json', write: (line) => logged.push(line) });
  const transactions: [number, number][] = [];
  const metrics = {
    tailerLag: () => undefined,
    projected: (_: string, entries: number, statements: number) =>
      void transactions.push([entries, statements]),
  };
  const drivers = [await engine.open(place), await engine.open(place)] as const;
  test.after(async () => {
    for (const driver of drivers) await driver[Symbol.asyncDispose]();
  });
  let nodes = 0;
  const shared = { clock, logger, metrics, tracer: idleTracer, archive: engine.archive };
  return {
    driver: drivers[0],
    clock,
    buses,
    logged,
    transactions,
    async project(log, tail, through = (driver) => driver) {
      const node = nodes++;
      const driver = through(drivers[node % 2 === 0 ? 0 : 1]);
      const store = { tailers: new TailerStore(driver), chats: new ChatStore(driver) };
      const bus = buses.open(`node ${node}`);
      const checkpoint = (name: string, own: number) => store.tailers.checkpoint(checkpointName(name, own));
      const progress = await Progress.open({ bus, clock, checkpoint, names: ['store'] });
      return new Projector({ ...shared, log, tail, store, progress });
    },
    settle: (projectors) => settle({ clock, logged }, projectors),
  };
}

/** In real time, which the database takes: what does not come to its end by then never does. */
const settleMs = 60_000;

async function settle(
  { clock, logged }: Pick<ProjectorBench, 'clock' | 'logged'>,
  projectors: readonly Projector[],
): Promise<void> {
  const began = performance.now();
  let isOver = false;
  const over = Promise.all(projectors.map((each) => each.caughtUp())).then(() => {
    isOver = true;
  });
  while (!isOver) {
    assert.ok(performance.now() - began < settleMs, `nothing is projected any more: ${logged.slice(-5)}`);
    await clock.advance(20);
    await nextTurn();
  }
  await over;
}

/** A log of several tails that says what the test says. */
export class ScriptedLog implements TailedLog {
  readonly #tails: StoredEntry[][];
  readonly #listeners: Set<(lastSeq: number) => void>[];

  constructor(tails: number) {
    this.#tails = Array.from({ length: tails }, () => []);
    this.#listeners = Array.from({ length: tails }, () => new Set());
  }

  add(tail: number, entry: Omit<StoredEntry, 'seq'>): void {
    const entries = this.#tails[tail];
    assert.ok(entries);
    entries.push({ ...entry, seq: entries.length + 1 });
    for (const listener of this.#listeners[tail] ?? []) listener(entries.length);
  }

  async end(log: LogKey): Promise<TailPlace> {
    for (const [tail, entries] of this.#tails.entries()) {
      const last = entries.findLast((entry) => entry.log === log);
      if (last !== undefined) return { tail, seq: last.seq };
    }
    return { tail: 0, seq: 0 };
  }

  openTail(index: number): Tail {
    const [entries = [], listeners] = [this.#tails[index], this.#listeners[index]];
    return {
      read: async (after, limit) => entries.slice(after, after + limit),
      lastSeq: () => entries.length,
      behind: (seq) => entries.length - seq,
      onAppended(listener) {
        listeners?.add(listener);
        return () => listeners?.delete(listener);
      },
      [Symbol.asyncDispose]: async () => undefined,
    };
  }
}
