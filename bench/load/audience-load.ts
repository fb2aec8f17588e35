import { startCpuShare } from './cpu-share.ts';
import { Faults } from './faults.ts';
import { monotonicMs } from './monotonic.ts';
import type { AudiencePlan, AudienceResult, Starter } from './plans.ts';
import { scanFrames } from './scan-frames.ts';
import { sourceAddress } from './source-address.ts';
import { eachAtOnce, until } from './until.ts';
import { WireClient } from './wire-client.ts';

interface Hearing {
  readonly plan: AudiencePlan;
  readonly faults: Faults;
  /** How many have heard each message, and when the newest of them did. */
  readonly heard: Uint32Array;
  readonly lastHeardAt: Float64Array;
  synced: number;
  received: number;
  misplaced: number;
}

/** Members of one large chat who all look at it. */
export async function runAudience(plan: AudiencePlan, starter: Starter): Promise<AudienceResult> {
  const hearing: Hearing = {
    plan,
    faults: new Faults(),
    heard: new Uint32Array(plan.messages),
    lastHeardAt: new Float64Array(plan.messages),
    ...{ synced: 0, received: 0, misplaced: 0 },
  };
  const members: WireClient[] = [];
  await eachAtOnce(plan.tokens, 100, async (token, index) => {
    members[index] = await join(hearing, token, index);
  });
  if (!(await until(() => hearing.synced === plan.tokens.length, plan.giveUpMs)))
    hearing.faults.add('not all were in sync');
  await starter.ready();
  const cpuShare = startCpuShare();
  const wanted = plan.tokens.length * plan.messages;
  if (!(await until(() => hearing.received >= wanted, plan.giveUpMs)))
    hearing.faults.add('not all heard all');
  const loadCpu = cpuShare();
  for (const member of members) member.drop();
  const { received, misplaced, faults, lastHeardAt } = hearing;
  return { received, misplaced, loadCpu, errors: faults.list, lastHeardAt: [...lastHeardAt] };
}

async function join(hearing: Hearing, token: string, index: number): Promise<WireClient> {
  const { plan, faults } = hearing;
  let position = plan.from;
  const frames = {
    entry: (heard: number) => {
      if (heard !== position + 1) hearing.misplaced += 1;
      position = heard;
      note(hearing, heard - plan.from - 1);
    },
    ack: () => faults.add('an acknowledgement went to a listener'),
    other: (kind: string, text: () => string) => {
      if (kind === 'sy') hearing.synced += 1;
      else if (kind === 'er' || kind === 're' || kind === 'ga') faults.add(text());
    },
  };
  const client = await WireClient.open({
    url: plan.url,
    token,
    localAddress: sourceAddress(index),
    onText: (bytes, from, to) => scanFrames(bytes, from, to, frames),
    onLost: (why) => faults.add(`a member was lost: ${why}`),
  });
  client.send({ type: 'sync', chats: { [plan.chat]: plan.from } });
  return client;
}

function note(hearing: Hearing, message: number): void {
  hearing.received += 1;
  hearing.heard[message] = (hearing.heard[message] ?? 0) + 1;
  if (hearing.heard[message] === hearing.plan.tokens.length) hearing.lastHeardAt[message] = monotonicMs();
}
