import { randomBytes } from 'node:crypto';
import { openNats } from '../../nats/connect-nats.ts';
import { emptyArchive } from './empty-archive.test-support.ts';
import { type JetstreamLog, type JetstreamLogOptions, openJetstreamLog } from './jetstream-log.ts';

/** A log with a connection of its own, as every node has; closed with it. */
export async function openLogOn(
  url: string,
  options: Partial<JetstreamLogOptions> = {},
): Promise<JetstreamLog> {
  const node = randomBytes(6).toString('hex');
  const connection = await openNats(url, node);
  const usual = { connection, archive: emptyArchive, node, replicas: 1, partitions: 3 };
  const log = await openJetstreamLog({ ...usual, ...options }).catch(async (error) => {
    await connection.close();
    throw error;
  });
  const dispose = log[Symbol.asyncDispose].bind(log);
  return Object.assign(log, {
    async [Symbol.asyncDispose]() {
      await dispose();
      await connection.close();
    },
  });
}
