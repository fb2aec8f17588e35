import { after } from 'node:test';
import { startMariadb } from '@parley/testkit/engines/mariadb.ts';
import { startNats } from '@parley/testkit/engines/nats.ts';
import { seeded } from '@parley/testkit/seeded.ts';
import { EntryArchive } from '../../store/entry-archive.ts';
import { openMysqlDriver } from '../../store/mysql/mysql-driver.ts';
import { logContract } from '../log.contract.ts';
import { EagerProjector } from './eager-projector.test-support.ts';
import { openLogOn } from './open-log.test-support.ts';

const nats = await startNats();
after(() => nats[Symbol.asyncDispose]());
const mariadb = await startMariadb();
after(() => mariadb[Symbol.asyncDispose]());
const chance = seeded({ diagnostic: (seed) => process.stdout.write(`${seed} (projectors)\n`) });
let places = 0;

// Trims what was only just asked for: no head may be believed without asking.
const limits = { keepMs: 0, believeMs: 0, retryBytes: 20_000, cacheBytes: 50_000 };

logContract({
  name: 'jetstream, nothing archived',
  newPlace: async () => `place-${++places}`,
  open: (cluster) => openLogOn(nats.url, { cluster }),
});

logContract({
  name: 'jetstream, archived and trimmed meanwhile',
  newPlace: () => mariadb.createDatabase(),
  async open(url) {
    const driver = await openMysqlDriver({ url });
    const cluster = new URL(url).pathname.slice(1);
    const log = await openLogOn(nats.url, { cluster, archive: new EntryArchive(driver), limits });
    const projector = new EagerProjector(log, driver, chance);
    const dispose = log[Symbol.asyncDispose].bind(log);
    return Object.assign(log, {
      async [Symbol.asyncDispose]() {
        await projector[Symbol.asyncDispose]();
        await dispose();
        await driver[Symbol.asyncDispose]();
      },
    });
  },
});

const three = await startNats({ servers: 3 });
after(() => three[Symbol.asyncDispose]());

logContract({
  name: 'jetstream, three replicas',
  newPlace: async () => `place-${++places}`,
  // Each node is connected to another server.
  open: (cluster) => openLogOn(chance.pick(three.urls), { cluster, replicas: 3 }),
});
