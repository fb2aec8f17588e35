import { prepareLoad } from '../load/load-process.ts';
import type { MixedPlan } from '../load/plans.ts';
import { Seed } from '../load/seed.ts';
import { type Sample, slopeOf } from '../report/slope.ts';
import { parley, type Scenario } from './scenario.ts';

const fullMinutes = 30;
/** Until caches and heap have found their size: this part of the run is not looked at. */
const settlingShare = 0.25;

export const p10: Scenario = {
  id: 'p10',
  title: 'Mixed use for half an hour',
  method:
    'Pairs of friends read a hundred times as often as they write, edit, react, mark, type, come and go; each connection keeps its cursor and holds every entry in the end. Memory is looked at through the run; after its first quarter a line is laid through ten means, and its slope divided by its standard error (up to 2.3 either way it cannot be told from zero at 95 %).',
  targets: [{ what: 'memory: slope by its error', atMost: 2.31 }],
  async measure(run) {
    const milliseconds = (run.options.minutes ?? (run.options.short ? 0.05 : fullMinutes)) * 60_000;
    run.sizes.minutes = milliseconds / 60_000;
    const count = run.size('pairs', 50, 6);
    const actionsPerSecond = run.size('actionsPerSecond', 1000, 600);
    // Few actions have to show that each kind of them works.
    const readsPerWrite = run.size('readsPerWrite', 100, 1);
    await run.inFolder(async (folder) => {
      const pairs = await seedPairs(folder, count);
      await using server = await run.parley(folder);
      const plan = {
        kind: 'mixed',
        url: server.url,
        pairs,
        seed: 20_261_121,
        actionsPerSecond,
        readsPerWrite,
      } as const;
      await using load = await prepareLoad<MixedPlan>({ ...plan, measureMs: milliseconds });
      const samples: Sample[] = [];
      const began = performance.now();
      const look = () => samples.push([(performance.now() - began) / 60_000, server.memory() / 1e6]);
      const timer = setInterval(look, milliseconds / 360);
      const result = await load.run().finally(() => clearInterval(timer));
      run.check('mixed use', result);
      const settled = samples.filter(([minute]) => minute >= (milliseconds / 60_000) * settlingShare);
      const { perUnit, byError } = slopeOf(settled);
      run.note('actions', parley, 'actions', sumOf(result.done));
      run.note('action: p99', parley, 'ms', result.latency.p99);
      run.note('memory: growth', parley, 'MB an hour', perUnit * 60);
      run.note('memory: slope by its error', parley, '', byError);
      run.note('memory: most', parley, 'MB', Math.max(...samples.map(([, megabytes]) => megabytes)));
      const series = [{ name: parley, points: samples }];
      run.plots.push({ name: 'p10-memory', title: 'Memory over time', x: 'minutes', y: 'MB in RAM', series });
      await server.stop();
    });
  },
};

async function seedPairs(folder: string, count: number) {
  await using seed = await Seed.open(folder);
  return await seed.pairs(count);
}

function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((all, count) => all + count, 0);
}
