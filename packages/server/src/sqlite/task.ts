import type { SqlRow, SqlValue, Statement } from '../sql/statement.ts';

/**
 * An append to one log: compare-and-set on its head, then rows, then what the store derives from them.
 * All of it happens or none of it.
 */
export interface AppendTask {
  readonly kind: 'append';
  readonly log: number;
  /** The position the appender believes to be the newest. */
  readonly expected: number;
  /** Names this append among those of its process. */
  readonly id: number;
  /** The append of the same log that was still under way when this one was called; 0: none was. */
  readonly after: number;
  /** Rows laid flat, `entryColumns` values each. */
  readonly rows: readonly SqlValue[];
  readonly derived: readonly Statement[];
}

/** Statements that happen together or not at all. */
export interface StatementsTask {
  readonly kind: 'statements';
  readonly statements: readonly Statement[];
}

export type WriteTask = AppendTask | StatementsTask;

export type WriteResult =
  | { readonly kind: 'appended'; readonly firstSeq: number }
  /** Somebody else appended first: `head` is where the log really stands. */
  | { readonly kind: 'conflict'; readonly head: number }
  | {
      readonly kind: 'done';
      readonly changes: readonly number[];
      readonly rows: readonly (readonly SqlRow[])[];
    }
  | { readonly kind: 'constraint'; readonly message: string }
  /** A statement that must change something met no row. */
  | { readonly kind: 'unmet' };

export interface WriteGroup {
  readonly id: number;
  readonly tasks: readonly WriteTask[];
}

export type GroupOutcome =
  | { readonly id: number; readonly results: readonly WriteResult[]; readonly commitMs: number }
  | { readonly id: number; readonly failure: 'full' | 'failed'; readonly message: string };

/** Columns of `entry` in the order in which rows are laid flat, after `seq`. */
export const entryColumns = [
  'log',
  'position',
  'number',
  'kind',
  'about',
  'author',
  'label',
  'client_id',
  'at',
  'content',
  'data',
] as const;
