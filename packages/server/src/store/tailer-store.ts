import type { LogKey } from '../log/log-key.ts';
import { condition, type Statement, statement } from '../sql/statement.ts';
import type { MarkRecord } from './chat-store.ts';
import { appQueries } from './queries/app-queries.ts';
import { chatQueries } from './queries/chat-queries.ts';
import { tailerQueries } from './queries/tailer-queries.ts';
import type { SqlDriver } from './sql-driver.ts';

export interface ChatCount {
  readonly log: LogKey;
  readonly messages: number;
  readonly position: number;
  readonly activeAt: number;
}

export interface AppCount {
  readonly app: number;
  readonly chats: number;
}

/** Counts derived from a stretch of the log. Each is "at least": applying it twice is harmless. */
export interface Counts {
  readonly chats: readonly ChatCount[];
  readonly apps: readonly AppCount[];
  /** A sender has read up to what they sent (MARK2). */
  readonly marks: readonly MarkRecord[];
}

/** Entries of a tail after one sequence, up to and with another. */
export interface SeqSpan {
  readonly from: number;
  readonly to: number;
}

/** Whoever sends waits for so many statements at most: many at once would be felt. */
const statementsAtOnce = 25;

/** How far each tailer has come. */
export class TailerStore {
  readonly #driver: SqlDriver;

  constructor(driver: SqlDriver) {
    this.#driver = driver;
  }

  async checkpoint(name: string): Promise<number> {
    const row = await this.#driver.readOne(tailerQueries.read, [name]);
    return Number(row?.seq ?? 0);
  }

  /** The checkpoint moves last: what was saved without it is saved again, which changes nothing (COUNT1). */
  async saveCounts(name: string, seq: number, counts: Counts): Promise<void> {
    const statements = countStatements(counts);
    for (let from = 0; from < statements.length; from += statementsAtOnce) {
      await this.#driver.write(statements.slice(from, from + statementsAtOnce));
    }
    await this.#driver.write([statement(tailerQueries.save, name, seq)]);
  }

  /** The checkpoint that `advance` moves; it exists from now on. */
  async begin(name: string): Promise<number> {
    const seq = await this.checkpoint(name);
    if (seq === 0) await this.#driver.write([statement(tailerQueries.begin, name)]);
    return seq;
  }

  /**
   * Moves the checkpoint on and runs the statements with it, in one transaction; false, and nothing of it happened,
   * where the checkpoint stands elsewhere (PROJ1).
   */
  async advance(name: string, span: SeqSpan, statements: readonly Statement[]): Promise<boolean> {
    const moved = condition(tailerQueries.advance, span.to, name, span.from);
    const written = await this.#driver.write([moved, ...statements]);
    if (written.kind === 'constraint') {
      throw new Error(`what ${name} derives from ${span.from} to ${span.to} is refused: ${written.message}`);
    }
    return written.kind === 'done';
  }
}

/** Counts as statements; those of one text follow each other, in the order of their logs. */
export function countStatements({ apps, chats, marks }: Counts): Statement[] {
  const byLog = (one: { log: number }, other: { log: number }) => one.log - other.log;
  return [
    ...apps.map(({ app, chats }) => statement(appQueries.count, chats, app)),
    ...chats
      .toSorted(byLog)
      .map(({ log, messages, position, activeAt }) =>
        statement(chatQueries.count, messages, position, activeAt, log),
      ),
    ...marks
      .toSorted(byLog)
      .map(({ log, user, delivered, read }) => statement(chatQueries.mark, delivered, read, log, user)),
  ];
}
