import type { Machine } from '../../bench/report/result.ts';
import type { Findings } from '../experiment.ts';

/** What a full run of an experiment leaves behind, as faults/results/NAME.json. */
export interface Result {
  readonly experiment: string;
  readonly command: string;
  readonly commit: string;
  readonly date: string;
  readonly machine: Machine;
  readonly seed: number;
  readonly seconds: number;
  readonly findings: Findings;
}
