import { randomBytes } from 'node:crypto';
import { after } from 'node:test';
import { startMariadb } from '@parley/testkit/engines/mariadb.ts';
import { startNats } from '@parley/testkit/engines/nats.ts';
import { seeded } from '@parley/testkit/seeded.ts';
import { openNats } from '../../nats/connect-nats.ts';
import { EntryArchive } from '../../store/entry-archive.ts';
import { openMysqlDriver } from '../../store/mysql/mysql-driver.ts';
import type { Archive } from '../archive.ts';
import { logContract } from '../log.contract.ts';
import type { Log } from '../log.ts';
import { EagerProjector } from './eager-projector.test-support.ts';
import { emptyArchive } from './empty-archive.test-support.ts';
import { type JetstreamLog, openJetstreamLog } from './jetstream-log.ts';

const nats = await startNats();
after(() => nats[Symbol.asyncDispose]());
const mariadb = await startMariadb();
after(() => mariadb[Symbol.asyncDispose]());
const chance = seeded({ diagnostic: (seed) => process.stdout.write(`${seed} (projectors)\n`) });
let places = 0;

/** A log with a connection of its own, as nodes have; what comes with it is closed before it. */
async function openOn(
  cluster: string,
  archive: Archive,
  also: (log: JetstreamLog) => Promise<AsyncDisposable> = async () => new AsyncDisposableStack(),
): Promise<Log> {
  const node = randomBytes(6).toString('hex');
  const connection = await openNats(nats.url, node);
  // Trims what was only just asked for: no head may be believed without asking.
  const limits = { keepMs: 0, believeMs: 0, retryBytes: 20_000, cacheBytes: 50_000 };
  const options = { connection, cluster, archive, node, replicas: 1, partitions: 3, limits };
  const log = await openJetstreamLog(options);
  const beside = await also(log);
  const dispose = log[Symbol.asyncDispose].bind(log);
  return Object.assign(log, {
    async [Symbol.asyncDispose]() {
      await beside[Symbol.asyncDispose]();
      await dispose();
      await connection.close();
    },
  });
}

logContract({
  name: 'jetstream, nothing archived',
  newPlace: async () => `place-${++places}`,
  open: (place) => openOn(place, emptyArchive),
});

logContract({
  name: 'jetstream, archived and trimmed meanwhile',
  newPlace: () => mariadb.createDatabase(),
  async open(url) {
    const driver = await openMysqlDriver({ url });
    const cluster = new URL(url).pathname.slice(1);
    return openOn(cluster, new EntryArchive(driver), async (log) => {
      const stack = new AsyncDisposableStack();
      stack.use(driver);
      stack.use(new EagerProjector(log, driver, chance));
      return stack;
    });
  },
});
