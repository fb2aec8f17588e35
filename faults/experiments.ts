import { backupExperiment } from './backup/backup-experiment.ts';
import { hostile } from './clients/hostile.ts';
import { clusterExperiments } from './cluster/cluster-experiments.ts';
import type { Experiment } from './experiment.ts';
import { fuzz } from './fuzz/fuzz.ts';
import { clock } from './processes/clock.ts';
import { diskFull } from './processes/disk-full.ts';
import { drain } from './processes/drain.ts';
import { kills } from './processes/kills.ts';
import { simulate } from './simulation/simulate.ts';

/** Those on a server that is alone. */
export const loneExperiments: readonly Experiment[] = [
  simulate,
  kills,
  drain,
  diskFull,
  clock,
  hostile,
  backupExperiment,
  fuzz,
];

/** All experiments, in the order of docs/reliability.md. */
export const experiments: readonly Experiment[] = [...loneExperiments, ...clusterExperiments];
