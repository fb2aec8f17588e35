import { type Stage, stages } from './metrics.ts';

const name = 'parley_stage_seconds';
const help = "Time of a stage of a message's journey: accept, append (to the commit's end), fan_out.";
/** Upper bounds in seconds. */
const bounds = [
  0.00001, 0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5,
] as const;

interface Times {
  /** How many were at most the bound of the same index and above the one before; last: above all bounds. */
  readonly counts: Float64Array;
  sum: number;
}

/**
 * A histogram for what happens to every message: taking a time is an addition in an array, some twenty times cheaper
 * than the metrics library's, and allocates nothing.
 */
export class StageTimes {
  readonly #times: Readonly<Record<Stage, Times>> = {
    accept: noTimes(),
    append: noTimes(),
    fan_out: noTimes(),
  };

  observe(stage: Stage, seconds: number): void {
    const times = this.#times[stage];
    let at = 0;
    while (at < bounds.length && seconds > (bounds[at] ?? 0)) at += 1;
    times.counts[at] = (times.counts[at] ?? 0) + 1;
    times.sum += seconds;
  }

  /** In the Prometheus text format. */
  text(): string {
    const lines = stages.flatMap((stage) => linesOf(stage, this.#times[stage]));
    return `# HELP ${name} ${help}\n# TYPE ${name} histogram\n${lines.join('\n')}\n`;
  }
}

function noTimes(): Times {
  return { counts: new Float64Array(bounds.length + 1), sum: 0 };
}

function linesOf(stage: Stage, { counts, sum }: Times): string[] {
  let below = 0;
  const buckets = [...bounds, '+Inf'].map((bound, at) => {
    below += counts[at] ?? 0;
    return `${name}_bucket{le="${bound}",stage="${stage}"} ${below}`;
  });
  return [...buckets, `${name}_sum{stage="${stage}"} ${sum}`, `${name}_count{stage="${stage}"} ${below}`];
}
