import assert from 'node:assert/strict';
import { entryKind } from './entry-kind.ts';
import { type AppendOutcome, type Draft, type Head, type Log, placeBehind, type StoredEntry } from './log.ts';
import type { LogKey } from './log-key.ts';

/** How the suite gets at an engine. */
export interface LogEngine {
  readonly name: string;
  /** Somewhere a log can be, empty. */
  newPlace(): Promise<string>;
  /** Opens a log; several may be open on one place, as several nodes are. Its retry memory should be small. */
  open(place: string): Promise<Log>;
}

export function said(content: string, more: Partial<Draft> = {}): Draft {
  return { kind: entryKind.message, at: 1, author: 3, content, ...more };
}

export function appendTo(
  log: Log,
  key: LogKey,
  expected: Head,
  drafts: readonly Draft[],
): Promise<AppendOutcome> {
  const entries = placeBehind(key, expected, drafts);
  return new Promise((resolve) => log.append({ log: key, expected, entries }, resolve));
}

/** Appends behind whatever the head is, as often as somebody else comes first. */
export async function appendAnyhow(
  log: Log,
  key: LogKey,
  drafts: readonly Draft[],
): Promise<readonly StoredEntry[]> {
  for (;;) {
    const head = await log.head(key);
    const outcome = await appendTo(log, key, head, drafts);
    if (outcome.kind === 'appended') {
      const before = outcome.lastSeq - drafts.length;
      return placeBehind(key, head, drafts).map((entry, index) => ({ ...entry, seq: before + 1 + index }));
    }
    assert.equal(outcome.kind, 'conflict');
  }
}
