import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApp, type Tidy } from '@parley/testkit/people-node.ts';
import { ReadFailure } from '../sql/read-failure.ts';
import { SessionStore } from './session-store.ts';
import type { SqlDriver } from './sql-driver.ts';
import { openStores, type StoreEngine } from './store-engine.test-support.ts';

const hashOf = (index: number) => new Uint8Array(32).fill(index);

async function withAlice(engine: StoreEngine, t: Tidy) {
  const stores = await openStores(engine, t);
  const app = (await createApp(stores.apps)).key;
  const input = { app, username: 'alice', name: '', email: null, passwordHash: 'p1', createdAt: 0 };
  const account = await stores.accounts.create(input);
  const user = typeof account === 'object' ? account.key : 0;
  const session = (index: number, more = {}) => ({
    hash: hashOf(index),
    handle: `handle${index}`,
    user,
    passwordHash: 'p1',
    device: 'Test',
    createdAt: index,
    expiresAt: 1_000_000,
    ...more,
  });
  return { ...stores, user, session };
}

/** Counts reads, holds them back while `gate` is set, and fails them while it is `away`. */
function watched(driver: SqlDriver) {
  const state = { reads: 0, gate: undefined as Promise<void> | undefined, away: false };
  const watching: SqlDriver = {
    ...driver,
    async readOne(sql, values) {
      state.reads += 1;
      if (state.away) throw new ReadFailure('it is away');
      const row = await driver.readOne(sql, values);
      await state.gate;
      return row;
    },
  };
  return { state, sessions: new SessionStore(watching) };
}

