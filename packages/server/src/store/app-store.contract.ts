import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ReadFailure } from '../sql/read-failure.ts';
import { AppStore } from './app-store.ts';
import { openStores, type StoreEngine } from './store-engine.test-support.ts';

/** What every engine owes the app store. */
export function appStoreContract(engine: StoreEngine): void {
  test(`STORE7 ${engine.name}: an app’s token that was seen lately costs no SQL, and is forgotten within a second`, async (t) => {
    const { driver } = await openStores(engine, t);
    let reads = 0;
    let away = false;
    const here = new AppStore({
      ...driver,
      readOne(sql, values) {
        reads += 1;
        if (away) return Promise.reject(new ReadFailure('it is away'));
        return driver.readOne(sql, values);
      },
    });
    const elsewhere = new AppStore(driver);
    const { id } = await here.create({
      token: 'first',
      name: '',
      secretHash: new Uint8Array(32),
      createdAt: 0,
    });
    for (let each = 0; each < 100; each++) assert.equal(await here.idByToken('first', each), id);
    assert.equal(reads, 1);
    await elsewhere.rotateToken(id, 'second');
    assert.equal(await here.idByToken('first', 1000), undefined);
    assert.equal(await here.idByToken('second', 1000), id);
    await here.rotateToken(id, 'third');
    assert.equal(await here.idByToken('second', 1001), undefined);
    assert.equal(await here.idByToken('third', 1001), id);
    away = true;
    assert.equal(await here.idByToken('third', 60_000), id);
    await assert.rejects(here.idByToken('first', 60_000), ReadFailure);
  });
}
