import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { LeaseStore } from './lease-store.ts';
import { openDriver, type StoreEngine } from './store-engine.test-support.ts';

const longMs = 60_000;
const shortMs = 50;

/** What every engine owes the lease store. */
export function leaseStoreContract(engine: StoreEngine): void {
  test(`LEASE1 ${engine.name}: of many nodes that want a lease one holds it, until it gives it back`, async () => {
    const place = await engine.newPlace();
    await using one = await engine.open(place);
    await using two = await engine.open(place);
    const stores = [new LeaseStore(one), new LeaseStore(two)] as const;
    const nodes = Array.from({ length: 10 }, (_, each) => ({ name: `n${each}`, leases: stores[each % 2] }));
    const holding = () =>
      Promise.all(
        nodes.map(async ({ name, leases }) => ((await leases?.hold('a', name, longMs)) ? [name] : [])),
      );
    const first = (await holding()).flat();
    assert.equal(first.length, 1);
    assert.deepEqual((await holding()).flat(), first);
    const [holder = ''] = first;
    assert.deepEqual([await stores[1].holder('a'), await stores[1].holder('b')], [holder, undefined]);
    await stores[0].release('a', 'somebody else');
    assert.deepEqual((await holding()).flat(), first);
    await stores[0].release('a', holder);
    assert.equal(await stores[1].holder('a'), undefined);
    assert.equal(await stores[1].hold('a', 'new', longMs), true);
    assert.deepEqual((await holding()).flat(), []);
    assert.equal(await stores[1].hold('b', 'n0', longMs), true);
  });

  test(`LEASE1 ${engine.name}: a lease that ran out is anybody's, by the clock of the database`, async (t) => {
    const leases = new LeaseStore(await openDriver(engine, t));
    assert.equal(await leases.hold('a', 'one', shortMs), true);
    assert.equal(await leases.hold('b', 'one', longMs), true);
    const began = performance.now();
    while (!(await leases.hold('a', 'two', longMs))) await nextTurn();
    assert.ok(performance.now() - began < longMs / 2);
    assert.equal(await leases.hold('a', 'one', longMs), false);
    assert.equal(await leases.hold('b', 'two', longMs), false);
    assert.equal(await leases.hold('b', 'one', shortMs), true);
    while (!(await leases.hold('b', 'two', longMs))) await nextTurn();
  });
}