/** What every engine owes the session store. */
export function sessionStoreContract(engine: StoreEngine): void {
  test(`SESS5 ${engine.name}: a session starts only while the password that was shown is still the account’s`, async (t) => {
    const { sessions, accounts, session, user } = await withAlice(engine, t);
    assert.equal(await sessions.start(session(1)), true);
    assert.equal(await sessions.start(session(2, { passwordHash: 'old' })), false);
    assert.equal(await sessions.find(hashOf(2), 10), undefined);
    const meanwhile = sessions.changePassword({ user, passwordHash: 'p2', keep: '' });
    await Promise.all([sessions.start(session(3)), meanwhile, sessions.start(session(5))]);
    assert.equal(await sessions.start(session(6)), false);
    for (const each of [1, 3, 5, 6]) assert.equal(await sessions.find(hashOf(each), 10), undefined);
    await accounts.remove(user, 10);
    assert.equal(await sessions.start(session(4, { passwordHash: 'p2' })), false);
  });

  test(`SESS5 ${engine.name}: however a start and a new password race, no session of the old one is left`, async (t) => {
    const { sessions, session, user, driver } = await withAlice(engine, t);
    for (let round = 1; round <= 20; round++) {
      const passwordHash = `p${round}`;
      const starts = [1, 2, 3].map((each) =>
        sessions.start(session(round * 4 + each, { passwordHash, handle: `${round} ${each}` })),
      );
      await Promise.all([
        ...starts,
        sessions.changePassword({ user, passwordHash: `p${round + 1}`, keep: '' }),
      ]);
      assert.deepEqual(await driver.read('select handle from session where user = ?', [user]), []);
    }
  });

  test(`SESS6 ${engine.name}: a session that was seen lately costs no SQL; after ten seconds it is looked up again`, async (t) => {
    const { driver, session } = await withAlice(engine, t);
    const { state, sessions } = watched(driver);
    await sessions.start(session(1));
    for (let each = 0; each < 100; each++) assert.ok(await sessions.find(hashOf(1), 1000));
    assert.equal(state.reads, 1);
    await new SessionStore(driver).end((await sessions.find(hashOf(1), 1000))?.user ?? 0, 'handle1');
    assert.ok(await sessions.find(hashOf(1), 10_999));
    assert.equal(await sessions.find(hashOf(1), 11_000), undefined);
  });

  test(`SESS11 ${engine.name}: while the database is away a session stands as it was known last`, async (t) => {
    const { driver, session, user } = await withAlice(engine, t);
    const { state, sessions } = watched(driver);
    for (const each of [1, 2, 3]) await sessions.start(session(each));
    for (const each of [1, 2]) assert.ok(await sessions.find(hashOf(each), 1000));
    await new SessionStore(driver).end(user, 'handle2');
    assert.equal(await sessions.find(hashOf(2), 20_000), undefined);
    state.away = true;
    assert.equal((await sessions.find(hashOf(1), 20_000))?.handle, 'handle1');
    assert.equal((await sessions.find(hashOf(1), 90_000))?.handle, 'handle1');
    for (const each of [2, 3]) await assert.rejects(sessions.find(hashOf(each), 20_000), ReadFailure);
    sessions.forgetAll();
    await assert.rejects(sessions.find(hashOf(1), 90_000), ReadFailure);
    state.away = false;
    assert.ok(await sessions.find(hashOf(1), 90_000));
  });

  test(`SESS6 ${engine.name}: an ended session is refused at once, also when it was being looked up meanwhile`, async (t) => {
    const { driver, session, user } = await withAlice(engine, t);
    const { state, sessions } = watched(driver);
    await sessions.start(session(1));
    await sessions.start(session(2));
    await sessions.find(hashOf(1), 10);
    let open = () => {};
    state.gate = new Promise((resolve) => {
      open = resolve;
    });
    const slow = sessions.find(hashOf(2), 10);
    await sessions.endAll(user);
    open();
    const ended = await slow;
    assert.ok(ended);
    await sessions.touch(hashOf(2), ended, 10, 1000);
    assert.equal(await sessions.find(hashOf(1), 10), undefined);
    assert.equal(await sessions.find(hashOf(2), 10), undefined);
  });

  test(`SESS3 ${engine.name}: use moves the end; an expired session is told from an unknown one for a while`, async (t) => {
    const { driver, sessions, session } = await withAlice(engine, t);
    await sessions.start(session(1, { expiresAt: 1000 }));
    const found = await sessions.find(hashOf(1), 500);
    assert.ok(found);
    await sessions.touch(hashOf(1), found, 500, 5000);
    assert.equal((await sessions.find(hashOf(1), 600))?.expiresAt, 5000);
    const fresh = new SessionStore(driver);
    assert.equal((await fresh.find(hashOf(1), 9999))?.lastUsedAt, 500);
    const weekMs = 7 * 24 * 3_600_000;
    await fresh.start(session(2, { createdAt: 5000 + weekMs }));
    assert.ok(await new SessionStore(driver).find(hashOf(1), 9999));
    await fresh.start(session(3, { createdAt: 5001 + weekMs }));
    assert.equal(await new SessionStore(driver).find(hashOf(1), 9999), undefined);
  });

  test(`SESS4 ${engine.name}: a new password ends every other session and every open reset in the same step`, async (t) => {
    const { sessions, session, user, accounts } = await withAlice(engine, t);
    for (const index of [1, 2, 3]) await sessions.start(session(index));
    await sessions.addReset({ hash: hashOf(9), user, now: 0, expiresAt: 1000 }, 3);
    const ended = await sessions.changePassword({ user, passwordHash: 'p2', keep: 'handle2' });
    assert.deepEqual(ended.toSorted(), ['handle1', 'handle3']);
    assert.equal(await sessions.find(hashOf(1), 10), undefined);
    assert.ok(await sessions.find(hashOf(2), 10));
    assert.equal(await sessions.findReset(hashOf(9), 10), undefined);
    assert.equal((await accounts.byKey(user))?.passwordHash, 'p2');
  });

  test(`RESET3 ${engine.name}: of two that use a code at once one does; it ends every session and every other code`, async (t) => {
    const { sessions, session, user, accounts } = await withAlice(engine, t);
    await sessions.start(session(1));
    await sessions.addReset({ hash: hashOf(8), user, now: 0, expiresAt: 1000 }, 3);
    await sessions.addReset({ hash: hashOf(9), user, now: 0, expiresAt: 1000 }, 3);
    assert.equal(await sessions.findReset(hashOf(8), 999), user);
    assert.equal(await sessions.findReset(hashOf(8), 1000), undefined);
    const uses = ['x', 'y'].map((passwordHash) => sessions.useReset({ hash: hashOf(8), user, passwordHash }));
    const used = await Promise.all(uses);
    assert.deepEqual(used.toSorted(), [false, true]);
    assert.equal((await accounts.byKey(user))?.passwordHash, used[0] ? 'x' : 'y');
    assert.equal(await sessions.findReset(hashOf(9), 10), undefined);
    assert.equal(await sessions.find(hashOf(1), 10), undefined);
  });

  test(`RESET2 ${engine.name}: at most so many codes are open for a person; expired ones do not count and go`, async (t) => {
    const { sessions, driver, user } = await withAlice(engine, t);
    const add = (index: number, now: number) =>
      sessions.addReset({ hash: hashOf(index), user, now, expiresAt: now + 1000 }, 2);
    assert.deepEqual([await add(1, 0), await add(2, 500), await add(3, 999)], [true, true, false]);
    assert.equal(await add(4, 1001), true);
    const rows = await driver.read('select hash from password_reset', []);
    assert.equal(rows.length, 2);
  });

  test(`RESET2 ${engine.name}: of many that ask for a code at once no more than so many get one`, async (t) => {
    const { sessions, user } = await withAlice(engine, t);
    const asks = Array.from({ length: 20 }, (_, each) =>
      sessions.addReset({ hash: hashOf(each), user, now: 0, expiresAt: 1000 }, 2),
    );
    assert.equal((await Promise.all(asks)).filter(Boolean).length, 2);
  });
}
