import { pick } from '@parley/client/testing/seeded-random.ts';
import { type DiskFaults, wellDisk } from './disk.ts';
import { type NetworkFaults, wellNetwork } from './network-faults.ts';
import type { Timeline } from './timeline.ts';

/** What goes wrong in one run, and how often. */
export interface Scenario {
  readonly actions: number;
  /** Usual time between two of them. */
  readonly pauseMs: number;
  readonly network: NetworkFaults;
  /** Usual times on the way, and for a commit. */
  readonly latencyMs: number;
  readonly commitMs: number;
  readonly disk: DiskFaults;
  /** For one step. */
  readonly nodeCrash: number;
  readonly deviceCrash: number;
  /** Chance of an action to be a device's losing touch without notice. */
  readonly silence: number;
}

/** Only the course of things is left to chance. */
export const calm: Scenario = {
  actions: 30,
  pauseMs: 100,
  network: wellNetwork,
  latencyMs: 20,
  commitMs: 4,
  disk: wellDisk,
  nodeCrash: 0,
  deviceCrash: 0,
  silence: 0,
};

/** Of some faults none, of some many: what is rare among others would hide behind them. */
export function scenarioBy({ random }: Timeline): Scenario {
  const badness = () => pick(random, [0, 0, 0.3, 1, 3]);
  const upTo = (most: number) => random() * most * badness();
  return {
    actions: 20 + Math.floor(random() * 50),
    pauseMs: pick(random, [5, 50, 200, 1000]),
    network: {
      drop: upTo(0.05),
      duplicate: upTo(0.1),
      delay: upTo(0.1),
      cut: upTo(0.01),
      callLost: upTo(0.05),
      answerLost: upTo(0.05),
    },
    latencyMs: pick(random, [2, 20, 200]),
    commitMs: pick(random, [1, 10, 100, 1000]),
    disk: { full: upTo(0.2), sync: upTo(0.2) },
    nodeCrash: upTo(0.005),
    deviceCrash: upTo(0.005),
    silence: upTo(0.02),
  };
}
