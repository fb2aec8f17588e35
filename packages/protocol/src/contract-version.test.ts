import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { canonicalContract } from './canonical-contract.ts';
import { contractVersion } from './contract-version.ts';

const advice = `The wire contract changed. Is every program that speaks it ready for that?
If the change is meant, raise contractVersion in packages/protocol/src/contract-version.ts and run
  node packages/protocol/scripts/write-contract.ts
then commit both files. If it is not meant, undo it.`;

test('API9 the contract changes only on purpose', () => {
  const recorded: unknown = JSON.parse(readFileSync(new URL('../contract.json', import.meta.url), 'utf8'));
  const hash = createHash('sha256').update(canonicalContract()).digest('hex');
  assert.deepEqual(recorded, { version: contractVersion, hash }, advice);
});

test('API9 words for people are no part of the contract; everything programs read is', () => {
  const contract = canonicalContract();
  assert.equal(contract, canonicalContract());
  assert.doesNotMatch(contract, /"description":"|"summary"/);
  for (const part of [
    '"postMessage"',
    '"up_send"',
    '"down_gap"',
    '"rate_limited"',
    '"pattern"',
    '"maxLength"',
  ]) {
    assert.ok(contract.includes(part), part);
  }
});
