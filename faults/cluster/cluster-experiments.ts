import { chaosNatsLeader } from './chaos-nats-leader.ts';
import { chaosNatsRestart } from './chaos-nats-restart.ts';
import { chaosNodes } from './chaos-nodes.ts';
import { chaosPartition } from './chaos-partition.ts';
import { chaosProjectors } from './chaos-projectors.ts';
import { chaosStores } from './chaos-stores.ts';
import type { ClusterExperiment } from './cluster-experiment.ts';
import { race } from './race.ts';
import { rolling } from './rolling.ts';

/** Experiments on a cluster, in the order of docs/reliability.md. */
export const clusterExperiments: readonly ClusterExperiment[] = [
  race,
  chaosNodes,
  chaosProjectors,
  chaosNatsLeader,
  chaosPartition,
  chaosNatsRestart,
  chaosStores,
  rolling,
];
