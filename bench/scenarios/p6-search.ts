import { indexCheckpoint, newestSeq } from '../load/index-checkpoint.ts';
import { IndexLag } from '../load/index-lag.ts';
import { type Library, openLibrary } from '../load/library.ts';
import { prepareLoad, runLoad } from '../load/load-process.ts';
import type { HttpPlan, PairsPlan } from '../load/plans.ts';
import { Seed } from '../load/seed.ts';
import { until } from '../load/until.ts';
import type { Run } from '../run.ts';
import { parley, type Scenario } from './scenario.ts';

/** Frequent and rare, long and short, in several scripts, and one that matches nothing. */
const queries = [
  'meeting',
  'the',
  'umbrella',
  'ei',
  'Bahnhof',
  '会議',
  'القاعة',
  'é',
  '👍',
  'lane, ring',
  'zebra crossing',
];
const lagWithinMs = 60_000;

export const p6: Scenario = {
  id: 'p6',
  title: 'Substring search, and how far the index is behind',
  method:
    'Queries of one to fourteen characters in several scripts, in a chat with a tenth of all messages and across all chats, one after the other. Then pairs send 10,000 messages a second; ten times a second the files say which entry is the newest and which is indexed.',
  targets: [
    { what: 'in a chat: p99', unit: 'ms', atMost: 50 },
    { what: 'index behind, at most', unit: 's', atMost: 2 },
  ],
  async measure(run) {
    const messages = run.messages(10_000_000, 5000);
    const library = await openLibrary(run.sharedFolder(`library-${messages}`), messages, run.say);
    for (let round = 0; round < run.options.rounds; round++) {
      const inChat = `/api/v1/chats/${library.largeChat}/messages/search`;
      await search(run, library, { what: 'in a chat', path: inChat });
      await search(run, library, { what: 'everywhere', path: '/api/v1/search' });
    }
    await run.inFolder((folder) => measureLag(run, folder));
  },
};

async function search(
  run: Run,
  library: Library,
  { what, path }: { what: string; path: string },
): Promise<void> {
  await using server = await run.parley(library.data);
  const result = await runLoad<HttpPlan>({
    kind: 'http',
    url: server.url,
    connections: 1,
    requests: queries.map((query) => ({
      ...{ method: 'GET', path: `${path}?q=${encodeURIComponent(query)}`, status: 200 },
      token: library.reader,
    })),
    warmUpMs: run.size('warmUpMs', 2000, 100),
    measureMs: run.size('measureMs', 8000, 300),
  });
  run.check(what, result);
  run.note(`${what}: p50`, parley, 'ms', result.latency.p50);
  run.note(`${what}: p99`, parley, 'ms', result.latency.p99);
  await server.stop();
}

async function measureLag(run: Run, folder: string): Promise<void> {
  const pairs = await seedPairs(folder, run.size('pairs', 100, 10));
  await using server = await run.parley(folder);
  const perSecond = run.size('perSecond', 10_000, 500);
  const plan = { kind: 'pairs', url: server.url, pairs, perSecond, warmUpMs: 0 } as const;
  await using load = await prepareLoad<PairsPlan>({ ...plan, measureMs: run.size('lagMs', 20_000, 600) });
  const lag = new IndexLag(folder);
  run.check('while indexing', await load.run());
  const isIndexed = await until(() => indexCheckpoint(folder) >= newestSeq(folder), lagWithinMs);
  if (!isIndexed) throw new Error('the index did not catch up within a minute');
  const { mostEntries, mostMs } = lag.stop();
  run.note('index behind, at most', parley, 's', mostMs / 1000);
  run.note('index behind, entries at most', parley, 'entries', mostEntries);
  await server.stop();
}

async function seedPairs(folder: string, count: number) {
  await using seed = await Seed.open(folder);
  return await seed.pairs(count);
}
