import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knownToLose } from './connect-nats.ts';

test('LOG22 servers that are known to lose what a majority acknowledged are named with their remedy', () => {
  assert.match(knownToLose('2.9.10', 3) ?? '', /NATS 2\.9\.10 can lose .*; run 2\.15 or newer/);
  for (const version of ['2.10.0', '2.15.2', '3.0.0']) assert.equal(knownToLose(version, 3), undefined);
  assert.equal(knownToLose('2.9.10', 1), undefined, 'nobody can be cut off');
});
