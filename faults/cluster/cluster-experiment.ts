import { Seeded } from '@parley/testkit/seeded.ts';
import type { Experiment, ExperimentOptions, Findings } from '../experiment.ts';
import { ClusterGround, type GroundOptions } from './cluster-ground.ts';
import { clusterMissing } from './cluster-missing.ts';

export interface OnGround extends ExperimentOptions {
  readonly ground: ClusterGround;
  readonly chance: Seeded;
}

/** An experiment on a cluster: in full on one of its own, in short on one that it shares with others. */
export interface ClusterExperiment extends Experiment {
  readonly runOn: (on: OnGround) => Promise<Findings>;
}

export interface ClusterExperimentParts extends Pick<Experiment, 'name' | 'title' | 'method'> {
  readonly ground: Omit<GroundOptions, 'chance'>;
  readonly missing?: () => string | undefined;
  readonly runOn: (on: OnGround) => Promise<Findings>;
}

export function clusterExperiment({ ground: wanted, ...parts }: ClusterExperimentParts): ClusterExperiment {
  return {
    ...parts,
    missing: () => clusterMissing() ?? parts.missing?.(),
    async run(options) {
      const chance = new Seeded(options.seed);
      await using ground = await ClusterGround.start({ ...wanted, chance });
      options.say('the cluster runs');
      try {
        const engines = `NATS ${await ground.nats.version()}`;
        return { ...(await parts.runOn({ ...options, chance, ground })), engines };
      } catch (error) {
        for (const line of ground.complaints.newest) options.say(line);
        throw error;
      }
    },
  };
}
