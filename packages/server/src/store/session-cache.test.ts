import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SessionCache } from './session-cache.ts';
import type { SessionRecord } from './session-record.ts';

test('SESS6 the sessions that are remembered are bounded', () => {
  const cache = new SessionCache();
  const record = { user: 1 } as SessionRecord;
  const hash = (each: number) => new Uint8Array(new Uint32Array([each]).buffer);
  for (let each = 0; each <= 10_000; each++) cache.remember(hash(each), record, 0);
  assert.equal(cache.get(hash(0), 0), undefined);
  assert.ok(cache.get(hash(1), 0));
  assert.ok(cache.get(hash(10_000), 0));
});

test('PROC4 SESS6 a clock that is set back does not make a session be remembered for longer', () => {
  const cache = new SessionCache();
  const hash = new Uint8Array(32);
  const hour = 3_600_000;
  cache.remember(hash, { user: 1 } as SessionRecord, hour);
  assert.ok(cache.get(hash, hour + 1));
  assert.equal(cache.get(hash, 1), undefined);
});
