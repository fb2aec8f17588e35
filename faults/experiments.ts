import { backupExperiment } from './backup/backup-experiment.ts';
import type { Experiment } from './experiment.ts';
import { fuzz } from './fuzz/fuzz.ts';
import { simulate } from './simulation/simulate.ts';

/** All experiments, in the order of docs/reliability.md. */
export const experiments: readonly Experiment[] = [backupExperiment, fuzz, simulate];
