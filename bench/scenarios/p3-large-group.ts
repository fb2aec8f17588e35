import { prepareLoad, runLoad } from '../load/load-process.ts';
import type { AudienceResult, Pair, PairsPlan, PairsResult } from '../load/plans.ts';
import { Seed } from '../load/seed.ts';
import { startPeer } from '../load/subject.ts';
import type { Run } from '../run.ts';
import { parley, type Scenario } from './scenario.ts';

const loop = 'bare ws loop';
const reached = 'last member has it';

interface Group {
  readonly url: string;
  readonly chat: number;
  readonly from: number;
  readonly tokens: readonly string[];
  /** Who writes to the group, and one member beside the audience. */
  readonly announcer: Pair;
}

export const p3: Scenario = {
  id: 'p3',
  title: 'A group of 10,000 members who are all online and look',
  method:
    'All members have synced the chat, so that each gets the entry itself. One writes about once a second; measured from sending until the last of them has it. Meanwhile another process measures a chat of two at 200 messages a second.',
  targets: [
    { what: reached, unit: 'ms', atMost: 200 },
    { what: 'acknowledgement, slowest', unit: 'ms', atMost: 10 },
    { what: 'other chat: p99 added', unit: 'ms', atMost: 10 },
  ],
  limits:
    'While 10,000 connections are written to, the process that reads them wants more than a core of the two. Slices of 100 connections between two turns in place of 250 made no difference to the other chat (11.6 and 11.4 ms): what it waits for is the processor, not the fan-out.',
  async measure(run) {
    const members = run.size('members', 10_000, 1020);
    const messages = run.size('messages', 10, 3);
    for (let round = 0; round < run.options.rounds; round++) {
      await measureParley(run, members, messages);
      await measureLoop(run, members, messages);
    }
  },
};

async function measureParley(run: Run, members: number, messages: number): Promise<void> {
  await run.inFolder(async (folder) => {
    const { tokens, other, ...seeded } = await seedGroup(folder, members);
    await using server = await run.parley(folder);
    const { url } = server;
    const quiet = await otherChat(run, url, other);
    const during = announce(run, parley, { url, tokens, ...seeded }, messages);
    const busy = await otherChat(run, url, { ...other, from: quiet.sent });
    await during;
    run.note('other chat: p99 alone', parley, 'ms', quiet.delivery.p99);
    run.note('other chat: p99 added', parley, 'ms', Math.max(0, busy.delivery.p99 - quiet.delivery.p99));
    await server.stop();
  });
}

async function seedGroup(folder: string, members: number) {
  await using seed = await Seed.open(folder);
  const [owner, beside, ...others] = await seed.people(members);
  const [other] = await seed.pairs(1);
  if (owner === undefined || beside === undefined || other === undefined)
    throw new Error('nobody was seeded');
  const { chat, position } = await seed.group(owner, [beside, ...others]);
  const announcer = { chat, sender: owner.token, receiver: beside.token, from: position };
  return { chat, from: position, tokens: others.map(({ token }) => token), announcer, other };
}

async function measureLoop(run: Run, members: number, messages: number): Promise<void> {
  await using server = await startPeer('socket-loop');
  const tokens = Array.from({ length: members - 2 }, (_, index) => `1.${index}`);
  const announcer = { chat: 1, sender: '1.a', receiver: '1.b', from: 0 };
  await announce(run, loop, { url: server.url, chat: 1, from: 0, tokens, announcer }, messages);
  await server.stop();
}

/** A quiet chat of two, in its own process, for as long as the announcements take. */
async function otherChat(run: Run, url: string, pair: Pair): Promise<PairsResult> {
  const measureMs = run.size('otherChatMs', 8000, 500);
  const plan = { kind: 'pairs', url, pairs: [pair], perSecond: 200, warmUpMs: 200, measureMs } as const;
  const result = await runLoad<PairsPlan>(plan);
  run.check('other chat', result);
  return result;
}

async function announce(run: Run, name: string, group: Group, messages: number): Promise<void> {
  const { url, tokens, chat, from, announcer } = group;
  const listening = { kind: 'audience', url, tokens, chat, from, messages, giveUpMs: 60_000 } as const;
  await using audience = await prepareLoad(listening);
  const heard = audience.run();
  const perSecond = run.options.short ? 20 : 1;
  const measureMs = (messages / perSecond) * 1000;
  const plan = {
    kind: 'pairs',
    url,
    pairs: [announcer],
    perSecond,
    messages,
    warmUpMs: 0,
    measureMs,
  } as const;
  const announced = await runLoad<PairsPlan>({ ...plan, look: true, keepTimes: true });
  run.check(`${name}, announcer`, announced);
  const { lastHeardAt, ...outcome } = await heard;
  run.check(`${name}, audience`, { ...outcome, sent: tokens.length * messages });
  const slowest = Math.max(...lastHeardAt.map((at, index) => at - (announced.sentAt[index] ?? 0)));
  run.note(reached, name, 'ms', medianReach(lastHeardAt, announced.sentAt));
  run.note(`${reached}, slowest message`, name, 'ms', slowest);
  run.note('acknowledgement, slowest', name, 'ms', announced.acknowledgement.max);
}

function medianReach(lastHeardAt: AudienceResult['lastHeardAt'], sentAt: readonly number[]): number {
  const reaches = lastHeardAt.map((at, index) => at - (sentAt[index] ?? 0)).sort((one, other) => one - other);
  return reaches[reaches.length >> 1] ?? Number.NaN;
}
