import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Seeded, seeded } from '@parley/testkit/seeded.ts';
import { entryKind } from '../../log/entry-kind.ts';
import type { Log } from '../../log/log.ts';
import { appLog, chatLog } from '../../log/log-key.ts';
import { WriteFailure } from '../../sql/write-failure.ts';
import { Database } from '../../sqlite/database.ts';
import { migrations } from '../../store/migrations/migrations.ts';
import type { SqlDriver } from '../../store/sql-driver.ts';
import { sqliteDriver } from '../../store/sqlite/sqlite-driver.ts';
import { RandomActions } from '../random-actions.test-support.ts';
import type { Projector } from './project.ts';
import {
  openProjectorBench,
  type ProjectorBench,
  type ProjectorEngine,
  ScriptedLog,
} from './projector-bench.test-support.ts';

/** Tables that follow from the log, but for marks, which people set too. */
const derived = [
  'select log, app, number, kind, name, picture, creator, created_at, messages_count, position, active_at, deleted_at from chat order by log',
  'select log, user, role, joined_at from member order by log, user',
  'select log, user, invited_by, created_at from invitation order by log, user',
  'select log, number, revision, content, edited_at, deleted_at, pinned_at from message_state order by log, number',
  'select log, number, emoji, user from reaction order by log, number, emoji, user',
  'select log, position, number, kind, about, author, at, content, data from entry order by log, position',
];

export async function tablesOf(driver: SqlDriver): Promise<unknown[][]> {
  const tables = await Promise.all(derived.map((sql) => driver.read(sql, [])));
  return tables.map((rows) => rows.map((row) => ({ ...row })));
}

/** The store of a server whose log and store are one. */
export async function expectedTables(actions: RandomActions): Promise<unknown[][]> {
  const { node, data } = actions.server;
  const log = chatLog(node.ownApp, actions.group);
  const { position } = await node.log.head(log);
  // Its counter has a clock of its own.
  while ((await node.store.chats.byLog(log))?.position !== position) await nextTurn();
  await using database = Database.open(`${data}/parley.db`, migrations);
  return tablesOf(sqliteDriver(database));
}

/** A database whose writes fail now and then: before anything happened, or after all of it did. */
function failing(chance: Seeded): (driver: SqlDriver) => SqlDriver {
  return (driver) => ({
    ...driver,
    async write(statements) {
      if (chance.oneIn(8)) throw new WriteFailure('failed', 'the connection was lost');
      const written = await driver.write(statements);
      if (chance.oneIn(8)) throw new WriteFailure('failed', 'whether it was written is not known');
      return written;
    },
  });
}

/** What every engine of the store owes projectors, and they those who read it. */
export function projectorContract(engine: ProjectorEngine): void {
  onceContract(engine);
  orderContract(engine);
}

/** Some actions at once, some one after the other. */
export async function actSome(actions: RandomActions, chance: Seeded): Promise<void> {
  const together = 1 + chance.below(6);
  for (let each = 0; each < 4; each++) {
    await Promise.all(Array.from({ length: together }, () => actions.act()));
  }
}

async function endAll(projectors: readonly Projector[]): Promise<void> {
  await Promise.all(projectors.map((each) => each[Symbol.asyncDispose]()));
}

function onceContract(engine: ProjectorEngine): void {
  test(`PROJ1 PROJ2 ${engine.name}: every entry is projected once, however many project at once, fail and start again`, async (t) => {
    const chance = seeded(t);
    await using actions = await RandomActions.begin(chance);
    const { log } = actions.server.node;
    const bench = await openProjectorBench(engine, t);
    for (let life = 0; life < 8; life++) {
      const projectors = [
        await bench.project(log, 0, failing(chance)),
        await bench.project(log, 0, failing(chance)),
      ];
      for (let round = 0; round < 3; round++) {
        await actSome(actions, chance);
        await bench.clock.advance(chance.below(2000));
      }
      if (life % 2 === 0) await bench.settle(projectors);
      await endAll(projectors);
    }
    const last = await bench.project(log, 0);
    await bench.settle([last]);
    await last[Symbol.asyncDispose]();
    assert.deepEqual(await tablesOf(bench.driver), await expectedTables(actions));
    // Whatever failed was a write that was made to fail: nothing was projected twice.
    assert.ok(
      bench.logged.every((line) => /connection was lost|is not known/.test(line)),
      String(bench.logged),
    );
    t.diagnostic(
      `${actions.done} actions, ${bench.transactions.length} transactions, ${bench.logged.length} failures`,
    );
  });

  test(`PROJ4 ${engine.name}: a long log comes in bulk, and what is read meanwhile is of one position`, async (t) => {
    const chance = seeded(t);
    await using actions = await RandomActions.begin(chance);
    for (let round = 0; round < 15; round++) await actSome(actions, chance);
    const { log } = actions.server.node;
    const bench = await openProjectorBench(engine, t);
    await using projector = await bench.project(log, 0);
    await bench.settle([projector]);
    assert.equal(bench.transactions.length, 1);
    assert.deepEqual(await tablesOf(bench.driver), await expectedTables(actions));
    assert.deepEqual(await sentMarks(bench.driver), await sentNumbers(log, actions));
  });
}

