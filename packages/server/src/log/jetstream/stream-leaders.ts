import { jetstreamManager, type StreamInfo } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Leaders } from './server-doubt.ts';

const patienceMs = 1000;
const itself = 'itself';
/** A replica that has said nothing for so long does not count. */
const silentNs = 3_000_000_000;

/** Who leads these streams, as the server of this connection tells within a second. */
export async function askLeaders(connection: NatsConnection, streams: readonly string[]): Promise<Leaders> {
  const manager = await jetstreamManager(connection, { checkAPI: false, timeout: patienceMs });
  const told = await Promise.all(
    streams.map(async (stream) => {
      const info = await manager.streams.info(stream).catch(() => undefined);
      return [stream, info && leaderOf(info.cluster)] as const;
    }),
  );
  return new Map(told.flatMap(([stream, leader]) => (leader === undefined ? [] : [[stream, leader]])));
}

/** Its name, where a majority follows it: one that is cut off believes for a while that it leads. A server alone leads itself. */
export function leaderOf(cluster: StreamInfo['cluster']): string | undefined {
  if (cluster === undefined) return itself;
  const { leader, replicas = [] } = cluster;
  const following = replicas.filter(({ offline, active }) => offline !== true && active < silentNs);
  return leader !== '' && following.length + 1 > (replicas.length + 1) / 2 ? leader : undefined;
}
