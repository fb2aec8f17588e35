import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { Database } from '../../sqlite/database.ts';
import { migrations } from '../migrations/migrations.ts';
import { storeContract } from '../store.contract.ts';
import { sqliteDriver } from './sqlite-driver.ts';

const root = await mkdtemp(join(tmpdir(), 'parley-store-'));
after(() => rm(root, { recursive: true }));

storeContract({
  name: 'sqlite',
  newPlace: async () => join(await mkdtemp(join(root, 'store-')), 'parley.db'),
  async open(place) {
    const database = Database.open(place, migrations);
    return { ...sqliteDriver(database), [Symbol.asyncDispose]: () => database.close() };
  },
});
