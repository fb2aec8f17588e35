import { setTimeout as pause } from 'node:timers/promises';
import { startCpuShare } from './cpu-share.ts';
import { Faults } from './faults.ts';
import type { IdlePlan, IdleResult, Starter } from './plans.ts';
import { scanFrames } from './scan-frames.ts';
import { sourceAddress } from './source-address.ts';
import { eachAtOnce, until } from './until.ts';
import { WireClient } from './wire-client.ts';

interface Crowd {
  readonly plan: IdlePlan;
  readonly faults: Faults;
  readonly clients: (WireClient | undefined)[];
  synced: number;
}

/** Connections that do nothing; then all are cut at once, come back at random moments, and resume. */
export async function runIdle(plan: IdlePlan, starter: Starter): Promise<IdleResult> {
  const crowd: Crowd = { plan, faults: new Faults(), clients: [], synced: 0 };
  await eachAtOnce(plan.people, 100, (_, index) => connect(crowd, index));
  await until(() => crowd.synced === plan.people.length || !plan.resume, plan.giveUpMs);
  const connected = crowd.clients.length;
  await starter.ready();
  const cpuShare = startCpuShare();
  const began = performance.now();
  crowd.synced = 0;
  for (const client of crowd.clients) client?.drop();
  await Promise.all(plan.people.map((_, index) => comeBack(crowd, index)));
  const isBack = await until(() => crowd.synced === plan.people.length || !plan.resume, plan.giveUpMs);
  const backMs = performance.now() - began;
  if (!isBack) crowd.faults.add('not all came back in time');
  for (const client of crowd.clients) client?.drop();
  const resumed = plan.resume ? crowd.synced : crowd.clients.length;
  return { connected, resumed, backMs, loadCpu: cpuShare(), errors: crowd.faults.list };
}

async function comeBack(crowd: Crowd, index: number): Promise<void> {
  await pause(Math.random() * crowd.plan.jitterMs);
  await connect(crowd, index);
}

async function connect(crowd: Crowd, index: number): Promise<void> {
  const { plan, faults } = crowd;
  const person = plan.people[index];
  if (person === undefined) return;
  const unexpected = (what: string) => () => faults.add(`${what} reached an idle connection`);
  const frames = {
    entry: unexpected('an entry'),
    ack: unexpected('an acknowledgement'),
    other: (kind: string, text: () => string) => {
      if (kind === 'sy') crowd.synced += 1;
      else if (kind === 'er' || kind === 're' || kind === 'ga') faults.add(text());
    },
  };
  try {
    const client = await WireClient.open({
      url: plan.url,
      token: person.token,
      localAddress: sourceAddress(index),
      onText: (bytes, from, to) => scanFrames(bytes, from, to, frames),
      onLost: (why) => faults.add(`a connection was lost: ${why}`),
    });
    crowd.clients[index] = client;
    if (plan.resume) client.send({ type: 'sync', chats: { [person.chat]: person.from } });
  } catch (error) {
    faults.add(String(error));
  }
}
