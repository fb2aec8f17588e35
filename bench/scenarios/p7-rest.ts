import { runLoad } from '../load/load-process.ts';
import type { HttpPlan } from '../load/plans.ts';
import { Seed } from '../load/seed.ts';
import { typicalText } from '../load/send-frames.ts';
import { type Subject, startPeer } from '../load/subject.ts';
import type { Run } from '../run.ts';
import { parley, type Scenario } from './scenario.ts';

const peer = 'Fastify, no work';

export const p7: Scenario = {
  id: 'p7',
  title: 'Creating messages over HTTP',
  method:
    'POST of a message to an open chat by the app’s token over 64 kept connections, one request at a time on each; answered when it is durable. Fastify as it comes parses the same request and answers the same JSON with nothing behind it.',
  targets: [{ what: 'requests', relativeTo: peer, atLeast: 0.4 }],
  async measure(run) {
    for (let round = 0; round < run.options.rounds; round++) {
      await run.inFolder(async (folder) => {
        const { token, chat } = await seedChat(folder);
        await using server = await run.parley(folder);
        await post(run, parley, { server, path: `/api/v1/apps/${token}/chats/${chat}/messages` });
      });
      await using server = await startPeer('fastify');
      await post(run, peer, { server, path: '/api/v1/apps/token/chats/1/messages' });
    }
  },
};

async function seedChat(folder: string): Promise<{ token: string; chat: number }> {
  await using seed = await Seed.open(folder);
  return { token: await seed.appToken(), chat: await seed.chat({ kind: 'open', members: [], invited: [] }) };
}

async function post(
  run: Run,
  name: string,
  { server, path }: { server: Subject; path: string },
): Promise<void> {
  const body = { content: `00000000 ${typicalText}`, client_id: 'r00000000', sender: 'device' };
  const result = await runLoad<HttpPlan>({
    kind: 'http',
    url: server.url,
    connections: run.size('connections', 64, 8),
    requests: [{ method: 'POST', path, body, status: 201 }],
    warmUpMs: run.size('warmUpMs', 2000, 100),
    measureMs: run.size('measureMs', 8000, 300),
  });
  run.check(name, result);
  run.note('requests', name, 'requests/s', result.perSecond);
  run.note('p50', name, 'ms', result.latency.p50);
  run.note('p99', name, 'ms', result.latency.p99);
  await server.stop();
}
