import { after } from 'node:test';
import { startMariadb } from '@parley/testkit/engines/mariadb.ts';
import { insertStatements } from '../../store/entry-archive.ts';
import { openMysqlDriver } from '../../store/mysql/mysql-driver.ts';
import { projectorContract } from './projector.contract.ts';
import type { ProjectorEngine } from './projector-bench.test-support.ts';
import { rebuildContract } from './rebuild.contract.ts';

const mariadb = await startMariadb();
after(() => mariadb[Symbol.asyncDispose]());

const engine: ProjectorEngine = {
  name: 'mariadb',
  archive: { insertStatements },
  newPlace: () => mariadb.createDatabase(),
  open: (url) => openMysqlDriver({ url }),
};
projectorContract(engine);
rebuildContract(engine);
