import { setTimeout as pause } from 'node:timers/promises';
import { prepareLoad } from '../load/load-process.ts';
import type { IdlePlan } from '../load/plans.ts';
import { Seed } from '../load/seed.ts';
import { type Subject, startPeer } from '../load/subject.ts';
import type { Run } from '../run.ts';
import { parley, type Scenario } from './scenario.ts';

const loop = 'bare ws loop';

export const p4: Scenario = {
  id: 'p4',
  title: 'Idle connections, and all of them coming back',
  method:
    'People who are signed in, each with a friend and a chat that is in sync, from several loopback addresses. Memory is what the server process has in RAM with them, less what it had before, for each. Then all are cut at once; each comes back after a random part of ten seconds, tries again where it is refused, and syncs.',
  targets: [
    { what: 'connections', atLeast: 18_000 },
    { what: 'memory a connection', unit: 'kB', atMost: 16 },
    { what: 'all back and in sync', unit: 's', atMost: 20 },
    { what: 'attempts refused', atMost: 0 },
  ],
  async measure(run) {
    const connections = run.size('connections', 18_000, 60);
    for (let round = 0; round < run.options.rounds; round++) {
      await run.inFolder(async (folder) => {
        const people = await seedPeople(folder, connections);
        await using server = await run.parley(folder);
        await crowd(run, parley, { server, people, resume: true });
      });
      await using peer = await startPeer('socket-loop');
      const people = Array.from({ length: connections }, (_, index) => ({
        token: `1.${index}`,
        chat: 1,
        from: 0,
      }));
      await crowd(run, loop, { server: peer, people, resume: false });
    }
  },
};

async function seedPeople(folder: string, count: number): Promise<IdlePlan['people']> {
  await using seed = await Seed.open(folder);
  const pairs = await seed.pairs(count / 2);
  return pairs.flatMap(({ chat, sender, receiver, from }) => [
    { token: sender, chat, from },
    { token: receiver, chat, from },
  ]);
}

interface Crowd extends Pick<IdlePlan, 'people' | 'resume'> {
  readonly server: Subject;
}

async function crowd(run: Run, name: string, { server, people, resume }: Crowd): Promise<void> {
  const settleMs = run.size('settleMs', 5000, 200);
  const jitterMs = run.size('jitterMs', 10_000, 300);
  await pause(settleMs);
  const before = server.memory();
  await using load = await prepareLoad<IdlePlan>({
    ...{ kind: 'idle', url: server.url, people, jitterMs, resume },
    giveUpMs: 60_000,
  });
  await pause(settleMs);
  const each = (server.memory() - before) / people.length / 1000;
  const { connected, resumed, refused, backMs, ...outcome } = await load.run();
  run.check(name, { ...outcome, sent: people.length, received: resumed });
  run.note('connections', name, 'connections', connected);
  run.note('memory a connection', name, 'kB', each);
  run.note('attempts refused', name, 'attempts', refused);
  run.note('all back and in sync', name, 's', backMs / 1000);
  await server.stop();
}
