import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { seeded } from '@parley/testkit/seeded.ts';
import { KillRounds } from './kill-rounds.test-support.ts';

test('LOG4 what a server acknowledged before kill -9 is there once under its number, and unread is what it counts to', async (t) => {
  const data = await mkdtemp(join(tmpdir(), 'parley-kill-'));
  t.after(() => rm(data, { recursive: true }));
  const rounds = new KillRounds(data, seeded(t));
  let acknowledged = 0;
  for (let round = 0; round < 8; round++) acknowledged += await rounds.round();
  await rounds.finish();
  t.diagnostic(`${acknowledged} messages acknowledged before eight kills`);
  assert.ok(acknowledged >= 160);
});
