/** One figure of one subject, once a round. */
export interface Measure {
  readonly what: string;
  readonly subject: string;
  readonly unit: string;
  readonly values: readonly number[];
}

export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [number, number])[];
}

export interface Plot {
  /** File name below the results, without its ending. */
  readonly name: string;
  readonly title: string;
  readonly x: string;
  readonly y: string;
  /** Axes in powers of ten instead of equal steps. */
  readonly logarithmic?: 'y' | 'both';
  /** The x axis is percentiles, spread so that the last ones can be told apart. */
  readonly percentiles?: boolean;
  readonly series: readonly Series[];
}

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  /** Processes that wanted to run, on average, in the minute before: what else the machine was doing. */
  readonly loadBefore: number;
}

/** What a run of a scenario leaves behind, as bench/results/NAME.json. */
export interface Result {
  readonly scenario: string;
  /** A short run shows that the scenario works; its figures mean nothing. */
  readonly short: boolean;
  readonly command: string;
  readonly commit: string;
  readonly date: string;
  readonly machine: Machine;
  readonly rounds: number;
  /** Sizes and durations of this run. */
  readonly options: Readonly<Record<string, number>>;
  readonly measures: readonly Measure[];
  /** What was not measured, by name, and why: a peer that is not installed, a rate that it does not carry. */
  readonly leftOut?: readonly string[];
  /** Messages, requests and the like that were checked one by one; none may be lost, doubled or refused. */
  readonly checked: number;
  /** Smallest and largest share of one core that load generators used. */
  readonly loadCpu: readonly [number, number];
  readonly plots: readonly Plot[];
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
