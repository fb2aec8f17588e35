import { setTimeout as pause } from 'node:timers/promises';
import { startCpuShare } from './cpu-share.ts';
import { Faults } from './faults.ts';
import type { IdlePlan, IdleResult, Starter } from './plans.ts';
import { scanFrames } from './scan-frames.ts';
import { sourceAddress } from './source-address.ts';
import { eachAtOnce, until } from './until.ts';
import { WireClient } from './wire-client.ts';

/** A second at most, as the client's first attempts are. */
const betweenAttemptsMs = 1000;

interface Crowd {
  readonly plan: IdlePlan;
  readonly faults: Faults;
  readonly clients: (WireClient | undefined)[];
  synced: number;
  /** Attempts to connect that failed and were made again. */
  refused: number;
}

/** Connections that do nothing; then all are cut at once, come back at random moments, and resume. */
export async function runIdle(plan: IdlePlan, starter: Starter): Promise<IdleResult> {
  const crowd: Crowd = { plan, faults: new Faults(), clients: [], synced: 0, refused: 0 };
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
  const { refused } = crowd;
  return { connected, resumed, refused, backMs, loadCpu: cpuShare(), errors: crowd.faults.list };
}

async function comeBack(crowd: Crowd, index: number): Promise<void> {
  await pause(Math.random() * crowd.plan.jitterMs);
  await connect(crowd, index);
}

/** Connects, and as real clients do tries again after a while where that fails. */
async function connect(crowd: Crowd, index: number): Promise<void> {
  const { plan } = crowd;
  const person = plan.people[index];
  if (person === undefined) return;
  const end = performance.now() + plan.giveUpMs;
  for (;;) {
    try {
      const client = await open(crowd, person.token, index);
      crowd.clients[index] = client;
      if (plan.resume) client.send({ type: 'sync', chats: { [person.chat]: person.from } });
      return;
    } catch (error) {
      crowd.refused += 1;
      if (performance.now() > end) return crowd.faults.add(String(error));
      await pause(Math.random() * betweenAttemptsMs);
    }
  }
}

function open(crowd: Crowd, token: string, index: number): Promise<WireClient> {
  const { plan, faults } = crowd;
  const unexpected = (what: string) => () => faults.add(`${what} reached an idle connection`);
  const frames = {
    entry: unexpected('an entry'),
    ack: unexpected('an acknowledgement'),
    other: (kind: string, text: () => string) => {
      if (kind === 'sy') crowd.synced += 1;
      else if (kind === 'er' || kind === 're' || kind === 'ga') faults.add(text());
    },
  };
  return WireClient.open({
    url: plan.url,
    token,
    localAddress: sourceAddress(index),
    onText: (bytes, from, to) => scanFrames(bytes, from, to, frames),
    onLost: (why) => faults.add(`a connection was lost: ${why}`),
  });
}
