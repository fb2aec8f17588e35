import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { runLoad } from '../load/load-process.ts';
import type { Pair, PairsPlan, PairsResult } from '../load/plans.ts';
import { Seed } from '../load/seed.ts';
import { type Subject, startPeer } from '../load/subject.ts';
import type { Run } from '../run.ts';
import { parley } from './scenario.ts';

export const skeleton = 'bare skeleton';

type Loading = Pick<PairsPlan, 'window' | 'perSecond' | 'warmUpMs' | 'measureMs'>;

/** What carries messages between pairs: each run begins on fresh data. */
export interface PairSubject {
  readonly name: string;
  readonly run: (loading: Loading) => Promise<PairsResult>;
}

/** Parley with so many pairs of friends, and the bare skeleton under the same load. */
export async function pairSubjects(run: Run, count: number): Promise<readonly PairSubject[]> {
  const seeded = run.sharedFolder(`pairs-${count}-${process.pid}`);
  const pairs = await seedPairs(seeded, count);
  const bare = pairs.map((_, index): Pair => {
    const chat = index + 1;
    return { chat, sender: `${chat}.a`, receiver: `${chat}.b`, from: 0 };
  });
  const subject = (
    name: string,
    its: readonly Pair[],
    start: (folder: string) => Promise<Subject>,
  ): PairSubject => ({
    name,
    run: (loading) =>
      run.inFolder(async (folder) => {
        await using server = await start(folder);
        const result = await runLoad<PairsPlan>({ kind: 'pairs', url: server.url, pairs: its, ...loading });
        await server.stop();
        run.check(name, result);
        return result;
      }),
  });
  return [
    subject(parley, pairs, (folder) => {
      cpSync(seeded, folder, { recursive: true });
      return run.parley(folder);
    }),
    subject(skeleton, bare, (folder) => startPeer('skeleton/server', folder)),
  ];
}

const seededPairs = new Map<string, readonly Pair[]>();

async function seedPairs(folder: string, count: number): Promise<readonly Pair[]> {
  const key = join(folder, String(count));
  const known = seededPairs.get(key);
  if (known !== undefined) return known;
  await using seed = await Seed.open(folder);
  const pairs = await seed.pairs(count);
  seededPairs.set(key, pairs);
  return pairs;
}
