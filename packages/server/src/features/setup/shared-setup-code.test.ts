import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createFakeClock } from '@parley/testkit/fake-clock.ts';
import { Database } from '../../sqlite/database.ts';
import { LeaseStore } from '../../store/lease-store.ts';
import { migrations } from '../../store/migrations/migrations.ts';
import { sqliteDriver } from '../../store/sqlite/sqlite-driver.ts';
import { SetupCode } from './setup-code.ts';
import { SharedSetupCode } from './shared-setup-code.ts';

async function openCluster(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'parley-setup-'));
  const database = Database.open(join(folder, 'parley.db'), migrations);
  const nodes = new AsyncDisposableStack();
  t.after(async () => {
    await nodes.disposeAsync();
    await database.close();
    await rm(folder, { recursive: true });
  });
  const [leases, clock, owner] = [new LeaseStore(sqliteDriver(database)), createFakeClock(), { made: false }];
  const accounts = { hasOwner: async () => owner.made };
  return {
    ...{ leases, clock, owner },
    async start(): Promise<SetupCode> {
      const code = new SetupCode(!owner.made);
      nodes.use(await SharedSetupCode.open({ code, leases, accounts, ownApp: 1, clock }));
      return code;
    },
  };
}

const texts = (codes: readonly SetupCode[]) => new Set(codes.map(({ text }) => text));

test('SETUP10 nodes that start at once, and later ones, have one code; once there is an owner none has any', async (t) => {
  const cluster = await openCluster(t);
  const codes = await Promise.all(Array.from({ length: 6 }, () => cluster.start()));
  await cluster.clock.advance(100_000);
  codes.push(await cluster.start());
  const [code] = texts(codes);
  assert.deepEqual([texts(codes).size, await cluster.leases.holder('setup-code')], [1, code]);
  cluster.owner.made = true;
  codes[3]?.spend();
  while (cluster.clock.pending() > 0) await cluster.clock.advance(20_000);
  while ((await cluster.leases.holder('setup-code')) !== undefined);
  assert.deepEqual([...texts(codes)], [undefined]);
  assert.equal((await cluster.start()).text, undefined);
});

test('SETUP10 a code that nobody renewed is another one’s for the next who start; who comes back late takes it over', async (t) => {
  const cluster = await openCluster(t);
  const late = await cluster.start();
  const before = late.text ?? '';
  await cluster.leases.release('setup-code', before);
  const next = await cluster.start();
  assert.notEqual(next.text, before);
  while (late.text === before) await cluster.clock.advance(20_000);
  assert.equal(late.text, next.text);
});
