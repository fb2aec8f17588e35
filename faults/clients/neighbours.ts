import { setTimeout as pause } from 'node:timers/promises';
import { Faults } from '../../bench/load/faults.ts';
import { LatencyHistogram } from '../../bench/load/latency-histogram.ts';
import { type Metronome, startMetronome } from '../../bench/load/metronome.ts';
import { PairLine, type PairTally } from '../../bench/load/pair-line.ts';
import type { Pair } from '../../bench/load/plans.ts';

const perSecond = 200;
const intervalMs = 1500;

/** People beside the attackers who write to each other and notice how long it takes. */
export class Neighbours implements AsyncDisposable {
  readonly #lines: readonly PairLine[];
  readonly #tally: { -readonly [Key in keyof PairTally]: PairTally[Key] };
  readonly #metronome: Metronome;

  private constructor(lines: readonly PairLine[], tally: PairTally, metronome: Metronome) {
    this.#lines = lines;
    this.#tally = tally;
    this.#metronome = metronome;
  }

  /** Each pair has two connections; messages fall due at equal distances, to the pairs in turn. */
  static async begin(url: string, pairs: readonly Pair[]): Promise<Neighbours> {
    const tally: PairTally = {
      faults: new Faults(),
      delivery: new LatencyHistogram(),
      acknowledgement: new LatencyHistogram(),
      isMeasuring: false,
      ...{ sent: 0, acknowledged: 0, received: 0, misplaced: 0, measured: 0 },
    };
    const lines = pairs.map((pair) => new PairLine(pair, 'neighbours', tally));
    for (const line of lines) await line.open(url);
    const everyMs = 1000 / perSecond;
    const began = performance.now();
    let sent = 0;
    const metronome = await startMetronome(everyMs, () => {
      const due = Math.floor((performance.now() - began) / everyMs);
      for (; sent < due; sent++) lines[sent % lines.length]?.send(1, began + (sent + 1) * everyMs);
    });
    return new Neighbours(lines, tally, metronome);
  }

  /** The p99 of delivery in milliseconds: of so many intervals the middle one. */
  async p99(intervals: number): Promise<number> {
    const seen: number[] = [];
    for (let interval = 0; interval < intervals; interval++) {
      this.#tally.delivery = new LatencyHistogram();
      this.#tally.isMeasuring = true;
      await pause(intervalMs);
      seen.push(this.#tally.delivery.quantile(0.99));
    }
    return seen.sort((one, other) => one - other)[Math.floor(intervals / 2)] ?? 0;
  }

  /** What went wrong, in words; and whether everything that was sent has come, in order. */
  get complaints(): readonly string[] {
    const { faults, misplaced } = this.#tally;
    return misplaced === 0 ? faults.list : [...faults.list, `${misplaced} messages came out of order`];
  }

  get received(): number {
    return this.#tally.received;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#metronome.stop();
    for (const line of this.#lines) line.close();
  }
}