/** Read marks of members, as far as sending alone moves them. */
async function sentMarks(driver: SqlDriver): Promise<[unknown, unknown][]> {
  const rows = await driver.read('select user, `read` as is_read from member order by log, user', []);
  return rows.map((row) => [row.user, row.is_read]);
}

/** The newest number that each member sent since they joined, or where they joined. */
async function sentNumbers(log: Log, actions: RandomActions): Promise<[number, number][]> {
  const read = new Map<number, number>();
  for (const { kind, author = 0, number, data } of await log.read(
    chatLog(actions.server.node.ownApp, actions.group),
    0,
    10_000,
  )) {
    const member = data === undefined ? author : ((JSON.parse(data) as { user?: number }).user ?? author);
    if (kind === entryKind.member_joined) read.set(member, number);
    if (kind === entryKind.member_left) read.delete(member);
    if (kind === entryKind.message) read.set(author, number);
  }
  const members = await actions.server.node.store.chats.members(
    chatLog(actions.server.node.ownApp, actions.group),
  );
  return members
    .map(({ user }): [number, number] => [user, read.get(user) ?? 0])
    .toSorted(([one], [other]) => one - other);
}

const [appA, appB] = [1, 2];
const creation = JSON.stringify({ kind: 'open', members: [], invited: [] });

function create(log: ScriptedLog, tail: number, app: number, number: number): void {
  const place = { log: appLog(app), position: number, number };
  log.add(tail, { ...place, kind: entryKind.chat_created, at: 1, content: `${number}`, data: creation });
}

function say(log: ScriptedLog, tail: number, [app, chat]: readonly [number, number], number: number): void {
  const place = { log: chatLog(app, chat), position: number, number };
  log.add(tail, { ...place, kind: entryKind.message, at: 1, content: 'hello' });
}

async function positionsIn(driver: SqlDriver): Promise<unknown[]> {
  const rows = await driver.read('select position from chat order by log', []);
  return rows.map(({ position }) => position);
}

function orderContract(engine: ProjectorEngine): void {
  test(`PROJ3 ${engine.name}: a chat’s entries wait for the chat, whichever tail is ahead; what stands before them does not`, async (t) => {
    const bench = await openProjectorBench(engine, t);
    const log = new ScriptedLog(2);
    create(log, 0, appA, 1);
    create(log, 1, appB, 1);
    for (let number = 1; number <= 5; number++) say(log, 1, [appB, 1], number);
    say(log, 1, [appA, 1], 1);
    say(log, 1, [appB, 1], 6);
    await using second = await bench.project(log, 1);
    await untilThere(bench, [5]);
    await using first = await bench.project(log, 0);
    await bench.settle([first, second]);
    assert.deepEqual(await positionsIn(bench.driver), [1, 6]);
  });

  test(`PROJ3 ${engine.name}: two tails with chats of each other’s apps both come to their end`, async (t) => {
    const bench = await openProjectorBench(engine, t);
    const log = new ScriptedLog(2);
    for (let chat = 1; chat <= 20; chat++) {
      create(log, 0, appA, chat);
      create(log, 1, appB, chat);
      say(log, 0, [appB, chat], 1);
      say(log, 1, [appA, chat], 1);
    }
    await using first = await bench.project(log, 0);
    await using second = await bench.project(log, 1);
    await bench.settle([first, second]);
    assert.deepEqual(
      await positionsIn(bench.driver),
      Array.from({ length: 40 }, () => 1),
    );
  });
}

async function untilThere(bench: ProjectorBench, positions: readonly number[]): Promise<void> {
  for (let seen: unknown[] = []; `${seen}` !== `${positions}`; seen = await positionsIn(bench.driver)) {
    await bench.clock.advance(5);
  }
}
