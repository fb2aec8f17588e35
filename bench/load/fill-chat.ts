import { entryKind } from '@parley/server/log/entry-kind.ts';
import type { PlacedEntry } from '@parley/server/log/log.ts';
import type { Seed } from './seed.ts';

export interface Filling {
  readonly chat: number;
  /** Messages the chat has in the end. */
  readonly upTo: number;
  readonly authors: readonly number[];
  /** The text of the message with a number. */
  readonly text: (number: number) => string;
  /** Messages of one append; 500 where nothing is said. */
  readonly entriesAtOnce?: number;
}

const manyAtOnce = 500;

/**
 * Appends the messages a chat still lacks, straight to the log and its writer thread: nobody is connected who would
 * have to hear of them.
 */
export async function fillChat(seed: Seed, filling: Filling): Promise<void> {
  const { chat, upTo, authors, text, entriesAtOnce = manyAtOnce } = filling;
  const log = seed.logOf(chat);
  for (;;) {
    const expected = await seed.node.log.head(log);
    const count = Math.min(entriesAtOnce, upTo - expected.number);
    if (count <= 0) return;
    const entries = Array.from({ length: count }, (_, index): PlacedEntry => {
      const number = expected.number + index + 1;
      const author = authors[number % authors.length] ?? 0;
      const place = { log, position: expected.position + index + 1, number };
      const said = { clientId: `s${number}`, content: text(number) };
      return { ...place, kind: entryKind.message, at: seed.node.clock.now(), author, ...said };
    });
    await new Promise<void>((resolve, reject) => {
      seed.node.log.append({ log, expected, entries }, ({ kind }) =>
        kind === 'appended' ? resolve() : reject(new Error(`seeding: ${kind}`)),
      );
    });
  }
}
