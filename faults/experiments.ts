import { backupExperiment } from './backup/backup-experiment.ts';
import { hostile } from './clients/hostile.ts';
import { chaosNatsLeader } from './cluster/chaos-nats-leader.ts';
import { chaosNatsRestart } from './cluster/chaos-nats-restart.ts';
import { chaosNodes } from './cluster/chaos-nodes.ts';
import { chaosPartition } from './cluster/chaos-partition.ts';
import { chaosProjectors } from './cluster/chaos-projectors.ts';
import { chaosStores } from './cluster/chaos-stores.ts';
import { race } from './cluster/race.ts';
import { rolling } from './cluster/rolling.ts';
import type { Experiment } from './experiment.ts';
import { fuzz } from './fuzz/fuzz.ts';
import { clock } from './processes/clock.ts';
import { diskFull } from './processes/disk-full.ts';
import { drain } from './processes/drain.ts';
import { kills } from './processes/kills.ts';
import { simulate } from './simulation/simulate.ts';

/** All experiments, in the order of docs/reliability.md. */
export const experiments: readonly Experiment[] = [
  simulate,
  kills,
  drain,
  diskFull,
  clock,
  hostile,
  backupExperiment,
  fuzz,
  race,
  chaosNodes,
  chaosNatsLeader,
  chaosPartition,
  chaosNatsRestart,
  chaosStores,
  chaosProjectors,
  rolling,
];
