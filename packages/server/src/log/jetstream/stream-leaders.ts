import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Leaders } from './server-doubt.ts';

const patienceMs = 1000;

/** Who leads these streams, as the server of this connection tells within a second. */
export async function askLeaders(connection: NatsConnection, streams: readonly string[]): Promise<Leaders> {
  const manager = await jetstreamManager(connection, { checkAPI: false, timeout: patienceMs });
  const told = await Promise.all(
    streams.map(async (stream) => {
      const info = await manager.streams.info(stream).catch(() => undefined);
      return [stream, info?.cluster?.leader ?? ''] as const;
    }),
  );
  return new Map(told.filter(([, leader]) => leader !== ''));
}
