import { after } from 'node:test';
import { startMariadb } from '@parley/testkit/engines/mariadb.ts';
import { storeContract } from '../store.contract.ts';
import { openMysqlDriver } from './mysql-driver.ts';

const mariadb = await startMariadb();
after(() => mariadb[Symbol.asyncDispose]());

storeContract({
  name: 'mariadb',
  newPlace: () => mariadb.createDatabase(),
  open: (url) => openMysqlDriver({ url }),
});
