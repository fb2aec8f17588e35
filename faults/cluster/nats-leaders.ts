import { setTimeout as pause } from 'node:timers/promises';
import { openNats } from '@parley/server/nats/connect-nats.ts';
import type { ClusterGround } from './cluster-ground.ts';

interface StreamState {
  readonly cluster?: {
    readonly leader?: string;
    readonly replicas?: readonly { readonly current: boolean; readonly offline?: boolean }[];
  };
}

const lookAgainMs = 100;
const patienceMs = 60_000;

/** Which server leads a partition's stream, by its place among the servers. */
export async function streamLeader(ground: ClusterGround, partition: number): Promise<number> {
  const leader = (await streamState(ground, partition))?.cluster?.leader;
  if (leader === undefined) throw new Error(`nobody leads the stream of partition ${partition}`);
  return placeOf(leader);
}

/** Which server leads the others. */
export async function metaLeader({ nats }: ClusterGround): Promise<number> {
  return placeOf(await nats.metaLeader());
}

/** Resolves when every partition is led by another server than one that is gone, with how long that took, in milliseconds. */
export async function untilLedWithout(ground: ClusterGround, gone: number): Promise<number> {
  const began = performance.now();
  const others = ground.nats.urls.filter((_, index) => index !== gone).join(',');
  for (let partition = 0; partition < ground.partitions; ) {
    const leader = (await streamState(ground, partition, others))?.cluster?.leader;
    if (leader !== undefined && placeOf(leader) !== gone) partition += 1;
    else if (performance.now() - began > patienceMs) throw new Error(`nobody leads partition ${partition}`);
  }
  return performance.now() - began;
}

/** Resolves when every partition has a leader and all replicas have what it has. */
export async function untilCurrent(ground: ClusterGround): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (let partition = 0; partition < ground.partitions; ) {
    if (isCurrent(await streamState(ground, partition))) partition += 1;
    else if (performance.now() > deadline)
      throw new Error(`partition ${partition} has not come together again`);
    else await pause(lookAgainMs);
  }
}

function isCurrent(state: StreamState | undefined): boolean {
  const { leader, replicas = [] } = state?.cluster ?? {};
  return Boolean(leader) && replicas.every(({ current, offline }) => current && offline !== true);
}

/** What one of the servers says now; undefined: nothing. */
async function streamState(
  { nats, cluster }: ClusterGround,
  partition: number,
  servers = nats.url,
): Promise<StreamState | undefined> {
  try {
    await using connection = await openNats(servers, 'faults');
    const subject = `$JS.API.STREAM.INFO.${cluster}-log-${partition}`;
    return (await connection.request(subject, '', { timeout: 250 })).json<StreamState>();
  } catch {
    return undefined;
  }
}

/** Servers are called nats-0, nats-1 … */
function placeOf(name: string): number {
  return Number(name.slice(name.lastIndexOf('-') + 1));
}
