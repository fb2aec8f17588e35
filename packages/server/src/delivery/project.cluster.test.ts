import { after } from 'node:test';
import { startMariadb } from '@parley/testkit/engines/mariadb.ts';
import { openMysqlDriver } from '../store/mysql/mysql-driver.ts';
import { projectorContract } from './projector.contract.ts';
import { plainArchive } from './projector-bench.test-support.ts';

const mariadb = await startMariadb();
after(() => mariadb[Symbol.asyncDispose]());

projectorContract({
  name: 'mariadb',
  archive: plainArchive,
  newPlace: () => mariadb.createDatabase(),
  open: (url) => openMysqlDriver({ url }),
});
