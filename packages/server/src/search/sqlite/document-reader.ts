import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { normalise } from '@parley/protocol/normalise.ts';
import type { Matches, MatchRequest, SearchScope } from '../search-index.ts';
import { matchExpression, wordsDecide } from './grams.ts';
import { RangeCounts, sequencesPerRange } from './range-counts.ts';
import { searchQueries } from './search-queries.ts';

/** Up to so many logs are words of the query; beyond, candidates of all logs are sifted by their log. */
const logsInQuery = 64;
/** Candidates looked at before others get their turn. */
const candidatesPerTurn = 10_000;

interface Plan {
  readonly expression: string;
  readonly needle: string;
  /** Logs to sift by; null when the expression names them. */
  readonly sift: ReadonlySet<number> | null;
}

interface Turn {
  readonly seqs: number[];
  /** Where the next turn begins; null when nothing is left. */
  readonly before: number | null;
}

/** Answers searches from one connection; long ones take turns, so that short ones and writes need not wait (SEARCH11). */
export class DocumentReader {
  readonly #candidates: StatementSync;
  readonly #countByWords: StatementSync;
  readonly #countByText: StatementSync;
  readonly #countInLogs: StatementSync;
  readonly #bounds: StatementSync;
  readonly #counts = new RangeCounts();

  constructor(connection: DatabaseSync) {
    this.#candidates = connection.prepare(searchQueries.candidates);
    this.#countByWords = connection.prepare(searchQueries.countByWords);
    this.#countByText = connection.prepare(searchQueries.countByText);
    this.#countInLogs = connection.prepare(searchQueries.countInLogs);
    this.#bounds = connection.prepare(searchQueries.bounds);
  }

  async matches(request: MatchRequest): Promise<Matches> {
    const plan = planOf(request);
    if (plan === null) return { seqs: [] };
    const seqs: number[] = [];
    let skip = request.skip ?? 0;
    let before: number | null = request.before?.seq ?? Number.MAX_SAFE_INTEGER;
    while (before !== null) {
      // One more than asked for: whether it is there says whether the answer is exhausted.
      const turn: Turn = this.#turn(plan, before, skip + request.limit + 1 - seqs.length);
      seqs.push(...turn.seqs.slice(skip));
      skip -= Math.min(skip, turn.seqs.length);
      if (seqs.length > request.limit) return page(seqs.slice(0, request.limit));
      before = turn.before;
      if (before !== null) await setImmediate();
    }
    return { seqs };
  }

  async count(scope: SearchScope): Promise<number> {
    const plan = planOf(scope);
    if (plan === null) return 0;
    const { first, last } = this.#bounds.get() ?? {};
    if (first === null || last === null) return 0;
    let count = 0;
    for (
      let range = RangeCounts.rangeOf(Number(last));
      range >= RangeCounts.rangeOf(Number(first));
      range--
    ) {
      count += this.#countRange(plan, range);
      await setImmediate();
    }
    return count;
  }

  /** Documents were written: what is remembered of them is forgotten. */
  changed(seqs: Iterable<number>): void {
    this.#counts.changed(seqs);
  }

  /** The index was emptied. */
  cleared(): void {
    this.#counts.clear();
  }

  #turn(plan: Plan, before: number, wanted: number): Turn {
    const seqs: number[] = [];
    let looked = 0;
    let last = before;
    for (const row of this.#candidates.iterate(plan.needle, plan.expression, before)) {
      if (seqs.length === wanted || looked === candidatesPerTurn) return { seqs, before: last };
      looked++;
      last = Number(row.seq);
      const inLogs = plan.sift === null || plan.sift.has(Number(row.log));
      if (inLogs && Number(row.found) > 0) seqs.push(last);
    }
    return { seqs, before: null };
  }

  #countRange(plan: Plan, range: number): number {
    const { expression, needle, sift } = plan;
    const bounds = [range * sequencesPerRange, (range + 1) * sequencesPerRange] as const;
    if (sift !== null) {
      const logs = JSON.stringify([...sift]);
      return Number(this.#countInLogs.get(expression, ...bounds, needle, logs)?.n);
    }
    return this.#counts.get(range, `${expression} ${needle}`, () => {
      const row = wordsDecide(needle)
        ? this.#countByWords.get(expression, ...bounds)
        : this.#countByText.get(expression, ...bounds, needle);
      return Number(row?.n);
    });
  }
}

/** Some of the matches, with older ones left. The log has one tail, so that the sequence says all about the order. */
function page(seqs: readonly number[]): Matches {
  const last = seqs.at(-1);
  return last === undefined ? { seqs } : { seqs, next: { seq: last, at: 0 } };
}

/** null when no log is given: nothing can match. */
function planOf({ logs, query }: SearchScope): Plan | null {
  const needle = normalise(query);
  if (needle.length === 0) throw new RangeError('the query is empty; give at least one character');
  if (logs.length === 0) return null;
  const sift = logs.length > logsInQuery ? new Set(logs) : null;
  return { needle, sift, expression: matchExpression(needle, sift === null ? logs : []) };
}
