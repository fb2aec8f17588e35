/** Latencies in milliseconds. */
export interface Latencies {
  readonly count: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

const subBuckets = 64;
const microsecondsAtMost = 2 ** 31 - 1;

/** Counts latencies in buckets 1.6 % wide, so that recording one allocates nothing. */
export class LatencyHistogram {
  readonly #buckets = new Uint32Array(27 * subBuckets);
  #count = 0;
  #maxMs = 0;

  record(ms: number): void {
    const microseconds = Math.min(microsecondsAtMost, Math.max(0, Math.round(ms * 1000)));
    const bucket = bucketOf(microseconds);
    this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + 1;
    this.#count += 1;
    if (ms > this.#maxMs) this.#maxMs = ms;
  }

  /** The latency, in milliseconds, that a share (0 to 1) of all does not exceed. */
  quantile(share: number): number {
    const wanted = Math.max(1, Math.ceil(this.#count * share));
    let seen = 0;
    for (let bucket = 0; bucket < this.#buckets.length; bucket++) {
      seen += this.#buckets[bucket] ?? 0;
      if (seen >= wanted) return Math.min(this.#maxMs, upperEnd(bucket) / 1000);
    }
    return this.#maxMs;
  }

  summary(): Latencies {
    return {
      count: this.#count,
      p50: this.quantile(0.5),
      p90: this.quantile(0.9),
      p99: this.quantile(0.99),
      p999: this.quantile(0.999),
      max: this.#maxMs,
    };
  }
}

function bucketOf(microseconds: number): number {
  if (microseconds < subBuckets) return microseconds;
  const shift = 25 - Math.clz32(microseconds);
  return (shift + 1) * subBuckets + ((microseconds >>> shift) & (subBuckets - 1));
}

/** The largest whole number of microseconds that falls into a bucket. */
function upperEnd(bucket: number): number {
  if (bucket < 2 * subBuckets) return bucket;
  const shift = Math.floor(bucket / subBuckets) - 1;
  return (subBuckets + (bucket % subBuckets) + 1) * 2 ** shift - 1;
}
