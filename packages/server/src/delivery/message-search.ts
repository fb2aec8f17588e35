import type { Message, MessageMatch } from '@parley/protocol/message.ts';
import type { Log, StoredEntry } from '../log/log.ts';
import type { LogKey } from '../log/log-key.ts';
import type { MatchPlace, SearchIndex } from '../search/search-index.ts';
import { searchCurrentTexts } from '../search/verified-search.ts';
import type { Clock } from '../telemetry/clock.ts';
import type { IndexProgress } from './followers/index-progress.ts';
import type { MessageViews } from './message-views.ts';

export interface SearchParts {
  readonly log: Log;
  readonly index: SearchIndex;
  readonly messages: MessageViews;
  readonly progress: IndexProgress;
  readonly clock: Clock;
  readonly onSearched: (seconds: number) => void;
}

/** A message by chat and number: where a search goes on. */
export interface MessagePlace {
  readonly log: LogKey;
  readonly number: number;
}

export interface MessageQuery {
  readonly logs: readonly LogKey[];
  readonly query: string;
  /** A message of one of these chats: only older ones match. */
  readonly before?: MessagePlace | undefined;
  readonly skip?: number | undefined;
  readonly limit: number;
  /** A further condition on a message. */
  readonly wanted?: (message: Message) => boolean;
}

export interface FoundMessage extends MessageMatch {
  readonly log: LogKey;
}

/** How long a search waits for the index to hold what was durable when it was asked. */
const freshnessMs = 1000;

/** Messages that match as they stand now, newest first. */
export class MessageSearch {
  readonly #parts: SearchParts;

  constructor(parts: SearchParts) {
    this.#parts = parts;
  }

  async find(query: MessageQuery): Promise<{ matches: FoundMessage[]; next?: MessagePlace }> {
    const began = this.#parts.clock.monotonic();
    await this.#fresh();
    const views = new Map<number, { message: Message; log: LogKey }>();
    const found = await searchCurrentTexts(this.#parts.index, {
      logs: query.logs,
      query: query.query,
      limit: query.limit,
      ...(query.before !== undefined && { before: await this.#placeOf(query.before) }),
      ...(query.skip !== undefined && { skip: query.skip }),
      textsOf: (seqs) => this.#textsOf(seqs, query, views),
    });
    this.#parts.onSearched((this.#parts.clock.monotonic() - began) / 1000);
    const matches = found.hits.flatMap(({ seq, highlights }) => {
      const view = views.get(seq);
      return view === undefined ? [] : [{ ...view, highlights: highlights as [number, number][] }];
    });
    const [next] = found.next === undefined ? [] : await this.#parts.log.entries([found.next]);
    return next === undefined ? { matches } : { matches, next: { log: next.log, number: next.number } };
  }

  /** How many messages match. */
  async count(log: LogKey, query: string): Promise<number> {
    await this.#fresh();
    return this.#parts.index.count({ logs: [log], query });
  }

  /** Settles when the index answers; throws when it cannot. */
  async ask(): Promise<void> {
    await this.#parts.index.checkpoint(0);
  }

  /** Of a chat without messages: behind all matches. */
  async #placeOf({ log, number }: MessagePlace): Promise<MatchPlace> {
    const [entry] = await this.#parts.log.readNumbersBelow(log, number + 1, 1);
    return entry === undefined ? { seq: 0, at: 0 } : { seq: entry.seq, at: entry.at };
  }

  async #textsOf(
    seqs: readonly number[],
    query: MessageQuery,
    views: Map<number, { message: Message; log: LogKey }>,
  ): Promise<(string | null)[]> {
    const entries = await this.#parts.log.entries(seqs);
    const byLog = Map.groupBy(entries, (entry: StoredEntry) => entry.log);
    for (const [log, group] of byLog) {
      const messages = await this.#parts.messages.of(log, group);
      group.forEach((entry, index) => {
        const message = messages[index];
        if (message !== undefined) views.set(entry.seq, { message, log });
      });
    }
    return seqs.map((seq) => {
      const view = views.get(seq);
      if (view === undefined || query.wanted?.(view.message) === false) return null;
      return view.message.content;
    });
  }

  /** What was durable when the search was asked is found, unless the index is far behind (SEARCH12). */
  #fresh(): Promise<void> {
    return this.#parts.progress.caughtUp(freshnessMs);
  }
}
