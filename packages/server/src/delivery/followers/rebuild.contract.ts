import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seeded } from '@parley/testkit/seeded.ts';
import { entryKind } from '../../log/entry-kind.ts';
import type { StoredEntry } from '../../log/log.ts';
import { appLog, chatLog } from '../../log/log-key.ts';
import { type SqlRow, type Statement, statement } from '../../sql/statement.ts';
import { AppStore } from '../../store/app-store.ts';
import { ChatStore } from '../../store/chat-store.ts';
import { RebuildStore } from '../../store/rebuild-store.ts';
import type { SqlDriver } from '../../store/sql-driver.ts';
import { RandomActions } from '../random-actions.test-support.ts';
import { actSome, expectedTables, tablesOf } from './projector.contract.ts';
import {
  openProjectorBench,
  type ProjectorBench,
  type ProjectorEngine,
  ScriptedLog,
  type TailedLog,
} from './projector-bench.test-support.ts';
import { Rebuild, type RebuildProgress } from './rebuild.ts';

const readEntries = 'select * from entry where log = ? and position > ? order by position limit ?';

/** An entry without its place in a tail, which nothing derived needs. */
function entryOf(row: SqlRow): StoredEntry {
  const present = Object.entries(row).filter(([, value]) => value !== null);
  return { ...Object.fromEntries(present), seq: 0 } as unknown as StoredEntry;
}

function rebuildOf(
  { driver, clock }: ProjectorBench,
  log: TailedLog,
  told: (progress: RebuildProgress) => void = () => undefined,
): Rebuild {
  return new Rebuild({
    store: { apps: new AppStore(driver), rebuild: new RebuildStore(driver) },
    archive: {
      read: async (...values) => (await driver.read(readEntries, values)).map(entryOf),
    },
    ...{ log, clock, onProgress: told },
  });
}

/** What a bug, or a hand, may have done to what is derived. */
const damage: readonly Statement[] = [
  statement("update chat set name = 'wrong', messages_count = 99999, position = 99999, deleted_at = 5"),
  statement("update member set role = 'owner', joined_at = 7"),
  statement('delete from invitation'),
  statement('delete from reaction'),
  statement("update message_state set content = 'wrong', deleted_at = null"),
];

async function addApp(driver: SqlDriver): Promise<void> {
  await new AppStore(driver).create({ token: 'a', name: 'a', secretHash: new Uint8Array(32), createdAt: 0 });
}

const never = new AbortController().signal;

export function rebuildContract(engine: ProjectorEngine): void {
  test(`REB1 REB2 ${engine.name}: whatever was derived is derived again from the archive, while projectors and people go on`, async (t) => {
    const chance = seeded(t);
    await using actions = await RandomActions.begin(chance);
    for (let round = 0; round < 12; round++) await actSome(actions, chance);
    const { log, ownApp } = actions.server.node;
    const bench = await openProjectorBench(engine, t);
    await addApp(bench.driver);
    await using projector = await bench.project(log, 0);
    await bench.settle([projector]);
    await bench.driver.write(damage);
    const chats = new ChatStore(bench.driver);
    const group = chatLog(ownApp, actions.group);
    const rows = await bench.driver.read('select user from member', []);
    const marks = rows.map(({ user }) => ({ log: group, user: Number(user), delivered: 5000, read: 4000 }));
    const working = (async () => {
      for (let round = 0; round < 6; round++) {
        await actSome(actions, chance);
        await bench.clock.advance(50);
      }
    })();
    const marking = chats.saveMarks(marks);
    assert.equal(await rebuildOf(bench, log).run(never), true);
    await Promise.all([working, marking]);
    await bench.settle([projector]);
    assert.deepEqual(await tablesOf(bench.driver), await expectedTables(actions));
    assert.deepEqual(bench.logged, []);
    // Who left meanwhile and came back has new marks.
    const kept = await bench.driver.read('select user, delivered, `read` as is_read from member', []);
    const lefts = await leftSince(bench.driver, group);
    for (const { user, delivered, is_read: read } of kept) {
      if (!lefts.has(Number(user)) && marks.some((mark) => mark.user === user)) {
        assert.deepEqual([delivered, read], [5000, 4000]);
      }
    }
  });

  test(`REB3 ${engine.name}: a rebuild that was ended goes on where it was, tells how far it is, and begins anew after its end`, async (t) => {
    const bench = await openProjectorBench(engine, t);
    await addApp(bench.driver);
    const log = new ScriptedLog(1);
    const data = JSON.stringify({ kind: 'open', members: [], invited: [] });
    for (let number = 1; number <= 30; number++) {
      const made = { log: appLog(1), position: number, number, at: 1, content: `${number}`, data };
      log.add(0, { ...made, kind: entryKind.chat_created });
      const said = { log: chatLog(1, number), position: 1, number: 1, at: 1, content: 'hello' };
      log.add(0, { ...said, kind: entryKind.message });
    }
    await using projector = await bench.project(log, 0);
    await bench.settle([projector]);
    await bench.driver.write([statement("update chat set name = 'wrong'")]);
    const names = async () => {
      const rows = await bench.driver.read("select count(*) as count from chat where name = 'wrong'", []);
      return rows[0]?.count;
    };
    const ending = new AbortController();
    const told: RebuildProgress[] = [];
    const tell = (progress: RebuildProgress) => {
      told.push(progress);
      if (progress.chats === 12) ending.abort();
    };
    assert.equal(await rebuildOf(bench, log, tell).run(ending.signal), false);
    assert.deepEqual([await names(), told.at(-1)?.share], [18, 0.4]);
    assert.equal(await rebuildOf(bench, log, tell).run(never), true);
    assert.equal(told.length, 30);
    assert.deepEqual([await names(), told.at(-1)?.share, told.at(-1)?.entries], [0, 1, 18]);
    await rebuildOf(bench, log, tell).run(never);
    assert.equal(told.length, 60);
  });
}

/** People whom an entry of the chat's log tells to have left. */
async function leftSince(driver: SqlDriver, log: number): Promise<Set<number>> {
  const rows = await driver.read('select data from entry where log = ? and kind = ?', [
    log,
    entryKind.member_left,
  ]);
  return new Set(rows.map(({ data }) => Number((JSON.parse(String(data)) as { user: number }).user)));
}
