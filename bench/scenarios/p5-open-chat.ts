import { openLibrary } from '../load/library.ts';
import { runLoad } from '../load/load-process.ts';
import type { HttpPlan } from '../load/plans.ts';
import type { Run } from '../run.ts';
import type { Scenario } from './scenario.ts';

const small = 'Parley, small database';
const large = 'Parley, large database';

export const p5: Scenario = {
  id: 'p5',
  title: 'Opening a chat in a small and in a large database',
  method:
    'The newest 15 messages of 91 chats in turn, over HTTP, one request after the other, in databases of 10 thousand and of 10 million messages. The servers take turns.',
  targets: [{ what: 'open a chat: p99', subject: large, relativeTo: small, atMost: 1.3 }],
  async measure(run) {
    const sizes = [
      [small, run.size('smallMessages', 10_000, 1000)],
      [large, run.messages(10_000_000, 5000)],
    ] as const;
    for (const [, messages] of sizes)
      await openLibrary(run.sharedFolder(`library-${messages}`), messages, run.say);
    for (let round = 0; round < run.options.rounds; round++) {
      for (const [name, messages] of sizes) await measureOne(run, name, messages);
    }
  },
};

async function measureOne(run: Run, name: string, messages: number): Promise<void> {
  const library = await openLibrary(run.sharedFolder(`library-${messages}`), messages, run.say);
  await using server = await run.parley(library.data);
  const result = await runLoad<HttpPlan>({
    kind: 'http',
    url: server.url,
    connections: 1,
    requests: library.chats.map((chat) => ({
      ...{ method: 'GET', path: `/api/v1/chats/${chat}/messages`, status: 200 },
      token: library.reader,
    })),
    warmUpMs: run.size('warmUpMs', 2000, 100),
    measureMs: run.size('measureMs', 8000, 300),
  });
  run.check(name, result);
  run.note('open a chat: p50', name, 'ms', result.latency.p50);
  run.note('open a chat: p99', name, 'ms', result.latency.p99);
  await server.stop();
}
