import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openLoneBus } from './bus/memory/memory-bus.ts';
import { documentsOf } from './compose-documents.ts';
import type { Engines, Ground } from './compose-engines.ts';
import { followAlone } from './delivery/followers/own-followers.ts';
import { SqliteLog } from './log/sqlite/sqlite-log.ts';
import { openFillingSearchIndex } from './search/sqlite/sqlite-search-index.ts';
import { Database } from './sqlite/database.ts';
import { migrations } from './store/migrations/migrations.ts';
import { storeOver } from './store/open-store.ts';
import { derive } from './store/projection.ts';
import { sqliteDriver } from './store/sqlite/sqlite-driver.ts';

/** Everything in the data folder: one file for log and store, one for the search index. */
export async function openEmbedded(ground: Ground): Promise<Engines> {
  const { config, metrics } = ground;
  const file = join(config.data, 'parley.db');
  const database = Database.open(file, migrations, (entries, commitMs) =>
    metrics.committed(entries, commitMs / 1000),
  );
  const log = new SqliteLog(database, { derive });
  const store = storeOver(sqliteDriver(database));
  const index = await openFillingSearchIndex(join(config.data, 'search.db'), documentsOf(file));
  const followers = followAlone({ ...ground, log, store, index });
  return {
    ...{ log, store, index, followers },
    bus: openLoneBus(randomUUID()),
    async [Symbol.asyncDispose]() {
      await log[Symbol.asyncDispose]();
      await index[Symbol.asyncDispose]();
      await database.close();
    },
  };
}
