import { Ledger, type Said } from '../processes/ledger.ts';

/** A ledger that knows how long its writers waited. */
export class TimedLedger extends Ledger {
  readonly #saidAt = new Map<Said, number>();
  readonly #waits: { readonly saidAt: number; readonly acknowledgedAt: number }[] = [];

  override record(said: Said): Said {
    this.#saidAt.set(said, performance.now());
    return super.record(said);
  }

  override acknowledge(said: Said, number: number): void {
    super.acknowledge(said, number);
    const saidAt = this.#saidAt.get(said);
    // What is repeated on purpose has been acknowledged before.
    if (saidAt === undefined) return;
    this.#saidAt.delete(said);
    this.#waits.push({ saidAt, acknowledgedAt: performance.now() });
  }

  /** The longest that a message took to be acknowledged, of those acknowledged since a moment, in milliseconds. */
  longestWait(since: number): number {
    const waits = this.#waits.filter(({ acknowledgedAt }) => acknowledgedAt >= since);
    return Math.max(0, ...waits.map(({ saidAt, acknowledgedAt }) => acknowledgedAt - saidAt));
  }

  /** The longest time since a moment in which nothing was acknowledged anywhere, in milliseconds. */
  longestSilence(since: number): number {
    let [longest, before] = [0, since];
    for (const { acknowledgedAt } of this.#waits) {
      if (acknowledgedAt < since) continue;
      longest = Math.max(longest, acknowledgedAt - before);
      before = acknowledgedAt;
    }
    return Math.max(longest, performance.now() - before);
  }
}
