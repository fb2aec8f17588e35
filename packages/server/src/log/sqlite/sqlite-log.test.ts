import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { Database } from '../../sqlite/database.ts';
import { migrations } from '../../store/migrations/migrations.ts';
import { logContract } from '../log.contract.ts';
import type { Log } from '../log.ts';
import { SqliteLog } from './sqlite-log.ts';

const root = await mkdtemp(join(tmpdir(), 'parley-log-'));
after(() => rm(root, { recursive: true }));

/** A log that closes its own file with it; it seals after few keys, so that tests meet every level of runs. */
async function open(place: string): Promise<Log> {
  const database = Database.open(place, migrations);
  const log = new SqliteLog(database, { retries: { sealAfter: 50, mergeAfter: 3 } });
  const dispose = log[Symbol.asyncDispose].bind(log);
  return Object.assign(log, {
    async [Symbol.asyncDispose]() {
      await dispose();
      await database.close();
    },
  });
}

logContract({
  name: 'sqlite',
  newPlace: async () => join(await mkdtemp(join(root, 'log-')), 'parley.db'),
  open,
});
