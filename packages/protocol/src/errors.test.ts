import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closeCodes, mayReconnect } from './close-codes.ts';
import { errorBody, errorCodes, errorObject, errorOf, errorRule } from './errors.ts';

test('ERR1 every error has a status, an advice and a meaning of its own', () => {
  const meanings = new Set<string>();
  for (const code of errorCodes) {
    const { status, meaning } = errorRule(code);
    assert.match(code, /^[a-z]+(_[a-z]+)*$/);
    assert.ok(status >= 400 && status <= 599, code);
    assert.match(meaning, /^[A-Z].*\.$/, code);
    meanings.add(meaning);
  }
  assert.equal(meanings.size, errorCodes.length);
});

test('ERR1 a code that is not in the table is no error of ours', () => {
  assert.ok(!errorObject.safeParse({ ...errorOf('internal'), code: 'oops' }).success);
});

test('ERR2 an error as built is an error as documented', () => {
  for (const code of errorCodes) {
    const plain = { error: errorOf(code) };
    assert.deepEqual(errorBody.parse(plain), plain);
    assert.equal(plain.error.message, errorRule(code).meaning);
    const full = { error: errorOf(code, 'Because.', { retry_after_ms: 5, limit: 3, fields: [] }) };
    assert.deepEqual(errorBody.parse(full), full);
  }
});

test('ERR3 what a repetition may cure is marked so, and nothing else', () => {
  for (const code of errorCodes) {
    const { status, retry } = errorRule(code);
    const passing = status === 429 || status >= 500;
    if (passing) assert.equal(retry, 'backoff', code);
    else assert.ok(retry === 'never' || code === 'stale_epoch', code);
  }
});

test('ERR4 the range of a close code says whether to come back', () => {
  for (const code of errorCodes) {
    const { close, retry, status } = errorRule(code);
    if (close === undefined) continue;
    assert.equal(mayReconnect(close), status !== 401, code);
    if (retry === 'backoff') assert.ok(mayReconnect(close), code);
  }
  for (const code of [1000, 1001, 1006, 1009, 1011, 1012, 1013, 4399, 4500]) assert.ok(mayReconnect(code));
  for (const code of [4400, 4401, 4499]) assert.ok(!mayReconnect(code));
});

test('ERR4 every close code has one meaning and can be sent', () => {
  const codes = Object.values(closeCodes);
  assert.equal(new Set(codes).size, codes.length);
  for (const code of codes) assert.ok(code === 1009 || (code >= 4000 && code <= 4999));
  const used = errorCodes.map((code) => errorRule(code).close).filter((close) => close !== undefined);
  assert.deepEqual(new Set(used), new Set(codes));
});
