import type { Run } from '../run.ts';

/** What a figure should reach: the median of the rounds, or its ratio to another subject's. */
export interface Target {
  readonly what: string;
  /** Whose figure; Parley's where nothing is said. */
  readonly subject?: string;
  /** The figure is divided by this subject's. */
  readonly relativeTo?: string;
  /** Of the figure; a ratio has none. */
  readonly unit?: string;
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** One row of the performance page: what is done, what it should reach, and how it is run. */
export interface Scenario {
  /** As on the command line: p1. */
  readonly id: string;
  readonly title: string;
  /** How it is measured, in a sentence or two. */
  readonly method: string;
  readonly targets: readonly Target[];
  /** Where a target is missed: what profiles say stands in the way, and what was tried. */
  readonly limits?: string;
  readonly measure: (run: Run) => Promise<void>;
}

/** The server under test, among the subjects of a run. */
export const parley = 'Parley';
