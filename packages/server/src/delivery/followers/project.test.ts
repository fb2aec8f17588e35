import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { entryKind } from '../../log/entry-kind.ts';
import type { StoredEntry } from '../../log/log.ts';
import { appLog, chatLog } from '../../log/log-key.ts';
import { Database } from '../../sqlite/database.ts';
import { migrations } from '../../store/migrations/migrations.ts';
import { sqliteDriver } from '../../store/sqlite/sqlite-driver.ts';
import { projectedStatements } from './projected-statements.ts';
import { projectorContract } from './projector.contract.ts';
import { type ProjectorEngine, plainArchive } from './projector-bench.test-support.ts';
import { rebuildContract } from './rebuild.contract.ts';

const root = await mkdtemp(join(tmpdir(), 'parley-projector-'));
after(() => rm(root, { recursive: true }));

const engine: ProjectorEngine = {
  name: 'sqlite',
  archive: plainArchive,
  newPlace: async () => join(await mkdtemp(join(root, 'store-')), 'parley.db'),
  async open(place) {
    const database = Database.open(place, migrations);
    return { ...sqliteDriver(database), [Symbol.asyncDispose]: () => database.close() };
  },
};
projectorContract(engine);
rebuildContract(engine);

test('PROJ4 a step counts once a chat and a sender, and brings new rows of one table together', () => {
  const entries: StoredEntry[] = [];
  const data = JSON.stringify({ kind: 'group', members: [1, 2], invited: [3] });
  for (let chat = 1; chat <= 3; chat++) {
    const place = { seq: chat, log: appLog(1), position: chat, number: chat };
    entries.push({ ...place, kind: entryKind.chat_created, at: 1, data });
  }
  for (let each = 0; each < 300; each++) {
    const number = 1 + Math.floor(each / 3);
    const place = { seq: 4 + each, log: chatLog(1, 1 + (each % 3)), position: number, number };
    entries.push({ ...place, kind: entryKind.message, at: 1, author: 1 + (number % 2), content: 'hello' });
  }
  const texts = projectedStatements(entries, plainArchive).map(({ sql }) => sql);
  const runs = texts.filter((sql, at) => sql !== texts[at - 1]);
  assert.deepEqual(
    runs.map((sql) => [
      /^(\w+) (?:into )?(\w+)/.exec(sql)?.slice(1).join(' '),
      texts.filter((each) => each === sql).length,
    ]),
    [
      ['insert entry', 303],
      ['insert chat', 3],
      ['insert member', 6],
      ['insert invitation', 3],
      ['update app', 1],
      ['update chat', 3],
      ['update member', 6],
    ],
  );
});
